# SPDX-License-Identifier: Apache-2.0
"""Pictures of beliefs and causes of strange stories: nothing overlaps, nothing leaves the page, nothing is injected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.api.picture_wish import PictureName, TextLook, Wish
from fabula.diagnostics.show_line import columns_of
from fabula.render.drawing.palette import Theme
from fabula.render.drawing.svg import document
from render.beliefs.pages import DRAWN, LAMP, STORY, SVG, drawn, outside, overlapping, seen, tree, written

LONG = "a very long name of somebody who has been called so since the day of their birth " * 3
WIDE = "千と千尋の神隠しという長い題名を持つ物語の主人公の名前"
RIGHT_TO_LEFT = "الأميرة التي كانت تسكن في القلعة البعيدة"
MARKUP = "<script>alert(1)</script> & <b>x</b>"

NOBODY = """
    world "Wind"
    fact wind
    event rise():
        text: "The wind rises."
        when: not wind
        then: wind
    ending windy "It blows.": wind
"""


def named(name: str) -> str:
    """The lamp, with a person and a place that are called strange things."""
    return LAMP.replace('"old Rook"', f'"{name}"').replace('"the yard"', f'"{name} yard"').replace("A lamp", name)


def crowd(number: int) -> str:
    """The lamp, with so many more people, half of whom are elsewhere."""
    names = ", ".join(f"Person{one}" for one in range(number))
    others = "".join(f"        at(Person{one}) = yard\n" for one in range(0, number, 2))
    world = LAMP.replace('Rook "old Rook"', f'Rook "old Rook"\n    person {names}')
    return world.replace("        at(Rook) = yard\n", f"        at(Rook) = yard\n{others}")


STRANGE = {
    "long": (STORY, named(LONG)),
    "wide": (STORY, named(WIDE)),
    "right to left": (STORY, named(RIGHT_TO_LEFT)),
    "markup": (STORY, named(MARKUP)),
    "nobody": ("@ rise()", NOBODY),
    "nothing happens": ("", LAMP),
    "one person": ("@ rise()", NOBODY.replace("fact wind\n", "person Ash\n    fact wind\n")),
    "two hundred people": (STORY, crowd(200)),
    "breaks": ("@ go(Ash, yard)\n@ give(Wren, Ash)", LAMP),
    "long story": ("@ go(Ash, yard)\n@ go(Ash, hall)\n" * 40, LAMP),
}


@pytest.mark.parametrize("picture", DRAWN)
@pytest.mark.parametrize("strange", STRANGE)
def test_nothing_overlaps_and_nothing_leaves_the_page(strange: str, picture: PictureName) -> None:
    manuscript, world = STRANGE[strange]
    for about in ((), ("keeper",)) if picture is not PictureName.CAUSES and "keeper" in world else ((),):
        for page in drawn(Wish(picture, about=about), manuscript, world):
            assert overlapping(page) == []
            assert outside(page) == []
            assert page.width < 9000
            assert page.description


@pytest.mark.parametrize("picture", DRAWN)
def test_names_are_text_and_never_markup(picture: PictureName) -> None:
    (page,) = drawn(Wish(picture, about=("keeper",) if picture is not PictureName.CAUSES else ()), STORY, named(MARKUP))
    allowed = {"svg", "title", "desc", "style", "defs", "pattern", "marker", "g", "rect", "path", "circle", "text"}
    assert {each.tag.removeprefix(SVG) for each in tree(page).iter()} <= allowed
    assert "<script" not in document(page)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("picture", DRAWN)
@pytest.mark.parametrize("strange", STRANGE)
def test_characters_keep_to_their_lines(strange: str, picture: PictureName, plain: bool) -> None:
    manuscript, world = STRANGE[strange] if strange != "two hundred people" else (STORY, crowd(40))
    for line in written(Wish(picture), manuscript, world, TextLook(72, plain)).splitlines():
        assert columns_of(line) <= 72 or " " not in line.strip()
        assert not plain or line.isascii() or strange in {"wide", "right to left", "two hundred people", "long"}


@pytest.mark.parametrize("picture", DRAWN)
def test_the_same_story_gives_the_same_picture(picture: PictureName) -> None:
    wish = Wish(picture, deep=2)
    assert [document(page) for page in drawn(wish)] == [document(page) for page in drawn(wish)]


@pytest.mark.parametrize("picture", DRAWN)
def test_a_picture_says_what_it_is(picture: PictureName) -> None:
    (page,) = drawn(Wish(picture))
    root = tree(page)
    assert (root.get("role"), root.find(f"{SVG}title") is not None, root.find(f"{SVG}desc") is not None) == (
        "img",
        True,
        True,
    )
    assert document(page, Theme.DARK) != document(page, Theme.LIGHT)
    assert "A story" in page.title


def test_nobody_is_wrong() -> None:
    (page,) = drawn(Wish(PictureName.BELIEFS), "@ rise()", NOBODY)
    assert "Nobody is wrong about anything." in seen(page)
    assert drawn(Wish(PictureName.STRIP), "@ rise()", NOBODY) == ()


def test_people_who_believe_the_same_share_a_column_in_a_crowd() -> None:
    (page,) = drawn(Wish(PictureName.BELIEFS), STORY, crowd(200))
    assert any("more" in text for text in seen(page))
    assert len([text for text in seen(page) if text.startswith("Person")]) < 12


def test_long_spells_without_a_change_are_folded() -> None:
    page = drawn(Wish(PictureName.STRIP, about=("keeper",)), "@ go(Ash, yard)\n@ go(Ash, hall)\n" * 40, LAMP)[0]
    assert "⋯" in seen(page)
    assert page.width < 1200


def test_a_broken_story_is_drawn_up_to_there_and_says_so() -> None:
    for picture in DRAWN:
        (page,) = drawn(
            Wish(picture, about=("keeper",) if picture is not PictureName.CAUSES else ()), *STRANGE["breaks"]
        )
        assert any("cannot happen" in text for text in seen(page)), picture


def test_deeper_minds_stand_below() -> None:
    (page,) = drawn(replace(Wish(PictureName.BELIEFS), at="start", about=("lit",), deep=2))
    assert "as Ash sees them" in seen(page)
