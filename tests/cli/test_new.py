# SPDX-License-Identifier: Apache-2.0
"""`fabula new`: a world that checks clean and can be told, or a sentence that says why there is none."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula.cli.main import app
from fabula.cli.new import new_files, problem_of_name

runner = CliRunner()


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_world_is_made_and_the_next_steps_are_named(tmp_path: Path) -> None:
    result = runner.invoke(app, ["new", "lighthouse"])
    assert result.exit_code == 0
    assert result.stdout == (
        "Made lighthouse/lighthouse.world and lighthouse/lighthouse.md. Now try:\n\n"
        "  fabula check lighthouse/lighthouse.md\n"
        "  fabula tell lighthouse/lighthouse.world\n"
    )
    assert sorted(path.name for path in (tmp_path / "lighthouse").iterdir()) == ["lighthouse.md", "lighthouse.world"]


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "mine.world").write_text("precious", encoding="utf-8")
    result = runner.invoke(app, ["new", "mine"])
    assert result.exit_code == 2
    assert "error[cannot-write]: `mine` cannot be written: it is there already." in result.stderr
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "mine").iterdir()] == ["precious"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "a name is needed: `fabula new lighthouse`"),
        ("a/b", "`a/b` is a path: go to the folder that shall hold the new one, and give a name alone"),
        ("..\\b", "`..\\b` is a path: go to the folder that shall hold the new one, and give a name alone"),
        ("..", "`..` holds '.': a name is letters, digits, `-` and `_`"),
        ("my world", "`my world` holds ' ': a name is letters, digits, `-` and `_`"),
        ("-x", "`-x` begins with `-`: a name begins with a letter or a digit"),
        ("x" * 81, "the name is too long: at most 80 characters"),
        ("größe_2", None),
        ("Müller-1", None),
    ],
)
def test_names(name: str, problem: str | None) -> None:
    assert problem_of_name(name) == problem


def test_a_bad_name_makes_nothing(tmp_path: Path) -> None:
    result = runner.invoke(app, ["new", "my world"])
    assert result.exit_code == 2
    assert result.stderr == "error: `my world` holds ' ': a name is letters, digits, `-` and `_`\n"
    assert list(tmp_path.iterdir()) == []


def test_titles_are_readable() -> None:
    texts = new_files("the_far-shore")
    assert 'world "The far shore"' in texts["the_far-shore.world"]
    assert "world: the_far-shore.world" in texts["the_far-shore.md"]
    assert "# The far shore" in texts["the_far-shore.md"]
    assert all("$" not in text for text in texts.values())


@pytest.mark.parametrize(
    "command", [["check", "hut/hut.md"], ["check", "hut/hut.world"], ["format", "--check", "hut/hut.world"]]
)
def test_what_is_made_is_clean(command: list[str]) -> None:
    assert runner.invoke(app, ["new", "hut"]).exit_code == 0
    result = runner.invoke(app, command)
    assert (result.exit_code, "warning" in result.output) == (0, False), result.output


def test_what_is_made_can_be_told() -> None:
    runner.invoke(app, ["new", "hut"])
    result = runner.invoke(app, ["tell", "hut/hut.world"])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "Ending lamp_lit: told in 3 events."
