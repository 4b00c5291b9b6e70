# SPDX-License-Identifier: Apache-2.0
"""The prose of a manuscript: what a reader of the published text sees, and where its annotations were taken out.

Settings, annotations and comments are no prose. Where one was taken out a mark stands, so that Markdown reads the rest
as it was written, and whoever renders it finds the place again.
"""

from __future__ import annotations

from fabula.diagnostics import Source, Span
from fabula.language.manuscript_markdown import Fragment, read_page
from fabula.language.manuscript_syntax import ExpectText, take_apart
from fabula.records import dataclass

MARK = "\uf8ff"
"""Stands on both sides of the number of what was taken out; in the author's own text it becomes U+FFFD."""


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """The change of a counterfactual, as written: the whole, the events left out, the effects at the start."""

    whole: str
    without: tuple[str, ...]
    effects: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """The text, with a mark for each of `asides`: where annotations and comments stand in the manuscript.

    `changes` are those that expectations name.
    """

    text: str
    asides: tuple[Span, ...]
    changes: tuple[WrittenChange, ...]


def prose_of(source: Source) -> Prose:
    """The prose of a manuscript, whether or not its annotations can be read."""
    page = read_page(source.name, source.text)
    parts: list[str] = []
    end = page.prose
    for number, aside in enumerate(page.asides):
        parts += (source.text[end : aside.start].replace(MARK, "\ufffd"), f"{MARK}{number}{MARK}")
        end = aside.end
    parts.append(source.text[end:].replace(MARK, "\ufffd"))
    taken = (take_apart(snippet) for snippet in page.snippets)
    changes = tuple(
        WrittenChange(_line(each.change.whole), _lines(each.change.without), _lines(each.change.start), each.whole.span)
        for each in taken
        if isinstance(each, ExpectText) and each.change is not None
    )
    return Prose("".join(parts), page.asides, changes)


def _lines(fragments: tuple[Fragment, ...]) -> tuple[str, ...]:
    return tuple(_line(fragment) for fragment in fragments)


def _line(fragment: Fragment) -> str:
    """A piece on one line."""
    return " ".join(fragment.text.split())
