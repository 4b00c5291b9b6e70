# SPDX-License-Identifier: Apache-2.0
"""Diagnostics as JSON, for programs: the same facts as the text, every place with its lines and columns.

The result is one object with `version` and `diagnostics`. Lines and columns count from 1, in characters; `start` and
`end` are offsets in characters of the decoded text; a place in a source that is not known has no lines.
"""

import json
from collections.abc import Iterable, Mapping

from fabula.diagnostics.diagnostic import Diagnostic, Fix, Label
from fabula.diagnostics.source import Source
from fabula.diagnostics.span import Span


def render_json(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """The diagnostics as one JSON object, ended by a line feed."""
    answer = {"version": 1, "diagnostics": as_data(diagnostics, sources)}
    return as_json(answer)


def as_json(answer: object) -> str:
    """Lists and dictionaries as JSON that any stream of UTF-8 can carry, ended by a line feed.

    The name of a file may hold bytes that are no text; they become escapes, which JSON reads back.
    """
    text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def as_data(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> list[dict[str, object]]:
    """The diagnostics as lists and dictionaries, for an answer that holds more than diagnostics."""
    return [
        {
            "code": diagnostic.code,
            "severity": str(diagnostic.severity),
            "title": diagnostic.title,
            "primary": _label(diagnostic.primary, sources),
            "labels": [_label(label, sources) for label in diagnostic.labels],
            "notes": list(diagnostic.notes),
            "help": diagnostic.help,
            "fix": None if diagnostic.fix is None else _fix(diagnostic.fix, sources),
        }
        for diagnostic in diagnostics
    ]


def _label(label: Label, sources: Mapping[str, Source]) -> dict[str, object]:
    """A label: its place and its text."""
    return {**_place(label.span, sources), "text": label.text}


def _fix(fix: Fix, sources: Mapping[str, Source]) -> dict[str, object]:
    """A fix: its offer and its edits."""
    return {
        "title": fix.title,
        "edits": [{**_place(edit.span, sources), "text": edit.text} for edit in fix.edits],
    }


def _place(span: Span, sources: Mapping[str, Source]) -> dict[str, object]:
    """A span with offsets and, where the source is known, the lines and columns of its two ends."""
    place: dict[str, object] = {"source": span.source, "start": span.start, "end": span.end}
    source = sources.get(span.source)
    if source is not None:
        start, end = source.position(span.start), source.position(span.end)
        place |= {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}
    return place
