# SPDX-License-Identifier: Apache-2.0
"""The studio from its start to its end: on which folder, on which port, and what is printed is the caller's to say."""

from __future__ import annotations

import socket
from collections.abc import Callable

from fabula.studio.app import make_app
from fabula.studio.bounds import Bounds
from fabula.studio.guard import new_keys
from fabula.studio.serving import listening, server_of


def run_studio(root: str, port: int | None, ready: Callable[[str], None], bounds: Bounds | None = None) -> None:
    """Serve a folder until the process is asked to stop; `ready` is given the address to open.

    Raises `PortTaken` where another program has the port.
    """
    listener = listening(port)
    run_on(listener, root, ready, Bounds() if bounds is None else bounds)


def run_on(listener: socket.socket, root: str, ready: Callable[[str], None], bounds: Bounds) -> None:
    """The same on a socket that listens already, to whatever end."""
    with listener:
        keys = new_keys(listener.getsockname()[1])
        server = server_of(make_app(root, keys, bounds), bounds)
        ready(keys.address)
        server.run([listener])
