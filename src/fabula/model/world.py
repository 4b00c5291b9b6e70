# SPDX-License-Identifier: Apache-2.0
"""A world as its author declared it: kinds, things, facts, start, events, laws, wants, endings.

Everything is resolved (a fact read points at its fact) and checked, nothing is ground. Spans point into the
world file, or into the file it includes. Texts are templates: `{p}` stands for the thing bound to `p`, and
any expression may stand in the braces; it is read in the state before the event.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.model.expression import Effect, Expression
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things, below its parents. `person` is built in."""

    name: str
    parents: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing or person. `kinds` are all it is, nearest first, parents included; `title` is its name in prose."""

    name: str
    kinds: tuple[str, ...]
    title: str | None
    span: Span = field(compare=False)

    @property
    def shown(self) -> str:
        """The name in prose: the title, or the name with its underscores opened."""
        return self.title if self.title is not None else self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class YesNo:
    """The type of facts that hold or do not."""


@dataclass(frozen=True, slots=True)
class Number:
    """The type of facts that are numbers."""


@dataclass(frozen=True, slots=True)
class OfKind:
    """The type of facts whose value is a thing of `kind`, or `none`."""

    kind: str


FactType: TypeAlias = YesNo | Number | OfKind


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: any thing of `kind`, or one thing only (`constant`), which is then its kind's sole value here."""

    name: str
    kind: str
    constant: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can change (a fluent schema). `text` is a template for prose, `{value}` its value."""

    name: str
    parameters: tuple[Parameter, ...]
    type: FactType
    text: str | None
    span: Span = field(compare=False)

    def __hash__(self) -> int:
        """A hash that is quickly made: facts are looked up again and again, and few share a name."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Definition:
    """A derived fact: `body` under another name."""

    name: str
    parameters: tuple[Parameter, ...]
    type: FactType
    body: Expression
    text: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody who must want an event; `impulse` is when they do it without a plan."""

    person: Expression
    impulse: Expression | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sight:
    """Who sees an event: each person `observer` for whom `condition` holds in the state before."""

    observer: str
    condition: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """An event form (an action schema). Nobody `willing`: chance, or the author's hand. `seen_by` None: everybody."""

    name: str
    parameters: tuple[Parameter, ...]
    text: str | None
    condition: Expression
    effects: tuple[Effect, ...]
    willing: tuple[Willing, ...]
    seen_by: Sight | None
    takes: int
    span: Span = field(compare=False)


class LawOrigin(StrEnum):
    """Whether the author wrote a law or a `sight`, which is one."""

    LAW = "law"
    SIGHT = "sight"


@dataclass(frozen=True, slots=True)
class Law:
    """A law (a trigger): where `condition` holds, `effects` follow. `each_moment`: once for each moment that passes."""

    name: str
    parameters: tuple[Parameter, ...]
    text: str | None
    condition: Expression
    effects: tuple[Effect, ...]
    each_moment: bool
    origin: LawOrigin
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wants:
    """A part of somebody's utility. `person` None: the author's. All parts for one person add up.

    With `parameters` there is one part for each binding (`wants every vampire v: …`), and `person` is a variable.
    """

    parameters: tuple[Parameter, ...]
    person: Expression | None
    utility: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Ending:
    """A named goal."""

    name: str
    text: str | None
    condition: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class World:
    """A whole world. `name` is the source it was read from; `clock` says whether time passes in it."""

    name: str
    title: str
    kinds: tuple[Kind, ...]
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    definitions: tuple[Definition, ...]
    start: tuple[Effect, ...]
    events: tuple[Event, ...]
    laws: tuple[Law, ...]
    wants: tuple[Wants, ...]
    endings: tuple[Ending, ...]
    clock: bool

    def things_of(self, kind: str) -> tuple[Thing, ...]:
        """The things of a kind, in the order of the file."""
        return tuple(thing for thing in self.things if kind in thing.kinds)

    @property
    def people(self) -> tuple[Thing, ...]:
        """Everybody, in the order of the file."""
        return self.things_of("person")
