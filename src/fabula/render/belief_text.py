# SPDX-License-Identifier: Apache-2.0
"""Belief tables and strips in characters, for the terminal: the same as the pictures say, in lines of a width.

In a table who is right has a dot, so that mistakes stand out. A table too wide goes on below with the other people; a
strip too long goes on below with the later moments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.diagnostics.show_line import beginning, columns_of, safe
from fabula.model.beliefs import Ledger
from fabula.records import dataclass
from fabula.render.belief_grid import Cell, Grid, GridRow, Holds, belief_grid
from fabula.render.belief_rows import Segment, Strip, StripRow, belief_rows
from fabula.render.belief_words import brief_cause
from fabula.render.paragraphs import paragraph

_LABEL, _CELL, _NARROWEST = 24, 14, 4
_GAP = "  "
_MOMENT = 3
_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of a text: marks of beliefs, and what fills the stretches of strips."""

    right: str
    wrong: str
    unsure: str
    more: str
    bar: str
    fills: dict[Holds, str]


RICH = Signs("·", "✗", "?", "…", "│", {Holds.TRUTH: "═", Holds.RIGHT: "─", Holds.WRONG: "░", Holds.UNSURE: "┄"})
PLAIN = Signs(".", "x", "?", "~", "|", {Holds.TRUTH: "=", Holds.RIGHT: "-", Holds.WRONG: "#", Holds.UNSURE: "."})


def belief_table_text(
    ledger: Ledger,
    moment: int,
    people: Sequence[int] | None = None,
    facts: Sequence[int] | None = None,
    width: int = 80,
    plain: bool = False,
) -> str:
    """The table of who believes what after so many events, in characters."""
    grid, signs = belief_grid(ledger, moment, people, facts, _TOGETHER), PLAIN if plain else RICH
    blocks = [[*paragraph(grid.title, width), *paragraph(ledger.story, width)]]
    blocks += list(_tables(grid, width, signs)) or [["Nobody is wrong about anything."]]
    holds = {cell.holds for cell in grid.cells}
    said = [f"{signs.right} right"] if Holds.RIGHT in holds else []
    said += [f"{signs.wrong} wrong"] if Holds.WRONG in holds else []
    said += [f"{signs.unsure} unknown to them"] if Holds.UNSURE in holds else []
    blocks.append(paragraph("; ".join(said), width))
    blocks += [paragraph(note, width) for note in grid.more]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def belief_strip_text(
    ledger: Ledger, fact: int, people: Sequence[int] | None = None, width: int = 80, plain: bool = False
) -> str:
    """The strip of a fact through the story, in characters."""
    strip, signs = belief_rows(ledger, fact, people), PLAIN if plain else RICH
    blocks = [[*paragraph(f"Who believes what of {strip.fact}", width), *paragraph(ledger.story, width)]]
    blocks += list(_strips(ledger, strip, width, signs))
    blocks.append(list(_changes(ledger, strip, width)))
    names = {
        Holds.TRUTH: "what is really so",
        Holds.RIGHT: "right",
        Holds.WRONG: "wrong",
        Holds.UNSURE: "unknown to them",
    }
    present = {each.holds for row in strip.rows for each in row.segments}
    said = [f"{signs.fills[holds] * 2} {words}" for holds, words in names.items() if holds in present]
    blocks.append(paragraph("; ".join(said), width))
    blocks += [paragraph(note, width) for note in strip.more]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


# -------------------------------------------------------------------------------------------------------------- tables


def _tables(grid: Grid, width: int, signs: Signs) -> Iterator[list[str]]:
    """The table, as many of its columns at once as fit."""
    rows = [row for group in grid.groups for row in group.rows]
    if not rows:
        return
    label = min(max(columns_of(safe(row.label)) + 2 * row.depth + 2 for row in rows), _LABEL)
    truth = min(max([columns_of(safe(row.truth.text)) for row in rows] + [len("in truth")]), _CELL)
    widths = [_column(title, [row.cells[number] for row in rows]) for number, title in enumerate(grid.columns)]
    first = 0
    while first < len(widths):
        last, used = first, label + truth + len(_GAP)
        while last < len(widths) and (last == first or used + len(_GAP) + widths[last] <= width):
            used += len(_GAP) + widths[last]
            last += 1
        sizes = (label, truth, *widths[first:last])
        yield _table(grid, range(first, last), sizes, signs)
        first = last


def _table(grid: Grid, columns: range, sizes: tuple[int, ...], signs: Signs) -> list[str]:
    lines = _header([grid.columns[number] for number in columns], sizes, signs)
    for group in grid.groups:
        lines.append(_cut(group.subject or "In general", sum(sizes), signs))
        lines += [_line(tuple(_row_cells(row, columns, signs)), sizes, signs) for row in group.rows]
    return lines


