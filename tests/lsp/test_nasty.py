# SPDX-License-Identifier: Apache-2.0
"""Whatever is typed, the server goes on: half files, no world, worlds that never rest, floods of edits."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from editor import Document, Editor

RESTLESS = (
    'world "Never"\nperson Ann\nfact on\n'
    "law up:\n    when: not on\n    then: on\nlaw down:\n    when: on\n    then: not on\n"
    "event go(p: person):\n    then: on\n    by: p\n"
)


def everything(document: Document, words: str) -> None:
    """Ask everything at a place; no answer may be an error."""
    editor = document.editor
    here, where = document.identifier, document.at(words)
    editor.ask(types.TEXT_DOCUMENT_HOVER, types.HoverParams(here, where))
    editor.ask(types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams(here, where))
    editor.ask(types.TEXT_DOCUMENT_DEFINITION, types.DefinitionParams(here, where))
    editor.ask(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, types.DocumentHighlightParams(here, where))
    editor.ask(types.TEXT_DOCUMENT_PREPARE_RENAME, types.PrepareRenameParams(here, where))
    editor.ask(types.TEXT_DOCUMENT_REFERENCES, types.ReferenceParams(types.ReferenceContext(True), here, where))
    editor.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(here))
    editor.ask(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, types.SemanticTokensParams(here))
    editor.ask(types.TEXT_DOCUMENT_FORMATTING, types.DocumentFormattingParams(here, types.FormattingOptions(4, True)))
    place = types.Range(types.Position(0, 0), types.Position(10_000, 0))
    editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionParams(here, place, types.CodeActionContext([])))
    document.diagnostics()


def test_a_manuscript_typed_letter_by_letter(editor: Editor) -> None:
    whole = (editor.folder / "gates" / "gates.md").read_text()
    whole = whole[: whole.index("@ set_off")]
    document = editor.open("gates/typed.md", "")
    for end in range(0, len(whole), 41):
        document.become(whole[:end])
        if end % 5 == 0:
            everything(document, whole[max(end - 9, 0) : end] + "|")
    document.become(whole)
    assert document.codes() == []
    document.shut()


def test_a_world_typed_letter_by_letter(editor: Editor) -> None:
    whole = (editor.folder / "puddle" / "puddle.world").read_text()
    document = editor.open("puddle/typed.world", "")
    for end in range(0, len(whole), len(whole) // 23):
        document.become(whole[:end])
        everything(document, whole[max(end - 9, 0) : end] + "|")
    document.shut()


def test_a_manuscript_without_a_world(editor: Editor) -> None:
    document = editor.open("alone.md", "---\nworld: nowhere.world\n---\n@ go(Ann)\n@ expect near(Ann)\n")
    assert document.codes() == ["2: file-not-found"]
    everything(document, "go(A|nn)")
    document.shut()
    document = editor.open("untitled.md", "@ go(Ann)\n")
    assert document.codes() == ["1: no-world-named"]
    everything(document, "go(A|nn)")
    document.shut()


def test_a_text_that_was_never_saved(editor: Editor) -> None:
    document = Document(editor, "untitled:Untitled-1", 'world "New"\nperson Ann\nfact near(persn)\n')
    item = types.TextDocumentItem(document.uri, "fabula", 1, document.text)
    editor.tell(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))
    assert document.codes() == ["3: unknown-kind"]
    everything(document, "per|sn")
    document.shut()


def test_a_world_that_never_rests(editor: Editor, worlds: Path) -> None:
    (worlds / "never.world").write_text(RESTLESS)
    world, story = editor.open("never.world"), editor.open("never.md", "---\nworld: never.world\n---\n@ go(Ann)\n")
    assert "restless-laws" in "".join(world.codes())
    assert "restless-laws" in "".join(story.codes())
    everything(world, "l|aw up")
    everything(story, "go(A|nn)")
    assert "go" in story.labels("@ g|o(")
    world.shut()
    story.shut()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "---",
        "---\nworld:",
        "---\nworld: \n---\n@",
        "---\nworld: ..\n---\n@ x(",
        "---\nworld: gates/gates.world\n---\n<!-- @ bleed(Glory, Dawn)",
        '---\nworld: gates/gates.world\n---\n@ scene "A", before "A"\n@ scene "A"\n@ wait()\n',
        "---\nworld: gates/gates.world\n---\n@ expect " + "(" * 3000 + "\n",
        "---\nworld: gates/gates.world\n---\n@ " + "bleed(" * 500 + "\n",
        "---\r\nworld: gates/gates.world\r\n---\r\n@ bleed(Glory, Dawn)\r\n@ expect not gates_open\r\n",
        "---\nworld: gates/gates.world\n---\n\u2028@ bleed(Glory, Dawn)\x0b\x0c\x85\n@ wait()\0\n",
        "\ud800".encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"),
    ],
)
def test_odd_manuscripts(editor: Editor, text: str) -> None:
    document = editor.open("odd.md", text)
    everything(document, "|")
    document.become(text + "\n@ wait()\n@ allow")
    everything(document, "@ wa|it()")
    document.shut()


@pytest.mark.parametrize(
    "text",
    [
        "",
        'world "W',
        'variant "V" of :',
        'variant "V" of gone.world:\n    start:\n',
        'world "W"\ninclude "odd.world"\n',
        "\t\tevent (:\n",
        'world "W"\nfact a(' + "b, " * 5000,
        'world "W"\nevent e(p: person):\n' + "    when: not " + "(" * 2000 + "\n",
        'world "W"\n' + "kind k\n" * 300,
        "{" * 1000,
        '"' * 1001,
    ],
)
def test_odd_worlds(editor: Editor, text: str) -> None:
    document = editor.open("odd.world", text)
    everything(document, "|")
    document.shut()


def test_edits_outside_the_text_and_backwards(editor: Editor) -> None:
    document = editor.open("edits.md", "---\nworld: gates/gates.world\n---\n")
    for start, end, new in (((99, 99), (99, 99), "@ wait()\n"), ((3, 4), (3, 0), "x"), ((0, 500), (0, 900), "")):
        change = types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), new)
        document._changed(change)
    document.lenses()
    unknown = types.VersionedTextDocumentIdentifier(3, "file:///nowhere/x.md")
    editor.tell(types.TEXT_DOCUMENT_DID_CHANGE, types.DidChangeTextDocumentParams(unknown, []))
    at = types.HoverParams(types.TextDocumentIdentifier("file:///nowhere/x.md"), types.Position(0, 0))
    assert editor.ask(types.TEXT_DOCUMENT_HOVER, at) is None
    document.shut()


def test_a_flood_of_edits_ends_with_the_last(editor: Editor) -> None:
    document = editor.open("gates/gates.md")
    for number in range(60):
        document.change("On the tower a girl", f"On the tower {number} a girl" if number % 2 else "On the tower a girl")
        if number % 2:
            document.text = document.text.replace(f"On the tower {number} a girl", "On the tower a girl")
            document.become(document.text)
    document.change("@ expect gates_open\n", "@ expect not gates_open\n")
    assert document.codes() == ["14: expectation-failed"]
    assert len(editor.published[document.uri]) < 2 * document.version
    document.shut()


def test_a_long_manuscript(editor: Editor) -> None:
    scene = "Nothing happened, and then again nothing.\n\n@ wait()\n@ expect alive(Spike)\n\n"
    document = editor.open("long.md", "---\nworld: puddle/puddle.world\n---\n" + scene * 2_000)
    assert document.text.count("\n") > 10_000
    at = types.HoverParams(document.identifier, types.Position(9_000, 12))
    started = time.monotonic()
    editor.ask(types.TEXT_DOCUMENT_HOVER, at)
    document.change("Nothing happened", "Nothing at all happened")
    editor.ask(types.TEXT_DOCUMENT_HOVER, at)
    assert time.monotonic() - started < 30
    document.shut()
    other = editor.open("puddle/puddle.md")
    assert other.codes() == [], "a text that is closed holds nobody up"
    other.shut()


def test_a_request_is_taken_back(editor: Editor) -> None:
    document = editor.open("gates/gates.md")

    async def ask_and_take_back() -> str:
        protocol = editor.client.protocol
        params = types.CodeLensParams(document.identifier)
        asked = protocol.send_request(types.TEXT_DOCUMENT_CODE_LENS, params, msg_id="taken-back")
        protocol.notify(types.CANCEL_REQUEST, types.CancelParams("taken-back"))
        try:
            found: Any = await asyncio.wrap_future(asked)
        except Exception as error:  # noqa: BLE001 -- how a client says so is its own business
            return str(error)
        return f"answered: {found}"

    assert "cancel" in editor.run(ask_and_take_back()).lower()
    assert len(document.lenses()) == 17
    document.shut()


def test_a_session_that_ends_in_the_middle(worlds: Path) -> None:
    editor = Editor(worlds)
    editor.open("gates/gates.md")
    editor.open("puddle/puddle.world")
    assert editor.close() == 0
