# SPDX-License-Identifier: Apache-2.0
"""What a storyline's layout is judged by: crossings, wiggles, white space.

These are the three measures of Tanahashi & Ma, "Design Considerations for Optimizing Storyline Visualizations" (2012),
and of all who came after. A layer is what stands above each other at one step of time: groups from top to bottom, in
each its people (by number) from top to bottom. Rows grow downwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from fabula.records import dataclass

Layer: TypeAlias = tuple[tuple[int, ...], ...]
Homes: TypeAlias = tuple[str | None, ...]
"""Where each group of a layer is."""
Rows: TypeAlias = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Gaps:
    """How far apart neighbours are: in one group, and (at least) where two groups meet."""

    inner: int = 1
    outer: int = 3


def flat(layer: Layer) -> list[int]:
    """The people of a layer from top to bottom."""
    return [person for group in layer for person in group]


def inversions(before: Sequence[int], after: Sequence[int]) -> int:
    """How many pairs of those who are in both stand the other way round in the second."""
    places = {person: place for place, person in enumerate(after)}
    count, seen = 0, list[int]()
    for person in before:
        place = places.get(person)
        if place is not None:
            count += sum(other > place for other in seen)
            seen.append(place)
    return count


def crossings(layers: Sequence[Layer]) -> int:
    """How many times two lines cross."""
    return sum(inversions(flat(one), flat(other)) for one, other in pairwise(layers))


def wiggles(rows: Sequence[Rows]) -> int:
    """How many times a line leaves its row."""
    return sum(_moved(one, other)[0] for one, other in pairwise(rows))


def wiggle_height(rows: Sequence[Rows]) -> float:
    """How many rows all lines move by, taken together."""
    return sum(_moved(one, other)[1] for one, other in pairwise(rows))


def _moved(before: Rows, after: Rows) -> tuple[int, float]:
    moves = [abs(after[person] - row) for person, row in before.items() if person in after]
    return sum(move > 0 for move in moves), sum(moves)


def white_space(layers: Sequence[Layer], rows: Sequence[Rows], gaps: Gaps) -> float:
    """How many rows are left empty between lines, beyond the gaps that there must be."""
    return sum(
        max(at.values()) - min(at.values()) - tightest(layer, gaps)
        for layer, at in zip(layers, rows, strict=True)
        if at
    )


def tightest(layer: Layer, gaps: Gaps) -> int:
    """The rows between the first and the last line of a layer where nothing is left empty."""
    groups = [group for group in layer if group]
    return sum(len(group) - 1 for group in groups) * gaps.inner + max(len(groups) - 1, 0) * gaps.outer


def height(rows: Sequence[Rows]) -> float:
    """The rows between the first and the last line of the whole picture."""
    taken = [row for at in rows for row in at.values()]
    return max(taken) - min(taken) if taken else 0
