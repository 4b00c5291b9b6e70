# SPDX-License-Identifier: Apache-2.0
"""Why a condition does not hold (or why it does): the parts of it that decide, each in a sentence with its values.

Of a conjunction every failing part is named; of a disjunction none holds, so all of it; inside a definition and inside
a mind the search goes on. Each part carries what it reads, so that `check_history` can say since when.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.engine.port import Engine
from fabula.model.expression import Comparator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundExpression,
    Named,
    Read,
    Some,
)
from fabula.model.values import UNKNOWN, Value, show_value
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import Path, mind
from fabula.usecases.wording import show_expression, show_person, show_side

Reads: TypeAlias = tuple[tuple[Path, int], ...]
"""Fluents, each in the mind in which it is read."""

_SHOWN_ALTERNATIVES = 3

_MUST_BE = {
    Comparator.LESS: "less than",
    Comparator.AT_MOST: "at most",
    Comparator.MORE: "more than",
    Comparator.AT_LEAST: "at least",
}

_MIRRORED = {
    Comparator.LESS: Comparator.MORE,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.MORE: Comparator.LESS,
    Comparator.AT_LEAST: Comparator.AT_MOST,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition that makes it fail (or hold). `span` is where its author wrote it."""

    sentence: str
    reads: Reads
    span: Span


def failing_parts(engine: Engine, state: int, condition: GroundExpression, path: Path = ()) -> tuple[Part, ...]:
    """The parts that keep the condition from holding in the mind at the end of the path; nothing if it holds."""
    holds = _truth(engine, state, condition, path)
    if holds is None:
        return (Part("a number is divided by zero here", reads_of(condition, path), condition.span),)
    if holds:
        return ()
    match condition:
        case All(parts):
            return tuple(part for each in parts for part in failing_parts(engine, state, each, path))
        case Some(parts):
            return _none_of(engine, state, parts, condition.span, path)
        case Believed(person, body):
            return failing_parts(engine, state, body, (*path, person))
        case Named(name, body):
            inner = _inside_definition(failing_parts(engine, state, body, path), name)
            return _denied(inner, condition.span) if name.startswith("not ") else inner
        case Choice(asked, then, otherwise):
            chosen = then if engine.holds(mind(engine, state, path), asked) else otherwise
            inner = failing_parts(engine, state, chosen, path)
            reads = reads_of(asked, path)
            return tuple(Part(part.sentence, (*part.reads, *reads), part.span) for part in inner)
        case Doubted(person, body):
            return _denied(holding_parts(engine, state, body, (*path, person)), condition.span)
        case Comparison():
            return (_failing_comparison(engine, state, condition, path),)
        case _:
            return (Part("this can never hold", (), condition.span),)


def holding_parts(engine: Engine, state: int, condition: GroundExpression, path: Path = ()) -> tuple[Part, ...]:
    """The parts that make the condition hold in the mind at the end of the path, without those that always hold."""
    if not _truth(engine, state, condition, path):
        return ()
    match condition:
        case All(parts):
            return tuple(part for each in parts for part in holding_parts(engine, state, each, path))
        case Some(parts):
            return next((found for each in parts if (found := holding_parts(engine, state, each, path))), ())
        case Believed(person, body):
            return holding_parts(engine, state, body, (*path, person))
        case Named(_, body):
            return holding_parts(engine, state, body, path)
        case Choice(asked, then, otherwise):
            chosen = then if engine.holds(mind(engine, state, path), asked) else otherwise
            return holding_parts(engine, state, chosen, path)
        case Doubted(person, body):
            return failing_parts(engine, state, body, (*path, person))
        case Comparison(_, Constant(), Constant()):
            return ()
        case Comparison():
            return (_holding_comparison(engine, state, condition, path),)
        case _:
            return ()


def _denied(parts: tuple[Part, ...], span: Span) -> tuple[Part, ...]:
    """What makes the contrary of a denial hold. If it is one thing, its place is the denial: that is what fails."""
    return tuple(replace(part, span=span) for part in parts) if len(parts) == 1 else parts


