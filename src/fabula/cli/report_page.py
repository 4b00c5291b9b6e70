# SPDX-License-Identifier: Apache-2.0
"""`fabula report STORY|WORLD`: one page with everything there is to say about a story."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer

from fabula import files
from fabula.api.reports import Reported, reported
from fabula.cli.opening import bad_usage
from fabula.cli.options import DEFAULT_ENGINE, Imagine, InDialect, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.output import say, say_error, show
from fabula.cli.progress import ProgressLine
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, IMPOSSIBLE, show_problems
from fabula.cli.running import engine_of
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.engine.port import Cancel
from fabula.model.answers import Outcome
from fabula.model.report import Report, ReportedStory
from fabula.render.report import MADE_BY
from fabula.render.stories import LIMIT_WORDS
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.report import Reporting

HELP = """\
Write a page about STORY: the manuscript, and beside each annotation all that was found out about it.

The page needs nothing else, no network either: what happens and who sees it, what changes and who knows, reasons,
findings, a slider through time, pictures, the what-ifs that the manuscript names. Of a world, the shortest story to
each ending. Writes STORY.html here, or the file after -o; `-o -` is the standard output.
"""

EXAMPLES = """\
\b
Examples:
  fabula report gates.md                   writes gates.html
  fabula report gates.md -o pages/one.html
  fabula report gates.md --endings         with the map of all endings
  fabula report gates.world --no-pictures

\b
Exit codes:
  0  written       1  written, but no story comes to an ending of the world
  2  bad input: of a manuscript, the page shows what is wrong where
  3  gave up at a limit (of a world, the page has what was found)
"""

STANDARD_OUTPUT = "-"


def report(  # noqa: PLR0913, PLR0917 -- the options of the command
    path: Annotated[str, typer.Argument(metavar="STORY", show_default=False, help="A manuscript, or a world.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Where to write it.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is no report.")] = False,
    pictures: Annotated[bool, typer.Option("--pictures/--no-pictures", help="With pictures.")] = True,
    endings: Annotated[
        bool, typer.Option("--endings", help="Also the map of all endings of the story's world.")
    ] = False,
    length: Annotated[
        int | None,
        typer.Option("--length", min=0, metavar="N", show_default=False, help="Events to an ending of the world."),
    ] = None,
    imagine: Imagine = None,
    minds: Minds = None,
    dialect: InDialect = None,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
) -> None:
    """Make the page, write it, and exit with the outcome's code."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        _refuse((source,), {})
    cancel = Cancel()
    line = ProgressLine()
    how = Reporting(
        engine_of(engine, memory), Overrides(imagine, minds), length, cancel=cancel, about=line.about, progress=line
    )
    name = _name(path) if output is None else output
    if name != STANDARD_OUTPUT:
        _check(name, source, force)
    try:
        with watching(cancel, seconds, memory_bound(memory), grace=PATIENCE, raised=GaveUp):
            made = reported(source, files.open_file, how, pictures, dialect, endings)
    except GaveUp as stopped:
        line.wipe()
        say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}")
        raise typer.Exit(GAVE_UP) from None
    line.wipe()
    _end(made, name, source, force)


def _end(made: Reported, name: str, source: Source, force: bool) -> NoReturn:
    """Write the page and end the command."""
    report = made.report
    sources = {each.name: each for each in report.sources}
    unusable = tuple(each for each in _problems(report) if each.severity is Severity.ERROR)
    unread = bool(unusable) and all(story.chronicle is None for story in report.stories)
    if not report.stories and unusable:
        _refuse(unusable, sources)
    if name == STANDARD_OUTPUT:
        show(made.html)
    else:
        for other in sources:
            if files.same_file(name, other):
                bad_usage(f"`{name}` is what the report is made of: name another file after -o")
        _check(name, source, force)
        problem = files.write_data(name, made.html.encode("utf-8"))
        if problem is not None:
            _refuse((problem,), {})
        say(f"{name}: {report.title}")
    if unread:
        _refuse(unusable, sources)
    if any(each.outcome is Outcome.GAVE_UP for each in report.untold):
        raise typer.Exit(GAVE_UP)
    raise typer.Exit(CLEAN if report.stories else IMPOSSIBLE)


def _problems(report: Report) -> tuple[Diagnostic, ...]:
    """All problems, in the order of the page."""
    return (*report.problems, *(each for story in report.stories for each in _found(story)))


def _found(story: ReportedStory) -> tuple[Diagnostic, ...]:
    return tuple(each for aside in story.asides for item in aside.items for each in getattr(item, "findings", ()))


def _name(path: str) -> str:
    """The file to write where none is named: after the story, in the folder where one is."""
    stem = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return f"{stem or 'report'}.html"


def _check(name: str, source: Source, force: bool) -> None:
    """End the command where the file must not be written: the story itself, or something else than a report."""
    if files.same_file(name, source.name):
        bad_usage(f"`{name}` is what the report is made of: name another file after -o")
    if force:
        return
    there = files.read_data(name) if files.is_there(name) else b""
    if isinstance(there, bytes) and there and MADE_BY.encode() not in there[:2000]:
        bad_usage(f"`{name}` is there and is no report: name another file after -o, or say --force")


def _refuse(problems: tuple[Diagnostic, ...], sources: dict[str, Source]) -> NoReturn:
    """End the command, since the input cannot be used."""
    show_problems(problems, sources)
    raise typer.Exit(BAD_INPUT)
