# SPDX-License-Identifier: Apache-2.0
"""Conditions on what never changes, worked out without making ground expressions of them.

A reading gives the value that an expression has under bindings, a test whether a condition holds; a column gives the
values for all the things that one variable can stand for. They say what folding (`ground_expressions.py`,
`ground_folding.py`) comes to where every part is constant; what they do not know (definitions, quantifiers, beliefs,
divisions) has none, and is folded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from fabula.engine.ground_cases import is_condition, nothing
from fabula.engine.ground_expressions import Grounder
from fabula.engine.ground_folding import OPPOSITES, compare_values
from fabula.engine.ground_reading import free_variables
from fabula.model.expression import (
    And,
    Arithmetic,
    Comparator,
    Compare,
    Expression,
    FactRead,
    KindTest,
    Literal,
    Not,
    Operator,
    Or,
    Variable,
)
from fabula.model.values import UNKNOWN, Value
from fabula.semantics.expression import calculated

Reading: TypeAlias = Callable[[Mapping[str, str]], Value]
Test: TypeAlias = Callable[[Mapping[str, str]], bool]
Column: TypeAlias = Callable[[Mapping[str, str]], list[Value]]


def reading(grounder: Grounder, expression: Expression) -> Reading | None:
    """What gives the value of an expression all of whose facts are constant; None where it has to be folded."""
    match expression:
        case Literal(value):
            return lambda _: value
        case Variable(name):
            return lambda bindings: bindings[name]
        case FactRead():
            return _fact(grounder, expression)
        case Arithmetic(operator, left, right, span) if operator is not Operator.OVER:
            one, other = reading(grounder, left), reading(grounder, right)
            if one is None or other is None:
                return None
            return lambda bindings: calculated(operator, one(bindings), other(bindings), span)
        case _:
            return None


def column(grounder: Grounder, expression: Expression, variable: str, domain: tuple[str, ...]) -> Column | None:
    """What gives the values of an expression for each name that a variable of it can stand for; or None."""
    free = free_variables(expression)
    value = reading(grounder, expression)
    if value is None:
        return None
    if free == {variable}:
        row = [value({variable: name}) for name in domain]
        return lambda _: row
    if variable not in free:
        return lambda bindings: [value(bindings)] * len(domain)
    if isinstance(expression, Arithmetic):
        left = column(grounder, expression.left, variable, domain)
        right = column(grounder, expression.right, variable, domain)
        if left is not None and right is not None:
            operator, span = expression.operator, expression.span
            return lambda bindings: [
                calculated(operator, one, other, span)
                for one, other in zip(left(bindings), right(bindings), strict=True)
            ]
    return lambda bindings: [value({**bindings, variable: name}) for name in domain]


def _fact(grounder: Grounder, read: FactRead) -> Reading | None:
    parts = [reading(grounder, argument) for argument in read.arguments]
    arguments = [part for part in parts if part is not None]
    if len(arguments) < len(parts):
        return None
    name, missing = read.fact.name, nothing(read.fact.type)
    numbers, constants = grounder.numbers, grounder.constants

    def value(bindings: Mapping[str, str]) -> Value:
        values = tuple([argument(bindings) for argument in arguments])
        number = numbers.get((name, values))
        if number is None:
            return UNKNOWN if UNKNOWN in values else missing
        return constants[number]

    return value


def deciding(grounder: Grounder, expression: Expression, holds: bool) -> Test | None:
    """What tells whether a condition holds (or, unless `holds`, its negation as the author means it); or None."""
    match expression:
        case Not(body):
            return deciding(grounder, body, not holds)
        case And(parts) | Or(parts):
            found = [deciding(grounder, part, holds) for part in parts]
            known = [each for each in found if each is not None]
            if len(known) < len(found):
                return None
            join = all if isinstance(expression, And) is holds else any
            return lambda bindings: join(each(bindings) for each in known)
        case Compare(comparator, left, right):
            for side, other in ((left, right), (right, left)):
                if isinstance(other, Literal) and isinstance(other.value, bool) and is_condition(side):
                    return deciding(grounder, side, holds is ((comparator is Comparator.EQUAL) is other.value))
            return _compared(grounder, comparator if holds else OPPOSITES[comparator], left, right)
        case KindTest(thing, kind):
            return _kind_test(grounder, thing, kind, holds)
        case Literal() | Variable() | FactRead():
            value = reading(grounder, expression)
            return None if value is None else lambda bindings: value(bindings) == holds
        case _:
            return None


def _kind_test(grounder: Grounder, thing: Expression, kind: str, holds: bool) -> Test | None:
    value, members = reading(grounder, thing), frozenset[Value](grounder.things_of(kind))
    return None if value is None else lambda bindings: (value(bindings) in members) is holds


def _compared(grounder: Grounder, comparator: Comparator, left: Expression, right: Expression) -> Test | None:
    one, other = reading(grounder, left), reading(grounder, right)
    if one is None or other is None:
        return None
    return lambda bindings: compare_values(comparator, one(bindings), other(bindings))
