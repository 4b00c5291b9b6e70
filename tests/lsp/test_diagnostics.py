# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a text, while it is written."""

from pathlib import Path

import pytest
from lsprotocol import types

from editor import Document, Editor
from fabula import files
from fabula.diagnostics import Source
from fabula.usecases.check import check_text


@pytest.mark.parametrize("name", ["gates/gates.md", "puddle/puddle.md", "gates/gates.world", "puddle/puddle.world"])
def test_nothing_is_wrong_with_the_founding_worlds(editor: Editor, name: str) -> None:
    document = editor.open(name)
    assert document.codes() == []
    document.shut()


def test_the_same_is_wrong_as_check_says(editor: Editor, worlds: Path) -> None:
    path = worlds / "gates" / "broken.md"
    source = Source(str(path), path.read_text(encoding="utf-8"))
    said = check_text(source, files.open_file).diagnostics
    document = editor.open("gates/broken.md")
    assert document.codes() == [f"{source.position(each.primary.span.start).line}: {each.code}" for each in said]
    shown = document.diagnostics()
    for problem, diagnostic in zip(said, shown, strict=True):
        assert diagnostic.message.startswith(problem.title)
        assert diagnostic.source == "fabula"
        assert diagnostic.range == document.place(source.slice(problem.primary.span))
    first = shown[0].related_information
    assert first is not None
    assert [each.location.uri.rpartition("/")[2] for each in first] == ["gates.world", "broken.md", "gates.world"]
    assert first[0].message == "this holds, but not in what Willow believes"
    document.shut()


def test_an_edit_of_a_manuscript_is_judged_by_its_whole_story(editor: Editor) -> None:
    document = editor.open("gates/gates.md")
    assert document.codes() == []
    document.change("@ strike_down(Willow, Glory)\n", "")
    assert "22: expectation-failed" in document.codes()
    document.change("fell. It came", "fell, and it came")
    document.change("\n@ expect not alive(Glory)", "\n@ strike_down(Willow, Glory)\n@ expect not alive(Glory)")
    assert document.codes() == []
    document.shut()


def test_a_mistake_is_said_at_once_and_what_was_found_before_stays(editor: Editor) -> None:
    document = editor.open("gates/broken.md")
    assert len(document.codes()) == 3
    document.change("@ chase(Faith, Spike)", "@ chase(Fath, Spike)")
    assert document.codes() == [
        "13: unknown-name",
        "20: knows-too-much",
        "24: impossible-event",
        "30: out-of-character",
    ]
    document.change("@ chase(Fath", "\n@ chase(Fath")
    assert "21: knows-too-much" in document.codes()
    document.shut()


def test_a_world_that_is_edited_is_what_its_manuscript_is_held_against(editor: Editor) -> None:
    manuscript, world = editor.open("puddle/puddle.md"), editor.open("puddle/puddle.world")
    assert manuscript.codes() == []
    name = _first_event(manuscript)
    world.become(world.text.replace(f"event {name}(", f"event not_{name}("))
    world.lenses()
    assert any("unknown-event" in code for code in manuscript.codes())
    world.shut()
    assert manuscript.codes() == [], "closed without being saved: the file counts"
    manuscript.shut()


def test_a_story_is_judged_by_the_world_as_it_is_now(editor: Editor) -> None:
    text = 'world "W"\nperson Ann\nfact near(person)\nevent go(p: person):\n    then: near(p)\n'
    world = editor.open("now.world", text)
    story = editor.open("now.md", "---\nworld: now.world\n---\n@ go(Ann)\n@ expect near(Ann)\n")
    assert story.codes() == []
    world.change("then: near(p)", "then: not near(p)")
    assert story.codes() == ["5: expectation-failed"]
    world.change("then: not near(p)", "then: near(p)")
    assert story.codes() == []
    story.change("\n@ expect", "\n@ expect with near(Ann): near(Ann)\n@ expect")
    assert story.codes() == []
    world.shut()
    story.shut()


def _first_event(manuscript: Document) -> str:
    line = next(
        line for line in manuscript.text.split("\n") if line.startswith("@ ") and "expect" not in line and "(" in line
    )
    return line[2:].partition("(")[0]


