# SPDX-License-Identifier: Apache-2.0
"""Values that depend on others: small steps of grounding that need no world."""

from __future__ import annotations

from collections.abc import Mapping

from fabula.engine.ground_folding import Builder, GroundValue, Split, is_constant
from fabula.model.expression import (
    And,
    Compare,
    DefinitionRead,
    Expression,
    KindTest,
    Literal,
    Not,
    Or,
    Quantified,
    Quantifier,
    Variable,
)
from fabula.model.ground import Constant, GroundExpression
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import FactType, OfKind, YesNo


def is_condition(expression: Expression) -> bool:
    """Whether an expression is a condition that is no bare fact: it has no third answer."""
    match expression:
        case Not() | And() | Or() | Compare() | KindTest() | Quantified(Quantifier.EVERY | Quantifier.ANY):
            return True
        case DefinitionRead(definition):
            return isinstance(definition.type, YesNo)
        case _:
            return False


def plain(arguments: tuple[Expression, ...], bindings: Mapping[str, str]) -> tuple[Value, ...] | None:
    """The arguments where each is a variable or a thing; None where one has to be worked out."""
    found: list[Value] = []
    for argument in arguments:
        if isinstance(argument, Variable):
            found.append(bindings[argument.name])
        elif isinstance(argument, Literal):
            found.append(argument.value)
        else:
            return None
    return tuple(found)


def nothing(type_: FactType) -> Value:
    """The value of a fact about `none`: nothing, or where the fact is a number or an answer, one that nobody knows."""
    return NONE if isinstance(type_, OfKind) else UNKNOWN


def alternatives(value: GroundValue, yes: GroundExpression) -> tuple[tuple[GroundExpression, GroundExpression], ...]:
    """The cases of a value, one under the condition `yes` where nothing is split."""
    return value.cases if isinstance(value, Split) else ((yes, value),)


def flattened(cases: list[tuple[GroundExpression, GroundValue]], otherwise: GroundExpression) -> GroundValue:
    """One value from cases that may themselves be split, with `otherwise` for when none of the conditions holds."""
    builder = Builder()
    flat: list[tuple[GroundExpression, GroundExpression]] = []
    for when, value in cases:
        for inner, part in alternatives(value, Constant(True, otherwise.span)):
            flat.append((builder.every([when, inner], otherwise.span), part))
    if len(flat) == 1 and is_constant(flat[0][0], True):
        return flat[0][1]
    covered = builder.some([when for when, _ in cases], otherwise.span)
    rest = builder.fails(covered)
    if not is_constant(rest, False):
        flat.append((rest, otherwise))
    return Split(tuple(flat))
