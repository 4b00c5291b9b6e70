# SPDX-License-Identifier: Apache-2.0
"""Messages between the studio and its processes: four bytes of length, then the bytes, over a pair of sockets."""

from __future__ import annotations

import asyncio
import socket
import struct

LENGTH = struct.Struct(">I")


class TooLong(Exception):
    """A message is longer than what is taken."""


def receive(connection: socket.socket) -> bytes | None:
    """The next message; None where there is none more. Waits."""
    head = _exactly(connection, LENGTH.size)
    return None if head is None else _exactly(connection, LENGTH.unpack(head)[0])


def send(connection: socket.socket, message: bytes) -> None:
    """Send a message. Waits."""
    connection.sendall(LENGTH.pack(len(message)) + message)


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    """So many bytes; None where the other end is gone."""
    parts: list[bytes] = []
    while count:
        try:
            part = connection.recv(min(count, 1 << 20))
        except OSError:
            return None
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


async def next_message(reader: asyncio.StreamReader, longest: int) -> bytes | None:
    """The next message; None where there is none more. Raises `TooLong`."""
    try:
        (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
        if length > longest:
            raise TooLong
        return await reader.readexactly(length)
    except (asyncio.IncompleteReadError, OSError):
        return None


async def give(writer: asyncio.StreamWriter, message: bytes) -> None:
    """Send a message, as soon as there is room. Raises `OSError` where the other end is gone."""
    writer.write(LENGTH.pack(len(message)) + message)
    await writer.drain()
