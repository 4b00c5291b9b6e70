# SPDX-License-Identifier: Apache-2.0
"""Counting and drawing the stories of a space without listing them: dynamic programming over its places.

A story to an ending is a walk from place 0 that comes to a place of the ending with its last step and not before. Walks
of n steps are counted by their last place (exact, as whole numbers of any size); only places from which the ending is
still near enough are walked through. Uniform sampling is counting backward and choosing by the counts (the
classic method for random generation of combinatorial structures, Nijenhuis and Wilf 1978).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import field

from fabula.engine.port import Space
from fabula.records import dataclass

FAR = 1 << 62
"""More steps than there can be."""

Steps = list[tuple[int, int]]
"""The steps that leave a place: (event, target)."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A space, with the steps that leave each place and the places from which each is come to."""

    space: Space
    leaving: list[Steps]
    before: list[list[int]] = field(repr=False)

    @property
    def places(self) -> int:
        """How many places there are."""
        return len(self.leaving)

    def expanded(self, place: int) -> bool:
        """Whether all steps that leave the place are known."""
        return place < self.space.layers[self.space.complete]


def graph_of(space: Space) -> Graph:
    """The space as lists of neighbours."""
    leaving: list[Steps] = [[] for _ in space.states]
    before: list[list[int]] = [[] for _ in space.states]
    for source, event, target in zip(space.sources, space.events, space.targets, strict=True):
        leaving[source].append((event, target))
        before[target].append(source)
    return Graph(space, leaving, before)


def nearness(graph: Graph, goal: Collection[int], without: int | None = None) -> list[int]:
    """For each place the least number of steps to the goal, `FAR` where there is no way; without an event, if given."""
    steps = [FAR] * graph.places
    for place in goal:
        steps[place] = 0
    waiting = deque(goal)
    while waiting:
        place = waiting.popleft()
        for source in graph.before[place]:
            if steps[source] == FAR and _leads(graph, source, place, without):
                steps[source] = steps[place] + 1
                waiting.append(source)
    return steps


def _leads(graph: Graph, source: int, target: int, without: int | None) -> bool:
    """Whether a step with another event than this leads from one place to another."""
    return without is None or any(to == target and event != without for event, to in graph.leaving[source])


def shortest(graph: Graph, near: list[int], goal: Collection[int]) -> tuple[int, ...]:
    """The events of a shortest story to the goal: of all, the first by the order of events."""
    place, found = 0, []
    while place not in goal:
        event, place = next((event, to) for event, to in graph.leaving[place] if near[to] == near[place] - 1)
        found.append(event)
    return tuple(found)


def counted(
    graph: Graph, goal: Collection[int], near: list[int], length: int, without: int | None = None
) -> tuple[int, ...]:
    """How many stories to the goal have 0, 1, … `length` events; all of them, or those without an event."""
    if 0 in goal:
        return (1, *[0] * length)
    found, ways = [0], {0: 1}
    for left in range(length - 1, -1, -1):
        later: dict[int, int] = {}
        arrived = 0
        for place, count in ways.items():
            for event, target in graph.leaving[place]:
                if event == without or near[target] > left:
                    continue
                if near[target] == 0:
                    arrived += count
                else:
                    later[target] = later.get(target, 0) + count
        found.append(arrived)
        ways = later
    return tuple(found)


def used(graph: Graph, near: list[int], length: int) -> set[int]:
    """The events that happen in some story to the goal."""
    found: set[int] = set()
    layer, seen = {0}, {0}
    for left in range(length - 1, -1, -1):
        later: set[int] = set()
        for place in layer:
            if near[place] == 0:
                continue
            for event, target in graph.leaving[place]:
                if near[target] <= left:
                    found.add(event)
                    later.add(target)
        # A place that was come to earlier was left with more steps to go: nothing new can be found from it.
        layer = later - seen
        seen |= later
    return found


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws stories uniformly among all that come to a goal.

    `ways[n][place]` is how many walks of n steps lead from the place to the goal, coming to it with the last.
    """

    graph: Graph
    ways: tuple[dict[int, int], ...]

    def draw(self, below: Callable[[int], int]) -> tuple[int, ...]:
        """The events of one story. `below(n)` is a random whole number from 0 to n - 1."""
        totals = [table.get(0, 0) for table in self.ways]
        left = _chosen(totals, below(sum(totals)))
        place, found = 0, []
        while left:
            steps = [(event, to) for event, to in self.graph.leaving[place] if to in self.ways[left - 1]]
            counts = [self.ways[left - 1][to] for _, to in steps]
            event, place = steps[_chosen(counts, below(sum(counts)))]
            found.append(event)
            left -= 1
        return tuple(found)


def drawing_of(graph: Graph, goal: Collection[int], length: int) -> Drawing:
    """What is needed to draw stories of at most `length` events to the goal."""
    tables: list[dict[int, int]] = [dict.fromkeys(goal, 1)]
    for left in range(1, length + 1):
        within = graph.space.layers[min(length - left, graph.space.complete) + 1]  # others are come to too late
        before = tables[-1]
        table: dict[int, int] = {}
        for place in range(min(within, graph.places)):
            if place not in tables[0]:
                count = sum(before.get(target, 0) for _, target in graph.leaving[place])
                if count:
                    table[place] = count
        tables.append(table)
    return Drawing(graph, tuple(tables))


def _chosen(counts: Sequence[int], number: int) -> int:
    """The place of the count in which the number falls, counting through them."""
    for place, count in enumerate(counts):
        if number < count:
            return place
        number -= count
    raise ValueError("the number is not below the sum of the counts")
