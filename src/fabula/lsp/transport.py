# SPDX-License-Identifier: Apache-2.0
"""Ways to the server: standard input and output, or any two functions that take and give messages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from pygls.exceptions import JsonRpcInvalidParams
from pygls.protocol import JsonRPCProtocol

from fabula.lsp.bounds import Bounds
from fabula.lsp.folder import Folder
from fabula.lsp.server import FabulaServer, make_server

Message = bytes | str


def serve_stdio(folder: Folder | None = None, bounds: Bounds | None = None) -> None:
    """Serve the editor at standard input and output until it is gone."""
    server = make_server(folder, bounds)
    try:
        server.start_io()
    finally:
        server.session.ends()


def serve(
    receive: Callable[[], Message | None],
    send: Callable[[bytes], None],
    folder: Folder | None = None,
    bounds: Bounds | None = None,
) -> None:
    """Serve a client by two blocking functions, until there is no message more."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = make_server(folder, bounds)

        async def take() -> Message | None:
            return await loop.run_in_executor(None, receive)

        async def give(message: bytes) -> None:
            send(message)

        await _serve(server, take, give)

    asyncio.run(run())


async def serve_messages(
    receive: Callable[[], Awaitable[Message | None]],
    send: Callable[[bytes], Awaitable[None]],
    folder: Folder | None = None,
    bounds: Bounds | None = None,
) -> None:
    """Serve a client by two asynchronous functions, until there is no message more."""
    await _serve(make_server(folder, bounds), receive, send)


class _Writer:
    """Sends messages in the order in which they are written."""

    def __init__(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        self._send = send
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue()

    def write(self, data: bytes) -> None:
        """Send a message soon."""
        self._queue.put_nowait(data)

    def close(self) -> None:
        """Send what is written, and no more."""
        self._queue.put_nowait(None)

    async def run(self) -> None:
        """Send what is written, until closed."""
        while (message := await self._queue.get()) is not None:
            await self._send(message)


async def _serve(
    server: FabulaServer,
    receive: Callable[[], Awaitable[Message | None]],
    send: Callable[[bytes], Awaitable[None]],
) -> None:
    """Hand messages to and fro until the client is gone, or says so."""
    writer = _Writer(send)
    server.protocol.set_writer(writer, include_headers=False)
    sending = asyncio.ensure_future(writer.run())
    try:
        while not sending.done() and (message := await receive()) is not None:
            if not _handled(server.protocol, message):
                break
    finally:
        server.session.ends()
        await asyncio.to_thread(server.shutdown)
        writer.close()
        await sending


def _handled(protocol: JsonRPCProtocol, message: Message) -> bool:
    """Handle a message; False if it is the last. What is no message of the protocol is answered so, or passed over."""
    try:
        protocol.handle_message(json.loads(message, object_hook=protocol.structure_message))
    except SystemExit:
        return False
    except Exception:  # noqa: BLE001 -- whatever a client sends must not end the session of an author
        asked = _asked(message)
        if asked is not None:
            error = JsonRpcInvalidParams("This is no such request.").to_response_error()
            protocol._send_response(asked, error=error)  # noqa: SLF001 -- pygls leaves such requests unanswered
    return True


def _asked(message: Message) -> str | int | None:
    """The number of a request that could not be understood; None where the message is none."""
    try:
        raw = json.loads(message)
    except (ValueError, RecursionError):
        return None
    asked = raw.get("id") if isinstance(raw, dict) and "method" in raw else None
    return asked if isinstance(asked, str | int) else None
