# SPDX-License-Identifier: Apache-2.0
"""How long a question may take, where a program says so in seconds: engines look at a flag, never at a clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fabula.engine.port import Cancel


@contextmanager
def deadline(seconds: float | None, cancel: Cancel | None) -> Iterator[Cancel]:
    """A flag that is set when the seconds are over; the one that is given, where one is."""
    flag = Cancel() if cancel is None else cancel
    timer = None if seconds is None else threading.Timer(seconds, flag.set, ("time",))
    if timer is not None:
        timer.daemon = True
        timer.start()
    try:
        yield flag
    finally:
        if timer is not None:
            timer.cancel()
