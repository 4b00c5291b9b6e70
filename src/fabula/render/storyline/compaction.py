# SPDX-License-Identifier: Apache-2.0
"""How high each block stands, so that lines rise and fall little and little is left empty.

The rows are first as tight as the order allows. Then blocks move, with those that they must push before them, wherever
that makes the sum of all rises and falls smaller; the emptiness between neighbours counts in that sum too, for less.
That is the linear wiggle height of Dobler, Hegemann, Nöllenburg & Wolff, "Optimizing Wiggle in Storylines" (2025). It
is convex: moves of whole numbers come close to its least value without a solver. All is in whole numbers, so that a
picture is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from fabula.records import dataclass
from fabula.render.storyline.alignment import MOVING, PLACE, STAYING, Block
from fabula.render.storyline.fitting import Places, distances, fitting_blocks, places_in, tight_heights
from fabula.render.storyline.measures import Gaps, Homes, Layer

RISE = 4
"""What it costs that a line moves by a row, for each unit of its weight; an empty row between neighbours costs 1."""
ROUNDS = 12
"""So often each block is looked at, at most."""

Standing: TypeAlias = int | str
"""Who or what stands somewhere: a person, or a place."""


@dataclass(frozen=True, slots=True)
class _Net:
    """The blocks as variables: who must be how far below whom, and which distances are wished for.

    `below` and `above` have the distance that there must be at least, `ties` what a wish weighs, under the other block
    and the distance that is wished for.
    """

    below: tuple[dict[int, int], ...]
    above: tuple[dict[int, int], ...]
    ties: tuple[dict[tuple[int, int], int], ...]


def compacted(layers: Sequence[Layer], gaps: Gaps, homes: Sequence[Homes] = ()) -> tuple[dict[int, int], ...]:
    """The row of each person at each step; the highest is row 0. `homes` says where each group is, if that is known."""
    if not any(layers):
        return tuple({} for _ in layers)
    homes = homes or tuple((None,) * len(layer) for layer in layers)
    blocks = fitting_blocks(layers, homes, gaps)
    net = _net(layers, homes, blocks, gaps)
    heights = _moved(net, tight_heights(net.below))
    rows: list[dict[int, int]] = [{} for _ in layers]
    for block, height in zip(blocks, heights, strict=True):
        for step, place, shift in block.groups:
            for number, person in enumerate(layers[step][place]):
                rows[step][person] = height + shift + number * gaps.inner
    top = min(row for at in rows for row in at.values())
    return tuple({person: row - top for person, row in at.items()} for at in rows)


def _net(layers: Sequence[Layer], homes: Sequence[Homes], blocks: Sequence[Block], gaps: Gaps) -> _Net:
    """What there must be and what is wished for between the blocks."""
    where = places_in(blocks)
    below: list[dict[int, int]] = [{} for _ in blocks]
    above: list[dict[int, int]] = [{} for _ in blocks]
    ties: list[dict[tuple[int, int], int]] = [{} for _ in blocks]

    def tie(one: int, other: int, distance: int, weight: int) -> None:
        """Block `other` had better be so far below `one`."""
        if one != other:
            ties[one][other, distance] = ties[one].get((other, distance), 0) + weight
            ties[other][one, -distance] = ties[other].get((one, -distance), 0) + weight

    for one, other, distance, _ in distances(layers, where, gaps):
        below[one][other] = max(below[one].get(other, distance), distance)
        above[other][one] = below[one][other]
        tie(one, other, distance, 1)
    standing: dict[Standing, tuple[int, int, str | None]] = {}
    for step, layer in enumerate(layers):
        before, standing = standing, _standing(layer, homes[step], step, where, gaps)
        for who, (other, own, home) in standing.items():
            if who in before:
                one, shift, earlier = before[who]
                weight = PLACE if isinstance(who, str) else STAYING if home == earlier else MOVING
                tie(one, other, shift - own, RISE * weight)
    return _Net(tuple(below), tuple(above), tuple(ties))


def _standing(
    layer: Layer, homes: Homes, step: int, where: Places, gaps: Gaps
) -> dict[Standing, tuple[int, int, str | None]]:
    """For each person of a step, and each place, the block, how much lower they are than it, and the place."""
    found: dict[Standing, tuple[int, int, str | None]] = {}
    for place, (group, home) in enumerate(zip(layer, homes, strict=True)):
        block, shift = where[step, place]
        if home is not None:
            found[home] = block, shift, home
        for number, person in enumerate(group):
            found[person] = block, shift + number * gaps.inner, home
    return found


def _moved(net: _Net, heights: list[int]) -> list[int]:
    """The heights after every move that makes the sum of all rises and falls and of what is empty smaller."""
    stirred = set(range(len(heights)))
    for _ in range(ROUNDS):
        todo, stirred = sorted(stirred), set()
        for block in todo:
            for sign in (1, -1):
                for spreading in (False, True):
                    for moved in _pushed(net, heights, block, sign, spreading):
                        stirred.add(moved)
                        stirred.update(other for other, _ in net.ties[moved])
        if not stirred:
            break
    return heights


def _pushed(net: _Net, heights: list[int], block: int, sign: int, spreading: bool) -> set[int]:
    """Move a block down (1) or up (-1), with all that it pushes, as far as that is of use; what has moved.

    With `spreading` it takes along whatever stands as is wished for beside what moves.
    """
    moved: set[int] = set()
    while True:
        moving = _pushing(net, heights, block, sign, spreading)
        slope, step = _slope(net, heights, moving, sign)
        if slope >= 0 or step == 0:
            return moved
        for each in moving:
            heights[each] += sign * step
        moved.update(moving)


def _pushing(net: _Net, heights: Sequence[int], block: int, sign: int, spreading: bool) -> dict[int, None]:
    """The blocks that move where one does."""
    ahead = net.below if sign > 0 else net.above
    moving = {block: None}
    queue = [block]
    while queue:
        one = queue.pop()
        pushed = [other for other, distance in ahead[one].items() if (heights[other] - heights[one]) * sign == distance]
        if spreading:
            pushed += [
                other
                for (other, distance), weight in net.ties[one].items()
                if weight >= RISE and heights[other] - heights[one] == distance
            ]
        for other in pushed:
            if other not in moving:
                moving[other] = None
                queue.append(other)
    return moving


def _slope(net: _Net, heights: Sequence[int], moving: dict[int, None], sign: int) -> tuple[int, int]:
    """By how much the sum grows for each row that the blocks move, and how far that holds."""
    ahead = net.below if sign > 0 else net.above
    slope, reach = 0, 0
    for one in moving:
        for (other, distance), weight in net.ties[one].items():
            if other not in moving:
                # How much nearer than wished for the other is, in the direction of the move.
                over = (heights[one] + distance - heights[other]) * sign
                slope += weight if over >= 0 else -weight
                reach = -over if over < 0 and (reach == 0 or -over < reach) else reach
        for other, distance in ahead[one].items():
            if other not in moving:
                slack = (heights[other] - heights[one]) * sign - distance
                reach = slack if reach == 0 or slack < reach else reach
    return slope, reach
