# SPDX-License-Identifier: Apache-2.0
"""`docs/command-line.md` is true: its transcripts run, and it names every command and every option."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula.cli.main import COMMANDS, app, load_command

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"
TRANSCRIPT = re.compile(r"```console\n\$ fabula (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)


def test_the_transcripts_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden_update: bool) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")

    def run(found: re.Match[str]) -> str:
        result = CliRunner().invoke(app, shlex.split(found["command"]))
        return f"```console\n$ fabula {found['command']}\n{result.output}```"

    now = TRANSCRIPT.sub(run, page)
    if golden_update:
        PAGE.write_text(now, encoding="utf-8")
    assert now == page or golden_update
    assert len(TRANSCRIPT.findall(page)) >= 5


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    command = load_command(name, COMMANDS[name])
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert f"`fabula {name} " in page
    assert sorted(option for option in options - {"--help"} if option not in page) == []
