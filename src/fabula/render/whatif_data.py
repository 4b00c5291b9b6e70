# SPDX-License-Identifier: Apache-2.0
"""The answer of `whatif` as dictionaries and lists, for JSON; `docs/whatif.md` says what each field is."""

from __future__ import annotations

import math
from typing import Any

from fabula.model.values import Nothing, Value
from fabula.model.whatif import Alternative, Difference, Outlook, Parting, Reach, Step, Timeline, View, WhatIfAnswer
from fabula.render.stories import reason_data

VERSION = 1


def what_if_data(answer: WhatIfAnswer) -> dict[str, Any]:
    """The whole answer."""
    return {
        "version": VERSION,
        "title": answer.title,
        "changes": list(answer.changes),
        "at": {"moment": answer.moment, "after_events": answer.place},
        "parting": None if answer.parting is None else _parting(answer.parting),
        "alternatives": [_alternative(each) for each in answer.alternatives],
        "story": _timeline(answer.story),
        "as_written": None if answer.written is None else _timeline(answer.written),
        "endings_as_told": list(answer.endings),
        "length": answer.length,
        "outlooks": [_outlook(each) for each in answer.outlooks],
        "broken": answer.broken,
        "limit": answer.limit,
    }


def _parting(parting: Parting) -> dict[str, Any]:
    return {
        "number": parting.number,
        "event": str(parting.event),
        "fate": str(parting.fate),
        "why": list(parting.why),
        "reasons_as_told": [reason_data(reason) for reason in parting.reasons],
    }


def _alternative(alternative: Alternative) -> dict[str, Any]:
    return {"event": str(alternative.event), "text": alternative.text, "new": alternative.new}


def _timeline(timeline: Timeline) -> dict[str, Any]:
    """A story: `differs` is what differs at its end."""
    return {
        "opening": _view(timeline.opening),
        "events": [_step(step) for step in timeline.steps],
        "endings": list(timeline.endings),
        "differs": _view(timeline.view),
    }


def _step(step: Step) -> dict[str, Any]:
    """An event: `differs` is all that differs after it."""
    return {
        "number": step.number,
        "scene": step.scene,
        "as_told": str(step.event),
        "fate": str(step.fate),
        "happens": [str(event) for event in step.happens],
        "texts": list(step.happens_text),
        "why": list(step.why),
        "unwilling": list(step.unwilling),
        "sees": list(step.sees),
        "misses": list(step.misses),
        "differs": _view(step.view),
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "facts": [_difference(each) for each in view.facts],
        "utilities": [
            {"person": each.person, "told": _value(each.told), "changed": _value(each.changed)} for each in view.worths
        ],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "believed_by": list(difference.people),
        "fact": difference.fact,
        "told": _value(difference.told),
        "changed": _value(difference.changed),
    }


def _outlook(outlook: Outlook) -> dict[str, Any]:
    return {
        "ending": outlook.ending,
        "text": outlook.text,
        "turn": str(outlook.turn),
        "told": _reach(outlook.told),
        "changed": _reach(outlook.changed),
    }


def _reach(reach: Reach) -> dict[str, Any]:
    return {
        "outcome": str(reach.outcome),
        "limit": reach.limit,
        "shortest": reach.shortest,
        "events": [str(event.event) for event in reach.events],
        "texts": [event.text for event in reach.events],
        "reasons": [[reason_data(reason) for reason in event.reasons] for event in reach.events],
    }


def _value(value: Value) -> bool | float | int | str | None:
    """A value as JSON has it: `none` and `unknown` are texts, as they are written; a number without end is null."""
    match value:
        case Nothing():
            return value.value
        case float():
            return None if not math.isfinite(value) else int(value) if value.is_integer() else round(value, 6)
        case _:
            return value
