# SPDX-License-Identifier: Apache-2.0
"""Definitions, references, and renaming across a world, its parts, its variants and its manuscripts."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from editor import Document, Editor
from fabula import files
from fabula.diagnostics import Source
from fabula.usecases.check import check_text


@pytest.fixture(scope="module")
def gates(editor: Editor) -> Iterator[Document]:
    document = editor.open("gates/gates.md")
    yield document
    document.shut()


@pytest.fixture(scope="module")
def world(editor: Editor) -> Iterator[Document]:
    document = editor.open("gates/gates.world")
    yield document
    document.shut()


def test_definitions(gates: Document, world: Document) -> None:
    line = world.text[: world.text.index("event push(")].count("\n") + 1
    assert gates.definition("pu|sh(Faith, Spike)\n") == [f"gates.world:{line}:7"]
    assert gates.definition("push(Fai|th, Spike)\n") == ["gates.world:15:8"]
    assert gates.definition("world: gat|es.world") == ["gates.world:1:1"]
    assert gates.definition('"The to|wer"') == [
        f"gates.md:{gates.at('|The tower').line + 1}:{gates.at('|The tower').character + 1}"
    ]
    assert gates.definition("Down in the fi|eld") == []
    assert world.definition("{p} pushes {oth|er}") == [f"gates.world:{line}:23"]


def test_references_reach_variants_and_manuscripts(world: Document, editor: Editor) -> None:
    found = world.references("event pu|sh(")
    named = {place.partition(":")[0] for place in found}
    having = {path.name for path in (editor.folder / "gates").rglob("*.md") if "push(" in path.read_text()}
    assert named == {"gates.world"} | having


def test_a_variable_is_itself_alone(world: Document) -> None:
    found = world.references("event push(p|: slayer")
    start = world.text.index("event push(")
    end = world.text.index("\n\n", start)
    first, last = world.text[:start].count("\n") + 1, world.text[:end].count("\n") + 1
    lines = [int(place.split(":")[1]) for place in found]
    assert len(lines) > 8
    assert first == lines[0]
    assert all(first <= line <= last for line in lines)


def test_renaming_leaves_everything_as_right_as_it_was(worlds: Path, tmp_path: Path) -> None:
    shutil.copytree(worlds / "gates", tmp_path / "gates")
    names = ("gates.md", "broken.md", "variants/soul.md", "variants/faith-wants-to-live.md")
    manuscripts = [tmp_path / "gates" / name for name in names]
    before = [_said(path) for path in manuscripts]
    editor = Editor(tmp_path)
    for words, name in (("vampire Sp|ike", "Šarlota"), ("fact hol|der(", "鍵の主")):
        document = editor.open("gates/gates.world")
        params = types.RenameParams(document.identifier, document.at(words), name)
        renamed = editor.ask(types.TEXT_DOCUMENT_RENAME, params)
        assert len(renamed.changes) > 4
        for uri, edits in renamed.changes.items():
            path = tmp_path / "gates" / uri.partition("/gates/")[2]
            path.write_text(_after(path.read_text(), edits))
        document.shut()
    editor.close()
    assert [_said(path) for path in manuscripts] == before
    assert "Spike" not in re.sub(r"#.*|\"[^\"]*\"", "", (tmp_path / "gates" / "gates.world").read_text())


def _said(path: Path) -> list[str]:
    source = Source(str(path), path.read_text())
    checked = check_text(source, files.open_file)
    return [problem.code for problem in checked.diagnostics]


def _after(text: str, edits: list[types.TextEdit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        line = lines[edit.range.start.line]
        units = line.encode("utf-16-le")
        before = units[: edit.range.start.character * 2].decode("utf-16-le")
        after = units[edit.range.end.character * 2 :].decode("utf-16-le")
        lines[edit.range.start.line] = before + edit.new_text + after
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Spike", "`Spike` is the name of a thing already (gates.world, line 16)."),
        ("holder", "`holder` is the name of a fact already (gates.world, line 40)."),
        ("tower", "`tower` is the name of a thing already"),
        ("p", "`p` is the name of a variable already"),
        ("not", "`not` is a word of the language."),
        ("reader", "`reader` has a meaning of its own."),
        ("3x", "`3x` is no name: a name is letters, digits and `_`, and begins with a letter."),
        ("a b", "`a b` is no name"),
        ("", "A name is needed."),
    ],
)
def test_a_name_that_will_not_do_is_refused(gates: Document, name: str, why: str) -> None:
    with pytest.raises(Exception, match=r".*") as refused:
        gates.rename("push(Fai|th, Spike)", name)
    assert why in str(refused.value)


def test_what_is_built_in_cannot_be_renamed(gates: Document, world: Document, editor: Editor) -> None:
    for document, words in ((world, "fact alive(per|son)"), (gates, "Down in the fi|eld")):
        params = types.PrepareRenameParams(document.identifier, document.at(words))
        assert editor.ask(types.TEXT_DOCUMENT_PREPARE_RENAME, params) is None
    params = types.PrepareRenameParams(gates.identifier, gates.at("push(Fai|th, Spike)"))
    found = editor.ask(types.TEXT_DOCUMENT_PREPARE_RENAME, params)
    assert found.placeholder == "Faith"


def test_a_variable_is_renamed_where_it_is_meant(editor: Editor) -> None:
    text = (
        'world "W"\nfact near(person)\n'
        "event go(p: person):\n    then: near(p)\nevent stay(p: person):\n    then: not near(p)\n"
    )
    document = editor.open("variables.world", text)
    (edits,) = document.rename("stay(p|: person", "who").values()
    assert document.after(edits) == text.replace("stay(p:", "stay(who:").replace("not near(p)", "not near(who)")
    document.shut()


def test_a_scene_is_renamed_with_those_that_name_it(editor: Editor) -> None:
    text = '---\nworld: gates/gates.world\n---\n@ scene "One"\n@ wait()\n@ scene "Two", before "One"\n@ wait()\n'
    document = editor.open("scenes.md", text)
    (edits,) = document.rename('before "O|ne"', "The first").values()
    assert document.after(edits) == text.replace("One", "The first")
    with pytest.raises(Exception, match="already"):
        document.rename('before "O|ne"', "Two")
    document.shut()


def test_sister_variants_keep_their_own_names(editor: Editor, worlds: Path) -> None:
    folder = worlds / "sisters"
    folder.mkdir()
    (folder / "base.world").write_text(
        'world "B"\nperson Ann\nfact near(person)\nevent go(p: person):\n    then: near(p)\n'
    )
    for name in ("one", "two"):
        (folder / f"{name}.world").write_text(
            f'variant "{name}" of base.world:\n    event hop(p: person):\n        then: near(p)\n'
        )
        (folder / f"{name}.md").write_text(f"---\nworld: {name}.world\n---\n@ hop(Ann)\n@ go(Ann)\n")
    document = editor.open("sisters/one.world")
    assert set(document.rename("event ho|p", "leap")) == {"one.world", "one.md"}
    assert set(document.rename("near|(p)", "close")) == {"base.world", "one.world", "two.world"}
    document.shut()
