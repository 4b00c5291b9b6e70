# SPDX-License-Identifier: Apache-2.0
"""One line of a text, made safe to show in so many columns.

A terminal counts columns, not characters: a Chinese character takes two, an accent none, a family of emoji two
together. Characters that would move the cursor, colour the screen, turn the writing direction or stay invisible are
shown as a visible stand-in. Lines that are too long are cut around the place that matters; only the neighbourhood of
that place is ever measured, so a line of a million characters costs no more than a short one.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from fabula.records import dataclass

CUT = "…"
"""Stands where something was left out."""

_OURS = str.maketrans("", "", "…–“”’")
"""The signs that our own sentences have besides the letters of English: each takes one column."""

_TAB = 4
_LONGEST_CELL = 24
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown for some characters that belong together: a letter with its accents, a stand-in, a tab."""

    text: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line or a piece of it as shown, and where each of its characters went."""

    text: str
    first: int
    columns: tuple[int, ...]

    def column(self, index: int) -> int:
        """The column (from 0) where the character with this index in the line is shown, or the nearest end."""
        return self.columns[max(0, min(index - self.first, len(self.columns) - 1))]


@cache
def _measures() -> ModuleType:
    """The tables of widths, loaded where a text has more than the letters of English."""
    import wcwidth  # noqa: PLC0415 -- its tables take long to load

    return wcwidth


def _plain(text: str) -> bool:
    """Whether every character takes one column, without a look at the tables."""
    return text.isascii() or text.translate(_OURS).isascii()


def safe(text: str) -> str:
    """The text with a visible stand-in for everything that a terminal would obey or hide; tabs become spaces."""
    if _plain(text) and text.isprintable():
        return text
    return "".join("    " if cluster == "\t" else _stand_in(cluster) or cluster for cluster in _clusters(text))


def columns_of(text: str) -> int:
    """The columns that a safe text takes."""
    if _plain(text):
        return len(text)
    return sum(_cell_width(cluster) for cluster in _measures().iter_graphemes(text))


def beginning(text: str, width: int) -> str:
    """As much of a safe text as fits in so many columns, at least one letter."""
    column = 0
    for cell in _cells(text, 0, len(text)):
        column += cell.width
        if column > width and cell.start > 0:
            return text[: cell.start]
    return text


def fits(text: str, width: int) -> bool:
    """Whether a whole line can be shown in so many columns."""
    return len(text) <= width * 4 and sum(cell.width for cell in _cells(text, 0, len(text))) <= width


def show_line(text: str, width: int, focus: tuple[int, int]) -> ShownLine:
    """A line in at most `width` columns, cut so that the characters `focus` (or their beginning) can be seen."""
    low = max(0, min(focus[0], len(text)))
    high = max(low, min(focus[1], len(text), low + width))
    begin = _cluster_start(text, low - 3 * width)
    cells = list(_cells(text, begin, min(len(text), high + 3 * width)))
    end = min(len(text), high + 3 * width)
    total = sum(cell.width for cell in cells)
    if begin == 0 and end == len(text) and total <= width:
        return _placed(cells, 0, end, "", "")
    left = _left_edge(cells, (low, high), width, open_left=begin > 0)
    open_left = begin > 0 or left > 0
    room = width - open_left
    kept: list[Cell] = []
    column = 0
    for position, cell in enumerate(cells):
        is_last = position == len(cells) - 1 and end == len(text)
        if column >= left + open_left * (left > 0):
            if cell.width > room - (not is_last):
                break
            kept.append(cell)
            room -= cell.width
        column += cell.width
    first = kept[0].start if kept else low
    cut_at = _end_of(kept, cells, end) if kept else first
    return _placed(kept, first, cut_at, CUT if open_left else "", CUT if cut_at < len(text) else "")


def _left_edge(cells: list[Cell], focus: tuple[int, int], width: int, *, open_left: bool) -> int:
    """The first column of the window: 0 if the focus is to be seen from there, else so that it is in the middle."""
    column = low = high = 0
    for cell in cells:
        if cell.start <= focus[0]:
            low = column
        column += cell.width
        if cell.start < focus[1]:
            high = column
    high = max(high, low + 1)
    if high <= width - 1 and not open_left:
        return 0
    if high - low > width - 2:
        return 0 if low <= width // 2 and not open_left else max(0, low - width // 4)
    span = high - low
    return max(0, min(low - (width - span) // 2, column - width + 1), low - width + 2)


def _placed(cells: list[Cell], first: int, end: int, before: str, after: str) -> ShownLine:
    """The cells side by side, with the column of every character from `first` to `end`, `end` included."""
    columns: list[int] = []
    column = len(before)
    for position, cell in enumerate(cells):
        following = cells[position + 1].start if position + 1 < len(cells) else end
        columns += [column] * (following - cell.start)
        column += cell.width
    columns.append(column)
    return ShownLine(before + "".join(cell.text for cell in cells) + after, first, tuple(columns))


def _end_of(kept: list[Cell], cells: list[Cell], end: int) -> int:
    """The index of the first character after the kept cells."""
    position = cells.index(kept[-1]) + 1
    return cells[position].start if position < len(cells) else end


def _cells(text: str, begin: int, end: int) -> Iterator[Cell]:
    """The cells of a part of a line; tabs go to the next stop, counted from the part's first column."""
    column = 0
    index = begin
    for cluster in _clusters(text[begin:end]):
        shown = " " * (_TAB - column % _TAB) if cluster == "\t" else _stand_in(cluster) or _shortened(cluster)
        width = len(shown) if cluster == "\t" else _cell_width(shown)
        yield Cell(shown, index, width)
        index += len(cluster)
        column += width


def _clusters(text: str) -> Iterator[str]:
    """Characters that are shown together; one that must not reach a terminal is alone."""
    if _plain(text):
        yield from text
        return
    for cluster in _measures().iter_graphemes(text):
        if len(cluster) > 1 and not all(_harmless(character) for character in cluster):
            yield from cluster
        else:
            yield cluster


def _harmless(character: str) -> bool:
    """Whether a terminal shows the character as people expect."""
    return character.isprintable() or character in _JOINERS


def _stand_in(cluster: str) -> str | None:
    """What is shown in place of a character that must not reach a terminal as it is; None for all else."""
    if len(cluster) != 1:
        return None
    if _harmless(cluster):
        return "◌" + cluster if unicodedata.category(cluster) in ("Mn", "Me") else None
    code = ord(cluster)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return " " if unicodedata.category(cluster) == "Zs" else f"<U+{code:04X}>"


def _shortened(cluster: str) -> str:
    """A heap of accents on one letter, cut to what anybody writes."""
    return cluster[:_LONGEST_CELL]


def _cell_width(cluster: str) -> int:
    """The columns of one cluster."""
    if len(cluster) == 1 and " " <= cluster < "\x7f":
        return 1
    width: int = _measures().wcswidth(cluster)
    return max(0, width)


def _cluster_start(text: str, index: int) -> int:
    """The nearest place at or before `index` where something begins that is shown by itself."""
    index = max(0, index)
    lowest = max(0, index - _LONGEST_CELL)
    while index > lowest and _measures().wcwidth(text[index]) == 0:
        index -= 1
    return index
