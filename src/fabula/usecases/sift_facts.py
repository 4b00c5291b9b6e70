# SPDX-License-Identifier: Apache-2.0
"""Expressions of a pattern made ready for an engine: variables bound, those that stand for facts too.

A variable for any fact stands for yes/no facts, numbers and things alike. What cannot be said of some fact
(`matter > 3` of a thing) is not so of it: such expressions are None here, and no engine is asked about them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum, auto
from typing import Any

from fabula.diagnostics import Span
from fabula.engine.ground import ground_condition, ground_value
from fabula.engine.ground_reading import children
from fabula.model.expression import (
    And,
    Arithmetic,
    Believes,
    Choose,
    Comparator,
    Compare,
    DefinitionRead,
    Expression,
    FactRead,
    Literal,
    Not,
    Or,
    Quantified,
    Quantifier,
    Variable,
)
from fabula.model.ground import GroundExpression, Program
from fabula.model.pattern import Measure, When
from fabula.model.values import UNKNOWN
from fabula.model.world import Definition, Fact, FactType, Number, YesNo
from fabula.usecases.words import fact_of

Bound = Mapping[str, str | int]
"""What variables stand for: things by name, facts by the number of the fluent."""

Facts = Mapping[str, tuple[Fact, tuple[str, ...]]]
"""The variables that stand for facts, with the fact and its arguments."""


class _Sort(Enum):
    """What sort of value an expression has."""

    TRUTH = auto()
    NUMBER = auto()
    THING = auto()
    ANY = auto()
    NONE = auto()


def ground_when(program: Program, when: When, bound: Bound) -> GroundExpression | None:
    """The condition with its variables bound; None where it cannot be said of these facts."""
    things, facts = _parted(program, bound)
    condition = _with_facts(when.condition, facts)
    if facts and _sort(condition) is not _Sort.TRUTH:
        return None
    return ground_condition(program, condition, things)


def ground_measure(program: Program, measure: Measure, bound: Bound) -> GroundExpression | None:
    """The number with its variables bound; None where that is no number."""
    things, facts = _parted(program, bound)
    value = _with_facts(measure.value, facts)
    if facts and _sort(value) is not _Sort.NUMBER:
        return None
    return ground_value(program, value, things)


def _parted(program: Program, bound: Bound) -> tuple[dict[str, str], Facts]:
    """The variables that stand for things, and those for facts, with what they are."""
    things = {name: value for name, value in bound.items() if isinstance(value, str)}
    facts: dict[str, tuple[Fact, tuple[str, ...]]] = {}
    for name, number in bound.items():
        if isinstance(number, int):
            fact = fact_of(program.world, program.fluents[number])
            if fact is not None:
                facts[name] = fact, program.fluents[number].arguments
    return things, facts


def _with_facts(expression: Expression, facts: Facts) -> Expression:
    """The expression with each variable that stands for a fact replaced by the value of that fact."""
    if not facts:
        return expression
    found: Expression = _replaced(expression, facts)
    return found


def _replaced(node: Any, facts: Facts) -> Any:
    match node:
        case Variable(name, span) if name in facts:
            fact, arguments = facts[name]
            return FactRead(fact, tuple(Literal(argument, span) for argument in arguments), span)
        case tuple():
            return tuple(_replaced(each, facts) for each in node)
        case _ if isinstance(node, Span | Fact | Definition) or not is_dataclass(node) or isinstance(node, type):
            return node
        case _:
            changes = {each.name: _replaced(getattr(node, each.name), facts) for each in fields(node)}
            return replace(node, **changes)


def _sort(expression: Expression) -> _Sort:
    """What sort of value an expression has; `NONE` where something in it has another than is needed there."""
    below = [_sort(child) for child in children(expression)]
    match expression:
        case Literal(value):
            return _sort_of_value(value)
        case Variable():
            return _Sort.THING
        case FactRead(fact):
            return _sort_of_type(fact.type) if _all(below, _Sort.THING) else _Sort.NONE
        case DefinitionRead(definition):
            return _sort_of_type(definition.type) if _all(below, _Sort.THING) else _Sort.NONE
        case Believes():
            return below[1] if below[0] is _Sort.THING else _Sort.NONE
        case Not() | And() | Or():
            return _Sort.TRUTH if _all(below, _Sort.TRUTH) else _Sort.NONE
        case Compare(comparator):
            same = _Sort.ANY in below or below[0] is below[1]
            equal = comparator in (Comparator.EQUAL, Comparator.DIFFERENT) and same and _Sort.NONE not in below
            return _Sort.TRUTH if equal or _all(below, _Sort.NUMBER) else _Sort.NONE
        case Arithmetic():
            return _Sort.NUMBER if _all(below, _Sort.NUMBER) else _Sort.NONE
        case Choose():
            return below[1] if below[0] is _Sort.TRUTH and below[1] is below[2] else _Sort.NONE
        case Quantified(quantifier):
            return _sort_of_quantified(quantifier, below)
        case _:
            return _Sort.TRUTH if _all(below, _Sort.THING) else _Sort.NONE


def _sort_of_quantified(quantifier: Quantifier, below: list[_Sort]) -> _Sort:
    wanted = _Sort.NUMBER if quantifier is Quantifier.SUM else _Sort.TRUTH
    if below != [_Sort.TRUTH, wanted]:
        return _Sort.NONE
    return _Sort.NUMBER if quantifier in (Quantifier.SUM, Quantifier.COUNT) else _Sort.TRUTH


def _all(sorts: list[_Sort], wanted: _Sort) -> bool:
    return all(sort is wanted for sort in sorts)


def _sort_of_type(type_: FactType) -> _Sort:
    return _Sort.TRUTH if isinstance(type_, YesNo) else _Sort.NUMBER if isinstance(type_, Number) else _Sort.THING


def _sort_of_value(value: object) -> _Sort:
    if isinstance(value, bool):
        return _Sort.TRUTH
    if isinstance(value, float | int):
        return _Sort.NUMBER
    return _Sort.ANY if value is UNKNOWN else _Sort.THING
