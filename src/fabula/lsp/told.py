# SPDX-License-Identifier: Apache-2.0
"""A manuscript as far as it can be read: every annotation by itself, those with mistakes left out of the story.

What is being typed is wrong most of the time. Here an annotation that cannot be read costs itself alone, so that a
place in the manuscript still is a moment of the story.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.manuscript_markdown import Fragment, Page, Snippet
from fabula.language.manuscript_syntax import (
    AllowText,
    AnnotationText,
    ClaimForm,
    EventText,
    ExpectText,
    SceneText,
    take_apart,
)
from fabula.language.parser import parse_call, parse_expression, parse_statements
from fabula.language.spelling import spelt
from fabula.lsp.occurrences import Occurrence, Sort, Symbol, Walker, in_order
from fabula.lsp.vocabulary import Vocabulary
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """An annotation and its form, None where that cannot be told."""

    snippet: Snippet
    text: AnnotationText | None

    @property
    def span(self) -> Span:
        """From the `@` to its end."""
        return self.snippet.mark.to(self.snippet.content.span)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A manuscript's settings and annotations.

    `flat` is its text with every annotation on one line and remarks blanked, as the readers of pieces want it.
    """

    source: Source
    page: Page
    pieces: tuple[Piece, ...]
    flat: Source

    def at(self, offset: int) -> Piece | None:
        """The annotation at a place, or on whose line the place is behind it."""
        found = None
        for piece in self.pieces:
            if piece.snippet.mark.start <= offset <= piece.span.end:
                found = piece
        return found


def sheet_of(source: Source, page: Page) -> Sheet:
    """The manuscript of a text."""
    pieces = []
    parts: list[str] = []
    end = 0
    for snippet in page.snippets:
        text = take_apart(snippet)
        pieces.append(Piece(snippet, None if isinstance(text, Diagnostic) else text))
        span = snippet.content.span
        parts += (source.text[end : span.start], snippet.content.text)
        end = span.end
    flat = Source(source.name, "".join((*parts, source.text[end:])))
    return Sheet(source, page, tuple(pieces), flat)


@dataclass(slots=True)
class _ToldWalker:
    """Collects the occurrences of a manuscript."""

    sheet: Sheet
    walker: Walker
    found: list[Occurrence] = field(default_factory=list)

    def piece(self, text: AnnotationText) -> None:
        """The occurrences of an annotation."""
        match text:
            case EventText(event):
                self.calls((event,))
            case ExpectText(change, claim):
                if change is not None:
                    self.calls(change.without)
                    for effects in change.start:
                        self.walker.statements(parse_statements(self.sheet.flat, effects.span)[0], {})
                match claim.form:
                    case ClaimForm.CONDITION:
                        self.walker.expressions((parse_expression(self.sheet.flat, claim.body.span)[0],), {})
                    case ClaimForm.ENDING:
                        self.walker.say(Sort.ENDING, syntax.Name(spelt(claim.body.text), claim.body.span))
                    case ClaimForm.POSSIBLE | ClaimForm.IN_CHARACTER:
                        self.calls((claim.body,))
            case SceneText(name, span, _, other, other_span):
                self.found.append(Occurrence(Symbol(Sort.SCENE, name), _inside(span), declares=True))
                if other:
                    self.found.append(Occurrence(Symbol(Sort.SCENE, other), _inside(other_span)))
            case AllowText():
                pass

    def calls(self, pieces: Iterable[Fragment]) -> None:
        """The occurrences of events with their arguments."""
        for piece in pieces:
            tree, _ = parse_call(self.sheet.flat, piece.span)
            if tree is not None:
                self.walker.call(tree, {}, Sort.EVENT)


def told_occurrences(sheet: Sheet, words: Vocabulary) -> tuple[Occurrence, ...]:
    """The occurrences of a manuscript, in the order of the text."""
    walker = _ToldWalker(sheet, Walker(words))
    for piece in sheet.pieces:
        if piece.text is not None:
            walker.piece(piece.text)
    return in_order((*walker.found, *walker.walker.found))


def _inside(quoted: Span) -> Span:
    """What stands between quotes."""
    return Span(quoted.source, quoted.start + 1, quoted.end - 1)
