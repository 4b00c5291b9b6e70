# SPDX-License-Identifier: Apache-2.0
"""Options that mean the same in every command that has them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from fabula.cli.output import say_error
from fabula.cli.report import BAD_INPUT
from fabula.cli.watch import memory_in_use, usual_memory
from fabula.engine.port import Engine
from fabula.engine.reference import ReferenceEngine
from fabula.language import Dialect
from fabula.model.ground import Program

Imagine = Annotated[
    int | None,
    typer.Option("--imagine", min=1, metavar="N", show_default=False, help="Events in a plan that somebody imagines."),
]
Minds = Annotated[
    int | None,
    typer.Option("--minds", min=1, metavar="N", show_default=False, help="How deep minds are read inside minds."),
]
Seconds = Annotated[
    float | None,
    typer.Option("--time", min=0, metavar="SECONDS", show_default=False, help="Give up after so long."),
]
Memory = Annotated[
    float | None,
    typer.Option(
        "--memory",
        min=1,
        metavar="MIB",
        show_default=False,
        help="Give up at so much memory (4096, or three quarters of what there is).",
    ),
]


InDialect = Annotated[
    Dialect | None,
    typer.Option("--dialect", show_default=False, help="What the file is written in, where its text does not tell."),
]


def memory_bound(memory: float | None) -> float | None:
    """The bound on memory in MiB, the usual one where none is given; ends the command where it cannot be kept."""
    if memory is None:
        return usual_memory()
    if memory_in_use() is None:
        say_error("this machine does not tell how much memory a program uses: leave out `--memory`")
        raise typer.Exit(BAD_INPUT)
    return memory


class EngineName(StrEnum):
    """The engines there are."""

    REFERENCE = "reference"


UseEngine = Annotated[EngineName, typer.Option("--engine", help="Which engine searches.")]


def reference(program: Program, depth: int | None, minds: int) -> Engine:
    """The engine in plain Python."""
    return ReferenceEngine(program, depth, minds)


ENGINES: dict[EngineName, Callable[[Program, int | None, int], Engine]] = {EngineName.REFERENCE: reference}
