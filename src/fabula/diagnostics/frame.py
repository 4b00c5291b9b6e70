# SPDX-License-Identifier: Apache-2.0
"""The lines of one source that labels point at, with their marks.

    12 |     at(Wren) = hal
       |                ^^^ there is no such place

A span of several lines gets a bar beside its lines, which ends under its last character. Lines between two that
matter are left out, except a single one.
"""

from collections.abc import Iterator

from fabula.diagnostics.diagnostic import Label
from fabula.diagnostics.marks import Mark, mark_rows
from fabula.diagnostics.paint import Piece, Style, at_columns
from fabula.diagnostics.show_line import ShownLine, columns_of, fits, show_line
from fabula.diagnostics.source import Source
from fabula.diagnostics.wrap import wrap
from fabula.records import dataclass

_WHOLE = 6

Row = tuple[int | None, list[Piece]]
"""A row of a frame: its line's number (0 where lines are left out, None for marks), and what stands after the rule."""


@dataclass(frozen=True, slots=True)
class Place:
    """A label in lines (from 1) and characters of the line (from 0), `end` excluded; `bar` for several lines."""

    first: int
    start: int
    last: int
    end: int
    text: str
    primary: bool
    style: Style
    bar: int = -1

    @property
    def long(self) -> bool:
        """Whether it covers several lines."""
        return self.last > self.first


def place_of(source: Source, label: Label, style: Style, *, primary: bool) -> Place:
    """Where a label is: inside the text, not on the line after its end, at least one character."""
    size = len(source.text)
    start = max(0, min(label.span.start, size))
    end = max(start, min(label.span.end, size))
    if end > start and source.text[end - 1] == "\n":
        end = max(start + 1, len(source.text[start:end].rstrip()) + start)
    elif start == end == size:
        start = end = len(source.text.rstrip())
    first = source.position(start)
    last = source.position(max(start, end - 1))
    stop = last.column if end > start else first.column - 1
    return Place(first.line, first.column - 1, last.line, stop, label.text, primary, style)


def frame_rows(source: Source, places: list[Place], width: int) -> Iterator[Row]:
    """The rows of a frame whose text has `width` columns, in order."""
    places = _with_bars(places)
    bars = 1 + max((place.bar for place in places), default=-1)
    frame = _Frame(source, tuple(places), bars, max(width - 2 * bars, 16))
    before = 0
    for line in _lines(places):
        if before and line > before + 2:
            yield 0, frame.left(before, below=True)
        elif before and line == before + 2:
            yield from frame.line(before + 1)
        yield from frame.line(line)
        before = line


def _with_bars(places: list[Place]) -> list[Place]:
    """The places, those of several lines given a bar each, the outermost leftmost."""
    done: list[Place] = []
    for place in sorted(places, key=lambda one: (one.first, -one.last)):
        taken = {other.bar for other in done if other.long and other.last >= place.first}
        bar = next(number for number in range(len(places)) if number not in taken) if place.long else -1
        done.append(Place(place.first, place.start, place.last, place.end, place.text, place.primary, place.style, bar))
    return done


