# SPDX-License-Identifier: Apache-2.0
"""A fix, shown as the lines are when it has been applied."""

from collections.abc import Iterator
from itertools import pairwise

from fabula.diagnostics.diagnostic import Edit
from fabula.diagnostics.paint import Piece, Style, at_columns
from fabula.diagnostics.show_line import show_line
from fabula.diagnostics.source import Source
from fabula.records import dataclass

_MOST = 12


@dataclass(frozen=True, slots=True)
class MendedRow:
    """A row: the line's number (None for marks), the sign between number and text, and the text."""

    number: int | None
    sign: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Neighbouring lines before and after, and what was written there: (start, end, sign) in the text after."""

    first: int
    before: str
    after: str
    written: tuple[tuple[int, int, str], ...]


def apply(source: Source, edits: tuple[Edit, ...]) -> str | None:
    """The text after the edits of this source, or None if two of them touch the same characters."""
    ordered = _ordered(source, edits)
    if ordered is None:
        return None
    parts: list[str] = []
    at = 0
    for edit in ordered:
        parts += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join(parts) + source.text[at:]


def mended_rows(source: Source, edits: tuple[Edit, ...], width: int) -> Iterator[MendedRow]:
    """The lines that the edits change, as they are then; nothing if the edits contradict each other."""
    count = moved = 0
    for hunk in _hunks(source, _ordered(source, edits) or ()):
        for row in _hunk_rows(hunk, moved, width):
            count += 1
            if count > _MOST:
                yield MendedRow(None, "...", [])
                return
            yield row
        moved += hunk.after.count("\n") - hunk.before.count("\n")


def _ordered(source: Source, edits: tuple[Edit, ...]) -> tuple[Edit, ...] | None:
    """The edits of this source from first to last; None if they overlap."""
    here = sorted((edit for edit in edits if edit.span.source == source.name), key=lambda edit: edit.span)
    if any(one.span.end > other.span.start for one, other in pairwise(here)):
        return None
    return tuple(here)


def _hunks(source: Source, edits: tuple[Edit, ...]) -> Iterator[_Hunk]:
    """The edits, those on the same line together, with their whole lines."""
    groups: list[list[Edit]] = []
    for edit in edits:
        if groups and source.position(groups[-1][-1].span.end).line == source.position(edit.span.start).line:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    for group in groups:
        first = source.position(group[0].span.start).line
        start = source.line_span(first).start
        end = source.line_span(source.position(group[-1].span.end).line).end
        after = ""
        at = start
        written: list[tuple[int, int, str]] = []
        for edit in group:
            after += source.text[at : edit.span.start]
            written.append((len(after), len(after) + len(edit.text), "~" if edit.span.end > edit.span.start else "+"))
            after += edit.text
            at = edit.span.end
        yield _Hunk(first, source.text[start:end], after + source.text[at:end], tuple(written))


def _hunk_rows(hunk: _Hunk, moved: int, width: int) -> Iterator[MendedRow]:
    """The rows of one hunk: marked where lines are changed, old and new with signs where they come and go."""
    before, after = hunk.before.split("\n"), hunk.after.split("\n")
    if len(before) == len(after):
        yield from _marked(hunk, after, moved, width)
        return
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    same_end = 0
    while same_end < min(len(before), len(after)) - same and before[-1 - same_end] == after[-1 - same_end]:
        same_end += 1
    for number, text in enumerate(before[same : len(before) - same_end], start=hunk.first + same):
        yield MendedRow(number, "-", [(show_line(text, width, (0, 0)).text, Style.ERROR)])
    for number, text in enumerate(after[same : len(after) - same_end], start=hunk.first + same + moved):
        yield MendedRow(number, "+", [(show_line(text, width, (0, 0)).text, Style.MENDED)])


def _marked(hunk: _Hunk, after: list[str], moved: int, width: int) -> Iterator[MendedRow]:
    """The lines after the edits, what was written underlined."""
    offset = 0
    for number, text in enumerate(after, start=hunk.first + moved):
        inside = [
            (max(start - offset, 0), min(end - offset, len(text)), sign)
            for start, end, sign in hunk.written
            if start <= offset + len(text) and end >= offset
        ]
        offset += len(text) + 1
        shown = show_line(text, width, inside[0][:2] if inside else (0, 0))
        yield MendedRow(number, "|", [(shown.text, Style.PLAIN)])
        marks = [
            (shown.column(start), sign * (min(shown.column(end), width) - shown.column(start)), Style.MENDED)
            for start, end, sign in inside
            if end > start
        ]
        if marks:
            yield MendedRow(None, "|", at_columns(marks))
