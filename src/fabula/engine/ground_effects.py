# SPDX-License-Identifier: Apache-2.0
"""Effects with their variables replaced: a flat list of guarded assignments, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from fabula.diagnostics import Span
from fabula.engine.ground_expressions import Bindings, Grounder
from fabula.engine.ground_folding import Builder, is_constant
from fabula.model.expression import And, Assign, Conditional, Effect, Expression, ForEvery, Literal
from fabula.model.ground import Constant, GroundEffect, GroundExpression
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two assignments of different values to the same fluent, neither under a condition."""

    first: GroundEffect
    second: GroundEffect


@dataclass(frozen=True, slots=True)
class _Written:
    """A ground effect, and whether the author put it under no condition."""

    effect: GroundEffect
    always: bool


def ground_all_effects(
    grounder: Grounder, effects: tuple[Effect, ...], bindings: Bindings
) -> tuple[tuple[GroundEffect, ...], Contradiction | None]:
    """The effects that remain, and a contradiction among the unconditional ones if there is one."""
    written: list[_Written] = []
    for effect in effects:
        written.extend(_effect(grounder, effect, bindings, None, True))
    return tuple(item.effect for item in written), _contradiction(written)


def _effect(
    grounder: Grounder, effect: Effect, bindings: Bindings, guard: GroundExpression | None, always: bool
) -> Iterator[_Written]:
    match effect:
        case Assign():
            yield from _assign(grounder, effect, bindings, guard, always)
        case Conditional(condition, then, otherwise, span):
            holds = grounder.condition(condition, bindings)
            for branch, when in ((then, holds), (otherwise, grounder.builder.fails(holds))):
                inner = _both(guard, when, span)
                if branch and not _never(inner):
                    for part in branch:
                        yield from _effect(grounder, part, bindings, inner, False)
        case ForEvery(binders, where, parts, span):
            for inner_bindings in grounder.bindings_of(binders, bindings, span):
                when = grounder.condition(where, inner_bindings)
                inner = _both(guard, when, span)
                if not _never(inner):
                    unconditional = always and _is_unsaid(where)
                    for part in parts:
                        yield from _effect(grounder, part, inner_bindings, inner, unconditional)


def _assign(
    grounder: Grounder, assign: Assign, bindings: Bindings, guard: GroundExpression | None, always: bool
) -> Iterator[_Written]:
    span, fact = assign.span, assign.target.fact
    value = grounder.value(assign.value, bindings)
    believers = [grounder.people_cases(believer, bindings) for believer in assign.believers]
    targets = grounder.argument_cases(fact, assign.target.arguments, bindings)
    for minds, (is_target, arguments) in product(product(*believers), targets):
        number = grounder.numbers.get((fact.name, arguments))
        if number is None:  # an argument is `none` or `unknown`: nothing is there to change
            continue
        when = _both(guard, Builder().every([*(condition for condition, _ in minds), is_target], span), span)
        if _never(when):
            continue
        effect = GroundEffect(tuple(person for _, person in minds), number, value, when, assign.increase, span)
        yield _Written(effect, always and when is None)


def _both(guard: GroundExpression | None, condition: GroundExpression, span: Span) -> GroundExpression | None:
    joined = condition if guard is None else Builder().every([guard, condition], span)
    return None if is_constant(joined, True) else joined


def _is_unsaid(where: Expression) -> bool:
    return isinstance(where, Literal) or (isinstance(where, And) and not where.parts)


def _never(guard: GroundExpression | None) -> bool:
    return guard is not None and is_constant(guard, False)


def _contradiction(written: list[_Written]) -> Contradiction | None:
    assigned: dict[tuple[tuple[int, ...], int], GroundEffect] = {}
    for effect in (item.effect for item in written if item.always and not item.effect.increase):
        earlier = assigned.setdefault((effect.path, effect.fluent), effect)
        first, second = earlier.value, effect.value
        if isinstance(first, Constant) and isinstance(second, Constant) and first.value != second.value:
            return Contradiction(earlier, effect)
    return None
