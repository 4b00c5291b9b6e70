# SPDX-License-Identifier: Apache-2.0
"""A play as data for programs: what `play_data` gives is what the studio's page is sent, and `--format json` writes.

A moment (`play_data`)::

    {
      "number": 3, "parent": 2, "depth": 3, "children": [4, 7],      # in the tree of moments; 0 is the start
      "world": "The gates", "person": "Spike", "shown": "Spike",     # `shown` is the name in prose
      "clock": 6 | null,                                             # null in a world without time
      "did": "began" | "continued" | "acted" | "waited" | "accepted" | "declined" | "tried" | "asked",
      "did_text": "Spike runs for the tower.",                       # empty where it was no event
      "perceived": [{"text": "…" | null, "own": true, "followed": ["The gates open."], "noticed": ["…"]}],
      "failure": null | {"text": "…", "because": ["the door is locked"], "refused_by": ["Faith"]},
      "known": [{"subject": "Spike" | "", "clauses": ["Spike is at the field"], "figures": ["blood(Spike) = 30"]}],
      "offer": null | "Faith swallows.", "offered_by": ["Faith"],
      "choices": [{"key": "set_off(Spike)", "kind": "event" | "wait" | "accept" | "decline", "text": "…",
                   "asks": ["Faith"], "in_character": true, "reason": "so that …", "tried": false}],
      "ended": [{"name": "won", "text": "…" | null}],                # endings reached just now
      "reached": [ … ],                                              # endings that hold, these included
      "steering": null | {"ending": "won", "state": "there" | "on-course" | "lost" | "unsure",
                          "left": 4, "length": 12, "limit": "time" | null}
    }

A choice is made by handing its `key` back. `clauses` are parts of sentences without a full stop; `text` is a sentence.
Nothing in a moment tells what the person who is played cannot know, but the endings, which are the author's.
`blocked_data`, `branches_data` and `compared_data` are described where they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fabula.model.play import (
    Blocked,
    Branch,
    Choice,
    ComparedEvent,
    ComparedPlay,
    Known,
    Passage,
    Perceived,
    PlayMoment,
    ReachedEnding,
    Steering,
)


def play_data(moment: PlayMoment) -> dict[str, Any]:
    """A moment as dictionaries and lists."""
    return {
        "number": moment.number,
        "parent": moment.parent,
        "depth": moment.depth,
        "children": list(moment.children),
        "world": moment.world,
        "person": moment.person,
        "shown": moment.shown,
        "clock": None if moment.clock is None else _number(moment.clock),
        **_passage(moment),
        "known": [_known(each) for each in moment.known],
        "offer": moment.offer,
        "offered_by": list(moment.offered_by),
        "choices": [_choice(each) for each in moment.choices],
        "reached": [_ending(each) for each in moment.reached],
        "steering": None if moment.steering is None else _steering(moment.steering),
    }


def passages_data(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """The story so far: of each choice `number`, `did`, `did_text`, `perceived`, `failure`, `ended`, as of a moment."""
    return [_passage(each) for each in passages]


def blocked_data(blocked: Blocked) -> dict[str, Any]:
    """`choices` with `event`, `text`, `because` (a list of clauses) each; `left_out` is how many more there are."""
    choices = [{"event": str(each.event), "text": each.text, "because": list(each.because)} for each in blocked.choices]
    return {"choices": choices, "left_out": blocked.left_out}


def branches_data(branches: Iterable[Branch]) -> list[dict[str, Any]]:
    """All moments, each before those that it leads to.

    `number`, `parent`, `depth`, `did`, `text`, `here`, `on_path` (whether it leads to where we are), `endings` (names).
    """
    return [
        {
            "number": each.number,
            "parent": each.parent,
            "depth": each.depth,
            "did": str(each.did),
            "text": each.text,
            "here": each.here,
            "on_path": each.on_path,
            "endings": list(each.endings),
        }
        for each in branches
    ]


def compared_data(compared: ComparedPlay) -> dict[str, Any]:
    """`title` of the told story, `common` (so many events are the same), `told` and `played` with `event` and `text`.

    `told_endings` and `played_endings` are names. This tells of events that the player did not see.
    """
    return {
        "title": compared.title,
        "common": compared.common,
        "told": [_event(each) for each in compared.told],
        "played": [_event(each) for each in compared.played],
        "told_endings": list(compared.told_endings),
        "played_endings": list(compared.played_endings),
    }


def _passage(passage: Passage | PlayMoment) -> dict[str, Any]:
    failure = passage.failure
    return {
        "number": passage.number,
        "did": str(passage.did),
        "did_text": passage.did_text,
        "perceived": [_perceived(each) for each in passage.perceived],
        "failure": None
        if failure is None
        else {"text": failure.text, "because": list(failure.because), "refused_by": list(failure.refused_by)},
        "ended": [_ending(each) for each in passage.ended],
    }


def _perceived(perceived: Perceived) -> dict[str, Any]:
    return {
        "text": perceived.text,
        "own": perceived.own,
        "followed": list(perceived.followed),
        "noticed": list(perceived.noticed),
    }


def _known(known: Known) -> dict[str, Any]:
    return {"subject": known.subject, "clauses": list(known.clauses), "figures": list(known.figures)}


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "key": choice.key,
        "kind": str(choice.kind),
        "text": choice.text,
        "asks": list(choice.asks),
        "in_character": choice.in_character,
        "reason": choice.reason,
        "tried": choice.tried,
    }


def _ending(ending: ReachedEnding) -> dict[str, Any]:
    return {"name": ending.name, "text": ending.text}


def _steering(steering: Steering) -> dict[str, Any]:
    return {
        "ending": steering.ending,
        "state": str(steering.state),
        "left": steering.left,
        "length": steering.length,
        "limit": steering.limit,
    }


def _event(event: ComparedEvent) -> dict[str, Any]:
    return {"event": str(event.event), "text": event.text}


def _number(number: float) -> float | int:
    return int(number) if float(number).is_integer() else number
