# SPDX-License-Identifier: Apache-2.0
"""What can happen but once raises a number once, by as much as it ever may: never less than a story can."""

from __future__ import annotations

from fabula.diagnostics import Source
from fabula.engine.ground import ground
from fabula.engine.reference_spending import once_for_all, only_raised
from fabula.engine.reference_wills import Wills
from fabula.language import read_world
from fabula.model.ground import Program

CUPS = """\
world "Cups"
kind cup
person Ash
cup small, large

fact empty(cup)
fact filled(cup) is number
fact lit
fact strength(person) is number

start:
    strength(Ash) = 1
    filled(small) = 1

event drink(c: cup):
    when: not empty(c)
    then: empty(c); strength(Ash) += filled(c)
    by: Ash

event fill(c: cup):
    when: filled(c) < 4
    then: filled(c) += 2
    by: Ash

event light():
    when: not lit
    then: lit
    by: Ash

event snuff():
    when: lit
    then: not lit
    by: Ash

wants Ash: strength(Ash)
"""


def program_of(text: str) -> Program:
    world, problems, _ = read_world(Source("cups.world", text), lambda _from, _wanted: None)
    assert world is not None, problems
    program = ground(world)
    assert isinstance(program, Program)
    return program


def test_what_nothing_gives_back_is_spent() -> None:
    program = program_of(CUPS)
    assert [str(program.events[event]) for event in sorted(once_for_all(program))] == ["drink(small)", "drink(large)"]
    assert {str(program.fluents[fluent]) for fluent in only_raised(program)} == {
        "filled(small)",
        "filled(large)",
        "strength(Ash)",
    }


AGAIN = CUPS.replace("then: filled(c) += 2", "then: not empty(c); filled(c) += 2")


def test_a_cup_that_is_filled_again_is_not_spent() -> None:
    assert once_for_all(program_of(AGAIN)) == frozenset()


def test_a_cup_strengthens_once_by_all_that_it_may_hold_by_then() -> None:
    once, again = Wills(program_of(CUPS), 2), Wills(program_of(AGAIN), 2)
    best = [once.bounds.utility(once.start(), 0, steps) for steps in range(6)]
    # One step drinks the small cup. Five may have filled both to the brim and drunk them: 1 + 5 + 4.
    assert best[:2] == [1, 2]
    assert best[2] >= 4
    assert best[5] >= 10
    assert best[5] < again.bounds.utility(again.start(), 0, 5)
