# SPDX-License-Identifier: Apache-2.0
"""Which fact of a world says where people are: what storyline charts draw people together by.

No word of the language says it, so it is found by rule: among the facts of one person whose value is a thing that is no
person, `at` if there is one, then other usual names, then the one that has a value for most people at the start (the
first declared, of several). An author whose world is not understood names the fact.
"""

from __future__ import annotations

from fabula.model.ground import Program
from fabula.model.values import Nothing
from fabula.model.world import Fact, OfKind, World

USUAL = ("at", "in", "location", "place", "where", "whereabouts", "position", "room")


def whereabouts_of(program: Program) -> str | None:
    """The name of the fact; None for a world that knows no places."""
    names = list(dict.fromkeys(fact.name for fact in program.world.facts if _may_say(program.world, fact)))
    for usual in USUAL:
        if usual in names:
            return usual
    known = dict.fromkeys(names, 0)
    for fluent, value in zip(program.fluents, program.start_values, strict=True):
        if fluent.name in known and len(fluent.arguments) == 1 and fluent.arguments[0] in program.people:
            known[fluent.name] += not isinstance(value, Nothing)
    best = max(names, key=lambda name: known[name], default=None)
    return best if best is not None and known[best] else None


def may_say_where(world: World, name: str) -> bool:
    """Whether a fact of that name says of each person a thing that is no person."""
    return any(fact.name == name and _may_say(world, fact) for fact in world.facts)


def _may_say(world: World, fact: Fact) -> bool:
    if len(fact.parameters) != 1 or not isinstance(fact.type, OfKind):
        return False
    people = {person.name for person in world.people}
    parameter = fact.parameters[0]
    takes = {thing.name for thing in world.things_of(parameter.kind)}
    gives = {thing.name for thing in world.things_of(fact.type.kind)}
    return bool(people & takes) and bool(gives) and not gives & people
