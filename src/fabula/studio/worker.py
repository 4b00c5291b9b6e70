# SPDX-License-Identifier: Apache-2.0
"""What runs in the studio's processes: one answers questions, another is a language server. Each ends with its client.

A process takes messages from a socket and sends messages to it (`wire.py`); that is all it has to do with the world,
besides reading files of the folder.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from queue import SimpleQueue

import msgspec

from fabula.diagnostics import Source
from fabula.engine.port import Cancel, Progress
from fabula.lsp import Bounds as LanguageBounds, serve
from fabula.studio import wire
from fabula.studio.answers import ANSWERS
from fabula.studio.asking import Asker
from fabula.studio.asks import Advanced, Answer, Drop, Made, Sent, Take, ToProcess
from fabula.studio.bounds import MEBIBYTE, Bounds
from fabula.studio.confines import CLIENT_IS_GONE, TIME_IS_UP, confine, yield_to_others
from fabula.studio.folder import Folder

BETWEEN_PROGRESS = 0.25
"""At most so often is told how far a question is, in seconds."""
POLITE, POLITER = 5, 10
"""Who asks lets those go first who only write, and who asks something long, all others."""


def answer_questions(connection: socket.socket, root: str, bounds: Bounds, long: bool) -> None:
    """Answer questions until there is none more; `long` ones, or quick ones."""
    connection.setblocking(True)
    desk = _Desk(connection, bounds)
    confine(bounds.question_memory, desk.over)
    yield_to_others(POLITER if long else POLITE)
    asker = Asker(Folder(root, bounds), bounds, ANSWERS)
    threading.Thread(target=desk.take_messages, name="fabula-messages", daemon=True).start()
    for take in desk.questions():
        cancel = desk.begin(take)
        answer, made = asker.answer(take.ask, cancel, desk.progress)
        desk.end(take, answer, made)


def speak_language(connection: socket.socket, root: str, bounds: Bounds) -> None:
    """Be a language server until the client is gone."""
    connection.setblocking(True)
    confine(bounds.language_memory, lambda: None, bounds.language_seconds)
    limits = LanguageBounds(characters=bounds.file, mebibytes=bounds.language_memory / 2 / MEBIBYTE)
    serve(
        lambda: wire.receive(connection),
        lambda message: wire.send(connection, message),
        _LanguageFolder(Folder(root, bounds)),
        limits,
    )


class _LanguageFolder:
    """The folder as the language server names it: from the root of addresses, `/gates/gates.md`."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def read(self, name: str) -> Source | None:
        """The text of a file, its source called by the name."""
        return self.folder.source(name)

    def names(self) -> Iterator[str]:
        """The names of the texts that there are."""
        return (f"/{path}" for path in self.folder.scan())


class _Desk:
    """What lies between the thread that takes messages and the one that answers."""

    def __init__(self, connection: socket.socket, bounds: Bounds) -> None:
        self.connection = connection
        self.bounds = bounds
        self.waiting: SimpleQueue[Take] = SimpleQueue()
        self.lock = threading.Lock()
        self.current: tuple[str, Cancel] | None = None
        self.dropped: set[str] = set()
        self.told = 0.0
        self.timers: list[threading.Timer] = []

    def take_messages(self) -> None:
        """Take messages until the studio is gone; then there is nobody to answer."""
        while (message := wire.receive(self.connection)) is not None:
            found: Take | Drop = msgspec.json.decode(message, type=ToProcess)
            with self.lock:
                match found:
                    case Take():
                        self.waiting.put(found)
                    case Drop(id=name) if self.current is not None and self.current[0] == name:
                        self.current[1].set("cancelled")
                    case Drop(id=name):
                        self.dropped.add(name)
        os._exit(CLIENT_IS_GONE)

    def questions(self) -> Iterator[Take]:
        """The questions as they come, without end: the process ends when the studio is gone."""
        while True:
            yield self.waiting.get()

    def begin(self, take: Take) -> Cancel:
        """The flag that stops a question: when its time is up, or nobody waits for it. Soon after, the process ends."""
        with self.lock:
            cancel = Cancel("cancelled" if take.ask.id in self.dropped else None)
            self.current = take.ask.id, cancel
            self.told = 0.0
        self.timers = [
            threading.Timer(take.seconds, cancel.set, ("time",)),
            threading.Timer(take.seconds + self.bounds.grace, os._exit, (TIME_IS_UP,)),
        ]
        for timer in self.timers:
            timer.daemon = True
            timer.start()
        return cancel

    def end(self, take: Take, answer: Answer, made: tuple[Made, bytes] | None) -> None:
        """Send the answer."""
        for timer in self.timers:
            timer.cancel()
        with self.lock:
            self.current = None
            self.dropped.discard(take.ask.id)
        wire.send(self.connection, msgspec.json.encode(Sent(take.ask.id, answer, made and made[0])))
        if made is not None:
            wire.send(self.connection, made[1])

    def over(self) -> None:
        """Too much memory is used."""
        with self.lock:
            if self.current is not None:
                self.current[1].set("memory")

    def progress(self, progress: Progress, title: str | None = None) -> None:
        """Say how far the question is, now and then."""
        now = time.monotonic()
        if self.current is None or now - self.told < BETWEEN_PROGRESS:
            return
        self.told = now
        done = Advanced(self.current[0], progress.length, progress.states, progress.stories, title)
        wire.send(self.connection, msgspec.json.encode(done))
