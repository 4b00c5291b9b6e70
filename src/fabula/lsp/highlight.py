# SPDX-License-Identifier: Apache-2.0
"""What each word of a text is, for colours that know the world: a kind, a thing, a fact, an event, a word of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from fabula.diagnostics import Source, Span
from fabula.language.tokens import RESERVED, split_words
from fabula.lsp.analysis import Analysis
from fabula.lsp.desk import Desk
from fabula.lsp.occurrences import Occurrence, Sort
from fabula.lsp.reading import Form
from fabula.records import dataclass

TYPES = (
    *("keyword", "type", "enumMember", "property", "function", "parameter"),
    *("string", "number", "comment", "operator", "namespace", "decorator", "event"),
)
"""The names by which the protocol calls them, in the order of `Look`."""


class Look(IntEnum):
    """How a word looks."""

    KEYWORD = 0
    KIND = 1
    THING = 2
    FACT = 3
    EVENT = 4
    VARIABLE = 5
    TEXT = 6
    NUMBER = 7
    COMMENT = 8
    SIGN = 9
    SCENE = 10
    MARK = 11
    ENDING = 12


_LOOKS = {
    Sort.KIND: Look.KIND,
    Sort.THING: Look.THING,
    Sort.FACT: Look.FACT,
    Sort.EVENT: Look.EVENT,
    Sort.LAW: Look.EVENT,
    Sort.SIGHT: Look.EVENT,
    Sort.ENDING: Look.ENDING,
    Sort.VARIABLE: Look.VARIABLE,
    Sort.SCENE: Look.SCENE,
}

KEYWORDS = frozenset(
    (
        *RESERVED,
        *("world", "variant", "of", "include", "kind", "fact", "define", "start", "event", "law", "sight", "wants"),
        *(
            "ending",
            "without",
            "with",
            "text",
            "when",
            "then",
            "by",
            "seen",
            "takes",
            "each",
            "moment",
            "on",
            "impulse",
        ),
        *("everyone", "nobody", "sees", "whether", "as", "it", "a", "an", "author", "number", "reader"),
        *("expect", "allow", "scene", "because", "possible", "in", "character", "before", "after"),
        *("pattern", "step", "earlier", "meanwhile", "afterwards"),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of one line, and how it looks; `declares`: a name is brought into the world here."""

    span: Span
    look: Look
    declares: bool = False


def highlighted(analysis: Analysis, desk: Desk) -> list[Word]:
    """The words of a text that look like something, in its order; of a manuscript only what its annotations say."""
    source = analysis.source
    if analysis.form is Form.PROSE:
        return []
    if analysis.form is not Form.MANUSCRIPT:
        return list(_in(source, source.whole(), desk.occurrences(analysis)))
    sheet = desk.sheet(analysis)
    named = desk.occurrences(analysis)
    found: list[Word] = []
    for piece in sheet.pieces:
        found.append(Word(piece.snippet.mark, Look.MARK))
        content = piece.snippet.content.span
        within = [each for each in named if content.start <= each.span.start < content.end]
        found += (word for word in _in(sheet.flat, content, within) if "\n" not in source.slice(word.span))
    return found


def _in(source: Source, span: Span, named: Iterable[Occurrence]) -> Iterator[Word]:
    """The words of a part of a text."""
    names = {each.span.start: each for each in named}
    words = split_words(source, span)
    found: list[Word] = [Word(comment.span, Look.COMMENT) for comment in words.comments]
    for line in words.lines:
        for token in line.tokens:
            place = Span(source.name, token.start_pos, token.end_pos)
            name = names.get(place.start)
            if name is not None:
                found.append(Word(name.span, _LOOKS[name.symbol.sort], name.declares))
            elif token.type == "QUOTED":
                found += _text(place, [each for start, each in names.items() if place.start < start < place.end])
            elif token.type == "NUMBER":
                found.append(Word(place, Look.NUMBER))
            elif str(token) in KEYWORDS:
                found.append(Word(place, Look.KEYWORD))
            elif token.type not in {"NAME", "LPAR", "RPAR", "COMMA", "COLON", "SEMICOLON", "DOT"}:
                found.append(Word(place, Look.SIGN))
    yield from sorted(found, key=lambda word: word.span)


def _text(place: Span, names: list[Occurrence]) -> Iterator[Word]:
    """A text, with the names in its braces."""
    start = place.start
    for name in sorted(names, key=lambda each: each.span):
        if name.span.start > start:
            yield Word(Span(place.source, start, name.span.start), Look.TEXT)
        yield Word(name.span, _LOOKS[name.symbol.sort])
        start = name.span.end
    if start < place.end:
        yield Word(Span(place.source, start, place.end), Look.TEXT)
