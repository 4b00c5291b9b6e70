# SPDX-License-Identifier: Apache-2.0
"""`fabula export`: what it writes where, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FIRE = "tests/data/stolen-fire.world"
GATES = "worlds/gates/gates.world"
CLOCK = "this world has a clock: in PDDL nothing happens of itself as time passes"


def export(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fabula", "export", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "begins"), [("fire.ink", "# title: A stolen fire\n"), ("fire.twee", ":: StoryTitle\n")]
)
def test_the_ending_of_the_name_says_what_is_written(tmp_path: Path, name: str, begins: str) -> None:
    path = tmp_path / name
    done = export(FIRE, "--as", "Wren", "-o", str(path))
    assert (done.returncode, done.stdout) == (0, "")
    assert path.read_text(encoding="utf-8").startswith(begins)
    assert done.stderr == f"wrote {path}\n2 states, 1 choice, stories of at most 8 events\n"


def test_a_planning_problem_is_two_files(tmp_path: Path) -> None:
    done = export(FIRE, "-o", str(tmp_path / "fire.pddl"))
    assert done.returncode == 0, done.stderr
    assert (
        (tmp_path / "fire-domain.pddl").read_text(encoding="utf-8").startswith("(define (domain a_stolen_fire-domain)")
    )
    assert (
        (tmp_path / "fire-problem.pddl")
        .read_text(encoding="utf-8")
        .startswith("(define (problem a_stolen_fire-problem)")
    )


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (
            (FIRE,),
            "error: say what to write: `--to ink`, `--to twee` or `--to pddl`, or a file's name that ends so\n",
            2,
        ),
        (
            (FIRE, "--to", "ink", "--as", "Wrne"),
            "error: this world has nobody called `Wrne`; did you mean `Wren`?\n",
            2,
        ),
        (
            (GATES, "--to", "pddl"),
            "error: say which ending is the goal: `--ending` faith_walks, faith_dead, never_shut, another_way\n",
            2,
        ),
        (
            (GATES, "--to", "pddl", "--ending", "never_sht"),
            "error: this world has no ending called `never_sht`; did you mean `never_shut`?\n",
            2,
        ),
        (
            (GATES, "--to", "pddl", "--ending", "never_shut"),
            f"error: this world cannot be said in PDDL: {CLOCK}\n",
            1,
        ),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(arguments: tuple[str, ...], said: str, code: int) -> None:
    done = export(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said)


def test_a_limit_that_is_reached_is_named_and_what_is_known_is_written(tmp_path: Path) -> None:
    path = tmp_path / "gates.ink"
    done = export(GATES, "--length", "40", "--time", "0.01", "-o", str(path))
    assert done.returncode == 3
    assert done.stderr.endswith("error: gave up, since the time was up: longer stories are not in it\n")
    assert "So far this story has been followed." in path.read_text(encoding="utf-8")
