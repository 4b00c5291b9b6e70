# SPDX-License-Identifier: Apache-2.0
"""Kinds of values: what can be equal, what is a condition, what an effect may do."""

from collections.abc import Callable
from typing import Any

import pytest

from fabula.language.kinds import (
    BROKEN,
    NOBODY,
    NUMBER,
    UNSAID,
    YES_NO,
    Kinds,
    One,
    ValueType,
    all_above,
    cycles,
    describe,
)
from fabula.model.world import FactType, OfKind

Read = Callable[..., Any]

PERSON, VAMPIRE, PLACE = OfKind("person"), OfKind("vampire"), OfKind("place")
KINDS = Kinds(
    {"person": ("person",), "vampire": ("vampire", "person"), "place": ("place",), "boat": ("boat",)},
    {"Ash": ("person",), "Spike": ("vampire", "person"), "hall": ("place",), "ferry": ("boat", "place")},
)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (PERSON, VAMPIRE, True),
        (PERSON, PLACE, False),
        (OfKind("boat"), PLACE, True),
        (OfKind("boat"), PERSON, False),
        (One("Ash"), PERSON, True),
        (One("Ash"), VAMPIRE, False),
        (One("Ash"), One("Ash"), True),
        (One("Ash"), One("Spike"), False),
        (NOBODY, PERSON, True),
        (NOBODY, NOBODY, True),
        (NOBODY, One("Ash"), False),
        (NOBODY, NUMBER, False),
        (UNSAID, NUMBER, True),
        (YES_NO, NUMBER, False),
        (NUMBER, NUMBER, True),
        (BROKEN, NUMBER, True),
    ],
)
def test_what_can_be_equal(one: ValueType, other: ValueType, equal: bool) -> None:
    assert KINDS.may_equal(one, other) is equal
    assert KINDS.may_equal(other, one) is equal


@pytest.mark.parametrize(
    ("target", "value", "fits"),
    [
        (PERSON, VAMPIRE, True),
        (VAMPIRE, PERSON, False),
        (VAMPIRE, One("Spike"), True),
        (PLACE, OfKind("boat"), False),
        (PLACE, One("ferry"), True),
        (PERSON, NOBODY, True),
        (NUMBER, NOBODY, False),
        (NUMBER, UNSAID, True),
        (YES_NO, NUMBER, False),
    ],
)
def test_what_a_fact_may_become(target: FactType, value: ValueType, fits: bool) -> None:
    assert KINDS.takes(target, value) is fits


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (One("Ash"), One("Spike"), PERSON),
        (One("Ash"), NOBODY, One("Ash")),
        (UNSAID, NUMBER, NUMBER),
        (VAMPIRE, PERSON, PERSON),
        (PERSON, PLACE, None),
        (YES_NO, NUMBER, None),
        (BROKEN, NUMBER, BROKEN),
    ],
)
def test_what_has_room_for_both(one: ValueType, other: ValueType, both: ValueType | None) -> None:
    assert KINDS.join(one, other) == both


def test_all_above_is_nearest_first_and_ends() -> None:
    parents = {"a": ("b", "c"), "b": ("d",), "c": ("d", "a"), "d": ()}
    assert all_above(parents, ["a"]) == ("a", "b", "c", "d")
    assert cycles(parents) == [("a", "c")]


def test_types_in_words() -> None:
    assert describe(OfKind("animal")) == "an `animal`"
    assert describe(NUMBER) == "a number"


def test_a_comparison_that_is_never_true(house: Read) -> None:
    assert house("ending e: at(Ash) = lamp\n").said == (
        "error[kinds-never-equal]: These two can never be equal.\n"
        "  --> a.world:17:11\n"
        "   |\n"
        "17 | ending e: at(Ash) = lamp\n"
        "   |           ^^^^^^^^^^^^^^ this comparison has always the same answer\n"
        "   |           -------   ---- this is a `thing`\n"
        "   |           |\n"
        "   |           this is a `place`\n"
        "   |\n"
        "   = help: Compare things of one kind, or change one of the two.\n"
    )


