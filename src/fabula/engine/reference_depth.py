# SPDX-License-Identifier: Apache-2.0
"""How deep minds inside minds must be kept: as deep as anything looks, and not deeper, for each level costs."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.ground import GroundEffect, GroundEvent, GroundExpression, GroundLaw, Program
from fabula.semantics.state import Path
from fabula.semantics.surprise import read

Reading = tuple[Path, int]


def reads(expression: GroundExpression) -> Iterator[Reading]:
    """The fluents that an expression reads, each with the minds it reads it in."""
    return read(expression, ())


def depth_needed(program: Program, minds: int) -> int:
    """How many minds inside minds a state must keep for wills to be read `minds` levels deep.

    One level below the deepest a single step is still tried, and what is tried reads as deep as the program ever reads.
    Where what somebody believes changes facts (and not minds only), the innermost minds kept could go wrong: one more
    keeps them off.
    """
    deepest = max((len(path) for expression in expressions(program) for path, _ in reads(expression)), default=0)
    return minds + 1 + deepest + minds_move_facts(program)


def minds_move_facts(program: Program) -> bool:
    """Whether any fact ever comes out differently for what somebody believes."""
    return len(facts_alone(program)) < len(program.events)


def facts_alone(program: Program) -> frozenset[int]:
    """The events after which the facts, laws at rest and time passed, depend on the facts before and on no mind."""
    if any(on_facts_by_minds(law, (law.condition,)) for law in (*program.laws, *program.moment_laws)):
        return frozenset()
    return frozenset(number for number, event in enumerate(program.events) if not on_facts_by_minds(event, ()))


def on_facts_by_minds(owner: GroundEvent | GroundLaw, conditions: tuple[GroundExpression, ...]) -> bool:
    """Whether an event or a law puts something into a fact for what somebody believes."""
    effects = [effect for effect in owner.effects if not effect.path]
    asked = [*(conditions if effects else ()), *(expression for effect in effects for expression in read_by(effect))]
    return any(path for expression in asked for path, _ in reads(expression))


def expressions(program: Program) -> Iterator[GroundExpression]:
    """Every expression of a program."""
    for event in program.events:
        yield event.condition
        yield from event.observers
        yield from (condition for _, condition in event.impulses)
        yield from (expression for effect in event.effects for expression in read_by(effect))
    for law in (*program.laws, *program.moment_laws):
        yield law.condition
        yield from (expression for effect in law.effects for expression in read_by(effect))
    yield from program.utilities
    yield program.author
    yield from (ending.condition for ending in program.endings)


def read_by(effect: GroundEffect) -> Iterator[GroundExpression]:
    """The expressions of an effect."""
    if effect.guard is not None:
        yield effect.guard
    yield effect.value


def clock_matters(program: Program) -> bool:
    """Whether anything reads the clock; if not, it need not be kept in states."""
    return any(fluent == program.clock for expression in expressions(program) for _, fluent in reads(expression))
