# SPDX-License-Identifier: Apache-2.0
"""The picture of a map of endings: whole, the same each time, and no text of an author becomes markup."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st

from fabula.model.endings_map import EndingsMap
from fabula.model.limits import Limits
from fabula.render import endings_map_boxes
from fabula.render.drawing.svg import document
from fabula.render.endings_map import render_endings_map
from fabula.render.endings_map_view import MOST_BOXES, MOST_ROWS, view
from usecases.test_endings import FORK, engine_of
from usecases.test_endings_map import ORDER, WORLDS, mapped

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"
LIMITS = Limits(length=6, imagine=1, minds=1)
PUDDLE = (WORLDS / "puddle" / "puddle.world").read_text(encoding="utf-8")
MANY = "".join(f'ending e{number} "P{number} is there.": at(P{number}) = a and n = 1\n' for number in range(40))
CROWD = (
    'world "Two hundred"\nkind place\nperson ' + ", ".join(f"P{number}" for number in range(200)) + "\n"
    "place a\nfact at(person) is place\nfact n is number\nevent go(p: person):\n"
    "    when: at(p) = none and n < 1\n    then: at(p) = a; n += 1\n" + MANY
)  # fmt: skip


@pytest.fixture(scope="module")
def puddle() -> EndingsMap:
    """A map of many nodes."""
    return mapped(engine_of(PUDDLE), Limits(length=9))


def texts(shown: EndingsMap) -> list[str]:
    """The texts of the picture, as a reader of XML finds them."""
    root = ET.fromstring(document(render_endings_map(shown)))
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


@pytest.mark.golden
@pytest.mark.parametrize(("name", "world"), [("fork", FORK), ("order", ORDER)])
def test_the_picture_is_as_it_was_looked_at(name: str, world: str, golden_update: bool) -> None:
    drawn = document(render_endings_map(mapped(engine_of(world), LIMITS)))
    path = HERE / f"{name}.svg"
    if golden_update:
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == path.read_text(encoding="utf-8")


def test_what_the_documentation_shows_is_so() -> None:
    assert doctest.testmod(endings_map_boxes).failed == 0


def test_a_big_map_is_cut_where_it_is_thin_and_says_so(puddle: EndingsMap) -> None:
    boxes = view(puddle)
    assert 8 < len(boxes) <= MOST_BOXES
    led_to = {row.target for box in boxes for row in box.rows}
    assert led_to >= set(range(1, len(boxes)))
    assert all(len(box.rows) <= MOST_ROWS for box in boxes)
    for box in boxes:
        assert sum(row.stories for row in box.rows) == sum(box.node.stories) - sum(box.node.ends) + _dead(puddle, box)
    assert any("more branches" in text for text in texts(puddle))


def _dead(shown: EndingsMap, box: object) -> int:
    return sum(branch.dead for branch in shown.branches if shown.nodes[branch.source] is getattr(box, "node", None))


def test_the_description_says_what_the_picture_shows(puddle: EndingsMap) -> None:
    page = render_endings_map(puddle)
    for ending in puddle.endings:
        assert str(ending.text) in page.description
    assert len(re.findall(r"Box \d+: ", page.description)) == len(view(puddle))


def test_what_gave_up_says_so() -> None:
    shown = replace(mapped(engine_of(FORK), LIMITS), limit="time", complete=2)
    assert any(text.startswith("Gave up at 2 of 6 events, since the time was up") for text in texts(shown))


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "]]> &amp; '", "הוא מועד ונופל", "他絆倒了" * 40, "x" * 900]
)
def test_nothing_gets_out_of_its_text(text: str) -> None:
    world = FORK.replace('"Ash is home."', f'"{text}"').replace('world "A fork"', f'world "{text}"')
    world = world.replace("event walk():", f'event walk():\n    text: "{text}"')
    shown = mapped(engine_of(world), LIMITS)
    page = render_endings_map(shown)
    root = ET.fromstring(document(page))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "circle", "path", "g", "text", "tspan"
    }  # fmt: skip
    assert page.width <= 1000


def test_two_hundred_people_and_forty_endings() -> None:
    shown = mapped(engine_of(CROWD), Limits(length=2, imagine=1, minds=1))
    page = render_endings_map(shown)
    assert len(view(shown)) <= MOST_BOXES
    assert page.width < 2000
    ET.fromstring(document(page))


@pytest.mark.parametrize(
    ("world", "said"),
    [
        ('world "Still"\nperson Ash\nfact gone\nending over: gone\n', "No story of any length comes to an ending."),
        ('world "Over"\nperson Ash\nfact gone\nending over: not gone\n', "It is so from the start."),
        ('world "None"\nperson Ash\nfact gone\nevent go():\n    then: gone\n', "There is no ending to come to."),
        ('world "Far"\nperson Ash\nfact n is number\nevent go():\n    then: n += 1\nending far: n = 99\n',
         "No ending within 6 events."),
    ],
)  # fmt: skip
def test_worlds_with_nothing_to_decide(world: str, said: str) -> None:
    assert said in texts(mapped(engine_of(world), LIMITS))


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_of_an_ending(text: str) -> None:
    shown = mapped(engine_of(FORK), LIMITS)
    named = replace(shown, world=text, endings=tuple(replace(each, text=text) for each in shown.endings))
    drawn = document(render_endings_map(named))
    ET.fromstring(drawn)
    assert document(render_endings_map(named)) == drawn
