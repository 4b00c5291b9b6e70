# SPDX-License-Identifier: Apache-2.0
"""A tab's language server: messages of the protocol between the browser and a process of its own."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import quote

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from fabula.studio.bounds import Bounds
from fabula.studio.entry import Work
from fabula.studio.pacing import Gatherer, Pace
from fabula.studio.processes import Companion, Nursery
from fabula.studio.watching import Changes, Watch

PROCESS_ENDED = 4001
TOO_SLOW = 4008
CREATED, CHANGED, DELETED = 1, 2, 3


async def speak(socket: WebSocket, nursery: Nursery, watch: Watch, pace: Pace, bounds: Bounds) -> None:
    """Pass messages on, both ways, until one end is gone."""
    companion = await nursery.begin(Work.LANGUAGE)
    gatherer = Gatherer(pace, companion.send)

    async def changed(changes: Changes) -> None:
        with suppress(OSError):
            await companion.send(announcement(changes))

    await watch.listen(changed)
    hearing = asyncio.create_task(_hear(socket, gatherer))
    saying = asyncio.create_task(_say(socket, companion, bounds))
    try:
        await asyncio.wait((hearing, saying), return_when=asyncio.FIRST_COMPLETED)
    finally:
        watch.listeners.discard(changed)
        gatherer.close()
        hearing.cancel()
        saying.cancel()
        await asyncio.gather(hearing, saying, return_exceptions=True)
        await asyncio.shield(companion.end())


def announcement(changes: Changes) -> bytes:
    """What changed on the disk, as the protocol says it."""
    events = [
        {"uri": f"file:///{quote(str(change['path']))}", "type": DELETED if change["version"] is None else CHANGED}
        for change in changes
    ]
    message = {"jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": {"changes": events}}
    return msgspec.json.encode(message)


async def _hear(socket: WebSocket, gatherer: Gatherer) -> None:
    """From the browser to the process."""
    with suppress(WebSocketDisconnect, OSError, KeyError, RuntimeError):
        while True:
            await gatherer.take(await socket.receive_text())


async def _say(socket: WebSocket, companion: Companion, bounds: Bounds) -> None:
    """From the process to the browser; if the process ends, so does the conversation."""
    code = PROCESS_ENDED
    with suppress(WebSocketDisconnect, RuntimeError, OSError):
        try:
            while (message := await companion.receive()) is not None:
                async with asyncio.timeout(bounds.send_seconds):
                    await socket.send_text(message.decode("utf-8"))
        except TimeoutError:
            code = TOO_SLOW
        await socket.close(code)
