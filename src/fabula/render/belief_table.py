# SPDX-License-Identifier: Apache-2.0
"""The belief table: people by facts at one moment, drawn. Wrong beliefs are hatched and crossed, right ones quiet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from fabula.model.beliefs import Ledger
from fabula.records import dataclass
from fabula.render.belief_grid import Cell, Grid, GridRow, Holds, belief_grid
from fabula.render.belief_marks import SMALL, box, hatching, label, legend, lines, value, value_width
from fabula.render.drawing.svg import Element, Page, element, group, titled
from fabula.render.drawing.typeface import shortened, text_width, wrapped

_MARGIN = 20.0
_ROW, _INNER_ROW, _SUBJECT = 38.0, 36.0, 28.0
_INDENT = 14.0
_GAP = 4.0
_LABEL = (110.0, 230.0)
_TRUTH = (96.0, 190.0)
_COLUMN = (78.0, 132.0)
_HEADER_LINES = 3


def belief_table(
    ledger: Ledger,
    moment: int,
    people: Sequence[int] | None = None,
    facts: Sequence[int] | None = None,
    name: str = "beliefs",
) -> Page:
    """The picture of who believes what after so many events; `name` begins the ids in it."""
    return _Table(belief_grid(ledger, moment, people, facts), ledger.story, name).page()


@dataclass(slots=True)
class _Table:
    """Lays out one grid."""

    grid: Grid
    story: str
    name: str

    @property
    def _rows(self) -> list[GridRow]:
        return [row for group in self.grid.groups for row in group.rows]

    def page(self) -> Page:
        """The picture."""
        widths = self._widths()
        edges = [_MARGIN, *accumulate(widths, initial=_MARGIN)][1:]
        shown, y = self._header(edges, widths)
        for each in self.grid.groups:
            shown.append(self._subject(each.subject, y, edges[-1]))
            y += _SUBJECT
            for row in each.rows:
                shown.append(self._row(row, y, edges, widths))
                y += _INNER_ROW if row.depth else _ROW
            y += 6
        if not self.grid.groups:
            shown.append(label(_MARGIN, y + 20, "Nobody is wrong about anything.", "fill-ink"))
            y += 32
        below, y = self._below(y + 10, edges[-1] - _MARGIN)
        width = max(edges[-1], 420.0) + _MARGIN
        return Page(
            self.name,
            width,
            y + _MARGIN,
            f"{self.grid.title} – {self.story}",
            self._description(),
            (hatching(self.name), *shown, *below),
        )

    def _widths(self) -> list[float]:
        """The widths of the columns: labels, what is so, people."""
        labels = [text_width(row.label, bold=not row.depth) + row.depth * _INDENT for row in self._rows]
        truths = [_cell_width(row.truth) for row in self._rows]
        found = [_within(max(labels, default=0) + 12, _LABEL), _within(max(truths, default=0), _TRUTH)]
        for number, title in enumerate(self.grid.columns):
            cells = [_cell_width(row.cells[number]) for row in self._rows]
            longest = max((text_width(word, bold=True) for word in title.split()), default=0)
            found.append(_within(max(*cells, longest + 2 * _GAP, 0.0) if cells else longest, _COLUMN))
        return found

    def _header(self, edges: list[float], widths: list[float]) -> tuple[list[Element], float]:
        """The title, and the names of the columns."""
        room = max(edges[-1] - _MARGIN, 380.0)
        shown: list[Element] = []
        y = _MARGIN + 16
        for text in wrapped(self.grid.title, room, 2, 17.0, bold=True):
            shown.append(label(_MARGIN, y, text, "heading fill-ink"))
            y += 22
        shown.append(label(_MARGIN, y - 4, shortened(self.story, room), "fill-muted"))
        y += 22
        names = [
            wrapped(title, widths[number + 2] - 2 * _GAP, _HEADER_LINES, bold=True)
            for number, title in enumerate(self.grid.columns)
        ]
        height = 15.0 * max((len(each) for each in names), default=1)
        bottom = y + height
        shown.append(label(edges[1] + _GAP + 6, bottom - 9, "in truth", "strong fill-right"))
        for number, texts in enumerate(names):
            x = edges[number + 2] + _GAP + 6
            column = lines(x, bottom - 9 - 15 * (len(texts) - 1), texts, "strong fill-ink", 15)
            shown.append(titled(group(column), self.grid.columns[number]))
        return shown, bottom

    def _subject(self, subject: str, y: float, right: float) -> Element:
        """The heading of a group of rows."""
        text = shortened(subject or "In general", right - _MARGIN, 14.0, bold=True)
        line = element("path", d=f"M{_MARGIN:g} {y + 2:g}H{right:g}", class_="line-faint", stroke_width=1)
        return group([line, label(_MARGIN, y + 20, text, "large strong fill-ink")])

    def _row(self, row: GridRow, y: float, edges: list[float], widths: list[float]) -> Element:
        """A row: its label, what is so, and everybody's beliefs."""
        left = _MARGIN + row.depth * _INDENT + (4 if not row.depth else 0)
        classes = "slanted fill-muted" if row.depth else "fill-ink"
        texts = wrapped(row.label, edges[1] - left - 6, 2)
        top = y + (22 if len(texts) == 1 else 15)
        named = titled(group(lines(left, top, texts, classes)), row.label)
        cells = [named, self._cell(row.truth, edges[1], y, widths[1])]
        cells += [self._cell(cell, edges[number + 2], y, widths[number + 2]) for number, cell in enumerate(row.cells)]
        return group(each for each in cells if each is not None)

    def _cell(self, cell: Cell, x: float, y: float, width: float) -> Element | None:
        """A value in its box, and since when it is."""
        if cell.holds is Holds.BLANK:
            return None
        inner = width - 2 * _GAP - 12
        shown = [
            box(self.name, cell.holds, x + _GAP, y + 2, width - 2 * _GAP, 33),
            *value(cell.holds, cell.text, x + _GAP + 6, y + 16, inner),
            label(x + _GAP + 6, y + 29, shortened(cell.note, inner, SMALL), f"small {_note_role(cell.holds)}"),
        ]
        return titled(group(shown), cell.sentence)

    def _below(self, y: float, width: float) -> tuple[list[Element], float]:
        """The legend, and what was left out."""
        present = {cell.holds for cell in self.grid.cells} | {Holds.TRUTH}
        shown = legend(self.name, _MARGIN, y, present)[0] if self.grid.groups else []
        y += 30
        for note in self.grid.more:
            for text in wrapped(note, max(width, 380.0), 3):
                shown.append(label(_MARGIN, y, text, "fill-muted"))
                y += 16
        return shown, y

    def _description(self) -> str:
        """The table for those who do not see it: what is so, and who is wrong."""
        said: list[str] = []
        for row in self._rows:
            wrong = [cell.sentence for cell in row.cells if cell.holds in {Holds.WRONG, Holds.UNSURE}]
            said += [row.truth.sentence, *wrong] if row.truth.sentence else wrong
        return " ".join((*(said or ["Nobody is wrong about anything."]), *self.grid.more))


def _cell_width(cell: Cell) -> float:
    """The width that a cell asks for."""
    if cell.holds is Holds.BLANK:
        return 0.0
    return max(value_width(cell.holds, cell.text), text_width(cell.note, SMALL)) + 2 * _GAP + 12


def _within(width: float, bounds: tuple[float, float]) -> float:
    return max(bounds[0], min(width, bounds[1]))


def _note_role(holds: Holds) -> str:
    return "fill-ink" if holds is Holds.WRONG else "fill-muted"
