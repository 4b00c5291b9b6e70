# SPDX-License-Identifier: Apache-2.0
"""Which things a parameter can stand for, given those before it: the joins of `ground_bindings.py`.

A part of a condition that never changes is asked once for each choice of *its own* variables, and the answer is
remembered: `road(b, c)` does not care who travels. Of a comparison whose one side speaks of the last variable alone the
values of that side are listed once, so that `weight(a) + weight(b) = weight(c)` is a look into a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Protocol

from fabula.engine.ground_cases import is_condition
from fabula.engine.ground_expressions import Grounder
from fabula.engine.ground_folding import compare_values
from fabula.engine.ground_reading import free_variables
from fabula.engine.ground_static import Column, Reading, Test, column, deciding, reading
from fabula.model.expression import Comparator, Compare, Expression, Literal
from fabula.model.values import Value
from fabula.records import dataclass

Names = tuple[str, ...]


class Filter(Protocol):
    """What one part of a condition leaves of the things that a parameter can stand for."""

    def allowed(self, bindings: dict[str, str]) -> Names:
        """The names with which the part holds, in the order of the domain."""


@dataclass(slots=True)
class Tested:
    """A part that is tried with each name; remembered where it does not speak of every variable before."""

    variable: str
    domain: Names
    test: Test
    before: Names
    remembers: bool
    _known: dict[Names, Names] = field(default_factory=dict)

    def allowed(self, bindings: dict[str, str]) -> Names:
        """The names with which the test holds."""
        if not self.remembers:
            return self._tried(bindings)
        key = tuple([bindings[name] for name in self.before])
        if key not in self._known:
            self._known[key] = self._tried(bindings)
        return self._known[key]

    def _tried(self, bindings: dict[str, str]) -> Names:
        variable, holds = self.variable, self.test
        found: list[str] = []
        for name in self.domain:
            bindings[variable] = name
            if holds(bindings):
                found.append(name)
        return tuple(found)


@dataclass(slots=True)
class Compared:
    """A comparison: `here` are the values of the side that speaks of this variable alone, `there` gives the other."""

    comparator: Comparator
    here: tuple[tuple[str, Value], ...]
    there: Reading
    turned: bool
    _known: dict[Value, Names] = field(default_factory=dict)

    def allowed(self, bindings: dict[str, str]) -> Names:
        """The names whose value compares so with the other side."""
        other = self.there(bindings)
        known = self._known.get(other)
        if known is None:
            known = self._known[other] = tuple(name for name, value in self.here if self._holds(value, other))
        return known

    def _holds(self, value: Value, other: Value) -> bool:
        return compare_values(self.comparator, *((value, other) if self.turned else (other, value)))


@dataclass(slots=True)
class Columns:
    """A comparison of two sides that speak of this variable and of others: each side is worked out as a whole."""

    comparator: Comparator
    domain: Names
    left: Column
    right: Column

    def allowed(self, bindings: dict[str, str]) -> Names:
        """The names for which the sides compare so."""
        rows = zip(self.domain, self.left(bindings), self.right(bindings), strict=True)
        if self.comparator is Comparator.EQUAL:
            return tuple([name for name, one, other in rows if one == other])
        return tuple([name for name, one, other in rows if compare_values(self.comparator, one, other)])


def filter_of(
    grounder: Grounder, part: Expression, variable: str, before: Sequence[str], domain: Names
) -> Filter | None:
    """The filter that a part is for a variable which comes after others; None where the part has to be folded."""
    sides = _sides(grounder, part, variable, domain)
    if sides is not None:
        return sides
    holds = deciding(grounder, part, holds=True)
    if holds is None:
        return None
    own = tuple(name for name in before if name in free_variables(part))
    if len(own) < len(before) or len(own) < 2:
        return Tested(variable, domain, holds, own, remembers=True)
    if isinstance(part, Compare) and not _asks(part.left, part.right) and not _asks(part.right, part.left):
        left = column(grounder, part.left, variable, domain)
        right = column(grounder, part.right, variable, domain)
        if left is not None and right is not None:
            return Columns(part.comparator, domain, left, right)
    return Tested(variable, domain, holds, own, remembers=False)


def _sides(grounder: Grounder, part: Expression, variable: str, domain: Names) -> Compared | None:
    if not isinstance(part, Compare) or _asks(part.left, part.right) or _asks(part.right, part.left):
        return None
    for here, there, turned in ((part.left, part.right, True), (part.right, part.left, False)):
        if free_variables(here) == {variable} and variable not in free_variables(there):
            mine, other = reading(grounder, here), reading(grounder, there)
            if mine is None or other is None:
                return None
            return Compared(part.comparator, tuple((name, mine({variable: name})) for name in domain), other, turned)
    return None


def _asks(side: Expression, other: Expression) -> bool:
    """Whether a comparison only asks whether a condition holds: `(a != b) = yes`."""
    return isinstance(other, Literal) and isinstance(other.value, bool) and is_condition(side)


def common(filters: Sequence[Filter], domain: Names, bindings: Mapping[str, str]) -> Names:
    """The names of a domain that every filter leaves, in the order of the domain."""
    if not filters:
        return domain
    rows = sorted((each.allowed({**bindings}) for each in filters), key=len)
    names = rows[0]
    for row in rows[1:]:
        if len(row) < len(domain) and names:
            kept = frozenset(row)
            names = tuple(name for name in names if name in kept)
    return names
