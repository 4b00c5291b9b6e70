# SPDX-License-Identifier: Apache-2.0
"""Single conditions and values, as they look ground."""

from __future__ import annotations

import pytest

from engine.small_worlds import (
    believes,
    both,
    compare,
    either,
    event,
    fact,
    for_every,
    grounded,
    if_,
    is_a,
    lit,
    named,
    no,
    put,
    quantified,
    read,
    things,
    world,
)
from fabula.diagnostics import NOWHERE
from fabula.engine.dump import show
from fabula.engine.ground import contradiction, find_event, ground_condition, ground_one, ground_value
from fabula.model.expression import Arithmetic, Choose, Expression, Operator
from fabula.model.ground import Program
from fabula.model.values import UNKNOWN
from fabula.model.world import Definition, OfKind, YesNo

AT = fact("at", "p: person", "place")
LIT = fact("lit", "t: thing")
KEEPER = fact("keeper", "t: thing", "person")
BLOOD = fact("blood", "p: person", "number")
ALIVE = fact("alive", "p: person")
STRONG = Definition("strong", AT.parameters, YesNo(), compare(read(BLOOD, "p"), ">", 5.0), None, NOWHERE)
PLACE_OF = Definition("place_of", LIT.parameters, OfKind("place"), read(AT, read(KEEPER, "t")), None, NOWHERE)
KEEPER_BLOOD = compare(read(BLOOD, read(KEEPER, "lamp")), "<", 3.0)


@pytest.fixture(scope="module")
def program() -> Program:
    change = event(
        "change",
        "p: person, b: place, t: thing",
        compare(read(AT, "p"), "!=", "b"),
        (
            put(read(AT, "p"), read(AT, "p")),
            put(read(LIT, "t")),
            put(read(KEEPER, "t"), UNKNOWN),
            put(read(BLOOD, "p"), 1.0, increase=True),
        ),
    )
    twice = event("twice", "p: person", then=(put(read(AT, "p"), "hall"), put(read(AT, "Ash"), "yard")))
    here = things(person="Ash", person__vampire="Spike", place="hall yard", thing="lamp")
    return grounded(world(here, (AT, LIT, KEEPER, BLOOD, ALIVE), (put(read(ALIVE, "Ash")),), (change, twice)))


CONDITIONS: list[tuple[Expression, str]] = [
    (read(LIT, "lamp"), "lit(lamp) = yes"),
    (no(read(LIT, "lamp")), "lit(lamp) = no"),
    (no(no(read(LIT, "lamp"))), "lit(lamp) = yes"),
    (no(compare(read(BLOOD, "Ash"), ">=", 5.0)), "blood(Ash) < 5"),
    (no(compare(read(AT, "Ash"), "=", "hall")), "at(Ash) != hall"),
    (no(both(read(LIT, "lamp"), read(ALIVE, "Ash"))), "lit(lamp) = no"),
    (no(both(read(LIT, "lamp"), no(read(ALIVE, "Ash")))), "yes"),
    (believes("Ash", no(read(LIT, "lamp"))), "(Ash believes lit(lamp) = no)"),
    (no(believes("Ash", read(LIT, "lamp"))), "(not Ash believes lit(lamp) = yes)"),
    (
        believes("Ash", no(believes("Spike", read(LIT, "lamp")))),
        "(Ash believes (not Spike believes lit(lamp) = yes))",
    ),
    (believes("Ash", read(ALIVE, "Ash")), "yes"),
    (compare(believes("Ash", read(AT, "Spike")), "=", "hall"), "(Ash believes at(Spike) = hall)"),
    (
        compare(believes("Ash", read(AT, "Spike")), "!=", read(AT, "Spike")),
        "(Ash believes at(Spike)) != at(Spike)",
    ),
    (
        believes(read(KEEPER, "lamp"), read(LIT, "lamp")),
        (
            "((keeper(lamp) = Ash and (Ash believes lit(lamp) = yes))"
            " or (keeper(lamp) = Spike and (Spike believes lit(lamp) = yes)))"
        ),
    ),
    (
        no(believes(read(KEEPER, "lamp"), read(LIT, "lamp"))),
        (
            "((keeper(lamp) != Ash or (not Ash believes lit(lamp) = yes))"
            " and (keeper(lamp) != Spike or (not Spike believes lit(lamp) = yes)))"
        ),
    ),
    (is_a("Spike", "vampire"), "yes"),
    (no(is_a("Ash", "vampire")), "yes"),
    (is_a(read(KEEPER, "lamp"), "vampire"), "keeper(lamp) = Spike"),
    (
        compare(read(AT, read(KEEPER, "lamp")), "=", "hall"),
        "((keeper(lamp) = Ash and at(Ash) = hall) or (keeper(lamp) = Spike and at(Spike) = hall))",
    ),
    (
        compare(read(AT, read(KEEPER, "lamp")), "!=", "hall"),
        (
            "((keeper(lamp) = Ash and at(Ash) != hall) or (keeper(lamp) = Spike and at(Spike) != hall)"
            " or keeper(lamp) = none or keeper(lamp) = unknown)"
        ),
    ),
    (
        KEEPER_BLOOD,
        "((keeper(lamp) = Ash and blood(Ash) < 3) or (keeper(lamp) = Spike and blood(Spike) < 3))",
    ),
    (
        believes("Ash", KEEPER_BLOOD),
        "(Ash believes ((keeper(lamp) = Ash and blood(Ash) < 3) or (keeper(lamp) = Spike and blood(Spike) < 3)))",
    ),
    (named(STRONG, "Ash"), "{strong(Ash): blood(Ash) > 5}"),
    (no(named(STRONG, "Ash")), "{not strong(Ash): blood(Ash) <= 5}"),
    (compare(named(STRONG, "Ash"), "=", False), "{not strong(Ash): blood(Ash) <= 5}"),
    (
        compare(named(PLACE_OF, "lamp"), "=", "hall"),
        (
            "((keeper(lamp) = Ash and {place_of(lamp): at(Ash)} = hall)"
            " or (keeper(lamp) = Spike and {place_of(lamp): at(Spike)} = hall))"
        ),
    ),
    (
        quantified("every", "p: person", compare(read(AT, "p"), "=", "hall"), where=read(LIT, "lamp")),
        (
            "((lit(lamp) = no or lit(lamp) = unknown or at(Ash) = hall)"
            " and (lit(lamp) = no or lit(lamp) = unknown or at(Spike) = hall))"
        ),
    ),
    (quantified("every", "p: person", read(ALIVE, "p"), where=no(is_a("p", "vampire"))), "yes"),
    (quantified("any", "p: person", compare(read(AT, "p"), "=", "hall"), where=read(ALIVE, "p")), "at(Ash) = hall"),
    (
        no(quantified("any", "p: person", compare(read(AT, "p"), "=", "hall"))),
        "(at(Ash) != hall and at(Spike) != hall)",
    ),
    (compare(quantified("count", "p: person", read(ALIVE, "p")), "=", 1.0), "yes"),
    (compare(read(LIT, "lamp"), "=", compare(read(AT, "Ash"), "=", "hall")), "lit(lamp) = (at(Ash) = hall)"),
    (
        Choose(read(LIT, "lamp"), compare(read(AT, "Ash"), "=", "hall"), lit(False), NOWHERE),
        "(lit(lamp) = yes and at(Ash) = hall)",
    ),
    (either(), "no"),
    (both(), "yes"),
    (compare(read(AT, "Ash"), "=", read(AT, "Ash")), "yes"),
]


