# SPDX-License-Identifier: Apache-2.0
"""Diagnostics as SARIF 2.1.0, the format in which code hosts and editors take findings.

Columns count UTF-16 units from 1, which is SARIF's own default; end columns are one past the last character. The
severity "warning" is SARIF's level of that name, "note" too. A place that nobody wrote has no location.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from fabula.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from fabula.diagnostics.show_json import as_json
from fabula.diagnostics.source import Source
from fabula.diagnostics.span import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], version: str | None = None) -> str:
    """The diagnostics as one SARIF log with one run, ended by a line feed; `version` is that of Fabula."""
    found = tuple(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in found})
    driver: dict[str, object] = {"name": "fabula", "rules": [_rule(code) for code in codes]}
    if version is not None:
        driver["version"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": [_result(diagnostic, codes.index(diagnostic.code), sources) for diagnostic in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(log)


def _rule(code: str) -> dict[str, object]:
    """A rule: the code, and its words as a short description."""
    return {"id": code, "shortDescription": {"text": code.replace("-", " ")}}


def _result(diagnostic: Diagnostic, rule: int, sources: Mapping[str, Source]) -> dict[str, object]:
    """One diagnostic as a result."""
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": str(diagnostic.severity),
        "message": {"text": _message(diagnostic)},
    }
    if diagnostic.primary.span.source:
        result["locations"] = [_location(diagnostic.primary, sources)]
    related = [label for label in diagnostic.labels if label.span.source]
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(label, sources)} for number, label in enumerate(related, start=1)
        ]
    if diagnostic.fix is not None and diagnostic.fix.edits:
        result["fixes"] = [_fix(diagnostic.fix, sources)]
    return result


def _message(diagnostic: Diagnostic) -> str:
    """The title, the notes and the help, a paragraph each."""
    help_lines = () if diagnostic.help is None else (f"Help: {diagnostic.help}",)
    return "\n".join((diagnostic.title, *diagnostic.notes, *help_lines))


def _location(label: Label, sources: Mapping[str, Source]) -> dict[str, object]:
    """A place, and what is said about it."""
    physical: dict[str, object] = {"artifactLocation": _artifact(label.span)}
    region = _region(label.span, sources)
    if region is not None:
        physical["region"] = region
    location: dict[str, object] = {"physicalLocation": physical}
    if label.text:
        location["message"] = {"text": label.text}
    return location


def _artifact(span: Span) -> dict[str, object]:
    """The file, as a relative address, or as a whole one where the path begins at the root of a disk."""
    path = span.source.replace("\\", "/")
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{quote(path[2:], errors='replace')}"}
    return {"uri": ("file://" if path.startswith("/") else "") + quote(path, errors="replace")}


def _region(span: Span, sources: Mapping[str, Source]) -> dict[str, object] | None:
    """Lines and columns of both ends; nothing where the source is not known."""
    source = sources.get(span.source)
    if source is None:
        return None
    return {
        "startLine": source.position(span.start).line,
        "startColumn": source.utf16_column(span.start),
        "endLine": source.position(span.end).line,
        "endColumn": source.utf16_column(span.end),
    }


def _fix(fix: Fix, sources: Mapping[str, Source]) -> dict[str, object]:
    """A fix: for each file what to delete and what to insert."""
    names = tuple(dict.fromkeys(edit.span.source for edit in fix.edits))
    changes = [
        {
            "artifactLocation": _artifact(Span(name, 0, 0)),
            "replacements": [_replacement(edit, sources) for edit in fix.edits if edit.span.source == name],
        }
        for name in names
    ]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def _replacement(edit: Edit, sources: Mapping[str, Source]) -> dict[str, object]:
    """One edit."""
    region = _region(edit.span, sources) or {
        "charOffset": edit.span.start,
        "charLength": edit.span.end - edit.span.start,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
