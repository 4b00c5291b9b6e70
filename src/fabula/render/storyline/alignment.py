# SPDX-License-Identifier: Apache-2.0
"""Which groups stay in their rows from a step to the next, so that as many lines as can be run straight on.

As in StoryFlow (Liu et al., 2013), the groups of two steps are paired by a heaviest common subsequence: a pair weighs
as much as there are lines that run straight on where the one group stands as high as the other. Groups paired over many
steps are one block, which has one height in the whole picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fabula.records import dataclass
from fabula.render.storyline.measures import Gaps, Homes, Layer

STAYING, MOVING, PLACE = 3, 1, 2
"""What it weighs that a line is straight whose person stays where they are, or moves; and that a place is level."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A group of one step beside one of the next: their numbers, how much lower the second begins, the weight."""

    before: int
    after: int
    shift: int
    weight: int


@dataclass(frozen=True, slots=True)
class Block:
    """Groups that stand still: the step and place of each, and how much lower it begins than the first."""

    groups: tuple[tuple[int, int, int], ...]


def aligned(layers: Sequence[Layer], homes: Sequence[Homes], gaps: Gaps) -> tuple[tuple[Pair, ...], ...]:
    """For each step but the last, the pairs that weigh the most."""
    return tuple(_pairs(one, other, gaps) for one, other in pairwise(zip(layers, homes, strict=True)))


def blocks_of(layers: Sequence[Layer], pairs: Sequence[Sequence[Pair]]) -> tuple[Block, ...]:
    """The blocks that these pairs make, in the order of their first groups."""
    found: list[list[tuple[int, int, int]]] = []
    current: dict[int, int] = {}
    for step, layer in enumerate(layers):
        joined = {pair.after: pair for pair in (pairs[step - 1] if step else ())}
        following: dict[int, int] = {}
        for place in range(len(layer)):
            pair = joined.get(place)
            if pair is None:
                following[place] = len(found)
                found.append([(step, place, 0)])
            else:
                block = current[pair.before]
                following[place] = block
                found[block].append((step, place, found[block][-1][2] + pair.shift))
        current = following
    return tuple(Block(tuple(groups)) for groups in found)


def _pairs(before: tuple[Layer, Homes], after: tuple[Layer, Homes], gaps: Gaps) -> tuple[Pair, ...]:
    """The heaviest pairs of groups in which no pair crosses another."""
    candidates = [[_best(one, other, gaps) for other in zip(*after, strict=True)] for one in zip(*before, strict=True)]
    ones, others = len(before[0]), len(after[0])
    # The weight that can be had from the groups from here on.
    best = [[0] * (others + 1) for _ in range(ones + 1)]
    for one in reversed(range(ones)):
        for other in reversed(range(others)):
            weight = candidates[one][other][1]
            taken = best[one + 1][other + 1] + weight if weight else 0
            best[one][other] = max(taken, best[one + 1][other], best[one][other + 1])
    found: list[Pair] = []
    one = other = 0
    while one < ones and other < others:
        shift, weight = candidates[one][other]
        if weight and best[one][other] == best[one + 1][other + 1] + weight:
            found.append(Pair(one, other, shift, weight))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return tuple(found)


def _best(
    before: tuple[Sequence[int], str | None], after: tuple[Sequence[int], str | None], gaps: Gaps
) -> tuple[int, int]:
    """By how much lower the second group is best begun, and what that weighs."""
    (group, home), (following, later) = before, after
    places = {person: place for place, person in enumerate(group)}
    shifts = Counter(places[person] - place for place, person in enumerate(following) if person in places)
    level = PLACE if home is not None and home == later else 0
    if not shifts:
        return 0, level
    shift, straight = min(shifts.items(), key=lambda each: (-each[1], abs(each[0]), each[0]))
    return shift * gaps.inner, straight * (STAYING if home == later else MOVING) + level
