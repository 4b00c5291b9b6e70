# SPDX-License-Identifier: Apache-2.0
"""Which engine runs, and what bounds its memory."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from fabula.cli.output import say_error
from fabula.cli.report import BAD_INPUT
from fabula.cli.watch import memory_in_use, usual_memory
from fabula.engine.port import Engine
from fabula.engine.reference import ReferenceEngine
from fabula.model.ground import Program


def memory_bound(memory: float | None) -> float | None:
    """The bound on memory in MiB, the usual one where none is given; ends the command where it cannot be kept."""
    if memory is None:
        return usual_memory()
    if memory_in_use() is None:
        say_error("this machine does not tell how much memory a program uses: leave out `--memory`")
        raise SystemExit(BAD_INPUT)
    return memory


class EngineName(StrEnum):
    """The engines there are."""

    REFERENCE = "reference"


DEFAULT_ENGINE = EngineName.REFERENCE


def reference(program: Program, depth: int | None, minds: int) -> Engine:
    """The engine in plain Python."""
    return ReferenceEngine(program, depth, minds)


ENGINES: dict[EngineName, Callable[[Program, int | None, int], Engine]] = {EngineName.REFERENCE: reference}
