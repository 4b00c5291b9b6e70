# SPDX-License-Identifier: Apache-2.0
"""`fabula sift` on the command line: exit codes, data, and what is said of wrong patterns."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app

WORLD = """\
world "A lamp"
person Ash, Wren
fact keeper is person
fact done
start: keeper = Ash
event give(giver: person, taker: person):
    text: "{giver} gives {taker} the lamp."
    when: keeper = giver and giver != taker
    then: keeper = taker
    by: giver on impulse if yes
wants every person p: 1 if keeper = p
ending handed_on: keeper = Wren
"""
STORY = """\
---
title: The lamp
world: lamp.world
---
@ give(Ash, Wren)
@ give(Wren, Ash)
"""
BACK = """\
pattern "Given back"
about giver: person, taker: person
text: "{taker} gives the lamp back to {giver}."
step gives "{giver} gives":
    event: give(giver, taker)
step returns "{taker} gives it back":
    event: give(taker, giver)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lamp.world").write_text(WORLD, encoding="utf-8")
    (tmp_path / "lamp.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "once.md").write_text(STORY.replace("@ give(Wren, Ash)\n", ""), encoding="utf-8")
    (tmp_path / "back.pattern").write_text(BACK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["sift", *arguments], prog_name="fabula")


def data(*arguments: str) -> Any:
    result = run(*arguments, "--format", "json")
    return json.loads(result.stdout)


@pytest.mark.usefixtures("folder")
def test_exit_codes() -> None:
    assert run("lamp.md", "--pattern", "back.pattern").exit_code == 0
    assert run("once.md", "--pattern", "back.pattern").exit_code == 1
    assert run("once.md", "lamp.md", "--pattern", "back.pattern").exit_code == 0
    assert run("lamp.world", "--pattern", "back.pattern", "--length", "1").exit_code == 1
    assert run("lamp.world", "--pattern", "back.pattern", "--length", "2").exit_code == 0
    assert run("lamp.world", "--pattern", "back.pattern", "--time", "0").exit_code == 3
    assert run("lamp.md", "--pattern", "nothing.pattern").exit_code == 2
    assert run().exit_code == 2
    assert run("lamp.world", "--at", "start").exit_code == 2
    assert run("lamp.md", "--at", "the moon", "--pattern", "back.pattern").exit_code == 2
    assert run("--list").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_a_story_as_data() -> None:
    (story,) = data("lamp.md", "--pattern", "back.pattern")["stories"]
    assert story["file"] == "lamp.md"
    (pattern,) = story["patterns"]
    (match,) = pattern["matches"]
    assert match["bindings"] == {"giver": "Ash", "taker": "Wren"}
    assert match["text"] == "Wren gives the lamp back to Ash."
    assert [(step["place"], step["event"]) for step in match["steps"]] == [
        (1, "give(Ash, Wren)"),
        (2, "give(Wren, Ash)"),
    ]
    (begun,) = pattern["underway"]
    assert [step["text"] for step in begun["missing"]] == ["Ash gives it back"]


@pytest.mark.usefixtures("folder")
def test_all_stories_as_data() -> None:
    (world,) = data("lamp.world", "--pattern", "back.pattern", "--length", "4")["worlds"]
    assert (world["outcome"], world["counts"], world["totals"]) == ("told", ["0", "0", "1", "1", "1"], ["1"] * 5)
    assert [each["event"] for each in world["shortest"]] == ["give(Ash, Wren)", "give(Wren, Ash)"]
    stopped = data("lamp.world", "--pattern", "back.pattern", "--time", "0")["worlds"][0]
    assert (stopped["outcome"], stopped["limit"]) == ("gave-up", "time")


@pytest.mark.usefixtures("folder")
def test_a_proof_for_any_length() -> None:
    Path("never.pattern").write_text('pattern "Never"\nstep never:\n    after: done\n', encoding="utf-8")
    result = run("lamp.world", "--pattern", "never.pattern")
    assert result.exit_code == 1
    assert result.stdout == "Never, in A lamp: proved impossible, however long the story.\n"


@pytest.mark.usefixtures("folder")
def test_drawn_stories() -> None:
    first, again = (run("lamp.world", "--sample", "3", "--seed", "5", "--length", "6") for _ in range(2))
    assert first.stdout == again.stdout
    assert first.stdout.startswith("A lamp: 3 stories drawn among all of at most 6 events that come to an ending.\n")
    assert len(data("lamp.world", "--sample", "3")["samples"][0]["stories"]) == 3


@pytest.mark.usefixtures("folder")
def test_patterns_for_which_the_world_has_no_words_are_named() -> None:
    result = run("once.md")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert "A life for a life: cannot be looked for here. Nothing is left of the step `gives` in “A lamp”." in words
    world = run("lamp.world", "--length", "2")
    assert "A life for a life: cannot be looked for here." in world.stdout
    assert data("lamp.world", "--length", "2")["unfit"][0]["pattern"] == "A life for a life"
    named = run("lamp.md", "--pattern", "a-life-for-a-life")
    assert named.exit_code == 2
    assert "[nothing-left-of-step]" in named.stderr


@pytest.mark.parametrize(
    ("change", "code", "advice"),
    [
        (("event: give(giver, taker)\nstep", "by: givr\nstep"), "unknown-name", "Did you mean `giver`?"),
        (
            ("event: give(giver, taker)\nstep", "event: gve(giver, taker)\nstep"),
            "unknown-event",
            "Did you mean `give`?",
        ),
        (
            ("event: give(giver, taker)\nstep", "event: give(giver)\nstep"),
            "wrong-argument-count",
            "give(person, person)",
        ),
        (("event: give(giver, taker)\nstep", "befor: done\nstep"), "unknown-part", "Did you mean `before`?"),
        (("event: give(giver, taker)\nstep", "before: keepr = giver\nstep"), "unknown-name", "`keeper`"),
        (("event: give(giver, taker)\nstep", "helps: done\nstep"), "unknown-name", "done"),
        (("event: give(giver, taker)\nstep", "changes: giver\nstep"), "unknown-name", "about matter: fact"),
        (("giver: person", "giver: persn"), "unknown-kind", "Did you mean `person`?"),
        (("step returns", "stp returns"), "unknown-section", "Did you mean `step`?"),
        (("{taker} gives the", "{takr} gives the"), "not-a-parameter", "`giver` or `taker`"),
        (("about giver: person", "about other: person, giver: person"), "variable-never-used", "other"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, change: tuple[str, str], code: str, advice: str) -> None:
    assert change[0] in BACK
    (folder / "wrong.pattern").write_text(BACK.replace(*change, 1), encoding="utf-8")
    result = run("lamp.md", "--pattern", "wrong.pattern")
    assert result.exit_code == 2
    assert f"error[{code}]" in result.stderr
    assert advice in " ".join(result.stderr.split())
