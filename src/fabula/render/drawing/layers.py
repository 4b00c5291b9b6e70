# SPDX-License-Identifier: Apache-2.0
"""Lays out a graph in layers, from left to right: boxes in columns, links between them with few crossings.

The framework of Sugiyama, Tagawa and Toda ("Methods for visual understanding of hierarchical system structures", 1981):
links that go round are turned; each box stands one column after the last of those that lead to it; long links run
through a point in every column between; the order in the columns is found by barycentres, sweeping forth and back, and
the best order met is kept. Heights are then as near to the neighbours' as the order allows: in each column the least
squares under a chain of distances, which pooling adjacent violators solves exactly (Barlow and others 1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fabula.records import dataclass

SWEEPS = 12
"""So many times the order is improved forth and back."""

LANE = 8.0
"""The height that a long link takes in a column that it passes."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A thing to place: its width and height."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """From one box to another, by number. It leaves at `port` and comes in at `into`, both measured from the top."""

    source: int
    target: int
    port: float
    into: float


@dataclass(frozen=True, slots=True)
class Laid:
    """Where everything is: the upper left corner of each box, the points of each link from port to port, the size."""

    corners: tuple[Point, ...]
    routes: tuple[tuple[Point, ...], ...]
    width: float
    height: float


@dataclass(slots=True)
class _Column:
    """The boxes (their numbers) and lanes (numbers after those of the boxes) of a column, from above."""

    order: list[int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A link between neighbouring columns: from where on the left (and how far down it) to where on the right."""

    left: int
    right: int
    port: float
    into: float


def laid_out(boxes: Sequence[Box], links: Sequence[Link], across: float = 60.0, down: float = 14.0) -> Laid:
    """The layout, with so much room between columns and between boxes; the same for the same graph."""
    if not boxes:
        return Laid((), tuple(() for _ in links), 0.0, 0.0)
    ranks = layers_of(len(boxes), [(link.source, link.target) for link in links])
    columns, pieces, lanes, heights = _columns(boxes, links, ranks)
    _order(columns, pieces, heights)
    tops = _heights(columns, pieces, heights, down)
    sides = _sides(boxes, ranks, across)
    corners = tuple((sides[0][ranks[number]], tops[number]) for number in range(len(boxes)))
    routes = tuple(
        _route(link, lane, (boxes, corners), (sides, tops, ranks)) for link, lane in zip(links, lanes, strict=True)
    )
    width = max(x + box.width for (x, _), box in zip(corners, boxes, strict=True))
    height = max([y + box.height for (_, y), box in zip(corners, boxes, strict=True)] + [top + LANE for top in tops])
    return Laid(corners, routes, width, height)


def layers_of(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """The column of each box: one after the last of those that lead to it; links that go round count backwards."""
    after: list[list[int]] = [[] for _ in range(count)]
    before: list[list[int]] = [[] for _ in range(count)]
    for source, target in _forward(count, links):
        after[source].append(target)
        before[target].append(source)
    ranks = [0] * count
    waiting = [number for number in range(count) if not before[number]]
    missing = [len(each) for each in before]
    for number in waiting:  # grows while it is gone through
        for target in after[number]:
            ranks[target] = max(ranks[target], ranks[number] + 1)
            missing[target] -= 1
            if not missing[target]:
                waiting.append(target)
    return ranks


def _forward(count: int, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The links, those turned that lead back to where a search from the first box came from; loops left out."""
    after: list[list[int]] = [[] for _ in range(count)]
    for source, target in links:
        after[source].append(target)
    open_, done = [False] * count, [False] * count
    turned: set[tuple[int, int]] = set()
    for root in range(count):
        stack = [] if done[root] else [(root, iter(after[root]))]
        while stack:
            number, rest = stack[-1]
            open_[number] = True
            target = next(rest, -1)
            if target < 0:
                open_[number], done[number] = False, True
                stack.pop()
            elif open_[target]:
                turned.add((number, target))
            elif not done[target]:
                stack.append((target, iter(after[target])))
    return [(b, a) if (a, b) in turned else (a, b) for a, b in dict.fromkeys(links) if a != b]


def _columns(
    boxes: Sequence[Box], links: Sequence[Link], ranks: Sequence[int]
) -> tuple[list[_Column], list[_Piece], list[list[int]], list[float]]:
    """The columns with their boxes and lanes, the pieces of links, the lanes of each link, and all heights."""
    columns = [_Column([]) for _ in range(max(ranks) + 1)]
    for number, rank in enumerate(ranks):
        columns[rank].order.append(number)
    heights = [box.height for box in boxes]
    pieces: list[_Piece] = []
    lanes: list[list[int]] = []
    for link in links:
        (left, port), (right, into) = (link.source, link.port), (link.target, link.into)
        if ranks[left] > ranks[right]:
            (left, port), (right, into) = (right, into), (left, port)
        passed: list[int] = []
        for rank in range(ranks[left] + 1, ranks[right]):
            passed.append(len(heights))
            columns[rank].order.append(len(heights))
            heights.append(LANE)
        stops = [left, *passed, right]
        for one, other in pairwise(stops):
            begins = port if one == left else LANE / 2
            pieces.append(_Piece(one, other, begins, into if other == right else LANE / 2))
        lanes.append(passed)
    return columns, [piece for piece in pieces if piece.left != piece.right], lanes, heights


def _order(columns: Sequence[_Column], pieces: Sequence[_Piece], heights: Sequence[float]) -> None:
    """Order every column by the barycentres of its neighbours, and keep the order with the fewest crossings."""
    best = [list(column.order) for column in columns]
    fewest = _crossings(columns, pieces, heights)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        places = _places(columns)
        for column in columns[1:] if forth else columns[-2::-1]:
            sums: dict[int, list[float]] = {}
            for piece in pieces:
                here, there = (piece.right, piece.left) if forth else (piece.left, piece.right)
                part = (piece.port if forth else piece.into) / max(heights[there], 1.0)
                sums.setdefault(here, []).append(places[there] + part)
            means = {number: sum(found) / len(found) for number, found in sums.items()}
            column.order.sort(key=lambda number: (means.get(number, places[number]), places[number]))
            places.update({number: place for place, number in enumerate(column.order)})
        crossings = _crossings(columns, pieces, heights)
        if crossings < fewest:
            fewest, best = crossings, [list(column.order) for column in columns]
    for column, order in zip(columns, best, strict=True):
        column.order[:] = order


def _places(columns: Sequence[_Column]) -> dict[int, int]:
    return {number: place for column in columns for place, number in enumerate(column.order)}


def _crossings(columns: Sequence[_Column], pieces: Sequence[_Piece], heights: Sequence[float]) -> int:
    """How many pairs of pieces cross."""
    places = _places(columns)
    rank = {number: position for position, column in enumerate(columns) for number in column.order}
    ends: dict[int, list[tuple[float, float]]] = {}
    for piece in pieces:
        left = places[piece.left] + piece.port / max(heights[piece.left], 1.0) * 0.9
        right = places[piece.right] + piece.into / max(heights[piece.right], 1.0) * 0.9
        ends.setdefault(rank[piece.left], []).append((left, right))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for found in ends.values()
        for number, one in enumerate(found)
        for other in found[:number]
    )


