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
from fabula.render.storyline.measures import Gaps, Layer


@dataclass(frozen=True, slots=True)
class Pair:
    """A group of one step beside one of the next: by their places, how much lower the second begins, and the lines."""

    before: int
    after: int
    shift: int
    straight: int


@dataclass(frozen=True, slots=True)
class Block:
    """Groups that stand still: the step and place of each, and how much lower it begins than the first."""

    groups: tuple[tuple[int, int, int], ...]


def aligned(layers: Sequence[Layer], gaps: Gaps) -> tuple[tuple[Pair, ...], ...]:
    """For each step but the last, the pairs that make the most lines straight."""
    return tuple(_pairs(one, other, gaps) for one, other in pairwise(layers))


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


def _pairs(before: Layer, after: Layer, gaps: Gaps) -> tuple[Pair, ...]:
    """The heaviest pairs of groups in which no pair crosses another."""
    candidates = [[_best(one, other, gaps) for other in after] for one in before]
    # The weight that can be had from the groups from here on.
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for one in reversed(range(len(before))):
        for other in reversed(range(len(after))):
            weight = candidates[one][other][1]
            taken = best[one + 1][other + 1] + weight if weight else 0
            best[one][other] = max(taken, best[one + 1][other], best[one][other + 1])
    found: list[Pair] = []
    one = other = 0
    while one < len(before) and other < len(after):
        shift, weight = candidates[one][other]
        if weight and best[one][other] == best[one + 1][other + 1] + weight:
            found.append(Pair(one, other, shift, weight))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return tuple(found)


def _best(before: Sequence[int], after: Sequence[int], gaps: Gaps) -> tuple[int, int]:
    """By how much lower the second group is best begun, and how many lines run straight on then."""
    places = {person: place for place, person in enumerate(before)}
    shifts = Counter(places[person] - place for place, person in enumerate(after) if person in places)
    if not shifts:
        return 0, 0
    shift, straight = min(shifts.items(), key=lambda each: (-each[1], abs(each[0]), each[0]))
    return shift * gaps.inner, straight
