# SPDX-License-Identifier: Apache-2.0
"""The command `fabula studio`, where it opens nothing; `tests/studio` opens it."""

import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula.cli.main import app

RUNNER = CliRunner()


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "websockets", "pygls"])
def test_what_is_not_installed_is_said(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    result = RUNNER.invoke(app, ["studio", "."])
    said = 'error: the studio needs packages that are not installed: pip install "fabula[studio]"\n'
    assert (result.exit_code, result.stderr, result.stdout) == (2, said, "")


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere", "there is no folder `nowhere`"), ("a.md", "`a.md` is no folder")]
)
def test_only_a_folder_is_opened(name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    result = RUNNER.invoke(app, ["studio", name])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {said}")


@pytest.mark.parametrize("port", ["80", "0", "70000", "x"])
def test_a_port_is_one_that_everybody_may_have(port: str) -> None:
    assert RUNNER.invoke(app, ["studio", "--port", port]).exit_code == 2
