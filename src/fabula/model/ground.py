# SPDX-License-Identifier: Apache-2.0
"""A world with every variable replaced: what the engines work on.

Fluents, people, events and laws are numbered; an expression reads a fluent by its number and a mind by the number of
the person. Quantifiers are spelled out, negation is pushed down to the comparisons (so that "not (n >= 5)" is "n < 5",
false of an unknown `n`, and "not f" of a yes/no fact is "f = no"). One negation stays: `Doubted`, that somebody does
*not* believe a thing, which is not the same as believing its contrary.
"""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.model.expression import Comparator, Operator
from fabula.model.values import Value
from fabula.model.world import Ending, Event, FactType, Law, World
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Fluent:
    """One ground fact."""

    name: str
    arguments: tuple[str, ...]
    type: FactType

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})" if self.arguments else self.name


@dataclass(frozen=True, slots=True)
class Constant:
    """A value."""

    value: Value
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a fluent, by its number."""

    fluent: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Believed:
    """`body` in what the person (by number) believes; a condition or a value."""

    person: int
    body: GroundExpression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Doubted:
    """That the condition `body` does not hold in what the person believes."""

    person: int
    body: GroundExpression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[GroundExpression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[GroundExpression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared. A yes/no fluent as a condition is `f = yes`."""

    comparator: Comparator
    left: GroundExpression
    right: GroundExpression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Calculation:
    """Arithmetic; unknown if a side is unknown."""

    operator: Operator
    left: GroundExpression
    right: GroundExpression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """The value `then` if the condition holds, else `otherwise`."""

    condition: GroundExpression
    then: GroundExpression
    otherwise: GroundExpression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """`body`, which the author calls `name` (a definition): the same meaning, kept for what is said about it."""

    name: str
    body: GroundExpression
    span: Span = field(compare=False)


GroundExpression: TypeAlias = (
    Constant | Read | Believed | Doubted | All | Some | Comparison | Calculation | Choice | Named
)


@dataclass(frozen=True, slots=True)
class GroundEffect:
    """Where `guard` holds (None: always), the fluent takes `value`, or with `increase` is raised by it.

    `path` is empty for what really changes, else the minds from the outside in that alone change. Guard and
    value are read in the acting state, before the event.
    """

    path: tuple[int, ...]
    fluent: int
    value: GroundExpression
    guard: GroundExpression | None
    increase: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class GroundEvent:
    """One event that may happen.

    `observers[p]` is the condition under which person `p` sees it; `impulses` are (person, condition).
    """

    name: str
    arguments: tuple[str, ...]
    form: Event
    condition: GroundExpression
    effects: tuple[GroundEffect, ...]
    willing: tuple[int, ...]
    impulses: tuple[tuple[int, GroundExpression], ...]
    observers: tuple[GroundExpression, ...]
    takes: int

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})"


@dataclass(frozen=True, slots=True)
class GroundLaw:
    """One law. `changes_facts`: some effect has an empty path, so it fires before laws that change beliefs alone."""

    name: str
    arguments: tuple[str, ...]
    form: Law
    condition: GroundExpression
    effects: tuple[GroundEffect, ...]
    changes_facts: bool

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})"


@dataclass(frozen=True, slots=True)
class GroundEnding:
    """An ending and its condition."""

    form: Ending
    condition: GroundExpression


@dataclass(frozen=True, slots=True)
class Program:
    """A ground world.

    `start_values[f]` is the real value of fluent `f` before any law has fired; `start_beliefs` are the
    stated beliefs (path of people, fluent, value), later ones having replaced earlier. `laws` settle,
    `moment_laws` fire each moment. `utilities[p]` is person `p`'s, `author` the author's. `clock` is the
    number of the fluent `now`, None in a world without time; `wait` is then the number of the event.
    """

    world: World
    people: tuple[str, ...]
    fluents: tuple[Fluent, ...]
    events: tuple[GroundEvent, ...]
    laws: tuple[GroundLaw, ...]
    moment_laws: tuple[GroundLaw, ...]
    utilities: tuple[GroundExpression, ...]
    author: GroundExpression
    endings: tuple[GroundEnding, ...]
    start_values: tuple[Value, ...]
    start_beliefs: tuple[tuple[tuple[int, ...], int, Value], ...]
    clock: int | None
    wait: int | None
