# SPDX-License-Identifier: Apache-2.0
"""`fabula check FILE…`: whether stories and worlds hold, and what is wrong where they do not."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
import typer

from fabula import files
from fabula.cli.options import ENGINES, EngineName, Imagine, InDialect, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.output import line_width, say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, FINDINGS, ReportFormat, rendered, show_problems
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source, as_data
from fabula.engine.port import Cancel
from fabula.language import Dialect
from fabula.model.checked import CheckAnswer
from fabula.render.checked import check_data, render_summary
from fabula.usecases.check import check_text
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.check_solution import check_solution
from fabula.usecases.manuscript_needs import Overrides

HELP = """\
Check each FILE: a manuscript (Markdown with annotations) against its world, or a world (`.world`) alone.

Every annotated event must be possible, known to those who do it, and wanted by them; every expectation must hold.
"""

EXAMPLES = """\
\b
Examples:
  fabula check story.md                 does the story hold?
  fabula check worlds/*/*.md            do all of them?
  fabula check gates.world              is the world in order?
  fabula check --reasons story.md       and why did everybody do it?
  fabula check --imagine 7 --minds 3 --time 60 story.md
  fabula check --format sarif story.md > findings.sarif

\b
Exit codes, of several files the worst:
  0  clean      1  findings
  2  a file cannot be read or used, or the check gave up at a limit
Ctrl-C ends the check with what was judged so far.
"""

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
    engine: EngineName
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


def check(  # noqa: PLR0913, PLR0917 -- the options of the command
    paths: Annotated[list[str], typer.Argument(metavar="FILE...", show_default=False, help="Manuscripts or worlds.")],
    imagine: Imagine = None,
    minds: Minds = None,
    dialect: InDialect = None,
    solution: Annotated[
        str | None,
        typer.Option("--solution", metavar="FILE", show_default=False, help="Check this solution of a Sabre problem."),
    ] = None,
    reasons: Annotated[bool, typer.Option("--reasons", help="Show every event with everybody's reasons.")] = False,
    engine: UseEngine = EngineName.REFERENCE,
    seconds: Seconds = None,
    memory: Memory = None,
    form: Annotated[ReportFormat, typer.Option("--format", help="How to write what is found.")] = ReportFormat.TEXT,
) -> None:
    """Check each file and exit with the worst code."""
    run = Checking(Overrides(imagine=imagine, minds=minds), engine, seconds, memory_bound(memory), dialect)
    run.solution = None if solution is None else _solution(solution, paths)
    checked: list[CheckedFile] = []
    for number, path in enumerate(paths):
        one = check_file(path, run, len(paths) - number)
        if form is ReportFormat.TEXT:
            show(("\n" if checked else "") + as_text(one, reasons))
        checked.append(one)
        if run.interrupted:
            break
    if form is not ReportFormat.TEXT:
        show(as_one(checked, form))
    raise typer.Exit(INTERRUPTED if run.interrupted else max(one.code for one in checked))


def _solution(path: str, paths: list[str]) -> Source:
    """The solution that is to be checked; ends the command where it cannot be read, or belongs to several files."""
    if len(paths) != 1:
        say_error("a solution belongs to one problem: name one FILE with `--solution`")
        raise typer.Exit(BAD_INPUT)
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {})
        raise typer.Exit(BAD_INPUT)
    return source


def check_file(path: str, run: Checking, files_left: int) -> CheckedFile:
    """What there is to say about the file at a path."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        return CheckedFile(files.normal(path), None, (source,), {})
    # What earlier files left behind does not count against this one.
    gc.collect()
    cancel = Cancel()
    with watching(cancel, run.share(files_left), run.memory, grace=PATIENCE, raised=GaveUp):
        if run.solution is None:
            found = check_text(source, files.open_file, run.overrides, ENGINES[run.engine], cancel, run.dialect)
        else:
            found = check_solution(source, run.solution, run.overrides, ENGINES[run.engine], cancel)
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
    diagnostics = tuple(dict.fromkeys(diagnostic for one in checked for diagnostic in one.diagnostics))
    if form is ReportFormat.SARIF:
        return rendered(diagnostics, sources, form)
    files_checked = [
        {"file": one.name, "clean": one.code == CLEAN, "answer": None if one.answer is None else check_data(one.answer)}
        for one in checked
    ]
    data = {"version": 1, "diagnostics": as_data(diagnostics, sources), "files": files_checked}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8") + "\n"
