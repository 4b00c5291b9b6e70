# SPDX-License-Identifier: Apache-2.0
"""What expressions, effects and declarations become in the model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fabula.diagnostics import NOWHERE, Source
from fabula.language import read_condition, read_effects, read_event, read_expression, read_world
from fabula.model.answers import EventCall
from fabula.model.world import LawOrigin, OfKind, World

Read = Callable[..., Any]
Show = Callable[[object], str]


@pytest.mark.parametrize(
    ("written", "lowered"),
    [
        ("lit(lamp)", "lit:thing(lamp)"),
        ("raining", "raining"),
        ("raining()", "raining"),
        ("at(Ash) = at(lamp)", "(at:person(Ash) = at:thing(lamp))"),
        ("at(keeper(lamp)) = hall", "(at:person(keeper:thing(lamp)) = hall)"),
        ("weak(sire)", "weak:person(sire)"),
        ("not lit(lamp) and raining or yes", "((not lit:thing(lamp) and raining) or yes)"),
        ("Ash believes at(Wren) = hall and raining", "([Ash: (at:person(Wren) = hall)] and raining)"),
        ("Ash believes Wren believes lit(lamp)", "[Ash: [Wren: lit:thing(lamp)]]"),
        ("(Ash believes at(Wren)) = hall", "([Ash: at:person(Wren)] = hall)"),
        ("keeper(lamp) believes raining", "[keeper:thing(lamp): raining]"),
        ("Spike is a vampire", "(Spike is vampire)"),
        ("keeper(lamp) is not a vampire", "not (keeper:thing(lamp) is vampire)"),
        ("no person p: alive(p)", "not any(person p where yes!: alive:person(p))"),
        ("every person p where p != Ash: alive(p)", "every(person p where (p != Ash): alive:person(p))"),
        ("any person p, place q: at(p) = q", "any(person p, place q where yes!: (at:person(p) = q))"),
        ("count(person p: alive(p)) > 1", "(count(person p where yes!: alive:person(p)) > 1)"),
        ("count(person p where alive(p)) > 1", "(count(person p where yes!: alive:person(p)) > 1)"),
        (
            "count(person p where weak(p): alive(p)) > 1",
            "(count(person p where weak:person(p): alive:person(p)) > 1)",
        ),
        ("sum(person p: blood(p)) >= -2", "(sum(person p where yes!: blood:person(p)) >= -2)"),
        ("blood(Ash) = 1 + 2 * 3 - -blood(Wren)", "(blood:person(Ash) = ((1 + (2 * 3)) - (0 - blood:person(Wren))))"),
        ("at(Ash) = (hall if raining else none)", "(at:person(Ash) = (hall if raining else none))"),
        ("at(Ash) = unknown", "(at:person(Ash) = unknown)"),
        ("keeper(lamp) != none", "(keeper:thing(lamp) != none)"),
        ("reader believes raining", "[reader: raining]"),
    ],
)
def test_a_condition(house: Read, show: Show, written: str, lowered: str) -> None:
    condition, problems = read_condition(written, house("").made)
    assert problems == ()
    assert show(condition) == lowered


@pytest.mark.parametrize(
    ("written", "lowered"),
    [
        ("lit(lamp)", "lit:thing(lamp) := yes"),
        ("not lit(lamp)", "lit:thing(lamp) := no"),
        ("at(Ash) = unknown; raining = no", "at:person(Ash) := unknown; raining := no"),
        ("blood(Ash) += 2", "blood:person(Ash) += 2"),
        ("blood(Ash) -= 2", "blood:person(Ash) += -2"),
        ("blood(Ash) -= blood(Wren)", "blood:person(Ash) += (0 - blood:person(Wren))"),
        ("Ash believes lit(lamp)", "Ash > lit:thing(lamp) := yes"),
        ("Ash believes at(Wren) = at(Spike)", "Ash > at:person(Wren) := [Ash: at:person(Spike)]"),
        (
            "Ash believes at(keeper(lamp)) = hall",
            "Ash > at:person([Ash: keeper:thing(lamp)]) := hall",
        ),
        (
            "Ash believes Wren believes blood(Spike) += blood(Ash)",
            "Ash > Wren > blood:person(Spike) += [Ash: [Wren: blood:person(Ash)]]",
        ),
        (
            "Ash believes keeper(lamp) believes raining",
            "Ash > [Ash: keeper:thing(lamp)] > raining := yes",
        ),
        ("reader believes raining", "reader > raining := yes"),
    ],
)
def test_effects(house: Read, show: Show, written: str, lowered: str) -> None:
    effects, problems = read_effects(written, house("").made)
    assert problems == ()
    assert show(effects) == lowered


def test_blocks_of_effects(house: Read, show: Show) -> None:
    world = house(
        "event e(p: person):\n"
        "    then:\n"
        "        p believes:\n"
        "            if lit(lamp): raining\n"
        "            else if weak(p): not raining\n"
        "            else: lit(lamp)\n"
        "            for every person q where alive(q): at(q) = at(p)\n"
    ).made
    assert show(world.events[0].effects) == (
        "if [p: lit:thing(lamp)] {p > raining := yes} else "
        "{if [p: weak:person(p)] {p > raining := no} else {p > lit:thing(lamp) := yes}}; "
        "for person q where [p: alive:person(q)] {p > at:person(q) := [p: at:person(p)]}"
    )


def test_kinds_and_things(read: Read) -> None:
    world = read(
        'world "W"\n'
        "kind creature\n"
        "kind person: creature\n"
        "kind fighter: person\n"
        "kind vampire: person, undead\n"
        "kind undead: creature\n"
        'vampire Spike "William the Bloody"\n'
        "fighter Spike, Faith\n"
        "place hall_of_kings\n"
        "kind place\n"
    ).made
    assert [(kind.name, kind.parents) for kind in world.kinds] == [
        ("person", ("creature",)),
        ("creature", ()),
        ("fighter", ("person",)),
        ("vampire", ("person", "undead")),
        ("undead", ("creature",)),
        ("place", ()),
    ]
    assert [(thing.shown, thing.kinds) for thing in world.things] == [
        ("William the Bloody", ("vampire", "fighter", "person", "undead", "creature")),
        ("Faith", ("fighter", "person", "creature")),
        ("hall of kings", ("place",)),
    ]
    assert [thing.name for thing in world.people] == ["Spike", "Faith"]


def test_facts_and_definitions(house: Read) -> None:
    world = house(
        'fact debt(from: person, person, lamp) is number "{from} owes {value}"\n'
        "define where_from(p: person): at(p)\n"
        "define stray: Ash if raining else Wren\n"
    ).made
    debt = next(fact for fact in world.facts if fact.name == "debt")
    assert [(p.name, p.kind, p.constant) for p in debt.parameters] == [
        ("from", "person", None),
        ("person", "person", None),
        ("lamp", "thing", "lamp"),
    ]
    types = {definition.name: definition.type for definition in world.definitions}
    assert types["where_from"] == OfKind("place")
    assert types["stray"] == OfKind("person")


def test_an_event(house: Read, show: Show) -> None:
    world = house(
        "event take(p: person, lamp):\n"
        '    text: "{p} takes the {lamp}."\n'
        "    when:\n"
        "        alive(p)\n"
        "        keeper(lamp) = none\n"
        "    then: keeper(lamp) = p\n"
        "    by: p on impulse if raining, Ash\n"
        "    seen by q: at(q) = at(p)\n"
        "    seen by r: r = Wren\n"
    ).made
    (event,) = world.events
    assert [(p.name, p.kind, p.constant) for p in event.parameters] == [
        ("p", "person", None),
        ("lamp", "thing", "lamp"),
    ]
    assert event.text == "{p} takes the {lamp}."
    assert show(event.condition) == "(alive:person(p) and (keeper:thing(lamp) = none))"
    assert show(event.effects) == "keeper:thing(lamp) := p"
    assert [show(w.person) for w in event.willing] == ["p", "Ash"]
    assert [w.impulse and show(w.impulse) for w in event.willing] == ["raining", None]
    assert event.seen_by is not None
    assert event.seen_by.observer == "q"
    assert show(event.seen_by.condition) == "((at:person(q) = at:person(p)) or (q = Wren))"
    assert event.takes == 1
    assert not world.clock


def test_who_sees_an_event(house: Read, show: Show) -> None:
    world = house(
        "event loud:\n    then: raining\n    seen by everyone\n"
        "event quiet:\n    then: raining\n    seen by nobody\n"
        "event plain:\n    then: raining\n"
    ).made
    assert world.events[0].seen_by is None
    assert world.events[1].seen_by is not None
    assert show(world.events[1].seen_by.condition) == "no!"
    assert world.events[2].seen_by is None


@pytest.mark.parametrize(
    "text",
    [
        "law rain each moment:\n    then: raining\n",
        "event sleep:\n    then: raining\n    takes 8\n",
        "ending late: now > 3\n",
        "define late: now > 3\n",
    ],
)
def test_a_world_with_a_clock_has_now_and_wait(house: Read, text: str) -> None:
    world = house(text).made
    assert world.clock
    assert (world.facts[-1].name, world.facts[-1].span) == ("now", NOWHERE)
    assert (world.events[-1].name, world.events[-1].willing, world.events[-1].takes) == ("wait", (), 1)


def test_a_world_without_a_clock_may_have_its_own_wait(house: Read) -> None:
    world = house("event wait:\n    then: raining\n").made
    assert not world.clock
    assert [event.name for event in world.events] == ["wait"]


def test_sight_is_laws(house: Read, show: Show) -> None:
    world = house(
        "sight eyes for p: person, q: person:\n"
        "    p sees whether at(q) = at(p) if alive(p)\n"
        "    p sees whether lit(lamp)\n"
        "    p sees blood(q)\n"
        "    p sees at(keeper(lamp))\n"
    ).made
    assert all(law.origin is LawOrigin.SIGHT and not law.each_moment for law in world.laws)
    assert [(law.name, show(law.condition), show(law.effects)) for law in world.laws] == [
        (
            "eyes",
            "(alive:person(p) and (at:person(q) = at:person(p)) and not ([p: at:person(q)] = at:person(p)))",
            "p > at:person(q) := at:person(p)",
        ),
        (
            "eyes 2",
            "(alive:person(p) and (at:person(q) != at:person(p)) and ([p: at:person(q)] = at:person(p)))",
            "p > at:person(q) := unknown",
        ),
        ("eyes 3", "(([p: lit:thing(lamp)] != lit:thing(lamp)))", "p > lit:thing(lamp) := lit:thing(lamp)"),
        ("eyes 4", "(([p: blood:person(q)] != blood:person(q)))", "p > blood:person(q) := blood:person(q)"),
        (
            "eyes 5",
            "((person = keeper:thing(lamp)) and ([p: at:person(person)] != at:person(person)))",
            "p > at:person(person) := at:person(person)",
        ),
    ]
    assert [p.name for p in world.laws[4].parameters] == ["p", "q", "person"]


def test_wants(house: Read, show: Show) -> None:
    world = house(
        "wants Wren:\n"
        "    2 if lit(lamp)\n"
        "    blood(Wren) if raining else 0\n"
        "    for every person q where q != Wren:\n"
        "        1 if alive(q)\n"
        "wants author: count(person p: alive(p))\n"
        "wants every vampire v where alive(v): 1\n"
    ).made
    assert [(wants.person and show(wants.person), show(wants.utility)) for wants in world.wants] == [
        (
            "Wren",
            (
                "(((2 if lit:thing(lamp) else 0) + (blood:person(Wren) if raining else 0)) + "
                "sum(person q where (q != Wren): (1 if alive:person(q) else 0)))"
            ),
        ),
        (None, "count(person p where yes!: alive:person(p))"),
        ("v", "(1 if alive:person(v) else 0)"),
    ]
    assert [parameter.kind for parameter in world.wants[2].parameters] == ["vampire"]


def test_what_the_reader_believes_at_the_start(house: Read, show: Show) -> None:
    world = house(
        "start:\n    reader believes at(Ash) = at(Wren)\n    for every person p: reader believes alive(p)\n"
    ).made
    assert show(world.start) == (
        "reader > at:person(Ash) := [reader: at:person(Wren)]; "
        "for person p where yes! {reader > alive:person(p) := yes}"
    )


def test_spans_point_at_the_words(house: Read) -> None:
    text = "raining and lit(lamp)"
    condition, _ = read_condition(text, house("").made)
    assert condition is not None
    assert [text[part.span.start : part.span.end] for part in getattr(condition, "parts", ())] == [
        "raining",
        "lit(lamp)",
    ]


def test_values_and_templates(house: Read, show: Show) -> None:
    world: World = house("event go(p: person):\n    then: raining\n").made
    value, problems = read_expression("at(p)", world, world.events[0].parameters)
    assert problems == ()
    assert show(value) == "at:person(p)"
    value, problems = read_expression("at(p)", world)
    assert value is None
    assert [problem.code for problem in problems] == ["unknown-name"]


@pytest.mark.parametrize(
    ("written", "call", "codes"),
    [
        ("give(Ash, lamp)", EventCall("give", ("Ash", "lamp")), []),
        ("rest()", EventCall("rest", ()), []),
        ("give(Ash)", None, ["wrong-argument-count"]),
        ("give(lamp, Ash)", None, ["wrong-order"]),
        ("give(lamp, hall)", None, ["wrong-kind", "wrong-kind"]),
        ("give(Ash, lmap)", None, ["unknown-name"]),
        ("give(keeper(lamp), lamp)", None, ["not-a-name"]),
        ("gave(Ash, lamp)", None, ["unknown-event"]),
        ("give(none, lamp)", None, ["wrong-kind"]),
        ("give(reader, lamp)", None, ["reader-out-of-place"]),
    ],
)
def test_the_event_of_an_annotation(house: Read, written: str, call: EventCall | None, codes: list[str]) -> None:
    world = house("event give(p: person, t: thing):\n    then: keeper(t) = p\nevent rest:\n    then: raining\n").made
    event, problems = read_event(written, world)
    assert [problem.code for problem in problems] == codes
    assert event == call


def test_the_example_of_the_design(read: Read) -> None:
    found = read(EXAMPLE)
    assert found.said == ""
    world = found.made
    assert [event.name for event in world.events] == ["go", "give", "snatch"]
    assert [law.name for law in world.laws] == ["sight of at", "sight of at 2", "dark"]
    assert not world.clock


def test_sources_met_are_given_back() -> None:
    common = Source("common.world", "kind place\n")
    world, _, sources = read_world(
        Source("a.world", 'world "W"\ninclude "common.world"\nplace hall\n'), lambda _from, _path: common
    )
    assert world is not None
    assert [source.name for source in sources] == ["a.world", "common.world"]


EXAMPLE = (Path(__file__).parents[1] / "data" / "stolen-fire.world").read_text(encoding="utf-8")
