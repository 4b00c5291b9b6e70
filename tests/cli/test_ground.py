# SPDX-License-Identifier: Apache-2.0
"""`fabula ground`: the world in numbers, to a file or to the standard output."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app
from fabula.engine.ground_format import GroundTables
from fabula.engine.ground_text import read_ground

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(autouse=True)
def _beside_the_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (DATA / "stolen-fire.world").read_text(encoding="utf-8")
    (tmp_path / "stolen-fire.world").write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["ground", *arguments])


def test_the_same_to_a_file_and_to_the_output() -> None:
    shown = run("stolen-fire.world")
    written = run("stolen-fire.world", "-o", "fire.ground")
    assert (shown.exit_code, written.exit_code, written.output) == (0, 0, "")
    assert Path("fire.ground").read_text(encoding="utf-8") == shown.stdout
    assert isinstance(read_ground(shown.stdout), GroundTables)


def test_without_names() -> None:
    shown = run("stolen-fire.world", "--no-names")
    assert shown.exit_code == 0
    assert "Ash" not in shown.stdout


def test_what_cannot_be_read_is_exit_2() -> None:
    assert run("nowhere.world").exit_code == 2
    Path("bad.world").write_text("world 5\n", encoding="utf-8")
    bad = run("bad.world")
    assert (bad.exit_code, bad.stdout) == (2, "")
    manuscript = run("story.md")
    assert manuscript.exit_code == 2


def test_a_manuscript_is_refused() -> None:
    Path("story.md").write_text("Once.\n", encoding="utf-8")
    refused = run("story.md")
    assert refused.exit_code == 2
    assert refused.stderr == "error: `story.md` is a manuscript; what is written in numbers is a world (`.world`)\n"


def test_a_file_that_cannot_be_written() -> None:
    assert run("stolen-fire.world", "-o", "nowhere/fire.ground").exit_code == 2
