# SPDX-License-Identifier: Apache-2.0
"""The reference engine: its bounds are bounds, its searches stop when told, and it answers as the port says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from engine.random_programs import condition_of, program_of
from fabula.diagnostics import NOWHERE
from fabula.engine.port import Cancel, Goal, Progress
from fabula.engine.reference_landmarks import Landmarks
from fabula.engine.reference_wills import Wills
from fabula.model.answers import Outcome
from fabula.model.expression import Comparator
from fabula.model.ground import Comparison, Constant, GroundExpression, Program, Read
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


COUNTING = """
    world "Counting"
    person Ann
    fact n is number
    fact m is number
    event more:
        then: n += 1
    event less:
        then: n -= 1
    event other:
        then: m += 1
    wants author: n
    ending far: n = 6 and m = 6
"""


def test_a_goal_may_be_an_authors_utility() -> None:
    told = Told(COUNTING)
    found = told.engine.tell(Goal(raises=3.0), Limits(length=4))
    assert (found.outcome, [len(story) for story in found.stories]) == (Outcome.TOLD, [3])
    assert told.engine.tell(Goal(raises=3.0), Limits(length=2)).outcome is Outcome.IMPOSSIBLE


def test_a_goal_that_already_holds_is_told_in_no_event() -> None:
    found = Told(COUNTING).engine.tell(Goal(raises=0.0), Limits())
    assert (found.outcome, found.stories) == (Outcome.TOLD, ((),))


def test_a_story_may_be_told_from_another_state() -> None:
    engine = Told(COUNTING).engine
    far = Goal(engine.program.endings[0].condition)
    state = engine.start()
    for event in (0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2):
        state = engine.after(state, event)
    found = engine.tell(far, Limits(length=1), start=state)
    assert (found.outcome, found.stories) == (Outcome.TOLD, ((0,),))
    assert engine.tell(far, Limits(length=0), start=state).outcome is Outcome.IMPOSSIBLE
    assert engine.tell(far, Limits(), start=engine.after(state, 0)).stories == ((),)
    assert engine.tell(far, Limits(length=11)).outcome is Outcome.IMPOSSIBLE


def test_a_search_stops_at_its_bound_on_states() -> None:
    told = Told(COUNTING)
    found = told.engine.tell(Goal(told.program.endings[0].condition), Limits(length=12, states=20))
    assert (found.outcome, found.limit) == (Outcome.GAVE_UP, "states")


def test_a_search_stops_when_somebody_asks() -> None:
    told = Told(COUNTING)
    cancel = Cancel()
    cancel.set("interrupted")
    found = told.engine.tell(Goal(told.program.endings[0].condition), Limits(length=12), cancel)
    assert (found.outcome, found.limit) == (Outcome.GAVE_UP, "interrupted")


def test_progress_is_told() -> None:
    seen: list[Progress] = []
    told = Told(COUNTING)
    found = told.engine.tell(Goal(told.program.endings[0].condition), Limits(length=12), progress=seen.append)
    assert found.outcome is Outcome.TOLD
    assert seen
    assert max(progress.states for progress in seen) <= found.states
    assert set(found.statistics) == {"states", "visited", "rounds", "wills", "imagined", "plans"}


def test_a_reason_that_was_not_searched_for_is_not_remembered() -> None:
    text = """
        world "Steps"
        person Ann
        fact step is number
        event walk(p: person):
            when: step < 3
            then: step += 1
            by: p
        wants Ann: 1 if step = 3
    """
    told = Told(text)
    cancel = Cancel()
    cancel.set("time")
    assert told.engine.reason(told.state, 0, 0, Limits(), cancel) is None
    assert not told.engine.explained(told.state, 0, Limits(), cancel)
    assert told.plan("walk(Ann)", "Ann") == ["walk(Ann)"] * 3


def test_the_clock_is_kept_beside_states_where_nothing_reads_it() -> None:
    text = """
        world "Idle"
        person Ann
        fact lit
        event light: then: lit
        event idle:
            then: lit
            takes 3
        law fades each moment:
            when: lit and not lit
            then: not lit
    """.replace("event light: then: lit", "event light:\n            then: lit")
    told = Told(text)
    first = told.state
    told.told("wait()", "idle()")
    assert told.value("now") == "4"
    assert told.value("now", "Ann", "Ann") == "4"
    (now,) = (number for number, fluent in enumerate(told.program.fluents) if fluent.name == "now")
    asked = Comparison(Comparator.EQUAL, Read(now, NOWHERE), Constant(4.0, NOWHERE), NOWHERE)
    assert told.engine.holds(told.state, asked)
    assert not told.engine.holds(first, asked)
    stages = told.engine.stages(first, told.event("idle()"))
    assert [told.engine.values(stage.state)[now] for stage in stages] == [0.0, 1.0, 2.0, 3.0]


def test_equal_states_have_one_number() -> None:
    told = Told(COUNTING)
    assert told.told("more()", "less()").state == told.engine.start()


def test_a_state_can_be_altered_and_started_anew() -> None:
    told = Told(COUNTING)
    altered = told.engine.altered(told.state, (0,), 0, 5.0)
    assert told.engine.values(altered)[0] == 0.0
    assert told.engine.values(told.engine.believed(altered, 0))[0] == 5.0
    values = (2.0, *told.program.start_values[1:])
    anew = told.engine.started(values, (((0,), 0, 7.0),))
    assert told.engine.values(anew)[0] == 2.0
    assert told.engine.values(told.engine.believed(anew, 0))[0] == 7.0


@pytest.mark.parametrize("minds", [0, 1, 2, 3])
def test_a_program_without_people_is_a_program(minds: int) -> None:
    text = """
        world "Empty"
        fact n is number
        event more:
            then: n += 1
        ending two: n = 2
    """
    assert Told(text, minds).stories("two") == [["more()", "more()"]]


LONG = """
    world "A long way"
    person Ann
    fact step is number
    event walk(p: person):
        when: step < 900
        then: step += 1
        by: p
    event back(p: person):
        when: step > 0
        then: step -= 1
        by: p
    wants Ann: 1 if step = {steps}
    ending there: step = {steps}
