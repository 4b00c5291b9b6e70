# SPDX-License-Identifier: Apache-2.0
"""A drawing of characters: lines that go in four directions through cells, marks and texts above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from fabula.diagnostics.show_line import columns_of, safe
from fabula.records import dataclass

LEFT, RIGHT, UP, DOWN = 1, 2, 4, 8

BOX: Mapping[int, str] = {
    LEFT: "─",
    RIGHT: "─",
    LEFT | RIGHT: "─",
    UP: "│",
    DOWN: "│",
    UP | DOWN: "│",
    LEFT | DOWN: "╮",
    LEFT | UP: "╯",
    RIGHT | DOWN: "╭",
    RIGHT | UP: "╰",
    LEFT | RIGHT | DOWN: "┬",
    LEFT | RIGHT | UP: "┴",
    UP | DOWN | LEFT: "┤",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT | RIGHT: "┼",
}
LEVEL: Mapping[str, tuple[str, str]] = {"double": ("═", "="), "dotted": ("┄", ".")}
"""How a level line looks for another nature and for the dead: with box characters and without."""
PLAIN: Mapping[str, str] = {"─": "-", "│": "|", "╮": ".", "╭": ".", "╯": "'", "╰": "'"}
"""What stands for box characters where there are none; for all others a plus."""


@dataclass(slots=True)
class Grid:
    """Cells by row and column. `plain` leaves every character out that is not ASCII, but for those of texts."""

    plain: bool
    ways: dict[tuple[int, int], int] = field(default_factory=dict)
    looks: dict[tuple[int, int], str] = field(default_factory=dict)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)

    def level(self, row: int, start: int, end: int, look: str = "") -> None:
        """A level line from one column to another (that one not included)."""
        for column in range(start, end):
            self._go(row, column, LEFT | RIGHT)
            self.looks[row, column] = look

    def bend(self, start: int, end: int, column: int) -> None:
        """A line that comes from the left in one row, goes up or down at a column, and on to the right in another."""
        down = end > start
        self._go(start, column, LEFT | (DOWN if down else UP))
        self._go(end, column, RIGHT | (UP if down else DOWN))
        self.upright(start, end, column)

    def upright(self, start: int, end: int, column: int) -> None:
        """A line up or down between two rows, these not included."""
        for row in range(min(start, end) + 1, max(start, end)):
            self._go(row, column, UP | DOWN)

    def mark(self, row: int, column: int, character: str) -> None:
        """A character above whatever goes through a cell."""
        self.marks[row, column] = character

    def text(self, row: int, column: int, text: str) -> int:
        """A text from a cell on; the column after it. Wide letters take two cells."""
        for character in safe(text):
            width = columns_of(character)
            if width == 0 and column > 0 and (row, column - 1) in self.marks:
                self.marks[row, column - 1] += character
                continue
            self.marks[row, column] = character
            if width == 2:
                self.marks[row, column + 1] = ""
            column += max(width, 1)
        return column

    def lines(self) -> list[str]:
        """The drawing in lines, from the first row to the last."""
        cells = {**self.ways, **self.marks}
        if not cells:
            return []
        rows = range(min(row for row, _ in cells), max(row for row, _ in cells) + 1)
        last = max(column for _, column in cells)
        return ["".join(self._cell(row, column) for column in range(last + 1)).rstrip() for row in rows]

    def _go(self, row: int, column: int, ways: int) -> None:
        self.ways[row, column] = self.ways.get((row, column), 0) | ways

    def _cell(self, row: int, column: int) -> str:
        mark = self.marks.get((row, column))
        if mark is not None:
            return mark
        ways = self.ways.get((row, column), 0)
        if ways == 0:
            return " "
        look = LEVEL.get(self.looks.get((row, column), ""))
        if look is not None and ways == LEFT | RIGHT:
            return look[1] if self.plain else look[0]
        box = BOX[ways]
        return PLAIN.get(box, "+") if self.plain else box
