# SPDX-License-Identifier: Apache-2.0
"""A story as it was replayed, as plain data: what pictures are drawn from and what the report tells.

Nothing of an engine is in it. Moments are numbered from 0 (the start); after event number n (from 1) it is moment n.
People, facts and events have numbers here that are their places in the tuples. Of what people believe only the mistakes
are kept, one mind deep: what is not among them is believed as it is. What people believe of each other's beliefs is
asked with `knows`.
"""

from __future__ import annotations

from dataclasses import field

from fabula.diagnostics import Span
from fabula.model.answers import EventCall, Reason
from fabula.model.values import Value
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the story: the name, and the name in prose."""

    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class ChronicledFact:
    """A fact of the world: `said` as it is written, `at(Wren)`; `kind` is `yes-no`, `number`, or the kind of thing."""

    name: str
    arguments: tuple[str, ...]
    kind: str

    @property
    def said(self) -> str:
        """The fact as it is written."""
        return f"{self.name}({', '.join(self.arguments)})" if self.arguments else self.name


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact (by number) that came out differently: really (`person` None), or in what a person believes.

    `words` says what is so now as a clause. `by_law` names the law that made it so, None for the event itself; `so` is
    whether a belief is right now.
    """

    fact: int
    before: Value
    after: Value
    words: str
    person: int | None = None
    by_law: str | None = None
    so: bool = True


@dataclass(frozen=True, slots=True)
class Fired:
    """A law that fired, really, after an event. `text` is its sentence, if it has one; `sight`: it only sees."""

    law: str
    arguments: tuple[str, ...]
    text: str | None
    sight: bool


@dataclass(frozen=True, slots=True)
class ChronicledEvent:
    """An event of the story: number `number` in the order lived, `told` in the order told (both from 1).

    `willing` are the people (by number) who must want it, `concerned` all who are named in it, `seers` those who saw
    it. `reasons` has one for each willing person who has one, `unwilling` are the others: both empty where nobody asked
    (`Chronicle.reasons_asked`) or the event is not possible. `changes` are facts, `learnt` beliefs one mind deep.
    """

    number: int
    told: int
    event: EventCall
    text: str
    scene: str | None
    possible: bool
    willing: tuple[int, ...]
    concerned: tuple[int, ...]
    seers: tuple[int, ...]
    reasons: tuple[Reason, ...]
    unwilling: tuple[int, ...]
    changes: tuple[Changed, ...]
    learnt: tuple[Changed, ...]
    laws: tuple[Fired, ...]
    annotation: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment with which the clock is compared: the value of a fact (by number), or always the same `moment`."""

    fact: int | None
    words: str
    moment: float | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A person (by number) who believes something else of a fact (by number) than is so."""

    person: int
    fact: int
    value: Value


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment: the value of each fact, who is wrong about what, and where everybody is.

    `places` has one entry for each person: the name of the place, None where there is none or it is unknown. `clock` is
    `now`, None in a world without time. `endings` are the names of those reached.
    """

    values: tuple[Value, ...]
    mistakes: tuple[Mistake, ...]
    places: tuple[str | None, ...]
    clock: float | None
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The whole story. `moments` has one more than `events`; `whereabouts` is the fact that says where people are.

    `place_titles` are the names of places in prose. `broken` says in a sentence why the world could not go on after the
    last event, None where it could. `story` is the name of the source, empty for a story that was not written.
    `deadlines` are the moments that its world waits for.
    """

    title: str
    story: str
    world: str
    people: tuple[Person, ...]
    facts: tuple[ChronicledFact, ...]
    events: tuple[ChronicledEvent, ...]
    moments: tuple[Instant, ...]
    scenes: tuple[str, ...]
    whereabouts: str | None
    place_titles: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str | None], ...]
    reasons_asked: bool
    broken: str | None = None
    deadlines: tuple[Deadline, ...] = ()

    def believed(self, moment: int, person: int, fact: int) -> Value:
        """What a person believes of a fact at a moment."""
        instant = self.moments[moment]
        for mistake in instant.mistakes:
            if mistake.person == person and mistake.fact == fact:
                return mistake.value
        return instant.values[fact]

    def together(self, moment: int) -> tuple[tuple[str | None, tuple[int, ...]], ...]:
        """The places at a moment with the people at each, in the order of the first of them; nowhere is `None`."""
        found: dict[str | None, list[int]] = {}
        for person, place in enumerate(self.moments[moment].places):
            found.setdefault(place, []).append(person)
        return tuple((place, tuple(people)) for place, people in found.items())

    def place_title(self, place: str) -> str:
        """The name of a place in prose."""
        return dict(self.place_titles).get(place, place)
