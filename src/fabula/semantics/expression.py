# SPDX-License-Identifier: Apache-2.0
"""What an expression means: a function from states to values; for a condition, from states to truths."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from fabula.diagnostics import Span
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
    Read,
    Some,
)
from fabula.model.values import UNKNOWN, Value
from fabula.semantics.errors import DivisionByZero
from fabula.semantics.state import State

Reading = Callable[[State], Value]
Condition = Callable[[State], bool]


def value_of(expression: GroundExpression) -> Reading:
    """What an expression means: the value that it has in a state."""
    match expression:
        case Constant(value=value):
            return lambda _: value
        case Read(fluent=fluent):
            return lambda state: state.values[fluent]
        case Believed(person=person, body=body):
            # "`p believes φ`": φ, read in the state that p believes to be the case.
            inner = value_of(body)
            return lambda state: inner(state.mind(person))
        case Calculation(operator=operator, left=left, right=right, span=span):
            first, second = value_of(left), value_of(right)
            return lambda state: calculated(operator, first(state), second(state), span)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            test, yes, no = truth_of(condition), value_of(then), value_of(otherwise)
            return lambda state: yes(state) if test(state) else no(state)
        case Named(body=body):
            return value_of(body)
        case _:
            return truth_of(expression)


def truth_of(expression: GroundExpression) -> Condition:
    """What a condition means: whether it holds in a state."""
    match expression:
        case Comparison(comparator=Comparator.EQUAL, left=Read(fluent=fluent), right=Constant(value=value)):
            return lambda state: state.values[fluent] == value
        case Comparison(comparator=comparator, left=left, right=right):
            first, second = value_of(left), value_of(right)
            if comparator is Comparator.EQUAL:
                return lambda state: first(state) == second(state)
            if comparator is Comparator.DIFFERENT:
                return lambda state: first(state) != second(state)
            return lambda state: ordered(comparator, first(state), second(state))
        case All(parts=parts):
            return every(tuple(truth_of(part) for part in parts))
        case Some(parts=parts):
            return some(tuple(truth_of(part) for part in parts))
        case Believed(person=person, body=body):
            inner = truth_of(body)
            return lambda state: inner(state.mind(person))
        case Doubted(person=person, body=body):
            doubted = truth_of(body)
            return lambda state: not doubted(state.mind(person))
        case Named(body=body):
            return truth_of(body)
        case _:
            # A yes/no value as a condition holds if it is yes: `unknown` satisfies neither it nor its negation.
            reading = value_of(expression)
            return lambda state: reading(state) is True


def every(parts: Sequence[Condition]) -> Condition:
    """Whether all parts hold."""

    def holds(state: State) -> bool:
        for part in parts:  # noqa: SIM110 - twice as fast as `all`
            if not part(state):
                return False
        return True

    return holds


def some(parts: Sequence[Condition]) -> Condition:
    """Whether any part holds."""

    def holds(state: State) -> bool:
        for part in parts:  # noqa: SIM110 - twice as fast as `any`
            if part(state):
                return True
        return False

    return holds


def ordered(comparator: Comparator, left: Value, right: Value) -> bool:
    """Whether two values stand in an order. An unknown number is neither less nor more than any; at most itself."""
    if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
        return left == right and comparator in (Comparator.AT_MOST, Comparator.AT_LEAST)
    match comparator:
        case Comparator.LESS:
            return left < right
        case Comparator.AT_MOST:
            return left <= right
        case Comparator.MORE:
            return left > right
        case _:
            return left >= right


def calculated(operator: Operator, left: Value, right: Value, span: Span) -> Value:
    """The result of a calculation: unknown if a side is, or if the doubles have no answer (infinity less itself)."""
    if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
        return UNKNOWN
    match operator:
        case Operator.PLUS:
            result = left + right
        case Operator.MINUS:
            result = left - right
        case Operator.TIMES:
            result = left * right
        case _:
            if right == 0:
                raise DivisionByZero(span)
            result = left / right
    return UNKNOWN if math.isnan(result) else result


NEGATED = {
    Comparator.EQUAL: Comparator.DIFFERENT,
    Comparator.DIFFERENT: Comparator.EQUAL,
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.MORE,
}


def negated(condition: GroundExpression) -> GroundExpression:
    """The contrary of a condition, with the negation pushed down to its comparisons."""
    match condition:
        case Comparison(comparator=comparator, left=left, right=right, span=span):
            return Comparison(NEGATED[comparator], left, right, span)
        case All(parts=parts, span=span):
            return Some(tuple(negated(part) for part in parts), span)
        case Some(parts=parts, span=span):
            return All(tuple(negated(part) for part in parts), span)
        case Believed(person=person, body=body, span=span):
            return Doubted(person, body, span)
        case Doubted(person=person, body=body, span=span):
            return Believed(person, body, span)
        case Named(body=body):
            return negated(body)
        case Choice(condition=test, then=then, otherwise=otherwise, span=span):
            return Choice(test, negated(then), negated(otherwise), span)
        case _:
            return Comparison(Comparator.EQUAL, condition, Constant(False, condition.span), condition.span)
