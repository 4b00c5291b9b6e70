# SPDX-License-Identifier: Apache-2.0
"""Checks files of the repository as `fabula check` does."""

from pathlib import Path

from fabula import files
from fabula.diagnostics import Source, render_text
from fabula.usecases.check import Checked, check_text

ROOT = Path(__file__).parents[2]
WORLDS = ROOT / "worlds"
ROWS = Path(__file__).parent / "rows"


def checked(path: Path) -> Checked:
    """What `fabula check` finds in a file."""
    source = files.read(str(path))
    assert isinstance(source, Source), source
    return check_text(source, files.open_file)


def said(found: Checked) -> str:
    """All that is said about it."""
    return render_text(found.diagnostics, found.sources)


def name_of(path: Path) -> str:
    """How a test of the file is called."""
    return path.relative_to(ROOT).as_posix()
