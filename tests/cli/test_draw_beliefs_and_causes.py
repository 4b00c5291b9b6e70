# SPDX-License-Identifier: Apache-2.0
"""`fabula draw --picture beliefs|strip|causes`: what is asked about, and what is said where that makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import fabula
from fabula.cli.main import app
from fabula.cli.report import BAD_INPUT, CLEAN
from fabula.engine.choose import EngineName

ROOT = Path(__file__).parents[2]
GATES = str(ROOT / "worlds" / "gates" / "gates.md")
TUTORIAL = str(ROOT / "worlds" / "tutorial" / "tutorial.md")


def drawn(*arguments: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(app, ["draw", *arguments], prog_name="fabula")


@pytest.mark.parametrize(
    ("about", "title"),
    [
        ("endings", "What the ending rests on"),
        ("ending faith_walks", "What the ending faith_walks rests on"),
        ("push(Faith, Spike)", "What push(Faith, Spike) rests on"),
        ("10", "What 10 rests on"),
        ("holder(key) = Faith", "What holder(key) = Faith rests on"),
    ],
)
def test_what_a_cause_graph_may_lead_to(about: str, title: str) -> None:
    result = drawn(GATES, "--picture", "causes", "--about", about, "--text")
    assert result.exit_code == CLEAN, result.stderr
    assert result.stdout.startswith(f"{title}\nThe gates\n")
    assert "Glory cuts Dawn" in result.stdout


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ("holder(key) = Xander", "not-so"),
        ("ending nothing", "unknown-ending"),
        ("99", "unknown-moment"),
        ("push(Faith, Willow)", "unknown-moment"),
        ("holder(key", "unclosed-bracket"),
        ("nonsense = 3", "unknown-name"),
        ("", "syntax"),
    ],
)
def test_what_it_cannot_lead_to(about: str, code: str) -> None:
    result = drawn(GATES, "--picture", "causes", "--about", about, "--text")
    assert result.exit_code == BAD_INPUT
    assert f"error[{code}]" in result.stderr


def test_only_somebodys_deeds_and_so_many_links_back() -> None:
    near = drawn(GATES, "--picture", "causes", "--who", "Willow", "--text").stdout
    far = drawn(GATES, "--picture", "causes", "--who", "Willow", "--depth", "3", "--text").stdout
    assert "Willow strikes Glory down." in near
    assert "Glory cuts Dawn" not in near
    assert "Glory cuts Dawn" in far


@pytest.mark.parametrize("picture", ["beliefs", "strip", "causes"])
def test_somebody_unknown(picture: str) -> None:
    result = drawn(GATES, "--picture", picture, "--who", "Bob", "--text")
    assert result.exit_code == BAD_INPUT
    assert "Nobody in this world is called `Bob`." in result.stderr


@pytest.mark.parametrize("picture", ["beliefs", "strip", "causes"])
def test_both_engines_give_the_same_picture(picture: str) -> None:
    native, reference = (
        fabula.load_story(TUTORIAL, engine).draw(picture, deep=2).svgs for engine in (None, EngineName.REFERENCE)
    )
    assert native == reference


def test_the_beliefs_of_a_story_for_programs() -> None:
    ledger = fabula.load_story(TUTORIAL).beliefs()
    assert [(fact.said, ledger.minds(number)) for number, fact in enumerate(ledger.facts)] == [("purse", ((0,),))]


def test_the_causes_of_a_story_for_programs() -> None:
    graph = fabula.load_story(TUTORIAL).causes()
    assert {(link.source, link.target) for link in graph.links} == {(0, 1), (1, 2), (2, 3)}
