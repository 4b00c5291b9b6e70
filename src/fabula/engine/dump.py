# SPDX-License-Identifier: Apache-2.0
"""A program as text, for people and for golden files: the same program always gives the same text.

Fluents, people and events are shown by their names, expressions fully bracketed and close to the language.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundEffect,
    GroundEvent,
    GroundExpression,
    GroundLaw,
    Named,
    Program,
    Read,
    Some,
)
from fabula.model.values import show_value


def dump(program: Program) -> str:
    """The whole program, part by part, each line ended."""
    return "".join(line + "\n" for line in _lines(program))


def show(program: Program, expression: GroundExpression) -> str:
    """An expression in one line."""
    match expression:
        case Constant(value):
            return show_value(value)
        case Read(fluent):
            return str(program.fluents[fluent])
        case Believed(person, body):
            return f"({program.people[person]} believes {show(program, body)})"
        case Doubted(person, body):
            return f"(not {program.people[person]} believes {show(program, body)})"
        case All(parts):
            return f"({' and '.join(show(program, part) for part in parts)})"
        case Some(parts):
            return f"({' or '.join(show(program, part) for part in parts)})"
        case Comparison(comparator, left, right):
            return f"{_side(program, left)} {comparator} {_side(program, right)}"
        case Calculation(operator, left, right):
            return f"({show(program, left)} {operator} {show(program, right)})"
        case Choice(condition, then, otherwise):
            return f"({show(program, then)} if {show(program, condition)} else {show(program, otherwise)})"
        case Named(name, body):
            return f"{{{name}: {show(program, body)}}}"


def _side(program: Program, expression: GroundExpression) -> str:
    shown = show(program, expression)
    return f"({shown})" if isinstance(expression, Comparison) else shown


def _lines(program: Program) -> Iterator[str]:
    yield f"people: {', '.join(program.people)}"
    yield "start:"
    for fluent, value in zip(program.fluents, program.start_values, strict=True):
        yield f"    {fluent} = {show_value(value)}"
    for path, number, value in program.start_beliefs:
        yield f"    {_minds(program, path)}{program.fluents[number]} = {show_value(value)}"
    for event in program.events:
        yield from _event(program, event)
    for law in program.laws:
        yield from _law(program, law, "law")
    for law in program.moment_laws:
        yield from _law(program, law, "each moment")
    for name, utility in zip(program.people, program.utilities, strict=True):
        yield f"wants {name}: {show(program, utility)}"
    yield f"wants author: {show(program, program.author)}"
    for ending in program.endings:
        yield f"ending {ending.form.name}: {show(program, ending.condition)}"
    if program.clock is not None and program.wait is not None:
        yield f"clock: {program.fluents[program.clock]}, {program.events[program.wait]}"


def _event(program: Program, event: GroundEvent) -> Iterator[str]:
    yield f"event {event}:"
    yield f"    when: {show(program, event.condition)}"
    yield from _effects(program, event.effects)
    if event.willing:
        yield f"    by: {', '.join(program.people[person] for person in event.willing)}"
    for person, impulse in event.impulses:
        yield f"    impulse of {program.people[person]}: {show(program, impulse)}"
    for name, seen in zip(program.people, event.observers, strict=True):
        yield f"    seen by {name}: {show(program, seen)}"
    if event.takes != 1:
        yield f"    takes: {event.takes}"


def _law(program: Program, law: GroundLaw, what: str) -> Iterator[str]:
    yield f"{what} {law}:" if law.changes_facts else f"{what} {law} of beliefs alone:"
    yield f"    when: {show(program, law.condition)}"
    yield from _effects(program, law.effects)


def _effects(program: Program, effects: tuple[GroundEffect, ...]) -> Iterator[str]:
    for effect in effects:
        guard = "" if effect.guard is None else f" if {show(program, effect.guard)}"
        sign = "+=" if effect.increase else "="
        target = f"{_minds(program, effect.path)}{program.fluents[effect.fluent]}"
        yield f"    then: {target} {sign} {show(program, effect.value)}{guard}"


def _minds(program: Program, path: tuple[int, ...]) -> str:
    return "".join(f"{program.people[person]} believes " for person in path)