def _heights(
    columns: Sequence[_Column], pieces: Sequence[_Piece], heights: Sequence[float], down: float
) -> list[float]:
    """The top of every box and lane: near to its neighbours, in order, with room between."""
    tops = [0.0] * len(heights)
    for column in columns:
        top = 0.0
        for number in column.order:
            tops[number] = top
            top += heights[number] + down
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        wished: dict[int, list[float]] = {}
        for column in columns if forth else columns[::-1]:
            wished.clear()
            for piece in pieces:
                if forth:
                    wished.setdefault(piece.right, []).append(tops[piece.left] + piece.port - piece.into)
                else:
                    wished.setdefault(piece.left, []).append(tops[piece.right] + piece.into - piece.port)
            wishes = [sum(wished[each]) / len(wished[each]) if each in wished else tops[each] for each in column.order]
            weights = [float(len(wished.get(each, ()))) + 0.1 for each in column.order]
            _stack(column.order, wishes, weights, [heights[each] + down for each in column.order], tops)
    least = min(tops)
    return [round(top - least, 2) for top in tops]


def _stack(
    order: Sequence[int], wishes: Sequence[float], weights: Sequence[float], steps: Sequence[float], tops: list[float]
) -> None:
    """Put the members of a column as near to their wishes as their order and heights allow: pooled where they clash."""
    pools: list[tuple[float, float, list[tuple[int, float]]]] = []
    offset = 0.0
    for number, wish, weight, step in zip(order, wishes, weights, steps, strict=True):
        pool = (wish - offset, weight, [(number, offset)])
        while pools and pools[-1][0] > pool[0]:
            value, heft, members = pools.pop()
            whole = heft + pool[1]
            pool = ((value * heft + pool[0] * pool[1]) / whole, whole, members + pool[2])
        pools.append(pool)
        offset += step
    for value, _, members in pools:
        for number, below in members:
            tops[number] = value + below


def _sides(boxes: Sequence[Box], ranks: Sequence[int], across: float) -> tuple[list[float], list[float]]:
    """Where each column begins and ends."""
    widths = [0.0] * (max(ranks) + 1)
    for box, rank in zip(boxes, ranks, strict=True):
        widths[rank] = max(widths[rank], box.width)
    lefts: list[float] = []
    ends: list[float] = []
    for width in widths:
        lefts.append(ends[-1] + across if ends else 0.0)
        ends.append(lefts[-1] + width)
    return lefts, ends


def _route(
    link: Link,
    lane: Sequence[int],
    placed: tuple[Sequence[Box], Sequence[Point]],
    frame: tuple[tuple[Sequence[float], Sequence[float]], Sequence[float], Sequence[int]],
) -> tuple[Point, ...]:
    """The points of a link: out of its source on the right, along its lanes, into its target on the left."""
    boxes, corners = placed
    (lefts, ends), tops, ranks = frame
    (x, y), (to_x, to_y) = corners[link.source], corners[link.target]
    points: list[Point] = [(x + boxes[link.source].width, y + link.port)]
    first = min(ranks[link.source], ranks[link.target]) + 1
    along: list[Point] = []
    for rank, number in enumerate(lane, start=first):
        middle = tops[number] + LANE / 2
        along += [(lefts[rank], middle), (ends[rank], middle)]
    if ranks[link.source] > ranks[link.target]:
        along.reverse()
    return (*points, *along, (to_x, to_y + link.into))
