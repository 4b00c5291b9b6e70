# SPDX-License-Identifier: Apache-2.0
"""Lays out the annotations of a manuscript, and nothing else: not a character of prose is touched.

An annotation keeps its place, its remark, and what cannot be read; one that goes over several lines is its author's.
The text may have any line ends, and keeps them.
"""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Source
from fabula.language.format_expressions import flat
from fabula.language.format_statements import flat_statement
from fabula.language.manuscript_markdown import Fragment, Snippet, read_page
from fabula.language.manuscript_syntax import (
    AllowText,
    AnnotationText,
    ChangeText,
    ClaimForm,
    ClaimText,
    EventText,
    ExpectText,
    SceneText,
    take_apart,
)
from fabula.language.parser import parse_call, parse_expression, parse_statements


def format_manuscript(source: Source) -> str:
    """The text with its annotations laid out."""
    parts: list[str] = []
    end = 0
    for snippet in read_page(source.name, source.text).snippets:
        written = _laid_out(snippet, source)
        if written is not None:
            parts += (source.text[end : snippet.mark.end], " ", written)
            end = snippet.content.span.end
    return "".join((*parts, source.text[end:]))


def _laid_out(snippet: Snippet, source: Source) -> str | None:
    """The annotation as it should stand after its `@` and a blank; None to leave it as it is."""
    between = source.text[snippet.mark.end : snippet.content.span.end]
    if "\n" in between or "\r" in between or not snippet.content.text:
        return None
    text = take_apart(snippet)
    return None if isinstance(text, Diagnostic) else _annotation(text, source)


def _annotation(text: AnnotationText, source: Source) -> str:
    """An annotation, laid out; a piece of it that cannot be read stays."""
    match text:
        case EventText(event):
            return _event(event, source)
        case ExpectText(change, claim):
            changed = "" if change is None else f"{_change(change, source)}: "
            return f"expect {changed}{_claim(claim, source)}"
        case AllowText(code, because):
            return f"allow {code.text} because {_quoted(because)}"
        case SceneText(name, _, word, other):
            return f"scene {_quoted(name)}, {word} {_quoted(other)}" if word else f"scene {_quoted(name)}"


def _quoted(text: str) -> str:
    """The text in plain quotes, or in typographic ones where it holds plain ones."""
    return f"“{text}”" if '"' in text else f'"{text}"'


def _event(piece: Fragment, source: Source) -> str:
    """An event, laid out."""
    tree, problems = parse_call(source, piece.span)
    return piece.text if tree is None or problems else flat(tree)


def _claim(claim: ClaimText, source: Source) -> str:
    """What is claimed, laid out."""
    words = ["not"] if claim.negated else []
    match claim.form:
        case ClaimForm.CONDITION:
            tree, problems = parse_expression(source, claim.body.span)
            words.append(claim.body.text if tree is None or problems else flat(tree))
        case ClaimForm.ENDING:
            words += (claim.form, claim.body.text)
        case ClaimForm.POSSIBLE | ClaimForm.IN_CHARACTER:
            words += (claim.form, _event(claim.body, source))
    return " ".join(words)


def _change(change: ChangeText, source: Source) -> str:
    """What would be different, laid out: first the start, then the events left out."""
    words: list[str] = []
    if change.start:
        words += ("with", "; ".join(_effects(piece, source) for piece in change.start))
    if change.without:
        words += ("without", ", ".join(_event(piece, source) for piece in change.without))
    return " ".join(words)


def _effects(piece: Fragment, source: Source) -> str:
    """Effects, laid out; those with a block stay."""
    trees, problems = parse_statements(source, piece.span)
    written = [flat_statement(tree) for tree in trees]
    return piece.text if problems or not written or None in written else "; ".join(map(str, written))
