# SPDX-License-Identifier: Apache-2.0
"""Looks at the folder again and again, and tells who listens what is otherwise than before.

A file whose time, size and number on the disk are the same is taken to be the same; else its version is worked out.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any

from fabula.records import dataclass
from fabula.studio.bounds import Bounds
from fabula.studio.folder import Folder, version_of
from fabula.studio.paths import kind_of
from fabula.studio.refused import Refused

Changes = list[dict[str, Any]]
Listener = Callable[[Changes], Awaitable[None]]
RESTS = 10
"""Looking takes at most this part of the time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was last looked at."""

    signature: tuple[int, int, int, int]
    version: str | None


def signature_of(state: os.stat_result) -> tuple[int, int, int, int]:
    """What is otherwise when a file is."""
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino


class Watch:
    """The folder as it was, and who wants to know of changes."""

    def __init__(self, folder: Folder, bounds: Bounds) -> None:
        self.folder = folder
        self.bounds = bounds
        self.seen: dict[str, Seen] | None = None
        self.listeners: set[Listener] = set()
        self.looking = asyncio.Lock()

    async def listen(self, listener: Listener) -> None:
        """Tell this listener of everything that changes from now on."""
        self.listeners.add(listener)
        async with self.looking:
            if self.seen is None:
                await asyncio.to_thread(self.look)

    async def run(self) -> None:
        """Look as long as the studio runs; while nobody listens, not at all."""
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            if self.listeners:
                async with self.looking:
                    changes = await asyncio.to_thread(self.look)
                if changes:
                    await asyncio.gather(*(listener(changes) for listener in tuple(self.listeners)))
            else:
                self.seen = None
            await asyncio.sleep(max(self.bounds.look_seconds, (loop.time() - began) * RESTS))

    def look(self) -> Changes:
        """What has changed since the last look; nothing at the first."""
        before, now = self.seen, {}
        for path, state in self.folder.scan().items():
            old, signature = (before or {}).get(path), signature_of(state)
            now[path] = old if old is not None and old.signature == signature else Seen(signature, self._version(path))
        self.seen = now
        if before is None:
            return []
        gone = [{"path": path, "version": None} for path in before if path not in now]
        new = [
            {"path": path, "version": seen.version, "kind": kind_of(path)}
            for path, seen in now.items()
            if path not in before or before[path].version != seen.version
        ]
        return [*new, *gone]

    def _version(self, path: str) -> str | None:
        try:
            data = self.folder.data(path)
        except Refused:
            return None
        return None if data is None else version_of(data)
