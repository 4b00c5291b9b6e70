# SPDX-License-Identifier: Apache-2.0
"""Limits that a clock or a machine sets: a deadline, a bound on memory, and Ctrl-C.

Engines look at no clock; they look at a `Cancel`. Here a thread watches the time and the memory and sets it, and Ctrl-C
sets it too, so that a search always ends the ordinary way, with what it has found. Should an engine not heed it, the
command does not hang: after a while an exception is raised in it, or after a time of grace the command ends itself.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from fabula.engine.port import Cancel

BETWEEN = 0.05
GRACE = 10.0
"""Seconds an engine has to stop after it was asked to."""
PATIENCE = 0.5
"""The same, where an exception can be raised in it: so long goes a single step on, which may eat more memory."""
MOST_MEMORY = 4096.0
SHARE = 0.75
"""Unless told otherwise a command uses no more than so many MiB, and no more than this share of what there is."""

CONTAINER_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def memory_in_use() -> float | None:
    """The memory of this process in MiB, or None where the machine does not tell."""
    try:
        statm = _read("/proc/self/statm")
        return int(statm.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, AttributeError):
        return _peak_memory()


def _read(path: str) -> str:
    with open(path, encoding="ascii") as file:  # noqa: PTH123 -- paths as objects take long to load
        return file.read()


def _peak_memory() -> float | None:
    try:
        import resource  # there is none on Windows
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def usual_memory() -> float | None:
    """The bound on memory in MiB where nobody gives one; None where the machine does not tell what it uses."""
    if memory_in_use() is None:
        return None
    there_is = [size for size in (_machine_memory(), *map(_container_memory, CONTAINER_LIMITS)) if size is not None]
    return min([MOST_MEMORY, *(size * SHARE for size in there_is)])


def _machine_memory() -> float | None:
    """The memory of the machine in MiB, or None where it does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, AttributeError):
        return None


def _container_memory(path: str) -> float | None:
    """The memory in MiB that a container may use; None where there is no such bound."""
    try:
        return int(_read(path)) / 2**20
    except (OSError, ValueError):
        return None


@contextmanager
def watching(
    cancel: Cancel,
    seconds: float | None = None,
    mebibytes: float | None = None,
    when_stuck: Callable[[str], None] | None = None,
    grace: float = GRACE,
    raised: Callable[[str], Exception] | None = None,
) -> Iterator[Cancel]:
    """Set `cancel` when the time or the memory is used up or Ctrl-C is pressed, as long as the block runs.

    `when_stuck` is called, in the watching thread, with the limit reached, where the block has not ended
    `grace` seconds after that; it is expected to end the process. With `raised`, the exception that it makes for the
    limit is raised in the block instead.
    """
    done = threading.Event()
    pending: list[Exception] = []

    def interrupt(limit: str) -> None:
        if raised is not None:
            pending.append(raised(limit))
            _thread.interrupt_main()

    if seconds is not None and seconds <= 0:
        cancel.set("time")
    elif mebibytes is not None and (memory_in_use() or 0.0) > mebibytes:
        cancel.set("memory")
    stuck = when_stuck if raised is None else interrupt
    watcher = threading.Thread(
        target=_watch, args=(cancel, done, seconds, mebibytes, stuck, grace), name="fabula-watch", daemon=True
    )
    watcher.start()
    with _interrupts_cancel(cancel, done, pending):
        try:
            yield cancel
        finally:
            done.set()
            watcher.join()


def _watch(
    cancel: Cancel,
    done: threading.Event,
    seconds: float | None,
    mebibytes: float | None,
    when_stuck: Callable[[str], None] | None,
    grace: float,
) -> None:
    started = time.monotonic()
    asked: float | None = None
    while not done.wait(BETWEEN):
        now = time.monotonic()
        if seconds is not None and now - started >= seconds:
            cancel.set("time")
        if mebibytes is not None and (memory_in_use() or 0.0) > mebibytes:
            cancel.set("memory")
        if cancel.limit is not None:
            asked = now if asked is None else asked
            if when_stuck is not None and now - asked > grace:
                when_stuck(cancel.limit)
                return


@contextmanager
def _interrupts_cancel(cancel: Cancel, done: threading.Event, pending: list[Exception]) -> Iterator[None]:
    """The first Ctrl-C sets `cancel`, the second ends the command as it always did; what is pending is raised first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        if pending:
            # Where the block has just ended by itself, there is nothing left to be stopped.
            if not done.is_set():
                raise pending[0]
        elif cancel.limit == "interrupted":
            raise KeyboardInterrupt
        else:
            cancel.set("interrupted")

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
