# SPDX-License-Identifier: Apache-2.0
"""Words and signs of a text, line by line, with its comments and what cannot be a word or sign.

A sign that is clearly meant for another (`==`, `&&`, typographic quotes) is reported and then taken for what was meant,
so that one slip costs one message. Indentation is measured here; what it means is in `layout.py`.
"""

import re
from dataclasses import field

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.lalr import Token, make_token
from fabula.language.problems import writing
from fabula.language.spelling import NamePattern, spelt
from fabula.language.syntax import Comment
from fabula.records import dataclass

RESERVED = {
    word: word.upper()
    for word in (
        *("and", "or", "not", "if", "else", "for", "every", "any", "count", "sum", "believes", "where", "is"),
        *("none", "unknown", "yes", "no", "now", "true", "false"),
    )
}
"""The words that can never be names, and their terminals in the grammar."""

_SIGNS = {
    "(": "LPAR",
    ")": "RPAR",
    ",": "COMMA",
    ":": "COLON",
    ";": "SEMICOLON",
    ".": "DOT",
    "=": "EQUAL",
    "!=": "DIFFERENT",
    "<": "LESSTHAN",
    "<=": "AT_MOST",
    ">": "MORETHAN",
    ">=": "AT_LEAST",
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "+=": "RAISE",
    "-=": "LOWER",
}

_MEANT = {
    "==": "=",
    ":=": "=",
    "===": "=",
    "!==": "!=",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "÷": "/",
    "&": "and",
    "&&": "and",
    "∧": "and",
    "|": "or",
    "||": "or",
    "∨": "or",
    "!": "not",
    "¬": "not",
}
"""Signs of other languages, and what they are here."""

_WORDS = NamePattern(
    lambda name: (
        rf"""
      (?P<newline>\n)
    | (?P<space>[^\S\n]+|\ufeff)
    | (?P<name>{name})
    | (?P<sign>===|!==|==|:=|<>|=<|=>|!=|<=|>=|\+=|-=|&&|\|\||[-(),:;.=<>+*/&|!≠≤≥−–×·÷∧∨¬])
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<quoted>"(?:[^"\\\n]|\\[^\n])*")
    | (?P<comment>\#[^\n]*)
    | (?P<quotes>“[^”"\n]*[”"]|„[^”“"\n]*[”“"]|«[^»\n]*»|'[^'\n]*'|‘[^’\n]*’)
    | (?P<unclosed>["“„«].*)
    | (?P<strange>[^\w\s"“„«'‘\#(),:;.=<>+*/&|!≠≤≥−–×·÷∧∨¬-]+|.)
    """
    ),
    re.VERBOSE,
)

_TAB = 4
_MOST_SAID = 10
"""So many problems with the signs of one line are said. More come of a text that is no world, and help nobody."""


@dataclass(slots=True)
class PhysicalLine:
    """A line of the text that is neither empty nor only a comment: how deep it is indented, and its words and signs.

    `doubtful`: something in it was reported that nobody could guess, so no more is said about it.
    """

    indent: int
    tokens: list[Token]
    doubtful: bool


@dataclass(slots=True)
class Words:
    """A text taken apart."""

    lines: list[PhysicalLine] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def split_words(source: Source, span: Span) -> Words:
    """The words and signs of a part of a text."""
    return _Splitter(source, span).split()


class _Splitter:
    """Walks once over the text; every method takes one match of `_WORDS`."""

    def __init__(self, source: Source, span: Span) -> None:
        self.source = source
        self.span = span
        self.words = Words()
        self.tokens: list[Token] = []
        self.indent = 0
        self.doubtful = False
        self.line = source.position(span.start).line - 1
        self.tabs: list[Span] = []
        self.said = 0

    def split(self) -> Words:
        """Everything between the ends of the span."""
        for found in _WORDS.on(self.source.text).finditer(self.source.text, self.span.start, self.span.end):
            match found.lastgroup:
                case "name":
                    text = spelt(found.group())
                    self._add(RESERVED.get(text, "NAME"), text, found.start(), found.end())
                case "space":
                    self._space(found)
                case "sign":
                    self._sign(found)
                case "newline":
                    self._end_line()
                case "comment":
                    self._comment(found)
                case "number":
                    self._add("NUMBER", found.group(), found.start(), found.end())
                case "quoted":
                    self._add("QUOTED", found.group(), found.start(), found.end())
                case _:
                    self._odd(found)
        self._end_line()
        if self.tabs:
            self.words.problems.append(writing.tab(self.tabs))
        return self.words

    def _add(self, kind: str, text: str, start: int, end: int) -> None:
        self.tokens.append(make_token(kind, text, start, end))

    def _space(self, found: re.Match[str]) -> None:
        """White space matters only before the first word of a line."""
        if self.tokens:
            return
        start = found.start()
        if start > self.span.start and self.source.text[start - 1] != "\n":
            return
        indent = 0
        for character in found.group():
            indent = (indent // _TAB + 1) * _TAB if character == "\t" else indent + (character not in "\r\ufeff")
        self.indent = indent
        if "\t" in found.group() and self.source.text[found.end() : found.end() + 1] not in ("", "\n"):
            self.tabs.append(self._place(found))

    def _sign(self, found: re.Match[str]) -> None:
        text = found.group()
        if text in _SIGNS:
            self._add(_SIGNS[text], text, found.start(), found.end())
            return
        meant = _MEANT[text]
        if self._may_say():
            self.words.problems.append(writing.wrong_sign(self._place(found), text, meant))
        self._add(_SIGNS.get(meant) or RESERVED[meant], meant, found.start(), found.end())

    def _comment(self, found: re.Match[str]) -> None:
        text = found.group().rstrip()
        self.words.comments.append(Comment(text, self.line, not self.tokens, self._place(found)))

    def _odd(self, found: re.Match[str]) -> None:
        """What is no word, number or sign of ours, but can be guessed, or dropped."""
        place = self._place(found)
        text = found.group()
        say = self._may_say()
        if found.lastgroup == "quotes":
            problem = writing.quotes(place, text) if say else None
            self._add("QUOTED", f'"{text[1:-1]}"', place.start, place.end)
        elif found.lastgroup == "unclosed":
            problem = writing.unclosed_text(place) if say else None
            self._add("QUOTED", f'"{text[1:].rstrip()}"', place.start, place.end)
            self.doubtful = True
        else:
            problem = writing.strange_character(place, text) if say else None
            self.doubtful = True
        if problem is not None:
            self.words.problems.append(problem)

    def _may_say(self) -> bool:
        """Whether one more problem of this line may be said."""
        self.said += 1
        return self.said <= _MOST_SAID

    def _end_line(self) -> None:
        if self.tokens:
            self.words.lines.append(PhysicalLine(self.indent, self.tokens, self.doubtful))
        self.tokens = []
        self.doubtful = False
        self.said = 0
        self.indent = 0
        self.line += 1

    def _place(self, found: re.Match[str]) -> Span:
        return Span(self.source.name, found.start(), found.end())
