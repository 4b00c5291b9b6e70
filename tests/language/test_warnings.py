# SPDX-License-Identifier: Apache-2.0
"""What cannot matter is pointed at, and nothing that can."""

from collections.abc import Callable
from typing import Any

import pytest

from fabula.diagnostics import Source
from fabula.engine.ground import ground
from fabula.engine.reference import ReferenceEngine
from fabula.language import read_manuscript
from fabula.language.possible import Possible
from fabula.model.ground import Program

Read = Callable[..., Any]

ROOM = """world "Room"
kind place, thing
person Ash, Wren
place hall, yard
thing lamp
fact at(person) is place
fact lit(thing)
fact open
fact oil is number
start:
    for every person p: at(p) = hall
    Wren believes lit(lamp)
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
    by: p
    seen by q: at(q) = at(p)
wants Ash: 1 if lit(lamp) or open or oil > 3 or at(Ash) = yard
"""


def test_an_event_that_can_never_happen(read: Read) -> None:
    assert read(f"{ROOM}event leave(p: person):\n    when: open and at(p) = hall\n    then: at(p) = none\n").said == (
        "warning[event-never-happens]: The event `leave` can never happen.\n"
        "  --> a.world:19:7\n"
        "   |\n"
        "19 | event leave(p: person):\n"
        "   |       ^^^^^ not possible at the start, nor after anything that can happen\n"
        "20 |     when: open and at(p) = hall\n"
        "   |           ---- this is never so\n"
        "   |\n"
        "   = note: `open` is never anything but `no`.\n"
        "   = help: Let something make its condition true, or take the event away.\n"
    )


def test_a_fact_that_nothing_reads(read: Read) -> None:
    assert read(f"{ROOM}fact colour(thing) is number\n").said == (
        "warning[fact-never-read]: Nothing ever depends on the fact `colour(thing)`.\n"
        "  --> a.world:19:6\n"
        "   |\n"
        "19 | fact colour(thing) is number\n"
        "   |      ^^^^^^ no condition, value, want or text reads it\n"
        "   |\n"
        "   = help: Use it somewhere, or take it away.\n"
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("ending e: open\n", ["ending-never-reached"]),
        ("ending e: oil > 3\n", ["ending-never-reached"]),
        ("start:\n    oil = 4\nending e: oil > 3\n", []),
        ("event pour:\n    then: oil += 1\nending e: oil > 3\n", []),
        ("event pour:\n    then: oil = oil * 2\nending e: oil > 3\n", ["ending-never-reached"]),
        ("event pour:\n    then: oil = 1 + oil\nending e: oil > 900\n", []),
        ("event knock:\n    then: open\nending e: open\n", []),
        (
            "event knock:\n    when: open\n    then: open\nending e: open\n",
            ["event-never-happens", "ending-never-reached"],
        ),
        ("law knock:\n    when: open\n    then: not open\n", ["law-never-fires"]),
        ("law knock:\n    when: not open\n    then: open\nending e: open\n", []),
        ("law idle:\n    when: open\n", ["law-never-fires"]),
        ("ending e: at(Ash) = none\n", []),
        ("ending e: every person p: at(p) = yard\n", []),
        ("ending e: any thing t: lit(t)\n", ["ending-never-reached"]),
        ("ending e: Wren believes lit(lamp)\n", []),
        ("ending e: Wren believes Ash believes lit(lamp)\n", []),
        ("ending e: count(thing t: lit(t)) > 0\n", []),
        ("ending e: not open\n", []),
        ("ending e: no\n", ["ending-never-reached"]),
        # What people may imagine is not impossible: Wren thinks the lamp is lit, and could hope to carry it.
        ("event carry(p: person):\n    when: lit(lamp)\n    then: open\n    by: p\n", []),
        ("kind ghost: person\nevent haunt(g: ghost):\n    then: at(g) = hall\n", ["event-never-happens"]),
        ("event look(p: person):\n    then: open\n", ["parameter-never-used"]),
        ('event look(p: person):\n    text: "{p} looks."\n    then: open\n', []),
        ("event look(p: person):\n    then: open\n    by: p\n", []),
        ("event look(lamp):\n    then: open\n", []),
        ("define far(p: person): open\nending e: not far(Ash)\n", ["parameter-never-used"]),
        ("define far(p: person): at(p) = yard\n", ["definition-never-read"]),
        ("define far(p: person): at(p) = yard\nending e: far(Ash)\n", []),
        ('fact colour is number\nending e "{colour}": not open\n', []),
        ("fact colour is number\nstart:\n    colour = 2\n", ["fact-never-read"]),
        ("fact colour is number\nstart:\n    oil = colour\n", []),
        ("fact spot is place\nstart:\n    at(Ash) = spot\n", []),
        ("event look:\n    then: open\n    seen by q: q = q\n", ["always-seen"]),
        ("event look:\n    then: open\n    seen by q: q != q\n", ["never-seen"]),
        ("event look:\n    then: open\n    seen by q: at(q) = at(q)\n", ["always-seen"]),
        ("event look:\n    then: not open\n    seen by q: open\n", ["never-seen"]),
        ("event look(p: person):\n    then: open\n    seen by q: q = p or q != p\n", ["always-seen"]),
        ("event look(p: person):\n    then: open\n    seen by q: p != q and at(q) = hall and p = q\n", ["never-seen"]),
        ("event look:\n    then: open\n    seen by q: at(q) = hall and at(q) = yard\n", ["never-seen"]),
        ("event look:\n    then: open\n    seen by q: open and not open\n", ["never-seen"]),
        ("event look:\n    then: open\n    seen by q: q believes open or not open\n", []),
        ("event look:\n    then: open\n    seen by q: at(q) = hall or at(q) = yard\n", []),
        ("event look:\n    then: open\n    seen by q: open\n", []),
        ("event look:\n    then: open\n    seen by nobody\n", []),
        ("event look:\n    then: open\n    seen by everyone\n", []),
        ("ending e: now > 3\n", []),
        ("event look:\n    when: now = 7\n    then: open\n", []),
    ],
)
def test_warnings(read: Read, text: str, codes: list[str]) -> None:
    found = read(ROOM + text)
    assert found.world is not None, found.said
    assert found.codes == codes, found.said