def _truth(engine: Engine, state: int, condition: GroundExpression, path: Path) -> bool | None:
    """Whether the condition holds in the mind at the end of the path; None where it divides by zero.

    A conjunction is not read beyond its first failing part, so that what comes after may do so unnoticed till now.
    """
    try:
        return engine.holds(mind(engine, state, path), condition)
    except EngineError:
        return None


def reads_of(expression: GroundExpression, path: Path) -> Reads:
    """Every fluent that the expression reads, each in the mind in which it is read."""
    match expression:
        case Read(fluent):
            return ((path, fluent),)
        case Believed(person, body) | Doubted(person, body):
            return reads_of(body, (*path, person))
        case All(parts) | Some(parts):
            return _together(parts, path)
        case Comparison(_, left, right) | Calculation(_, left, right):
            return _together((left, right), path)
        case Choice(condition, then, otherwise):
            return _together((condition, then, otherwise), path)
        case Named(_, body):
            return reads_of(body, path)
        case Constant():
            return ()


def _together(parts: tuple[GroundExpression, ...], path: Path) -> Reads:
    """What all the parts read, each once."""
    return tuple(dict.fromkeys(read for part in parts for read in reads_of(part, path)))


def _minds(engine: Engine, path: Path) -> str:
    """`Ash believes that Wren believes that `, or nothing for what is really so."""
    return "".join(f"{show_person(engine.program, person)} believes that " for person in path)


def _inside_definition(parts: tuple[Part, ...], name: str) -> tuple[Part, ...]:
    """The parts that fail inside a definition, with its name; of definitions in definitions the innermost is named."""
    said = f"(so `{name.removeprefix('not ')}`)" if name.startswith("not ") else f"(so not `{name}`)"
    return tuple(
        part if part.sentence.endswith("`)") else Part(f"{part.sentence} {said}", part.reads, part.span)
        for part in parts
    )


def _none_of(
    engine: Engine, state: int, parts: tuple[GroundExpression, ...], span: Span, path: Path
) -> tuple[Part, ...]:
    """A disjunction of which no part holds: why each does not, or (where that would be long) what they are."""
    way = _way_taken(engine, state, parts, path)
    if way is not None:
        return way
    parts = tuple(part for part in parts if reads_of(part, path)) or parts[:1]
    if not parts:
        return (Part("there is nobody and nothing of which this could hold", (), span),)
    reasons = [failing_parts(engine, state, part, path) for part in parts[: _SHOWN_ALTERNATIVES + 1]]
    if len(parts) <= _SHOWN_ALTERNATIVES and all(len(reason) == 1 for reason in reasons):
        alone = reasons[0][0].span if len(parts) == 1 else span
        sentence = "; ".join(dict.fromkeys(reason[0].sentence for reason in reasons))
        return (Part(sentence, tuple(dict.fromkeys(read for (part,) in reasons for read in part.reads)), alone),)
    if len(parts) == 1:
        return reasons[0]
    shown = [f"`{show_expression(engine.program, part)}`" for part in parts[:_SHOWN_ALTERNATIVES]]
    if len(parts) > _SHOWN_ALTERNATIVES:
        shown.append(f"{len(parts) - _SHOWN_ALTERNATIVES} more")
    believer = _minds(engine, path)
    verb = "neither of these holds" if len(parts) == 2 else "none of these holds"
    return (Part(f"{believer}{verb}: {', '.join(shown)}", _together(parts, path), span),)


def _way_taken(engine: Engine, state: int, parts: tuple[GroundExpression, ...], path: Path) -> tuple[Part, ...] | None:
    """Where the parts go through the values of one fluent (`at(keeper(lamp)) = hall`): what fails of its value."""
    tests = [_first_test(part) for part in parts]
    fluents = {test.left.fluent for test in tests if test is not None and isinstance(test.left, Read)}
    if len(fluents) != 1 or None in tests:
        return None
    here = mind(engine, state, path)
    for part, test in zip(parts, tests, strict=True):
        if test is not None and engine.holds(here, test):
            inner = failing_parts(engine, state, part, path)
            if not any(each.reads for each in inner):
                break
            return tuple(Part(each.sentence, (*each.reads, *reads_of(test, path)), each.span) for each in inner)
    (fluent,) = fluents
    value = show_value(engine.values(here)[fluent])
    sentence = f"{_minds(engine, path)}`{engine.program.fluents[fluent]}` is {value}"
    return (Part(sentence, ((path, fluent),), parts[0].span),)


