# SPDX-License-Identifier: Apache-2.0
"""Many browser tabs at one studio: how long authors wait for diagnostics while others edit and ask.

    python -m benchmarks.studio_load [--tabs 50] [--seconds 60] [--opening 20] [--pause 8]

Starts a real studio in a process of its own, opens so many tabs on it, each with its channel and its language server
over real WebSockets, and ends by itself. A tab writes a burst of five keys, 0.15 seconds apart, in a manuscript or a
world of the founding worlds, waits for the diagnostics of the last key, moves the cursor in what is written and not
saved (`moment`), asks something long after every fifth burst, and pauses `--pause` seconds on average. A round trip is
the time from sending the last key until diagnostics of that version come, and until they are checked through. Opening
all tabs takes a while; what is measured begins after it. Memory is what all processes of the studio hold, their shares
of what they have in common counted once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[1]
TEXTS = ("gates/gates.md", "puddle/puddle.md", "tutorial/tutorial.md", "gates/gates.world", "cloak/cloak.md")
KEYS = 5
BETWEEN_KEYS = 0.15
LONG: tuple[tuple[str, dict[str, Any]], ...] = (
    ("knows", {}),
    ("sift", {}),
    ("whatif", {"change": ["wait"]}),
    ("draw", {"picture": "storyline"}),
    ("check", {}),
    ("endings", {"length": 7}),
)
"""Questions that wait for their turn; those that make no sense of a text are refused, which counts too."""


@dataclass(slots=True)
class Measured:
    """Seconds: of diagnostics after the last key of a burst, of moments, of long questions."""

    diagnostics: list[float] = field(default_factory=list)
    checked: list[float] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    questions: list[float] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Studio:
    """A studio that runs."""

    number: int
    base: str
    cookie: str

    def socket(self, path: str) -> connect:
        """A WebSocket of its page."""
        address = self.base.replace("http", "ws") + path
        headers = {"Cookie": self.cookie}
        return connect(address, origin=self.base, additional_headers=headers, max_size=None, proxy=None)  # type: ignore[arg-type]  # any text is an origin


class Tab:
    """A tab: an editor with its language server, and the channel for questions."""

    def __init__(self, number: int, text: str, measured: Measured, pause: float, begins: float) -> None:
        self.path = TEXTS[number % len(TEXTS)]
        self.text = text
        self.measured = measured
        self.pause = pause
        self.language: ClientConnection
        self.random = random.Random(number)  # noqa: S311 -- chance, not secrecy
        self.version = 0
        self.published: dict[int, float] = {}
        self.changed = asyncio.Event()
        self.asked = 0
        self.begins = begins
        self.lenses: dict[int, asyncio.Future[float]] = {}
        self.answers: dict[str, asyncio.Future[dict[str, Any]]] = {}

    async def say(self, method: str, number: int | None = None, **params: Any) -> None:
        """Say something to the language server."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        await self.language.send(json.dumps(message if number is None else {**message, "id": number}))

    async def hear(self) -> None:
        """Note when diagnostics of which version came last."""
        async for message in self.language:
            found = json.loads(message)
            if found.get("id") in self.lenses:
                self.lenses.pop(found["id"]).set_result(time.monotonic())
            if found.get("method") == "textDocument/publishDiagnostics" and "version" in found["params"]:
                self.published[found["params"]["version"]] = time.monotonic()
                self.changed.set()

    async def hear_answers(self, channel: ClientConnection) -> None:
        """Hand answers to who waits for them."""
        async for message in channel:
            found = json.loads(message)
            if found["type"] == "answer" and found["id"] in self.answers:
                self.answers.pop(found["id"]).set_result(found)

    async def open(self) -> None:
        """Greet the language server and open the text."""
        await self.say("initialize", 1, capabilities={}, processId=None, rootUri="file:///")
        await self.say("initialized")
        document = {"uri": f"file:///{self.path}", "languageId": "fabula", "version": 0, "text": self.text}
        await self.say("textDocument/didOpen", textDocument=document)
        await self.diagnosed(0)

    async def burst(self) -> None:
        """Write some keys, and wait for what is said of the last."""
        lines = self.text.split("\n")
        words = [number for number, line in enumerate(lines) if line and line[0].isalpha()] or [0]
        line = self.random.choice(words)
        document = {"uri": f"file:///{self.path}", "version": 0}
        sent = 0.0
        for key in range(KEYS):
            at = {"line": line, "character": 0}
            change = {"range": {"start": at, "end": at}, "text": "k"}
            if key == KEYS - 1:
                change = {"range": {"start": at, "end": {"line": line, "character": KEYS - 1}}, "text": ""}
            self.version += 1
            document["version"] = self.version
            sent = time.monotonic()
            await self.say("textDocument/didChange", textDocument=document, contentChanges=[change])
            if key < KEYS - 1:
                await asyncio.sleep(BETWEEN_KEYS)
        came = await self.diagnosed(self.version)
        checked = await self.checked()
        if sent > self.begins:
            self.measured.diagnostics.append(came - sent)
            self.measured.checked.append(checked - sent)

    async def diagnosed(self, version: int) -> float:
        """When the diagnostics of a version came: the last of them, where they come in two parts."""
        while version not in self.published:
            self.changed.clear()
            await self.changed.wait()
        first = self.published.pop(version)
        self.published.clear()
        return first

    async def checked(self) -> float:
        """When the text was checked through: a code lens says so, which waits for it."""
        name = self.version + 1000
        document = {"uri": f"file:///{self.path}"}
        self.lenses[name] = asyncio.get_running_loop().create_future()
        await self.say("textDocument/codeLens", name, textDocument=document)
        return await self.lenses[name]

    async def ask(self, channel: ClientConnection, kind: str, options: dict[str, Any]) -> float:
        """Ask over the channel; how long the answer took."""
        self.asked += 1
        name, began = str(self.asked), time.monotonic()
        answer = self.answers[name] = asyncio.get_running_loop().create_future()
        file = self.path.replace(".md", ".world") if kind == "endings" else self.path
        texts = {self.path: f"{self.text}\n{self.asked}\n"} if self.path.endswith(".md") else {}
        message = {"type": "ask", "id": name, "kind": kind, "file": file, "texts": texts, "options": options}
        await channel.send(json.dumps(message))
        found = await answer
        self.measured.outcomes[found["outcome"]] = self.measured.outcomes.get(found["outcome"], 0) + 1
        return time.monotonic() - began

    def note(self, values: list[float], took: float) -> None:
        """Note a time, once all tabs are open."""
        if time.monotonic() - took > self.begins:
            values.append(took)

    async def work(self, channel: ClientConnection, until: float) -> None:
        """Edit and ask until the time is over."""
        hearing = [asyncio.create_task(self.hear()), asyncio.create_task(self.hear_answers(channel))]
        try:
            await self.open()
            await asyncio.sleep(self.random.uniform(0, self.pause * 2))
            while time.monotonic() < until:
                await self.burst()
                if self.path.endswith(".md"):
                    lines = self.text.count("\n")
                    took = await self.ask(channel, "moment", {"line": self.random.randint(1, lines)})
                    self.note(self.measured.moments, took)
                if self.random.random() < 0.2:
                    self.note(self.measured.questions, await self.ask(channel, *self.random.choice(LONG)))
                await asyncio.sleep(self.random.uniform(0, self.pause * 2))
        finally:
            for task in hearing:
                task.cancel()


