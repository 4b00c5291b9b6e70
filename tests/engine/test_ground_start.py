# SPDX-License-Identifier: Apache-2.0
"""The start: statements imposed one after another, beliefs that default to the mind without its last person."""

from __future__ import annotations

from engine.small_worlds import believes, compare, fact, for_every, grounded, if_, no, put, read, things, world
from fabula.diagnostics import Diagnostic, Span
from fabula.engine.ground import ground
from fabula.model.expression import Arithmetic, Effect, Operator
from fabula.model.ground import Program
from fabula.model.values import NONE, UNKNOWN, Value, show_value
from fabula.model.world import World

AT = fact("at", "p: person", "place")
BLOOD = fact("blood", "p: person", "number")
SAD = fact("sad", "p: person")


def starting(*start: Effect) -> Program:
    return grounded(world(things(person="Ash Wren Ivy", place="hall yard"), (AT, BLOOD, SAD), start))


def value(program: Program, fluent: str) -> Value:
    return program.start_values[[str(each) for each in program.fluents].index(fluent)]


def stated(program: Program) -> list[str]:
    return [
        "".join(f"{program.people[person]} believes " for person in path)
        + f"{program.fluents[fluent]} = {show_value(value)}"
        for path, fluent, value in program.start_beliefs
    ]


def test_what_is_not_said_is_no_zero_or_none() -> None:
    program = starting()
    assert value(program, "sad(Ash)") is False
    assert value(program, "blood(Ash)") == 0
    assert value(program, "at(Ash)") is NONE
    assert program.start_beliefs == ()


def test_later_statements_win_and_read_what_is_built_so_far() -> None:
    program = starting(
        put(read(AT, "Ash"), "hall"),
        put(read(AT, "Wren"), read(AT, "Ash")),
        put(read(AT, "Ash"), "yard"),
        put(read(BLOOD, "Ash"), 3.0),
        put(read(BLOOD, "Ash"), 2.0, increase=True),
        if_(compare(read(BLOOD, "Ash"), "=", 5.0), put(read(SAD, "Ash")), otherwise=(put(read(SAD, "Wren")),)),
    )
    assert value(program, "at(Wren)") == "hall"
    assert value(program, "at(Ash)") == "yard"
    assert value(program, "blood(Ash)") == 5
    assert value(program, "sad(Ash)") is True
    assert value(program, "sad(Wren)") is False


def test_inside_one_for_every_all_happens_at_once() -> None:
    program = starting(
        put(read(BLOOD, "Ash"), 1.0),
        for_every("p: person", put(read(BLOOD, "p"), read(BLOOD, "Wren")), put(read(BLOOD, "Wren"), 7.0)),
    )
    assert [value(program, f"blood({name})") for name in ("Ash", "Wren", "Ivy")] == [0.0, 7.0, 0.0]


def test_a_belief_defaults_to_the_mind_without_its_last_person() -> None:
    told = read(SAD, "Ash")
    program = starting(
        put(told, True, "Ash"),
        put(read(SAD, "Wren"), believes("Wren", believes("Ash", told))),
        put(read(SAD, "Ivy"), believes("Ash", believes("Wren", told))),
    )
    assert value(program, "sad(Wren)") is False
    assert value(program, "sad(Ivy)") is True


def test_beliefs_that_were_stated_stay_and_are_listed_as_last_stated() -> None:
    program = starting(
        put(read(AT, "Ash"), "hall", "Wren"),
        put(read(AT, "Wren"), "hall", "Ash", "Wren"),
        put(read(AT, "Ash"), UNKNOWN, "Wren"),
        put(read(AT, "Ash"), "yard"),
        for_every("p: person", put(read(SAD, "Ivy"), True, "p"), where=compare("p", "!=", "Ivy")),
    )
    assert stated(program) == [
        "Ash believes Wren believes at(Wren) = hall",
        "Wren believes at(Ash) = unknown",
        "Ash believes sad(Ivy) = yes",
        "Wren believes sad(Ivy) = yes",
    ]


def test_an_unknown_is_neither_so_nor_not_so() -> None:
    program = starting(
        put(read(SAD, "Ash"), UNKNOWN),
        put(read(SAD, "Wren"), no(read(SAD, "Ash"))),
        if_(read(SAD, "Ash"), put(read(BLOOD, "Ash"), 1.0), otherwise=(put(read(BLOOD, "Ash"), 2.0),)),
    )
    assert value(program, "sad(Wren)") is False
    assert value(program, "blood(Ash)") == 2.0


def test_a_division_by_zero_is_said() -> None:
    place = Span("small.world", 10, 12)
    halved = Arithmetic(Operator.OVER, read(BLOOD, "Ash"), read(BLOOD, "Wren"), place)
    of: World = world(things(person="Ash Wren"), (BLOOD,), (put(read(BLOOD, "Ash"), halved),))
    problems = ground(of)
    assert isinstance(problems, tuple)
    assert [(type(problem), problem.code, problem.primary.span) for problem in problems] == [
        (Diagnostic, "division-by-zero", place)
    ]
