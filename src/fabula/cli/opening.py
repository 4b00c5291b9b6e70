# SPDX-License-Identifier: Apache-2.0
"""A world opened for a command that asks about it, or the end of the command, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import typer

from fabula import files
from fabula.cli.output import say_error
from fabula.cli.report import BAD_INPUT, Format, errors_among, show_problems
from fabula.cli.running import engine_of
from fabula.diagnostics import Diagnostic, Source, suggest
from fabula.engine.choose import EngineName
from fabula.engine.port import Engine
from fabula.language import Dialect
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.usecases.open_world import open_world


def opened_engine(
    path: str,
    limits: Limits,
    engine: EngineName | None,
    form: Format,
    dialect: Dialect | None,
    memory: float | None,
    threads: int = 1,
) -> tuple[Engine, dict[str, Source]]:
    """An engine on the world of a file; ends the command where there is none."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {}, form)
        raise typer.Exit(BAD_INPUT)
    if source.name.endswith(".md"):
        bad_usage(
            f"`{source.name}` is a manuscript; stories are told from a world (`.world`), the one it names for instance"
        )
    opened = open_world(source, files.open_file, limits.minds, engine_of(engine, memory, threads), dialect)
    if opened.engine is None or errors_among(opened.diagnostics):
        show_problems(opened.diagnostics, opened.sources, form)
        raise typer.Exit(BAD_INPUT)
    return opened.engine, opened.sources


def variants(paths: Iterable[str]) -> tuple[Source, ...]:
    """The texts of variants; ends the command where there is none."""
    found: list[Source] = []
    for path in paths:
        source = files.read(path)
        if isinstance(source, Diagnostic):
            show_problems((source,), {})
            raise typer.Exit(BAD_INPUT)
        found.append(source)
    return tuple(found)


def bad_usage(reason: str) -> NoReturn:
    """End the command, since what was asked for makes no sense."""
    say_error(reason)
    raise typer.Exit(BAD_INPUT)


def no_such_ending(program: Program, name: str) -> NoReturn:
    """End the command, since the world has no ending of that name."""
    names = [ending.form.name for ending in program.endings]
    near = suggest(name, names, 1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(names)}" if names else "it has none"
    bad_usage(f"this world has no ending called `{name}`; {hint}")