async def tab(studio: Studio, number: int, measured: Measured, arguments: argparse.Namespace, began: float) -> None:
    """One tab from its opening to its end."""
    begins = began + arguments.opening
    until = begins + arguments.seconds
    text = (ROOT / "worlds" / TEXTS[number % len(TEXTS)]).read_text(encoding="utf-8")
    await asyncio.sleep(number * arguments.opening * 0.8 / arguments.tabs)
    try:
        async with studio.socket("/api/channel") as channel, studio.socket("/api/language") as language:
            async with asyncio.timeout(until - time.monotonic() + 60):
                mine = Tab(number, text, measured, arguments.pause, begins)
                mine.language = language
                await mine.work(channel, until)
    except (TimeoutError, OSError) as error:
        measured.lost += 1
        print(f"tab {number} was lost: {error!r}")


def processes_of(number: int) -> Iterator[int]:
    """A process, its children, and theirs."""
    yield number
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from processes_of(int(child))


def memory_of(number: int) -> int:
    """What a process holds for itself, and its share of what it has in common with others, in bytes."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def processor_time(number: int) -> float:
    """The seconds of processor time that a process has used, and its children that have ended."""
    try:
        parts = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(part) for part in parts[11:15]) / os.sysconf("SC_CLK_TCK")


async def watch(studio: Studio, begins: float, until: float) -> tuple[int, int, float]:
    """The most memory that all processes held at once, how many there were then, and the cores that they took."""
    most = (0, 0)
    await asyncio.sleep(begins - time.monotonic())
    began = time.monotonic()
    first = last = sum(processor_time(number) for number in processes_of(studio.number))
    while time.monotonic() < until:
        numbers = list(processes_of(studio.number))
        most = max(most, (sum(memory_of(number) for number in numbers), len(numbers)))
        last = max(last, sum(processor_time(number) for number in numbers))
        await asyncio.sleep(2)
    return *most, (last - first) / (time.monotonic() - began)


def share(values: list[float], part: float) -> float:
    """The value below which this part of them is, in milliseconds."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] * 1000 if values else float("nan")


