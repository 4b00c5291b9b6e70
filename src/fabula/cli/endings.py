# SPDX-License-Identifier: Apache-2.0
"""`fabula endings WORLD`: which endings the stories of a world reach, how many reach each, and what decides."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Annotated

import typer

from fabula import files
from fabula.cli.opening import bad_usage, no_such_ending, opened_engine
from fabula.cli.options import (
    DEFAULT_ENGINE,
    Cluster,
    Imagine,
    InDialect,
    Memory,
    Minds,
    Output,
    Seconds,
    UseEngine,
    Workers,
    memory_bound,
)
from fabula.cli.output import line_width, show
from fabula.cli.progress import ProgressLine
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, IMPOSSIBLE, Format, show_problems
from fabula.cli.sweeping import Means, sweep_world
from fabula.cli.watch import watching
from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.interop.graphml import graphml
from fabula.interop.story_graph import story_graph_json
from fabula.language import spelt
from fabula.model.answers import Outcome
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.story_graph import StoryGraph
from fabula.render.endings import endings_json, render_endings
from fabula.usecases.endings import Draw, endings as survey, explored_space
from fabula.usecases.story_graph import story_graph

HELP = """\
Survey all stories of WORLD in character: which endings they reach, how many reach each, and what decides.

Says of each ending whether it is reached or proved not to be, how short a story to it can be, how many stories there
are, and which events are in all of them; then the dead ends, and the events that lead nowhere.
"""

EXAMPLES = """\
\b
Examples:
  fabula endings gates.world                    stories of up to 12 events
  fabula endings gates.world --length 9 --ending shut
  fabula endings gates.world --stories          with the shortest to each
  fabula endings gates.world --sample 3 --seed 7
  fabula endings gates.world --format json > survey.json
  fabula endings gates.world --length 8 --every-fact --output starts
  fabula endings gates.world --graph gates.graphml   every state and step

\b
Exit codes:
  0  every ending is reached      1  one is proved impossible
  2  bad input                    3  gave up: the limit is named
"""

EXIT_CODES = {Outcome.TOLD: CLEAN, Outcome.IMPOSSIBLE: IMPOSSIBLE, Outcome.GAVE_UP: GAVE_UP}
DEFAULTS = Limits()
WRITERS: Mapping[str, Callable[[StoryGraph], str]] = {".graphml": graphml, ".json": story_graph_json}
"""What the end of a file's name says about how a graph is written."""


def endings(  # noqa: PLR0913, PLR0917 -- the options of the command
    world: Annotated[str, typer.Argument(metavar="WORLD", show_default=False, help="A world file.")],
    ending: Annotated[
        list[str] | None,
        typer.Option("--ending", metavar="NAME", show_default=False, help="Of this ending only; may be given again."),
    ] = None,
    length: Annotated[int, typer.Option("--length", min=0, metavar="N", help="Events in a story.")] = DEFAULTS.length,
    imagine: Imagine = DEFAULTS.imagine,
    minds: Minds = DEFAULTS.minds,
    stories: Annotated[bool, typer.Option("--stories", help="Tell the shortest story to each ending.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show all events and dead ends, not the first few.")] = False,
    sample: Annotated[
        int, typer.Option("--sample", min=0, metavar="N", help="Draw stories, each as likely as any other.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Chance: the same number, the same draw.")] = 0,
    threads: Annotated[
        int, typer.Option("--threads", min=1, metavar="N", help="Threads that look; the answer is one.")
    ] = 1,
    graph: Annotated[
        str | None,
        typer.Option("--graph", metavar="FILE", show_default=False, help="Write all states: .graphml or .json."),
    ] = None,
    every_fact: Annotated[bool, typer.Option("--every-fact", help="Survey from every start that differs.")] = False,
    workers: Workers = None,
    cluster: Cluster = None,
    output: Output = None,
    seconds: Seconds = None,
    memory: Memory = None,
    engine: UseEngine = DEFAULT_ENGINE,
    dialect: InDialect = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
) -> None:
    """Survey, show, and exit with the outcome's code."""
    began = time.monotonic()
    write_graph = _writer(graph)
    usual = Limits(length=length)
    limits = replace(usual, imagine=imagine or usual.imagine, minds=minds or usual.minds)
    bound = memory_bound(memory)
    opened, sources = opened_engine(world, limits, engine, form, dialect, bound, threads)
    names = _names(opened.program, ending or [])
    means = Means(workers, cluster, output, seconds, form)
    if every_fact:
        sweep_world(opened, sources, world, limits, engine, dialect, means)
    if workers is not None or cluster is not None or output is not None:
        bad_usage("`--workers`, `--cluster` and `--output` are for `--every-fact`")
    draw = Draw(sample, random.Random(seed).randrange) if sample else None  # noqa: S311 -- chance, not secrecy
    line = ProgressLine()
    line.about("Surveying")
    cancel = Cancel()
    with watching(cancel, None if seconds is None else max(seconds - (time.monotonic() - began), 0.0), bound):
        space = explored_space(opened, limits, cancel, line)
        answer = space if isinstance(space, Diagnostic) else survey(opened, limits, names, draw, space=space)
    line.wipe()
    if isinstance(space, Diagnostic) or isinstance(answer, Diagnostic):
        show_problems([each for each in (answer,) if isinstance(each, Diagnostic)], sources, form)
        raise typer.Exit(BAD_INPUT)
    if graph is not None:
        _write(graph, write_graph, story_graph(opened, limits, space=space))
    answer = replace(answer, statistics={"seconds": round(time.monotonic() - began, 3)})
    show(endings_json(answer) if form is Format.JSON else render_endings(answer, line_width(), stories, every))
    raise typer.Exit(EXIT_CODES[answer.outcome])


def _names(program: Program, asked: list[str]) -> tuple[str, ...]:
    """The endings asked for; ends the command where the world does not have one of them, or has none at all."""
    if not program.endings:
        bad_usage("this world declares no ending: add `ending NAME: …`")
    names = {ending.form.name for ending in program.endings}
    return tuple(spelt(name) if spelt(name) in names else no_such_ending(program, name) for name in asked)


def _writer(path: str | None) -> Callable[[StoryGraph], str]:
    """How the graph is to be written, by the end of the name of its file; ends the command where that says nothing."""
    ends = "" if path is None else PurePath(path).suffix.lower()
    if path is not None and ends not in WRITERS:
        bad_usage(f"`--graph {path}`: write it to a file that ends in .graphml or .json")
    return WRITERS.get(ends, graphml)


def _write(path: str, text: Callable[[StoryGraph], str], found: StoryGraph | Diagnostic) -> None:
    """Write the graph; ends the command where that cannot be done."""
    problem = found if isinstance(found, Diagnostic) else files.write(path, text(found))
    if problem is not None:
        show_problems((problem,), {}, Format.TEXT)
        raise typer.Exit(BAD_INPUT)
