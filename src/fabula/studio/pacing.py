# SPDX-License-Identifier: Apache-2.0
"""Keys typed fast are passed on together where many tabs write at once: one analysis for them all, not one for each.

While few write, each key is passed on at once. What is not a change of a text (a completion that is asked for) goes on
at once in any case, after the changes before it, so that order is kept and nobody waits for an answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

FEW = 2
"""So many tabs may write at once without anybody's keys being held."""
EACH = 0.03
LONGEST = 0.2
"""Seconds that a key is held for every tab that writes, and at most."""
WRITING = 2.0
"""So many seconds after a key a tab is taken to be writing."""
CHANGE = '"textDocument/didChange"'


class Pace:
    """Which tabs write at the moment."""

    def __init__(self) -> None:
        self.last: dict[int, float] = {}

    def hold(self, tab: int, now: float) -> float:
        """For how long a key of a tab, pressed now, is to be held."""
        self.last[tab] = now
        self.last = {each: when for each, when in self.last.items() if now - when < WRITING}
        return 0.0 if len(self.last) <= FEW else min(EACH * len(self.last), LONGEST)

    def forget(self, tab: int) -> None:
        """A tab is closed."""
        self.last.pop(tab, None)


class Gatherer:
    """Passes the messages of one tab on, changes of texts perhaps a little later and together."""

    def __init__(self, pace: Pace, send: Callable[[bytes], Awaitable[None]]) -> None:
        self.pace = pace
        self.send = send
        self.held: list[bytes] = []
        self.release: asyncio.Task[None] | None = None
        self.lock = asyncio.Lock()

    async def take(self, message: str) -> None:
        """Pass a message on, now or soon. Raises `OSError` where nobody takes it."""
        hold = 0.0
        if CHANGE in message[:200]:
            hold = self.pace.hold(id(self), asyncio.get_running_loop().time())
        self.held.append(message.encode("utf-8"))
        if self.release is not None:
            self.release.cancel()
            self.release = None
        if hold:
            self.release = asyncio.create_task(self._later(hold))
        else:
            await self.pass_on()

    async def pass_on(self) -> None:
        """Pass on what is held."""
        async with self.lock:
            while self.held:
                await self.send(self.held.pop(0))

    async def _later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        # From here on it is not to be stopped: a message would be lost.
        self.release = None
        with suppress(OSError):
            await self.pass_on()

    def close(self) -> None:
        """Forget what is held: nobody waits for it any more."""
        if self.release is not None:
            self.release.cancel()
        self.pace.forget(id(self))