def _first_test(part: GroundExpression) -> Comparison | None:
    """The equality of a fluent with a value that a way begins with."""
    if isinstance(part, All) and part.parts:
        part = part.parts[0]
    if isinstance(part, Comparison) and part.comparator is Comparator.EQUAL:
        thing = isinstance(part.right, Constant) and not isinstance(part.right.value, bool)
        return part if thing and isinstance(part.left, Read) else None
    return None


def _failing_comparison(engine: Engine, state: int, comparison: Comparison, path: Path) -> Part:
    """A comparison that fails: the value that is there, and the one that had to be."""
    here = mind(engine, state, path)
    left, right = comparison.left, comparison.right
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Part(f"`{show_expression(engine.program, comparison)}` can never hold", (), comparison.span)
    comparator = comparison.comparator
    if isinstance(left, Constant):
        left, right, comparator = right, left, _MIRRORED.get(comparator, comparator)
    said = _Said(
        show_side(engine.program, left),
        engine.value(here, left),
        show_side(engine.program, right),
        engine.value(here, right),
        isinstance(right, Constant),
    )
    reads = reads_of(comparison, path)
    if path and said.left_value is UNKNOWN and comparator is not Comparator.DIFFERENT:
        who = show_person(engine.program, path[-1])
        whether = " whether" if isinstance(said.right_value, bool) else ""
        wanted = "" if whether else f", which must be {_wanted(comparator, said)}"
        sentence = f"{_minds(engine, path[:-1])}{who} does not know{whether} {said.left}{wanted}"
        return Part(sentence, reads, comparison.span)
    return Part(_minds(engine, path) + _failing_words(comparator, said), reads, comparison.span)


@dataclass(frozen=True, slots=True)
class _Said:
    """Both sides of a comparison, as text and as values; `fixed`: the right side is written down as a value."""

    left: str
    left_value: Value
    right: str
    right_value: Value
    fixed: bool


def _wanted(comparator: Comparator, said: _Said) -> str:
    """What the left side had to be: "at least 5", "Wren", "`at(Wren)`, which is hall"."""
    right = show_value(said.right_value) if said.fixed else f"{said.right}, which is {show_value(said.right_value)}"
    must = _MUST_BE.get(comparator)
    return f"{must} {right}" if must else right


def _failing_words(comparator: Comparator, said: _Said) -> str:
    """The clause for a comparison that fails."""
    value = show_value(said.left_value)
    match comparator:
        case Comparator.EQUAL if said.fixed and isinstance(said.right_value, bool):
            return f"{said.left} is {value}"
        case Comparator.EQUAL if said.fixed:
            return f"{said.left} is {value}, not {show_value(said.right_value)}"
        case Comparator.EQUAL:
            return f"{said.left} is {value}, but {said.right} is {show_value(said.right_value)}"
        case Comparator.DIFFERENT if said.fixed:
            return f"{said.left} is {value}, and must not be"
        case Comparator.DIFFERENT:
            return f"{said.left} and {said.right} are both {value}"
        case _:
            return f"{said.left} is {value}, and must be {_wanted(comparator, said)}"


def _holding_comparison(engine: Engine, state: int, comparison: Comparison, path: Path) -> Part:
    """A comparison that holds: the value that is there."""
    here = mind(engine, state, path)
    clauses = [
        f"{show_side(engine.program, side)} is {show_value(engine.value(here, side))}"
        for side in (comparison.left, comparison.right)
        if not isinstance(side, Constant)
    ]
    sentence = _minds(engine, path) + " and ".join(clauses)
    return Part(sentence, reads_of(comparison, path), comparison.span)
