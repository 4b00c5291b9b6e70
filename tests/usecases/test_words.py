# SPDX-License-Identifier: Apache-2.0
"""Conditions and facts in words: by the texts of facts and definitions, else as they are written."""

import pytest

from fabula.diagnostics import Source
from fabula.engine.ground import ground, ground_condition
from fabula.language import read_condition, read_world
from fabula.model.ground import Fluent, Program
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Number, OfKind, YesNo
from fabula.usecases.words import denial, fact_words, negated, words

WORLD = """\
world "A lamp"
kind place
kind object
person Ash, Wren
place hall, far_field
object lamp "the brass lamp"

fact at(person) is place "{person} is in the {value}"
fact keeper(object) is person "{value} has {object}"
fact lit(object) "The {1} is lit."
fact trusts(person, person) "{1} trusts {2}"
fact oil(object) is number
fact sworn(person)
define bright(o: object) "{o} shines": lit(o) and oil(o) > 2
define dull(o: object): oil(o) < 1

event swear(p: person):
    then:
        sworn(p)
        at(p) = far_field
        keeper(lamp) = p
        lit(lamp)
        trusts(p, Ash)
        oil(lamp) += 1
        Wren believes not sworn(p)
"""


@pytest.fixture(scope="module")
def program() -> Program:
    world, problems, _ = read_world(Source("lamp.world", WORLD), lambda _name, _path: None)
    assert world is not None, problems
    found = ground(world)
    assert isinstance(found, Program)
    return found


CASES = [
    ("lit(lamp)", "the brass lamp is lit", "the brass lamp is not lit"),
    ("not lit(lamp)", "the brass lamp is not lit", "the brass lamp is lit"),
    ("sworn(Ash)", "sworn(Ash)", "not sworn(Ash)"),
    ("at(Wren) = far_field", "Wren is in the far field", "at(Wren) != far_field"),
    ("keeper(lamp) = Ash", "Ash has the brass lamp", "keeper(lamp) != Ash"),
    ("keeper(lamp) = none", "nobody has the brass lamp", "keeper(lamp) != none"),
    ("trusts(Ash, Wren)", "Ash trusts Wren", "it is not so that Ash trusts Wren"),
    ("oil(lamp) >= 3", "oil(lamp) >= 3", "oil(lamp) < 3"),
    ("oil(lamp) = 3", "oil(lamp) = 3", "oil(lamp) != 3"),
    ("bright(lamp)", "the brass lamp shines", "it is not so that the brass lamp shines"),
    ("dull(lamp)", "dull(lamp)", "not dull(lamp)"),
    (
        "Wren believes keeper(lamp) = Ash",
        "Wren believes that Ash has the brass lamp",
        "Wren does not believe that Ash has the brass lamp",
    ),
    (
        "not (Wren believes Ash believes lit(lamp))",
        "Wren does not believe that Ash believes that the brass lamp is lit",
        "Wren believes that Ash believes that the brass lamp is lit",
    ),
    (
        "lit(lamp) and sworn(Ash) and (sworn(Wren) or oil(lamp) > 1)",
        "the brass lamp is lit, sworn(Ash) and (sworn(Wren) or oil(lamp) > 1)",
        "it is not so that the brass lamp is lit, sworn(Ash) and (sworn(Wren) or oil(lamp) > 1)",
    ),
]


@pytest.mark.parametrize(("condition", "said", "denied"), CASES)
def test_a_condition_and_its_denial(program: Program, condition: str, said: str, denied: str) -> None:
    expression, problems = read_condition(condition, program.world)
    assert expression is not None, problems
    ground_expression = ground_condition(program, expression)
    assert (words(program, ground_expression), denial(program, ground_expression)) == (said, denied)


@pytest.mark.parametrize(
    ("fluent", "value", "said"),
    [
        (Fluent("keeper", ("lamp",), OfKind("person")), UNKNOWN, "an unknown person has the brass lamp"),
        (Fluent("keeper", ("lamp",), OfKind("person")), NONE, "nobody has the brass lamp"),
        (Fluent("at", ("Ash",), OfKind("place")), NONE, "at(Ash) = none"),
        (Fluent("lit", ("lamp",), YesNo()), UNKNOWN, "it is unknown whether the brass lamp is lit"),
        (Fluent("oil", ("lamp",), Number()), 2.5, "oil(lamp) = 2.5"),
        (Fluent("nowhere", (), YesNo()), True, "nowhere"),
    ],
)
def test_a_fact_with_a_value(program: Program, fluent: Fluent, value: Value, said: str) -> None:
    assert fact_words(program, fluent, value) == said


@pytest.mark.parametrize(
    ("clause", "contrary"),
    [
        ("Ash is alive", "Ash is not alive"),
        ("the brass lamp is lit", "the brass lamp is not lit"),
        ("the gates are open", "the gates are not open"),
        ("Ash has what is needed", "it is not so that Ash has what is needed"),
        ("Ash is not alive", "it is not so that Ash is not alive"),
        ("what Ash says is true", "it is not so that what Ash says is true"),
        ("Ash trusts Wren", "it is not so that Ash trusts Wren"),
    ],
)
def test_a_clause_is_negated_only_where_that_is_safe(clause: str, contrary: str) -> None:
    assert negated(clause, ("Ash", "brass lamp")) == contrary
