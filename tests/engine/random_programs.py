# SPDX-License-Identifier: Apache-2.0
"""Small ground programs made at random, to compare what is written plainly with what is written to be fast."""

from __future__ import annotations

from hypothesis import strategies as st

from fabula.diagnostics import NOWHERE
from fabula.model.expression import Comparator, Literal, Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    Fluent,
    GroundEffect,
    GroundEvent,
    GroundExpression,
    GroundLaw,
    Program,
    Read,
    Some,
)
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Event, Law, LawOrigin, Number, OfKind, World, YesNo

PEOPLE = ("Ash", "Wren")
FLUENTS = (
    Fluent("lit", (), YesNo()),
    Fluent("open", (), YesNo()),
    Fluent("place", (), OfKind("place")),
    Fluent("coins", (), Number()),
    Fluent("now", (), Number()),
)
CLOCK = 4
VALUES: tuple[tuple[Value, ...], ...] = ((False, True, UNKNOWN), (False, True), (NONE, "hall", "yard"), (0.0, 1.0, 2.0))

WORLD = World("random", "Random", (), (), (), (), (), (), (), (), (), clock=False)
TRUE = Constant(True, NOWHERE)


def comparisons(*, clock: bool) -> st.SearchStrategy[GroundExpression]:
    """A fact compared with a value, or the number with another or with the clock."""
    plain = st.sampled_from(range(4)).flatmap(
        lambda fluent: st.builds(
            lambda comparator, value: Comparison(comparator, Read(fluent, NOWHERE), Constant(value, NOWHERE), NOWHERE),
            st.sampled_from((Comparator.EQUAL, Comparator.EQUAL, Comparator.DIFFERENT)),
            st.sampled_from(VALUES[fluent]),
        )
    )
    ordered: st.SearchStrategy[GroundExpression] = st.builds(
        lambda comparator, value: Comparison(comparator, Read(3, NOWHERE), Constant(value, NOWHERE), NOWHERE),
        st.sampled_from(tuple(Comparator)),
        st.sampled_from((0.0, 1.0, 2.0)),
    )
    if not clock:
        return st.one_of(plain, ordered)
    timed: st.SearchStrategy[GroundExpression] = st.builds(
        lambda value: Comparison(Comparator.AT_LEAST, Read(CLOCK, NOWHERE), Constant(value, NOWHERE), NOWHERE),
        st.sampled_from((1.0, 2.0, 3.0)),
    )
    return st.one_of(plain, ordered, timed)


def conditions(*, clock: bool) -> st.SearchStrategy[GroundExpression]:
    """A condition on facts and on what people believe."""
    people = st.sampled_from((0, 1))
    literal = comparisons(clock=clock)
    of_minds: st.SearchStrategy[GroundExpression] = st.one_of(
        st.builds(lambda person, body: Believed(person, body, NOWHERE), people, literal),
        st.builds(lambda person, body: Doubted(person, body, NOWHERE), people, literal),
    )
    part = st.one_of(literal, literal, of_minds)
    parts = st.lists(part, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        part,
        st.builds(lambda parts: All(parts, NOWHERE), parts),
        st.builds(lambda parts: Some(parts, NOWHERE), parts),
    )


def values(fluent: int) -> st.SearchStrategy[tuple[GroundExpression, bool]]:
    """What a fluent may be given, and whether it is raised by it."""
    constant = st.sampled_from(VALUES[fluent]).map(lambda value: (Constant(value, NOWHERE), False))
    believed = st.sampled_from((0, 1)).map(lambda person: (Believed(person, Read(fluent, NOWHERE), NOWHERE), False))
    if fluent != 3:
        return st.one_of(constant, constant, constant, believed)
    raised = st.sampled_from((1.0, -1.0)).map(lambda value: (Constant(value, NOWHERE), True))
    sums = st.just(
        (Calculation(Operator.MINUS, Constant(2.0, NOWHERE), Read(3, NOWHERE), NOWHERE), False),
    )
    return st.one_of(constant, raised, sums, believed)


@st.composite
def effects(draw: st.DrawFn, *, clock: bool, paths: tuple[tuple[int, ...], ...]) -> GroundEffect:
    """One effect."""
    fluent = draw(st.sampled_from(range(4)))
    value, increase = draw(values(fluent))
    guard = draw(st.one_of(st.none(), st.none(), conditions(clock=clock)))
    return GroundEffect(draw(st.sampled_from(paths)), fluent, value, guard, increase, NOWHERE)


