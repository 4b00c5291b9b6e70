# SPDX-License-Identifier: Apache-2.0
"""Names for a world that is to be written in our language: its own, or where the language cannot take one, a near one.

A world that was read from another language may call things what is no name here (`R2.D2`), what is a word of the
language (`no`), or give one name to what must have two (a thing and a kind, two laws, a variable and one around it).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import field

from fabula.language.kinds import PERSON, Kinds
from fabula.language.names import READER, names_of
from fabula.language.spelling import NAME
from fabula.language.tokens import RESERVED
from fabula.model.world import Definition, Event, Fact, Law, Parameter, World
from fabula.records import dataclass

_KEPT = {READER, "author", "number"}
_LINES = {
    *("world", "variant", "include", "kind", "fact", "define", "start", "event", "law", "sight", "wants", "ending"),
    *("without", "text", "when", "then", "by", "seen", "takes"),
}
"""Words that begin lines, with which a line of things must not begin."""

CONSTANTS = "constant"
"""The kind of what is a constant parameter without being a thing: True, False, a number."""


def legal(name: str) -> str:
    """The name as near to itself as the language allows."""
    if name not in RESERVED and name not in _KEPT and NAME.fullmatch(name):
        return name
    spelled = re.sub(r"\W", "_", name)
    return f"my_{spelled}" if not NAME.fullmatch(spelled) or spelled in RESERVED or spelled in _KEPT else spelled


def free(name: str, taken: Container[str]) -> str:
    """The name, or the first of `name_2`, `name_3` … that is not taken."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """The variables in reach: how each is written, and its kind."""

    words: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def extended(self, name: str, written: str, kind: str) -> Scope:
        """The same and one more."""
        return Scope({**self.words, name: written}, {**self.kinds, name: kind})


@dataclass(slots=True)
class PrintedNames:
    """How everything in a world is called."""

    world: World
    lattice: Kinds
    things: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    laws: list[str] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)

    def variable(self, name: str, kind: str, scope: Scope) -> tuple[str, Scope]:
        """How a new variable is written, and the scope with it."""
        bare = {self.facts[fact.name] for fact in self.world.facts if not fact.parameters}
        taken = {*scope.words.values(), *self.things.values(), *bare}
        written = free(legal(name), taken)
        return written, scope.extended(name, written, kind)

    def parameters(self, parameters: tuple[Parameter, ...]) -> tuple[str, Scope]:
        """Parameters between brackets, nothing where there are none; and their scope."""
        scope = Scope()
        words: list[str] = []
        for parameter in parameters:
            if parameter.constant is not None:
                words.append(self.things[parameter.constant])
                continue
            written, scope = self.variable(parameter.name, parameter.kind, scope)
            words.append(f"{written}: {self.kinds[parameter.kind]}")
        return (f"({', '.join(words)})" if words else ""), scope


def printed_names(world: World) -> PrintedNames:
    """The names of a world, as they can be written."""
    names = PrintedNames(world, names_of(world).kinds)
    own = {thing.name for thing in world.things}
    names.constants.extend(dict.fromkeys(each for each in _constants(world) if each not in own))
    for thing in (*own_order(world), *names.constants):
        names.things[thing] = free(legal(thing), set(names.things.values()))
    names.kinds[PERSON] = PERSON
    for kind in (*(kind.name for kind in world.kinds), *([CONSTANTS] if names.constants else [])):
        if kind not in names.kinds:
            wanted = f"my_{kind}" if kind in _LINES else legal(kind)
            names.kinds[kind] = free(wanted, {*names.kinds.values(), *names.things.values()})
    readable: tuple[Fact | Definition, ...] = (*world.facts, *world.definitions)
    bare = {each.name for each in readable if not each.parameters}
    if world.clock:
        names.facts["now"] = "now"
    for fact in dict.fromkeys(each.name for each in readable if each.name not in names.facts):
        things = set(names.things.values()) if fact in bare else set()
        names.facts[fact] = free(legal(fact), {*names.facts.values(), *things})
    for event in dict.fromkeys(event.name for event in world.events):
        names.events[event] = free(legal(event), names.events.values())
    taken: dict[int, set[str]] = {}
    for law in world.laws:
        alike = taken.setdefault(len(law.parameters), set())
        names.laws.append(free(legal(law.name), alike))
        alike.add(names.laws[-1])
    return names


def own_order(world: World) -> tuple[str, ...]:
    """The names of the things, in the order of the file."""
    return tuple(thing.name for thing in world.things)


def _constants(world: World) -> Iterator[str]:
    """Every constant parameter."""
    declared: tuple[Fact | Event | Law, ...] = (*world.facts, *world.events, *world.laws)
    for each in declared:
        yield from (parameter.constant for parameter in each.parameters if parameter.constant is not None)
