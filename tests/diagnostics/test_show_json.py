# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

from diagnostics.places import fix, label, problem, span
from fabula.diagnostics import NOWHERE, Label, Severity, Source, Span, as_data, render_json

SOURCE = Source("a.world", "place hall\nat(😀) = hal\n")


def _json(text: str) -> Any:
    return json.loads(text)


def test_everything_is_there() -> None:
    wrong = span(SOURCE, "hal", nth=1)
    found = problem(
        Label(wrong, "not declared"),
        label(SOURCE, "hall", "near"),
        title="There is no `hal`.",
        code="unknown-name",
        severity=Severity.WARNING,
        notes=["one", "two"],
        help_line="Did you mean `hall`?",
        fix=fix(SOURCE, (wrong, "hall"), title="write `hall`"),
    )
    place = {"source": "a.world", "start": 19, "end": 22, "line": 2, "column": 9, "end_line": 2, "end_column": 12}
    assert _json(render_json([found], {"a.world": SOURCE})) == {
        "version": 1,
        "diagnostics": [
            {
                "code": "unknown-name",
                "severity": "warning",
                "title": "There is no `hal`.",
                "primary": {**place, "text": "not declared"},
                "labels": [
                    {
                        "source": "a.world",
                        "start": 6,
                        "end": 10,
                        "line": 1,
                        "column": 7,
                        "end_line": 1,
                        "end_column": 11,
                        "text": "near",
                    }
                ],
                "notes": ["one", "two"],
                "help": "Did you mean `hall`?",
                "fix": {"title": "write `hall`", "edits": [{**place, "text": "hall"}]},
            }
        ],
    }


def test_a_place_without_a_source_has_no_lines() -> None:
    (data,) = as_data([problem(Label(NOWHERE, "built in"))], {})
    assert data["primary"] == {"source": "", "start": 0, "end": 0, "text": "built in"}
    assert data["help"] is None
    assert data["fix"] is None


def test_none_is_an_empty_list() -> None:
    assert render_json([], {}) == '{\n  "version": 1,\n  "diagnostics": []\n}\n'


def test_letters_stay_letters() -> None:
    assert "漢字" in render_json([problem(Label(NOWHERE, "漢字"))], {})


def test_a_file_name_that_is_no_text_can_be_written_to_a_stream() -> None:
    name = "caf\udce9.world"
    text = render_json([problem(Label(Span(name, 0, 0), ""))], {})
    assert text.encode("utf-8")
    assert _json(text)["diagnostics"][0]["primary"]["source"] == name
