# SPDX-License-Identifier: Apache-2.0
"""The ground of all pictures: nothing escapes into markup, texts fit, colours stand out."""

from __future__ import annotations

import doctest
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from fabula.interop.raster import pdf, png
from fabula.render.drawing import svg, typeface
from fabula.render.drawing.palette import ROLES, Theme
from fabula.render.drawing.svg import Page, document, element, number, titled, written
from fabula.render.drawing.typeface import shortened, text_width, wrapped

ANYTHING = st.text(st.characters(codec="utf-8"))


def page(*elements: svg.Element) -> Page:
    return Page("a-page", 100, 50, "A <title>", "Said & described", elements)


@pytest.mark.parametrize("module", [svg, typeface])
def test_what_the_documentation_shows_is_so(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # it is a module


@given(ANYTHING, ANYTHING)
def test_a_text_comes_out_as_it_was_put_in_and_is_no_markup(text: str, attribute: str) -> None:
    shown = ET.fromstring(document(page(titled(element("text", text, aria_label=attribute), text))))
    said = shown.find("{http://www.w3.org/2000/svg}text")
    assert said is not None
    clean = svg._NOT_XML.sub("�", text).replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(said.itertext()) == clean + clean
    assert len(shown.findall("{http://www.w3.org/2000/svg}*")) == 5


def test_a_document_says_itself_to_those_who_do_not_see_it() -> None:
    shown = ET.fromstring(document(page()))
    assert shown.attrib["role"] == "img"
    ids = shown.attrib["aria-labelledby"].split()
    assert [shown.find(f".//*[@id='{one}']").text for one in ids] == ["A <title>", "Said & described"]  # type: ignore[union-attr]  # both of them are there


def test_a_theme_can_be_held_fast() -> None:
    assert "prefers-color-scheme" in document(page())
    light, dark = document(page(), Theme.LIGHT), document(page(), Theme.DARK)
    assert "prefers-color-scheme" not in light + dark
    assert ROLES["paper"][0] in light
    assert ROLES["paper"][1] in dark


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("column", [0, 1])
def test_every_text_colour_stands_out_from_every_ground(column: int) -> None:
    texts = [role for role in ROLES if role in {"ink", "muted", "accent", "wrong", "right", "warm"} or "person" in role]
    grounds = ["paper", "band"]
    weak = {
        (text, ground): round(contrast(ROLES[text][column], ROLES[ground][column]), 2)
        for text in texts
        for ground in grounds
        if contrast(ROLES[text][column], ROLES[ground][column]) < 4.5
    }
    assert weak == {}


@given(ANYTHING, st.floats(0, 300))
def test_what_is_shortened_fits(text: str, width: float) -> None:
    short = shortened(text, width)
    assert not short or text_width(short) <= max(width, text_width("…"))
    assert (short == text) == (text_width(text) <= width)


@given(ANYTHING, st.floats(40, 300), st.integers(1, 5))
def test_lines_are_no_more_and_no_wider_than_asked(text: str, width: float, lines: int) -> None:
    found = wrapped(text, width, lines)
    assert len(found) <= lines
    assert all(text_width(line) <= width for line in found)


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short_and_never_minus_nothing(value: float) -> None:
    text = number(value)
    assert abs(float(text) - value) <= 0.006
    assert text != "-0"


def test_a_picture_can_be_a_png_and_a_pdf() -> None:
    shown = document(page(element("circle", cx=20, cy=20, r=5, class_="fill-accent")))
    assert png(shown, 1).startswith(b"\x89PNG")
    assert pdf(shown).startswith(b"%PDF")


def test_an_element_without_children_is_closed_at_once() -> None:
    assert written(element("path", d="M0 0", fill=None)) == '<path d="M0 0"/>'
