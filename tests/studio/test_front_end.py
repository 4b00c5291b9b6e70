# SPDX-License-Identifier: Apache-2.0
"""The front end that is shipped is the one that is written: it is built anew, tested, and compared byte by byte."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import browser

pytestmark = pytest.mark.xdist_group("front-end")

ROOT = Path(__file__).parents[2]
FRONT_END = ROOT / "frontend"
SHIPPED = ROOT / "src" / "fabula" / "studio" / "static"
SOURCES = sorted(path for folder in ("source", "tests") for path in (FRONT_END / folder).rglob("*.ts*"))
PATIENCE = 240
MOST_LINES = 400
MOST_IN_FUNCTION = 40
_FUNCTION = re.compile(r"(?:export )?(?:async )?function |(?:export )?const \w+ = .*=> (?:\{|\($)")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The front end in a folder of its own, with everything that it needs installed."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        browser.left_out("Node.js is not here", "it builds the studio's page, which is shipped built")
    folder = tmp_path_factory.mktemp("front") / "frontend"
    shutil.copytree(FRONT_END, folder, ignore=shutil.ignore_patterns("node_modules", "build"))
    _run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    return folder


def _run(folder: Path, *command: str, **variables: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_what_is_shipped_is_what_is_built(built: Path, tmp_path: Path) -> None:
    _run(built, "node", "build.mjs", STUDIO_OUT=str(tmp_path))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in SHIPPED.iterdir())
    for name in names:
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes(), f"{name}: `make studio-front` builds it"


def test_its_types_are_right_and_its_own_tests_pass(built: Path) -> None:
    _run(built, "npx", "--no-install", "tsc", "--noEmit")
    assert "# fail 0" in _run(built, "npm", "test", "--silent")


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FRONT_END / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert "omit-lockfile-registry-resolved=true" in (FRONT_END / ".npmrc").read_text(encoding="utf-8")


def test_the_page_has_nothing_inline() -> None:
    page = (SHIPPED / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"<style|\bstyle=|\bon\w+=", page) == []
    assert page.count("{{nonce}}") == 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(FRONT_END)))
def test_files_and_functions_stay_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "// SPDX-License-Identifier: Apache-2.0"
    assert len(lines) <= MOST_LINES
    for start, line in enumerate(lines):
        if _FUNCTION.match(line):
            ends = (at for at, ending in enumerate(lines) if at > start and re.match(r"[})]", ending))
            assert next(ends, start) - start + 1 <= MOST_IN_FUNCTION, f"{path.name}:{start + 1}"
