# SPDX-License-Identifier: Apache-2.0
"""Whole pictures of beliefs and causes of a small story, to the byte; `pytest --golden-update` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.api.picture_wish import PictureName, TextLook, Wish
from fabula.render.drawing.svg import document
from render.beliefs.pages import drawn, seen, written

GOLDEN = Path(__file__).parent / "golden"

WISHES = {
    "beliefs": Wish(PictureName.BELIEFS),
    "beliefs-deep": Wish(PictureName.BELIEFS, at="give(Ash, Rook)", about=("keeper", "lit"), deep=2),
    "strip": Wish(PictureName.STRIP, about=("keeper",)),
    "strip-deep": Wish(PictureName.STRIP, about=("lit",), deep=2, who=("Ash", "Wren")),
    "causes": Wish(PictureName.CAUSES),
    "causes-of-the-ending": Wish(PictureName.CAUSES, about=("endings",)),
}


def compared(text: str, name: str, golden_update: bool) -> None:
    """Compare a text with the golden one."""
    path = GOLDEN / name
    if golden_update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} differs: look at it, then --golden-update"


@pytest.mark.parametrize("name", WISHES)
def test_the_picture(name: str, golden_update: bool) -> None:
    (page,) = drawn(WISHES[name])
    compared(document(page), f"{name}.svg", golden_update)


@pytest.mark.parametrize("name", WISHES)
def test_the_same_with_characters(name: str, golden_update: bool) -> None:
    compared(written(WISHES[name]), f"{name}.txt", golden_update)
    compared(written(WISHES[name], look=TextLook(60, plain=True)), f"{name}-plain.txt", golden_update)


def test_what_is_wrong_is_told_without_colours() -> None:
    (page,) = drawn(WISHES["beliefs"])
    text = document(page)
    assert text.count("url(#beliefs-hatch)") == text.count('class="line-wrong hollow" stroke-width="2"')
    assert "Wren believes that Ash keeps the lamp (from the start; not so since 2)." in page.description


def test_several_facts_have_a_strip_each() -> None:
    first, second = drawn(Wish(PictureName.STRIP, about=("keeper", "lit")))
    assert (first.name, second.name) == ("strip-1", "strip-2")
    assert "Who believes what of keeper" in seen(first)
    assert "Who believes what of lit" in seen(second)