def test_an_effect_on_a_definition(house: Read) -> None:
    assert house("start:\n    weak(Ash)\n").said == (
        "error[not-a-fact]: `weak` is a definition: no effect can change it.\n"
        "  --> a.world:18:5\n"
        "   |\n"
        "15 | define weak(p: person): blood(p) < 3\n"
        "   |        ---- `weak` is declared here\n"
        "...\n"
        "18 |     weak(Ash)\n"
        "   |     ^^^^^^^^^ only facts can change\n"
        "   |\n"
        "   = help: Change the facts that it is worked out from.\n"
    )


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("at(Ash) = at(lamp)", []),
        ("Ash = Wren", ["kinds-never-equal"]),
        ("keeper(lamp) = none", []),
        ("keeper(lamp) = hall", ["kinds-never-equal"]),
        ("lit(lamp) = raining", []),
        ("lit(lamp) = 1", ["kinds-never-equal"]),
        ("blood(Ash) = yes", ["kinds-never-equal"]),
        ("lit(lamp) = unknown", []),
        ("unknown = unknown", []),
        ("blood(Ash) < unknown", ["unknown-compared"]),
        ("unknown >= blood(Ash)", ["unknown-compared"]),
        ("blood(Ash) = 1 + unknown", ["unknown-compared"]),
        ("at(Ash) < hall", ["not-a-number"]),
        ("lit(lamp) > raining", ["not-a-number"]),
        ("blood(Ash) > lit(lamp)", ["not-a-number"]),
        ("blood(Ash) + at(Ash) > 1", ["not-a-number"]),
        ("-raining > 1", ["not-a-number"]),
        ("sum(person p: alive(p)) > 1", ["not-a-number"]),
        ("count(person p: blood(p)) > 1", ["not-a-condition"]),
        ("blood(Ash)", ["not-a-condition"]),
        ("at(Ash)", ["not-a-condition"]),
        ("Ash", ["not-a-condition"]),
        ("unknown", ["not-a-condition"]),
        ("none", ["not-a-condition"]),
        ("not at(Ash)", ["not-a-condition"]),
        ("raining and 3", ["not-a-condition"]),
        ("Ash believes at(Ash)", ["not-a-condition"]),
        ("(Ash believes at(Ash)) = hall", []),
        ("lamp believes raining", ["not-a-person"]),
        ("at(Ash) believes raining", ["not-a-person"]),
        ("keeper(lamp) believes raining", []),
        ("keeper(Ash) = Ash", ["wrong-kind"]),
        ("at(at(Ash)) = hall", ["wrong-kind"]),
        ("lit(3)", ["wrong-kind"]),
        ("lit(none)", ["wrong-kind"]),
        ("lit(unknown)", ["wrong-kind"]),
        ("lit(raining)", ["wrong-kind"]),
        ("any person p: p is a vampire", []),
        ("Spike is a person", []),
        ("lamp is a person", ["never-of-kind"]),
        ("raining is a person", ["not-a-thing"]),
        ("blood(Ash) / 0 > 1", ["division-by-zero"]),
        ("blood(Ash) / (2 - 1 - 1) > 1", ["division-by-zero"]),
        ("blood(Ash) / blood(Wren) > 1", []),
        ("at(Ash) = (hall if raining else yard)", []),
        ("at(Ash) = (hall if raining else 3)", ["wrong-kind"]),
        ("at(Ash) = (hall if raining else none)", []),
        ("at(Ash) = (hall if 3 else yard)", ["not-a-condition"]),
        ("raining if lit(lamp) else alive(Ash)", []),
        ("1 if raining else 0", ["not-a-condition"]),
    ],
)
def test_conditions(house: Read, condition: str, codes: list[str]) -> None:
    found = house(f"ending e: {condition}\n")
    assert found.codes == codes, found.said


@pytest.mark.parametrize(
    ("effect", "codes"),
    [
        ("at(Ash) = hall", []),
        ("at(Ash) = lamp", ["wrong-value"]),
        ("at(Ash) = none", []),
        ("at(Ash) = at(lamp)", []),
        ("at(Ash) = Wren", ["wrong-value"]),
        ("keeper(lamp) = at(Ash)", ["wrong-value"]),
        ("at(Ash)", ["needs-value"]),
        ("not at(Ash)", ["needs-value"]),
        ("not blood(Ash)", ["needs-value"]),
        ("lit(lamp) = 3", ["wrong-value"]),
        ("lit(lamp) = raining", []),
        ("lit(lamp) = unknown", []),
        ("blood(Ash) = yes", ["wrong-value"]),
        ("blood(Ash) += 1", []),
        ("blood(Ash) += lit(lamp)", ["not-a-number"]),
        ("blood(Ash) += unknown", ["unknown-compared"]),
        ("lit(lamp) += 1", ["not-a-number"]),
        ("sire = Ash", ["not-a-fact"]),
        ("Ash = Wren", ["not-a-fact"]),
        ("Ash", ["not-a-fact"]),
        ("p", ["not-a-fact"]),
        ("lamp believes raining", ["not-a-person"]),
        ("p believes at(p) = lamp", ["wrong-value"]),
        ("if blood(p): raining", ["not-a-condition"]),
        ("for every thing t where at(t): lit(t)", ["not-a-condition"]),
        ("at(p) = nowhere", ["unknown-name"]),
        ("att(p) = nowhere", ["unknown-fact", "unknown-name"]),
    ],
)
def test_effects(house: Read, effect: str, codes: list[str]) -> None:
    found = house(f"event e(p: person):\n    then:\n        alive(p)\n        {effect}\n")
    assert found.codes == codes, found.said


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("event e(t: thing):\n    then: lit(t)\n    by: t\n", ["not-a-person"]),
        ("event e(t: thing):\n    then: lit(t)\n    by: keeper(t)\n", ["not-by-name"]),
        ("event e(t: thing):\n    then: lit(t)\n    by: Ash on impulse if 3\n", ["not-a-condition"]),
        ("event e(t: thing):\n    then: lit(t)\n    seen by q: at(q)\n", ["not-a-condition"]),
        ("wants lamp: 1\n", ["not-a-person"]),
        ("wants every place p: 1\n", ["not-a-person"]),
        ("wants Ash: alive(Ash)\n", ["not-a-number"]),
        ("wants Ash:\n    1 if at(Ash)\n", ["not-a-condition"]),
        ("wants Ash:\n    for every person p: alive(p)\n", ["not-a-number"]),
        ("sight for p: place:\n    p sees lit(lamp)\n", ["not-a-person"]),
        ("sight for p: person:\n    p sees whether blood(p)\n", ["not-a-condition"]),
        ("sight for p: person:\n    p sees whether at(p) = lamp\n", ["kinds-never-equal"]),
        ("sight for p: person:\n    p sees weak(p)\n", ["cannot-be-seen"]),
        ("sight for p: person:\n    p sees lit(lamp) if at(p)\n", ["not-a-condition"]),
        ("define odd is number: raining\n", ["wrong-value"]),
        ("define odd: none\n", ["value-unclear"]),
        ("define odd is person: none\n", []),
    ],
)
def test_declarations(house: Read, text: str, codes: list[str]) -> None:
    found = house(text)
    assert found.codes == codes, found.said
