# SPDX-License-Identifier: Apache-2.0
"""Outline, colours, lines above events, and the one layout."""

from collections.abc import Iterator

import pytest
from lsprotocol import types

from editor import Document, Editor
from fabula.diagnostics import Source
from fabula.language import format_manuscript, format_world


@pytest.fixture(scope="module")
def gates(editor: Editor) -> Iterator[Document]:
    document = editor.open("gates/gates.md")
    yield document
    document.shut()


def test_the_outline_of_a_manuscript(editor: Editor, gates: Document) -> None:
    found = editor.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(gates.identifier))
    assert [(each.name, each.kind) for each in found] == [
        ("The tower", types.SymbolKind.Namespace),
        ("The far field", types.SymbolKind.Namespace),
    ]
    first = found[0].children[0]
    assert (first.name, first.kind) == ("bleed(Glory, Dawn)", types.SymbolKind.Event)
    assert first.selection_range == gates.place("bleed(Glory, Dawn)")
    names = [each.name for scene in found for each in scene.children]
    assert len([name for name in names if not name.startswith("expect")]) == 17


def test_the_outline_of_a_world(editor: Editor) -> None:
    document = editor.open("gates/gates.world")
    found = editor.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(document.identifier))
    said = {(each.name, each.detail) for each in found}
    assert {("fighter", "kind of witness"), ("Spike", "vampire"), ("push", "event"), ("holder", "fact")} <= said
    assert ("start", None) in said
    for entry in found:
        assert entry.range.start.line <= entry.selection_range.start.line <= entry.range.end.line
    document.shut()


def test_lines_above_events(gates: Document) -> None:
    found = gates.lenses()
    assert found[0] == "13: Glory has a reason · seen by everybody"
    assert "57: Faith has a reason · seen by Glory, Dawn, Faith, Spike" in found
    assert "71: nobody need want it · seen by everybody" in found
    assert "128: Faith has a reason, Spike has a reason · seen by Faith, Spike" in found
    assert len(found) == 17


def test_lines_above_events_that_are_wrong(editor: Editor) -> None:
    document = editor.open("gates/broken.md")
    found = document.lenses()
    assert "20: knows too much · seen by Faith, Spike, Willow, Xander" in found
    assert "24: cannot happen here · seen by Faith, Spike, Willow" in found
    assert "30: out of character · seen by Faith, Spike, Willow" in found
    document.shut()


def test_lines_above_events_are_asked_for_anew_when_the_world_changes(editor: Editor) -> None:
    manuscript, world = editor.open("gates/gates.md"), editor.open("gates/gates.world")
    assert "57: Faith has a reason · seen by Glory, Dawn, Faith, Spike" in manuscript.lenses()
    before = editor.refreshed
    head, event, rest = world.text.partition("event push(")
    world.become(head + event + rest.replace("seen by q: at(q) = at(p)", "seen by everyone", 1))
    world.lenses()
    assert "57: Faith has a reason · seen by everybody" in manuscript.lenses()
    assert editor.refreshed == before + 1
    world.shut()
    manuscript.shut()


def _words(editor: Editor, document: Document) -> list[tuple[str, str]]:
    """Every coloured word with its colour."""
    capabilities = editor.capabilities.semantic_tokens_provider
    assert capabilities is not None
    legend = capabilities.legend.token_types
    params = types.SemanticTokensParams(document.identifier)
    figures = editor.ask(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, params).data
    found = []
    line = column = 0
    for down, right, length, look, _ in zip(*(iter(figures),) * 5, strict=True):
        line, column = line + down, right if down else column + right
        units = document.text.split("\n")[line].encode("utf-16-le")[column * 2 : (column + length) * 2]
        found.append((units.decode("utf-16-le"), legend[look]))
    return found


def test_colours_of_a_manuscript(editor: Editor) -> None:
    text = "---\nworld: gates/gates.world\n---\nProse of Spike. <!-- @ wait() -->\n"
    text += "@ expect Spike believes at(Dawn) = tower # so\n"
    document = editor.open("colours.md", text)
    assert _words(editor, document) == [
        ("@", "decorator"),
        ("wait", "function"),
        ("@", "decorator"),
        ("expect", "keyword"),
        ("Spike", "enumMember"),
        ("believes", "keyword"),
        ("at", "property"),
        ("Dawn", "enumMember"),
        ("=", "operator"),
        ("tower", "enumMember"),
    ]
    document.shut()


def test_colours_of_a_world(editor: Editor) -> None:
    text = 'world "😀"  # 😀\nkind hexe: person\nhexe Añn "😀 é", 花\nfact near(person) "😀 {1}"\n'
    text += 'event go(p: hexe):\n    text: "😀 {p} goes {p}"\n    then: near(p)\n'
    document = editor.open("colours.world", text)
    found = _words(editor, document)
    assert found[:8] == [
        ("world", "keyword"),
        ('"😀"', "string"),
        ("# 😀", "comment"),
        ("kind", "keyword"),
        ("hexe", "type"),
        ("person", "type"),
        ("hexe", "type"),
        ("Añn", "enumMember"),
    ]
    assert found[-8:] == [
        ('"😀 {', "string"),
        ("p", "parameter"),
        ("} goes {", "string"),
        ("p", "parameter"),
        ('}"', "string"),
        ("then", "keyword"),
        ("near", "property"),
        ("p", "parameter"),
    ]
    document.shut()


@pytest.mark.parametrize("name", ["gates/gates.world", "puddle/puddle.world", "gates/gates.md"])
def test_every_word_is_in_its_place(editor: Editor, name: str) -> None:
    document = editor.open(name)
    assert all(word.strip() == word and word for word, look in _words(editor, document) if look != "string")
    document.shut()


def test_formatting_is_that_of_the_command(editor: Editor) -> None:
    options = types.FormattingOptions(4, True)
    world = editor.open("gates/gates.world", editor_text(editor, "gates/gates.world").replace(" = ", "  =  "))
    edits = editor.ask(types.TEXT_DOCUMENT_FORMATTING, types.DocumentFormattingParams(world.identifier, options))
    assert len(edits) > 1, "lines that are right are left alone"
    assert world.after(edits) == format_world(Source("x.world", world.text))
    manuscript = editor.open(
        "gates/gates.md", editor_text(editor, "gates/gates.md").replace("(Glory, Dawn)", "( Glory,Dawn )")
    )
    params = types.DocumentFormattingParams(manuscript.identifier, options)
    edits = editor.ask(types.TEXT_DOCUMENT_FORMATTING, params)
    assert manuscript.after(edits) == format_manuscript(Source("x.md", manuscript.text))
    manuscript.shut()
    world.become('world "W\nfact (')
    params = types.DocumentFormattingParams(world.identifier, options)
    assert editor.ask(types.TEXT_DOCUMENT_FORMATTING, params) is None
    world.shut()


def editor_text(editor: Editor, name: str) -> str:
    """The text of a file."""
    return (editor.folder / name).read_text(encoding="utf-8")
