# SPDX-License-Identifier: Apache-2.0
"""Deadlines, memory and Ctrl-C set the flag that an engine looks at; a deaf engine is not waited for for ever."""

import os
import signal
import threading
import time

import pytest

from fabula.cli.watch import memory_in_use, usual_memory, watching
from fabula.engine.port import Cancel


def wait_for(cancel: Cancel, seconds: float = 5.0) -> str | None:
    """What a search does: works until it is told to stop."""
    end = time.monotonic() + seconds
    while cancel.limit is None and time.monotonic() < end:
        time.sleep(0.005)
    return cancel.limit


def test_the_deadline_sets_the_flag() -> None:
    with watching(Cancel(), seconds=0.05) as cancel:
        assert wait_for(cancel) == "time"


def test_memory_sets_the_flag() -> None:
    with watching(Cancel(), mebibytes=1) as cancel:
        assert wait_for(cancel) == "memory"


def test_the_first_interrupt_sets_the_flag_and_the_second_interrupts() -> None:
    def search() -> None:
        with watching(Cancel()) as cancel:
            os.kill(os.getpid(), signal.SIGINT)
            assert wait_for(cancel) == "interrupted"
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)

    with pytest.raises(KeyboardInterrupt):
        search()


def test_afterwards_an_interrupt_is_what_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with watching(Cancel()):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_nothing_is_set_without_a_limit() -> None:
    with watching(Cancel()) as cancel:
        assert wait_for(cancel, 0.2) is None


def test_an_engine_that_does_not_stop_is_reported() -> None:
    stuck: list[str] = []
    gave_up = threading.Event()

    def when_stuck(limit: str) -> None:
        stuck.append(limit)
        gave_up.set()

    with watching(Cancel(), seconds=0.01, when_stuck=when_stuck, grace=0.05):
        assert gave_up.wait(5)
    assert stuck == ["time"]


def test_this_machine_tells_its_memory() -> None:
    used = memory_in_use()
    assert used is None or 5 < used < 100_000


class TimeUpError(Exception):
    """What the test wants raised."""


def test_what_does_not_heed_the_flag_can_be_interrupted() -> None:
    def deaf() -> None:
        with watching(Cancel(), seconds=0.01, grace=0.05, raised=TimeUpError):
            end = time.monotonic() + 5
            while time.monotonic() < end:
                pass

    began = time.monotonic()
    with pytest.raises(TimeUpError, match="time"):
        deaf()
    assert time.monotonic() - began < 4


def test_no_time_is_up_at_once() -> None:
    cancel = Cancel()
    with watching(cancel, seconds=0):
        assert cancel.limit == "time"


def test_the_usual_bound_leaves_the_machine_some_memory() -> None:
    bound = usual_memory()
    assert (bound is None) is (memory_in_use() is None)
    assert bound is None or 0 < bound <= 4096