def _header(titles: list[str], sizes: tuple[int, ...], signs: Signs) -> list[str]:
    """The names of the columns, below each other where several share one."""
    named = [paragraph(title, size) for title, size in zip(titles, sizes[2:], strict=True)]
    height = max((len(each) for each in named), default=1)
    lines: list[str] = []
    for number in range(height):
        cells = (each[number - height + len(each)] if number >= height - len(each) else "" for each in named)
        lines.append(_line(("", "in truth" if number == height - 1 else "", *cells), sizes, signs))
    return lines


def _row_cells(row: GridRow, columns: range, signs: Signs) -> Iterator[str]:
    yield f"{'  ' * (row.depth + 1)}{row.label}"
    yield row.truth.text
    for number in columns:
        yield _shown(row.cells[number], signs)


def _column(title: str, cells: list[Cell]) -> int:
    """The width of a column: what its cells need, and the words of its name as far as there is room."""
    words = [columns_of(safe(word)) for word in title.split()]
    wanted = max([columns_of(safe(_shown(cell, RICH))) for cell in cells] + [*words, _NARROWEST])
    return min(wanted, _CELL)


def _shown(cell: Cell, signs: Signs) -> str:
    match cell.holds:
        case Holds.RIGHT:
            return signs.right
        case Holds.WRONG:
            return f"{signs.wrong} {cell.text}"
        case Holds.UNSURE:
            return signs.unsure
        case _:
            return cell.text


def _line(cells: tuple[str, ...], sizes: tuple[int, ...], signs: Signs) -> str:
    cut = (_cut(cell, size, signs) for cell, size in zip(cells, sizes, strict=True))
    padded = (text + " " * (size - columns_of(text)) for text, size in zip(cut, sizes, strict=True))
    return _GAP.join(padded).rstrip()


def _cut(text: str, width: int, signs: Signs) -> str:
    """As much of a text as fits, with a sign where there is more."""
    text = safe(text)
    if columns_of(text) <= width:
        return text
    return f"{beginning(text, width - 1)}{signs.more}" if width > 1 else signs.more[:width]


# -------------------------------------------------------------------------------------------------------------- strips


def _strips(ledger: Ledger, strip: Strip, width: int, signs: Signs) -> Iterator[list[str]]:
    """The rows, as many moments at once as fit."""
    label = min(max(columns_of(safe(row.label)) for row in strip.rows), max(width // 4, 8))
    moments = len(ledger.moments)
    room = width - label - len(_GAP) - 1
    each = max(_MOMENT, min(room // moments, 7))
    at_once = max(room // each, 1)
    for first in range(0, moments, at_once):
        last = min(first + at_once, moments) - 1
        lines = [_ruler(ledger, first, last, each, label)]
        lines += [_strip_line(row, first, last, each, label, signs) for row in strip.rows]
        yield lines


def _ruler(ledger: Ledger, first: int, last: int, each: int, label: int) -> str:
    """The numbers of the moments, each above where it begins."""
    numbers = "".join(f"{ledger.moments[moment].place:<{each}}"[:each] for moment in range(first, last + 1))
    return f"{' ' * label}{_GAP} {numbers}".rstrip()


def _strip_line(row: StripRow, first: int, last: int, each: int, label: int, signs: Signs) -> str:
    named = _cut(row.label, label, signs)
    line = f"{named}{' ' * (label - columns_of(named))}{_GAP}"
    for segment in row.segments:
        begin, end = max(segment.stretch.first, first), min(segment.stretch.last, last)
        if begin <= end:
            line += _stretch(segment, (end - begin + 1) * each, signs)
    return f"{line}{signs.bar}"


def _stretch(segment: Segment, room: int, signs: Signs) -> str:
    """A stretch: a bar, its value, and its filling up to the next."""
    mark = {Holds.WRONG: signs.wrong, Holds.UNSURE: signs.unsure}.get(segment.holds, "")
    text = _cut(f"{mark}{segment.stretch.run.shown}", room - 1, signs)
    return f"{signs.bar}{text}{signs.fills[segment.holds] * (room - 1 - columns_of(text))}"


def _changes(ledger: Ledger, strip: Strip, width: int) -> Iterator[str]:
    """What changes with each event, and why."""
    for moment in strip.changing:
        text = ledger.moments[moment].text or str(ledger.moments[moment].event)
        yield from paragraph(text, width, f"{moment:>3}. ", "     ")
        for row in strip.rows:
            for each in row.segments:
                if each.stretch.first == moment:
                    yield from paragraph(_change(row, each), width, "       ", "         ")


def _change(row: StripRow, segment: Segment) -> str:
    """What begins with a stretch: a value and why, or that what was believed is not so any more."""
    run = segment.stretch.run
    if segment.stretch.first > run.since:
        return f"{row.label}: {run.shown}, {'right again' if segment.stretch.so else 'not so any more'}"
    wrong = {Holds.WRONG: ", wrongly", Holds.UNSURE: ""}.get(segment.holds, "")
    return f"{row.label}: {run.shown}{wrong} ({brief_cause(run)})"
