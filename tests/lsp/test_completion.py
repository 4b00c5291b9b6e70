# SPDX-License-Identifier: Apache-2.0
"""What may be written next."""

from collections.abc import Iterator

import pytest

from editor import Document, Editor
from fabula import files


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


def test_events_possible_here_and_no_others(gates: Document) -> None:
    found = gates.completed("@ |push(Faith, Spike)\n@ exp")
    calls = [item for item in found if item.label.endswith(")")]
    assert [item.label for item in calls] == ["gust()", "night_passes()", "push(Faith, Spike)", "wait()"]
    assert calls[2].detail == "Faith pushes Spike out of the way."
    assert {"expect", "allow", "scene", "push", "bleed"} <= {item.label for item in found}


def test_things_that_make_the_event_possible_come_first(gates: Document) -> None:
    found = gates.completed("@ push(Faith, |Spike)")
    assert (found[0].label, found[0].detail) == ("Spike", "possible here")
    assert {"Dawn", "Glory", "Willow", "Xander"} <= {item.label for item in found}
    assert "tower" not in {item.label for item in found}, "no place can be pushed"
    assert gates.labels("@ push(|Faith, Spike)") == ["Faith"], "only a slayer pushes"


def test_expectations(gates: Document) -> None:
    assert gates.labels("@ expect holder(|key) = Faith") == ["key"]
    values = gates.labels("@ expect holder(key) = |Faith")
    assert values[:6] == ["Dawn", "Faith", "Glory", "Spike", "Willow", "Xander"]
    assert "tower" not in values
    opening = gates.labels("@ expect |holder(key) = Faith")
    assert {"holder", "at", "not", "ending", "possible", "in character", "Spike", "tower"} <= set(opening)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("@ expect ending |", {"shut", "open"}),
        ("@ expect possible |", {"bleed(Glory, Dawn)"}),
        ("@ expect without |", set()),
        ("@ allow |", {"out-of-character", "impossible-event", "knows-too-much", "expectation-failed"}),
        ("@ allow out-of-character |", {'because "…"'}),
        ('@ scene "Late", before |', {'"Early"'}),
        ("@ |", {"expect", "bleed(Glory, Dawn)"}),
        ("<!-- @ |", {"expect", "bleed(Glory, Dawn)"}),
        ("@ ble|", {"bleed"}),
        ("@ expect Spike believes at(|", {"Spike", "Faith"}),
        ("@ expect with Faith believes speed(Spike) = |", {"0", "unknown"}),
    ],
)
def test_half_typed_lines(editor: Editor, typed: str, wanted: set[str]) -> None:
    head = '---\nworld: gates/gates.world\n---\n\nProse.\n\n<!-- @ scene "Early" -->\n\n'
    text = f"{head}{typed.replace('|', '')}\n"
    document = editor.open("half.md", text)
    document.lenses()
    labels = set(document.labels(typed))
    document.shut()
    if wanted == {"shut", "open"}:
        assert labels == set(_endings(editor))
    else:
        assert wanted <= labels


def _endings(editor: Editor) -> list[str]:
    source = files.read(str(editor.folder / "gates" / "gates.world"))
    lines = getattr(source, "text", "").split("\n")
    return [line.split()[1].rstrip(":") for line in lines if line.startswith("ending ")]


def test_settings_and_the_worlds_there_are(editor: Editor, gates: Document) -> None:
    labels = gates.labels("world: |gates.world")
    assert labels[0] == "gates.world"
    assert {"variants/soul.world", "../puddle/puddle.world"} <= set(labels)
    document = editor.open("new.md", "---\nwo\n---\n")
    assert document.labels("wo|") == ["imagine", "minds", "title", "world"]
    document.shut()


def test_prose_is_left_alone(gates: Document) -> None:
    assert gates.labels("Down in the fi|eld") == []


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("|", {"kind", "event", "fact", "law", "vampire", "place"}, {"when:"}),
        ("fact near(|", {"person", "place"}, {"when:"}),
        ("fact near(person) is |", {"place", "number"}, {"tower"}),
        ("event hop(p: |", {"person", "vampire"}, {"tower"}),
        ("event hop(p: person):\n    |", {"when:", "then:", "by:", "seen by", "text:"}, {"kind"}),
        ("event hop(p: person, to: place):\n    when: at(|", {"p", "Spike"}, {"tower", "to_"}),
        ("event hop(p: person, to: place):\n    when: at(p) != |", {"to", "tower", "none"}, {"Spike"}),
        ("event hop(p: person, to: place):\n    when: |", {"p", "to", "at", "not"}, {"when:"}),
        ('event hop(p: person, to: place):\n    text: "{|', {"p", "to"}, {"when:"}),
        ("event hop(p: person):\n    seen by q: at(|", {"q", "p"}, set()),
        ("wants |", {"Spike", "every", "author"}, {"tower"}),
        ("law fall(q: person):\n    then:\n        at(q) = |", {"tower", "none"}, {"Spike"}),
        ("start:\n    for every person q:\n        speed(|", {"q", "Spike"}, {"tower"}),
    ],
)
def test_worlds(editor: Editor, typed: str, wanted: set[str], unwanted: set[str]) -> None:
    text = (editor.folder / "gates" / "gates.world").read_text() + "\n" + typed.replace("|", "")
    document = editor.open("gates/more.world", text)
    labels = set(document.labels(f"\n{typed}"))
    document.shut()
    assert wanted <= labels
    assert not unwanted & labels


def test_names_of_a_world_are_there_while_it_is_wrong(editor: Editor) -> None:
    head = 'world "Wrong"\nkind place\nplace hall\nfact at(person) is place\nstart:\n'
    document = editor.open("gates/wrong.world", f"{head}  at(x) = ")
    assert "hall" in document.labels("x) = |")
    document.shut()
