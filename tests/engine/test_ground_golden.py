# SPDX-License-Identifier: Apache-2.0
"""Small worlds and the whole programs they become."""

from __future__ import annotations

from textwrap import dedent

from engine.small_worlds import (
    believes,
    both,
    compare,
    either,
    ending,
    event,
    fact,
    for_every,
    grounded,
    if_,
    is_a,
    law,
    no,
    put,
    quantified,
    read,
    things,
    var,
    wants,
    world,
)
from fabula.engine.dump import dump
from fabula.model.world import World

AT = fact("at", "p: person", "place")
LAMP_LIT = fact("lit", "t: thing")
ROAD = fact("road", "a: place, b: place")
KEEPER = fact("keeper", "t: thing", "person")


def golden(of: World, text: str) -> None:
    assert dump(grounded(of)) == dedent(text).lstrip("\n")


def test_what_never_changes_prunes_and_is_folded_away() -> None:
    step = event(
        "step",
        "p: person, a: place, b: place",
        both(compare(read(AT, "p"), "=", "a"), read(ROAD, "a", "b")),
        (put(read(AT, "p"), var("b")),),
        by=("p",),
        seen_by=either(compare(read(AT, "q"), "=", "a"), compare(read(AT, "q"), "=", "b")),
    )
    golden(
        world(
            things(person="Ash Wren", place="hall yard shed"),
            (AT, ROAD),
            (for_every("p: person", put(read(AT, "p"), "hall")), put(read(ROAD, "hall", "yard"))),
            (step,),
        ),
        """
        people: Ash, Wren
        start:
            at(Ash) = hall
            at(Wren) = hall
            road(hall, hall) = no
            road(hall, yard) = yes
            road(hall, shed) = no
            road(yard, hall) = no
            road(yard, yard) = no
            road(yard, shed) = no
            road(shed, hall) = no
            road(shed, yard) = no
            road(shed, shed) = no
        event step(Ash, hall, yard):
            when: at(Ash) = hall
            then: at(Ash) = yard
            by: Ash
            seen by Ash: (at(Ash) = hall or at(Ash) = yard)
            seen by Wren: (at(Wren) = hall or at(Wren) = yard)
        event step(Wren, hall, yard):
            when: at(Wren) = hall
            then: at(Wren) = yard
            by: Wren
            seen by Ash: (at(Ash) = hall or at(Ash) = yard)
            seen by Wren: (at(Wren) = hall or at(Wren) = yard)
        wants Ash: 0
        wants Wren: 0
        wants author: 0
        """,
    )


def test_a_wrong_belief_about_what_never_changes_keeps_it_in_the_program() -> None:
    go = event("go", "p: person", both(read(ROAD, "hall", "yard")), (put(read(AT, "p"), "yard"),))
    golden(
        world(
            things(person="Ash", place="hall yard"),
            (AT, ROAD),
            (put(read(ROAD, "hall", "yard")), put(read(ROAD, "hall", "yard"), False, "Ash")),
            (go,),
        ),
        """
        people: Ash
        start:
            at(Ash) = none
            road(hall, hall) = no
            road(hall, yard) = yes
            road(yard, hall) = no
            road(yard, yard) = no
            Ash believes road(hall, yard) = no
        event go(Ash):
            when: road(hall, yard) = yes
            then: at(Ash) = yard
            seen by Ash: yes
        wants Ash: 0
        wants author: 0
        """,
    )


