# SPDX-License-Identifier: Apache-2.0
"""Problem files wherever a world is taken: the command line, the Python interface, manuscripts."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import fabula
from fabula.cli.main import app
from fabula.diagnostics import Source
from fabula.language import Dialect, dialect_of

PROBLEM = """\
// Ash has the lamp, and would rather that Wren had it.
entity Ash : character; entity Wren : character; type thing; entity Lamp : thing;
property keeper(what : thing) : character;
keeper(Lamp) = Ash;
action give(who : character, what : thing, other : character) {
    precondition: who != other & keeper(what) == who;
    effect: keeper(what) = other;
    consenting: who;
};
utility(): keeper(Lamp) == Wren;
utility(Ash): keeper(Lamp) == Wren;
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lamp.txt").write_text(PROBLEM, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_problem_is_checked() -> None:
    result = run("check", "lamp.txt")
    assert (result.exit_code, result.output) == (0, "lamp: 2 people, 1 fact, 2 events, 0 laws.\n")


def test_a_problem_is_told() -> None:
    result = run("tell", "lamp.txt", "--goal", "1", "--length", "2")
    assert result.exit_code == 0
    assert "1. give(Ash, Lamp, Wren)" in result.output


def test_a_mistake_is_shown_where_it_is() -> None:
    Path("lamp.txt").write_text(PROBLEM.replace("keeper(Lamp) = Ash", "keper(Lamp) = Ash"), encoding="utf-8")
    result = run("check", "lamp.txt")
    assert result.exit_code == 2
    assert "error[unknown-fact]: There is no property called `keper`.\n --> lamp.txt:4:1\n" in result.output
    assert "Did you mean `keeper`?" in result.output


def test_the_dialect_can_be_said() -> None:
    Path("lamp.world").write_text(PROBLEM, encoding="utf-8")
    assert run("check", "lamp.world").exit_code == 2
    assert run("check", "lamp.world", "--dialect", "sabre").exit_code == 0
    assert run("tell", "lamp.world", "--dialect", "sabre", "--goal", "1").exit_code == 0
    assert run("check", "lamp.txt", "--dialect", "world").exit_code == 2


def test_the_interface_takes_problems() -> None:
    world = fabula.load("lamp.txt")
    assert world.people == ("Ash", "Wren")
    assert [str(event) for event in world.start().possible()] == ["give(Ash, Lamp, Wren)"]
    with pytest.raises(fabula.InvalidWorld):
        fabula.load("lamp.txt", dialect="world")


def test_a_manuscript_may_be_written_in_a_problem() -> None:
    Path("story.md").write_text(
        "---\nworld: lamp.txt\n---\nAsh gave it.\n\n@ give(Ash, Lamp, Wren)\n@ expect keeper(Lamp) = Wren\n",
        encoding="utf-8",
    )
    result = run("check", "story.md")
    assert result.output == "story.md: 1 event, all in character, 1 expectation holds.\n"


@pytest.mark.parametrize(
    ("name", "text", "dialect"),
    [
        ("a.txt", PROBLEM, Dialect.SABRE),
        ("a.world", PROBLEM, Dialect.WORLD),
        ("a.txt", "// action x(\nutility(): f();", Dialect.SABRE),
        ("a.txt", 'world "A type"\nkind type: person\ntype A, B\n', Dialect.WORLD),
        ("a.txt", 'world "W"\n# action go(p : character)\nevent go(p: person):\n    text: "a; b"\n', Dialect.WORLD),
        ("a.txt", "Once upon a time; there was a type of lamp.", Dialect.WORLD),
        ("a.txt", "", Dialect.WORLD),
        ("story.md", PROBLEM, Dialect.WORLD),
    ],
)
def test_the_text_tells_its_dialect(name: str, text: str, dialect: Dialect) -> None:
    assert dialect_of(Source(name, text)) is dialect
