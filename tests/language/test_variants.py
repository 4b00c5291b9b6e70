# SPDX-License-Identifier: Apache-2.0
"""Worlds of several files: includes, variants, variants of variants, and what can go wrong with them."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
Show = Callable[[object], str]

BASE = """world "Base"
include "places.world"
person Ash, Wren
fact lit
fact open(place)
fact blood(person) is number
define bright: lit
start:
    blood(Ash) = 1
event light(p: person):
    then: lit
event shut(q: place):
    then: not open(q)
event shut(p: person):
    then: blood(p) = 0
law dark:
    when: lit
    then: not lit
sight eyes for p: person:
    p sees lit
wants Wren: 1 if lit
wants Wren: 2 if lit
wants author: 3
wants every person p: blood(p)
ending end "It is over.": lit and bright
"""
PLACES = "kind place\nplace hall, yard\n"
FILES = {"base.world": BASE, "places.world": PLACES}


def variant(body: str, base: str = "base.world") -> str:
    """A variant of the base."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f'variant "What if" of {base}:\n{lines}'


def test_an_include_is_spliced_in_once(read: Read) -> None:
    files = {"b.world": 'include "places.world"\nperson Ash\n', "places.world": PLACES}
    world = read('world "W"\ninclude "b.world"\ninclude "places.world"\nplace cellar\n', files).made
    assert [thing.name for thing in world.things] == ["hall", "yard", "Ash", "cellar"]
    assert world.things[0].span.source == "places.world"


def test_a_variant_is_the_base_and_what_differs(read: Read, show: Show) -> None:
    world = read(
        variant(
            "start:\n"
            "    blood(Ash) = 9\n"
            "kind ghost: person\n"
            "ghost Ash\n"
            "place cellar\n"
            "event light(who: person):\n"
            "    then: not lit\n"
            "event shut(q: place):\n"
            "    then: open(q)\n"
            "event light:\n"
            "    then: lit\n"
            "law dark:\n"
            "    when: not lit\n"
            "    then: lit\n"
            "sight eyes for q: person:\n"
            "    q sees blood(Ash)\n"
            "define bright: not lit\n"
            "wants Wren: 5\n"
            "wants every person p: 1\n"
            'ending end "Otherwise.": not lit\n'
            "ending other: lit\n"
        ),
        FILES,
    ).made
    assert (world.name, world.title) == ("a.world", "What if")
    assert show(world.start) == "blood:person(Ash) := 1; blood:person(Ash) := 9"
    assert [thing.name for thing in world.things] == ["hall", "yard", "Ash", "Wren", "cellar"]
    assert world.things[2].kinds == ("person", "ghost")
    assert [(event.name, show(event.effects)) for event in world.events] == [
        ("light", "lit := no"),
        ("shut", "open:place(q) := yes"),
        ("shut", "blood:person(p) := 0"),
        ("light", "lit := yes"),
    ]
    assert [(law.name, show(law.effects)) for law in world.laws] == [
        ("dark", "lit := yes"),
        ("eyes", "q > blood:person(Ash) := blood:person(Ash)"),
    ]
    assert show(world.definitions[0].body) == "not lit"
    assert [(wants.person and show(wants.person), show(wants.utility)) for wants in world.wants] == [
        (None, "3"),
        ("Wren", "5"),
        ("p", "1"),
    ]
    assert [(ending.name, ending.text) for ending in world.endings] == [("end", "Otherwise."), ("other", None)]


def test_a_variant_leaves_out(read: Read) -> None:
    body = "without event shut\nwithout law dark\nwithout sight eyes\nwithout ending end\nwithout wants Wren\n"
    world = read(variant(f"{body}without wants author"), FILES).made
    assert [event.name for event in world.events] == ["light"]
    assert world.laws == world.endings == ()
    assert len(world.wants) == 1


