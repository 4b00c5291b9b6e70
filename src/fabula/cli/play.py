# SPDX-License-Identifier: Apache-2.0
"""`fabula play WORLD`: be one of its people, see what they see, and choose; on a terminal, or line by line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from fabula import files
from fabula.api.errors import InvalidWorld, UnknownName
from fabula.api.play import STEERING_LENGTH, STEERING_SECONDS, Play, begun
from fabula.cli.opening import bad_usage
from fabula.cli.options import DEFAULT_ENGINE, Imagine, Memory, Minds, UseEngine, memory_bound
from fabula.cli.output import is_terminal
from fabula.cli.play_lines import play_by_lines
from fabula.cli.report import BAD_INPUT, CLEAN, errors_among, show_problems
from fabula.cli.running import engine_of
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine
from fabula.language import read_world
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass
from fabula.terminal.table import Table
from fabula.usecases.manuscript_needs import Overrides, limits_of
from fabula.usecases.play import Cast
from fabula.usecases.play_transcript import Saved, saved
from fabula.usecases.problems import playing
from fabula.usecases.story import read_story

HELP = """\
Play WORLD: be one of its people, see only what they see, and choose among what is open to them.

The others act for reasons of their own. With --toward they are steered to an ending, and nobody acts out of character.
A play is kept as a manuscript that `fabula check` accepts, and --continue plays on from one, or from any manuscript.
"""

EXAMPLES = """\
\b
Examples:
  fabula play cloak.world                 as the first who can do anything
  fabula play gates.world --as Spike --seed 7
  fabula play gates.world --as Spike --toward faith_walks
  fabula play gates.world --as Spike -o mine.md
                                          keep the play after each choice
  fabula play gates.world --continue mine.md
                                          go on from there
  fabula play gates.world --continue gates.md --as Faith
  echo "1 2 b u q" | tr " " "\\\\n" | fabula play cloak.world --plain

\b
Exit codes:
  0  played        2  bad input
"""

MISSING = 'the terminal needs Textual: pip install "fabula[play]", or play line by line with `--plain`'


def play(  # noqa: PLR0913, PLR0917 -- the options of the command
    world: Annotated[str, typer.Argument(metavar="WORLD", show_default=False, help="A world file.")],
    person: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", show_default=False, help="Whom to play.")
    ] = None,
    toward: Annotated[
        str | None,
        typer.Option("--toward", metavar="ENDING", show_default=False, help="The ending to steer the others to."),
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="N", show_default=False, help="Another seed, other chances (0).")
    ] = None,
    continued: Annotated[
        str | None,
        typer.Option("--continue", metavar="FILE", show_default=False, help="Play on from the end of a manuscript."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False, help="Keep the play there, as a manuscript."
        ),
    ] = None,
    told: Annotated[
        str | None,
        typer.Option("--told", metavar="FILE", show_default=False, help="The manuscript to compare the play with."),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line: for pipes and screen readers.")] = False,
    length: Annotated[
        int, typer.Option("--length", min=0, metavar="N", help="Events in a way to the ending.")
    ] = STEERING_LENGTH,
    imagine: Imagine = None,
    minds: Minds = None,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Annotated[
        float, typer.Option("--time", min=0, metavar="SECONDS", help="To look for a way to the ending, at each choice.")
    ] = STEERING_SECONDS,
    memory: Memory = None,
) -> None:
    """Begin the play, hand it to the terminal or to the lines, and exit."""
    maker = engine_of(engine, memory_bound(memory))
    asked = Asked(Cast(person, toward), Overrides(imagine, minds), length, seed, seconds, maker)
    begin = _begun(world, asked) if continued is None else _continued(world, continued, asked)
    own = {str(Path(continued).resolve())} if continued is not None and _is_play(continued) else set()
    table = Table(begin, world, output, told, frozenset(own))
    problem = None if told is None else _unreadable(told)
    problem = problem or table.keep()
    if problem is not None:
        show_problems((problem,), {})
        raise typer.Exit(BAD_INPUT)
    if plain or not is_terminal(sys.stdin) or not is_terminal(sys.stdout):
        play_by_lines(table)
    else:
        _on_terminal(table)
    raise typer.Exit(CLEAN)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a play is to be begun with."""

    cast: Cast
    overrides: Overrides
    length: int
    seed: int | None
    seconds: float
    maker: MakeEngine

    def begin(self, world: World, sources: Mapping[str, Source], manuscript: Manuscript | None, told: Saved) -> Play:
        """The play; ends the command where it cannot be begun."""
        limits = replace(limits_of(manuscript, self.overrides), length=self.length)
        try:
            return begun(world, self.maker, self.cast, limits, self.seed, self.seconds, manuscript, told)
        except UnknownName as unknown:
            bad_usage(str(unknown))
        except InvalidWorld as invalid:
            show_problems(invalid.diagnostics, {**sources, **invalid.sources})
            raise typer.Exit(BAD_INPUT) from None


def _begun(path: str, asked: Asked) -> Play:
    """A play of a world from its start."""
    source = _read(path)
    if source.name.endswith(".md"):
        bad_usage(
            f"`{source.name}` is a manuscript: `fabula play WORLD --continue {source.name}` plays on from its end"
        )
    world, problems, met = read_world(source, files.open_file)
    if world is None or errors_among(problems):
        show_problems(problems, {each.name: each for each in (*met, source)})
        raise typer.Exit(BAD_INPUT)
    sources = {each.name: each for each in (*met, source)}
    return asked.begin(world, sources, None, Saved())


def _continued(path: str, story: str, asked: Asked) -> Play:
    """A play from the end of a manuscript, which must be told in the world that is played."""
    source = _read(story)
    read = read_story(source, files.open_file)
    if read.manuscript is None or read.world is None:
        show_problems(read.diagnostics, read.sources)
        raise typer.Exit(BAD_INPUT)
    _read(path)
    if not Path(path).samefile(read.world.name):
        problem = playing.other_world(read.manuscript.world, path, read.manuscript.world_span)
        show_problems((problem,), read.sources)
        raise typer.Exit(BAD_INPUT)
    return asked.begin(read.world, read.sources, read.manuscript, saved(source))


def _read(path: str) -> Source:
    """The text of a file; ends the command where there is none."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {})
        raise typer.Exit(BAD_INPUT)
    return source


def _is_play(path: str) -> bool:
    """Whether a manuscript is one that a play has been kept in, and may be kept in again."""
    source = files.read(path)
    return isinstance(source, Source) and saved(source).player is not None


def _unreadable(path: str) -> Diagnostic | None:
    """Why a manuscript cannot be compared with; None where it can."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        return source
    read = read_story(source, files.open_file)
    if read.manuscript is None:
        show_problems(read.diagnostics, read.sources)
        raise typer.Exit(BAD_INPUT)
    return None


def _on_terminal(table: Table) -> None:
    """Play on the whole screen."""
    try:
        from fabula.terminal.app import run
    except ImportError:
        bad_usage(MISSING)
    run(table)
