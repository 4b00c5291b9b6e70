# SPDX-License-Identifier: Apache-2.0
"""A state carried over from one engine to another whose world differs, with what everybody believes in it."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.port import Engine
from fabula.engine.reference_depth import depth_needed
from fabula.model.values import Value

Stated = tuple[tuple[int, ...], int, Value]

_LEAST = 3


def carried(engine: Engine, state: int, other: Engine, minds: int) -> int:
    """The same state on the other engine, the laws of its world at rest.

    What the first world has not is as the other world's start has it.
    """
    fluents = {(each.name, each.arguments): number for number, each in enumerate(engine.program.fluents)}
    facts = [
        (number, fluents[each.name, each.arguments])
        for number, each in enumerate(other.program.fluents)
        if (each.name, each.arguments) in fluents
    ]
    values = list(other.program.start_values)
    here = engine.values(state)
    for there, number in facts:
        values[there] = here[number]
    depth = max(_LEAST, depth_needed(other.program, minds))
    return other.started(tuple(values), tuple(_beliefs(engine, state, other, facts, depth)))


def _beliefs(engine: Engine, state: int, other: Engine, facts: list[tuple[int, int]], depth: int) -> Iterator[Stated]:
    """What each mind takes for another value than the mind around it."""
    people = {name: number for number, name in enumerate(engine.program.people)}
    shared = [(number, people[name]) for number, name in enumerate(other.program.people) if name in people]
    layer: list[tuple[tuple[int, ...], int]] = [((), state)]
    for _ in range(depth):
        following: list[tuple[tuple[int, ...], int]] = []
        for path, around in layer:
            outside = engine.values(around)
            for there, person in shared:
                inside = engine.believed(around, person)
                following.append(((*path, there), inside))
                believed = engine.values(inside)
                if believed == outside:
                    continue
                for fact, number in facts:
                    if believed[number] != outside[number]:
                        yield (*path, there), fact, believed[number]
        layer = following
