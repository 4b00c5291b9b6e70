# SPDX-License-Identifier: Apache-2.0
"""Limits that a clock or a machine sets: a deadline, a bound on memory, and Ctrl-C.

Engines look at no clock; they look at a `Cancel`. Here a thread watches the time and the memory and sets it, and Ctrl-C
sets it too, so that a search always ends the ordinary way, with what it has found. Should an engine not heed it, the
command does not hang: after a time of grace it ends itself and says so.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from fabula.engine.port import Cancel

BETWEEN = 0.05
GRACE = 10.0
"""Seconds an engine has to stop after it was asked to."""


def memory_in_use() -> float | None:
    """The memory of this process in MiB, or None where the machine does not tell."""
    try:
        statm = Path("/proc/self/statm").read_text(encoding="ascii")
        return int(statm.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, AttributeError):
        return _peak_memory()


def _peak_memory() -> float | None:
    try:
        import resource  # there is none on Windows
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


@contextmanager
def watching(
    cancel: Cancel,
    seconds: float | None = None,
    mebibytes: float | None = None,
    when_stuck: Callable[[str], None] | None = None,
    grace: float = GRACE,
) -> Iterator[Cancel]:
    """Set `cancel` when the time or the memory is used up or Ctrl-C is pressed, as long as the block runs.

    `when_stuck` is called, in the watching thread, with the limit reached, where the block has not ended
    `grace` seconds after that; it is expected to end the process.
    """
    done = threading.Event()
    watcher = threading.Thread(
        target=_watch, args=(cancel, done, seconds, mebibytes, when_stuck, grace), name="fabula-watch", daemon=True
    )
    watcher.start()
    try:
        with _interrupts_cancel(cancel):
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
def _interrupts_cancel(cancel: Cancel) -> Iterator[None]:
    """The first Ctrl-C sets `cancel`, the second ends the command as it always did."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        if cancel.limit == "interrupted":
            raise KeyboardInterrupt
        cancel.set("interrupted")

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