def test_what_is_wrong_with_the_world_is_said_where_the_manuscript_names_it(editor: Editor, worlds: Path) -> None:
    (worlds / "bad.world").write_text('world "Bad"\nperson Ann\nfact near(persn)\n')
    document = editor.open("bad.md", "---\nworld: bad.world\n---\n")
    (problem,) = document.diagnostics()
    assert problem.code == "unknown-kind"
    assert problem.message.startswith("In bad.world: ")
    assert problem.range == document.place("bad.world")
    assert problem.related_information is not None
    assert problem.related_information[0].location.range.start == types.Position(2, 10)
    (worlds / "bad.world").write_text('world "Good"\nperson Ann\nfact near(person)\n')
    changed = types.FileEvent((worlds / "bad.world").as_uri(), types.FileChangeType.Changed)
    editor.tell(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, types.DidChangeWatchedFilesParams([changed]))
    assert document.codes() == ["2: fact-never-read"]
    document.shut()


def test_an_included_file_that_is_open_counts_as_it_is_in_the_editor(editor: Editor, worlds: Path) -> None:
    (worlds / "part.world").write_text("person Ann\n")
    whole = editor.open(
        "whole.world", 'world "Whole"\ninclude "part.world"\nfact near(person)\nwants Ann: 1 if near(Ann)\n'
    )
    before = whole.codes()
    part = editor.open("part.world")
    part.become("person Anna\n")
    part.lenses()
    assert [code for code in whole.codes() if code not in before] == ["4: unknown-name", "4: unknown-name"][:1]
    part.shut()
    whole.shut()


def test_a_part_of_a_world_is_read_as_the_world_that_includes_it_reads_it(editor: Editor, worlds: Path) -> None:
    (worlds / "people.world").write_text("person Ann\nstart: near(Ann)\n")
    (worlds / "main.world").write_text(
        'world "Main"\nfact near(person)\ninclude "people.world"\nwants Ann: 1 if near(Ann)\n'
    )
    part = editor.open("people.world")
    assert part.codes() == []
    part.become("person Ann\nstart: nea(Ann)\n")
    assert part.codes() == ["2: unknown-fact"]
    part.shut()


def test_markdown_that_is_none_of_ours_is_left_alone(editor: Editor) -> None:
    document = editor.open("README.md", "# Notes\n\n@somebody said so.\n\n@ a list\n")
    assert document.codes() == []
    document.shut()


def test_a_pattern_is_read(editor: Editor) -> None:
    document = editor.open("mine.pattern", 'pattern "Mine":\n    step one: event(\n')
    assert document.codes() != []
    document.shut()


def test_places_are_counted_in_utf16(editor: Editor) -> None:
    text = (
        'world "Ω"\nperson Ann "😀😀", 花子, Ünï, שרה\nfact near(person) "😀 {1}"\n'
        "start: near(花子); near(שרה); nar(Ann)\n"
    )
    document = editor.open("letters.world", text)
    problem = next(each for each in document.diagnostics() if each.code == "unknown-fact")
    assert problem.range == document.place("nar")
    hover = document.hover("near(ש|רה)")
    assert hover is not None
    assert hover.startswith("**שרה**")
    document.change('"😀😀", 花', '"😀😀é", 花')
    document.change("nar(Ann)", "near(Ann)")
    assert all("unknown" not in code for code in document.codes())
    assert document.hover("花|子, Ünï") is not None
    document.shut()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-32"])
def test_an_editor_may_count_otherwise(worlds: Path, encoding: str) -> None:
    editor = Editor(worlds, encodings=[encoding, "utf-16"])
    assert editor.capabilities.position_encoding == encoding
    document = editor.open("few.world", 'world "Ω"\nperson A "😀é"\nstart: a😀(A)\nfact b(person) "é😀 {no}"\n')
    spans = {each.code: each.range for each in document.diagnostics()}
    before = 'fact b(person) "é😀 {'
    columns = len(before.encode("utf-8")) if encoding == "utf-8" else len(before)
    assert any(each.start == types.Position(3, columns) for each in spans.values()), spans
    assert editor.close() == 0
