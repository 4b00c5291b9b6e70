# SPDX-License-Identifier: Apache-2.0
"""Expressions of a pattern made ready for an engine: variables bound, those that stand for facts too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from fabula.diagnostics import Span
from fabula.engine.ground import ground_condition, ground_value
from fabula.model.expression import Expression, FactRead, Literal, Variable
from fabula.model.ground import GroundExpression, Program
from fabula.model.pattern import Measure, When
from fabula.model.world import Definition, Fact
from fabula.usecases.words import fact_of

Bound = Mapping[str, str | int]
"""What variables stand for: things by name, facts by the number of the fluent."""


def ground_when(program: Program, when: When, bound: Bound) -> GroundExpression:
    """The condition with its variables bound."""
    things, facts = _parted(program, bound)
    return ground_condition(program, _with_facts(when.condition, facts), things)


def ground_measure(program: Program, measure: Measure, bound: Bound) -> GroundExpression:
    """The number with its variables bound."""
    things, facts = _parted(program, bound)
    return ground_value(program, _with_facts(measure.value, facts), things)


def _parted(program: Program, bound: Bound) -> tuple[dict[str, str], dict[str, tuple[Fact, tuple[str, ...]]]]:
    """The variables that stand for things, and those for facts, with what they are."""
    things = {name: value for name, value in bound.items() if isinstance(value, str)}
    facts: dict[str, tuple[Fact, tuple[str, ...]]] = {}
    for name, number in bound.items():
        if isinstance(number, int):
            fact = fact_of(program.world, program.fluents[number])
            if fact is not None:
                facts[name] = fact, program.fluents[number].arguments
    return things, facts


def _with_facts(expression: Expression, facts: Mapping[str, tuple[Fact, tuple[str, ...]]]) -> Expression:
    """The expression with each variable that stands for a fact replaced by the value of that fact."""
    if not facts:
        return expression
    found: Expression = _replaced(expression, facts)
    return found


def _replaced(node: Any, facts: Mapping[str, tuple[Fact, tuple[str, ...]]]) -> Any:
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
