# SPDX-License-Identifier: Apache-2.0
"""Sweeps: many independent questions, answered by any `concurrent.futures.Executor`.

Threads, processes, or a cluster: whoever calls brings the executor (Dask's `Client.get_executor()` is one). A question
is data that can be sent, and `work` is a function at the top of a module, so that it runs where the data is sent.
Answers come back as they are ready. Where workers die, what they had not answered is asked again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

from fabula.engine.port import Cancel
from fabula.records import dataclass

Question = TypeVar("Question")
Answer = TypeVar("Answer")

MakeExecutor = Callable[[], AbstractContextManager[Executor]]
"""Opens an executor; called again where all its workers have died."""

LIVES = 5
"""So often an executor may break before the sweep does."""
PAUSE = 0.1
"""Seconds between two looks at whether somebody has cancelled."""


@dataclass(frozen=True, slots=True)
class Crew(Generic[Question, Answer]):
    """How questions are answered: by which function, on whose workers, and how many are under way at a time."""

    work: Callable[[Question], Answer]
    make_executor: MakeExecutor
    window: int = 32


def swept(
    questions: Sequence[Question], crew: Crew[Question, Answer], cancel: Cancel | None = None
) -> Iterator[tuple[Question, Answer]]:
    """Every question with its answer, in the order in which answers come.

    Once `cancel` is set nothing more is asked, and what is under way is left. An exception of `work` is raised here.
    """
    waiting = deque(questions)
    for life in range(LIVES):
        try:
            with crew.make_executor() as executor:
                yield from _asked(waiting, crew, executor, cancel or Cancel())
        except BrokenExecutor:
            if life == LIVES - 1:
                raise
        else:
            return


def _asked(
    waiting: deque[Question], crew: Crew[Question, Answer], executor: Executor, cancel: Cancel
) -> Iterator[tuple[Question, Answer]]:
    """Ask all that waits on one executor; where that breaks, `waiting` is what has not been answered."""
    asked: dict[Future[Answer], Question] = {}
    try:
        while (waiting or asked) and cancel.limit is None:
            while waiting and len(asked) < crew.window:
                question = waiting[0]
                asked[executor.submit(crew.work, question)] = question
                waiting.popleft()
            done, _ = wait(asked, timeout=PAUSE, return_when=FIRST_COMPLETED)
            for future in done:
                answer = future.result()
                yield asked.pop(future), answer
    finally:
        waiting.extendleft(asked.values())
        for future in asked:
            future.cancel()
