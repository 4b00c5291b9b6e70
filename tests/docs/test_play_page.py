# SPDX-License-Identifier: Apache-2.0
"""The page on playing is true: its plays run in the project's folder, with what is typed into them."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula.cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "play.md"
PLAYED = re.compile(
    r"```console\n\$ printf '(?P<typed>[^']*)' \| fabula (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL
)


@pytest.mark.golden
def test_the_plays_run(monkeypatch: pytest.MonkeyPatch, golden_update: bool) -> None:
    monkeypatch.chdir(ROOT)
    page = PAGE.read_text(encoding="utf-8")

    def run(found: re.Match[str]) -> str:
        typed = found["typed"].replace("\\n", "\n")
        result = CliRunner().invoke(app, shlex.split(found["command"]), input=typed)
        assert result.exit_code == 0, result.output
        return f"```console\n$ printf '{found['typed']}' | fabula {found['command']}\n{result.output}```"

    now = PLAYED.sub(run, page)
    if golden_update:
        PAGE.write_text(now, encoding="utf-8")
    assert now == page or golden_update
    assert len(PLAYED.findall(page)) == 4


def test_the_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8").failed == 0


def test_the_transcript_shown_is_what_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cloak.world").write_bytes((ROOT / "worlds" / "cloak" / "cloak.world").read_bytes())
    result = CliRunner().invoke(app, ["play", "cloak.world", "--output", "mine.md"], input="2\n4\nq\n")
    assert result.exit_code == 0, result.output
    shown = re.search(r"```markdown\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    assert Path("mine.md").read_text(encoding="utf-8") == shown[1]
