# SPDX-License-Identifier: Apache-2.0
"""`fabula export WORLD`: the stories of a world as something that other programs play, plan with, or read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated, NoReturn

import typer

from fabula import files
from fabula.api.exporting import WRITERS, GameForm
from fabula.cli.opening import bad_usage, no_such_ending, opened_engine
from fabula.cli.options import (
    DEFAULT_ENGINE,
    Imagine,
    InDialect,
    Memory,
    Minds,
    Seconds,
    UseEngine,
    memory_bound,
)
from fabula.cli.output import say, say_error, show
from fabula.cli.progress import ProgressLine
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, IMPOSSIBLE, Format, show_problems
from fabula.cli.watch import watching
from fabula.diagnostics import Diagnostic, Source, suggest
from fabula.engine.port import Cancel, Engine
from fabula.interop.pddl import NoPlanning, PlanningProblem, planning_problem
from fabula.language import spelt
from fabula.model.ground import GroundEnding, Program
from fabula.model.limits import Limits
from fabula.model.playable import Playable
from fabula.render.stories import LIMIT_WORDS
from fabula.usecases.playable import playable

HELP = """\
Write the stories of WORLD for other programs: as a game in Ink or Twee, or as a planning problem in PDDL.

A game holds every story in character of at most --length events; with --as, the choices are that person's, and what the
others do comes after "Meanwhile". PDDL says what is possible, and leaves out everybody's mind.
"""

EXAMPLES = """\
\b
Examples:
  fabula export gates.world --as Spike -o gates.ink
  fabula export gates.world --as Spike --length 9 -o gates.twee
  fabula export fire.world --ending handed_on -o fire.pddl
                            writes fire-domain.pddl and fire-problem.pddl

\b
Exit codes:
  0  written       1  PDDL has no words for this world
  2  bad input     3  gave up: what is known so far is written
"""

LENGTH = 8
"""So many events are followed unless it is said how many: a game of ten thousand passages helps nobody."""


class Form(StrEnum):
    """What is written."""

    INK = "ink"
    TWEE = "twee"
    PDDL = "pddl"


ENDINGS = {"ink": Form.INK, "twee": Form.TWEE, "tw": Form.TWEE, "pddl": Form.PDDL}
"""What a file's ending says about what is to be written."""


def export(  # noqa: PLR0913, PLR0917 -- the options of the command
    world: Annotated[str, typer.Argument(metavar="WORLD", show_default=False, help="A world file.")],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False, help="Where to write: its ending says what."
        ),
    ] = None,
    form: Annotated[Form | None, typer.Option("--to", show_default=False, help="What to write.")] = None,
    person: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", show_default=False, help="Whose choices a game offers.")
    ] = None,
    ending: Annotated[
        str | None, typer.Option("--ending", metavar="NAME", show_default=False, help="The goal of a planning problem.")
    ] = None,
    length: Annotated[int, typer.Option("--length", min=0, metavar="N", help="Events in a story.")] = LENGTH,
    imagine: Imagine = None,
    minds: Minds = None,
    seconds: Seconds = None,
    memory: Memory = None,
    engine: UseEngine = DEFAULT_ENGINE,
    dialect: InDialect = None,
) -> None:
    """Write, and exit with the outcome's code."""
    wanted = _form(form, output)
    usual = Limits()
    limits = Limits(length=length, imagine=imagine or usual.imagine, minds=minds or usual.minds)
    bound = memory_bound(memory)
    opened, sources = opened_engine(world, limits, engine, Format.TEXT, dialect, bound)
    if wanted is Form.PDDL:
        raise typer.Exit(_planned(opened, ending, output))
    number = _person(opened.program, person)
    line, cancel = ProgressLine(), Cancel()
    line.about("Following all stories")
    with watching(cancel, seconds, bound):
        story = playable(opened, limits, number, cancel, line)
    line.wipe()
    if isinstance(story, Diagnostic):
        _refuse(story, sources)
    _write({output: WRITERS[GameForm(wanted)](story)})
    raise typer.Exit(_said(story))


def _form(form: Form | None, output: str | None) -> Form:
    """What is to be written, by `--to` or by the ending of the file; ends the command where neither tells."""
    by_name = None if output is None else ENDINGS.get(PurePath(output).suffix.lstrip(".").lower())
    if form is None and by_name is None:
        bad_usage("say what to write: `--to ink`, `--to twee` or `--to pddl`, or a file's name that ends so")
    return form or by_name or Form.INK


def _person(program: Program, name: str | None) -> int | None:
    """The number of the person played; ends the command where there is nobody of that name."""
    if name is None:
        return None
    if spelt(name) not in program.people:
        near = suggest(name, program.people, 1)
        bad_usage(f"this world has nobody called `{name}`" + (f"; did you mean `{near[0]}`?" if near else ""))
    return program.people.index(spelt(name))


def _planned(engine: Engine, name: str | None, output: str | None) -> int:
    """Write the planning problem; the exit code."""
    try:
        problem = planning_problem(engine.program, engine.values(engine.start()), _ending(engine.program, name))
    except NoPlanning as missing:
        bad_usage(str(missing))
    if not isinstance(problem, PlanningProblem):
        say_error(f"this world cannot be said in PDDL: {problem}")
        return IMPOSSIBLE
    domain, task = problem.files()
    stem = None if output is None else output.removesuffix(".pddl")
    if stem is None:
        show(f"{domain}\n{task}")
    else:
        _write({f"{stem}-domain.pddl": domain, f"{stem}-problem.pddl": task})
    return CLEAN


def _ending(program: Program, name: str | None) -> GroundEnding:
    """The ending that is the goal: the one of that name, or the only one there is."""
    by_name = {each.form.name: each for each in program.endings}
    if name is None and len(by_name) == 1:
        return program.endings[0]
    if name is None:
        bad_usage(
            f"say which ending is the goal: `--ending` {', '.join(by_name)}" if by_name else "no ending is declared"
        )
    return by_name[spelt(name)] if spelt(name) in by_name else no_such_ending(program, name)


def _write(texts: Mapping[str | None, str]) -> None:
    """Write each text to its file (None: to the standard output)."""
    for path, text in texts.items():
        if path is None:
            show(text)
            continue
        problem = files.write_data(path, text.encode("utf-8"))
        if problem is not None:
            _refuse(problem, {})
        say(f"wrote {path}")


def _said(story: Playable) -> int:
    """Say how big the game is, and what is not in it; the exit code."""
    counted = (
        (len(story.scenes), "state"),
        (sum(len(scene.choices) for scene in story.scenes), "choice"),
        (story.length, "event"),
    )
    states, choices, events = (f"{number:,} {one}{'' if number == 1 else 's'}" for number, one in counted)
    say(f"{states}, {choices}, stories of at most {events}")
    if story.limit is None:
        return CLEAN
    say_error(f"gave up, since {LIMIT_WORDS.get(story.limit, story.limit)}: longer stories are not in it")
    return GAVE_UP


def _refuse(problem: Diagnostic, sources: dict[str, Source]) -> NoReturn:
    show_problems((problem,), sources)
    raise typer.Exit(BAD_INPUT)
