# SPDX-License-Identifier: Apache-2.0
"""How many stories to each ending take each step of a folded space: exact, without listing any.

A story to an ending that takes a step is a way to the step that has not met the ending, and a way on from it that meets
it with its last event: so many of the one, times so many of the other with the events that are left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field

from fabula.records import dataclass
from fabula.usecases.endings_fold import OUTSIDE, Fold
from fabula.usecases.endings_paths import Graph, nearness


@dataclass(frozen=True, slots=True)
class Flow:
    """Stories by step: `between[source, target][event]` and `inside[region][event]`, for each ending.

    `ends[region][ending]` stories end there; into dead regions lead `dead[source, target][event]`.
    """

    between: dict[tuple[int, int], dict[int, list[int]]] = field(default_factory=dict)
    inside: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    ends: dict[int, list[int]] = field(default_factory=dict)
    dead: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)


def flow(graph: Graph, fold: Fold, goals: tuple[Collection[int], ...], length: int) -> Flow:
    """The stories of at most `length` events, by the steps and regions they go through."""
    found = Flow()
    for ending, goal in enumerate(goals):
        near = nearness(graph, goal)
        if near[0] <= length:
            _take(found, graph, fold, (ending, len(goals)), near, length)
    _die(found, graph, fold, frozenset().union(*goals), length)
    return found


def _take(found: Flow, graph: Graph, fold: Fold, which: tuple[int, int], near: list[int], length: int) -> None:
    """Add the stories to one ending: `which` is its number, and how many there are."""
    ending, count = which
    onward = _onward(graph, near, length)
    for left, ways in _walks(graph, near, length):
        for place, times in ways.items():
            home = fold.region[place]
            if near[place] == 0:
                found.ends.setdefault(home, [0] * count)[ending] += times
                continue
            for event, target in graph.leaving[place]:
                more = onward[left - 1].get(target, 0) if left else 0
                if more:
                    table = _table(found, home, fold.region[target])
                    table.setdefault(event, [0] * count)[ending] += times * more


def _table(found: Flow, home: int, there: int) -> dict[int, list[int]]:
    """Where stories are counted that step from one region to another."""
    return found.inside.setdefault(home, {}) if there == home else found.between.setdefault((home, there), {})


def _walks(graph: Graph, near: list[int], length: int) -> Iterator[tuple[int, dict[int, int]]]:
    """With so many events left, how many beginnings of stories come to each place; those that end do not go on."""
    ways = {0: 1}
    for left in range(length, -1, -1):
        yield left, ways
        later: dict[int, int] = {}
        for place, times in ways.items():
            if near[place]:
                for _, target in graph.leaving[place]:
                    if near[target] < left:
                        later[target] = later.get(target, 0) + times
        ways = later


def _onward(graph: Graph, near: list[int], length: int) -> list[Mapping[int, int]]:
    """For so many events left, how many ways on to the ending each place has, at most so long."""
    layers, complete = graph.space.layers, graph.space.complete
    ended = {place: 1 for place, steps in enumerate(near) if steps == 0}
    tables: list[Mapping[int, int]] = [ended]
    for left in range(1, length + 1):
        before, table = tables[-1], dict(ended)
        for place in range(min(layers[min(length - left, complete) + 1], graph.places)):
            if 0 < near[place] <= left:
                table[place] = sum(before.get(target, 0) for _, target in graph.leaving[place])
        tables.append(table)
    return tables


def _die(found: Flow, graph: Graph, fold: Fold, goal: Collection[int], length: int) -> None:
    """Add the ways into dead regions that have met no ending."""
    dying = [home != OUTSIDE and fold.labels[home] == (0, fold.dead) for home in fold.region]
    near = nearness(graph, [place for place, dies in enumerate(dying) if dies])
    ways = {0: 1}
    for left in range(length, 0, -1):
        later: dict[int, int] = {}
        for place, times in ways.items():
            home = fold.region[place]
            if home == OUTSIDE or dying[place] or place in goal:
                continue
            for event, target in graph.leaving[place]:
                there = fold.region[target]
                if dying[target]:
                    table = found.dead.setdefault((home, there), {})
                    table[event] = table.get(event, 0) + times
                elif near[target] < left:
                    later[target] = later.get(target, 0) + times
        ways = later
