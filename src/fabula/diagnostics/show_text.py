# SPDX-License-Identifier: Apache-2.0
"""Diagnostics as text for a terminal."""

from collections.abc import Iterable, Mapping

from fabula.diagnostics.diagnostic import Diagnostic, Label
from fabula.diagnostics.source import Source


def render_text(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], width: int = 80, colour: bool = False
) -> str:
    """The diagnostics as text, a blank line between two; empty for none."""
    return "\n".join(_one(diagnostic, sources) for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """One diagnostic."""
    lines = [f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.title}"]
    for label in (diagnostic.primary, *diagnostic.labels):
        lines += _label(label, sources)
    lines += [f"  = note: {note}" for note in diagnostic.notes]
    if diagnostic.help:
        lines.append(f"  = help: {diagnostic.help}")
    return "\n".join(lines) + "\n"


def _label(label: Label, sources: Mapping[str, Source]) -> list[str]:
    """A place with its line."""
    source = sources.get(label.span.source)
    if source is None:
        return [f"  --> {label.span.source}"] if label.span.source else []
    at = source.position(label.span.start)
    return [
        f"  --> {source.name}:{at.line}:{at.column}",
        f"{at.line:3} | {source.line_text(at.line)}",
        f"    | {' ' * (at.column - 1)}{'^' * max(1, label.span.end - label.span.start)} {label.text}",
    ]