def _lines(places: list[Place]) -> list[int]:
    """The lines to show: those with marks, and the inside of places of several lines if it is short."""
    lines: set[int] = set()
    for place in places:
        lines |= {place.first, place.last}
        inside = range(place.first, place.last + 1)
        lines |= set(inside) if len(inside) <= _WHOLE else {place.first + 1, place.last - 1}
    return sorted(lines)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all rows of a frame need."""

    source: Source
    places: tuple[Place, ...]
    bars: int
    width: int

    def left(self, line: int, *, below: bool, without: Place | None = None) -> list[Piece]:
        """The bars that pass a line, or the rows below it; a bar that begins at a line's first letter is bent."""
        found = [(" ", Style.PLAIN)] * self.bars
        for place in self.places:
            if not place.long or place is without:
                continue
            begins = place.first == line and self._bent(place)
            if begins or place.first < line <= place.last:
                found[place.bar] = ("/" if begins and not below else "|", place.style)
        return [piece for bar in found for piece in (bar, (" ", Style.PLAIN))]

    def line(self, line: int) -> Iterator[Row]:
        """A line with all that is marked in it; repeated where its marks are too far apart to be seen at once."""
        text = self.source.line_text(line)
        here = [place for place in self.places if line in (place.first, place.last)]
        for group in self._groups(text, line, here):
            focus = min(_focus(place, line)[0] for place in group), max(_focus(place, line)[1] for place in group)
            shown = show_line(text, self.width, focus)
            yield line, [*self.left(line, below=False), (shown.text, Style.PLAIN)]
            yield from self._marks(line, shown, group)
        if not here:
            yield line, [*self.left(line, below=False), (show_line(text, self.width, (0, 0)).text, Style.PLAIN)]

    def _groups(self, text: str, line: int, here: list[Place]) -> list[list[Place]]:
        """The places of a line in groups that can be shown at once: all of them if the line is short."""
        if not here or fits(text, self.width):
            return [here] if here else []
        groups: list[list[Place]] = []
        for place in sorted(here, key=lambda one: _focus(one, line)):
            if groups and _focus(place, line)[1] - _focus(groups[-1][0], line)[0] <= self.width // 2:
                groups[-1].append(place)
            else:
                groups.append([place])
        return groups

    def _marks(self, line: int, shown: ShownLine, group: list[Place]) -> Iterator[Row]:
        """The rows of marks under a line."""
        short = [place for place in group if not place.long]
        left = self.left(line, below=True)
        for row in mark_rows([self._mark(place, shown) for place in short], self.width):
            yield None, [*left, *row]
        for place in group:
            if place.long and place.first == line and not self._bent(place):
                yield None, self._corner(place, line, shown.column(place.start), begins=True)
        ended: list[Place] = []
        for place in sorted((one for one in group if one.long and one.last == line), key=lambda one: -one.bar):
            column = max(shown.column(place.end) - 1, 0)
            row = self._corner(place, line, column, begins=False, ended=tuple(ended))
            room = self.width - column - 2
            if columns_of(place.text) <= room and "\n" not in place.text:
                yield None, [*row, (" " + place.text, place.style)]
            else:
                yield None, row
                for text in wrap(place.text, self.width):
                    yield None, [*self.left(line, below=True, without=place), (text, place.style)]
            ended.append(place)

    def _mark(self, place: Place, shown: ShownLine) -> Mark:
        """The underline of a place within one line, kept inside what is shown."""
        start = min(shown.column(place.start), self.width - 1)
        end = min(max(shown.column(place.end), start + 1), self.width)
        return Mark(start, end, place.text, place.primary, place.style)

    def _corner(
        self, place: Place, line: int, column: int, *, begins: bool, ended: tuple[Place, ...] = ()
    ) -> list[Piece]:
        """The row that leads a bar to the first or last character of its place."""
        column = min(column, self.width - 1)
        left: list[tuple[int, str, Style]] = []
        for other in self.places:
            passes = other.first < line <= other.last or (other.first == line and self._bent(other))
            if other.long and other is not place and passes and other not in ended and other.bar < place.bar:
                left.append((2 * other.bar, "|", other.style))
        if not begins:
            left.append((2 * place.bar, "|", place.style))
        lead = 2 * place.bar + 1
        mark = "^" if place.primary else "-"
        return at_columns([*left, (lead, "_" * (2 * self.bars + column - lead) + mark, place.style)])

    def _bent(self, place: Place) -> bool:
        """Whether the place begins with the first letter of its line, so that its bar can begin beside it."""
        return not self.source.line_text(place.first)[: min(place.start, self.width)].strip()


def _focus(place: Place, line: int) -> tuple[int, int]:
    """The characters of a line that must be seen for a place."""
    if not place.long:
        return place.start, max(place.end, place.start + 1)
    return (place.start, place.start + 1) if line == place.first else (max(place.end - 1, 0), place.end)
