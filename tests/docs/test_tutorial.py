# SPDX-License-Identifier: Apache-2.0
"""The tutorial is true: its files are those of `worlds/tutorial`, and what it shows is what Fabula says about them."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula.cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial.md"
FILES = ROOT / "worlds" / "tutorial"
TRANSCRIPT = re.compile(r"```console\n\$ fabula (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
SAID = re.compile(r"```text\n(?P<text>.*?)```", re.DOTALL)
PROBLEM = re.compile(r"^(?:error|warning)\[.*?(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)


def blocks(page: str, language: str) -> list[str]:
    """The blocks of one language on the page, in order."""
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the tutorial, to work in."""
    shutil.copytree(FILES, tmp_path / "tutorial")
    monkeypatch.chdir(tmp_path / "tutorial")
    return tmp_path / "tutorial"


def run(command: str) -> str:
    """All that `fabula COMMAND` says."""
    return CliRunner().invoke(app, shlex.split(command)).output


def problems() -> Iterator[str]:
    """What is said about the mistakes, in the order in which the page explains them."""
    for name in ("mistakes.md", "misspelt.md"):
        yield from (found[0].rstrip("\n") for found in PROBLEM.finditer(run(f"check {name}")))


def test_the_files_are_those_of_the_folder() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "\n".join(blocks(page, "world")) == (FILES / "tutorial.world").read_text(encoding="utf-8")
    assert blocks(page, "manuscript") == [(FILES / "tutorial.md").read_text(encoding="utf-8")]
    assert blocks(page, "mistakes") == [(FILES / "mistakes.md").read_text(encoding="utf-8")]
    assert blocks(page, "misspelt") == [(FILES / "misspelt.md").read_text(encoding="utf-8")]


@pytest.mark.golden
@pytest.mark.usefixtures("folder")
def test_what_the_page_shows_is_what_fabula_says(golden_update: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    said = problems()
    now = TRANSCRIPT.sub(lambda found: f"```console\n$ fabula {found['command']}\n{run(found['command'])}```", page)
    now = SAID.sub(lambda _: f"```text\n{next(said, '(nothing is said)')}\n```", now)
    if golden_update:
        PAGE.write_text(now, encoding="utf-8")
    assert now == page or golden_update
    assert list(said) == [], "a problem that the page does not explain"


@pytest.mark.usefixtures("folder")
def test_there_is_a_mistake_of_every_kind_that_check_finds() -> None:
    codes = {re.match(r"\w+\[([a-z-]+)\]", text)[1] for text in problems()}  # type: ignore[index]  # every problem has a code
    assert codes >= {
        "unknown-event",
        "unknown-name",
        "impossible-event",
        "out-of-character",
        "knows-too-much",
        "expectation-failed",
        "unused-waiver",
    }