"""


def test_whether_a_long_plan_is_lean_does_not_take_all_ways_to_shorten_it() -> None:
    assert Told(LONG.format(steps=30)).plan("walk(Ann)", "Ann", imagine=30) == ["walk(Ann)"] * 30


WIDE = """
    world "Many rooms"
    kind room
    room {rooms}
    person Ann
    fact at(person) is room
    fact lit(room)
    start: at(Ann) = R0
    event go(p: person, to: room):
        when: at(p) != to
        then: at(p) = to
        by: p
    event light(p: person, r: room):
        when: at(p) = r and not lit(r)
        then: lit(r)
        by: p
    wants Ann: 1 if lit(R20)
    ending bright: lit(R20)
"""


def test_a_plan_at_hand_is_found_before_anybody_is_asked_about_longer_ones() -> None:
    told = Told(WIDE.format(rooms=", ".join(f"R{room}" for room in range(30))))
    found = told.engine.tell(Goal(told.program.endings[0].condition), Limits())
    assert [len(story) for story in found.stories] == [2]
    assert found.statistics["wills"] < 20, "each of the other rooms was proved to be of no use"


def test_plans_too_long_to_follow_are_given_up_and_not_a_traceback() -> None:
    told = Told(LONG.format(steps=800))
    assert told.plan("walk(Ann)", "Ann", imagine=800) is None
    found = told.engine.tell(Goal(told.program.endings[0].condition), Limits(length=800, imagine=800))
    assert (found.outcome, found.limit) == (Outcome.GAVE_UP, "imagine")


def test_a_plan_may_hang_on_a_law_that_only_a_mind_sets_off() -> None:
    program = program_of(60194)
    engine, definition = Wills(program, 5), Semantics(program, 5)
    plans = definition.plans(definition.start().mind(0), 1, 0, 3, 2)
    assert engine.plan(engine.start().mind(0), 1, 0, 3, 2) == next(iter(plans)) == (1,)
