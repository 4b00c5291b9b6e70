# SPDX-License-Identifier: Apache-2.0
r"""Finds the annotations in a Markdown file, and leaves the rest alone.

An annotation is a line whose first character (after indentation) is `@`, or stands in an HTML comment that begins with
`@`. A comment may span lines; in it every line that begins with `@` begins an annotation, any other line goes on with
the one before. A `#` outside quotes begins a remark, to the end of its line. Not looked into: code (fenced, indented,
between backticks on one line), comments that do not begin with `@` (so an annotation can be commented out), `\@` and
`\<!--`. Settings may stand before it all, between two lines of `---`.

Nothing here knows what an annotation says. Spans count characters of the text as it is, whatever its line ends.
"""

from __future__ import annotations

import re
from dataclasses import field

from fabula.diagnostics import NOWHERE, Diagnostic, Span
from fabula.language.problems import manuscripts as problems
from fabula.records import dataclass

_LINE = re.compile(r"[^\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_INLINE = re.compile(r"\\.|`+|<!--")
_BYTE_ORDER_MARK = "\ufeff"
_CODE_INDENT = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """`key: value` of the front matter; a value in quotes comes without them."""

    key: str
    value: str
    key_span: Span
    value_span: Span


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of an annotation. `span` covers `text`, character by character."""

    text: str
    span: Span

    def part(self, start: int, end: int | None = None) -> Fragment:
        """The characters `start` to `end`, blanks at both ends taken off; if nothing is left, it is at `start`."""
        text = self.text[start:end]
        first = self.span.start + start + (len(text) - len(text.lstrip()) if text.strip() else 0)
        return Fragment(text.strip(), Span(self.span.source, first, first + len(text.strip())))


@dataclass(frozen=True, slots=True)
class Snippet:
    """One annotation: what stands after its `@`, remarks and line ends blanked out, so that offsets stay right.

    `mark` is the place of the `@`.
    """

    content: Fragment
    mark: Span


@dataclass(frozen=True, slots=True)
class Page:
    """What a manuscript holds besides prose. `head` is the place to complain about settings that are missing.

    The prose begins at `prose`; `asides` are the annotations and comments in it, whole, in order.
    """

    settings: tuple[Setting, ...]
    snippets: tuple[Snippet, ...]
    problems: tuple[Diagnostic, ...]
    head: Span
    prose: int
    asides: tuple[Span, ...]


def read_page(name: str, text: str) -> Page:
    """The settings and annotations of a Markdown text, and what is wrong with its outer form."""
    scanner = _Scanner(name, text)
    prose = position = scanner.front_matter(1 if text.startswith(_BYTE_ORDER_MARK) else 0)
    while position < len(text):
        position = scanner.line(position)
    scanner.finish()
    found = tuple(scanner.settings), tuple(scanner.snippets), tuple(scanner.problems), scanner.head
    return Page(*found, prose, tuple(scanner.asides))


@dataclass(slots=True)
class _Scanner:
    """Reads a text line by line; remembers whether it is inside code or a list."""

    name: str
    text: str
    settings: list[Setting] = field(default_factory=list)
    snippets: list[Snippet] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    asides: list[Span] = field(default_factory=list)
    head: Span = NOWHERE
    fence: str = ""
    fence_start: int = 0
    hidden: Span | None = None
    blank_before: bool = True
    code_before: bool = False
    in_list: bool = False
    close: int = 0
    known: tuple[int, int] = (0, -1)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.name, start, end)

    def _line_end(self, position: int) -> int:
        """Where the line that holds `position` ends, its line end not counted. Kept, for lines with many comments."""
        if not self.known[0] <= position <= self.known[1]:
            match = _LINE.match(self.text, position)
            self.known = (position, match.end() if match else position)
        return self.known[1]

    def _next(self, end: int) -> int:
        """Where the line after the one that ends at `end` begins."""
        match = _LINE_END.match(self.text, end)
        return match.end() if match else end

    def front_matter(self, position: int) -> int:
        """Read the settings, if the text begins with `---`; the answer is where the prose begins."""
        end = self._line_end(position)
        self.head = self._span(position, end)
        if self.text[position:end].rstrip() != "---":
            return position
        opening, prose = self.head, self._next(end)
        here = prose
        found: list[Setting] = []
        wrong: list[Diagnostic] = []
        while here < len(self.text):
            end = self._line_end(here)
            line = self.text[here:end].rstrip()
            if line in ("---", "..."):
                self.settings, self.problems = found, wrong
                return self._next(end)
            self._setting(here, end, found, wrong)
            here = self._next(end)
        self.problems.append(problems.unclosed_front_matter(opening))
        self.settings = found
        return prose

    def _setting(self, start: int, end: int, found: list[Setting], wrong: list[Diagnostic]) -> None:
        """Read one line of the front matter. What is indented or a list belongs to the key of some other program."""
        line = self.text[start:end]
        if not line.strip() or line.lstrip().startswith(("#", "- ")) or line[0] in " \t":
            return
        key, colon, rest = line.partition(":")
        if not colon:
            wrong.append(problems.not_a_setting(self._span(start, start + len(line.rstrip()))))
            return
        value = _without_remark(rest).strip()
        value_start = start + len(key) + 1 + len(rest) - len(rest.lstrip()) if value else start + len(key) + 1
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value, value_start = value[1:-1], value_start + 1
        key_span = self._span(start, start + len(key.rstrip()))
        found.append(Setting(key.rstrip(), value, key_span, self._span(value_start, value_start + len(value))))

    def line(self, start: int) -> int:
        """Read the line that begins at `start`; the answer is where the next one begins."""
        end = self._line_end(start)
        line = self.text[start:end]
        body = line.strip(" \t\ufeff")
        if self.fence:
            self._in_fence(start, end, body)
            return self._next(end)
        if not body:
            self.blank_before = True
            return self._next(end)
        indent = _indent(line)
        if self._is_code(indent):
            self.code_before, self.blank_before = True, False
            return self._next(end)
        self._enter(indent, body)
        if self._opens_fence(body, start):
            return self._next(end)
        if body.startswith("@"):
            return self._annotation_line(start + line.index("@"), end)
        return self._inline(start, end)

    def _is_code(self, indent: int) -> bool:
        """Whether a line is indented code: four columns in, after a blank line or more code, and in no list."""
        return indent >= _CODE_INDENT and not self.in_list and (self.blank_before or self.code_before)

    def _enter(self, indent: int, body: str) -> None:
        """Note what a line of text says about the lines after it."""
        if _LIST_ITEM.match(body):
            self.in_list = True
        elif indent == 0 and self.blank_before:
            self.in_list = False
        self.blank_before = self.code_before = False

    def _opens_fence(self, body: str, start: int) -> bool:
        """Whether a line opens fenced code."""
        match = _FENCE.match(body)
        if not match or (match[1][0] == "`" and "`" in match[2]):
            return False
        self.fence, self.fence_start, self.hidden = match[1], start, None
        return True

    def _in_fence(self, start: int, end: int, body: str) -> None:
        """Pass over a line of fenced code, or close it."""
        if body.startswith(self.fence) and not body.strip(self.fence[0]):
            self.fence = ""
        elif self.hidden is None and body.startswith(("@", "<!-- @")):
            self.hidden = self._span(start, end)

    def finish(self) -> None:
        """Complain about code that is never closed and so hides annotations."""
        if self.fence and self.hidden:
            opening = self._span(self.fence_start, self._line_end(self.fence_start))
            self.problems.append(problems.unclosed_code(opening, self.hidden))

    def _annotation_line(self, mark: int, end: int) -> int:
        """Read the annotation whose `@` stands at `mark`; a comment on the same line is read as one."""
        comment = self.text.find("<!--", mark, end)
        self._snippet(mark, comment if comment >= 0 else end)
        self.asides.append(self._span(mark, comment if comment >= 0 else end))
        return self._inline(comment, end) if comment >= 0 else self._next(end)

    def _inline(self, position: int, end: int) -> int:
        """Read the comments that begin in a line; one may end in a later line, the rest of which is then read too."""
        while match := _INLINE.search(self.text, position, end):
            position = match.end()
            if match[0].startswith("`"):
                position = self._after_code(match[0], position, end)
            elif match[0] == "<!--":
                position = self._comment(match.start())
                end = self._line_end(position)
        return self._next(end)

    def _after_code(self, ticks: str, position: int, end: int) -> int:
        """The end of the code between backticks that begins before `position`; `position` if it does not end."""
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self.text, position, end)
        return closing.end() if closing else position

    def _comment(self, start: int) -> int:
        """Read the comment that begins at `start`; the answer is where it ends."""
        close = self._closing(start + len("<!"))
        inner = self.text.find("<!--", start + 4, close if close >= 0 else None)
        body = start + len("<!--")
        if close < 0 or inner >= 0:
            line_end = self._line_end(start)
            self.problems.append(problems.unclosed_comment(self._span(start, line_end)))
            close, after = (line_end, line_end) if inner < 0 or inner > line_end else (inner, inner)
        else:
            after = close + len("-->")
        if self.text[body:close].lstrip().startswith("@"):
            self._comment_annotations(body, close)
        self.asides.append(self._span(start, after))
        return after

    def _closing(self, start: int) -> int:
        """Where the first `-->` from `start` on stands, or -1. Kept, so that many open comments cost one search."""
        if 0 <= self.close < start:
            self.close = self.text.find("-->", start)
        return self.close

    def _comment_annotations(self, start: int, end: int) -> None:
        """Read the annotations of a comment's text."""
        mark = -1
        while start < end:
            line_end = min(self._line_end(start), end)
            line = self.text[start:line_end]
            if line.lstrip().startswith("@"):
                if mark >= 0:
                    self._snippet(mark, start)
                mark = start + line.index("@")
            start = max(self._next(line_end), start + 1)
        self._snippet(mark, end)

    def _snippet(self, mark: int, end: int) -> None:
        """Keep the annotation from its `@` to `end`, remarks and outer blanks taken off."""
        raw = self.text[mark + 1 : end]
        blanked = "".join(_blank(line) for line in re.split(r"(\r\n|\r|\n)", raw))
        whole = Fragment(blanked, self._span(mark + 1, mark + 1 + len(blanked)))
        self.snippets.append(Snippet(whole.part(0), self._span(mark, mark + 1)))


def _blank(line: str) -> str:
    """A line as long as before, its remark, tabs and line end made spaces."""
    kept = _without_remark(line)
    return re.sub(r"[\t\r\n\f\v\u2028\u2029\u0085\ufeff]", " ", kept) + " " * (len(line) - len(kept))


def _without_remark(line: str) -> str:
    """A line without the `#` that stands outside quotes and what follows."""
    if "#" not in line:
        return line
    quoted = False
    for place, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == "#" and not quoted:
            return line[:place]
    return line


def _indent(line: str) -> int:
    """How many columns a line is indented, tabs going to the next fourth."""
    columns = 0
    for character in line:
        if character == " ":
            columns += 1
        elif character == "\t":
            columns += _CODE_INDENT - columns % _CODE_INDENT
        else:
            break
    return columns
