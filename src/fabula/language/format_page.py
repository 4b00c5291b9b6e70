# SPDX-License-Identifier: Apache-2.0
"""The page that the formatter writes on: lines, with the author's comments and blank lines in their places.

Whoever writes says from where in the source a line comes; the comments that stand before that place are put in first.
A comment at the end of a line stays at the end of its line, in its column as long as the line does not change (else two
spaces after it). Several that the author put into one column stay in one, moved to the right if a line has no room.
A comment that stands alone is indented like what follows it, or, at the end of a block, like that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.diagnostics import Source
from fabula.diagnostics.show_line import columns_of
from fabula.language.syntax import Comment
from fabula.records import dataclass

INDENT = 4


@dataclass(frozen=True, slots=True)
class Trailing:
    """A comment at the end of the line numbered so: where it stood in the source, and where it would stand now.

    `unchanged`: the line before it is what the author wrote.
    """

    line: int
    text: str
    stood: int
    stands: int
    unchanged: bool


class Page:
    """Formatted lines."""

    def __init__(self, source: Source, comments: Sequence[Comment]) -> None:
        self.source = source
        self.comments = list(comments)
        self.next_comment = 0
        self.lines: list[str] = []
        self.indent = -1
        # The last line and those it stands under: how deep each is written, and in which column it stood.
        self.levels: list[tuple[int, int]] = []
        self.commented = True
        self.trailing: list[Trailing] = []

    def write(
        self, start: int, indent: int, lines: Sequence[str], end: int | None = None, *, apart: bool = False
    ) -> None:
        """Write lines that come from the place `start` (to `end`, if comments between are not for what follows).

        `lines` after the first carry their own indentation, relative to `indent`. `apart`: a blank line before them.
        """
        apart = self._write_comments(start, indent, apart=apart)
        trailing: Comment | None = None
        if end is not None:
            apart, trailing = self._comments_inside(end, indent, apart=apart)
        self._gap(indent, self._blank_above(start), apart=apart)
        self.lines += [" " * indent + line if line else "" for line in lines]
        self.indent, self.commented = indent, False
        self.levels = [level for level in self.levels if level[0] < indent] + [(indent, self._column(start))]
        if trailing is not None:
            self._append(trailing)

    def text(self) -> str:
        """The whole page, with the comments that are left."""
        self._write_comments(len(self.source.text) + 1, 0, apart=False)
        for block in self._aligned():
            self._put(block)
        self.trailing = []
        return "".join(f"{line}\n" for line in self.lines)

    def comment_between(self, start: int, end: int) -> bool:
        """Whether a comment stands between two places, so that what is on both sides cannot be one line."""
        return any(start <= comment.span.start < end for comment in self.comments[self.next_comment :])

    # ------------------------------------------------------------------------------------------- comments
    def _write_comments(self, before: int, indent: int, *, apart: bool) -> bool:
        """Write the comments that stand before a place; whether a blank line is still wanted after that."""
        waiting = self._waiting(before)
        column = self._column(before)
        if apart and waiting:
            first = self._first_attached(waiting, before, column)
        else:
            first = len(waiting)
        for number, comment in enumerate(waiting):
            if not comment.alone and not self.commented:
                self._append(comment)
                continue
            at = self._level_of(comment, column, indent)
            self._gap(at, self._blank_above(comment.span.start), apart=number == first)
            self.lines.append(" " * at + comment.text)
            self.indent, self.commented = at, True
        return apart and first == len(waiting)

    def _level_of(self, comment: Comment, column: int, indent: int) -> int:
        """How deep a comment is written: like what follows (at `column`, written at `indent`), unless it was deeper.

        Then it belongs to a block that ends above, the innermost that it was not to the left of.
        """
        own = self._column(comment.span.start)
        if not comment.alone or own <= column:
            return indent
        return max([indent, *(level for level, stood in self.levels if stood <= own)])

    def _waiting(self, before: int) -> list[Comment]:
        """The comments before a place that are not yet written."""
        first = self.next_comment
        while self.next_comment < len(self.comments) and self.comments[self.next_comment].span.start < before:
            self.next_comment += 1
        return self.comments[first : self.next_comment]

    def _first_attached(self, waiting: Sequence[Comment], before: int, column: int) -> int:
        """The first of the comments that stand right above a place, without a blank line or another depth between."""
        line = self.source.position(before).line - 1
        first = len(waiting)
        for number in range(len(waiting) - 1, -1, -1):
            comment = waiting[number]
            deeper = self._column(comment.span.start) > column
            if not comment.alone or deeper or comment.line != line - 1:
                break
            first, line = number, comment.line
        return first

    def _comments_inside(self, end: int, indent: int, *, apart: bool) -> tuple[bool, Comment | None]:
        """Write the comments inside a line that the author broke, but for the last at an end: that is kept for it."""
        inside = self._waiting(end)
        last_line = self.source.position(end).line - 1
        following = self.comments[self.next_comment : self.next_comment + 1]
        if any(comment.line == last_line for comment in following):
            trailing = None
        else:
            trailing = next((comment for comment in reversed(inside) if not comment.alone), None)
        for comment in inside:
            if comment is not trailing:
                self._gap(indent, blank=False, apart=apart)
                apart = False
                self.lines.append(" " * indent + comment.text)
                self.indent, self.commented = indent, True
        return apart, trailing

    def _append(self, comment: Comment) -> None:
        """Note that a comment belongs to the end of the last line; it is put there when all lines are written."""
        line = self.lines[-1]
        before = self.source.line_text(comment.line + 1)[: self._column(comment.span.start) - 1]
        column = columns_of(before)
        deeper = len(line) - len(line.lstrip()) - (len(before) - len(before.lstrip()))
        unchanged = before.strip() == line.strip()
        self.trailing.append(Trailing(len(self.lines) - 1, comment.text, column, column + deeper, unchanged))
        self.commented = True

    def _aligned(self) -> Iterator[list[Trailing]]:
        """The comments at ends of lines, those together that stood in one column with no blank line between."""
        block: list[Trailing] = []
        for each in self.trailing:
            if block and (each.stood != block[-1].stood or "" in self.lines[block[-1].line : each.line]):
                yield block
                block = []
            block.append(each)
        if block:
            yield block

    def _put(self, block: Sequence[Trailing]) -> None:
        """Put comments at the ends of their lines: in one column where there are several, else in its own or near."""
        column = max(columns_of(self.lines[each.line]) + 2 for each in block)
        if len(block) > 1 or block[0].unchanged:
            column = max(column, *(each.stands for each in block))
        for each in block:
            line = self.lines[each.line]
            self.lines[each.line] = line + " " * (column - columns_of(line)) + each.text

    # ---------------------------------------------------------------------------------------- blank lines
    def _gap(self, indent: int, blank: bool, *, apart: bool) -> None:
        """A blank line, where the author left one or one belongs; never at the beginning of the file or of a block."""
        if self.lines and self.lines[-1] and (apart or blank) and (indent <= self.indent):
            self.lines.append("")

    def _blank_above(self, start: int) -> bool:
        """Whether the line above a place is blank."""
        line = self.source.position(start).line
        return line > 1 and not self.source.line_text(line - 1).strip()

    def _column(self, start: int) -> int:
        """How far a place is from the beginning of its line."""
        return self.source.position(start).column if start <= len(self.source.text) else 1
