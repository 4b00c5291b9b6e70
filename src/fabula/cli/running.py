# SPDX-License-Identifier: Apache-2.0
"""Which engine runs, and what bounds its memory."""

from __future__ import annotations

from functools import cache

from fabula.cli.output import say, say_error
from fabula.cli.report import BAD_INPUT
from fabula.cli.watch import memory_in_use, usual_memory
from fabula.engine.choose import NOT_BUILT, EngineName, MakeEngine, engine_maker, native_is_there

DEFAULT_ENGINE: EngineName | None = None
"""The native engine where it is there, else the one in plain Python."""


def memory_bound(memory: float | None) -> float | None:
    """The bound on memory in MiB, the usual one where none is given; ends the command where it cannot be kept."""
    if memory is None:
        return usual_memory()
    if memory_in_use() is None:
        say_error("this machine does not tell how much memory a program uses: leave out `--memory`")
        raise SystemExit(BAD_INPUT)
    return memory


def engine_of(name: EngineName | None, memory: float | None = None, threads: int = 1) -> MakeEngine:
    """The engine of that name (None: the native one if it is there), keeping within so many MiB.

    Ends the command where the native engine is asked for and not there; where it is merely not there, says so once.
    """
    if name is not EngineName.REFERENCE and not native_is_there():
        if name is EngineName.NATIVE:
            say_error(f"{NOT_BUILT}: `make extension` builds it, `--engine reference` does without")
            raise SystemExit(BAD_INPUT)
        _say_native_is_missing()
    return engine_maker(name, memory, threads)


@cache
def _say_native_is_missing() -> None:
    say(f"note: {NOT_BUILT}; the engine in plain Python answers, which takes longer")
