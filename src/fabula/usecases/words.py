# SPDX-License-Identifier: Apache-2.0
"""Conditions, facts and values in words, as a part of a sentence: “the lamp is lit”, “Ash believes that …”.

A fact with a text is said with it; one without is said as it is written in the world, `lit(lamp)`, so that an author
recognises it. Nothing here knows anybody's gender, tense or number: sentences are put together from whole clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fabula.model.expression import Comparator
from fabula.model.ground import (
    All,
    Believed,
    Comparison,
    Constant,
    Doubted,
    Fluent,
    GroundExpression,
    Named,
    Program,
    Read,
    Some,
)
from fabula.model.values import NONE, UNKNOWN, Value, show_value
from fabula.model.world import Fact, OfKind, Parameter, Thing, World, YesNo
from fabula.usecases.templates import Hole, fill_clause, split_template
from fabula.usecases.wording import show_expression

_OPPOSITE = {
    Comparator.EQUAL: Comparator.DIFFERENT,
    Comparator.DIFFERENT: Comparator.EQUAL,
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.MORE,
}


def words(program: Program, condition: GroundExpression) -> str:
    """The condition as a clause: `the lamp is lit and Wren believes that Ash is in the hall`."""
    match condition:
        case Believed(person, body):
            return f"{_person(program, person)} believes that {words(program, body)}"
        case Doubted(person, body):
            return f"{_person(program, person)} does not believe that {words(program, body)}"
        case All(parts):
            return _listed(program, parts, "and")
        case Some(parts):
            return _listed(program, parts, "or")
        case Comparison():
            return _comparison(program, condition)
        case Named(name):
            return definition_words(program, name)
        case _:
            return show_expression(program, condition)


def denial(program: Program, condition: GroundExpression) -> str:
    """The clause that says that the condition does not hold."""
    match condition:
        case All(parts) | Some(parts) if len(_matters(parts, isinstance(condition, All))) == 1:
            return denial(program, _matters(parts, isinstance(condition, All))[0])
        case Comparison(comparator, left, right, span):
            if _yes_no(program, left) and isinstance(right, Constant) and isinstance(right.value, bool):
                opposite = Comparison(comparator, left, Constant(not right.value, right.span), span)
            else:
                opposite = Comparison(_OPPOSITE[comparator], left, right, span)
            return words(program, opposite)
        case Believed(person, body, span):
            return words(program, Doubted(person, body, span))
        case Doubted(person, body, span):
            return words(program, Believed(person, body, span))
        case Named(name):
            said = definition_words(program, name)
            return f"not {name}" if said == name else negated(said, (shown.shown for shown in program.world.things))
        case _:
            return f"it is not so that {words(program, condition)}"


def fact_words(program: Program, fluent: Fluent, value: Value) -> str:
    """That the fact has the value: `Wren keeps the lamp`, where the fact has no text `keeper(lamp) = Wren`."""
    fact = fact_of(program.world, fluent)
    template = None if fact is None else fact.text
    nobody = value is NONE and isinstance(fluent.type, OfKind) and _people_only(program.world, fluent.type.kind)
    if fact is None or template is None or (value is NONE and not nobody):
        return _plain(fluent, value)
    holes = _holes(program.world, fact.parameters, fluent.arguments)
    holes["value"] = "nobody" if nobody else shown_value(program.world, value)
    if value is UNKNOWN:
        holes["value"] = f"an unknown {fluent.type.kind if isinstance(fluent.type, OfKind) else 'number'}"
    clause = _filled(program.world, template, holes)
    if clause is None:
        return _plain(fluent, value)
    if value is UNKNOWN and isinstance(fluent.type, YesNo):
        return f"it is unknown whether {clause}"
    return negated(clause, holes.values()) if value is False else clause


def negated(clause: str, names: Iterable[str] = ()) -> str:
    """The contrary of a clause: `Ash is not alive`; where no simple `is` or `are` follows who it is about, in full.

    Only a clause that begins with a name, or with an article and a word or two, is taken apart, so that a `not` never
    lands in the wrong half of it.
    """
    for name in names:
        found = re.match(rf"(?:the |an? )?{re.escape(name)} (?:is|are) (?!not\b)", clause)
        if found is not None:
            return f"{found[0]}not {clause[found.end() :]}"
    found = re.match(r"(?:the|an?) \w+ (?:\w+ )?(?:is|are) (?!not\b)", clause)
    return f"it is not so that {clause}" if found is None else f"{found[0]}not {clause[found.end() :]}"


def definition_words(program: Program, name: str) -> str:
    """What a definition says of its arguments: by its text if it has one, else its `name`, `strong(Spike)`."""
    called, _, inside = name.partition("(")
    arguments = tuple(part.strip() for part in inside.rstrip(")").split(",") if part.strip())
    for definition in program.world.definitions:
        if definition.name == called and definition.text is not None and len(definition.parameters) == len(arguments):
            pairs = zip(definition.parameters, arguments, strict=True)
            if all(_fits(program.world, parameter, argument) for parameter, argument in pairs):
                holes = _holes(program.world, definition.parameters, arguments)
                return _filled(program.world, definition.text, holes) or name
    return name


def _holes(world: World, parameters: tuple[Parameter, ...], arguments: tuple[str, ...]) -> dict[str, str]:
    """What fills the holes of a text: the arguments by the parameters' names, and by their numbers from 1."""
    holes = {str(number): shown_name(world, argument) for number, argument in enumerate(arguments, start=1)}
    return holes | {name: shown_name(world, argument) for name, argument in bindings(parameters, arguments).items()}


