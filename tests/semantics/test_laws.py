# SPDX-License-Identifier: Apache-2.0
"""Laws: in rounds, in every mind, to rest; and what passes with time."""

import pytest

from fabula.semantics import DivisionByZero, RestlessLaws
from semantics.telling import Told

WATER = """
    world "Water"
    person Ann, Bob
    fact high
    fact flooded
    fact alarm
    start: Bob believes high
    event pour:
        then: high
        seen by q: q = Ann
    law flood:
        when: high
        then: flooded
    law ring:
        when: flooded
        then: alarm
"""


def test_laws_follow_one_another_wherever_they_hold() -> None:
    told = Told(WATER)
    assert told.value("alarm") == "no"
    assert told.value("alarm", "Bob") == "yes"
    told.told("pour()")
    assert (told.value("alarm"), told.value("alarm", "Ann")) == ("yes", "yes")


def test_stages_name_the_laws_and_the_minds_they_fired_in() -> None:
    told = Told(WATER)
    stages = told.engine.stages(told.state, told.event("pour()"))
    names = [[(path, told.program.laws[law].name) for path, law in stage.fired if len(path) < 2] for stage in stages]
    assert names == [[], [((), "flood"), ((0,), "flood")], [((), "ring"), ((0,), "ring")]]
    assert stages[-1].state == told.told("pour()").state


def test_facts_move_before_anyone_looks() -> None:
    text = """
        world "Ash"
        person Ann
        fact sunny
        fact dust
        law looks:
            when: dust and not (Ann believes dust)
            then: Ann believes dust
        law burns:
            when: sunny and not dust
            then: dust
        event dawn:
            then: sunny
            seen by nobody
    """
    told = Told(text)
    stages = told.engine.stages(told.state, told.event("dawn()"))
    assert [told.program.laws[stage.fired[0][1]].name for stage in stages[1:]] == ["burns", "looks"]


def test_sight_has_the_last_word_over_what_was_wrongly_reasoned() -> None:
    text = """
        world "Not ash"
        person Ann
        fact sunny
        fact dust
        fact charmed
        start: charmed; Ann believes not charmed
        law burns:
            when: sunny and not charmed
            then: dust
        sight for p: person:
            p sees whether dust
        event dawn:
            then: sunny
    """
    told = Told(text).told("dawn()")
    assert (told.value("dust"), told.value("dust", "Ann")) == ("no", "no")


def test_what_one_sees_to_be_otherwise_becomes_unknown() -> None:
    text = """
        world "Gone"
        kind place
        person Ann, Bob
        place hall, yard
        fact at(p: person) is place
        start:
            at(Ann) = hall
            at(Bob) = hall
        event slip:
            then: at(Bob) = yard
            seen by nobody
        event look:
            then: at(Ann) = hall
            seen by nobody
        sight for p: person, q: person:
            p sees whether at(q) = at(p)
    """
    told = Told(text)
    assert told.value("at(Bob)", "Ann") == "hall"
    assert told.told("slip()").value("at(Bob)", "Ann") == "unknown"


def test_laws_that_undo_each_others_facts_are_an_error() -> None:
    text = """
        world "To and fro"
        person Ann
        fact up
        fact on
        event start_it:
            then: on
        law rise:
            when: on and not up
            then: up
        law fall:
            when: on and up
            then: not up
    """
    with pytest.raises(RestlessLaws) as caught:
        Told(text).told("start_it()")
    assert [law.name for law in caught.value.laws] == ["rise", "fall"]
    assert [fact.name for fact in caught.value.facts] == ["up"]


def test_laws_that_undo_each_others_beliefs_are_an_error() -> None:
    text = """
        world "Of two minds"
        person Ann
        fact up
        fact on
        event start_it:
            then: on
        law rise:
            when: on and not (Ann believes up)
            then: Ann believes up
        law fall:
            when: on and Ann believes up
            then: Ann believes not up
    """
    with pytest.raises(RestlessLaws) as caught:
        Told(text).told("start_it()")
    assert sorted(law.name for law in caught.value.laws) == ["fall", "rise"]


def test_a_number_that_grows_without_end_in_a_mind_is_an_error() -> None:
    text = """
        world "For ever"
        person Ann
        fact on
        fact doubts is number
        event start_it:
            then: on
        law more:
            when: on
            then: Ann believes doubts += 1
    """
    with pytest.raises(RestlessLaws):
        Told(text).told("start_it()")


def test_dividing_by_zero_is_an_error_with_its_place() -> None:
    text = """
        world "Shares"
        person Ann
        fact people is number
        fact share is number
        event divide:
            then: share = 12 / people
        event come:
            then: people += 1
    """
    told = Told(text)
    with pytest.raises(DivisionByZero) as caught:
        told.told("divide()")
    assert caught.value.span.source == "test.world"
    assert told.told("come()", "divide()").value("share") == "12"


CLOCK = """
    world "Bleeding"
    person Ann, Bob
    fact blood(p: person) is number
    fact wound(p: person) is number
    fact alive(p: person)
    start:
        for every person p:
            blood(p) = 5
            alive(p)
        wound(Ann) = 1
        Bob believes wound(Ann) = 0
    event stab:
        then: wound(Ann) += 1
        takes 2
    event staunch(p: person):
        then: wound(Ann) = 0
        by: p
    law bleeds(p: person) each moment:
        when: wound(p) > 0
        then: blood(p) -= wound(p)
    law dies(p: person):
        when: blood(p) <= 0
        then: not alive(p)
    wants Ann: 1 if alive(Ann)
    wants Bob: 1 if alive(Ann)
"""


def test_time_passes_in_every_mind_by_its_own_beliefs() -> None:
    told = Told(CLOCK).told("wait()")
    assert (told.value("blood(Ann)"), told.value("blood(Ann)", "Bob"), told.value("now")) == ("4", "5", "1")
    told.told("stab()")
    # Bob, who saw it, thinks that it is her only wound.
    assert (told.value("blood(Ann)"), told.value("blood(Ann)", "Bob"), told.value("now", "Bob")) == ("0", "3", "3")
    assert (told.value("alive(Ann)"), told.value("alive(Ann)", "Bob")) == ("no", "yes")


def test_preventing_what_time_would_bring_is_a_reason_for_who_knows_of_it() -> None:
    told = Told(CLOCK)
    assert told.plan("staunch(Ann)", "Ann", imagine=3) is None
    told.told("wait()", "wait()", "wait()")
    assert told.plan("staunch(Ann)", "Ann", imagine=2) == ["staunch(Ann)", "wait()"]
    assert told.plan("staunch(Bob)", "Bob", imagine=2) is None
