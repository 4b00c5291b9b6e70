# SPDX-License-Identifier: Apache-2.0
"""Checks a case as the command line does, within bounded time, and says which problems came out."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from bad_input.case import Case
from fabula.cli.checking import Checking, as_one, as_text, check_file
from fabula.cli.report import ReportFormat
from fabula.usecases.manuscript_needs import Overrides

SECONDS = 30
"""No bad input may take longer, on however slow a machine."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out: the exit code, and the errors as `code line` or `code file:line`."""

    exit_code: int
    errors: tuple[str, ...]


@contextmanager
def bounded(seconds: int = SECONDS) -> Iterator[None]:
    """Fail if the block takes longer."""

    def too_long(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"not done after {seconds} seconds ({number}, {frame})")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def write(case: Case, folder: Path) -> None:
    """Put the files of a case into a folder."""
    for name, data in case.files.items():
        (folder / name).write_bytes(data)


def judge(case: Case) -> Verdict:
    """The verdict on a case whose files are in the current folder; everything found is rendered in every format."""
    with bounded():
        checked = check_file(case.main, Checking(Overrides(), None, None, None), 1)
        text = as_text(checked, reasons=True)
        found = json.loads(as_one([checked], ReportFormat.JSON))
        json.loads(as_one([checked], ReportFormat.SARIF))
    errors = [each for each in found["diagnostics"] if each["severity"] == "error"]
    assert all(f"[{each['code']}]" in text for each in errors)
    return Verdict(checked.code, tuple(sorted(_shown(each, case.main) for each in errors)))


def _shown(problem: dict[str, Any], main: str) -> str:
    """A problem as cases write it; of a file that cannot be read, the place is its first line."""
    place = problem["primary"]
    line = place.get("line", 1)
    where = str(line) if place["source"] == main else f"{place['source']}:{line}"
    return f"{problem['code']} {where}"
