# SPDX-License-Identifier: Apache-2.0
"""Pictures of stories that are written in a test, and what is looked at in them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations
from textwrap import dedent

from fabula.api.picture_wish import PictureName, Subject, TextLook, Wish
from fabula.api.pictures import pictures, texts
from fabula.diagnostics import Source, render_text
from fabula.render.drawing.svg import Page, document
from fabula.render.drawing.typeface import SIZES, text_width
from fabula.usecases.story import read_story

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = (PictureName.BELIEFS, PictureName.STRIP, PictureName.CAUSES)

LAMP = """
    world "A lamp"
    kind place
    kind actor: person
    actor Ash, Wren, Rook "old Rook"
    place hall "the hall", yard "the yard"
    fact at(person) is place "{1} is in {value}"
    fact keeper is person "{value} keeps the lamp"
    fact lit "the lamp burns"
    start:
        for every person p: at(p) = hall
        at(Rook) = yard
        keeper = Ash
        lit
        Ash believes Wren believes not lit
    event go(p: actor, to: place):
        text: "{p} goes to {to}."
        when: at(p) != to
        then: at(p) = to
        by: p
        seen by q: at(q) = at(p) or at(q) = to
    event give(giver: actor, taker: actor):
        text: "{giver} gives {taker} the lamp."
        when: keeper = giver and at(giver) = at(taker) and giver != taker
        then: keeper = taker
        by: giver, taker
        seen by q: at(q) = at(giver)
    event blow_out(p: actor):
        text: "{p} blows the lamp out."
        when: keeper = p and lit
        then: not lit
        by: p on impulse if keeper = p
        seen by q: at(q) = at(p)
    law dark:
        text: "The yard lies in the dark."
        when: not lit and at(Rook) = yard
        then: at(Rook) = hall
    wants Wren: 2 if keeper = Wren
    wants Ash: 1 if keeper = Rook
    wants Rook:
        1 if keeper = Rook
        1 if not lit
    ending dark "It is dark.": not lit
"""

STORY = """
    @ scene "The hall"
    @ go(Ash, yard)
    @ give(Ash, Rook)
    @ scene "The yard"
    @ blow_out(Rook)
"""


def subject(manuscript: str, world: str) -> Subject:
    """A story and its world, ready to be drawn."""
    text = "---\ntitle: A story\nworld: test.world\n---\n" + dedent(manuscript)
    read = read_story(Source("story.md", text), lambda _, wanted: Source(wanted, dedent(world)))
    assert read.manuscript is not None, render_text(read.diagnostics, read.sources)
    assert read.world is not None
    return Subject(read.manuscript, read.world, lambda _, __: None)


def drawn(wish: Wish, manuscript: str = STORY, world: str = LAMP) -> tuple[Page, ...]:
    """The pictures that a wish gives."""
    return tuple(page for page in pictures(subject(manuscript, world), wish) if isinstance(page, Page))


def written(wish: Wish, manuscript: str = STORY, world: str = LAMP, look: TextLook | None = None) -> str:
    """The same with characters."""
    return "\n".join(str(text) for text in texts(subject(manuscript, world), wish, look or TextLook()))


def tree(page: Page) -> ET.Element:
    """The picture as a reader of XML has it."""
    return ET.fromstring(document(page))


def seen(page: Page) -> list[str]:
    """All texts that are seen."""
    return [_seen(each) for each in tree(page).iter(f"{SVG}text")]


def _seen(text: ET.Element) -> str:
    return (text.text or "") + "".join(child.tail or "" for child in text)


def overlapping(page: Page) -> list[tuple[str, str]]:
    """The pairs of texts that lie on each other, as wide as they will be at most."""
    boxes = [_box(each) for each in tree(page).iter(f"{SVG}text")]
    return [
        (one[4], two[4])
        for one, two in combinations(boxes, 2)
        if one[0] < two[1] - 1 and two[0] < one[1] - 1 and one[2] < two[3] - 1 and two[2] < one[3] - 1
    ]


def outside(page: Page) -> list[str]:
    """The texts that leave the picture."""
    boxes = [_box(each) for each in tree(page).iter(f"{SVG}text")]
    return [
        text
        for left, right, top, bottom, text in boxes
        if left < 0 or right > page.width or top < 0 or bottom > page.height
    ]


def _box(element: ET.Element) -> tuple[float, float, float, float, str]:
    """Left, right, top and bottom of a text, and the text."""
    classes = (element.get("class") or "").split()
    size = next((SIZES[name] for name in classes if name in SIZES), SIZES[""])
    text = _seen(element)
    width = text_width(text, size, "strong" in classes or "heading" in classes)
    x, y = float(element.get("x") or 0), float(element.get("y") or 0)
    left = x - width if "end" in classes else x - width / 2 if "middle" in classes else x
    return left, left + width, y - size * 0.75, y + size * 0.2, text
