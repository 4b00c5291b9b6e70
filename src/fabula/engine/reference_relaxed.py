# SPDX-License-Identifier: Apache-2.0
"""What an expression may come to when each fact may have any of several values: never less than it can.

A relaxed valuation gives each fluent what it may be: for a number an interval (and whether it may be unknown), for
anything else a set of values, one bit each. What anybody believes may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, isnan
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from fabula.engine.reference_depth import reads
from fabula.model.expression import Comparator, Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundExpression,
    Named,
    Program,
    Read,
    Some,
)
from fabula.model.values import UNKNOWN, Value
from fabula.model.world import Number
from fabula.records import dataclass

Interval: TypeAlias = tuple[float, float, bool]
"""The least and the most that a number may be, and whether it may be unknown."""

Range: TypeAlias = "int | Interval"
Relaxed: TypeAlias = list[Any]
"""What each fluent may be: an interval if it is a number, else a set; which, its number tells and no type checker."""

Test: TypeAlias = Callable[[Relaxed], bool]

ANY_NUMBER: Interval = (-inf, inf, True)
NO_NUMBER: Interval = (inf, -inf, True)
ANYTHING = -1
"""The set of all values: every bit."""


def certain(_: Relaxed) -> bool:
    """Always."""
    return True


@dataclass(frozen=True, slots=True)
class May:
    """Whether a condition may hold, and whether it may fail."""

    hold: Test
    fail: Test


class Relaxation:
    """The relaxed meaning of the expressions of one program."""

    def __init__(self, program: Program) -> None:
        self._bits: dict[Value, int] = {}
        self._numbers = [isinstance(fluent.type, Number) for fluent in program.fluents]
        self._exact: list[dict[Value, Range]] = [{} for _ in program.fluents]
        self._yes = self.bit(True)

    def bit(self, value: Value) -> int:
        """The bit that stands for a value."""
        return self._bits.setdefault(value, 1 << len(self._bits))

    def exactly(self, fluent: int, value: Value) -> Range:
        """The range of one value."""
        known = self._exact[fluent]
        if value not in known:
            if not self._numbers[fluent]:
                known[value] = self.bit(value)
            else:
                known[value] = (float(value), float(value), False) if isinstance(value, (int, float)) else NO_NUMBER
        return known[value]

    def whole(self, condition: GroundExpression) -> May:
        """A whole condition, relaxed, and remembered for the ranges of the facts that it reads."""
        may = self.may(condition)
        fluents = sorted({fluent for path, fluent in reads(condition) if not path})
        if isinstance(condition, (Comparison, Constant, Read)) or len(fluents) < 2:
            return may
        return May(recalled(may.hold, fluents), may.fail)

    def is_number(self, expression: GroundExpression) -> bool:
        """Whether the expression is a number."""
        match expression:
            case Read(fluent=fluent):
                return self._numbers[fluent]
            case Constant(value=value):
                return isinstance(value, (int, float)) and not isinstance(value, bool)
            case Calculation():
                return True
            case Choice(then=then, otherwise=otherwise):
                return self.is_number(then) or self.is_number(otherwise)
            case Believed(body=body) | Named(body=body):
                return self.is_number(body)
            case _:
                return False

    def symbol(self, expression: GroundExpression) -> Callable[[Relaxed], int]:
        """The set of values that an expression may have, which is not a number."""
        match expression:
            case Constant(value=value):
                only = self.bit(value)
                return lambda _: only
            case Read(fluent=fluent) if not self._numbers[fluent]:
                return lambda relaxed: relaxed[fluent]
            case Named(body=body):
                return self.symbol(body)
            case Choice(condition=condition, then=then, otherwise=otherwise):
                may, yes, no = self.may(condition), self.symbol(then), self.symbol(otherwise)
                return lambda relaxed: (
                    (yes(relaxed) if may.hold(relaxed) else 0) | (no(relaxed) if may.fail(relaxed) else 0)
                )
            case _:
                return lambda _: ANYTHING

    def number(self, expression: GroundExpression) -> Callable[[Relaxed], Interval]:
        """The interval that a number may lie in."""
        match expression:
            case Constant(value=value):
                only = (
                    (float(value), float(value), False)
                    if isinstance(value, (int, float))
                    else NO_NUMBER
                    if value is UNKNOWN
                    else ANY_NUMBER
                )
                return lambda _: only
            case Read(fluent=fluent) if self._numbers[fluent]:
                return lambda relaxed: relaxed[fluent]
            case Named(body=body):
                return self.number(body)
            case Calculation(operator=operator, left=left, right=right):
                first, second = self.number(left), self.number(right)
                return lambda relaxed: calculated(operator, first(relaxed), second(relaxed))
            case Choice(condition=condition, then=then, otherwise=otherwise):
                may, yes, no = self.may(condition), self.number(then), self.number(otherwise)
                return lambda relaxed: either(
                    yes(relaxed) if may.hold(relaxed) else None, no(relaxed) if may.fail(relaxed) else None
                )
            case _:
                return lambda _: ANY_NUMBER

    def may(self, condition: GroundExpression) -> May:
        """Whether a condition may hold, and whether it may fail."""
        match condition:
            case Constant(value=value):
                holds = value is True
                return May(lambda _: holds, lambda _: not holds)
            case Named(body=body):
                return self.may(body)
            case All(parts=parts):
                every = [self.may(part) for part in parts]
                return May(conjunction([may.hold for may in every]), disjunction([may.fail for may in every]))
            case Some(parts=parts):
                some = [self.may(part) for part in parts]
                return May(disjunction([may.hold for may in some]), conjunction([may.fail for may in some]))
            case Comparison(comparator=comparator, left=left, right=right):
                return self.compared(comparator, left, right)
            case Read(fluent=fluent) if not self._numbers[fluent]:
                yes = self._yes
                return May(lambda relaxed: relaxed[fluent] & yes != 0, lambda relaxed: relaxed[fluent] & ~yes != 0)
            case Believed() | Doubted() | _:
                return May(certain, certain)

    def compared(self, comparator: Comparator, left: GroundExpression, right: GroundExpression) -> May:
        """The same for a comparison."""
        if comparator is Comparator.DIFFERENT:
            equal = self.compared(Comparator.EQUAL, left, right)
            return May(equal.fail, equal.hold)
        if self.is_number(left) or self.is_number(right):
            low, high = self.number(left), self.number(right)
            return May(
                lambda relaxed: may_compare(comparator, low(relaxed), high(relaxed)),
                lambda relaxed: may_fail_to(comparator, low(relaxed), high(relaxed)),
            )
        if comparator is not Comparator.EQUAL:
            return May(certain, certain)
        first, second = self.symbol(left), self.symbol(right)
        if isinstance(left, Read) and isinstance(right, Constant):
            fluent, only = left.fluent, self.bit(right.value)
            return May(lambda relaxed: relaxed[fluent] & only != 0, lambda relaxed: relaxed[fluent] != only)
        return May(
            lambda relaxed: first(relaxed) & second(relaxed) != 0,
            lambda relaxed: (one := first(relaxed)) != second(relaxed) or one & (one - 1) != 0,
        )


Made = TypeVar("Made")


def recalled(meaning: Callable[[Relaxed], Made], fluents: Sequence[int]) -> Callable[[Relaxed], Made]:
    """The same, remembered for the ranges of the fluents."""
    ranges_of = itemgetter(*fluents)
    known: dict[object, Made] = {}

    def recall(relaxed: Relaxed) -> Made:
        key = ranges_of(relaxed)
        if key in known:
            return known[key]
        found = known[key] = meaning(relaxed)
        return found

    return recall


def conjunction(tests: list[Test]) -> Test:
    """All of the tests; those that always pass are left out."""
    asked = [test for test in tests if test is not certain]
    match len(asked):
        case 0:
            return certain
        case 1:
            return asked[0]
        case _:

            def holds(relaxed: Relaxed) -> bool:
                for test in asked:  # noqa: SIM110 - twice as fast as `all`
                    if not test(relaxed):
                        return False
                return True

            return holds


def disjunction(tests: list[Test]) -> Test:
    """Any of the tests."""
    if certain in tests:
        return certain
    if len(tests) == 1:
        return tests[0]

    def holds(relaxed: Relaxed) -> bool:
        for test in tests:  # noqa: SIM110 - twice as fast as `any`
            if test(relaxed):
                return True
        return False

    return holds


def may_compare(comparator: Comparator, left: Interval, right: Interval) -> bool:
    """Whether a number in one interval may stand so to one in the other."""
    (low, high, vague), (lower, higher, vaguer) = left, right
    equal = (low <= higher and lower <= high) or (vague and vaguer)
    match comparator:
        case Comparator.EQUAL:
            return equal
        case Comparator.LESS:
            return low < higher
        case Comparator.AT_MOST:
            return low <= higher or equal
        case Comparator.MORE:
            return high > lower
        case _:
            return high >= lower or equal


def may_fail_to(comparator: Comparator, left: Interval, right: Interval) -> bool:
    """Whether a number in one interval may not stand so to one in the other."""
    (low, high, vague), (lower, higher, vaguer) = left, right
    if vague or vaguer:
        return True
    match comparator:
        case Comparator.EQUAL:
            return not low == high == lower == higher
        case Comparator.LESS:
            return high >= lower
        case Comparator.AT_MOST:
            return high > lower
        case Comparator.MORE:
            return low <= higher
        case _:
            return low < higher


def either(one: Interval | None, other: Interval | None) -> Interval:
    """The interval of a number that lies in one or in the other."""
    if one is None or other is None:
        return one or other or NO_NUMBER
    return min(one[0], other[0]), max(one[1], other[1]), one[2] or other[2]


def calculated(operator: Operator, left: Interval, right: Interval) -> Interval:
    """The interval of a result."""
    (low, high, vague), (lower, higher, vaguer) = left, right
    if low > high or lower > higher:
        return NO_NUMBER
    unknown = vague or vaguer or inf in (abs(low), abs(high), abs(lower), abs(higher))
    match operator:
        case Operator.PLUS:
            return sound(low + lower, high + higher, unknown)
        case Operator.MINUS:
            return sound(low - higher, high - lower, unknown)
        case Operator.TIMES:
            products = (low * lower, low * higher, high * lower, high * higher)
            return ANY_NUMBER if any(isnan(each) for each in products) else sound(min(products), max(products), unknown)
        case _:
            if lower <= 0 <= higher:
                return ANY_NUMBER
            quotients = (low / lower, low / higher, high / lower, high / higher)
            return sound(min(quotients), max(quotients), unknown)


def sound(low: float, high: float, unknown: bool) -> Interval:
    """The interval; any number, where the doubles have no answer."""
    return ANY_NUMBER if isnan(low) or isnan(high) else (low, high, unknown)
