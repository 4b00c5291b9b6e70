# SPDX-License-Identifier: Apache-2.0
"""What `fabula check` does with its files, once it is known which and how. Nothing here parses options."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from dataclasses import field

from fabula import diagnostics, files
from fabula.cli.output import line_width, say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, FINDINGS, ReportFormat, rendered, show_problems
from fabula.cli.running import DEFAULT_ENGINE, engine_of, memory_bound
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import EngineName
from fabula.engine.port import Cancel
from fabula.language import Dialect
from fabula.model.checked import CheckAnswer
from fabula.records import dataclass
from fabula.render.checked import check_data, render_summary
from fabula.usecases.check import check_text
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.manuscript_needs import Overrides

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended, as shells have it."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What there is to say about one file."""

    name: str
    answer: CheckAnswer | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]

    @property
    def code(self) -> int:
        """The exit code that this file alone would give."""
        if self.answer is None or not self.answer.runs:
            return BAD_INPUT
        return CLEAN if self.answer.clean else FINDINGS


@dataclass(slots=True)
class Checking:
    """One run of the command: how it checks, what bounds it, and whether it was interrupted."""

    overrides: Overrides
    engine: EngineName | None
    seconds: float | None
    memory: float | None
    dialect: Dialect | None = None
    solution: Source | None = None
    began: float = field(default_factory=time.monotonic)
    interrupted: bool = False

    def share(self, files_left: int) -> float | None:
        """The seconds that the next file has: what is left is shared among those to come."""
        if self.seconds is None:
            return None
        return max(self.seconds - (time.monotonic() - self.began), 0.0) / files_left


def check_plainly(paths: Sequence[str]) -> int:
    """The exit code of a check without options; what is found in each file has been shown."""
    return check_files(paths, Checking(Overrides(), DEFAULT_ENGINE, None, memory_bound(None)))


def check_files(
    paths: Sequence[str], run: Checking, form: ReportFormat = ReportFormat.TEXT, reasons: bool = False
) -> int:
    """The exit code; what is found in each file has been shown."""
    checked: list[CheckedFile] = []
    for number, path in enumerate(paths):
        if number:
            # What earlier files left behind does not count against this one.
            gc.collect()
        one = check_file(path, run, len(paths) - number)
        if form is ReportFormat.TEXT:
            show(("\n" if checked else "") + as_text(one, reasons))
        checked.append(one)
        if run.interrupted:
            break
    if form is not ReportFormat.TEXT:
        show(as_one(checked, form))
    return INTERRUPTED if run.interrupted else max(one.code for one in checked)


def read_solution(path: str, paths: list[str]) -> Source:
    """The solution that is to be checked; ends the command where it cannot be read, or belongs to several files."""
    if len(paths) != 1:
        say_error("a solution belongs to one problem: name one FILE with `--solution`")
        raise SystemExit(BAD_INPUT)
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {})
        raise SystemExit(BAD_INPUT)
    return source


def check_file(path: str, run: Checking, files_left: int) -> CheckedFile:
    """What there is to say about the file at a path."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        return CheckedFile(files.normal(path), None, (source,), {})
    cancel, make_engine = Cancel(), engine_of(run.engine, run.memory)
    with watching(cancel, run.share(files_left), run.memory, grace=PATIENCE, raised=GaveUp):
        if run.solution is None:
            found = check_text(source, files.open_file, run.overrides, make_engine, cancel, run.dialect)
        else:
            from fabula.usecases.check_solution import check_solution

            found = check_solution(source, run.solution, run.overrides, make_engine, cancel)
    run.interrupted = cancel.limit == "interrupted"
    name = source.name if run.solution is None else run.solution.name
    return CheckedFile(name, found.answer, found.diagnostics, found.sources)


def as_text(checked: CheckedFile, reasons: bool) -> str:
    """What was found in a file, and the sum of it."""
    found = rendered(checked.diagnostics, checked.sources, ReportFormat.TEXT)
    if checked.answer is None:
        return found
    summary = render_summary(checked.answer, reasons, line_width())
    return f"{found}\n{summary}" if found else summary


def as_one(checked: list[CheckedFile], form: ReportFormat) -> str:
    """What was found in all files as one JSON or SARIF text."""
    sources = {name: source for one in checked for name, source in one.sources.items()}
    found = tuple(dict.fromkeys(diagnostic for one in checked for diagnostic in one.diagnostics))
    if form is ReportFormat.SARIF:
        return rendered(found, sources, form)
    files_checked = [
        {"file": one.name, "clean": one.code == CLEAN, "answer": None if one.answer is None else check_data(one.answer)}
        for one in checked
    ]
    import msgspec

    data = {"version": 1, "diagnostics": diagnostics.as_data(found, sources), "files": files_checked}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8") + "\n"
