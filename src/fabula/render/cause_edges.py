# SPDX-License-Identifier: Apache-2.0
"""The links of a cause graph as curves: from which side of a box to which, so that as few boxes as can be are crossed.

For each link some curves are tried, and the one is taken that runs behind the fewest boxes and is short. Where several
leave or enter at one side they are spread along it, in the order of where they go.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise, product

from fabula.records import dataclass
from fabula.render.cause_layout import Box

Point = tuple[float, float]

_SAMPLES = 18
_MOST_TRIED = 260
_SPREAD = 0.64
_ROUND, _UPSIDE_DOWN = 220.0, 4000.0


class Side(StrEnum):
    """A side of a box."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve."""

    start: Point
    first: Point
    second: Point
    end: Point

    def at(self, part: float) -> Point:
        """A point on it; 0 is its start, 1 its end."""
        rest = 1 - part
        weights = rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3
        points = (self.start, self.first, self.second, self.end)
        return (
            sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
        )


def curves(boxes: dict[int, Box], pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Curve]:
    """A curve for each pair of nodes."""
    sides = {pair: sides_of(boxes, pair, len(pairs) <= _MOST_TRIED) for pair in pairs}
    ports = _ports(boxes, sides)
    return {pair: _curve(ports[pair, 0], sides[pair][0], ports[pair, 1], sides[pair][1]) for pair in pairs}


def sides_of(boxes: dict[int, Box], pair: tuple[int, int], thorough: bool = True) -> tuple[Side, Side]:
    """Where a link leaves and enters."""
    source, target = boxes[pair[0]], boxes[pair[1]]
    others = [
        box
        for number, box in boxes.items()
        if number not in pair and box.right > min(source.x, target.x) and box.x < max(source.right, target.right)
    ]
    ways = product((Side.RIGHT, Side.BOTTOM, Side.TOP), (Side.LEFT, Side.TOP, Side.BOTTOM))

    def cost(way: tuple[Side, Side]) -> float:
        return _cost(source, target, way, others if thorough else [])

    return min(ways, key=cost)


def _cost(source: Box, target: Box, way: tuple[Side, Side], others: list[Box]) -> float:
    """How bad a way is: boxes behind which it runs, its length, turns against time."""
    start, end = _middle_of(source, way[0]), _middle_of(target, way[1])
    curve = _curve(start, way[0], end, way[1])
    points = [curve.at(number / _SAMPLES) for number in range(1, _SAMPLES)]
    hidden = sum(any(_inside(box, point, 3) for box in others) for point in points)
    own = sum(_inside(source, point, -1) or _inside(target, point, -1) for point in points)
    round_about = _behind(start, way[0], end) + _behind(end, way[1], start)
    whole = [start, *points, end]
    length = sum(abs(one[0] - two[0]) + abs(one[1] - two[1]) for one, two in pairwise(whole))
    back = sum(max(one[0] - two[0], 0.0) for one, two in pairwise(whole))
    return hidden * 90 + own * 120 + round_about + length + back * 2


def _inside(box: Box, point: Point, around: float) -> bool:
    across = box.x - around <= point[0] <= box.right + around
    return across and box.y - around <= point[1] <= box.y + box.height + around


def _behind(point: Point, side: Side, other: Point) -> float:
    """How bad it is that a link has to turn back, from a side that it leaves or enters, to where its other end is."""
    match side:
        case Side.LEFT:
            return _ROUND if other[0] > point[0] else 0.0
        case Side.RIGHT:
            return _ROUND if other[0] < point[0] else 0.0
        case Side.TOP:
            return _UPSIDE_DOWN if other[1] > point[1] else 0.0
        case Side.BOTTOM:
            return _UPSIDE_DOWN if other[1] < point[1] else 0.0


def _middle_of(box: Box, side: Side) -> Point:
    x, y = box.middle
    match side:
        case Side.LEFT:
            return box.x, y
        case Side.RIGHT:
            return box.right, y
        case Side.TOP:
            return x, box.y
        case Side.BOTTOM:
            return x, box.y + box.height


def _curve(start: Point, leaving: Side, end: Point, entering: Side) -> Curve:
    return Curve(start, _pulled(start, leaving, end), _pulled(end, entering, start), end)


def _pulled(point: Point, side: Side, other: Point) -> Point:
    """The control point of an end: straight away from its side, not farther than half way where that is the way."""
    across, down = other[0] - point[0], other[1] - point[1]
    match side:
        case Side.LEFT:
            return point[0] - _reach(-across, 220.0), point[1]
        case Side.RIGHT:
            return point[0] + _reach(across, 220.0), point[1]
        case Side.TOP:
            return point[0], point[1] - _reach(-down, 160.0)
        case Side.BOTTOM:
            return point[0], point[1] + _reach(down, 160.0)


def _reach(ahead: float, most: float) -> float:
    """How far a curve goes straight on, where its other end is so far ahead (less than nothing: behind)."""
    return min(ahead / 2, most) if ahead > 0 else min(24.0 - ahead / 3, most)


def _ports(
    boxes: dict[int, Box], sides: dict[tuple[int, int], tuple[Side, Side]]
) -> dict[tuple[tuple[int, int], int], Point]:
    """Where on its side each end is: spread along it, in the order of where the other ends are."""
    used: dict[tuple[int, Side], list[tuple[float, tuple[int, int], int]]] = {}
    for pair, way in sides.items():
        for which in (0, 1):
            other = boxes[pair[1 - which]].middle
            along = other[1] if way[which] in {Side.LEFT, Side.RIGHT} else other[0]
            used.setdefault((pair[which], way[which]), []).append((along, pair, which))
    found: dict[tuple[tuple[int, int], int], Point] = {}
    for (number, side), ends in used.items():
        box = boxes[number]
        for place, (_, pair, which) in enumerate(sorted(ends)):
            part = (place + 1) / (len(ends) + 1) - 0.5
            x, y = _middle_of(box, side)
            upright = side in {Side.LEFT, Side.RIGHT}
            found[pair, which] = (
                (x, y + part * box.height * _SPREAD * 1.2) if upright else (x + part * box.width * _SPREAD, y)
            )
    return found
