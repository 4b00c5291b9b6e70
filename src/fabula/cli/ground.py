# SPDX-License-Identifier: Apache-2.0
"""`fabula ground WORLD`: the world in numbers, as the native engine reads it."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula import files
from fabula.cli.output import say_error, show
from fabula.cli.report import BAD_INPUT, errors_among, show_problems
from fabula.diagnostics import Diagnostic
from fabula.engine import ground as grounding
from fabula.engine.ground_flat import flattened
from fabula.engine.ground_format import write_ground
from fabula.language import read_world

HELP = """\
Write a world in numbers: every fact, event and law spelled out, nothing left of names and texts.

The format is documented in docs/design/ground-format.md. Engines and other programs read it.
"""

EXAMPLES = """\
\b
Examples:
  fabula ground gates.world                    to the standard output
  fabula ground gates.world -o gates.ground    into a file
  fabula ground gates.world --no-names         without the names at the end

The same world always gives the same text. Exit codes: 0 done, 2 the world
cannot be read, or is too large.
"""


def ground(
    world: Annotated[str, typer.Argument(metavar="WORLD", show_default=False, help="A world file.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Write to a file."),
    ] = None,
    names: Annotated[bool, typer.Option("--names/--no-names", help="What the numbers are called, at the end.")] = True,
) -> None:
    """Write the ground world."""
    text = ground_text(world, names)
    if text is None:
        raise typer.Exit(BAD_INPUT)
    if output is None:
        show(text)
        return
    problem = files.write(output, text)
    if problem is not None:
        show_problems((problem,), {})
        raise typer.Exit(BAD_INPUT)


def ground_text(path: str, names: bool) -> str | None:
    """The world of a file in the ground format; None if there is none, which has been said then."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {})
        return None
    if path.endswith(".md"):
        say_error(f"`{path}` is a manuscript; what is written in numbers is a world (`.world`)")
        return None
    world, problems, sources = read_world(source, files.open_file)
    named = {one.name: one for one in sources}
    if world is None or errors_among(problems):
        show_problems(problems, named)
        return None
    program = grounding.ground(world)
    if isinstance(program, tuple):
        show_problems(program, named)
        return None
    return write_ground(flattened(program), named=names)
