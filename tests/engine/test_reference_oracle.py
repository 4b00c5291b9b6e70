# SPDX-License-Identifier: Apache-2.0
"""The reference engine against the definition, on programs made at random: states, wills and stories are the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import pairwise
from typing import ParamSpec

from hypothesis import HealthCheck, given, reject, settings, strategies as st

from engine.random_programs import condition_of, program_of
from fabula.engine.port import Goal
from fabula.engine.reference import ReferenceEngine
from fabula.model.answers import Outcome
from fabula.model.ground import GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.semantics import EngineError, Semantics, State
from fabula.semantics.expression import truth_of

Arguments = ParamSpec("Arguments")

Shape = tuple[tuple[Value, ...], tuple["Shape", ...]]

SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
programs = st.integers(0, 1_000_000).map(program_of)
conditions = st.integers(0, 1_000_000).map(condition_of)


def shape(state: State) -> Shape:
    return state.values, tuple(shape(mind) for mind in state.believed)


def engine_shape(engine: ReferenceEngine, state: int, depth: int) -> Shape:
    if depth == 0:
        return engine.values(state), ()
    minds = range(len(engine.program.people))
    return engine.values(state), tuple(
        engine_shape(engine, engine.believed(state, person), depth - 1) for person in minds
    )


def reached(semantics: Semantics, engine: ReferenceEngine, length: int) -> list[tuple[State, int]]:
    """The states after every sequence of possible events, plainly and by the engine."""
    pairs = [(semantics.start(), engine.start())]
    layer = pairs
    for _ in range(length):
        layer = [
            (semantics.after(state, event), engine.after(number, event))
            for state, number in layer
            for event in range(len(semantics.program.events))
            if semantics.possible(state, event)
        ]
        pairs = [*pairs, *layer]
    return pairs


def resting(test: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """The test, but for programs that break down: where the definition does, the engine need not get there."""

    @wraps(test)
    def judge(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        try:
            test(*arguments, **named)
        except EngineError:
            reject()

    return judge


@SLOWLY
@given(programs)
@resting
def test_states_are_the_same(program: Program) -> None:
    engine = ReferenceEngine(program)
    semantics = Semantics(program, engine.depth)
    for state, number in reached(semantics, engine, 2):
        assert engine_shape(engine, number, engine.depth) == shape(state)
        possible = [event for event in range(len(program.events)) if semantics.possible(state, event)]
        assert list(engine.possible(number)) == possible
        for event in possible:
            stages = engine.stages(number, event)
            assert stages[-1].state == engine.after(number, event)
            assert engine_shape(engine, stages[0].state, engine.depth) == shape(semantics.happened(state, event))
            for before, after in pairwise(stages):
                # Something fired, or nothing but time passed.
                assert bool(after.fired) or after.moment
                assert not after.fired or before.state != after.state


@SLOWLY
@given(programs, st.integers(0, 2))
@resting
def test_wills_are_the_same(program: Program, minds: int) -> None:
    engine = ReferenceEngine(program, minds=minds)
    semantics = Semantics(program, engine.depth)
    limits = Limits(imagine=3, minds=minds)
    for state, number in reached(semantics, engine, 1):
        for event, form in enumerate(program.events):
            for person in form.willing:
                mind = state.mind(person)
                reason = engine.reason(number, event, person, limits)
                plans = list(semantics.plans(mind, event, person, 3, minds))
                if semantics.impelled(mind, event, person):
                    assert reason is not None
                    assert reason.impulse
                elif plans:
                    assert reason is not None
                    assert len(reason.plan) == len(plans[0])
                    names = [tuple(program.events[step].name for step in plan) for plan in plans]
                    assert tuple(step.event.name for step in reason.plan) in names
                    assert reason.gain > reason.without
                else:
                    assert reason is None
            assert engine.explained(number, event, limits) == semantics.explained(state, event, 3, minds)


def told_plainly(semantics: Semantics, goal: GroundExpression, limits: Limits) -> set[tuple[int, ...]]:
    """All shortest stories, by going through all."""
    test = truth_of(goal)
    layer: list[tuple[tuple[int, ...], State]] = [((), semantics.start())]
    for length in range(limits.length + 1):
        found = {story for story, state in layer if test(state)}
        if found or length == limits.length:
            return found
        layer = [
            ((*story, event), semantics.after(state, event))
            for story, state in layer
            for event in range(len(semantics.program.events))
            if semantics.possible(state, event) and semantics.explained(state, event, limits.imagine, limits.minds)
        ]
    return set()


@SLOWLY
@given(programs, conditions)
@resting
def test_stories_are_the_same(program: Program, goal: GroundExpression) -> None:
    engine = ReferenceEngine(program, minds=1)
    semantics = Semantics(program, engine.depth)
    limits = Limits(length=3, imagine=2, minds=1)
    expected = told_plainly(semantics, goal, limits)
    found = engine.tell(Goal(goal), limits)
    assert found.outcome is (Outcome.TOLD if expected else Outcome.IMPOSSIBLE)
    assert set(found.stories) <= expected
    assert len(found.stories) == min(1, len(expected))


@SLOWLY
@given(programs, conditions)
@resting
def test_the_same_question_has_the_same_answer(program: Program, goal: GroundExpression) -> None:
    limits = Limits(length=3, imagine=2, minds=1, count=3)
    answers = []
    for _ in range(2):
        engine = ReferenceEngine(program, minds=1)
        answers.append(engine.tell(Goal(goal), limits))
    assert answers[0] == answers[1]
    assert len(set(answers[0].stories)) == len(answers[0].stories)
    assert list(answers[0].stories) == sorted(answers[0].stories, key=len)
