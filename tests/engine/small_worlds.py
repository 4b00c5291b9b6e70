# SPDX-License-Identifier: Apache-2.0
"""Worlds put together in Python, for tests that want no front end."""

from __future__ import annotations

from fabula.diagnostics import NOWHERE
from fabula.engine.ground import ground
from fabula.model.expression import (
    And,
    Assign,
    Believes,
    Binder,
    Comparator,
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
    Quantifier,
    Variable,
)
from fabula.model.ground import Program
from fabula.model.values import Nothing, Value
from fabula.model.world import (
    Definition,
    Ending,
    Event,
    Fact,
    FactType,
    Kind,
    Law,
    LawOrigin,
    Number,
    OfKind,
    Parameter,
    Sight,
    Thing,
    Wants,
    Willing,
    World,
    YesNo,
)

TRUE = And((), NOWHERE)


def parameters(text: str) -> tuple[Parameter, ...]:
    """Parameters written `p: person, lamp=thing` (the second is a constant)."""
    made: list[Parameter] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        if "=" in part:
            name, kind = part.split("=")
            made.append(Parameter(name, kind, name, NOWHERE))
        else:
            name, kind = (word.strip() for word in part.split(":"))
            made.append(Parameter(name, kind, None, NOWHERE))
    return tuple(made)


def fact(name: str, takes: str = "", kind: str = "yes/no") -> Fact:
    type_: FactType = YesNo() if kind == "yes/no" else Number() if kind == "number" else OfKind(kind)
    return Fact(name, parameters(takes), type_, None, NOWHERE)


def var(name: str) -> Variable:
    return Variable(name, NOWHERE)


def lit(value: Value) -> Literal:
    return Literal(value, NOWHERE)


def term(value: Expression | Value) -> Expression:
    """An expression; a word in lower case of at most two letters is a variable, other values are themselves."""
    match value:
        case str():
            return var(value) if len(value) <= 2 and value.islower() else lit(value)
        case bool() | float() | int() | Nothing():
            return lit(value)
        case _:
            return value


def read(which: Fact, *arguments: Expression | str) -> FactRead:
    return FactRead(which, tuple(term(argument) for argument in arguments), NOWHERE)


def named(which: Definition, *arguments: Expression | str) -> DefinitionRead:
    return DefinitionRead(which, tuple(term(argument) for argument in arguments), NOWHERE)


def compare(left: Expression | str, sign: str, right: Expression | Value) -> Compare:
    return Compare(Comparator(sign), term(left), term(right), NOWHERE)


def both(*parts: Expression) -> And:
    return And(parts, NOWHERE)


def either(*parts: Expression) -> Or:
    return Or(parts, NOWHERE)


def no(body: Expression) -> Not:
    return Not(body, NOWHERE)


def believes(person: Expression | str, body: Expression) -> Believes:
    return Believes(term(person), body, NOWHERE)


def is_a(thing: Expression | str, kind: str) -> KindTest:
    return KindTest(term(thing), kind, NOWHERE)


def binders(text: str) -> tuple[Binder, ...]:
    return tuple(Binder(p.name, p.kind, NOWHERE) for p in parameters(text))


def quantified(quantifier: str, over: str, body: Expression, where: Expression = TRUE) -> Quantified:
    return Quantified(Quantifier(quantifier), binders(over), where, body, NOWHERE)


def put(
    target: FactRead, value: Expression | Value = True, *believers: Expression | str, increase: bool = False
) -> Assign:
    return Assign(tuple(term(person) for person in believers), target, term(value), increase, NOWHERE)


def if_(condition: Expression, *then: Effect, otherwise: tuple[Effect, ...] = ()) -> Conditional:
    return Conditional(condition, then, otherwise, NOWHERE)


def for_every(over: str, *effects: Effect, where: Expression = TRUE) -> ForEvery:
    return ForEvery(binders(over), where, effects, NOWHERE)


def event(
    name: str,
    takes: str = "",
    when: Expression = TRUE,
    then: tuple[Effect, ...] = (),
    by: tuple[str, ...] = (),
    seen_by: Expression | None = None,
    impulse: Expression | None = None,
) -> Event:
    """An event; `seen_by` is over the variable `q`, `impulse` is that of whoever is named first in `by`."""
    willing = tuple(Willing(term(person), impulse if place == 0 else None, NOWHERE) for place, person in enumerate(by))
    sight = None if seen_by is None else Sight("q", seen_by, NOWHERE)
    return Event(name, parameters(takes), None, when, then, willing, sight, 1, NOWHERE)


def law(
    name: str, takes: str = "", when: Expression = TRUE, then: tuple[Effect, ...] = (), each_moment: bool = False
) -> Law:
    return Law(name, parameters(takes), None, when, then, each_moment, LawOrigin.LAW, NOWHERE)


def wants(person: str | None, utility: Expression | Value, over: str = "") -> Wants:
    return Wants(parameters(over), None if person is None else term(person), term(utility), NOWHERE)


def ending(name: str, condition: Expression) -> Ending:
    return Ending(name, None, condition, NOWHERE)


def things(**by_kind: str) -> tuple[Thing, ...]:
    """Things by kind: `person="Ash Wren"`; `person__vampire` are vampires too."""
    return tuple(
        Thing(name, tuple(reversed(kind.split("__"))), None, NOWHERE)
        for kind, names in by_kind.items()
        for name in names.split()
    )


def world(
    inhabitants: tuple[Thing, ...],
    facts: tuple[Fact, ...] = (),
    start: tuple[Effect, ...] = (),
    events: tuple[Event, ...] = (),
    laws: tuple[Law, ...] = (),
    wishes: tuple[Wants, ...] = (),
    endings: tuple[Ending, ...] = (),
    *,
    clock: bool = False,
) -> World:
    names = dict.fromkeys(["person", *(kind for thing in inhabitants for kind in thing.kinds)])
    kinds = tuple(Kind(name, (), NOWHERE) for name in names)
    return World(
        name="small.world",
        title="A small world",
        kinds=kinds,
        things=inhabitants,
        facts=facts,
        definitions=(),
        start=start,
        events=events,
        laws=laws,
        wants=wishes,
        endings=endings,
        clock=clock,
    )


def grounded(of: World) -> Program:
    """The program of a world that is small enough."""
    program = ground(of)
    assert isinstance(program, Program), program
    return program


LONG = """
    world "A long way"
    person Ann
    fact step is number
    event walk(p: person):
        when: step < 900
        then: step += 1
        by: p
    event back(p: person):
        when: step > 0
        then: step -= 1
        by: p
    wants Ann: 1 if step = {steps}
    ending there: step = {steps}
"""
