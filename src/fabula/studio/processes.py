# SPDX-License-Identifier: Apache-2.0
"""The studio's processes as the server sees them: begun in a moment, spoken with by messages, ended at once.

Where the system can fork, all are forked of one that has loaded everything (`preload.py`) and done nothing else; else
each is begun afresh. A process ends when its socket does, so none outlives the server, however that ends.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from contextlib import suppress
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from fabula.studio import wire
from fabula.studio.bounds import Bounds
from fabula.studio.confines import MEMORY_IS_UP, TIME_IS_UP, memory_in_use
from fabula.studio.entry import Work, enter

LIMITS = {TIME_IS_UP: "time", MEMORY_IS_UP: "memory"}
"""Which limit a process reached that ended itself."""
ENDING = 2.0
"""Seconds to wait for a process that was ended."""


class Companion:
    """A process that belongs to one tab, or to one question."""

    def __init__(
        self, process: BaseProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, nursery: Nursery
    ) -> None:
        self.process = process
        self.reader = reader
        self.writer = writer
        self.nursery = nursery
        self.ended_for: str | None = None
        self.ended = False

    async def send(self, message: bytes) -> None:
        """Send it a message. Raises `OSError` where it is gone."""
        await wire.give(self.writer, message)

    async def receive(self) -> bytes | None:
        """Its next message; None where it is gone, or says more than it may."""
        try:
            return await wire.next_message(self.reader, self.nursery.bounds.answer)
        except wire.TooLong:
            self.ended_for = "size"
            return None

    async def end(self) -> str | None:
        """End it, if it has not ended; which limit it reached, if it ended for one."""
        if self.ended:
            return self.ended_for
        self.ended = True
        self.writer.close()
        self.nursery.companions.discard(self)
        with suppress(OSError, ValueError, AttributeError):
            self.process.kill()
        await asyncio.to_thread(self.process.join, ENDING)
        self.ended_for = self.ended_for or LIMITS.get(self.process.exitcode or 0)
        with suppress(ValueError):
            self.process.close()
        return self.ended_for

    @property
    def dead(self) -> bool:
        """Whether it has ended."""
        return self.ended or not self.process.is_alive()

    async def gone(self) -> str | None:
        """Wait until a process that ends by itself has done so; which limit it reached."""
        if not self.ended:
            await asyncio.to_thread(self.process.join, ENDING)
        return await self.end()

    def memory(self) -> int:
        """The memory that it uses, in bytes; 0 where the system does not tell."""
        return 0 if self.ended else memory_in_use(self.process.pid, shared=False)


class Nursery:
    """Begins processes, and sees to it that all of them together keep within the bound on memory."""

    def __init__(self, root: str, bounds: Bounds) -> None:
        self.root = root
        self.bounds = bounds
        self.companions: set[Companion] = set()
        self.context = _context()
        self.lock = asyncio.Lock()

    async def begin(self, work: Work) -> Companion:
        """A process that does this work."""
        ours, theirs = socket.socketpair()
        process = self.context.Process(target=enter, args=(work, theirs, self.root, self.bounds), daemon=True)  # type: ignore[attr-defined]  # all contexts have it
        try:
            async with self.lock:
                await asyncio.to_thread(process.start)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours)
        companion = Companion(process, reader, writer, self)
        self.companions.add(companion)
        return companion

    async def warm_up(self) -> None:
        """Load everything now, and not when the first question comes."""
        companion = await self.begin(Work.LONG)
        await companion.end()

    async def keep_watch(self, seconds: float = 1.0) -> None:
        """End the largest process where all together use too much, as long as the studio runs."""
        while True:
            await asyncio.sleep(seconds)
            sizes = {companion: companion.memory() for companion in self.companions}
            if sum(sizes.values()) > self.bounds.all_memory:
                largest = max(sizes, key=lambda companion: sizes[companion])
                largest.ended_for = "memory"
                with suppress(OSError, ValueError, AttributeError):
                    largest.process.kill()

    async def close(self) -> None:
        """End all processes."""
        for companion in tuple(self.companions):
            await companion.end()


def _context() -> BaseContext:
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["fabula.studio.preload"])
        return context
    return multiprocessing.get_context("spawn")
