# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

import jsonschema
import pytest

from diagnostics.places import fix, label, problem, span
from fabula.diagnostics import NOWHERE, Label, Severity, Source, Span, render_sarif

SOURCE = Source("worlds/a b.world", "place hall\nat(😀) = hal\nend")

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LINE = {"type": "integer", "minimum": 1}
REGION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "startLine": LINE,
        "startColumn": LINE,
        "endLine": LINE,
        "endColumn": LINE,
        "charOffset": {"type": "integer", "minimum": 0},
        "charLength": {"type": "integer", "minimum": 0},
    },
}
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {"uri": {"type": "string", "format": "uri-reference", "pattern": r"^[!#-;=?-\[\]_a-z~]+$"}},
}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": -1},
        "message": TEXT,
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {"artifactLocation": ARTIFACT, "region": REGION},
        },
    },
}
REPLACEMENT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["deletedRegion"],
    "properties": {
        "deletedRegion": REGION,
        "insertedContent": {"type": "object", "properties": {"text": {"type": "string"}}},
    },
}
CHANGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["artifactLocation", "replacements"],
    "properties": {
        "artifactLocation": ARTIFACT,
        "replacements": {"type": "array", "minItems": 1, "items": REPLACEMENT},
    },
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "relatedLocations": {"type": "array", "uniqueItems": True, "items": LOCATION},
        "fixes": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["artifactChanges"],
                "properties": {
                    "description": TEXT,
                    "artifactChanges": {"type": "array", "minItems": 1, "items": CHANGE},
                },
            },
        },
    },
}
RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "shortDescription": TEXT},
}
DRIVER = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
    },
}
RUN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["tool"],
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
}
LOG = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
}
"""The parts of SARIF 2.1.0 that we write, with the standard's own conditions on them."""


def _sarif(text: str) -> Any:
    log = json.loads(text)
    jsonschema.validate(log, LOG)
    return log["runs"][0]


def test_a_result_has_rule_place_fix_and_related_places() -> None:
    wrong = span(SOURCE, "hal", nth=1)
    found = problem(
        Label(wrong, "not declared"),
        label(SOURCE, "hall", "near"),
        Label(NOWHERE, "built in"),
        title="There is no `hal`.",
        code="unknown-name",
        notes=["A note."],
        help_line="Did you mean `hall`?",
        fix=fix(SOURCE, (wrong, "hall"), title="write `hall`"),
    )
    run = _sarif(render_sarif([found], {SOURCE.name: SOURCE}, version="1.2.3"))
    assert run["tool"]["driver"] == {
        "name": "fabula",
        "version": "1.2.3",
        "rules": [{"id": "unknown-name", "shortDescription": {"text": "unknown name"}}],
    }
    artifact = {"uri": "worlds/a%20b.world"}
    region = {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 13}
    assert run["results"] == [
        {
            "ruleId": "unknown-name",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "There is no `hal`.\nA note.\nHelp: Did you mean `hall`?"},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": artifact, "region": region},
                    "message": {"text": "not declared"},
                }
            ],
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": artifact,
                        "region": {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 11},
                    },
                    "message": {"text": "near"},
                }
            ],
            "fixes": [
                {
                    "description": {"text": "write `hall`"},
                    "artifactChanges": [
                        {
                            "artifactLocation": artifact,
                            "replacements": [{"deletedRegion": region, "insertedContent": {"text": "hall"}}],
                        }
                    ],
                }
            ],
        }
    ]


def test_rules_are_named_once_and_results_point_at_them() -> None:
    place = label(SOURCE, "hall", "")
    found = [problem(place, code=code, severity=Severity.NOTE) for code in ("second", "first", "second")]
    run = _sarif(render_sarif(found, {SOURCE.name: SOURCE}))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["first", "second"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]
    assert {result["level"] for result in run["results"]} == {"note"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a.world", "a.world"),
        ("../a.world", "../a.world"),
        ("/tmp/ä.world", "file:///tmp/%C3%A4.world"),
        ("C:\\tmp\\a.world", "file:///C:/tmp/a.world"),
        ("<text>", "%3Ctext%3E"),
        ("caf\udce9", "caf%3F"),
    ],
)
def test_paths_become_addresses(path: str, uri: str) -> None:
    run = _sarif(render_sarif([problem(Label(Span(path, 0, 1), ""))], {}))
    assert run["results"][0]["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": uri}}}]


def test_what_nobody_wrote_has_no_place() -> None:
    run = _sarif(render_sarif([problem(Label(NOWHERE, ""))], {}))
    assert "locations" not in run["results"][0]
    assert "relatedLocations" not in run["results"][0]
    assert "fixes" not in run["results"][0]


def test_a_fix_of_a_source_that_is_not_at_hand_counts_characters() -> None:
    found = problem(label(SOURCE, "hall", ""), fix=fix(SOURCE, (Span(SOURCE.name, 3, 5), "x")))
    run = _sarif(render_sarif([found], {}))
    change = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["deletedRegion"] == {"charOffset": 3, "charLength": 2}


def test_none_is_a_run_without_results() -> None:
    run = _sarif(render_sarif([], {}))
    assert run["results"] == []
    assert run["columnKind"] == "utf16CodeUnits"
