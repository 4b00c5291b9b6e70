# SPDX-License-Identifier: Apache-2.0
"""What every engine answers as the port says: searches stop when told, progress is told, equal states are one."""

from __future__ import annotations

import pytest

from engine.small_worlds import LONG
from fabula.diagnostics import NOWHERE
from fabula.engine.port import Cancel, Goal, Progress
from fabula.model.answers import Outcome
from fabula.model.expression import Comparator
from fabula.model.ground import Comparison, Constant, Read
from fabula.model.limits import Limits
from semantics.telling import Told

pytestmark = pytest.mark.usefixtures("each_engine")

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
