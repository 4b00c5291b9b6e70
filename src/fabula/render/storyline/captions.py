# SPDX-License-Identifier: Apache-2.0
"""The words of events and laws above and below the lines, in tiers, so that none stands on another.

Each caption begins at its column, with a thin line to what it is about. It goes into the tier farthest out in which
there is room; where there is none in any, it is cut to the room that is left, and its whole text is the title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.records import dataclass
from fabula.render.drawing.svg import Element, element, group, path, titled
from fabula.render.drawing.typeface import shortened, text_width, wrapped

WIDTH, LINES = 168.0, 3
"""A caption has at most so many lines of at most so many pixels."""
TIERS = 9
"""So many tiers there are, at most."""
LINE = 13.0
SIZE = 11.0
SPACE = 9.0
"""Pixels between captions beside each other."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that point at a column: `x`, and `y` how high what they point at is (None: at nothing)."""

    text: str
    title: str
    x: float
    y: float | None
    role: str = "ink"
    slanted: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A caption in its tier: its lines, and where they begin."""

    caption: Caption
    lines: tuple[str, ...]
    left: float
    tier: int


@dataclass(frozen=True, slots=True)
class Block:
    """The captions above the lines, or below them: where each is, and how high each tier is."""

    placed: tuple[Placed, ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """How high all tiers are."""
        return sum(self.heights)


def arranged(captions: Sequence[Caption], edge: float) -> Block:
    """The captions in tiers. None reaches beyond the edge of the picture."""
    ends: list[float] = []
    placed: list[Placed] = []
    for caption in sorted(captions, key=lambda each: each.x):
        lines = wrapped(caption.text, WIDTH, LINES, SIZE)
        width = _width(caption, lines)
        left = min(caption.x, edge - width)
        tier = next((number for number, end in enumerate(ends) if end <= left), None)
        if tier is None and len(ends) < TIERS:
            tier = len(ends)
            ends.append(0.0)
        if tier is None:
            tier = min(range(len(ends)), key=lambda number: ends[number])
            left = ends[tier]
            lines = tuple(filter(None, (shortened(caption.text, caption.x + WIDTH / 2 - left, SIZE),)))
            width = _width(caption, lines)
        ends[tier] = left + width + SPACE
        placed.append(Placed(caption, lines, left, tier))
    heights = tuple(
        max(len(each.lines) + bool(each.caption.number) for each in placed if each.tier == tier) * LINE + 5
        for tier in range(len(ends))
    )
    return Block(tuple(placed), heights)


def _width(caption: Caption, lines: Sequence[str]) -> float:
    return max([text_width(line, SIZE) for line in (*lines, caption.number)], default=0.0)


def above(block: Block, top: float) -> Iterator[Element]:
    """The captions above the lines; `top` is where the first tier begins."""
    tops = [top + sum(block.heights[:tier]) for tier in range(len(block.heights))]
    for each in block.placed:
        start = tops[each.tier] + 3
        if each.caption.y is not None:
            yield _leader(each.caption.x, start, each.caption.y)
    for each in block.placed:
        yield _words(each, tops[each.tier])


def below(block: Block, bottom: float) -> Iterator[Element]:
    """The captions below the lines; `bottom` is where the last tier ends."""
    tops = [bottom - sum(block.heights[: tier + 1]) for tier in range(len(block.heights))]
    for each in block.placed:
        if each.caption.y is not None:
            count = len(each.lines) + bool(each.caption.number)
            yield _leader(each.caption.x, tops[each.tier] + count * LINE - 2, each.caption.y)
    for each in block.placed:
        yield _words(each, tops[each.tier])


def _leader(x: float, start: float, end: float) -> Element:
    return element("path", d=path("M", x, start, "V", end), class_="line-muted hollow leader", stroke_width=0.8)


def _words(each: Placed, top: float) -> Element:
    caption = each.caption
    look = f"caption halo line-paper{' slanted' if caption.slanted else ''}"
    shown: list[Element] = []
    y = top + 11
    if caption.number:
        shown.append(element("text", caption.number, x=each.left + 3, y=y, class_=f"{look} fill-muted"))
        y += LINE
    for line in each.lines:
        shown.append(element("text", line, x=each.left + 3, y=y, class_=f"{look} fill-{caption.role}"))
        y += LINE
    return titled(group(shown), caption.title)
