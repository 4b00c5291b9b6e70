# SPDX-License-Identifier: Apache-2.0
"""The answer of `why` as dictionaries and lists, for JSON: facts refer to each other by numbers, each is there once."""

from __future__ import annotations

from typing import Any

from fabula.model.why import (
    Because,
    Cause,
    Change,
    Course,
    Deed,
    Differing,
    Moment,
    Part,
    Remedies,
    Unseen,
    WhyAnswer,
)
from fabula.render.stories import reason_data

VERSION = 1


def why_data(answer: WhyAnswer) -> dict[str, Any]:
    """The whole answer; `facts` and `events` are the graph of what made things so."""
    return {
        "version": VERSION,
        "story": answer.story,
        "question": answer.question,
        "negated": answer.negated,
        "verdict": str(answer.verdict),
        "words": answer.words,
        "moment": moment_data(answer.moment),
        "parts": [_part(part) for part in answer.parts],
        "facts": [_fact(fact) for fact in answer.facts],
        "events": [_deed(deed) for deed in answer.deeds],
        "unseen": [_unseen(one) for one in answer.unseen],
        "course": None if answer.course is None else _course(answer.course),
        "chosen": None if answer.chosen is None else _course(answer.chosen),
        "differing": [_differing(one) for one in answer.differing],
        "remedies": None if answer.remedies is None else _remedies(answer.remedies),
        "notes": list(answer.notes),
        "broken": answer.broken,
        "limit": answer.limit,
    }


def moment_data(moment: Moment) -> dict[str, Any]:
    """A moment: so many events have happened, the last of them, its scene."""
    event = None if moment.event is None else str(moment.event)
    return {"place": moment.place, "event": event, "scene": moment.scene}


def cause_data(cause: Cause) -> dict[str, Any]:
    """What made a thing so."""
    return {
        "by": str(cause.by),
        "place": cause.place,
        "event": None if cause.event is None else str(cause.event),
        "law": cause.law,
        "minds": list(cause.minds),
        "text": cause.text,
        "possible": cause.possible,
    }


def _fact(fact: Because) -> dict[str, Any]:
    data: dict[str, Any] = {
        "fact": fact.said,
        "words": fact.words,
        "minds": list(fact.minds),
        "cause": cause_data(fact.cause),
        "because": list(fact.because),
        "so": fact.so,
    }
    return data | ({"times": fact.times, "since": fact.since} if fact.times > 1 else {})


def _deed(deed: Deed) -> dict[str, Any]:
    return {
        "place": deed.place,
        "event": str(deed.event),
        "text": deed.text,
        "scene": deed.scene,
        "possible": deed.possible,
        "reasons": [reason_data(reason) for reason in deed.reasons],
        "unwilling": list(deed.unwilling),
        "because": list(deed.because),
        "known": list(deed.known),
    }


def _part(part: Part) -> dict[str, Any]:
    return {"sentence": part.sentence, "because": list(part.because)}


def _unseen(one: Unseen) -> dict[str, Any]:
    return {"fact": one.number, "outside": one.outside, "cause": cause_data(one.cause), "reasons": list(one.reasons)}


def _course(course: Course) -> dict[str, Any]:
    return {
        "event": str(course.event),
        "text": course.text,
        "possible": not course.failing,
        "failing": [_part(part) for part in course.failing],
        "reasons": [reason_data(reason) for reason in course.reasons],
        "unwilling": [
            {
                "person": one.person,
                "believes_possible": one.believes_possible,
                "parts": [_part(part) for part in one.parts],
                "notes": list(one.notes),
            }
            for one in course.unwilling
        ],
    }


def _differing(one: Differing) -> dict[str, Any]:
    return {
        "person": one.person,
        "chosen": {"how": str(one.chosen), "gain": one.chosen_gain},
        "other": {"how": str(one.other), "gain": one.other_gain},
        "notes": list(one.notes),
    }


def _remedies(remedies: Remedies) -> dict[str, Any]:
    return {
        "sets": [
            {
                "cost": remedy.cost,
                "changes": [change_data(change) for change in remedy.changes],
                "lost": [str(event) for event in remedy.lost],
            }
            for remedy in remedies.found
        ],
        "limit": remedies.limit,
        "tried": remedies.tried,
        "whole": remedies.whole,
    }


def change_data(change: Change) -> dict[str, Any]:
    """A change: its kind, what is changed, before which event, and what it costs."""
    return {"kind": change.kind, "change": change.said, "before": change.before, "cost": change.cost}
