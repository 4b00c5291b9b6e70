# SPDX-License-Identifier: Apache-2.0
"""What a world's names stand for, and the variables in reach of a place in it.

`Names` answers for one world: its kinds, things, facts and definitions (several may share a name, told apart by the
kinds of their parameters). It is filled from declarations by `gathering.py`, or from a finished world here, so that a
manuscript's annotations are read by the same rules. `Scope` holds parameters and quantifiers' variables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import TypeAlias

from fabula.diagnostics import NOWHERE, Span
from fabula.language.kinds import Kinds, One, ValueType, all_above
from fabula.model.world import Definition, Event, Fact, OfKind, Parameter, Thing, World
from fabula.records import dataclass

Readable: TypeAlias = Fact | Definition
"""What an expression can read the value of."""

Declared: TypeAlias = Fact | Definition | Event
"""What has a name and parameters."""

READER = "reader"


@dataclass(slots=True)
class Names:
    """The names of one world. `broken` are names of facts and definitions about which a problem is reported already."""

    kinds: Kinds
    kind_spans: dict[str, Span]
    things: dict[str, Thing]
    readables: dict[str, list[Readable]] = field(default_factory=dict)
    events: dict[str, Span] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def bare(self) -> Iterator[str]:
        """Every name that stands for a value by itself."""
        yield from self.things
        yield from (name for name, ways in self.readables.items() if any(not way.parameters for way in ways))

    def things_of(self, kind: str) -> list[str]:
        """The names of the things of a kind."""
        return [name for name, thing in self.things.items() if kind in thing.kinds]

    def add(self, readable: Readable) -> None:
        """Know one more fact or definition."""
        self.readables.setdefault(readable.name, []).append(readable)


@dataclass(frozen=True, slots=True)
class Entry:
    """A variable: its name in the model, what it ranges over, where it was introduced."""

    name: str
    type: ValueType
    span: Span


@dataclass(frozen=True, slots=True)
class Scope:
    """The variables in reach."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def find(self, name: str) -> Entry | None:
        """The variable of this name."""
        return self.entries.get(name)

    def extended(self, name: str, entry: Entry) -> Scope:
        """The same and one more."""
        return Scope({**self.entries, name: entry})


NO_VARIABLES = Scope()


class _Same:
    """A world that equals itself alone: comparing two as they are would take longer than what is remembered."""

    __slots__ = ("world",)

    def __init__(self, world: World) -> None:
        self.world = world

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.world is self.world

    def __hash__(self) -> int:
        return id(self.world)


def names_of(world: World) -> Names:
    """The names of a finished world; those of the last ones are remembered: each piece of a text asks for them."""
    return _names_of(_Same(world))


@lru_cache(maxsize=2)
def _names_of(same: _Same) -> Names:
    world = same.world
    above: dict[str, tuple[str, ...]] = {}
    parents = {kind.name: kind.parents for kind in world.kinds}
    for kind in parents:
        above[kind] = all_above(parents, [kind])
    kinds = Kinds(above, {thing.name: thing.kinds for thing in world.things})
    names = Names(kinds, {kind.name: kind.span for kind in world.kinds}, {thing.name: thing for thing in world.things})
    for fact in world.facts:
        names.add(fact)
    for definition in world.definitions:
        names.add(definition)
    for event in world.events:
        names.events.setdefault(event.name, event.span)
    return names


def scope_of(parameters: Iterable[Parameter]) -> Scope:
    """The variables that parameters give; a constant gives none, its thing has its name already."""
    return Scope({p.name: Entry(p.name, OfKind(p.kind), p.span) for p in parameters if p.constant is None})


def signature(declared: Declared) -> str:
    """How a fact or event is written, with kinds for its arguments: `at(person)`, `take(person, lamp)`."""
    if not declared.parameters:
        return f"{declared.name}()" if isinstance(declared, Event) else declared.name
    return f"{declared.name}({', '.join(p.constant or p.kind for p in declared.parameters)})"


def fits(kinds: Kinds, parameter: Parameter, type_: ValueType) -> bool:
    """Whether an argument of this type is surely one that the parameter takes."""
    if parameter.constant is not None:
        return isinstance(type_, One) and type_.thing == parameter.constant
    return kinds.of_kind(type_, parameter.kind)


def declared_at(names: Names, type_: ValueType) -> Span:
    """Where the kind or thing that a type speaks of was declared; nowhere for numbers and the like."""
    match type_:
        case OfKind(kind=kind):
            return names.kind_spans.get(kind, NOWHERE)
        case One(thing=thing):
            return names.things[thing].span if thing in names.things else NOWHERE
        case _:
            return NOWHERE
