# SPDX-License-Identifier: Apache-2.0
"""Blocks that fit the height of the picture: where straight lines would need too much of it, they are broken.

Blocks that overlap in time like the steps of a stair can make a picture far higher than any step of it needs. Such a
stair is a longest way down from block to block; it is cut where it goes along a block from one step to another, at the
pair of groups that weighs least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from fabula.render.storyline.alignment import Block, Pair, aligned, blocks_of
from fabula.render.storyline.measures import Gaps, Homes, Layer, tightest

SPREAD = 1.4
"""A picture may be so many times higher than its fullest step needs."""

WAYS = 24
"""So many of the longest ways down are cut at once."""

Places: TypeAlias = Mapping[tuple[int, int], tuple[int, int]]
"""For the step and place of a group its block, and how much lower than the block it begins."""
Pairs: TypeAlias = Sequence[tuple[Pair, ...]]


def fitting_blocks(layers: Sequence[Layer], homes: Sequence[Homes], gaps: Gaps) -> tuple[Block, ...]:
    """The blocks of the layers, with as many lines straight as the height of the picture allows."""
    pairs: Pairs = aligned(layers, homes, gaps)
    most = max(tightest(layer, gaps) for layer in layers) * SPREAD + gaps.outer
    while True:
        blocks = blocks_of(layers, pairs)
        weights = {(step, pair.before): pair.weight for step, each in enumerate(pairs) for pair in each}
        cuts = {_weakest(way, blocks, weights) for way in _too_long(layers, blocks, gaps, most)}
        if not cuts or cuts == {None}:
            return blocks
        pairs = tuple(
            tuple(pair for pair in each if (step, pair.before) not in cuts) for step, each in enumerate(pairs)
        )


def places_in(blocks: Sequence[Block]) -> Places:
    """Where each group is among the blocks."""
    return {
        (step, place): (number, shift) for number, block in enumerate(blocks) for step, place, shift in block.groups
    }


def distances(layers: Sequence[Layer], where: Places, gaps: Gaps) -> Iterator[tuple[int, int, int, int]]:
    """Each block, the one right below it at some step, how far below it must be at least, and the step."""
    for step, layer in enumerate(layers):
        for place in range(1, len(layer)):
            (one, shift), (other, own) = where[step, place - 1], where[step, place]
            yield one, other, shift - own + (len(layer[place - 1]) - 1) * gaps.inner + gaps.outer, step


def tight_heights(below: Sequence[Mapping[int, int]]) -> list[int]:
    """The height of each block where each is as high up as can be."""
    heights = [0] * len(below)
    waiting = [0] * len(below)
    for others in below:
        for other in others:
            waiting[other] += 1
    free = [block for block, count in enumerate(waiting) if count == 0]
    while free:
        block = free.pop()
        for other, distance in below[block].items():
            heights[other] = max(heights[other], heights[block] + distance)
            waiting[other] -= 1
            if waiting[other] == 0:
                free.append(other)
    return heights


def _too_long(
    layers: Sequence[Layer], blocks: Sequence[Block], gaps: Gaps, most: float
) -> Iterator[list[tuple[int, int, int]]]:
    """The longest ways down to blocks that are too low: the blocks on each, and where they are come to and left."""
    below: list[dict[int, int]] = [{} for _ in blocks]
    steps: dict[tuple[int, int], int] = {}
    for one, other, distance, step in distances(layers, places_in(blocks), gaps):
        if distance > below[one].get(other, -1):
            below[one][other] = distance
            steps[one, other] = step
    heights = tight_heights(below)
    over: list[int | None] = [None] * len(blocks)
    for one, others in enumerate(below):
        for other, distance in others.items():
            if over[other] is None and heights[one] + distance == heights[other]:
                over[other] = one
    lows = []
    for number, block in enumerate(blocks):
        low, step = max(
            (shift + (len(layers[step][place]) - 1) * gaps.inner, step) for step, place, shift in block.groups
        )
        lows.append((heights[number] + low, number, step))
    lows.sort(reverse=True)
    for low, number, step in lows[:WAYS]:
        if low > most:
            yield _way(number, step, over, steps)


def _way(
    block: int, left: int, over: Sequence[int | None], steps: Mapping[tuple[int, int], int]
) -> list[tuple[int, int, int]]:
    """The way to a block from the highest that it hangs from; it is looked at where it is left, at a step."""
    way: list[tuple[int, int, int]] = []
    while (upper := over[block]) is not None:
        come = steps[upper, block]
        way.append((block, come, left))
        block, left = upper, come
    return way


def _weakest(
    way: Sequence[tuple[int, int, int]], blocks: Sequence[Block], weights: Mapping[tuple[int, int], int]
) -> tuple[int, int] | None:
    """The step and the first group of the lightest pair along which the way goes."""
    found: list[tuple[int, int, int]] = []
    for block, come, left in way:
        groups = blocks[block].groups
        begun = groups[0][0]  # the groups of a block are at steps that follow each other
        for step, place, _ in groups[min(come, left) - begun : max(come, left) - begun]:
            found.append((weights[step, place], step, place))
    return min(found)[1:] if found else None
