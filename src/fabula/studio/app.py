# SPDX-License-Identifier: Apache-2.0
"""The studio put together: which address leads where, and what lives as long as the server does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from fabula.studio.bounds import Bounds
from fabula.studio.channel import Channel
from fabula.studio.downloads import Downloads
from fabula.studio.examples import examples
from fabula.studio.folder import Folder
from fabula.studio.guard import Guard, Keys
from fabula.studio.jobs import Jobs
from fabula.studio.language import speak
from fabula.studio.pacing import Pace
from fabula.studio.pages import Pages, bundle
from fabula.studio.processes import Nursery
from fabula.studio.refused import Refused
from fabula.studio.requests import FileRequests, json_answer
from fabula.studio.watching import Changes, Watch

Answering = Callable[[Request], Awaitable[Response]]
TOO_MANY = 4029


def make_app(root: str, keys: Keys, bounds: Bounds) -> ASGIApp:
    """The application on a folder; its guard stands before everything."""
    folder = Folder(root, bounds)
    downloads = Downloads(bounds)
    sockets = _Sockets(folder, downloads, bounds)
    requests = FileRequests(folder, bounds, examples())
    app = Starlette(
        routes=[*_file_routes(requests), *sockets.routes(), Route("/api/download/{key}/{name}", downloads.fetch)],
        exception_handlers={Refused: _refused, HTTPException: _no_such_address, Exception: _our_mistake},
        lifespan=sockets.living,
    )
    guard = Guard(app, keys, bounds.headers)
    pages = Pages(keys, guard, bundle())
    app.router.routes += [Route("/", pages.page), Route("/static/{name:path}", pages.static)]
    return guard


def _file_routes(requests: FileRequests) -> list[Route]:
    return [
        Route("/api/studio", requests.studio),
        Route("/api/files", requests.listed),
        Route("/api/file", requests.read, methods=["GET"]),
        Route("/api/file", requests.save, methods=["PUT"]),
        Route("/api/file", requests.delete, methods=["DELETE"]),
        Route("/api/rename", requests.rename, methods=["POST"]),
        Route("/api/new", requests.new, methods=["POST"]),
    ]


class _Sockets:
    """The WebSockets, and the processes behind them."""

    def __init__(self, folder: Folder, downloads: Downloads, bounds: Bounds) -> None:
        self.bounds = bounds
        self.downloads = downloads
        self.watch = Watch(folder, bounds)
        self.nursery = Nursery(str(folder.root), bounds)
        self.jobs = Jobs(self.nursery, bounds)
        self.pace = Pace()
        self.channels = 0
        self.languages = 0

    def routes(self) -> list[WebSocketRoute]:
        """Where they are."""
        return [WebSocketRoute("/api/channel", self.channel), WebSocketRoute("/api/language", self.language)]

    @asynccontextmanager
    async def living(self, _: Starlette) -> AsyncIterator[None]:
        """What runs beside the answers, as long as the server does."""
        tasks = [asyncio.create_task(work) for work in (self.watch.run(), self.nursery.keep_watch(), self._warm_up())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.nursery.close()

    async def _warm_up(self) -> None:
        with suppress(OSError):
            await self.nursery.warm_up()

    async def channel(self, socket: WebSocket) -> None:
        """A tab's channel."""
        if self.channels >= self.bounds.channels:
            await _full(socket)
            return
        self.channels += 1
        channel = Channel(socket, self.jobs, self.nursery, self.downloads, self.bounds)

        async def changed(changes: Changes) -> None:
            await channel.send({"type": "files", "changed": changes})

        try:
            await socket.accept()
            await self.watch.listen(changed)
            await channel.run()
        finally:
            self.watch.listeners.discard(changed)
            self.channels -= 1

    async def language(self, socket: WebSocket) -> None:
        """A tab's language server."""
        if self.languages >= self.bounds.channels:
            await _full(socket)
            return
        self.languages += 1
        try:
            await socket.accept()
            await speak(socket, self.nursery, self.watch, self.pace, self.bounds)
        finally:
            self.languages -= 1


async def _full(socket: WebSocket) -> None:
    """Accept only to say why not: a browser shows no page of a handshake that failed."""
    await socket.accept()
    await socket.close(TOO_MANY, "too many tabs")


async def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    return json_answer(error.data(), error.status)


async def _no_such_address(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return json_answer({"error": {"code": "not-there", "message": "There is nothing of that kind here."}}, status)


async def _our_mistake(_: Request, error: Exception) -> Response:
    message = f"This is a mistake in Fabula: {type(error).__name__}: {error}"
    return json_answer({"error": {"code": "mistake", "message": message}}, 500)
