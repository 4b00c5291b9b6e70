# SPDX-License-Identifier: Apache-2.0
"""Conditions that cannot both hold, and conditions of which one always does, seen from how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from fabula.model.expression import Comparator, Compare, Expression, Literal, Not

_OPPOSITES = {Comparator.EQUAL, Comparator.DIFFERENT}
_MOST = 40
"""So many conditions in a row are compared with each other; nobody writes more that way."""


def contradict(parts: Sequence[Expression]) -> bool:
    """Whether some two of the conditions surely exclude each other.

    A fact and its `not`, a thing that is and is not something, a thing that is two things.
    """
    return any(_exclude(one, other) or _opposite(one, other) for one, other in combinations(parts[:_MOST], 2))


def exhaust(parts: Sequence[Expression]) -> bool:
    """Whether of some two of the conditions one surely holds: not of a fact and its `not`, since it may be unknown."""
    return any(_opposite(one, other) for one, other in combinations(parts[:_MOST], 2))


def _exclude(one: Expression, other: Expression) -> bool:
    """A condition and its denial, or one thing that equals two values."""
    match one, other:
        case (Not(body), plain) | (plain, Not(body)) if body == plain:
            return True
        case (Compare(Comparator.EQUAL, left, Literal(first)), Compare(Comparator.EQUAL, right, Literal(second))):
            return left == right and first != second
        case _:
            return False


def _opposite(one: Expression, other: Expression) -> bool:
    """The same two sides, once equal and once different."""
    match one, other:
        case Compare(), Compare() if {one.comparator, other.comparator} == _OPPOSITES:
            return (one.left, one.right) in ((other.left, other.right), (other.right, other.left))
        case _:
            return False
