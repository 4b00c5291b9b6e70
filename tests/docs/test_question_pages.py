# SPDX-License-Identifier: Apache-2.0
"""The pages of the questions are true: their transcripts run in the project's folder, their Python too.

A page takes part by standing in the folder `docs` and holding a block of the language `console`; the pages that have
tests of their own are left to these.
"""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula.cli.main import app

ROOT = Path(__file__).parents[2]
ELSEWHERE = ("api.md", "command-line.md", "meaning.md", "sabre.md", "tutorial.md", "worlds.md")
TRANSCRIPT = re.compile(r"```console\n\$ fabula (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
PAGES = sorted(
    page.name
    for page in (ROOT / "docs").glob("*.md")
    if page.name not in ELSEWHERE and TRANSCRIPT.search(page.read_text(encoding="utf-8"))
)


@pytest.mark.golden
@pytest.mark.parametrize("name", PAGES)
def test_the_transcripts_run(name: str, monkeypatch: pytest.MonkeyPatch, golden_update: bool) -> None:
    monkeypatch.chdir(ROOT)
    path = ROOT / "docs" / name
    page = path.read_text(encoding="utf-8")

    def run(found: re.Match[str]) -> str:
        result = CliRunner().invoke(app, shlex.split(found["command"]))
        return f"```console\n$ fabula {found['command']}\n{result.output}```"

    now = TRANSCRIPT.sub(run, page)
    if golden_update:
        path.write_text(now, encoding="utf-8")
    assert now == page or golden_update


@pytest.mark.parametrize("name", PAGES)
def test_the_python_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(str(ROOT / "docs" / name), module_relative=False, encoding="utf-8")
    assert outcome.failed == 0


def test_there_are_pages() -> None:
    assert "endings.md" in PAGES
