# SPDX-License-Identifier: Apache-2.0
"""Worlds that are too large: said before the work is begun, with the numbers and the parameter to blame."""

from __future__ import annotations

from itertools import pairwise

import pytest

from engine.small_worlds import (
    both,
    compare,
    either,
    event,
    fact,
    for_every,
    grounded,
    law,
    lit,
    named,
    put,
    quantified,
    read,
    things,
    world,
)
from fabula.diagnostics import NOWHERE, Diagnostic
from fabula.engine.ground import ground, ground_condition
from fabula.engine.ground_weight import TooMuchError
from fabula.model.expression import Expression
from fabula.model.world import Definition, World, YesNo

ROAD = fact("road", "a: place, b: place")
AT = fact("at", "p: person", "place")
SEEN = fact("seen", "p: person")


def crowd(people: int, places: int) -> World:
    """A row of places, each joined by a road to the next, and people who walk from one to another."""
    names = [f"L{number}" for number in range(places)]
    roads = tuple(put(read(ROAD, a, b)) for a, b in pairwise(names))
    walk = event(
        "walk",
        "p: person, a: place, b: place",
        both(compare(read(AT, "p"), "=", "a"), read(ROAD, "a", "b")),
        (put(read(AT, "p"), "b"),),
        by=("p",),
    )
    inhabitants = things(person=" ".join(f"P{number}" for number in range(people)), place=" ".join(names))
    return world(inhabitants, (ROAD, AT), (for_every("p: person", put(read(AT, "p"), "L0")), *roads), (walk,))


def problem(of: World, limit: int = 200_000) -> Diagnostic:
    problems = ground(of, limit)
    assert isinstance(problems, tuple)
    (only,) = problems
    assert only.code == "too-many-instances"
    return only


def test_a_join_over_what_never_changes_keeps_a_wide_event_small() -> None:
    program = grounded(crowd(20, 100))
    assert len(program.events) == 20 * 99
    assert str(program.events[0]) == "walk(P0, L0, L1)"
    assert str(program.events[-1]) == "walk(P19, L98, L99)"


def test_a_fact_with_too_many_arguments_is_refused() -> None:
    many = world(things(thing=" ".join(f"T{n}" for n in range(100))), (fact("linked", "a: thing, b: thing, c: thing"),))
    found = problem(many)
    assert found.title == "The fact `linked` has 1,000,000 instances, and a world may have 200,000 in all."
    assert found.primary.text == "100 × 100 × 100 ways to fill its parameters"
    assert found.labels == ()


def test_an_event_that_nothing_narrows_is_refused_before_it_is_ground() -> None:
    stroll = event("stroll", "p: person, a: place, b: place, c: place", then=(put(read(AT, "p"), "c"),))
    inhabitants = things(person="Ash Wren", place=" ".join(f"L{n}" for n in range(200)))
    found = problem(world(inhabitants, (AT,), (), (stroll,)))
    assert found.title == "The event `stroll` has 16,000,000 instances, and a world may have 200,000 in all."
    assert found.primary.text == "2 × 200 × 200 × 200 ways to fill its parameters"
    assert [label.text for label in found.labels] == [
        "this parameter multiplies them most: there are 200 things of the kind `place`"
    ]
    assert found.notes == ()


def test_a_law_that_is_one_too_many_is_said_with_the_total() -> None:
    inhabitants = things(person=" ".join(f"P{n}" for n in range(8)))
    look = law("look", "p: person, q: person", then=(put(read(SEEN, "q"), True, "p"),))
    found = problem(world(inhabitants, (SEEN,), laws=(look,)), limit=70)
    assert found.title == "The law `look` has 64 instances, and a world may have 70 in all."
    assert found.notes == ("With what comes before it the world has 72 facts, events and laws.",)
    assert len(grounded(world(inhabitants, (SEEN,), laws=(look,))).laws) == 64


def test_a_quantifier_over_too_much_is_refused() -> None:
    inhabitants = things(thing=" ".join(f"T{n}" for n in range(200)))
    whole: Expression = quantified("any", "a: thing, b: thing, c: thing", compare("a", "=", "b"))
    found = problem(world(inhabitants, (), events=(event("find", when=whole),)))
    assert found.title == "This stands for 40,000,000 parts when all of it is spelled out, and 1,000,000 are the most."


def test_a_kind_without_things_has_no_instances() -> None:
    empty = world(things(person="Ash"), (fact("lit", "t: thing"), SEEN), events=(event("light", "t: thing"),))
    program = grounded(empty)
    assert [str(fluent) for fluent in program.fluents] == ["seen(Ash)"]
    assert program.events == ()


def test_a_sum_over_many_is_not_deep() -> None:
    names = " ".join(f"P{n}" for n in range(3000))
    total = quantified("count", "p: person", read(SEEN, "p"))
    see = event("see", "", compare(total, ">", 5.0), (for_every("p: person", put(read(SEEN, "p"))),))
    assert len(grounded(world(things(person=names), (SEEN,), (), (see,))).events) == 1


def chain(length: int, width: int) -> Definition:
    """Definitions of which each names the one before `width` times."""
    last = Definition("d0", (), YesNo(), read(SEEN, "Ash"), None, NOWHERE)
    for number in range(1, length):
        last = Definition(f"d{number}", (), YesNo(), either(*[named(last)] * width), None, NOWHERE)
    return last


def test_definitions_that_double_and_redouble_are_refused() -> None:
    of = world(things(person="Ash"), (SEEN,), events=(event("see", when=named(chain(40, 2))),))
    assert problem(of).title.startswith("This stands for ")


def test_definitions_inside_definitions_without_end_are_refused() -> None:
    of = world(things(person="Ash"), (SEEN,), events=(event("see", when=named(chain(400, 1))),))
    problems = ground(of)
    assert isinstance(problems, tuple)
    assert [each.code for each in problems] == ["too-deep"]


def test_definitions_as_deep_as_they_may_be_are_ground() -> None:
    see = event("see", when=named(chain(70, 1)), then=(put(read(SEEN, "Ash")),))
    of = world(things(person="Ash"), (SEEN,), events=(see,))
    assert len(grounded(of).events) == 1


def test_facts_inside_facts_about_many_things_are_refused() -> None:
    inhabitants = things(thing=" ".join(f"T{n}" for n in range(60)))
    next_ = fact("next", "t: thing", "thing")
    far: Expression = lit("T0")
    for _ in range(5):
        far = read(next_, far)
    change = event("change", "t: thing", then=(put(read(next_, "t"), "t"),))
    of = world(inhabitants, (next_,), events=(change, event("find", when=compare(far, "=", "T1"))))
    assert problem(of).title == "More comes together here than can be spelled out."


def test_what_is_asked_later_is_weighed_too() -> None:
    program = grounded(world(things(person="Ash"), (SEEN,), events=(event("see", then=(put(read(SEEN, "Ash")),)),)))
    with pytest.raises(TooMuchError) as problem:
        ground_condition(program, named(chain(40, 2)))
    assert problem.value.diagnostic.code == "too-many-instances"
