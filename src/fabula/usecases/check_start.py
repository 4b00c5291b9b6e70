# SPDX-License-Identifier: Apache-2.0
"""The start of a story, as its world says it or with something more said, on one and the same engine.

What a manuscript's counterfactuals change at the start must not have been folded away as unchanging: `changeable` makes
a world in which it is not. Then another start is no more than other values in the same program, and all that the engine
remembers stays good.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from fabula.diagnostics import NOWHERE
from fabula.engine.ground_expressions import Grounder
from fabula.engine.ground_program import completed
from fabula.engine.ground_start import StartState, impose, impose_start
from fabula.model.expression import Effect, Literal
from fabula.model.ground import Program
from fabula.model.values import Value
from fabula.model.world import Event, World
from fabula.records import dataclass

Stated: TypeAlias = tuple[tuple[tuple[int, ...], int, Value], ...]
"""Beliefs that a start states."""

_ELSEWHERE = "another start"
"""The name of an event that never happens; no author's event can have a name with a space in it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A start before any law has fired: real values, stated beliefs, and the statements that say so."""

    values: tuple[Value, ...]
    beliefs: Stated
    statements: tuple[Effect, ...]


def opening_of(program: Program, more: tuple[Effect, ...] = ()) -> Opening:
    """The start of the program's world, over the program's fluents and people, or with more said about it.

    Where more is said, it is said of the start that the program has; else the world's statements are read again.
    """
    world = completed(program.world)
    people = {name: number for number, name in enumerate(program.people)}
    numbers: dict[tuple[str, tuple[Value, ...]], int] = {
        (fluent.name, fluent.arguments): number for number, fluent in enumerate(program.fluents)
    }
    grounder = Grounder(world, people, numbers, {})
    if more:
        said = StartState(list(program.start_values), {(path, it): value for path, it, value in program.start_beliefs})
        start = impose(grounder, more, said)
    else:
        start = impose_start(grounder, world, program.fluents)
    beliefs = tuple((path, fluent, value) for (path, fluent), value in start.beliefs.items())
    return Opening(tuple(start.values), beliefs, (*world.start, *more))


def opening_as_said(program: Program) -> Opening:
    """The start that the program was made with, which need not be read again."""
    return Opening(program.start_values, program.start_beliefs, completed(program.world).start)


def changeable(world: World, effects: tuple[Effect, ...]) -> World:
    """The world in which the effects could come about, so that nothing they name is unchanging; it never happens."""
    if not effects:
        return world
    never = Event(_ELSEWHERE, (), None, Literal(False, NOWHERE), effects, (), None, 1, NOWHERE)
    return replace(world, events=(*world.events, never))
