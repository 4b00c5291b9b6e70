# SPDX-License-Identifier: Apache-2.0
"""Dead ends: places of a space from which no ending can be come to any more, and the ways into them.

Two things are told apart. Of some places all that can follow is known and no ending is among it: that is proved,
whatever the length. From others no ending is come to within the events that are left, and a longer story might. A place
from which an ending is known to be only too far is no dead end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from fabula.records import dataclass
from fabula.usecases.endings_paths import FAR, Graph, nearness


@dataclass(frozen=True, slots=True)
class Entry:
    """A first step into places without an ending: the events of a shortest way, and how many such places are behind it.

    `before` is the place that the last event leaves.
    """

    way: tuple[int, ...]
    before: int
    left: int
    proved: bool
    places: int


def entries(graph: Graph, goal: Collection[int], length: int, most: int) -> tuple[tuple[Entry, ...], int]:
    """The ways in, proved ones first, then those with most events left: at most so many, and how many there are.

    A place is looked at with the most events left that any story leaves it. A start from which no ending can be
    come to is an entry with an empty way.
    """
    near = nearness(graph, goal)
    open_ended = nearness(graph, [place for place in range(graph.places) if not graph.expanded(place)])
    depths, ways = _shortest_ways(graph, set(goal))
    found: list[tuple[bool, int, tuple[int, ...], int, int]] = []
    for place, depth in depths.items():
        if place in goal or near[place] == FAR:
            continue
        for event, target in graph.leaving[place]:
            left = length - depths.get(target, FAR)
            entered = depths.get(target) == depth + 1 and ways[target] == (place, event)
            if entered and left > 0 and near[target] == FAR:
                found.append((open_ended[target] != FAR, -left, _way(ways, target), place, target))
    if near[0] == FAR and (length > 0 or open_ended[0] == FAR):
        found.append((open_ended[0] != FAR, -length, (), 0, 0))
    found.sort()
    kept = tuple(
        Entry(way, before, -later, not might, _behind(graph, target))
        for might, later, way, before, target in found[:most]
    )
    return kept, len(found)


def _shortest_ways(graph: Graph, goal: Collection[int]) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """For each place come to before any ending how many events that takes, and from where, by which event."""
    depths, ways = {0: 0}, {}
    waiting = deque([0])
    while waiting:
        place = waiting.popleft()
        if place in goal:
            continue
        for event, target in graph.leaving[place]:
            if target not in depths:
                depths[target] = depths[place] + 1
                ways[target] = (place, event)
                waiting.append(target)
    return depths, ways


def _way(ways: dict[int, tuple[int, int]], place: int) -> tuple[int, ...]:
    found: list[int] = []
    while place in ways:
        place, event = ways[place]
        found.append(event)
    return tuple(reversed(found))


def _behind(graph: Graph, place: int) -> int:
    """How many places can be come to from one, itself included."""
    seen, waiting = {place}, [place]
    while waiting:
        for _, target in graph.leaving[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return len(seen)
