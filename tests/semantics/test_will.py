# SPDX-License-Identifier: Apache-2.0
"""Who would do what, and for which plan."""

from fabula.model.limits import Limits
from semantics.telling import Told

CHAIN = """
    world "Three steps"
    person Ann, Bob
    fact step is number
    fact other
    event first:
        when: step = 0
        then: step = 1
        by: Ann
    event second:
        when: step = 1
        then: step = 2
        by: Bob
    event third:
        when: step = 2
        then: step = 3
        by: Ann
    event useless:
        when: not other
        then: other
        by: Ann
    event storm:
        when: step = 0
        then: step = 2
    wants Ann: 1 if step = 3
    wants Bob: 1 if step = 3
    ending done: step = 3
    ending over: step = 3 and other
"""


def test_a_plan_may_need_others_who_have_reasons_of_their_own() -> None:
    told = Told(CHAIN)
    assert told.plan("first()", "Ann") == ["first()", "second()", "third()"]
    reason = told.engine.reason(told.state, told.event("first()"), 0, limits_of(3))
    assert reason is not None
    assert [[other.person for other in step.reasons] for step in reason.plan] == [[], ["Bob"], []]
    assert [str(step.event) for step in reason.plan[1].reasons[0].plan] == ["second()", "third()"]
    assert (reason.without, reason.gain) == (0.0, 1.0)


def limits_of(imagine: int) -> Limits:
    return Limits(imagine=imagine)


def test_a_plan_longer_than_the_limit_is_no_reason() -> None:
    assert Told(CHAIN).plan("first()", "Ann", imagine=2) is None


def test_beyond_the_deepest_mind_only_what_pays_at_once_counts() -> None:
    assert Told(CHAIN).plan("first()", "Ann", minds=1) is None
    assert Told(CHAIN).plan("first()", "Ann", minds=2) is not None


def test_a_step_that_could_be_left_out_is_no_reason() -> None:
    assert Told(CHAIN).plan("useless()", "Ann") is None


def test_nobody_plans_on_chance_but_it_may_happen_in_a_story() -> None:
    assert (
        Told(CHAIN.replace("by: Bob", "by: Ann, Bob").replace("when: step = 1", "when: no")).plan("first()", "Ann")
        is None
    )
    assert Told(CHAIN).stories("done") == [["storm()", "third()"]]


def test_stories_are_in_character_and_the_shortest_come_first() -> None:
    assert Told(CHAIN).stories("over") == []
    assert Told(CHAIN).stories("done", count=5) == [["storm()", "third()"], ["first()", "second()", "third()"]]


IMPULSE = """
    world "Rage"
    person Ann, Bob
    fact insulted
    fact struck
    start: Bob believes not insulted
    event insult:
        then: insulted
        seen by q: q = Ann
    event strike(p: person):
        when: not struck
        then: struck
        by: p on impulse if insulted
"""


def test_impulse_needs_no_plan_but_what_one_believes() -> None:
    told = Told(IMPULSE).told("insult()")
    assert told.plan("strike(Ann)", "Ann") == "impulse"
    assert told.plan("strike(Bob)", "Bob") is None


LIE = """
    world "A lie"
    kind place
    person Ann, Bob
    place cave, hill
    fact treasure is place
    fact at(p: person) is place
    start:
        treasure = hill
        at(Ann) = hill
        at(Bob) = hill
        Bob believes treasure = unknown
        Ann believes Bob believes treasure = unknown
    event claim(l: place):
        when: treasure != l
        then: Bob believes treasure = l
        by: Ann
        seen by q: q = Ann
    event walk(p: person, l: place):
        when: at(p) != l
        then: at(p) = l
        by: p
    wants Ann: 1 if at(Ann) = treasure and at(Bob) != at(Ann)
    wants Bob: 1 if at(Bob) = treasure
"""


def test_people_lie_for_what_others_will_do_and_nobody_plans_on_being_deceived() -> None:
    told = Told(LIE)
    assert told.plan("claim(cave)", "Ann") == ["claim(cave)", "walk(Bob, cave)"]
    assert told.plan("walk(Bob, cave)", "Bob") is None
    told.told("claim(cave)")
    assert told.plan("walk(Bob, cave)", "Bob") == ["walk(Bob, cave)"]


def test_each_of_two_willing_has_a_reason_as_they_see_it() -> None:
    text = """
        world "Deal"
        person Ann, Bob
        fact dealt
        fact fair
        start: Bob believes fair
        event deal:
            when: not dealt
            then: dealt
            by: Ann, Bob
        wants Ann: 1 if dealt
        wants Bob: 1 if dealt and fair
    """
    told = Told(text)
    assert told.plan("deal()", "Ann") == ["deal()"]
    assert told.plan("deal()", "Bob") == ["deal()"]
    told = Told(text.replace("Bob believes fair", "fair; Bob believes not fair"))
    # Ann's own first step does not ask whether Bob is willing.
    assert told.plan("deal()", "Ann") == ["deal()"]
    assert told.plan("deal()", "Bob") is None
