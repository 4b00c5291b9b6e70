# SPDX-License-Identifier: Apache-2.0
"""`fabula endings --graph` and `fabula draw --picture endings`: what is written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula.cli.main import app

TUTORIAL = str(Path(__file__).parents[2] / "worlds" / "tutorial" / "tutorial.world")
GATES = str(Path(__file__).parents[2] / "worlds" / "gates" / "gates.md")


@pytest.mark.parametrize(("name", "begins"), [("all.graphml", "<?xml"), ("all.JSON", "{")])
def test_the_graph_is_written_beside_the_answer(tmp_path: Path, name: str, begins: str) -> None:
    path = tmp_path / name
    result = CliRunner().invoke(app, ["endings", TUTORIAL, "--graph", str(path)])
    assert result.exit_code == 0
    assert result.output == CliRunner().invoke(app, ["endings", TUTORIAL]).output
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_the_answer_as_data_goes_on_alone_to_the_output(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["endings", TUTORIAL, "--graph", str(tmp_path / "a.json"), "--format", "json"])
    assert json.loads(result.stdout)["states"] == len(json.loads((tmp_path / "a.json").read_text())["states"])


def test_a_file_that_says_nothing_of_its_form_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["endings", TUTORIAL, "--graph", str(tmp_path / "all.gexf")])
    assert result.exit_code == 2
    assert "write it to a file that ends in .graphml or .json" in result.output
    assert "The last boat" not in result.output


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["endings", TUTORIAL, "--graph", str(tmp_path / "no" / "all.json")])
    assert result.exit_code == 2
    assert "cannot-write" in result.output


def test_the_map_is_drawn_of_a_world_and_of_the_world_of_a_story(tmp_path: Path) -> None:
    for path, title in ((TUTORIAL, "The last boat"), (GATES, "The gates")):
        drawn = tmp_path / "map.svg"
        result = CliRunner().invoke(app, ["draw", path, "--picture", "endings", "--length", "4", "-o", str(drawn)])
        assert result.exit_code == 0, result.output
        assert f"What can become of it – {title}" in drawn.read_text(encoding="utf-8")


def test_a_map_that_gave_up_is_drawn_and_says_so(tmp_path: Path) -> None:
    drawn = tmp_path / "map.svg"
    asked = ["draw", GATES, "--picture", "endings", "--length", "40", "--time", "0.3", "-o", str(drawn)]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code in {0, 3}, result.output
    assert "Gave up at" in drawn.read_text(encoding="utf-8")