def _filled(world: World, template: str, holes: dict[str, str]) -> str | None:
    """The text as a clause; None where it asks for more than these holes."""
    asked = [piece.expression for piece in split_template(template) if isinstance(piece, Hole)]
    names = (shown.shown for shown in world.things)
    return fill_clause(template, holes.__getitem__, names) if all(hole in holes for hole in asked) else None


def fact_of(world: World, fluent: Fluent) -> Fact | None:
    """The declared fact that a ground fact belongs to."""
    for fact in world.facts:
        if fact.name == fluent.name and len(fact.parameters) == len(fluent.arguments):
            pairs = zip(fact.parameters, fluent.arguments, strict=True)
            if all(_fits(world, parameter, argument) for parameter, argument in pairs):
                return fact
    return None


def bindings(parameters: tuple[Parameter, ...], arguments: tuple[str, ...]) -> dict[str, str]:
    """The thing that each parameter stands for, by the parameter's name."""
    return {parameter.name: argument for parameter, argument in zip(parameters, arguments, strict=True)}


def thing(world: World, name: str) -> Thing | None:
    """The thing of that name."""
    return next((thing for thing in world.things if thing.name == name), None)


def shown_name(world: World, name: str) -> str:
    """A thing's or a person's name in prose."""
    found = thing(world, name)
    return name if found is None else found.shown


def shown_value(world: World, value: Value) -> str:
    """A value in prose: a thing by its name in prose, else as it is written."""
    return shown_name(world, value) if isinstance(value, str) else show_value(value)


def _people_only(world: World, kind: str) -> bool:
    things = world.things_of(kind)
    return kind == "person" or (bool(things) and all("person" in one.kinds for one in things))


def _fits(world: World, parameter: Parameter, argument: str) -> bool:
    if parameter.constant is not None:
        return parameter.constant == argument
    found = thing(world, argument)
    return found is not None and parameter.kind in found.kinds


def _plain(fluent: Fluent, value: Value) -> str:
    if value is True:
        return str(fluent)
    if value is False:
        return f"not {fluent}"
    return f"{fluent} = {show_value(value)}"


def _comparison(program: Program, comparison: Comparison) -> str:
    """A fact compared with a value is said as the fact; anything else as it is written."""
    match comparison:
        case Comparison(Comparator.EQUAL, Read(fluent), Constant(value)):
            return fact_words(program, program.fluents[fluent], value)
        case Comparison(Comparator.DIFFERENT, Read(fluent), Constant(bool() as value)):
            return fact_words(program, program.fluents[fluent], not value)
        case _:
            return show_expression(program, comparison)


def _matters(parts: tuple[GroundExpression, ...], neutral: bool) -> list[GroundExpression]:
    """The parts without those that always hold (of `and`) or never hold (of `or`)."""
    return [part for part in parts if not (isinstance(part, Constant) and part.value is neutral)]


def _listed(program: Program, parts: tuple[GroundExpression, ...], joint: str) -> str:
    matters = _matters(parts, joint == "and")
    if not matters:
        return "yes" if joint == "and" else "no"
    if len(matters) == 1:
        return words(program, matters[0])
    said = [f"({words(program, part)})" if isinstance(part, All | Some) else words(program, part) for part in matters]
    return f"{', '.join(said[:-1])} {joint} {said[-1]}"


def _yes_no(program: Program, expression: GroundExpression) -> bool:
    return isinstance(expression, Read) and isinstance(program.fluents[expression.fluent].type, YesNo)


def _person(program: Program, person: int) -> str:
    return shown_name(program.world, program.people[person])
