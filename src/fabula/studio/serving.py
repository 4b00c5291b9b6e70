# SPDX-License-Identifier: Apache-2.0
"""A loopback port, and uvicorn on it with bounds: nobody else's machine is listened to, and nobody can hold it up."""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from fabula.studio.bounds import Bounds

ADDRESS = "127.0.0.1"
USUAL_PORT = 8127
TRIES = 20
KEEP_ALIVE = 15
BACKLOG = 128


class PortTaken(Exception):
    """Another program listens on the port that was asked for."""


def listening(port: int | None) -> socket.socket:
    """A socket that listens on the loopback address alone; on the usual port, or one near it, where none is asked."""
    tried = [USUAL_PORT + number for number in range(TRIES)] + [0] if port is None else [port]
    for number in tried:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((ADDRESS, number))
            found.listen(BACKLOG)
        except OSError as error:
            found.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
        else:
            return found
    raise PortTaken(str(port))


class Patient(H11Protocol):
    """HTTP/1.1 with an end to patience: the head of a request has to come in time, and connections are counted."""

    bounds = Bounds()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Somebody connects."""
        super().connection_made(transport)
        if len(self.connections) > self.bounds.connections:
            transport.abort()
        else:
            self._await_head()

    def data_received(self, data: bytes) -> None:
        """Something came; the head of the request may still be missing."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._await_head()
        else:
            self._forget()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection has ended."""
        self._forget()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        if self.head_timer is None:
            self.head_timer = self.loop.call_later(self.bounds.head_seconds, self.transport.abort)

    def _forget(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None


def server_of(app: ASGIApp, bounds: Bounds) -> uvicorn.Server:
    """A server for the application; `run` it on sockets that listen."""
    protocol = type("BoundedPatient", (Patient,), {"bounds": bounds})
    config = uvicorn.Config(
        app,
        http=protocol,
        ws="websockets-sansio",
        ws_max_size=bounds.message,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=bounds.headers,
    )
    return uvicorn.Server(config)
