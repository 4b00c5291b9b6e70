# SPDX-License-Identifier: Apache-2.0
"""In what two states differ, really and in the minds inside minds, on one engine or on two.

Two engines number facts and people differently where their worlds differ; what only one of them has is not compared.
On one engine equal numbers are equal states, so that minds in which nothing differs cost one question.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import field

from fabula.engine.port import Engine
from fabula.model.values import Value
from fabula.model.whatif import Difference, View, Worth
from fabula.records import dataclass

DEEPEST = 2
"""Minds inside minds are compared so deep: what somebody believes that somebody believes."""

NUMBERS_DIFFER_BY = 1e-9


@dataclass(slots=True)
class Comparison:
    """Compares states of the story as told (`told`) with states of the story under the change (`changed`)."""

    told: Engine
    changed: Engine
    _known: dict[tuple[int, int], tuple[tuple[int, str, Value, Value], ...]] = field(default_factory=dict)
    _facts: tuple[tuple[int, int, str], ...] = field(init=False)
    _people: tuple[tuple[int, int, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Pair the facts and the people that both engines have."""
        told, changed = self.told.program, self.changed.program
        facts = {(fluent.name, fluent.arguments): number for number, fluent in enumerate(changed.fluents)}
        self._facts = tuple(
            (number, facts[each.name, each.arguments], str(each))
            for number, each in enumerate(told.fluents)
            if (each.name, each.arguments) in facts
        )
        people = {name: number for number, name in enumerate(changed.people)}
        self._people = tuple((number, people[name], name) for number, name in enumerate(told.people) if name in people)

    @property
    def shared(self) -> bool:
        """Whether both stories are on one engine."""
        return self.told is self.changed

    def same(self, told: int, changed: int) -> bool:
        """Whether the states are known to be equal."""
        return self.shared and told == changed

    def view(self, told: int, changed: int) -> View:
        """Everything in which the states differ."""
        if self.same(told, changed):
            return View()
        return View(tuple(self.differences(told, changed)), tuple(self.worths(told, changed)))

    def differences(
        self, told: int, changed: int, people: tuple[str, ...] = (), deepest: int = DEEPEST
    ) -> Iterator[Difference]:
        """The facts that differ, really first, then in each mind."""
        if self.same(told, changed):
            return
        # Whatever moment it is, everybody knows it.
        clock = self.told.program.clock if people else None
        for number, fact, one, other in self._apart(told, changed):
            if number != clock:
                yield Difference(people, fact, one, other)
        if len(people) == deepest:
            return
        for first, second, person in self._people:
            if people[-1:] != (person,):
                inner = self.told.believed(told, first), self.changed.believed(changed, second)
                yield from self.differences(*inner, (*people, person), deepest)

    def _apart(self, told: int, changed: int) -> tuple[tuple[int, str, Value, Value], ...]:
        """The facts that differ in themselves; minds that somebody keeps are met again and again."""
        known = self._known.get((told, changed))
        if known is None:
            one, other = self.told.values(told), self.changed.values(changed)
            apart = () if self.shared and one == other else self._facts
            known = self._known[told, changed] = tuple(
                (first, fact, one[first], other[second])
                for first, second, fact in apart
                if one[first] is not other[second] and differs(one[first], other[second])
            )
        return known

    def worths(self, told: int, changed: int) -> Iterator[Worth]:
        """For whom one state is better than the other."""
        pairs: list[tuple[int | None, int | None, str | None]] = [*self._people, (None, None, None)]
        for first, second, person in pairs:
            one, other = self.told.utility(told, first), self.changed.utility(changed, second)
            if differs(one, other) and not (math.isnan(one) and math.isnan(other)):
                yield Worth(person, one, other)


def differs(one: Value, other: Value) -> bool:
    """Whether two values are not the same; numbers that come out of the same sum in another order are."""
    if one == other:
        return False
    if isinstance(one, float | int) and isinstance(other, float | int) and not isinstance(one, bool):
        return abs(one - other) > NUMBERS_DIFFER_BY if math.isfinite(one) and math.isfinite(other) else True
    return True


def changes_of(before: View, after: View) -> tuple[View, View]:
    """What of the later view is new, and which differences of the earlier one are over."""
    facts, worths = set(before.facts), set(before.worths)
    new = View(
        tuple(each for each in after.facts if each not in facts),
        tuple(each for each in after.worths if each not in worths),
    )
    still = {(each.people, each.fact) for each in after.facts}
    whose = {each.person for each in after.worths}
    over = View(
        tuple(each for each in before.facts if (each.people, each.fact) not in still),
        tuple(each for each in before.worths if each.person not in whose),
    )
    return new, over
