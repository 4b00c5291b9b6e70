# SPDX-License-Identifier: Apache-2.0
"""The reference engine: its bounds are bounds, and what Python cannot follow is given up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from engine.random_programs import condition_of, program_of
from engine.small_worlds import LONG
from fabula.engine import choose
from fabula.engine.port import Goal
from fabula.engine.reference_landmarks import Landmarks
from fabula.engine.reference_wills import Wills
from fabula.model.answers import Outcome
from fabula.model.ground import GroundExpression, Program
from fabula.model.limits import Limits
from fabula.semantics import EngineError, Semantics, State
from fabula.semantics.expression import truth_of
from semantics.telling import Told

SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
programs = st.integers(0, 1_000_000).map(program_of)
conditions = st.integers(0, 1_000_000).map(condition_of)

STEPS = 3

Run = tuple[tuple[int, ...], tuple[State, ...]]


def runs(wills: Wills, events: frozenset[int]) -> list[Run]:
    """Every sequence of possible events of some steps from the start, with the states that it passes."""
    found: list[Run] = [((), (wills.start(),))]
    layer = found
    for _ in range(STEPS):
        layer = [
            ((*story, event), (*states, wills.after(states[-1], event)))
            for story, states in layer
            for event in wills.events(states[-1])
            if event in events
        ]
        found = [*found, *layer]
    return found


@SLOWLY
@given(programs, conditions)
def test_nothing_goes_better_than_the_bounds_say(program: Program, goal: GroundExpression) -> None:
    wills = Wills(program, 3)
    everything = frozenset(range(len(program.events)))
    planned = frozenset(event for event in everything if program.events[event].willing or event == program.wait)
    test, relaxed = truth_of(goal), wills.story_bounds.relaxed(goal)
    try:
        told, imagined = runs(wills, everything), runs(wills, planned)
    except EngineError:
        assume(False)
        return
    for story, states in told:
        assert not test(states[-1]) or wills.story_bounds.may_hold(states[0], relaxed, len(story))
        assert not wills.utility(states[-1], None) > wills.story_bounds.utility(states[0], None, len(story))
    for story, states in imagined:
        for person in range(2):
            assert not wills.utility(states[-1], person) > wills.bounds.utility(states[0], person, len(story))


@SLOWLY
@given(programs, conditions)
def test_no_story_to_a_goal_lacks_a_landmark(program: Program, goal: GroundExpression) -> None:
    wills = Wills(program, 3)
    test = truth_of(goal)
    try:
        told = runs(wills, frozenset(range(len(program.events))))
    except EngineError:
        assume(False)
        return
    landmarks = Landmarks(program, wills.story_bounds, told[0][1][0], wills.story_bounds.relaxed(goal))
    for story, states in told:
        if test(states[-1]):
            pending = landmarks.all
            for event in story:
                pending = landmarks.left(pending, event)
            assert not pending


@SLOWLY
@given(programs)
def test_the_facts_after_an_event_need_no_minds_where_minds_move_none(program: Program) -> None:
    wills = Wills(program, 3)
    try:
        for _, states in runs(wills, frozenset(range(len(program.events)))):
            for event in wills.events(states[-1]):
                bare = wills.facts_after(states[-1], event)
                assert bare is None or bare.values == wills.after(states[-1], event).values
    except EngineError:
        assume(False)


def test_plans_too_long_to_follow_are_given_up_and_not_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "native_is_there", lambda: False)
    told = Told(LONG.format(steps=800))
    assert told.plan("walk(Ann)", "Ann", imagine=800) is None
    found = told.engine.tell(Goal(told.program.endings[0].condition), Limits(length=800, imagine=800))
    assert (found.outcome, found.limit) == (Outcome.GAVE_UP, "imagine")


def test_a_plan_may_hang_on_a_law_that_only_a_mind_sets_off() -> None:
    program = program_of(60194)
    engine, definition = Wills(program, 5), Semantics(program, 5)
    plans = definition.plans(definition.start().mind(0), 1, 0, 3, 2)
    assert engine.plan(engine.start().mind(0), 1, 0, 3, 2) == next(iter(plans)) == (1,)