def test_a_variant_of_a_variant(read: Read, show: Show) -> None:
    files = {**FILES, "v.world": variant("start:\n    blood(Ash) = 2\nwithout law dark")}
    world = read(variant("start:\n    blood(Ash) = 3\nwithout event light", "v.world"), files).made
    assert show(world.start) == "blood:person(Ash) := 1; blood:person(Ash) := 2; blood:person(Ash) := 3"
    assert [event.name for event in world.events] == ["shut", "shut"]
    assert [law.name for law in world.laws] == ["eyes"]


def test_a_variant_may_include_what_its_base_includes(read: Read) -> None:
    world = read(variant('include "places.world"'), FILES).made
    assert [thing.name for thing in world.things] == ["hall", "yard", "Ash", "Wren"]


def test_leaving_out_what_is_not_there(read: Read) -> None:
    assert read(variant("without event lihgt"), FILES).said == (
        "error[nothing-left-out]: The base world has no event called `lihgt` to leave\n"
        "  out.\n"
        " --> a.world:2:19\n"
        "  |\n"
        "2 |     without event lihgt\n"
        "  |                   ^^^^^ nothing of this name\n"
        "  |\n"
        "  = help: Did you mean `light`?\n"
        "  |\n"
        "2 |     without event light\n"
        "  |                   ~~~~~\n"
    )


def test_files_in_a_circle(read: Read) -> None:
    files = {"b.world": 'include "c.world"\n', "c.world": 'include "a.world"\n'}
    assert read('world "W"\ninclude "b.world"\n', files).said == (
        "error[cyclic-include]: `a.world` is being read already: these files go round in\n"
        "  a circle.\n"
        " --> c.world:1:9\n"
        "  |\n"
        '1 | include "a.world"\n'
        "  |         ^^^^^^^^^ this leads back\n"
        "  |\n"
        "  = note: `a.world` needs `b.world` needs `c.world` needs `a.world`.\n"
        "  = help: Put what both need into a third file, and include that.\n"
    )


@pytest.mark.parametrize(
    ("text", "files", "codes"),
    [
        ('world "W"\ninclude "b.world"\nplace hall\n', {}, ["file-not-found"]),
        (variant("place cellar", "nowhere.world"), {}, ["file-not-found"]),
        (variant("person Zoe", "a.world"), {}, ["cyclic-include"]),
        (variant("without event light", "nowhere.world"), {}, ["file-not-found"]),
        (variant("without event light", "a.world"), {}, ["cyclic-include"]),
        (variant("without event light", "b.world"), {"b.world": 'world "B"\nevent light(\n'}, ["unclosed-bracket"]),
        ('world "W"\nwithout event light\n', {}, ["without-base"]),
        (variant("without event light\nevent light:\n    then: lit"), FILES, []),
        (
            variant("event light(p: person):\n    then: lit\nevent light(p: person):\n    then: lit"),
            FILES,
            ["doubly-defined"],
        ),
        (variant("fact lit"), FILES, ["doubly-defined"]),
        (variant("start:\n    blood(Asch) = 2"), FILES, ["unknown-name"]),
        (variant("lit = 3", "b.world"), {"b.world": 'world "B"\nfact lit is ghost\n'}, None),
        (variant("without law x\nwithout wants Ash\nwithout sight s"), FILES, ["nothing-left-out"] * 3),
    ],
)
def test_composition(read: Read, text: str, files: dict[str, str], codes: list[str] | None) -> None:
    found = read(text, files)
    errors = [] if found.world is not None else found.codes
    assert errors if codes is None else errors == codes, found.said


def test_problems_stay_with_the_file_they_are_in(read: Read) -> None:
    found = read('world "W"\ninclude "b.world"\nending e: foo\n', {"b.world": "fact lit\nending f: bar\n"})
    assert found.codes == ["unknown-name", "unknown-name"]
    assert "a.world:3:11" in found.said
    assert "b.world:2:11" in found.said


def test_a_long_chain_of_includes_ends_in_words(read: Read) -> None:
    files = {f"f{n}.world": f'include "f{n + 1}.world"\n' for n in range(3000)}
    found = read('world "W"\ninclude "f0.world"\n', files)
    assert found.codes == ["cyclic-include"]
