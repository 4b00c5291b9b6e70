# SPDX-License-Identifier: Apache-2.0
"""A text with a name: where its lines are, and how bytes become one.

Offsets everywhere in Fabula count characters (code points) of `Source.text`. People want lines and columns, editors
want UTF-16 units; both are worked out here and nowhere else. A line ends at a line feed, a carriage return before it
is no part of the line; other Unicode separators do not end lines, since no editor's line numbers count them.
"""

from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field

from fabula.diagnostics.diagnostic import Diagnostic, Label, Severity
from fabula.diagnostics.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line and a column, both counted from 1, in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded text and the name it is known by (a path as the author wrote it, or `<text>`)."""

    name: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the lines once: every lookup is then a bisection, even in a line of a million characters."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "_starts", tuple(starts))

    @property
    def line_count(self) -> int:
        """The number of lines; an empty text has one, and so has a text after its last line feed."""
        return len(self._starts)

    def line_span(self, line: int) -> Span:
        """The characters of a line (from 1) without its line end; nothing at the end for lines that are not there."""
        if not 1 <= line <= len(self._starts):
            return Span(self.name, len(self.text), len(self.text))
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(self.name, start, end)

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        span = self.line_span(line)
        return self.text[span.start : span.end]

    def position(self, offset: int) -> Position:
        """The line and column of an offset; offsets outside the text count as its nearest end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column (from 1), kept within that line."""
        span = self.line_span(line)
        return min(span.start + max(column, 1) - 1, span.end)

    def utf16_column(self, offset: int) -> int:
        """The column of an offset in UTF-16 units, from 1, as SARIF and (less one) the language server count."""
        at = self.position(offset)
        before = self.text[self._starts[at.line - 1] : max(0, min(offset, len(self.text)))]
        return len(before) + sum(1 for character in before if character > "\uffff") + 1

    def offset_of_utf16(self, line: int, column: int) -> int:
        """The offset of a line and a UTF-16 column (both from 1); inside a surrogate pair, the pair's start."""
        span = self.line_span(line)
        units = max(column, 1) - 1
        at = span.start
        while at < span.end:
            units -= 2 if self.text[at] > "\uffff" else 1
            if units < 0:
                break
            at += 1
        return at

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        return self.text[max(span.start, 0) : max(span.end, 0)]

    def whole(self) -> Span:
        """The span of the whole text."""
        return Span(self.name, 0, len(self.text))


def decode(name: str, data: bytes) -> Source | Diagnostic:
    """The source that UTF-8 bytes hold, line ends made one line feed each; or what is wrong with the bytes.

    A byte-order mark is dropped. Anything else than UTF-8 text is the problem `not-utf-8`.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return not_utf8(name, "It begins like UTF-16, which some editors call “Unicode”.")
    zero = data.find(b"\0")
    if zero >= 0:
        return not_utf8(name, f"It holds a zero byte (byte {zero + 1}): it looks like a program's file, not like text.")
    try:
        text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return not_utf8(name, _first_bad_byte(data))
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def _first_bad_byte(data: bytes) -> str:
    """A sentence about the first byte that is no UTF-8, in the terms of a person who looks for it in an editor."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (
            f"The first byte that is no UTF-8 is 0x{data[error.start]:02X} in line {line}. "
            f"In Windows-1252 it would be “{data[error.start : error.start + 1].decode('cp1252', 'replace')}”."
        )
    return ""


def not_utf8(name: str, why: str) -> Diagnostic:
    """`not-utf-8`: the file is not text that we can read, and why we think so."""
    return Diagnostic(
        code="not-utf-8",
        severity=Severity.ERROR,
        title=f"`{name}` is not a UTF-8 text.",
        primary=Label(Span(name, 0, 0), ""),
        notes=(why,),
        help="Save it as UTF-8 in your editor and try again.",
    )
