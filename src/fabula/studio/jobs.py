# SPDX-License-Identifier: Apache-2.0
"""Long questions of all tabs: so many are worked at, the others wait, and tabs take turns.

Each has a process of its own, which is ended when the question is answered, taken back, or takes too long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec

from fabula.studio.asks import Advanced, Answer, Ask, FromProcess, Made, Sent, Take
from fabula.studio.bounds import Bounds
from fabula.studio.entry import Work
from fabula.studio.processes import Companion, Nursery

Heard = Callable[[Advanced], Awaitable[None]]


class Job:
    """A question on its way. `tab` is who asked, `ready` is set when its turn has come."""

    def __init__(self, tab: str, ask: Ask, seconds: float) -> None:
        self.tab = tab
        self.ask = ask
        self.seconds = seconds
        self.ready = asyncio.Event()


class Jobs:
    """The questions that wait, and how many are worked at."""

    def __init__(self, nursery: Nursery, bounds: Bounds) -> None:
        self.nursery = nursery
        self.bounds = bounds
        self.waiting: list[Job] = []
        self.running: list[Job] = []
        self.moved = asyncio.Condition()

    def before(self, job: Job) -> int:
        """How many are to be worked at before this one."""
        return self.waiting.index(job) if job in self.waiting else 0

    @property
    def full(self) -> bool:
        """Whether no more can wait."""
        return len(self.waiting) >= self.bounds.waiting

    async def enter(self, job: Job) -> None:
        """Wait for one's turn; the place in the line is told by `before`, and `moved` when it changes."""
        self.waiting.append(job)
        await self._advance()
        try:
            await job.ready.wait()
        except asyncio.CancelledError:
            await self.leave(job)
            raise

    async def leave(self, job: Job) -> None:
        """Make room for the next."""
        for line in (self.waiting, self.running):
            if job in line:
                line.remove(job)
        await self._advance()

    async def _advance(self) -> None:
        """Let in whose turn it is: of the tabs with the fewest questions under way, who has waited longest."""
        while self.waiting and len(self.running) < self.bounds.running:
            under_way = [job.tab for job in self.running]
            job = min(self.waiting, key=lambda job: under_way.count(job.tab))
            self.waiting.remove(job)
            self.running.append(job)
            job.ready.set()
        async with self.moved:
            self.moved.notify_all()

    async def work(self, job: Job, heard: Heard) -> tuple[Answer, tuple[Made, bytes] | None]:
        """The answer to a question whose turn it is, from a process of its own."""
        companion = await self.nursery.begin(Work.LONG)
        try:
            return await answered(companion, job.ask, job.seconds, self.bounds, heard)
        finally:
            await asyncio.shield(companion.end())


async def answered(
    companion: Companion, ask: Ask, seconds: float, bounds: Bounds, heard: Heard
) -> tuple[Answer, tuple[Made, bytes] | None]:
    """The answer of a process; what limit it reached where it has ended without one."""
    try:
        async with asyncio.timeout(seconds + bounds.grace * 2):
            await companion.send(msgspec.json.encode(Take(ask, seconds)))
            while (message := await companion.receive()) is not None:
                found = msgspec.json.decode(message, type=FromProcess)
                if found.id != ask.id:
                    continue
                if isinstance(found, Sent):
                    data = None if found.made is None else await companion.receive()
                    return found.answer, None if found.made is None or data is None else (found.made, data)
                await heard(found)
    except TimeoutError:
        return Answer("gave-up", limit="time"), None
    except OSError:
        pass
    limit = await companion.gone()
    if limit is None:
        return Answer("failed", message="The process that was to answer ended without a word."), None
    return Answer("gave-up", limit=limit), None
