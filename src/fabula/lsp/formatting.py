# SPDX-License-Identifier: Apache-2.0
"""The one layout of a text, as edits of the lines that differ from it."""

from __future__ import annotations

from difflib import SequenceMatcher

from fabula.diagnostics import Edit, Source, Span
from fabula.language import format_manuscript, format_world
from fabula.lsp.analysis import Analysis
from fabula.lsp.moved import change_between
from fabula.lsp.reading import Form

_MOST_LINES = 3_000


def formatting(analysis: Analysis) -> list[Edit] | None:
    """The edits that lay out a text; None where it cannot be read well enough."""
    source = analysis.source
    if analysis.form is Form.WORLD:
        text = format_world(source)
    elif analysis.form is Form.MANUSCRIPT:
        text = format_manuscript(source)
    else:
        return []
    return None if text is None else edits_between(source, Source(source.name, text))


def edits_between(old: Source, new: Source) -> list[Edit]:
    """Edits that make the one text of the other, line by line where that does not take long."""
    if old.text == new.text:
        return []
    if old.line_count > _MOST_LINES:
        change = change_between(old, new)
        span = Span(old.name, change.start, change.end)
        return [Edit(span, new.text[change.start : change.end + change.longer])]
    before, after = old.text.splitlines(keepends=True), new.text.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    matched = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        Edit(Span(old.name, starts[first], starts[last]), "".join(after[start:end]))
        for what, first, last, start, end in matched
        if what != "equal"
    ]
