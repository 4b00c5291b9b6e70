# SPDX-License-Identifier: Apache-2.0
"""The rows under one line of text: underlines, and what is said at each.

Marks that do not touch share a row. What the last of them says stands beside it if there is room; what the others say
hangs under them on strings, the last first, so that no string crosses a text. A text that has no room where it hangs
gets rows of its own, moved to the left as far as it needs.
"""

from fabula.diagnostics.paint import Piece, Style, at_columns
from fabula.diagnostics.show_line import columns_of
from fabula.diagnostics.wrap import wrap
from fabula.records import dataclass

_NARROW = 28


@dataclass(frozen=True, slots=True)
class Mark:
    """Columns `start` to `end` (excluded) to underline, and what to say there."""

    start: int
    end: int
    text: str
    primary: bool
    style: Style

    def underline(self) -> tuple[int, str, Style]:
        """The underline as a piece at its column."""
        return self.start, ("^" if self.primary else "-") * (self.end - self.start), self.style


def mark_rows(marks: list[Mark], width: int) -> list[list[Piece]]:
    """The rows under a line for all its marks, the primary ones nearest to it."""
    rows: list[list[Piece]] = []
    for layer in _layers(sorted(marks, key=lambda mark: (not mark.primary, mark.start, -mark.end)), width):
        rows += _layer_rows(sorted(layer, key=lambda mark: mark.start), width)
    return rows


def _layers(marks: list[Mark], width: int) -> list[list[Mark]]:
    """The marks in groups that can share rows, in order of their first marks."""
    layers: list[list[Mark]] = []
    for mark in marks:
        for layer in layers:
            if all(_may_share(mark, other, width) for other in layer):
                layer.append(mark)
                break
        else:
            layers.append([mark])
    return layers


def _may_share(one: Mark, other: Mark, width: int) -> bool:
    """Whether two marks can stand in one row, and the texts of both under it."""
    apart = one.end < other.start or other.end < one.start
    return apart and not _cramped(one, width) and not _cramped(other, width)


def _cramped(mark: Mark, width: int) -> bool:
    """Whether the text has too little room both beside and under its mark."""
    return not _fits_beside(mark, width) and width - mark.start < min(_NARROW, columns_of(mark.text))


def _fits_beside(mark: Mark, width: int) -> bool:
    """Whether the text fits after the underline, on the same row."""
    return mark.end + 1 + columns_of(mark.text) <= width and "\n" not in mark.text


def _layer_rows(marks: list[Mark], width: int) -> list[list[Piece]]:
    """The underlines of marks from left to right, the last text beside, the others hanging."""
    places = [mark.underline() for mark in marks]
    hanging = [mark for mark in marks if mark.text]
    last = marks[-1]
    if last.text and _fits_beside(last, width):
        places.append((last.end + 1, last.text, last.style))
        hanging.pop()
    rows = [at_columns(places)]
    if hanging and len(marks) > 1:
        rows.append(at_columns([_string(mark) for mark in hanging]))
    while hanging:
        mark = hanging.pop()
        strings = [_string(other) for other in hanging]
        column, lines = _hung(mark, width)
        rows += [at_columns([*strings, (column, line, mark.style)]) for line in lines]
    return rows


def _string(mark: Mark) -> tuple[int, str, Style]:
    """One row of the string on which a text hangs."""
    return mark.start, "|", mark.style


def _hung(mark: Mark, width: int) -> tuple[int, list[str]]:
    """The column and the lines of a text under its mark, further left where it has no room."""
    column = mark.start
    if width - column < min(_NARROW, columns_of(mark.text)):
        column = max(0, width - min(columns_of(mark.text), max(_NARROW, width // 2)))
    return column, wrap(mark.text, width - column)
