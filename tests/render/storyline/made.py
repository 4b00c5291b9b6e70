# SPDX-License-Identifier: Apache-2.0
"""Stories made for tests of storylines, without a world and an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fabula.diagnostics import Span
from fabula.model.answers import EventCall
from fabula.model.chronicle import (
    Chronicle,
    ChronicledEvent,
    ChronicledFact,
    Instant,
    Person,
)
from fabula.model.values import Value

NOWHERE = Span("", 0, 0)


def happening(
    number: int, text: str, willing: Sequence[int] = (), seers: Sequence[int] = (), scene: str | None = None
) -> ChronicledEvent:
    """An event that changes nothing."""
    return ChronicledEvent(
        number=number,
        told=number,
        event=EventCall("do", ()),
        text=text,
        scene=scene,
        possible=True,
        willing=tuple(willing),
        concerned=tuple(willing),
        seers=tuple(seers),
        reasons=(),
        unwilling=(),
        changes=(),
        learnt=(),
        laws=(),
        annotation=number - 1,
        span=NOWHERE,
    )


def story(
    names: Sequence[str],
    places: Sequence[Sequence[str | None]],
    events: Sequence[ChronicledEvent] = (),
    beings: Mapping[str, Sequence[Sequence[bool]]] | None = None,
    title: str = "A story",
) -> Chronicle:
    """A story in which people are at places, moment by moment; `beings` are yes-no facts of each person."""
    facts = tuple(ChronicledFact(fact, (name,), "yes-no") for fact in (beings or {}) for name in names)
    moments = tuple(
        Instant(
            tuple(value for values in (beings or {}).values() for value in _values(values[moment])),
            (),
            tuple(at),
            None,
            (),
        )
        for moment, at in enumerate(places)
    )
    visited = sorted({place for at in places for place in at if place is not None})
    return Chronicle(
        title=title,
        story="",
        world="",
        people=tuple(Person(name, name) for name in names),
        facts=facts,
        events=tuple(events),
        moments=moments,
        scenes=tuple(dict.fromkeys(event.scene for event in events if event.scene is not None)),
        whereabouts="at" if visited else None,
        place_titles=tuple((place, f"the {place}") for place in visited),
        endings=(),
        reasons_asked=False,
    )


def clocked(chronicle: Chronicle, moments: Sequence[float]) -> Chronicle:
    """The story in a world with a clock."""
    timed = tuple(replace(each, clock=now) for each, now in zip(chronicle.moments, moments, strict=True))
    return replace(chronicle, moments=timed)


def _values(values: Sequence[bool]) -> Sequence[Value]:
    return values
