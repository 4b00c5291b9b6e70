# SPDX-License-Identifier: Apache-2.0
r"""Quoted texts: escapes, and the expressions in braces.

`\"` is a quote, `\\` a backslash, `\n` a new line; `{{` and `}}` are braces that mean themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.problems import texts as problems
from fabula.language.spelling import NAME, spelt
from fabula.language.syntax import Expression, Hole, Name, Text
from fabula.language.tokens import RESERVED

ReadExpression = Callable[[Span], Expression | None]

_PIECES = re.compile(
    r"\\(?P<escape>.)|(?P<double>\{\{|\}\})|\{(?P<hole>[^{}]*)\}|(?P<brace>[{}])|(?P<plain>[^\\{}]+)", re.DOTALL
)
_ESCAPES = {"n": "\n"}


def read_text(span: Span, source: Source, reported: list[Diagnostic], read_expression: ReadExpression) -> Text:
    """The text whose quotes stand at the ends of `span`; a text that was never closed ends where the span does."""
    written = source.slice(span)
    end = span.end - 1 if len(written) > 1 and _closes(written) else span.end
    pieces: list[str | Hole] = []
    value: list[str] = []
    for found in _PIECES.finditer(source.text, span.start + 1, end):
        place = Span(source.name, found.start(), found.end())
        match found.lastgroup:
            case "hole":
                inner = Span(source.name, *found.span("hole"))
                value.append(found.group())
                pieces.append(_hole(inner, place, source, reported, read_expression))
            case "brace":
                reported.append(problems.loose_brace(place, found.group()))
            case "escape":
                plain = _ESCAPES.get(found["escape"], found["escape"])
                value.append(plain)
                pieces.append(plain)
            case kind:
                value.append(found.group())
                pieces.append(found.group()[0] if kind == "double" else found.group())
    whole = "".join(value)
    return Text(whole, _merged(pieces), (whole,), span)


def _closes(written: str) -> bool:
    """Whether the last character is the quote that closes the text, not one that is escaped."""
    body = written[1:-1]
    return written[-1] in "\"”“»'’" and (len(body) - len(body.rstrip("\\"))) % 2 == 0


def _merged(pieces: Iterable[str | Hole]) -> tuple[str | Hole, ...]:
    """The pieces, neighbouring strings made one."""
    merged: list[str | Hole] = []
    for plain, group in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if plain:
            merged.append("".join(piece for piece in group if isinstance(piece, str)))
        else:
            merged += group
    return tuple(piece for piece in merged if piece)


def _hole(
    inner: Span, place: Span, source: Source, reported: list[Diagnostic], read_expression: ReadExpression
) -> str | Hole:
    """The expression between braces; nothing if it cannot be read."""
    written = source.slice(inner)
    bare = written.strip()
    start = inner.start + len(written) - len(written.lstrip())
    exact = Span(source.name, start, start + len(bare))
    if not bare:
        reported.append(problems.empty_braces(place))
        return ""
    if NAME.fullmatch(bare) and bare not in RESERVED:
        return Hole(Name(spelt(bare), exact), exact)
    expression = read_expression(exact)
    return "" if expression is None else Hole(expression, exact)


def join_texts(texts: Sequence[Text]) -> Text:
    """Several lines of a text as one, joined by spaces; at least one line."""
    pieces: list[str | Hole] = []
    for number, text in enumerate(texts):
        pieces += [" ", *text.pieces] if number else text.pieces
    lines = tuple(line for text in texts for line in text.lines)
    return Text(" ".join(lines), _merged(pieces), lines, texts[0].span.to(texts[-1].span))
