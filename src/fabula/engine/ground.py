# SPDX-License-Identifier: Apache-2.0
"""World to Program: every variable replaced, everything numbered, what never changes folded away.

`ground` is the whole work (its parts are in `ground_program.py`); the rest grounds what is asked later about the same
world (an expectation, a counterfactual's effects, a template's expressions) or finds an event by its name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Label, Severity, Span
from fabula.engine.ground_effects import Contradiction, ground_all_effects
from fabula.engine.ground_expressions import Bindings, Grounder
from fabula.engine.ground_folding import Builder
from fabula.engine.ground_program import Grounding, completed, constants_of, ground_event
from fabula.engine.ground_reading import domain, effect_expressions
from fabula.engine.ground_weight import Scales, TooMuchError
from fabula.model.expression import Effect, Expression
from fabula.model.ground import GroundEffect, GroundEvent, GroundExpression, Program
from fabula.model.values import Value
from fabula.model.world import Event, World
from fabula.semantics.errors import DivisionByZero

Numbers: TypeAlias = dict[tuple[str, tuple[Value, ...]], int]
"""The number of each fluent, by the fact's name and arguments."""


def ground(world: World, limit: int = 200_000) -> Program | tuple[Diagnostic, ...]:
    """The world as a program, or why it cannot be one: it is too large, or its start divides by zero."""
    try:
        return Grounding(completed(world), limit).program(world)
    except TooMuchError as problem:
        return (problem.diagnostic,)
    except DivisionByZero as problem:
        return (_division(problem.span),)


def ground_condition(
    program: Program, expression: Expression, bindings: Bindings | None = None, fold: bool = False
) -> GroundExpression:
    """A condition over the program's fluents. Without `fold` each part is kept, what never changes too.

    Like the functions below it raises `TooMuchError`, an `EngineError`, for what is too much to be spelled out.
    """
    return _grounder(program, fold, (expression,)).condition(expression, bindings or {})


def ground_value(program: Program, expression: Expression, bindings: Bindings | None = None) -> GroundExpression:
    """The value of any expression, such as one in a template; `bindings` are a form's parameters and arguments."""
    return _grounder(program, False, (expression,)).value(expression, bindings or {})


def ground_effects(
    program: Program, effects: tuple[Effect, ...], bindings: Bindings | None = None
) -> tuple[GroundEffect, ...]:
    """Effects over the program's fluents."""
    grounder = _grounder(program, True, tuple(effect_expressions(effects)))
    return ground_all_effects(grounder, effects, bindings or {})[0]


def find_event(program: Program, name: str, arguments: tuple[str, ...]) -> int | None:
    """The number of an event; None if there is none, or if it can never happen (`ground_one` then says why)."""
    for number, event in enumerate(program.events):
        if event.name == name and event.arguments == arguments:
            return number
    return None


def event_form(world: World, name: str, arguments: tuple[str, ...]) -> Event | None:
    """The event form of that name which takes these arguments."""
    for form in completed(world).events:
        if form.name == name and len(form.parameters) == len(arguments):
            pairs = zip(form.parameters, arguments, strict=True)
            if all(argument in domain(world, parameter) for parameter, argument in pairs):
                return form
    return None


def ground_one(program: Program, name: str, arguments: tuple[str, ...]) -> GroundEvent | None:
    """One event with every part of its condition kept, also one that can never happen; None if no form fits.

    Its effects may contradict each other: see `contradiction`.
    """
    form = event_form(program.world, name, arguments)
    return None if form is None else ground_event(_grounder(program, False), form, arguments)[0]


def contradiction(program: Program, name: str, arguments: tuple[str, ...]) -> Contradiction | None:
    """The two unconditional effects of an event that contradict each other, so that it does not exist."""
    form = event_form(program.world, name, arguments)
    return None if form is None else ground_event(_grounder(program, True), form, arguments)[1]


class _Same:
    """A program that equals itself alone: comparing two as they are would take longer than what is remembered."""

    __slots__ = ("program",)

    def __init__(self, program: Program) -> None:
        self.program = program

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.program is self.program

    def __hash__(self) -> int:
        return id(self.program)


@lru_cache(maxsize=4)
def _tables(same: _Same, fold: bool) -> tuple[World, dict[str, int], Numbers, dict[int, Value]]:
    """What a grounder of a program's expressions looks things up in; remembered for the last programs asked about."""
    program = same.program
    world = completed(program.world)
    people = {name: number for number, name in enumerate(program.people)}
    numbers: Numbers = {(fluent.name, fluent.arguments): number for number, fluent in enumerate(program.fluents)}
    stated = {(path, fluent): value for path, fluent, value in program.start_beliefs}
    constants = constants_of(world, program.fluents, program.start_values, stated) if fold else {}
    return world, people, numbers, constants


def _grounder(program: Program, fold: bool, expressions: tuple[Expression, ...] = ()) -> Grounder:
    world, people, numbers, constants = _tables(_Same(program), fold)
    grounder = Grounder(world, people, numbers, constants, Builder(fold))
    scales = Scales(lambda kind: len(grounder.things_of(kind)))
    for expression in expressions:
        scales.weigh(expression)
    return grounder


def _division(span: Span) -> Diagnostic:
    return Diagnostic(
        code="division-by-zero",
        severity=Severity.ERROR,
        title="The start divides by zero.",
        primary=Label(span, "the right side is zero here"),
        help="Statements are read from the top: give the divisor its value before it is used.",
    )
