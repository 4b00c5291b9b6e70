# SPDX-License-Identifier: Apache-2.0
"""Joining finds the bindings that trying each one finds, and looks at no more than it must."""

from itertools import product

import pytest

from fabula.diagnostics import Source
from fabula.engine.ground import _grounder, ground
from fabula.engine.ground_bindings import Counter, Form
from fabula.engine.ground_expressions import Grounder
from fabula.engine.ground_folding import is_constant
from fabula.engine.ground_static import column, deciding, reading
from fabula.language import read_world
from fabula.model.expression import Compare
from fabula.model.ground import Program
from fabula.model.world import World

TOWN = """world "Town"

kind place
kind stone: place
person Ash, Wren
place hall, yard, well
stone flint, slate

fact road(from: place, to: place)
fact weight(place) is number
fact beside(place) is place
fact open(place)
fact at(person) is place
fact seen(place)

start:
    road(hall, yard); road(yard, well); road(well, hall); road(flint, flint)
    weight(hall) = 1; weight(yard) = 2; weight(well) = unknown; weight(flint) = 3; weight(slate) = 2
    beside(hall) = yard; beside(yard) = hall; beside(flint) = slate
    at(Ash) = hall
"""

CONDITIONS = [
    "road(a, b) and road(b, c)",
    "road(a, b) and not road(b, c) and a != c",
    "weight(a) + weight(b) = weight(c)",
    "weight(c) < weight(a) + weight(b)",
    "weight(a) - weight(c) >= weight(b) - 1",
    "weight(a) * weight(c) != weight(b) + weight(c)",
    "not (weight(a) <= weight(b) or c = a)",
    "not not road(c, a) and (a != b) = yes and (road(a, b) = no) = no",
    "beside(a) = b and beside(b) != c",
    "road(beside(a), beside(c)) or a = b",
    "road(a, beside(b)) = (b = c)",
    "weight(a) = unknown and beside(b) = none",
    "b is stone and not a is stone and road(a, c)",
    "at(Ash) = a and road(a, b) and open(c)",
    "open(a) or road(b, c)",
    "any place x: road(a, x) and road(x, b)",
    "weight(a) / weight(b) = weight(c)",
    "road(hall, a) and a = b and b = c",
    "yes and a = b",
    "no",
    "weight(a) = 2 and weight(b) = 2 and weight(c) = 2",
]


def town(condition: str) -> World:
    event = f"event e(a: place, b: place, c: place):\n    when: {condition}\n    then: seen(a); open(b); open(c)\n"
    moving = "event go(p: person, to: place):\n    then: at(p) = to\n"
    world, problems, _ = read_world(Source("a.world", TOWN + event + moving), lambda _from, _path: None)
    assert world is not None, problems
    return world


def grounder_of(world: World) -> Grounder:
    program = ground(world)
    assert isinstance(program, Program)
    return _grounder(program, True)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_bindings_are_those_that_folding_leaves(condition: str) -> None:
    world = town(condition)
    program = ground(world)
    assert isinstance(program, Program)
    found = [event.arguments for event in program.events if event.name == "e"]
    grounder = _grounder(program, True)
    form = world.events[0]
    places = [thing.name for thing in world.things_of("place")]
    wanted = [
        names
        for names in product(places, repeat=3)
        if not is_constant(grounder.condition(form.condition, dict(zip("abc", names, strict=True))), False)
    ]
    assert found == wanted


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_is_worked_out_is_what_folding_gives(condition: str) -> None:
    world = town(condition)
    grounder = grounder_of(world)
    whole = world.events[0].condition
    places = tuple(thing.name for thing in world.things_of("place"))
    tests = [(holds, deciding(grounder, whole, holds)) for holds in (True, False)]
    for names in product(places, repeat=3):
        bindings = dict(zip("abc", names, strict=True))
        for holds, tested in tests:
            folded = grounder.condition(whole, bindings, holds)
            if tested is not None and "at(" not in condition and "open" not in condition:
                assert is_constant(folded, tested(bindings))
    if isinstance(whole, Compare):
        for side in (whole.left, whole.right):
            value, row = reading(grounder, side), column(grounder, side, "c", places)
            if value is not None and row is not None:
                for a, b in product(places, repeat=2):
                    assert row({"a": a, "b": b}) == [value({"a": a, "b": b, "c": c}) for c in places]


def many(count: int, condition: str, more: str = "") -> World:
    stones = ", ".join(f"s{number}" for number in range(count))
    weights = "".join(f"    weight(s{number}) = {number}\n" for number in range(count))
    world, problems, _ = read_world(
        Source(
            "a.world",
            f'world "Stones"\nkind stone\nperson Ash\nstone {stones}\nfact weight(stone) is number\nfact held(stone)\n'
            f"fact on(stone) is stone\nstart:\n{weights}{more}"
            f"event stack(a: stone, b: stone, c: stone):\n    when: {condition}\n"
            "    then: held(a); held(b); held(c)\n    by: Ash\n",
        ),
        lambda _from, _path: None,
    )
    assert world is not None, problems
    return world


def test_of_a_million_bindings_those_that_a_sum_allows_are_found_without_looking_at_each() -> None:
    """Nothing is folded for a binding that a sum rules out: what folding remembers stays small."""
    world = many(100, "weight(a) + weight(b) = weight(c) * 90 and a != b")
    counter = Counter(grounder_of(world), frozenset(fact for fact in world.facts if fact.name == "weight"), 200_000)
    form = world.events[0]
    found = counter.bindings(Form("event", form.name, form.parameters, form.condition, form.span))
    assert len(found) == 108
    assert sum(len(made.conditions) + len(made.values) for made in counter.grounder._made.values()) == 0


def test_chains_of_steady_facts_are_joined() -> None:
    chain = "".join(f"    on(s{number}) = s{number // 2}\n" for number in range(1, 150))
    world = many(150, "on(a) = b and on(b) = c", chain)
    program = ground(world)
    assert isinstance(program, Program)
    assert [event.arguments for event in program.events] == [
        (f"s{number}", f"s{number // 2}", f"s{number // 4}") for number in range(2, 150)
    ]