@pytest.mark.parametrize(("expression", "shown"), CONDITIONS, ids=[shown for _, shown in CONDITIONS])
def test_a_condition_is_ground(program: Program, expression: Expression, shown: str) -> None:
    assert show(program, ground_condition(program, expression, fold=True)) == shown


def test_values_are_ground_with_bindings(program: Program) -> None:
    assert show(program, ground_value(program, read(AT, "p"), {"p": "Ash"})) == "at(Ash)"
    more = Arithmetic(Operator.PLUS, read(BLOOD, read(KEEPER, "lamp")), lit(1.0), NOWHERE)
    chain = "((blood(Ash) if keeper(lamp) = Ash else (blood(Spike) if keeper(lamp) = Spike else unknown)) + 1)"
    assert show(program, ground_value(program, more)) == chain


def test_without_folding_every_part_is_kept(program: Program) -> None:
    condition = both(read(ALIVE, "Ash"), compare("Ash", "!=", "Ash"))
    assert show(program, ground_condition(program, condition)) == "(alive(Ash) = yes and Ash != Ash)"
    assert show(program, ground_condition(program, condition, fold=True)) == "no"


def test_events_are_found_or_explained(program: Program) -> None:
    found = find_event(program, "change", ("Ash", "hall", "lamp"))
    assert found is not None
    assert str(program.events[found]) == "change(Ash, hall, lamp)"
    assert find_event(program, "change", ("hall", "Ash", "lamp")) is None
    assert ground_one(program, "change", ("hall", "Ash", "lamp")) is None
    assert contradiction(program, "change", ("Ash", "hall", "lamp")) is None


def test_an_event_whose_effects_contradict_does_not_exist(program: Program) -> None:
    assert find_event(program, "twice", ("Ash",)) is None
    assert find_event(program, "twice", ("Spike",)) is not None
    clash = contradiction(program, "twice", ("Ash",))
    assert clash is not None
    assert [show(program, effect.value) for effect in (clash.first, clash.second)] == ["hall", "yard"]
    kept = ground_one(program, "twice", ("Ash",))
    assert kept is not None
    assert len(kept.effects) == 2


def test_only_what_is_under_no_condition_contradicts() -> None:
    here = things(person="Ash Wren", place="hall yard")
    all_go = for_every("p: person", put(read(AT, "p"), "hall"))
    some_go = for_every("p: person", put(read(AT, "p"), "hall"), where=compare("p", "=", "r"))
    if_so = if_(compare("r", "=", "Ash"), put(read(AT, "r"), "hall"))
    forms = tuple(
        event(name, "r: person", then=(first, put(read(AT, "Ash"), "yard")))
        for name, first in (("all_go", all_go), ("some_go", some_go), ("if_so", if_so))
    )
    events = [str(each) for each in grounded(world(here, (AT,), (), forms)).events]
    assert events == ["some_go(Ash)", "some_go(Wren)", "if_so(Ash)", "if_so(Wren)"]