EVENT_PATHS: tuple[tuple[int, ...], ...] = ((), (), (), (), (0,), (1,), (0, 1))


@st.composite
def events(draw: st.DrawFn, number: int, *, clock: bool) -> GroundEvent:
    """One event."""
    name = f"event{number}"
    form = Event(name, (), None, Literal(True, NOWHERE), (), (), None, 1, NOWHERE)
    everywhere = st.lists(effects(clock=clock, paths=EVENT_PATHS), min_size=1, max_size=2).map(tuple)
    willing = draw(st.sampled_from(((), (0,), (1,), (0,), (1,), (0, 1))))
    impulses = draw(st.one_of(st.just(()), st.builds(lambda test: ((willing[0], test),), conditions(clock=clock)))) if willing else ()
    sees = st.one_of(st.just(TRUE), st.just(TRUE), conditions(clock=clock))
    takes = draw(st.sampled_from((1, 1, 0, 2))) if clock else 1
    return GroundEvent(
        name, (), form, draw(conditions(clock=clock)), draw(everywhere), willing, impulses, (draw(sees), draw(sees)), takes
    )


@st.composite
def laws(draw: st.DrawFn, number: int, *, clock: bool, each_moment: bool) -> GroundLaw:
    """One law, mostly of the kind that comes to rest."""
    name = f"law{number}"
    form = Law(name, (), None, Literal(True, NOWHERE), (), each_moment, LawOrigin.LAW, NOWHERE)
    paths: tuple[tuple[int, ...], ...] = draw(st.sampled_from((((),), ((0,), (1,)))))
    found = draw(st.lists(effects(clock=clock, paths=paths), min_size=1, max_size=1).map(tuple))
    return GroundLaw(name, (), form, draw(conditions(clock=clock)), found, any(not effect.path for effect in found))


def utilities(*, clock: bool) -> st.SearchStrategy[GroundExpression]:
    """What somebody wants."""
    term = st.builds(
        lambda test, gain: Choice(test, Constant(gain, NOWHERE), Constant(0.0, NOWHERE), NOWHERE),
        conditions(clock=clock),
        st.sampled_from((1.0, 2.0, -1.0)),
    )
    both = st.builds(lambda one, other: Calculation(Operator.PLUS, one, other, NOWHERE), term, term)
    return st.one_of(term, both, st.just(Read(3, NOWHERE)))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """A whole program: two people, four facts and perhaps a clock, up to five events, up to two laws."""
    clock = draw(st.booleans())
    read = draw(st.booleans()) and clock
    found = [draw(events(number, clock=read)) for number in range(draw(st.integers(2, 4)))]
    wait = None
    if clock:
        wait = len(found)
        form = Event("wait", (), None, Literal(True, NOWHERE), (), (), None, 1, NOWHERE)
        found.append(GroundEvent("wait", (), form, TRUE, (), (), (), (TRUE, TRUE), 1))
    settled = [draw(laws(number, clock=read, each_moment=False)) for number in range(draw(st.integers(0, 2)))]
    moments = [draw(laws(9, clock=read, each_moment=True))] if clock and draw(st.booleans()) else []
    start = tuple(draw(st.sampled_from(VALUES[fluent])) for fluent in range(4))
    stated = draw(
        st.lists(
            st.sampled_from(range(4)).flatmap(
                lambda fluent: st.tuples(
                    st.sampled_from(((0,), (1,), (0, 1))), st.just(fluent), st.sampled_from(VALUES[fluent])
                )
            ),
            max_size=2,
            unique_by=lambda each: each[:2],
        )
    )
    return Program(
        world=WORLD,
        people=PEOPLE,
        fluents=FLUENTS,
        events=tuple(found),
        laws=tuple(settled),
        moment_laws=tuple(moments),
        utilities=(draw(utilities(clock=read)), draw(utilities(clock=read))),
        author=draw(utilities(clock=read)),
        endings=(),
        start_values=(*start, 0.0),
        start_beliefs=tuple(stated),
        clock=CLOCK if clock else None,
        wait=wait,
    )
