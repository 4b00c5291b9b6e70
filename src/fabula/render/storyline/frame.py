# SPDX-License-Identifier: Apache-2.0
"""Where columns stand in the picture, and the curves between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from fabula.records import dataclass
from fabula.render.drawing.svg import Element, element, path

FLAT = 0.27
"""So much of a column on either side of its middle lines are level; between two columns they curve."""

NARROWEST, ROOMY, WIDEST = 19.0, 46.0, 130.0
USUAL, MOST = 1120.0, 3800.0
"""Columns are at least `NARROWEST` pixels wide. They take `USUAL` pixels together if that makes them `ROOMY` at least,
and up to `MOST` if it does not."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of the picture: `left` is where the first begins, `step` how wide each is, `count` how many.

    `margin` is the room for names behind the last.
    """

    left: float
    step: float
    count: int
    margin: float = 0.0

    def x(self, column: float) -> float:
        """The middle of a column."""
        return self.left + self.step * (column + 0.5)

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + self.step * self.count

    @property
    def behind(self) -> float:
        """Where what comes after the end begins."""
        return self.right + self.margin

    @property
    def level(self) -> float:
        """How far from the middle of its column a line is level."""
        return self.step * FLAT


def step_of(count: int, room: float | None) -> float:
    """How wide each of so many columns is; in a picture that may only be so wide, as wide as that allows."""
    if room is not None:
        return max(NARROWEST, min(WIDEST, room / count))
    return max(NARROWEST, min(WIDEST, max(USUAL / count, min(ROOMY, MOST / count))))


def moment_boxes(frame: Frame, top: float, bottom: float) -> Iterator[Element]:
    """An unseen box for each moment, so that a page may point at it: from the mark of its event to that of the next."""
    edges = [frame.left, *(frame.x(column) for column in range(frame.count - 1)), frame.right]
    for moment, (left, right) in enumerate(pairwise(edges)):
        yield element(
            "rect",
            x=left,
            y=top,
            width=right - left,
            height=bottom - top,
            fill="none",
            class_="moment",
            data_moment=moment,
        )


def smooth(points: Sequence[tuple[float, float]], frame: Frame) -> str:
    """A line through rows: level at each column, curved between. Points are places from left to right.

    Where two points follow each other on one column, the line is drawn straight between them.
    """
    parts: list[str | float] = ["M", *points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 == y1:
            parts += ["H", x1]
        else:
            bend = min(frame.level, abs(x1 - x0) / 3)
            start, end = (x0 + bend, x1 - bend) if x1 > x0 else (x0 - bend, x1 + bend)
            middle = (start + end) / 2
            parts += ["H", start, "C", middle, y0, middle, y1, end, y1, "H", x1]
    return path(*parts)


def halved(points: tuple[tuple[float, float], tuple[float, float]], frame: Frame, first: bool) -> str:
    """Half of the curve from one column to the next: up to the middle between them, or from there on."""
    (x0, y0), (x1, y1) = points
    start, end = x0 + frame.level, x1 - frame.level
    middle, height = (start + end) / 2, (y0 + y1) / 2
    if y0 == y1:
        return path("M", x0, y0, "H", middle) if first else path("M", middle, y0, "H", x1)
    # The two halves of a cubic curve with level ends, cut at its middle as de Casteljau does.
    near, far = (start + middle) / 2, (middle + end) / 2
    lean = (y0 + height) / 2, (y1 + height) / 2
    if first:
        return path("M", x0, y0, "H", start, "C", near, y0, (near + middle) / 2, lean[0], middle, height)
    return path("M", middle, height, "C", (middle + far) / 2, lean[1], far, y1, end, y1, "H", x1)
