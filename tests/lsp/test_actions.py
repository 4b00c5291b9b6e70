# SPDX-License-Identifier: Apache-2.0
"""What can be done: mend, excuse, expect."""

import pytest
from lsprotocol import types

from editor import Document, Editor


def _done(document: Document, action: types.CodeAction) -> str:
    assert action.edit is not None
    assert action.edit.changes is not None
    (edits,) = action.edit.changes.values()
    return document.after(list(edits))


def test_did_you_mean(editor: Editor) -> None:
    document = editor.open("gates/broken.md")
    document.change("chase(Faith", "chase(Fiath")
    document.codes()
    (fix,) = [each for each in document.actions("Fiath") if each.is_preferred]
    assert "Faith" in fix.title
    assert fix.kind == types.CodeActionKind.QuickFix
    assert fix.diagnostics is not None
    assert fix.diagnostics[0].code == "unknown-name"
    document.become(_done(document, fix))
    assert [code.partition(": ")[2] for code in document.codes()] == [
        "knows-too-much",
        "impossible-event",
        "out-of-character",
    ]
    document.shut()


def test_findings_are_waived_one_after_another(editor: Editor) -> None:
    document = editor.open("gates/broken.md")
    for code, words in (
        ("knows-too-much", "follow(Willow, far_field)"),
        ("impossible-event", "slit(Spike, Faith)"),
        ("out-of-character", "swallow(Faith, Spike)"),
    ):
        document.codes()
        (waive,) = [each for each in document.actions(words) if each.title == f"Allow this: `{code}`"]
        document.become(_done(document, waive))
        assert f'\n@ allow {code} because "why this is meant"\n' in document.text
    assert document.codes() == []
    document.shut()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("@ bleed(Glory, Dawn)", "@ bleed(Glory, Dawn)\n@ expect gates_open"),
        ("  @ bleed(Glory, Dawn) # a cut", "  @ bleed(Glory, Dawn) # a cut\n  @ expect gates_open"),
        (
            "Blood. <!-- @ bleed(Glory, Dawn) --> More.",
            "Blood. <!-- @ bleed(Glory, Dawn) --> <!-- @ expect gates_open --> More.",
        ),
        ("<!--\n@ bleed(Glory, Dawn)\n-->", "<!--\n@ bleed(Glory, Dawn)\n@ expect gates_open\n-->"),
        ("<!--\n@ bleed(Glory,\n   Dawn) -->", "<!--\n@ bleed(Glory,\n   Dawn)\n@ expect gates_open -->"),
    ],
)
def test_an_expectation_is_put_behind_its_event(editor: Editor, line: str, wanted: str) -> None:
    document = editor.open("expect.md", f"---\nworld: gates/gates.world\n---\n{line}\n\nEnd.\n")
    assert document.codes() == []
    (action,) = [each for each in document.actions("bleed(Glory") if each.title == "Expect that gates_open"]
    assert _done(document, action) == f"---\nworld: gates/gates.world\n---\n{wanted}\n\nEnd.\n"
    document.become(_done(document, action))
    assert document.codes() == []
    document.shut()


def test_what_an_event_changes_and_who_does_not_know(editor: Editor) -> None:
    document = editor.open("gates/gates.md")
    document.codes()
    titles = [each.title for each in document.actions("@ push(Faith, Spike)")]
    assert "Expect that holder(key) = Faith" in titles
    assert "Expect all that this changes" in titles
    (everything,) = [each for each in document.actions("@ push(Faith, Spike)") if "all" in each.title]
    document.become(_done(document, everything))
    assert document.codes() == []
    assert document.actions("Down in the field") == []
    document.shut()
