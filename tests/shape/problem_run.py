# SPDX-License-Identifier: Apache-2.0
"""What Fabula says about the files of an example, as text of 80 columns."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula import files
from fabula.cli.main import COMMANDS, app
from fabula.cli.report import BAD_INPUT
from fabula.diagnostics import Diagnostic, render_text
from fabula.engine.port import Cancel
from fabula.usecases.check import check_text
from fabula.usecases.manuscript_needs import Overrides
from shape.problem_pages import Example


def said_in(example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said about an example whose files are put into a folder of their own."""
    folder.mkdir()
    for name, data in example.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    monkeypatch.chdir(folder)
    return said_about(example.arguments)


def said_about(arguments: tuple[str, ...]) -> str:
    """All the diagnostics that a command (`check`, unless one is named) shows in the current folder."""
    if arguments and arguments[0] in COMMANDS:
        return _said_by_command(arguments)
    path, overrides, cancel = _understood(arguments)
    source = files.read(path)
    if isinstance(source, Diagnostic):
        return render_text([source], {})
    checked = check_text(source, files.open_file, overrides, cancel=cancel)
    return render_text(checked.diagnostics, checked.sources)


def _said_by_command(arguments: tuple[str, ...]) -> str:
    """What a command writes to the standard error."""
    result = CliRunner().invoke(app, list(arguments), prog_name="fabula")
    assert result.exit_code == BAD_INPUT, result.output
    return result.stderr


def _understood(arguments: tuple[str, ...]) -> tuple[str, Overrides, Cancel]:
    """The path and the limits that the arguments give; of times, only none at all gives the same every time."""
    cancel = Cancel()
    paths: list[str] = []
    limits: dict[str, int] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument in ("--imagine", "--minds"):
            limits[argument.removeprefix("--")] = int(next(rest))
        elif argument == "--time":
            assert next(rest) == "0", "how far a check comes in a second depends on the machine"
            cancel.set("time")
        else:
            paths.append(argument)
    assert len(paths) == 1, f"an example checks one file, not {paths}"
    return paths[0], Overrides(**limits), cancel
