# SPDX-License-Identifier: Apache-2.0
"""Reads an event, a condition, effects or any expression against a finished world: for manuscripts, and for questions.

Each function takes a source and the span in it that is to be read, and gives what was read, or None, and what is
wrong. Here conditions may speak of the reader; `phrases.py` has the same for texts that stand by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from fabula.diagnostics import Diagnostic, Severity, Source, Span
from fabula.language import syntax
from fabula.language.effects import lower_statements
from fabula.language.kinds import Broken, One
from fabula.language.lowering import condition, lower
from fabula.language.names import NO_VARIABLES, fits, names_of, scope_of, signature
from fabula.language.parser import parse_call, parse_expression, parse_statements
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.reading import report_wrong_argument
from fabula.language.work import Typed, Work
from fabula.model.answers import EventCall
from fabula.model.expression import Effect, Expression
from fabula.model.world import Event, Parameter, World

Problems = tuple[Diagnostic, ...]

_MOST_REORDERED = 5


def read_condition(source: Source, span: Span, world: World) -> tuple[Expression | None, Problems]:
    """The condition that stands at the span."""
    tree, said = parse_expression(source, span)
    work = _work(source, world, said)
    lowered = None if tree is None else condition(tree, NO_VARIABLES, work)
    return (None if _failed(work) else lowered), tuple(work.problems)


def read_expression(
    source: Source, span: Span, world: World, parameters: Sequence[Parameter] = ()
) -> tuple[Expression | None, Problems]:
    """The expression that stands at the span, whatever its kind; names of the parameters become variables."""
    tree, said = parse_expression(source, span)
    work = _work(source, world, said)
    lowered = None if tree is None else lower(tree, scope_of(parameters), work).expression
    return (None if _failed(work) else lowered), tuple(work.problems)


def read_effects(source: Source, span: Span, world: World) -> tuple[tuple[Effect, ...] | None, Problems]:
    """The effects that stand at the span."""
    trees, said = parse_statements(source, span)
    work = _work(source, world, said)
    work.reader_told = True
    effects = lower_statements(trees, NO_VARIABLES, work)
    return (None if _failed(work) else effects), tuple(work.problems)


def read_event(source: Source, span: Span, world: World) -> tuple[EventCall | None, Problems]:
    """The event that is named at the span, with its arguments."""
    tree, said = parse_call(source, span)
    work = _work(source, world, said)
    if tree is None:
        return None, tuple(work.problems)
    arguments = [lower(part, NO_VARIABLES, work) for part in tree.arguments]
    event = _find_event(tree, arguments, world, work)
    if event is None or _failed(work):
        return None, tuple(work.problems)
    things = tuple(argument.type.thing for argument in arguments if isinstance(argument.type, One))
    return EventCall(event.name, things), tuple(work.problems)


def _work(source: Source, world: World, said: Sequence[Diagnostic]) -> Work:
    """What lowering needs, for one piece."""
    return Work(names_of(world), {source.name: source}, list(said), reader=True)


def _failed(work: Work) -> bool:
    """Whether something is wrong."""
    return any(problem.severity is Severity.ERROR for problem in work.problems)


def _find_event(tree: syntax.Call, arguments: Sequence[Typed], world: World, work: Work) -> Event | None:
    """The event form that takes the arguments; None if none does, which is reported."""
    name = tree.name.text
    ways = [event for event in world.events if event.name == name]
    if not ways:
        work.say(
            name_problems.unknown_event(name, tree.name.span, work.candidates(event.name for event in world.events))
        )
        return None
    counted = [way for way in ways if len(way.parameters) == len(arguments)]
    if not counted:
        declared = [(signature(way), len(way.parameters), way.span) for way in ways]
        work.say(name_problems.wrong_argument_count(name, tree.span, len(arguments), declared, "event"))
        return None
    for way in counted:
        if all(fits(work.names.kinds, p, a.type) for p, a in zip(way.parameters, arguments, strict=True)):
            return _named(way, tree, arguments, work)
    if any(isinstance(argument.type, Broken) for argument in arguments):
        return None
    for way in counted:
        order = _fitting_order(way, arguments, work)
        if order is not None:
            meant = f"{name}({', '.join(work.shown(tree.arguments[place].span) for place in order)})"
            work.say(name_problems.wrong_order(name, tree.span, meant, signature(way), way.span))
            return None
    for parameter, argument, part in zip(counted[0].parameters, arguments, tree.arguments, strict=True):
        if not fits(work.names.kinds, parameter, argument.type):
            report_wrong_argument(parameter, argument, part.span, counted[0].span, work)
    return None


def _fitting_order(event: Event, arguments: Sequence[Typed], work: Work) -> tuple[int, ...] | None:
    """The order in which the arguments fit the event; None if none does, or if there are too many to try."""
    if len(arguments) > _MOST_REORDERED:
        return None
    for order in permutations(range(len(arguments))):
        pairs = zip(event.parameters, order, strict=True)
        if all(fits(work.names.kinds, parameter, arguments[place].type) for parameter, place in pairs):
            return order
    return None


def _named(event: Event, tree: syntax.Call, arguments: Sequence[Typed], work: Work) -> Event | None:
    """The event, if each argument is the name of a thing; what is worked out or was reported is not."""
    fine = True
    for argument, part in zip(arguments, tree.arguments, strict=True):
        if isinstance(argument.type, One):
            continue
        fine = False
        if not isinstance(argument.type, Broken):
            work.say(kind_problems.not_a_name(part.span))
    return event if fine else None
