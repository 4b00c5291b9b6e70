# SPDX-License-Identifier: Apache-2.0
"""How much of everything one start of the studio allows: what a client, a file or a question can cost at most."""

from __future__ import annotations

from fabula.records import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers; tests make them small. Sizes are in bytes, times in seconds."""

    file: int = 4 * MEBIBYTE
    """A file that is read or saved."""
    files: int = 2000
    """Files of a folder that are listed."""
    depth: int = 8
    """Folders inside folders."""
    body: int = 6 * MEBIBYTE
    """The body of a request: a file in JSON."""
    message: int = 8 * MEBIBYTE
    """One message of a WebSocket."""
    headers: int = 32 * 1024
    """The head of a request."""
    head_seconds: float = 10.0
    """For sending the head of a request: whoever only holds a connection open loses it."""
    body_seconds: float = 20.0
    """For sending the body of a request."""
    send_seconds: float = 30.0
    """For taking what is sent over a WebSocket."""
    connections: int = 400
    channels: int = 80
    """Tabs at once: channels, and as many language servers."""
    asks: int = 8
    """Questions of one tab that are under way."""
    running: int = 2
    """Questions of all tabs that are worked at; the others wait."""
    waiting: int = 200
    """Questions of all tabs that wait."""
    question_seconds: float = 60.0
    longest_seconds: float = 600.0
    """What a question has, unless it says otherwise, and what it may say."""
    grace: float = 5.0
    """For ending by itself after that."""
    question_memory: int = 1024 * MEBIBYTE
    """What a process that answers questions may use; a quarter more, and it is ended."""
    language_memory: int = 768 * MEBIBYTE
    """The same of a language server."""
    language_seconds: float = 60.0
    """So much processor time a language server may use without a pause."""
    all_memory: int = 6 * 1024 * MEBIBYTE
    """What all processes of the studio may use together: beyond it the largest is ended."""
    answer: int = 32 * MEBIBYTE
    """An answer, a picture or a download."""
    downloads: int = 20
    """Downloads of one tab that are kept."""
    look_seconds: float = 0.5
    """Between two looks at the disk."""
