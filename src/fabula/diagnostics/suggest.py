# SPDX-License-Identifier: Apache-2.0
"""Near names: what somebody may have meant who wrote a name that is not there.

The distance is that of Damerau (a letter too many, too few, a wrong one, two neighbours swapped), letters that differ
only in case count a tenth. A name is near if not more than about a third of it is wrong, so that short names are not
"corrected" into unrelated ones. The answer depends on nothing but the arguments, not on the order of a set.
"""

from collections.abc import Iterable

_CASE = 0.1
_MOST = 3
_LONGEST = 80


def suggest(name: str, candidates: Iterable[str], most: int = _MOST) -> tuple[str, ...]:
    """The candidates that are near to a name, nearest first, at most `most`; alike near ones in alphabetical order.

    >>> suggest("hal", ["hall", "yard", "Hal"])
    ('Hal', 'hall')
    >>> suggest("lmap", ["lamp", "map"])
    ('lamp', 'map')
    """
    if not name or len(name) > _LONGEST:
        return ()
    near: list[tuple[float, str]] = []
    for candidate in set(candidates):
        if candidate == name or not candidate or len(candidate) > _LONGEST:
            continue
        allowed = _allowed(name, candidate)
        if abs(len(name) - len(candidate)) > allowed:
            continue
        distance = _distance(name, candidate)
        if distance <= allowed:
            near.append((distance, candidate))
    return tuple(candidate for _, candidate in sorted(near)[:most])


def _allowed(name: str, candidate: str) -> float:
    """The greatest distance that still counts as near: a third of the longer name, at least one slip."""
    longer = max(len(name), len(candidate))
    if min(len(name), len(candidate)) == 1:
        return _CASE
    return max(1.0, longer / 3)


def _distance(one: str, other: str) -> float:
    """The number of slips (insert, leave out, replace, swap neighbours) between two names."""
    one, other = _between(one, other)
    before: list[float] = []
    row = [float(column) for column in range(len(other) + 1)]
    for line, left in enumerate(one, start=1):
        following = [float(line)]
        for column, right in enumerate(other, start=1):
            cost = 0.0 if left == right else _CASE if left.casefold() == right.casefold() else 1.0
            best = min(row[column] + 1, following[column - 1] + 1, row[column - 1] + cost)
            if line > 1 and column > 1 and _swapped(one, other, line, column):
                best = min(best, before[column - 2] + 1)
            following.append(best)
        before, row = row, following
    return round(row[-1], 1)


def _between(one: str, other: str) -> tuple[str, str]:
    """What is left of two names without what they begin and end with alike, which costs nothing."""
    most = min(len(one), len(other))
    begin = 0
    while begin < most and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < most - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[begin : len(one) - end], other[begin : len(other) - end]


def _swapped(one: str, other: str, line: int, column: int) -> bool:
    """Whether the two letters that end here are the same two the other way round."""
    return one[line - 1] == other[column - 2] and one[line - 2] == other[column - 1]
