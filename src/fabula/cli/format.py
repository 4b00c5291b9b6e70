# SPDX-License-Identifier: Apache-2.0
"""`fabula format FILE…`: world files, and the annotations of manuscripts, in their one layout."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated

import typer

from fabula import files
from fabula.cli.output import say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, FINDINGS, show_problems
from fabula.diagnostics import Diagnostic, Source
from fabula.language import Dialect, format_manuscript, format_world, print_world, read_world

HELP = """\
Rewrite world files in the one layout that Fabula has, keeping comments and meaning.

In a manuscript only the annotations are rewritten; the prose stays as it is, character by character.
"""

EXAMPLES = """\
\b
Examples:
  fabula format gates.world             rewrite one file
  fabula format worlds/*/*.world        rewrite many
  fabula format gates.md                lay out a manuscript's annotations
  fabula format --check *.world         change nothing; name what would change
  fabula format --to world problem.txt  write a Sabre problem as a world

A file that cannot be read is left as it is. Exit codes: 0 done, 1 with
--check: some file would change, 2 some file cannot be read.
"""


class Translation(StrEnum):
    """The languages that a file can be translated into."""

    WORLD = Dialect.WORLD.value


def format(  # noqa: A001 -- the command's name
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE...", show_default=False, help="World files and manuscripts.")
    ],
    check: Annotated[bool, typer.Option("--check", help="Change nothing, name the files that would change.")] = False,
    to: Annotated[
        Translation | None,
        typer.Option("--to", show_default=False, help="Write each file in this language, beside it, as NAME.world."),
    ] = None,
) -> None:
    """Format each file; the exit code is the worst."""
    if to is not None:
        raise typer.Exit(max((translate_file(path, check) for path in paths), default=CLEAN))
    raise typer.Exit(max((format_file(path, check) for path in paths), default=CLEAN))


def format_file(path: str, check: bool) -> int:
    """Format one file, or with `check` say that it would change; its exit code."""
    is_world = path.endswith(".world")
    source = files.read(path) if is_world else files.read_exactly(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {})
        return BAD_INPUT
    text = format_world(source) if is_world else format_manuscript(source)
    if text is None:
        show_unreadable(source)
        return BAD_INPUT
    if text == source.text:
        return CLEAN
    if check:
        show(f"{source.name} would change")
        return FINDINGS
    problem = files.write(path, text.replace("\n", files.line_end(path)) if is_world else text)
    if problem is not None:
        show_problems((problem,), {})
        return BAD_INPUT
    show(f"{source.name} formatted")
    return CLEAN


def translate_file(path: str, check: bool) -> int:
    """Write a problem file in our language beside it, or with `check` say that it would be; the exit code."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {})
        return BAD_INPUT
    world, problems, sources = read_world(source, files.open_file)
    show_problems(problems if world is None else (), {one.name: one for one in sources})
    if world is None:
        return BAD_INPUT
    text = print_world(world)
    if isinstance(text, Diagnostic):
        show_problems((text,), {source.name: source})
        return BAD_INPUT
    target = str(PurePosixPath(source.name).with_suffix(".world"))
    old = files.read(target)
    if isinstance(old, Source):
        if old.text == text:
            return CLEAN
        say_error(f"`{target}` is there already: move it away first")
        return BAD_INPUT
    if check:
        show(f"{target} would be written")
        return FINDINGS
    problem = files.write(target, text)
    if problem is not None:
        show_problems((problem,), {})
        return BAD_INPUT
    show(f"{target} written")
    return CLEAN


def show_unreadable(source: Source) -> None:
    """Show why a file could not be formatted."""
    _, problems, sources = read_world(source, files.open_file)
    show_problems(problems, {one.name: one for one in sources})
