# SPDX-License-Identifier: Apache-2.0
"""A real studio to be asked over real sockets, and the manners of a browser that knows it."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
from websockets.asyncio.client import ClientConnection, connect

SERVE = Path(__file__).with_name("serve.py")
OURS = {"X-Fabula": "studio"}
PATIENCE = 60
Found = TypeVar("Found")


@dataclass(frozen=True)
class Served:
    """A studio that runs: its process, its folder, its address with the token."""

    process: subprocess.Popen[str]
    folder: Path
    address: str

    @property
    def base(self) -> str:
        return self.address.partition("/?")[0]

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])

    @property
    def cookie(self) -> str:
        answer = httpx.get(self.address)
        return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())

    def browser(self) -> httpx.Client:
        """A browser that has opened the printed address."""
        return httpx.Client(base_url=self.base, headers={**OURS, "Cookie": self.cookie}, timeout=PATIENCE)

    def socket(self, path: str, **headers: str) -> connect:
        """A WebSocket of our page; headers may be given otherwise."""
        given = {"Cookie": self.cookie} | headers
        origin = given.pop("Origin", self.base)
        return connect(
            self.base.replace("http", "ws") + path,
            origin=None if origin == "" else origin,  # type: ignore[arg-type]  # any text is sent
            additional_headers=given,
            max_size=None,
            proxy=None,
        )

    def processes(self) -> list[int]:
        """The numbers of the studio's processes, of all generations."""
        return [int(each) for each in children_of(self.process.pid)]


def children_of(number: int) -> list[str]:
    """The numbers of a process's children and theirs."""
    found: list[str] = []
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            found += task.read_text().split()
        except OSError:
            continue
    return found + [each for child in found for each in children_of(int(child))]


@contextmanager
def served(folder: Path, **bounds: float) -> Iterator[Served]:
    """A studio on a folder, as long as the block runs."""
    command = [sys.executable, str(SERVE), str(folder), json.dumps(bounds)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield Served(process, folder, process.stdout.readline().strip())
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def run(work: Coroutine[Any, Any, Found]) -> Found:
    """What comes of asynchronous work, which must end in time."""

    async def bounded() -> Found:
        async with asyncio.timeout(PATIENCE):
            return await work

    return asyncio.run(bounded())


class Tab:
    """A tab's channel."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[dict[str, Any]] = []

    async def hear(self) -> dict[str, Any]:
        """The next message."""
        message: dict[str, Any] = json.loads(await self.socket.recv())
        self.heard.append(message)
        return message

    async def say(self, **message: Any) -> None:
        await self.socket.send(json.dumps(message))

    async def begin(self, name: str, kind: str, file: str, **more: Any) -> None:
        """Ask, and do not wait."""
        texts, word = more.pop("texts", {}), more.pop("instead", None)
        message = {"type": "ask", "id": name, "kind": kind, "file": file, "texts": texts, "options": more}
        await self.say(**message, **({} if word is None else {"instead": word}))

    async def answer(self, name: str) -> dict[str, Any]:
        """The answer to a question."""
        while True:
            message = await self.hear()
            if message["type"] == "answer" and message["id"] == name:
                return message

    async def ask(self, kind: str, file: str, **more: Any) -> dict[str, Any]:
        """Ask, and wait for the answer."""
        name = f"{kind}-{len(self.heard)}-{time.monotonic_ns()}"
        await self.begin(name, kind, file, **more)
        return await self.answer(name)
