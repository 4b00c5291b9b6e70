# SPDX-License-Identifier: Apache-2.0
"""A survey of endings as text and as data."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import msgspec

from fabula.model.answers import EventCall, Outcome
from fabula.model.endings import DeadEnd, EndingsAnswer, EventShare, SampledStory, SurveyedEnding
from fabula.render.paragraphs import paragraph
from fabula.render.stories import LIMIT_WORDS, story_data, story_lines

SHOWN = 5
"""So many dead ends, and so many events that happen in some stories only, are shown in text."""


def render_endings(answer: EndingsAnswer, width: int = 80, stories: bool = False, every: bool = False) -> str:
    """The survey in lines: each ending, the dead ends, events that lead nowhere, drawn stories.

    `stories` shows the shortest story to each ending in full, `every` all that is otherwise cut to the first few.
    """
    blocks = [_head(answer, width)]
    blocks += [_ending(answer, ending, width, stories, every) for ending in answer.endings]
    blocks += [_dead_ends(answer, width, every), _leading_nowhere(answer, width, every)]
    blocks += [_sample(story, width) for story in answer.samples]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def endings_json(answer: EndingsAnswer) -> str:
    """The survey as a JSON object."""
    return msgspec.json.format(msgspec.json.encode(endings_data(answer)), indent=2).decode("utf-8") + "\n"


def endings_data(answer: EndingsAnswer) -> dict[str, Any]:
    """The survey as dictionaries and lists. Counts are whole numbers of any size: some readers of JSON round them."""
    return {
        "version": 1,
        "world": answer.world,
        "outcome": str(answer.outcome),
        "length": answer.limits.length,
        "imagine": answer.limits.imagine,
        "minds": answer.limits.minds,
        "complete": answer.complete,
        "closed": answer.closed,
        "limit": answer.limit,
        "states": answer.states,
        "steps": answer.steps,
        "endings": [_ending_data(ending) for ending in answer.endings],
        "dead_ends": [_dead_end_data(dead) for dead in answer.dead_ends],
        "dead_end_count": answer.dead_end_count,
        "unused": [str(event) for event in answer.unused],
        "unseen": [str(event) for event in answer.unseen],
        "samples": [
            {"ending": story.ending, "events": [str(event) for event in story.events], "text": list(story.texts)}
            for story in answer.samples
        ],
        "statistics": answer.statistics,
    }


def _head(answer: EndingsAnswer, width: int) -> list[str]:
    """What was surveyed, and how far."""
    told = sum(ending.outcome is Outcome.TOLD for ending in answer.endings)
    endings = _counted(len(answer.endings), "ending")
    size = f"{_counted(answer.states, 'state')}, {_counted(answer.steps, 'step')}"
    text = f"{answer.world}: {told} of {endings} reached in stories of at most {_events(answer.complete)}; {size}."
    if answer.limit is not None:
        why = LIMIT_WORDS.get(answer.limit, f"the limit `{answer.limit}` was reached")
        text += f" Gave up there, since {why}: of stories of {_events(answer.limits.length)} the rest is not known."
    elif answer.closed:
        text += " There is no more: what is said here holds for stories of any length."
    return paragraph(text, width)


def _ending(answer: EndingsAnswer, ending: SurveyedEnding, width: int, stories: bool, every: bool) -> list[str]:
    """An ending, how many stories come to it, and what happens in them."""
    if ending.shortest is None:
        return paragraph(f"{ending.name}: {_unreached(answer, ending)}.", width, following="  ")
    events = len(ending.shortest.events)
    of = "" if ending.stories == 1 else "the shortest "
    lengths = f"{of}of {_events(events)}" if events else "it is so from the start"
    lines = paragraph(f"{ending.name}: {_stories(ending.stories)}, {lengths}.", width, following="  ")
    pivotal = ending.pivotal
    if ending.stories > 1:
        lines += _listed("in every story", pivotal or ("nothing in particular",), width)
        others = [share for share in ending.shares if share.stories < ending.stories]
        lines += _shares(others, ending.stories, width, every)
        lines += _listed("by length", _by_length(ending.counts), width)
    if stories or ending.stories == 1:
        lines += story_lines(ending.shortest, width)
    return lines


def _unreached(answer: EndingsAnswer, ending: SurveyedEnding) -> str:
    if ending.outcome is Outcome.GAVE_UP:
        return f"gave up; no story of at most {_events(answer.complete)} reaches it"
    within = "of any length" if ending.never else f"of at most {_events(answer.limits.length)}"
    return f"proved impossible; no story in character {within} reaches it"


def _shares(shares: list[EventShare], whole: int, width: int, every: bool) -> list[str]:
    """Events that happen in some of the stories."""
    if not shares:
        return []
    shown = shares if every else shares[:SHOWN]
    parts = [f"{share.event} ({_percent(share.stories, whole)})" for share in shown]
    if len(shown) < len(shares):
        parts.append(f"and {_counted(len(shares) - len(shown), 'event')} more")
    return _listed("in some", parts, width)


def _percent(part: int, whole: int) -> str:
    """A share in words that never says all or nothing where it is not."""
    percent = part * 100 // whole
    return "under 1 %" if percent == 0 else "over 99 %" if percent >= 100 else f"{percent} %"


def _by_length(counts: tuple[int, ...]) -> list[str]:
    return [f"{length}: {_figure(count)}" for length, count in enumerate(counts) if count]


def _dead_ends(answer: EndingsAnswer, width: int, every: bool) -> list[str]:
    """The dead ends with their shortest ways."""
    if not answer.dead_end_count:
        return ["Dead ends: none." if answer.limit is None else "Dead ends: none known."]
    title = f"Dead ends ({answer.dead_end_count:,}): after the last event of each no ending can be reached any more."
    lines = paragraph(title, width, following="  ")
    shown = answer.dead_ends if every else answer.dead_ends[:SHOWN]
    for dead in shown:
        lines += _dead_end(dead, width)
    if len(shown) < answer.dead_end_count:
        lines.append(f"  and {answer.dead_end_count - len(shown):,} more")
    return lines


def _dead_end(dead: DeadEnd, width: int) -> list[str]:
    how = "whatever follows" if dead.proved else f"not in {_events(dead.left)} more"
    if not dead.way:
        return paragraph(f"the start itself, {how}", width, "  ", "    ")
    *before, last = (str(event) for event in dead.way)
    after = f" after {', '.join(_folded(before))}" if before else " at once"
    return paragraph(f"{last}{after}: {how}, {_counted(dead.states, 'state')}", width, "  ", "    ")


def _folded(events: Iterable[str]) -> list[str]:
    """Equal neighbours as one: `wait() (3 times)`."""
    runs = [(event, len(list(run))) for event, run in groupby(events)]
    return [event if times == 1 else f"{event} ({times} times)" for event, times in runs]


def _leading_nowhere(answer: EndingsAnswer, width: int, every: bool) -> list[str]:
    """The events of no story to an ending; those of no story at all are counted by name, or with `every` all listed."""
    lines: list[str] = []
    if answer.unused:
        lines += _listed("In no story to an ending", answer.unused, width, "")
    if answer.unseen:
        forms: dict[str, int] = {}
        for event in answer.unseen:
            forms[event.name] = forms.get(event.name, 0) + 1
        short = [f"{name} ({count})" for name, count in forms.items()]
        lines += _listed("In no story in character", answer.unseen if every else short, width, "")
    return lines


def _sample(story: SampledStory, width: int) -> list[str]:
    """A drawn story."""
    lines = [f"Drawn: {story.ending}, {_events(len(story.events))}"]
    for number, text in enumerate(story.texts, start=1):
        lines += paragraph(text, width, f"{number:3}. ", " " * 5)
    return lines


def _listed(title: str, parts: Iterable[EventCall | str], width: int, margin: str = "  ") -> list[str]:
    return paragraph(f"{title}: {', '.join(map(str, parts))}", width, margin, margin + "  ")


def _ending_data(ending: SurveyedEnding) -> dict[str, Any]:
    return {
        "name": ending.name,
        "text": ending.text,
        "outcome": str(ending.outcome),
        "never": ending.never,
        "stories": ending.stories,
        "counts": list(ending.counts),
        "shortest": None if ending.shortest is None else story_data(ending.shortest),
        "pivotal": [str(event) for event in ending.pivotal],
        "shares": [{"event": str(share.event), "stories": share.stories} for share in ending.shares],
    }


def _dead_end_data(dead: DeadEnd) -> dict[str, Any]:
    return {
        "way": [str(event) for event in dead.way],
        "text": dead.text,
        "left": dead.left,
        "proved": dead.proved,
        "states": dead.states,
    }


def _events(number: int) -> str:
    return _counted(number, "event")


def _stories(number: int) -> str:
    return f"{_figure(number)} {'story' if number == 1 else 'stories'}"


def _figure(number: int) -> str:
    """The number, and where it is long its size in powers of ten besides."""
    return f"{number:,}" if number < 10**15 else f"{number:,} (about 10^{len(str(number)) - 1})"


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
