# SPDX-License-Identifier: Apache-2.0
"""Options that mean the same in every command that has them."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.running import DEFAULT_ENGINE, memory_bound
from fabula.engine.choose import EngineName
from fabula.language import Dialect

__all__ = [
    "DEFAULT_ENGINE",
    "Imagine",
    "InDialect",
    "Memory",
    "Minds",
    "Seconds",
    "UseEngine",
    "memory_bound",
]

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


UseEngine = Annotated[
    EngineName | None,
    typer.Option("--engine", show_default="native", help="Which engine searches: `reference` is the plain one."),
]

Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", show_default=False, help="Sweep on so many processes."),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", show_default=False, help="Sweep on the Dask cluster there."),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FOLDER", show_default=False, help="Keep a sweep as a Parquet dataset."),
]
