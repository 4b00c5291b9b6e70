# SPDX-License-Identifier: Apache-2.0
"""Options that mean the same in every command that has them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from fabula.engine.port import Engine
from fabula.engine.reference import ReferenceEngine
from fabula.model.ground import Program

Imagine = Annotated[
    int | None,
    typer.Option("--imagine", min=1, metavar="N", show_default=False, help="Events in a plan that somebody imagines."),
]
Minds = Annotated[
    int | None,
    typer.Option("--minds", min=1, metavar="N", show_default=False, help="How deep minds are read inside minds."),
]


class EngineName(StrEnum):
    """The engines there are."""

    REFERENCE = "reference"


UseEngine = Annotated[EngineName, typer.Option("--engine", help="Which engine searches.")]


def reference(program: Program, depth: int | None, minds: int) -> Engine:
    """The engine in plain Python."""
    return ReferenceEngine(program, depth, minds)


ENGINES: dict[EngineName, Callable[[Program, int | None, int], Engine]] = {EngineName.REFERENCE: reference}
