# SPDX-License-Identifier: Apache-2.0
"""`fabula check FILE…`: whether stories and worlds hold, and what is wrong where they do not."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.checking import Checking, check_files, read_solution
from fabula.cli.options import DEFAULT_ENGINE, Imagine, InDialect, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.report import ReportFormat
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
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
    form: Annotated[ReportFormat, typer.Option("--format", help="How to write what is found.")] = ReportFormat.TEXT,
) -> None:
    """Check each file and exit with the worst code."""
    run = Checking(Overrides(imagine=imagine, minds=minds), engine, seconds, memory_bound(memory), dialect)
    run.solution = None if solution is None else read_solution(solution, paths)
    raise typer.Exit(check_files(paths, run, form, reasons))
