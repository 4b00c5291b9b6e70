# SPDX-License-Identifier: Apache-2.0
"""How deep beliefs about beliefs are read or written anywhere in a program."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Doubted,
    GroundEffect,
    GroundExpression,
    Named,
    Program,
    Some,
)


def nesting(program: Program) -> int:
    """The deepest nesting of minds in a program: 0 where nobody's belief is ever spoken of."""
    stated = max((len(path) for path, _, _ in program.start_beliefs), default=0)
    return max([stated, *(deep(expression) for expression in expressions(program))], default=0)


def deep(expression: GroundExpression) -> int:
    """The deepest nesting of minds in an expression."""
    match expression:
        case Believed(body=body) | Doubted(body=body):
            return 1 + deep(body)
        case Named(body=body):
            return deep(body)
        case All(parts=parts) | Some(parts=parts):
            return max((deep(part) for part in parts), default=0)
        case Comparison(left=left, right=right) | Calculation(left=left, right=right):
            return max(deep(left), deep(right))
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return max(deep(condition), deep(then), deep(otherwise))
        case _:
            return 0


def expressions(program: Program) -> Iterator[GroundExpression]:
    """Every expression of a program; an effect on a mind counts as an expression about that mind."""
    for event in program.events:
        yield event.condition
        yield from event.observers
        yield from (condition for _, condition in event.impulses)
        yield from effect_expressions(event.effects)
    for law in (*program.laws, *program.moment_laws):
        yield law.condition
        yield from effect_expressions(law.effects)
    yield from program.utilities
    yield program.author
    yield from (ending.condition for ending in program.endings)


def effect_expressions(effects: tuple[GroundEffect, ...]) -> Iterator[GroundExpression]:
    """The expressions of effects."""
    for effect in effects:
        if effect.guard is not None:
            yield effect.guard
        body = effect.value
        for person in reversed(effect.path):
            body = Believed(person, body, effect.span)
        yield body
