# SPDX-License-Identifier: Apache-2.0
"""Logical lines and blocks: what belongs to one line, and which lines stand under which.

A logical line is one line of the text, and goes on in the next where a bracket is open, where it ends with a sign
or word that cannot end it (a comma, `and`, `=` …), or where the next is indented deeper and begins with `and` or `or`.
An open bracket does not swallow the file: it is closed (and reported) before a line that is not indented deeper, and
before one that can only begin a part (`when:`). Nothing here knows what a line says.
"""

from __future__ import annotations

from dataclasses import field

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.lalr import Token, make_token
from fabula.language.problems import writing
from fabula.language.syntax import Comment
from fabula.language.tokens import PhysicalLine, split_words
from fabula.records import dataclass

DEEPEST = 60
"""So many brackets may stand inside each other, and so many blocks. Nobody reads half of it."""

_CANNOT_END = frozenset(
    (
        *("COMMA", "EQUAL", "DIFFERENT", "LESSTHAN", "AT_MOST", "MORETHAN", "AT_LEAST", "AND", "OR"),
        *("PLUS", "MINUS", "STAR", "SLASH", "RAISE", "LOWER"),
    )
)
_GOES_ON = frozenset(("AND", "OR"))
_PARTS = frozenset(("text", "when", "then", "by"))
_BLOCK_WORDS = frozenset(("if", "else", "for"))


@dataclass(slots=True)
class Line:
    """A logical line, and the lines under it.

    `repaired`: brackets were put in that the author left out, so what is read is a guess. `unreadable`: it was
    reported and is not to be read at all. `doubtful`: something in it was reported already.
    """

    indent: int
    tokens: list[Token]
    children: list[Line] = field(default_factory=list)
    repaired: bool = False
    unreadable: bool = False
    doubtful: bool = False


@dataclass(slots=True)
class Layout:
    """The lines of a text that stand under nothing, the comments, and what is wrong so far."""

    lines: list[Line]
    comments: tuple[Comment, ...]
    problems: list[Diagnostic]


def lay_out(source: Source, span: Span) -> Layout:
    """The logical lines of a part of a text, in blocks."""
    words = split_words(source, span)
    joiner = _Joiner(source)
    lines = joiner.join(words.lines)
    problems = words.problems + joiner.problems
    return Layout(_Blocks(source, problems).stack(lines), tuple(words.comments), problems)


def lay_out_fragment(source: Source, span: Span) -> Layout:
    """The same for a piece of a bigger text: everything in it is one line, if there is anything."""
    words = split_words(source, span)
    tokens = [token for line in words.lines for token in line.tokens]
    whole = PhysicalLine(0, tokens, any(line.doubtful for line in words.lines))
    joiner = _Joiner(source)
    lines = joiner.join([whole] if tokens else [])
    return Layout(lines, tuple(words.comments), words.problems + joiner.problems)


def place_of(source: Source, token: Token) -> Span:
    """Where a word or sign stands."""
    return Span(source.name, token.start_pos, token.end_pos)


class _Joiner:
    """Makes logical lines of physical ones."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.open: list[Token] = []

    def join(self, lines: list[PhysicalLine]) -> list[Line]:
        """The logical lines, in the order of the text."""
        joined: list[Line] = []
        current: Line | None = None
        for line in lines:
            if current is None or not self._goes_on(current, line):
                if current is not None:
                    self._close(current)
                current = Line(line.indent, [])
                joined.append(current)
            current.doubtful = current.doubtful or line.doubtful
            self._extend(current, line.tokens)
        if current is not None:
            self._close(current)
        return joined

    def _goes_on(self, current: Line, line: PhysicalLine) -> bool:
        """Whether the current logical line goes on in this physical one."""
        first = line.tokens[0]
        deeper = line.indent > current.indent
        if self.open:
            return (deeper or first.type == "RPAR") and not _begins_part(line.tokens)
        if first.type in _GOES_ON:
            if not deeper and line.indent == current.indent:
                self.problems.append(writing.loose_continuation(place_of(self.source, first), str(first), 4))
                current.doubtful = True
            return line.indent >= current.indent
        return deeper and bool(current.tokens) and current.tokens[-1].type in _CANNOT_END

    def _extend(self, current: Line, tokens: list[Token]) -> None:
        """Add words to the line, minding its brackets."""
        for token in tokens:
            if token.type == "LPAR":
                self.open.append(token)
                if len(self.open) > DEEPEST and not current.unreadable:
                    current.unreadable = True
                    self.problems.append(writing.too_deep(place_of(self.source, token), DEEPEST, "brackets"))
            elif token.type == "RPAR":
                if not self.open:
                    self.problems.append(writing.unopened_bracket(place_of(self.source, token)))
                    current.doubtful = True
                    continue
                self.open.pop()
            current.tokens.append(token)
        if not current.tokens:
            current.tokens = tokens[:1]
            current.unreadable = True

    def _close(self, current: Line) -> None:
        """Close the brackets that are open where a logical line ends, and report the innermost."""
        if not self.open:
            return
        opened, count = self.open[-1], len(self.open)
        self.open = []
        last = current.tokens[-1]
        end = last.end_pos
        if not current.unreadable:
            after = Span(self.source.name, end, end)
            self.problems.append(writing.unclosed_bracket(place_of(self.source, opened), after))
        current.repaired = current.doubtful = True
        closing = [make_token("RPAR", ")", end, end) for _ in range(count)]
        at = len(current.tokens) - 1 if last.type == "COLON" and len(current.tokens) > 1 else len(current.tokens)
        current.tokens[at:at] = closing


def _begins_part(tokens: list[Token]) -> bool:
    """Whether a line can only begin a new part or statement: `when:`, `seen by`, `if`, `for every`."""
    first, second = tokens[0], tokens[1] if len(tokens) > 1 else None
    if second is None:
        return False
    return (
        (first in _PARTS and second.type == "COLON")
        or (first == "seen" and second == "by")
        or (first == "takes" and second.type == "NUMBER")
        or (first in _BLOCK_WORDS and tokens[-1].type == "COLON")
    )


class _Blocks:
    """Puts logical lines under each other by their indentation."""

    def __init__(self, source: Source, problems: list[Diagnostic]) -> None:
        self.source = source
        self.problems = problems

    def stack(self, lines: list[Line]) -> list[Line]:
        """The lines under which nothing stands above; each with its children."""
        roots: list[Line] = []
        levels: list[tuple[int, list[Line]]] = [(0, roots)]
        too_deep = False
        for line in lines:
            closed = False
            while len(levels) > 1 and line.indent < levels[-1][0]:
                levels.pop()
                closed = True
            indent, block = levels[-1]
            if line.indent > indent:
                if closed:
                    self.problems.append(writing.indentation(self._first_word(line)))
                if not block:
                    self.problems.append(writing.unexpected_block(self._first_word(line), None))
                    levels[-1] = (line.indent, block)
                elif len(levels) > DEEPEST:
                    if not too_deep:
                        self.problems.append(writing.too_deep(self._first_word(line), DEEPEST, "blocks"))
                    too_deep = True
                    block[-1].doubtful = True
                    continue
                else:
                    block = block[-1].children
                    levels.append((line.indent, block))
            block.append(line)
        return roots

    def _first_word(self, line: Line) -> Span:
        return place_of(self.source, line.tokens[0])
