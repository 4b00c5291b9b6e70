# SPDX-License-Identifier: Apache-2.0
"""What a process of the studio does to itself before it looks at anything an author wrote: it bounds what it may cost.

Memory, processor time without a pause, files and the size of files are bounded by the system where it can (Linux, in
part macOS); a thread watches what the system does not. Whoever breaks a bound ends, and the studio says which one.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # there is none on Windows
    resource = None  # type: ignore[assignment]  # looked at before it is used

TIME_IS_UP = 70
MEMORY_IS_UP = 71
CLIENT_IS_GONE = 72
"""How a process ends that ends itself."""

MOST_FILES = 64
BETWEEN = 0.25
AT_REST = 0.012
"""Who uses less processor time than this between two looks rests; who waits for the processor uses more."""
MARGIN = 1.25
"""Beyond its bound by so much, a process that was asked to stop is ended."""
HELD = 512 * 1024 * 1024
"""What the system may grant beyond the bound: a process holds more than it uses."""


def confine(memory: int, when_over: Callable[[], None], patience: float | None = None) -> None:
    """Bound this process: `when_over` is called once where it uses more than `memory` bytes.

    With `patience` it may use so many seconds of processor time without a pause.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound("RLIMIT_CORE", 0)
    _bound("RLIMIT_FSIZE", 0)
    _bound("RLIMIT_NOFILE", MOST_FILES)
    _bound("RLIMIT_DATA", int(memory * MARGIN) + HELD)
    watcher = _Watcher(memory, when_over, patience)
    watcher.renew(time.process_time())
    threading.Thread(target=watcher.watch, name="fabula-confines", daemon=True).start()


def yield_to_others(steps: int) -> None:
    """Let others go first, where the processor is wanted."""
    with suppress(OSError, AttributeError):
        os.nice(steps)


def memory_in_use(process: int | None = None, shared: bool = True) -> int:
    """The memory of a process (None: this one) in bytes, with or without what it shares; 0 where nobody tells."""
    try:
        parts = Path(f"/proc/{process or 'self'}/statm").read_text(encoding="ascii").split()
        return (int(parts[1]) - (0 if shared else int(parts[2]))) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _bound(name: str, value: int, most: int | None = None) -> None:
    """Bound a resource of the system, as far as the system lets us."""
    if resource is None:
        return
    with suppress(OSError, ValueError, AttributeError):
        number = getattr(resource, name)
        hard = resource.getrlimit(number)[1]
        top = value if most is None else most
        kept = top if hard == resource.RLIM_INFINITY else min(top, hard)
        resource.setrlimit(number, (min(value, kept), kept))


class _Watcher:
    """Watches one process, from a thread of it."""

    def __init__(self, memory: int, when_over: Callable[[], None], patience: float | None) -> None:
        self.memory = memory
        self.when_over = when_over
        self.patience = patience
        self.told = False
        self.rested = 0.0

    def renew(self, used: float) -> None:
        """Grant processor time from here on: should this thread not come to run, the system ends the process."""
        self.rested = used
        if self.patience is not None and resource is not None:
            with suppress(OSError, ValueError):
                hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
                resource.setrlimit(resource.RLIMIT_CPU, (int(used + self.patience) + 2, hard))

    def watch(self) -> None:
        """Look now and then, as long as the process lives."""
        before = time.process_time()
        while True:
            time.sleep(BETWEEN)
            used = time.process_time()
            if used - before < AT_REST:
                self.renew(used)
            elif self.patience is not None and used - self.rested > self.patience:
                os._exit(TIME_IS_UP)
            before = used
            self._look_at_memory()

    def _look_at_memory(self) -> None:
        size = memory_in_use()
        if size > self.memory * MARGIN:
            os._exit(MEMORY_IS_UP)
        if size > self.memory and not self.told:
            self.told = True
            self.when_over()
