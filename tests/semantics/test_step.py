# SPDX-License-Identifier: Apache-2.0
"""What events do: to facts, to those who see them, to those who thought them impossible, to those who are told."""

from semantics.telling import Told

PLACES = """
    world "Places"
    kind place, box
    person Ann, Bob
    place hall, yard
    box chest
    fact at(b: box) is place
    fact open(b: box)
    fact coins is number
    start:
        at(chest) = hall
        coins = 3
        Ann believes:
            at(chest) = yard
            coins = 7
    event lift(p: person, l: place):
        when: at(chest) = l and not open(chest)
        then: open(chest)
        by: p
    event spend(p: person):
        when: coins < 5
        then: coins -= 1
        by: p
    event hide(p: person):
        then: at(chest) = yard
        by: p
        seen by nobody
"""


def test_who_sees_the_impossible_puts_an_equality_right() -> None:
    told = Told(PLACES).told("lift(Bob, hall)")
    assert told.value("open(chest)", "Ann") == "yes"
    assert told.value("at(chest)", "Ann") == "hall"


def test_who_sees_the_impossible_cannot_know_more_than_that_it_is_otherwise() -> None:
    told = Told(PLACES).told("spend(Bob)")
    assert told.value("coins") == "2"
    assert told.value("coins", "Ann") == "unknown"


def test_what_nobody_sees_nobody_learns() -> None:
    told = Told(PLACES).told("hide(Bob)")
    assert told.value("at(chest)") == "yard"
    assert told.value("at(chest)", "Bob") == "hall"
    assert told.value("at(chest)", "Bob", "Ann") == "hall"


def test_a_correction_is_private_but_known_to_oneself() -> None:
    told = Told(PLACES).told("spend(Bob)")
    assert told.value("coins", "Ann", "Ann") == "unknown"
    assert told.value("coins", "Bob", "Ann") == "2"


def test_all_effects_read_the_state_before() -> None:
    text = """
        world "Exchange"
        kind place
        person Ann, Bob
        place hall, yard
        fact at(p: person) is place
        fact steps is number
        start: at(Ann) = hall; at(Bob) = yard
        event exchange:
            then: at(Ann) = at(Bob); at(Bob) = at(Ann); steps += 1; steps += 2
    """
    told = Told(text).told("exchange()")
    assert (told.value("at(Ann)"), told.value("at(Bob)"), told.value("steps")) == ("yard", "hall", "3")


def test_what_one_is_told_stands_above_what_one_sees() -> None:
    text = """
        world "Told"
        person Ann, Bob
        fact lit
        event light(p: person):
            then: lit; Ann believes not lit
            by: p
    """
    told = Told(text).told("light(Bob)")
    assert (told.value("lit"), told.value("lit", "Ann"), told.value("lit", "Bob")) == ("yes", "no", "yes")
    assert told.value("lit", "Ann", "Ann") == "no"
    # Bob sees Ann being told.
    assert told.value("lit", "Bob", "Ann") == "no"


def test_who_sees_an_event_knows_it_wherever_they_think_they_are() -> None:
    text = """
        world "Astray"
        kind place
        person Ann, Bob
        place hall, yard
        fact at(p: person) is place
        fact noise
        start:
            at(Ann) = yard
            Ann believes at(Ann) = hall
            at(Bob) = yard
        event knock:
            then: noise
            seen by q: at(q) = yard
    """
    told = Told(text).told("knock()")
    assert told.value("noise", "Ann") == "yes"
    assert told.value("noise", "Ann", "Ann") == "yes"
    assert told.value("at(Ann)", "Ann") == "hall"


def test_the_start_is_believed_by_everyone_unless_it_says_otherwise() -> None:
    text = """
        world "Start"
        person Ann, Bob
        fact lit
        fact warm
        start:
            lit
            Bob believes not lit
            Ann believes Bob believes warm
        event nothing:
            then: not lit; not warm
    """
    told = Told(text)
    assert [told.value("lit", *path) for path in ((), ("Ann",), ("Bob",), ("Ann", "Bob"), ("Bob", "Ann"))] == [
        "yes",
        "yes",
        "no",
        "yes",
        "no",
    ]
    assert told.value("warm", "Ann", "Bob") == "yes"
    assert told.value("warm", "Ann", "Bob", "Ann") == "yes"
    assert told.value("warm", "Ann") == "no"
