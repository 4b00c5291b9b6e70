# SPDX-License-Identifier: Apache-2.0
"""Names: declared twice, not at all, under two meanings, with other arguments; each said once, where it is."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def test_an_unknown_thing_gets_a_suggestion_of_its_kind(house: Read) -> None:
    assert house("start:\n    at(Ash) = hal\n").said == (
        "error[unknown-name]: There is no `place` called `hal`.\n"
        "  --> a.world:18:15\n"
        "   |\n"
        "18 |     at(Ash) = hal\n"
        "   |               ^^^ a `place` belongs here\n"
        "   |\n"
        "   = help: Did you mean `hall`?\n"
        "   |\n"
        "18 |     at(Ash) = hall\n"
        "   |               ~~~~\n"
    )


def test_a_fact_declared_twice(house: Read) -> None:
    assert house("fact lit(thing) is number\n").said == (
        "error[doubly-defined]: `lit` is a fact already.\n"
        "  --> a.world:17:6\n"
        "   |\n"
        "12 | fact lit(thing)\n"
        "   |      --- first declared here\n"
        "...\n"
        "17 | fact lit(thing) is number\n"
        "   |      ^^^ declared a second time here\n"
        "   |\n"
        "   = help: Give one of the two another name.\n"
    )


def test_a_wrong_number_of_arguments(house: Read) -> None:
    assert house("ending e: at(Ash, hall)\n").said == (
        "error[wrong-argument-count]: The fact `at` takes 1 argument, not 2.\n"
        "  --> a.world:17:11\n"
        "   |\n"
        " 9 | fact at(person) is place\n"
        "   |      -- `at(person)` is declared here\n"
        "10 | fact at(thing) is place\n"
        "   |      -- `at(thing)` is declared here\n"
        "...\n"
        "17 | ending e: at(Ash, hall)\n"
        "   |           ^^^^^^^^^^^^^ 2 arguments here\n"
        "   |\n"
        "   = help: Write `at(person)` or `at(thing)` with things for the kinds.\n"
    )


def test_kinds_in_a_circle(read: Read) -> None:
    assert read('world "W"\nkind a: b\nkind b: c, d\nkind c: a\nkind d\n').said == (
        "error[cyclic-kinds]: The kind `a` is above itself: `a` is a `b` is a `c` is a\n"
        "  `a`.\n"
        " --> a.world:2:6\n"
        "  |\n"
        "2 | kind a: b\n"
        "  |      ^ `a` is declared here\n"
        "3 | kind b: c, d\n"
        "  |      - `b` is declared here\n"
        "4 | kind c: a\n"
        "  |      - `c` is declared here\n"
        "  |\n"
        "  = help: Take one of the parents away.\n"
    )


def test_definitions_in_a_circle(house: Read) -> None:
    found = house("define one: two or raining\ndefine two: not three\ndefine three: one\n")
    assert found.codes == ["cyclic-definitions"]
    assert "`one` needs `two` needs `three` needs `one`" in " ".join(found.said.split())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("person Ash\n", ["doubly-defined"]),
        ("vampire Ash\n", []),
        ("place thing\n", ["doubly-defined"]),
        ("kind place\n", ["doubly-defined"]),
        ("kind person\n", ["doubly-defined"]),
        ("kind number\n", ["reserved-name"]),
        ("person reader\n", ["reserved-name"]),
        ("person author\n", ["reserved-name"]),
        ("fact hall\n", ["doubly-defined"]),
        ("fact hall(person)\n", []),
        ("fact lit(thing, person)\n", []),
        ("fact at(lamp)\n", ["overlapping-overloads"]),
        ("fact at(vampire)\n", ["overlapping-overloads"]),
        ("fact at(place)\n", []),
        ("fact owns(person, person)\nfact owns(person, thing)\n", []),
        ("define lit(t: thing): raining\n", ["doubly-defined"]),
        ("event e:\n    then: raining\nevent e:\n    then: raining\n", ["doubly-defined"]),
        (
            "event e(p: person):\n    then: alive(p)\nevent e(v: vampire):\n    then: alive(v)\n",
            ["overlapping-overloads"],
        ),
        ("event e(p: person):\n    then: alive(p)\nevent e(t: thing):\n    then: lit(t)\n", []),
        ("law l:\n    then: raining\nlaw l:\n    then: raining\n", ["doubly-defined"]),
        ("ending e: raining\nending e: raining\n", ["doubly-defined"]),
        ("event wait:\n    then: raining\n    takes 2\n", ["reserved-name"]),
        ("kind ghost: spirit\n", ["unknown-kind"]),
        ("ghost Ann\nstart:\n    alive(Ann)\n    at(Ann) = hall\n", ["unknown-kind"]),
        ("fact seen(ghost)\nstart:\n    seen(Ash)\n    seen(Wren)\n", ["unknown-kind"]),
        ("fact seen(person) is ghost\nstart:\n    seen(Ash) = Wren\n", ["unknown-kind"]),
        ("define odd(p: ghost): raining\nending e: odd(Ash) and odd(Wren)\n", ["unknown-kind"]),
        ("event e(p: ghost):\n    when: alive(p) and at(p) = hall\n    then: alive(p)\n", ["unknown-kind"]),
        ("event e(ghost):\n    then: raining\n", ["unknown-kind"]),
        ("event e(person):\n    when: alive(p)\n    then: raining\n", ["parameter-without-name"]),
        ("event e(p: person, p: place):\n    then: alive(p)\n", ["doubly-defined"]),
        ("event e(lamp: thing):\n    then: lit(lamp)\n", ["doubly-defined"]),
        ("ending e: any person raining: alive(raining)\n", ["doubly-defined"]),
        ("ending e: any person p: every person p: alive(p)\n", ["doubly-defined"]),
        ("ending e: any person p: alive(p) and every thing q: lit(q)\n", []),
        ("ending e: any ghost g: alive(g) and at(g) = hall\n", ["unknown-kind"]),
        ("ending e: any Ash p: alive(p)\n", ["unknown-kind"]),
        ("ending e: raned\n", ["unknown-name"]),
        ("ending e: alve(Ash) and lit(lamp)\n", ["unknown-fact"]),
        ("ending e: alive(Asch)\n", ["unknown-name"]),
        ("ending e: alive(Asch) and alive(Asch)\n", ["unknown-name"]),
        ("ending e: alive\n", ["wrong-argument-count"]),
        ("ending e: raining(Ash)\n", ["wrong-argument-count"]),
        ("ending e: weak(Ash, Wren)\n", ["wrong-argument-count"]),
        ("ending e: person\n", ["misplaced-name"]),
        ("ending e: person(Ash)\n", ["misplaced-name"]),
        ("ending e: Ash(hall)\n", ["misplaced-name"]),
        ("ending e: keeper(lamp) is Ash\n", ["misplaced-name"]),
        ("event e:\n    then: raining\nending x: e\nending y: e()\n", ["misplaced-name", "misplaced-name"]),
        ("ending e: reader believes raining\n", ["reader-out-of-place"]),
        ("start:\n    Ash believes reader believes raining\n", ["reader-out-of-place"]),
        ("start:\n    reader believes raining\n", []),
        ("start:\n    at(reader) = hall\n", ["reader-out-of-place"]),
        ("define a: b\ndefine b: c\nending e: a or b\n", ["unknown-name"]),
        ("define self(p: person): self(p)\nending e: self(Ash)\n", ["cyclic-definitions"]),
        ('event e(p: person):\n    text: "{p} and {q}"\n    then: alive(p)\n', ["unknown-name"]),
        ('fact met(p: person, person) is place "{p}, {person}, {value}, {place}"\n', ["misplaced-name"]),
        ('ending e "{Ash} {asch}": raining\n', ["unknown-name"]),
        ("wants Asch: 1\n", ["unknown-name"]),
        ("wants every ghost g: 1 if alive(g)\n", ["unknown-kind"]),
        ("sight for p: person:\n    q sees lit(lamp)\n", ["unknown-name"]),
    ],
)
def test_names(house: Read, text: str, codes: list[str]) -> None:
    found = house(text)
    assert found.codes == codes, found.said
    assert (found.world is None) == bool(codes)


def test_all_problems_of_a_file_in_the_order_of_the_text(house: Read) -> None:
    found = house("ending b: foo\nending a: alive(hall)\nfact f(ghost)\n")
    assert found.codes == ["unknown-name", "wrong-kind", "unknown-kind"]


def test_overloads_are_told_apart_by_kind(house: Read) -> None:
    world = house("fact near(place)\nfact near(thing)\nending e: near(at(Ash)) and near(lamp)\n").made
    parts = world.endings[0].condition.parts
    assert [part.fact.parameters[0].kind for part in parts] == ["place", "thing"]


@pytest.mark.parametrize("count", [120, 3000])
def test_many_definitions_inside_each_other(house: Read, count: int) -> None:
    lines = "".join(f"define d{n}: not d{n + 1}\n" for n in range(count)) + f"define d{count}: raining\n"
    found = house(f"{lines}ending e: d0\n")
    assert found.codes == ["too-deep"]


def test_many_kinds_above_each_other(read: Read) -> None:
    lines = "".join(f"kind k{n}: k{n + 1}\n" for n in range(2000))
    assert read(f'world "W"\n{lines}kind k2000\n').codes == ["too-deep"]
    found = read(f'world "W"\n{lines}kind k2000: k0\n')
    assert found.codes[0] == "cyclic-kinds"
    assert len(found.said) < 5000


OVERLOADED = """define safe(p: person): safe(at(p))
define safe(l: place): any thing t: safe(t)
define safe(t: thing): lit(t)
define weary: any person p: weary(p)
define weary(p: person): at(p) = hall
define dim(lamp): dim(Ash)
define dim(p: person): not lit(lamp)
"""


def test_definitions_of_one_name_that_need_each_other_are_no_circle(house: Read) -> None:
    assert house(f"{OVERLOADED}ending e: safe(Ash) and weary and dim(lamp)\n").codes == []


def test_a_circle_of_definitions_of_one_name_says_which(house: Read) -> None:
    found = house("define safe(p: person): safe(lamp)\ndefine safe(t: thing): safe(keeper(t))\nending e: safe(Ash)\n")
    assert found.codes == ["cyclic-definitions"]
    assert "`safe(person)` needs `safe(thing)`" in found.said


def test_what_an_argument_is_may_show_in_the_body_of_another_definition(house: Read) -> None:
    definitions = "define chief: Ash\ndefine safe(p: person): lit(lamp)\ndefine safe(t: thing): safe(chief)\n"
    assert house(definitions + "ending e: safe(lamp)\n").codes == []


def test_a_long_chain_of_definitions_is_no_trouble(house: Read) -> None:
    chain = "".join(f"define d{i}: d{i + 1}\n" for i in range(3_000)) + "define d3000: Ash\n"
    found = house(f"{chain}define safe(p: person): weak(p)\ndefine safe(t: thing): safe(d0)\nending e: safe(lamp)\n")
    assert set(found.codes) <= {"too-deep", "cyclic-definitions"}


def test_an_unknown_name_is_told_once_with_five_more_places(house: Read) -> None:
    assert house("".join(f"ending e{number}: lti(lamp)\n" for number in range(9))).said == (
        "error[unknown-fact]: There is no fact called `lti`.\n"
        "  --> a.world:17:12\n"
        "   |\n"
        "17 | ending e0: lti(lamp)\n"
        "   |            ^^^ no fact or definition has this name\n"
        "18 | ending e1: lti(lamp)\n"
        "   |            --- and here\n"
        "19 | ending e2: lti(lamp)\n"
        "   |            --- and here\n"
        "20 | ending e3: lti(lamp)\n"
        "   |            --- and here\n"
        "21 | ending e4: lti(lamp)\n"
        "   |            --- and here\n"
        "22 | ending e5: lti(lamp)\n"
        "   |            --- and here\n"
        "   |\n"
        "   = note: And 3 more places.\n"
        "   = help: Did you mean `lit`? Or mend its declaration, if that is where it is\n"
        "           misspelt.\n"
    )
