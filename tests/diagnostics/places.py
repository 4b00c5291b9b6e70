# SPDX-License-Identifier: Apache-2.0
"""Short ways to write sources, spans and diagnostics in tests."""

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Edit, Fix, Label, Severity, Source, Span, render_text


def span(source: Source, text: str, to: str | None = None, nth: int = 0) -> Span:
    """The place of the nth `text` in the source, or from there to the end of `to`."""
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(text, start + 1)
    end = start + len(text) if to is None else source.text.index(to, start) + len(to)
    return Span(source.name, start, end)


def label(source: Source, text: str, said: str, to: str | None = None, nth: int = 0) -> Label:
    """A label at a place."""
    return Label(span(source, text, to, nth), said)


def problem(
    primary: Label,
    *labels: Label,
    title: str = "A problem.",
    code: str = "a-problem",
    severity: Severity = Severity.ERROR,
    notes: Sequence[str] = (),
    help_line: str | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """A diagnostic."""
    return Diagnostic(code, severity, title, primary, labels, tuple(notes), help_line, fix)


def fix(source: Source, *edits: tuple[Span, str], title: str = "mend it") -> Fix:
    """A fix of one source."""
    assert all(place.source == source.name for place, _ in edits)
    return Fix(title, tuple(Edit(place, text) for place, text in edits))


def shown(diagnostic: Diagnostic, *sources: Source, width: int = 80) -> str:
    """The diagnostic as text, with a line feed before it so that a test can begin it on its own line."""
    return "\n" + render_text([diagnostic], {source.name: source for source in sources}, width=width)
