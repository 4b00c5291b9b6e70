# SPDX-License-Identifier: Apache-2.0
"""Between our offsets and an editor's positions, and from our diagnostics to its own.

An editor counts lines from 0, and in each line the units of an encoding that it agrees upon: UTF-16 unless it asks for
another. A position outside the text counts as the nearest inside.
"""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types

from fabula.diagnostics import Diagnostic, Severity, Source, Span
from fabula.records import dataclass

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_MOST_LABELS = 20
_IDLE = ("never-read", "never-used", "never-happens", "never-fires", "never-reached")

UriOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Positions:
    """Converts positions for one encoding."""

    encoding: str = "utf-16"

    def position(self, source: Source, offset: int) -> types.Position:
        """The position of an offset."""
        at = source.position(offset)
        start = source.line_span(at.line).start
        before = source.text[start : start + at.column - 1]
        return types.Position(at.line - 1, self._units(before))

    def range(self, source: Source, span: Span) -> types.Range:
        """The range of a span."""
        return types.Range(self.position(source, span.start), self.position(source, span.end))

    def offset(self, source: Source, position: types.Position) -> int:
        """The offset of a position; inside a character, its start."""
        line = position.line + 1
        if line > source.line_count:
            return len(source.text)
        if self.encoding == "utf-16":
            return source.offset_of_utf16(line, position.character + 1)
        if self.encoding == "utf-32":
            return source.offset(line, position.character + 1)
        span = source.line_span(line)
        raw = source.slice(span).encode("utf-8")[: max(position.character, 0)]
        return span.start + len(raw.decode("utf-8", "ignore"))

    def span(self, source: Source, place: types.Range) -> Span:
        """The span of a range; one written backwards is empty."""
        start = self.offset(source, place.start)
        return Span(source.name, start, max(start, self.offset(source, place.end)))

    def _units(self, text: str) -> int:
        if self.encoding == "utf-32":
            return len(text)
        if text.isascii():
            return len(text)
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "replace"))
        return len(text) + sum(1 for character in text if character > "\uffff")


def message_of(problem: Diagnostic) -> str:
    """What is said, in full: the sentence, what stands at the place, notes, and the way out."""
    lines = [problem.title]
    if problem.primary.text:
        lines.append(problem.primary.text)
    lines += (f"note: {note}" for note in problem.notes)
    if problem.help is not None:
        lines.append(f"help: {problem.help}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Shown:
    """Makes an editor's diagnostics of ours, for one text; `sources` are all texts that places may be in."""

    positions: Positions
    source: Source
    sources: dict[str, Source]
    uri_of: UriOf

    def diagnostic(self, problem: Diagnostic, leads_to: dict[str, Span]) -> types.Diagnostic:
        """One diagnostic; if its place is in another text, it is shown where this one leads there (`leads_to`)."""
        here = problem.primary.span.source == self.source.name
        span = problem.primary.span if here else leads_to.get(problem.primary.span.source, Span(self.source.name, 0, 0))
        message = message_of(problem)
        if not here:
            message = f"In {problem.primary.span.source.rpartition('/')[2]}: {message}"
        labels = problem.labels if here else (problem.primary, *problem.labels)
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(self.uri_of(label.span.source), self.positions.range(source, label.span)),
                label.text or problem.title,
            )
            for label in labels[:_MOST_LABELS]
            if (source := self.sources.get(label.span.source)) is not None
        ]
        return types.Diagnostic(
            range=self.positions.range(self.source, span),
            message=message,
            severity=SEVERITIES[problem.severity],
            code=problem.code,
            source="fabula",
            related_information=related or None,
            tags=[types.DiagnosticTag.Unnecessary] if problem.code.endswith(_IDLE) else None,
        )
