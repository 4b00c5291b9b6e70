# SPDX-License-Identifier: Apache-2.0
"""What can be said about expressions without binding anything: their variables, the facts they read and change."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.expression import (
    And,
    Arithmetic,
    Assign,
    Believes,
    Choose,
    Compare,
    Conditional,
    DefinitionRead,
    Effect,
    Expression,
    FactRead,
    ForEvery,
    KindTest,
    Literal,
    Not,
    Or,
    Quantified,
    Variable,
)
from fabula.model.world import Fact, Parameter, World


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside one; a definition's body is not inside its reading."""
    match expression:
        case FactRead(_, arguments) | DefinitionRead(_, arguments):
            return arguments
        case Believes(person, body):
            return (person, body)
        case Not(body):
            return (body,)
        case And(parts) | Or(parts):
            return parts
        case Compare(_, left, right) | Arithmetic(_, left, right):
            return (left, right)
        case KindTest(thing):
            return (thing,)
        case Choose(condition, then, otherwise):
            return (condition, then, otherwise)
        case Quantified(_, _, where, body):
            return (where, body)
        case Literal() | Variable():
            return ()


def free_variables(expression: Expression) -> frozenset[str]:
    """The variables that somebody outside must bind."""
    if isinstance(expression, Variable):
        return frozenset((expression.name,))
    inside = frozenset[str]().union(*(free_variables(child) for child in children(expression)))
    if isinstance(expression, Quantified):
        return inside - {binder.name for binder in expression.binders}
    return inside


def conjuncts(condition: Expression) -> Iterator[Expression]:
    """The parts of a conjunction, those of its parts included."""
    if isinstance(condition, And):
        for part in condition.parts:
            yield from conjuncts(part)
    else:
        yield condition


def reads_only(expression: Expression, facts: frozenset[Fact]) -> bool:
    """Whether every fact read, in definitions too, is one of these."""
    if isinstance(expression, FactRead) and expression.fact not in facts:
        return False
    if isinstance(expression, DefinitionRead) and not reads_only(expression.definition.body, facts):
        return False
    return all(reads_only(child, facts) for child in children(expression))


def assignments(effects: tuple[Effect, ...]) -> Iterator[Assign]:
    """Every assignment in these effects, in the order of the text."""
    for effect in effects:
        match effect:
            case Assign():
                yield effect
            case Conditional(_, then, otherwise):
                yield from assignments(then)
                yield from assignments(otherwise)
            case ForEvery(_, _, inner):
                yield from assignments(inner)


def expressions_of(world: World) -> Iterator[Expression]:
    """Every expression that is read when the world is ground, definitions apart, in the order of the file."""
    yield from effect_expressions(world.start)
    for event in world.events:
        yield event.condition
        yield from effect_expressions(event.effects)
        for who in event.willing:
            yield from (who.person, *([] if who.impulse is None else [who.impulse]))
        if event.seen_by is not None:
            yield event.seen_by.condition
    for law in world.laws:
        yield law.condition
        yield from effect_expressions(law.effects)
    yield from (wants.utility for wants in world.wants)
    yield from (ending.condition for ending in world.endings)


def effect_expressions(effects: tuple[Effect, ...]) -> Iterator[Expression]:
    """Every expression in these effects."""
    for effect in effects:
        match effect:
            case Assign(believers, target, value):
                yield from (*believers, target, value)
            case Conditional(condition, then, otherwise):
                yield condition
                yield from effect_expressions((*then, *otherwise))
            case ForEvery(_, where, inner):
                yield where
                yield from effect_expressions(inner)


def is_clock(fact: Fact) -> bool:
    """Whether a fact is the moment that it is, `now`."""
    return fact.name == "now" and not fact.parameters


def unchanging_facts(world: World) -> frozenset[Fact]:
    """The facts that no event and no law changes, really or in a mind. Time changes by itself."""
    effects = [form.effects for form in world.events] + [form.effects for form in world.laws]
    changed = {assign.target.fact for part in effects for assign in assignments(part)}
    return frozenset(fact for fact in world.facts if fact not in changed and not is_clock(fact))


def domain(world: World, parameter: Parameter) -> tuple[str, ...]:
    """The names of the things a parameter can stand for, in the order of the file."""
    if parameter.constant is not None:
        return (parameter.constant,)
    return tuple(thing.name for thing in world.things_of(parameter.kind))