def test_beliefs_alone_make_no_real_ending(read: Read) -> None:
    found = read(
        f"{ROOM}event lie(p: person):\n    then: p believes open\nending e: open\nending f: Ash believes open\n"
    )
    assert found.codes == ["ending-never-reached"]
    assert "`e`" in found.said


def test_a_variant_is_not_blamed_for_what_its_base_no_longer_needs(read: Read) -> None:
    base = f"{ROOM}event knock:\n    then: open\nending e: open\n"
    shut = 'variant "Shut" of base.world:\n    without event knock\n    ending never: open\n'
    found = read(shut, {"base.world": base})
    assert found.codes == ["ending-never-reached"]
    assert "`never`" in found.said


def test_an_included_file_is_part_of_the_world(read: Read) -> None:
    found = read('world "W"\ninclude "b.world"\n', {"b.world": "fact idle\n"})
    assert found.codes == ["fact-never-read"]


def test_what_a_manuscript_reads_is_read() -> None:
    world = Source("w.world", f"{ROOM}fact met\nfact idle\ndefine far: at(Ash) = yard\n")
    story = Source("s.md", "---\nworld: w.world\n---\n@ go(Ash, yard)\n@ expect not met and far\n")
    _, _, problems, _ = read_manuscript(story, lambda _from, _path: world)
    assert [problem.title for problem in problems] == ["Nothing ever depends on the fact `idle`."]


def test_a_world_with_errors_has_no_warnings(read: Read) -> None:
    assert read(f"{ROOM}fact colour\nending e: foo\n").codes == ["unknown-name"]


def test_what_really_happens_was_found_possible(read: Read) -> None:
    knock = "event knock(p: person):\n    when: at(p) = yard\n    then: open; p believes oil = 7; oil += 1\n    by: p\n"
    rain = "law drip:\n    when: open and oil < 3\n    then: oil = oil + 2\n"
    world = read(f"{ROOM}{knock}{rain}").made
    possible = Possible(world)
    possible.explore()
    program = ground(world)
    assert isinstance(program, Program)
    engine = ReferenceEngine(program, depth=3, minds=1)
    facts = {fact.name: fact for fact in world.facts}
    states = {engine.start()}
    for _ in range(3):
        states |= {engine.after(state, event) for state in states for event in engine.possible(state)}
    for state in states:
        minds = [(engine.believed(state, person), possible.minds) for person in range(len(program.people))]
        for inner, known in ((state, possible.really), *minds):
            for fluent, value in zip(program.fluents, engine.values(inner), strict=True):
                values = known[facts[fluent.name]]
                assert values is None or value in values, (str(fluent), value)
    assert possible.settled
    assert len(states) > 5


KIND = 'world "x"\nkind cat\nperson Ash\nfact lit\nevent light():\n    when: not lit\n    then: lit\n{line}\n'

USES = {
    "a thing": "cat Tom\nending e: lit",
    "a thing of a kind below": "kind kitten: cat\nkitten Tom\nending e: lit",
    "a kind below that is used": "kind kitten: cat\nending e: lit and not any kitten k: lit",
    "a parameter": "fact soft(cat)\nending e: lit or any person p: soft(p)",
    "a value": "fact pet is cat\nending e: lit and pet = none",
    "a variable": "ending e: lit and not any cat c: lit",
    "a question": "ending e: lit and not Ash is a cat",
    "an event": "event purr(c: cat):\n    when: lit\n    then: not lit\nending e: lit",
    "a wish": "wants every person p where p is a cat: 1 if lit",
}


def kind_warnings(found: Any) -> list[str]:
    return [code for code in found.codes if code == "kind-never-used"]


@pytest.mark.parametrize("line", USES.values(), ids=USES)
def test_a_kind_that_is_used_in_any_way(line: str, read: Read) -> None:
    assert kind_warnings(read(KIND.format(line=line))) == []


def test_a_kind_that_nothing_uses(read: Read) -> None:
    found = read(KIND.format(line="kind kitten: cat\nending e: lit"))
    assert kind_warnings(found) == ["kind-never-used"] * 2


def test_kinds_of_an_included_file_are_for_others_too(read: Read) -> None:
    text = KIND.format(line="include more.world\nending e: lit\ncat Tom")
    assert kind_warnings(read(text, {"more.world": "kind dog, bird\n"})) == []


def test_of_very_many_warnings_the_first_two_hundred_are_told(read: Read) -> None:
    found = read('world "x"\nperson Ash\n' + "".join(f"fact f{number}(person)\n" for number in range(300)))
    assert found.world is not None
    assert found.codes == ["fact-never-read"] * 200 + ["too-many-problems"]
    assert "There are 100 more problems in this file." in found.said
