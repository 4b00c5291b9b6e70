# SPDX-License-Identifier: Apache-2.0
"""`fabula report`: what it writes, what it never writes over, and how it ends."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app
from report.making import STORY, WORLD

ENDLESS = """\
world "Endless"
person Ana, Bo, Cy, Di, Ed, Flo
fact steps(person) is number
event step(p: person):
    then: steps(p) += 1
event skip(p: person):
    then: steps(p) += 7
ending far: steps(Ana) * steps(Bo) = 1009
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lamp.world").write_text(WORLD, encoding="utf-8")
    Path("dark.md").write_text(STORY, encoding="utf-8")


def report(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments])


def test_the_page_is_named_after_the_story_and_written_anew() -> None:
    first, again = report("dark.md"), report("dark.md", "--no-pictures")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stderr == "dark.html: In the dark\n"
    assert "<h1" in Path("dark.html").read_text(encoding="utf-8")
    assert "<svg" not in Path("dark.html").read_text(encoding="utf-8")


def test_with_pictures() -> None:
    assert report("dark.md", "-o", "there/page.html").exit_code == 0
    assert Path("there/page.html").read_text(encoding="utf-8").count("<svg") >= 2


def test_the_standard_output() -> None:
    result = report("dark.md", "-o", "-", "--no-pictures")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("<!doctype html>")
    assert not Path("-").exists()


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("name", ["dark.md", "./dark.md", "lamp.world"])
def test_what_it_is_made_of_is_never_written_over(name: str, force: tuple[str, ...]) -> None:
    before = Path(name).read_bytes()
    result = report("dark.md", "-o", name, "--no-pictures", *force)
    assert result.exit_code == 2
    assert Path(name).read_bytes() == before
    assert "name another file after -o" in result.stderr


def test_another_file_is_left_alone_but_by_force() -> None:
    Path("notes.html").write_text("my notes", encoding="utf-8")
    result = report("dark.md", "-o", "notes.html")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: `notes.html` is there and is no report: name another file after -o, or say --force\n"
    )
    assert Path("notes.html").read_text(encoding="utf-8") == "my notes"
    assert report("dark.md", "-o", "notes.html", "--force", "--no-pictures").exit_code == 0
    assert "my notes" not in Path("notes.html").read_text(encoding="utf-8")


def test_a_folder_cannot_be_written() -> None:
    Path("folder.html").mkdir()
    result = report("dark.md", "-o", "folder.html", "--no-pictures")
    assert result.exit_code == 2
    assert "cannot-write" in result.stderr


def test_a_story_that_does_not_hold_is_reported() -> None:
    Path("dark.md").write_text(STORY + "@ blow(Ash)\n", encoding="utf-8")
    assert report("dark.md", "--no-pictures").exit_code == 0
    assert "impossible-event" in Path("dark.html").read_text(encoding="utf-8")


def test_a_story_that_cannot_be_read_is_shown_with_its_problems() -> None:
    Path("dark.md").write_text(STORY.replace("blow", "bloww"), encoding="utf-8")
    result = report("dark.md")
    assert result.exit_code == 2
    assert "error[unknown-event]" in result.stderr
    assert "unknown-event" in Path("dark.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["person\n", "event go:\n    when: nobody\n"])
def test_a_world_that_cannot_be_read_is_not(text: str) -> None:
    Path("lamp.world").write_text(text, encoding="utf-8")
    result = report("lamp.world")
    assert result.exit_code == 2
    assert "error[" in result.stderr
    assert not Path("lamp.html").exists()


def test_a_missing_file() -> None:
    result = report("nowhere.md")
    assert result.exit_code == 2
    assert "cannot-read" in result.stderr


def test_a_world_and_one_in_which_no_story_ends() -> None:
    assert report("lamp.world", "--length", "2").exit_code == 0
    assert "It is dark." in Path("lamp.html").read_text(encoding="utf-8")
    Path("lamp.world").write_text(
        WORLD.replace("lamp out", "lamp").replace("then: not lit", "then: lit"), encoding="utf-8"
    )
    assert report("lamp.world", "--no-pictures").exit_code == 1
    assert "proved impossible" in Path("lamp.html").read_text(encoding="utf-8")


def test_it_gives_up_at_a_limit() -> None:
    Path("endless.world").write_text(ENDLESS, encoding="utf-8")
    result = report("endless.world", "--time", "0.5", "--length", "400")
    assert result.exit_code == 3
    assert "given up at the limit time" in Path("endless.html").read_text(encoding="utf-8")


def test_no_page_of_a_story_is_written_where_a_limit_was_reached() -> None:
    result = report("dark.md", "--time", "0")
    assert (result.exit_code, Path("dark.html").exists()) == (3, False)
    assert result.stderr.startswith("error: gave up, since")
