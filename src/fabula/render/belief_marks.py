# SPDX-License-Identifier: Apache-2.0
"""The marks of beliefs in pictures: a box with a value, hatched and crossed where it is wrong, dashed where unknown.

What is right is plain. So nothing is told by colour alone, and a copy in black and white says the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from fabula.render.belief_grid import Holds
from fabula.render.drawing.svg import Element, element, path
from fabula.render.drawing.typeface import shortened, text_width

SMALL = 10.0
MARK = 12.0
"""The room that the cross of a wrong belief takes."""


def hatching(name: str) -> Element:
    """The pattern of wrong beliefs; ids begin with the name of the picture."""
    line = element("path", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5", class_="line-wrong hollow", stroke_width=0.7, opacity=0.3)
    pattern = element(
        "pattern",
        element("rect", width=6, height=6, class_="fill-wrong-soft"),
        line,
        id=f"{name}-hatch",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
    return element("defs", pattern)


def box(name: str, holds: Holds, x: float, y: float, width: float, height: float) -> Element:
    """The box of a belief."""
    frame = {"x": x, "y": y, "width": width, "height": height, "rx": 3.0}
    match holds:
        case Holds.WRONG:
            return element("rect", **frame, class_="line-wrong", style=f"fill:url(#{name}-hatch)", stroke_width=1.2)
        case Holds.UNSURE:
            return element("rect", **frame, class_="fill-paper line-warm", stroke_width=1.2, stroke_dasharray="4 3")
        case Holds.TRUTH:
            return element("rect", **frame, class_="fill-right-soft line-right", stroke_width=1.2)
        case _:
            return element("rect", **frame, class_="fill-band line-faint", stroke_width=0.8)


def value(holds: Holds, text: str, x: float, y: float, room: float) -> list[Element]:
    """The value with its mark before it, as far as there is room, on a base line."""
    said = "unknown" if holds is Holds.UNSURE else text
    bold = holds is not Holds.RIGHT
    if holds is not Holds.WRONG:
        said = f"? {said}" if holds is Holds.UNSURE else said
        return [label(x, y, shortened(said, room, 12.0, bold), role(holds))]
    mark = element(
        "path",
        d=path("M", x + 0.5, y - 8, "L", x + 7.5, y - 1, "M", x + 7.5, y - 8, "L", x + 0.5, y - 1),
        class_="line-wrong hollow",
        stroke_width=2,
        stroke_linecap="round",
    )
    shown = shortened(said, room - MARK, 12.0, bold)
    return [mark, label(x + MARK, y, shown, role(holds))] if shown else [mark]


def value_width(holds: Holds, text: str) -> float:
    """The room that a value and its mark take."""
    if holds is Holds.UNSURE:
        return text_width("? unknown", bold=True)
    return text_width(text, bold=holds is not Holds.RIGHT) + (MARK if holds is Holds.WRONG else 0)


def role(holds: Holds) -> str:
    """The classes of a value's text."""
    match holds:
        case Holds.WRONG:
            return "fill-wrong strong"
        case Holds.UNSURE:
            return "fill-warm strong"
        case Holds.TRUTH:
            return "fill-ink strong"
        case _:
            return "fill-muted"


def label(x: float, y: float, text: str, classes: str) -> Element:
    """A line of text."""
    return element("text", text, x=x, y=y, class_=classes)


def lines(x: float, y: float, texts: Iterable[str], classes: str, step: float = 14.0) -> list[Element]:
    """Lines of text below each other."""
    return [label(x, y + step * number, text, classes) for number, text in enumerate(texts)]


def legend(name: str, x: float, y: float, present: set[Holds]) -> tuple[list[Element], float]:
    """What the marks mean, of those that are there; and how wide that is."""
    said = {
        Holds.TRUTH: "what is really so",
        Holds.RIGHT: "right",
        Holds.WRONG: "wrong",
        Holds.UNSURE: "? unknown to them",
    }
    shown: list[Element] = []
    for holds, words in said.items():
        if holds in present:
            shown += [box(name, holds, x, y, 24, 15), label(x + 30, y + 11, words, "small fill-muted")]
            shown += value(holds, "", x + 8, y + 11.5, MARK) if holds is Holds.WRONG else []
            x += 30 + text_width(words, SMALL) + 18
    return shown, x
