# SPDX-License-Identifier: Apache-2.0
"""Folding decides early and never differently: a folded condition holds in the states where the plain one does."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from engine.small_worlds import (
    believes,
    both,
    compare,
    either,
    event,
    fact,
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
from fabula.engine.ground import ground_condition
from fabula.engine.ground_folding import Builder
from fabula.model.expression import Arithmetic, Choose, Expression, Operator
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Definition, OfKind, YesNo
from fabula.semantics import State
from fabula.semantics.expression import truth_of

AT = fact("at", "p: person", "place")
LIT = fact("lit", "t: thing")
KEEPER = fact("keeper", "t: thing", "person")
BLOOD = fact("blood", "p: person", "number")
ALIVE = fact("alive", "p: person")
HOME = fact("home", "p: person", "place")
DISTANCE = fact("distance", "a: place, b: place", "number")
STRONG = Definition(
    "strong", AT.parameters, YesNo(), both(read(ALIVE, "p"), compare(read(BLOOD, "p"), ">", 1.0)), None, NOWHERE
)
PLACE_OF = Definition("place_of", LIT.parameters, OfKind("place"), read(AT, read(KEEPER, "t")), None, NOWHERE)

PROGRAM = grounded(
    world(
        things(person="Ash", person__vampire="Spike", place="hall yard", thing="lamp"),
        (AT, LIT, KEEPER, BLOOD, ALIVE, HOME, DISTANCE),
        (put(read(ALIVE, "Ash")), put(read(HOME, "Spike"), "yard"), put(read(DISTANCE, "hall", "yard"), 2.0)),
        (
            event(
                "change",
                "p: person, t: thing, b: place",
                then=(
                    put(read(AT, "p"), "b"),
                    if_(read(LIT, "t"), put(read(LIT, "t"), False)),
                    put(read(KEEPER, "t"), "p"),
                    put(read(BLOOD, "p"), 1.0, increase=True),
                ),
            ),
        ),
    )
)


PLACES: list[Value] = ["hall", "yard", NONE, UNKNOWN]
NUMBERS: list[Value] = [0.0, 1.0, 2.0, UNKNOWN]


def literal(value: Value) -> Expression:
    return lit(value)


people = st.sampled_from(["Ash", "Spike"]).map(literal)
person_values: st.SearchStrategy[Expression] = people | st.just(read(KEEPER, "lamp"))
places: st.SearchStrategy[Expression] = (
    st.sampled_from(PLACES).map(literal)
    | person_values.map(lambda who: read(AT, who))
    | person_values.map(lambda who: read(HOME, who))
    | person_values.map(lambda who: believes(who, read(AT, "Ash")))
    | st.just(named(PLACE_OF, "lamp"))
)
numbers: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from(NUMBERS).map(literal)
    | person_values.map(lambda who: read(BLOOD, who))
    | people.map(lambda who: believes(who, read(BLOOD, "Spike")))
    | st.just(quantified("count", "p: person", read(ALIVE, "p"))),
    lambda inner: st.builds(
        lambda operator, left, right: Arithmetic(operator, left, right, NOWHERE),
        st.sampled_from([Operator.PLUS, Operator.MINUS, Operator.TIMES]),
        inner,
        inner,
    ),
    max_leaves=3,
)
atoms: st.SearchStrategy[Expression] = (
    st.booleans().map(lit)
    | st.just(read(LIT, "lamp"))
    | person_values.map(lambda who: read(ALIVE, who))
    | person_values.map(lambda who: named(STRONG, who))
    | person_values.map(lambda who: is_a(who, "vampire"))
    | st.builds(compare, places, st.sampled_from(["=", "!="]), places)
    | st.builds(compare, person_values, st.sampled_from(["=", "!="]), person_values)
    | st.builds(compare, numbers, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), numbers)
)
conditions: st.SearchStrategy[Expression] = st.recursive(
    atoms,
    lambda inner: (
        inner.map(no)
        | st.builds(both, inner, inner)
        | st.builds(either, inner, inner)
        | st.builds(believes, person_values, inner)
        | st.builds(lambda c, a, b: Choose(c, a, b, NOWHERE), inner, inner, inner)
        | st.builds(
            lambda quantifier, where, body: quantified(quantifier, "p: person", body, where),
            st.sampled_from(["every", "any"]),
            inner,
            inner,
        )
        | st.builds(compare, inner, st.sampled_from(["=", "!="]), st.booleans())
    ),
    max_leaves=5,
)


def _values(of_places: list[Value], lamp: tuple[Value, Value], blood: list[Value]) -> tuple[Value, ...]:
    """A valuation that agrees with the start about what never changes."""
    drawn: dict[str, list[Value]] = {"at": of_places, "lit": [lamp[0]], "keeper": [lamp[1]], "blood": blood}
    return tuple(
        drawn[fluent.name].pop(0) if drawn.get(fluent.name) else value
        for fluent, value in zip(PROGRAM.fluents, PROGRAM.start_values, strict=True)
    )


values = st.builds(
    _values,
    st.lists(st.sampled_from(PLACES), min_size=2, max_size=2),
    st.tuples(st.sampled_from([True, False, UNKNOWN]), st.sampled_from(["Ash", "Spike", NONE, UNKNOWN])),
    st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2),
)
states = st.recursive(
    values.map(lambda real: State(real, ())),
    lambda inner: st.builds(State, values, st.tuples(inner, inner)),
    max_leaves=4,
)


@settings(max_examples=200, deadline=None)
@given(conditions, states)
def test_a_folded_condition_holds_where_the_plain_one_does(expression: Expression, state: State) -> None:
    folded = ground_condition(PROGRAM, expression, fold=True)
    plain = ground_condition(PROGRAM, expression)
    assert truth_of(folded)(state) is truth_of(plain)(state)


@settings(max_examples=200, deadline=None)
@given(conditions, states)
def test_what_fails_is_what_does_not_hold(expression: Expression, state: State) -> None:
    condition = ground_condition(PROGRAM, expression, fold=True)
    assert truth_of(Builder().fails(condition))(state) is not truth_of(condition)(state)


@settings(max_examples=200, deadline=None)
@given(conditions, states)
def test_a_condition_and_its_negation_never_hold_together(expression: Expression, state: State) -> None:
    holds = truth_of(ground_condition(PROGRAM, expression, fold=True))(state)
    denied = truth_of(ground_condition(PROGRAM, no(expression), fold=True))(state)
    assert not (holds and denied)


@settings(max_examples=200, deadline=None)
@given(person_values, person_values, st.sampled_from(["=", "<", "!="]), st.sampled_from([0.0, 2.0, UNKNOWN]), states)
def test_a_value_split_into_ways_is_the_value_of_a_chain_of_choices(
    one: Expression, other: Expression, sign: str, number: Value, state: State
) -> None:
    far = read(DISTANCE, read(AT, one), read(AT, other))
    chain = Arithmetic(Operator.PLUS, far, lit(0.0), NOWHERE)
    for fold in (True, False):
        split = ground_condition(PROGRAM, compare(far, sign, lit(number)), fold=fold)
        chained = ground_condition(PROGRAM, compare(chain, sign, lit(number)), fold=fold)
        assert truth_of(split)(state) is truth_of(chained)(state)
