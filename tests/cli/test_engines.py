# SPDX-License-Identifier: Apache-2.0
"""`--engine`: both say the same, word for word; what is said where the native one is not built."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from engine.random_programs import program_of
from fabula import NoSuchEngine, check, load, load_story
from fabula.cli.main import app
from fabula.cli.running import engine_of
from fabula.engine import choose

ROOT = Path(__file__).parents[2]
FIRE = str(ROOT / "tests" / "data" / "stolen-fire.world")
STORY = str(ROOT / "tests" / "data" / "stolen-fire.md")
TUTORIAL = str(ROOT / "worlds" / "tutorial" / "mistakes.md")
MISSING = "note: the native engine is not built here; the engine in plain Python answers, which takes longer\n"

COMMANDS = (
    ("check", STORY, "--reasons"),
    ("check", TUTORIAL, "--reasons"),
    ("check", FIRE),
    ("tell", FIRE, "--count", "5", "--length", "4"),
    ("endings", FIRE, "--length", "4"),
    ("why", STORY, "lit(lamp)"),
    ("whatif", STORY, "--without", "go(Wren, yard)"),
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extension were not there."""
    monkeypatch.setattr(choose, "native_is_there", lambda: False)
    monkeypatch.setattr("fabula.cli.running.native_is_there", lambda: False)
    engine_of.__globals__["_say_native_is_missing"].cache_clear()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command[0]}-{Path(command[1]).name}")
def test_both_engines_say_the_same(command: tuple[str, ...]) -> None:
    native, reference = (run(*command, "--engine", name) for name in ("native", "reference"))
    assert (native.exit_code, native.stdout) == (reference.exit_code, reference.stdout)
    assert native.stdout
    assert (native.stderr, reference.stderr) == ("", "")


@pytest.mark.usefixtures("not_built")
def test_where_the_native_engine_is_not_built_the_other_answers_and_that_is_said_once() -> None:
    told = run("check", STORY, STORY)
    assert (told.exit_code, told.stderr) == (0, MISSING)
    assert run("check", STORY, "--engine", "reference").stderr == ""


@pytest.mark.usefixtures("not_built")
def test_the_native_engine_by_name_is_an_error_where_it_is_not_built() -> None:
    told = run("tell", FIRE, "--engine", "native")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        "error: the native engine is not built here: `make extension` builds it, `--engine reference` does without\n"
    )
    with pytest.raises(NoSuchEngine, match="the native engine is not built here"):
        load(FIRE, engine="native")


def test_programs_choose_an_engine_too() -> None:
    for name in choose.EngineName:
        start = load(FIRE, engine=name).start()
        assert start.after("go(Wren, yard)")["at(Wren)"] == "yard"
        assert check(STORY, engine=str(name)).answer is not None
        assert load_story(STORY, engine=name).at("end")["keeper(lamp)"] == "Wren"
    with pytest.raises(NoSuchEngine, match="no engine called `fast`; there are `native` and `reference`"):
        load(FIRE, engine="fast")


def test_a_bound_on_memory_reaches_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(choose, "_native", lambda *given: seen.append(given[3:]))
    engine_of(None, 3.0)(program_of(1), None, 2)
    engine_of(choose.EngineName.NATIVE)(program_of(1), None, 2)
    assert seen == [(3 << 20, 1), (None, 1)]