def line_of(name: str, values: list[float]) -> str:
    """A row of the table."""
    figures = "  ".join(f"{share(values, part):8,.0f}" for part in (0.5, 0.9, 0.95, 0.99, 1.0))
    return f"{name:28}{len(values):6}  {figures}"


async def run(studio: Studio, arguments: argparse.Namespace) -> None:
    """All tabs at once; then what was measured."""
    measured, used, began = Measured(), os.times(), time.monotonic()
    until = began + arguments.opening + arguments.seconds
    tabs = (tab(studio, number, measured, arguments, began) for number in range(arguments.tabs))
    watching = asyncio.create_task(watch(studio, began + arguments.opening, until))
    await asyncio.gather(*tabs)
    took, now = time.monotonic() - began, os.times()
    clients = (now.user + now.system - used.user - used.system) / took
    memory, count, cores = await watching
    print(
        f"{'milliseconds':28}{'count':>6}  "
        + "  ".join(f"{head:>8}" for head in ("50 %", "90 %", "95 %", "99 %", "most"))
    )
    print(line_of("diagnostics after a key", measured.diagnostics))
    print(line_of("checked through", measured.checked))
    print(line_of("moment under the cursor", measured.moments))
    print(line_of("long questions", measured.questions))
    outcomes = ", ".join(f"{number} {name}" for name, number in sorted(measured.outcomes.items()))
    print(f"\n{arguments.tabs} tabs, {took:.0f} s, {measured.lost} lost; questions: {outcomes}")
    print(f"the studio took {cores:.2f} cores for {len(measured.diagnostics)} bursts in {arguments.seconds:.0f} s")
    print(f"memory {memory / 2**20:,.0f} MiB in {count} processes at most; the clients took {clients:.2f} of a core")
    print(f"load of the machine {os.getloadavg()[0]:.1f} (all that runs on it) on {os.cpu_count()} cores")


def main() -> None:
    """Start a studio, load it, end it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tabs", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--opening", type=float, default=20.0)
    parser.add_argument("--pause", type=float, default=8.0)
    arguments = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "worlds", folder, dirs_exist_ok=True)
        command = [sys.executable, str(ROOT / "tests" / "studio" / "serve.py"), folder, "{}"]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            try:
                assert process.stdout is not None
                address = process.stdout.readline().strip()
                cookies = httpx.get(address).cookies
                cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
                asyncio.run(run(Studio(process.pid, address.partition("/?")[0], cookie), arguments))
            finally:
                process.terminate()
                process.wait(20)


if __name__ == "__main__":
    main()
