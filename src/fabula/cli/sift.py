# SPDX-License-Identifier: Apache-2.0
"""`fabula sift STORY…`: which patterns stories hold, and how many of a world's stories do."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula import files
from fabula.cli.options import DEFAULT_ENGINE, Imagine, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.output import show
from fabula.cli.report import BAD_INPUT, CLEAN, Format, show_problems
from fabula.cli.sifting import Sifting, SiftOptions
from fabula.diagnostics import Diagnostic, Source
from fabula.language.patterns import pattern_title
from fabula.model.limits import Limits
from fabula.usecases.sift import Asked

HELP = """\
Look for patterns in each STORY, a manuscript; or in all stories in character of a world (`.world`), without listing
them.

A pattern says what happens in which order to the same people, and what must not happen in between. Without --pattern,
stories are sifted for all that come along.
"""

EXAMPLES = """\
\b
Examples:
  fabula sift --list                        the patterns that come along
  fabula sift gates.md puddle.md            which of them are where?
  fabula sift gates.md --pattern my.pattern --partial
  fabula sift gates.md --partial --at "The tower"
  fabula sift puddle.world --pattern betrayal --length 10
  fabula sift puddle.world --sample 20      in stories drawn at random

\b
Exit codes:
  0  found      1  found nowhere; of a world: proved impossible
  2  bad input  3  gave up at a limit
"""

DEFAULTS = Limits()


def sift(  # noqa: PLR0913, PLR0917 -- the options of the command
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="STORY...", show_default=False, help="Manuscripts or worlds.")
    ] = None,
    pattern: Annotated[
        list[str] | None,
        typer.Option(
            "--pattern", metavar="FILE", show_default=False, help="A file, or a name of --list; may be given again."
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the patterns that come along.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Also what is under way, and what is missing.")] = False,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="MOMENT", show_default=False, help="Only up to a scene or an event."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show all matches, not the first few.")] = False,
    length: Annotated[
        int, typer.Option("--length", min=0, metavar="N", help="Of a world: events in a story.")
    ] = DEFAULTS.length,
    sample: Annotated[
        int, typer.Option("--sample", min=0, metavar="N", help="Of a world: only so many stories, drawn at random.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Chance: the same number, the same draw.")] = 0,
    imagine: Imagine = None,
    minds: Minds = None,
    seconds: Seconds = None,
    memory: Memory = None,
    engine: UseEngine = DEFAULT_ENGINE,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
) -> None:
    """Sift, show, and exit with the code of the answer."""
    if listed:
        show("".join(f"{name:<20} {pattern_title(source)}\n" for name, source in files.shipped_patterns().items()))
        raise typer.Exit(CLEAN)
    asked = _asked(tuple(pattern or ()), form)
    options = SiftOptions(at, partial, every, length, sample, seed, imagine, minds)
    raise typer.Exit(Sifting(asked, options, engine, seconds, memory_bound(memory), form).run(tuple(paths or ())))


def _asked(names: tuple[str, ...], form: Format) -> Asked:
    """The patterns that are asked for; ends the command where one cannot be read."""
    if not names:
        return Asked(tuple(files.shipped_patterns().values()), whatever_fits=True)
    found: list[Source] = []
    for name in names:
        source = files.read_pattern(name)
        if isinstance(source, Diagnostic):
            show_problems((source,), {"--pattern": Source("--pattern", name)}, form)
            raise typer.Exit(BAD_INPUT)
        found.append(source)
    return Asked(tuple(found))