def test_effects_are_flat_and_their_guards_are_two_valued() -> None:
    give = event(
        "give",
        "p: person, r: person",
        both(compare("p", "!=", var("r")), compare(read(KEEPER, "lamp"), "=", "p")),
        (
            put(read(KEEPER, "lamp"), var("r")),
            if_(read(LAMP_LIT, "lamp"), put(read(LAMP_LIT, "lamp"), False), otherwise=(put(read(LAMP_LIT, "lamp")),)),
            for_every("q: person", put(read(LAMP_LIT, "lamp"), True, "q", "p"), where=compare("q", "!=", var("p"))),
        ),
        by=("p", "r"),
        impulse=read(LAMP_LIT, "lamp"),
    )
    put_out = event("put_out", "", then=(put(read(LAMP_LIT, "lamp"), False, read(KEEPER, "lamp")),))
    golden(
        world(things(person="Ash Wren", thing="lamp"), (KEEPER, LAMP_LIT), (), (give, put_out)),
        """
        people: Ash, Wren
        start:
            keeper(lamp) = none
            lit(lamp) = no
        event give(Ash, Wren):
            when: keeper(lamp) = Ash
            then: keeper(lamp) = Wren
            then: lit(lamp) = no if lit(lamp) = yes
            then: lit(lamp) = yes if (lit(lamp) = no or lit(lamp) = unknown)
            then: Wren believes Ash believes lit(lamp) = yes
            by: Ash, Wren
            impulse of Ash: lit(lamp) = yes
            seen by Ash: yes
            seen by Wren: yes
        event give(Wren, Ash):
            when: keeper(lamp) = Wren
            then: keeper(lamp) = Ash
            then: lit(lamp) = no if lit(lamp) = yes
            then: lit(lamp) = yes if (lit(lamp) = no or lit(lamp) = unknown)
            then: Ash believes Wren believes lit(lamp) = yes
            by: Wren, Ash
            impulse of Wren: lit(lamp) = yes
            seen by Ash: yes
            seen by Wren: yes
        event put_out():
            when: yes
            then: Ash believes lit(lamp) = no if keeper(lamp) = Ash
            then: Wren believes lit(lamp) = no if keeper(lamp) = Wren
            seen by Ash: yes
            seen by Wren: yes
        wants Ash: 0
        wants Wren: 0
        wants author: 0
        """,
    )


def test_laws_wants_endings_and_the_clock() -> None:
    blood = fact("blood", "p: person", "number")
    dim = law(
        "dim",
        "t: thing",
        both(read(LAMP_LIT, "t"), no(is_a(read(KEEPER, "t"), "person"))),
        (put(read(LAMP_LIT, "t"), False),),
    )
    bleed = law("bleed", "p: person", then=(put(read(blood, "p"), -1.0, increase=True),), each_moment=True)
    learn = law("learn", "p: person", read(LAMP_LIT, "lamp"), (put(read(LAMP_LIT, "lamp"), True, "p"),))
    golden(
        world(
            things(person="Ash", person__vampire="Spike", thing="lamp"),
            (KEEPER, LAMP_LIT, blood),
            events=(event("take", "p: person", then=(put(read(KEEPER, "lamp"), var("p")),)),),
            laws=(dim, bleed, learn),
            wishes=(
                wants("v", 2.0, over="v: vampire"),
                wants("Spike", quantified("sum", "p: person", read(blood, "p"))),
                wants(None, quantified("count", "p: person", compare(read(blood, "p"), ">", 3.0))),
            ),
            endings=(ending("known", no(believes("Ash", read(LAMP_LIT, "lamp")))),),
            clock=True,
        ),
        """
        people: Ash, Spike
        start:
            keeper(lamp) = none
            lit(lamp) = no
            blood(Ash) = 0
            blood(Spike) = 0
            now = 0
        event take(Ash):
            when: yes
            then: keeper(lamp) = Ash
            seen by Ash: yes
            seen by Spike: yes
        event take(Spike):
            when: yes
            then: keeper(lamp) = Spike
            seen by Ash: yes
            seen by Spike: yes
        event wait():
            when: yes
            seen by Ash: yes
            seen by Spike: yes
        law dim(lamp):
            when: (lit(lamp) = yes and keeper(lamp) != Ash and keeper(lamp) != Spike)
            then: lit(lamp) = no
        law learn(Ash) of beliefs alone:
            when: lit(lamp) = yes
            then: Ash believes lit(lamp) = yes
        law learn(Spike) of beliefs alone:
            when: lit(lamp) = yes
            then: Spike believes lit(lamp) = yes
        each moment bleed(Ash):
            when: yes
            then: blood(Ash) += -1
        each moment bleed(Spike):
            when: yes
            then: blood(Spike) += -1
        wants Ash: 0
        wants Spike: (2 + (blood(Ash) + blood(Spike)))
        wants author: ((1 if blood(Ash) > 3 else 0) + (1 if blood(Spike) > 3 else 0))
        ending known: (not Ash believes lit(lamp) = yes)
        clock: now, wait()
        """,
    )
