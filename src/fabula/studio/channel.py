# SPDX-License-Identifier: Apache-2.0
"""The channel of one tab: its questions, how far they are, their answers, and what changes on the disk.

Everything that a tab has asked ends with its channel. Quick questions go to a process of the tab's own, which
remembers the story (`AT_ONCE`); long ones wait for their turn (`jobs.py`).
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from fabula.studio.asks import AT_ONCE, KINDS_OF_ASKS, Advanced, Answer, Ask, Drop, Made
from fabula.studio.bounds import Bounds
from fabula.studio.downloads import Downloads
from fabula.studio.entry import Work
from fabula.studio.jobs import Job, Jobs, answered
from fabula.studio.processes import Companion, Nursery

QUICK_SECONDS = 20.0
"""What a quick question has: others of the tab wait for it."""
TOO_SLOW = 4008


class Cancelled(msgspec.Struct, frozen=True):
    """A question that is taken back."""

    id: str


class Channel:
    """One tab."""

    def __init__(self, socket: WebSocket, jobs: Jobs, nursery: Nursery, downloads: Downloads, bounds: Bounds) -> None:
        self.socket = socket
        self.jobs = jobs
        self.nursery = nursery
        self.downloads = downloads
        self.bounds = bounds
        self.name = secrets.token_urlsafe(9)
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.words: dict[str, str] = {}
        self.sending = asyncio.Lock()
        self.desk = asyncio.Lock()
        self.companion: Companion | None = None
        self.at_desk: set[asyncio.Task[tuple[Answer, tuple[Made, bytes] | None]]] = set()
        self.at_work: str | None = None
        self.taken_back: set[str] = set()

    async def run(self) -> None:
        """Serve the tab until it is closed."""
        await self.send({"type": "hello", "session": self.name})
        try:
            while True:
                await self.take(await self.socket.receive_text())
        except (WebSocketDisconnect, KeyError, RuntimeError):
            pass
        finally:
            await self.close()

    async def close(self) -> None:
        """End everything that the tab has asked."""
        tasks = list(self.tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for asking in tuple(self.at_desk):
            asking.cancel()
        await asyncio.gather(*self.at_desk, return_exceptions=True)
        if self.companion is not None:
            await self.companion.end()
            self.companion = None
        self.downloads.forget(self.name)

    async def send(self, message: dict[str, Any]) -> None:
        """Send the tab a message; a tab that does not take it in time is closed."""
        text = msgspec.json.encode(message).decode("utf-8")
        try:
            async with self.sending, asyncio.timeout(self.bounds.send_seconds):
                await self.socket.send_text(text)
        except TimeoutError:
            with suppress(RuntimeError):
                await self.socket.close(TOO_SLOW)
        except (WebSocketDisconnect, RuntimeError, OSError):
            pass

    # ------------------------------------------------------------------------------------------------ questions

    async def take(self, text: str) -> None:
        """Take a message of the tab."""
        found: Any = None
        try:
            found = msgspec.json.decode(text)
            kind = found.get("type") if isinstance(found, dict) else None
            if kind == "cancel":
                self.cancel(msgspec.convert(found, Cancelled).id)
                return
            if kind != "ask":
                raise msgspec.ValidationError("`type` must be `ask` or `cancel`")
            ask = msgspec.convert(found, Ask)
        except (msgspec.MsgspecError, RecursionError) as error:
            name = found.get("id") if isinstance(found, dict) else None
            await self.answer(name if isinstance(name, str) else "", Answer("refused", message=str(error)))
            return
        await self.begin(ask)

    async def begin(self, ask: Ask) -> None:
        """Begin to answer a question, or say why not."""
        wrong = self._wrong(ask)
        if wrong is not None:
            await self.answer(ask.id, Answer("refused", message=wrong))
            return
        if ask.instead is not None:
            self.cancel(self.words.get(ask.instead, ""))
            self.words[ask.instead] = ask.id
        work = self._quick(ask) if ask.kind in AT_ONCE else self._long(ask)
        self.tasks[ask.id] = asyncio.create_task(self._finish(ask, work))
        # A task that is cancelled before it has begun says nothing at all.
        await asyncio.sleep(0)

    def _wrong(self, ask: Ask) -> str | None:
        """Why a question is refused; None if it is not."""
        if ask.kind not in KINDS_OF_ASKS:
            return f"There is no question called `{ask.kind}`."
        if ask.id in self.tasks:
            return "A question of that id is under way."
        under_way = len(self.tasks) - (self.words.get(ask.instead or "") in self.tasks)
        if under_way >= self.bounds.asks:
            return f"{self.bounds.asks} questions are under way: wait for one, or take one back."
        if self.jobs.full:
            return "Too many questions wait: ask again in a while."
        if len(self.words) > self.bounds.asks * 4:
            self.words = {word: name for word, name in self.words.items() if name in self.tasks}
        try:
            ask.read_options()
        except msgspec.ValidationError as error:
            return str(error)
        return None

    def cancel(self, name: str) -> None:
        """Take a question back; nothing where it is not under way."""
        task = self.tasks.get(name)
        if task is not None:
            task.cancel()

    async def _finish(self, ask: Ask, work: Coroutine[Any, Any, tuple[Answer, tuple[Made, bytes] | None]]) -> None:
        """Answer when the work is done, however that ends."""
        began = time.monotonic()
        answer, made = Answer("cancelled"), None
        try:
            answer, made = await work
        except asyncio.CancelledError:
            pass
        except Exception as error:  # noqa: BLE001 -- a mistake of ours must not leave the tab waiting
            answer = Answer("failed", message=f"This is a mistake in Fabula: {type(error).__name__}: {error}")
        self.tasks.pop(ask.id, None)
        if made is not None and answer.answer is not None:
            link = self.downloads.keep(self.name, made[0], made[1])
            answer = msgspec.structs.replace(answer, answer={"download": link, **answer.answer})
        await self.answer(ask.id, answer, time.monotonic() - began)

    async def answer(self, name: str, answer: Answer, seconds: float = 0.0) -> None:
        """Send an answer."""
        data = msgspec.to_builtins(answer)
        await self.send({"type": "answer", "id": name, **data, "seconds": round(seconds, 3)})

    async def _heard(self, progress: Advanced) -> None:
        await self.send(msgspec.to_builtins(progress))

    def _seconds(self, ask: Ask, usual: float) -> float:
        wanted = ask.options.get("seconds") or usual
        return min(float(wanted), self.bounds.longest_seconds)

    async def _long(self, ask: Ask) -> tuple[Answer, tuple[Made, bytes] | None]:
        """Wait for one's turn, then for the answer."""
        job = Job(self.name, ask, self._seconds(ask, self.bounds.question_seconds))
        telling = asyncio.create_task(self._tell_place(job))
        try:
            await self.jobs.enter(job)
        finally:
            telling.cancel()
        try:
            await self.send({"type": "state", "id": ask.id, "state": "running"})
            return await self.jobs.work(job, self._heard)
        finally:
            await asyncio.shield(self.jobs.leave(job))

    async def _tell_place(self, job: Job) -> None:
        """Say how many are before the question, as often as that changes."""
        told: int | None = None
        await asyncio.sleep(0)
        while not job.ready.is_set():
            before = self.jobs.before(job)
            if before != told:
                told = before
                await self.send({"type": "state", "id": job.ask.id, "state": "waiting", "before": before})
            async with self.jobs.moved:
                await self.jobs.moved.wait()

    async def _quick(self, ask: Ask) -> tuple[Answer, tuple[Made, bytes] | None]:
        """Ask the tab's own process; a question that is taken back does not disturb the next one."""
        asking = asyncio.create_task(self._at_desk(ask))
        self.at_desk.add(asking)
        asking.add_done_callback(self.at_desk.discard)
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            self.taken_back.add(ask.id)
            if self.at_work == ask.id and self.companion is not None:
                with suppress(OSError):
                    await self.companion.send(msgspec.json.encode(Drop(ask.id)))
            raise

    async def _at_desk(self, ask: Ask) -> tuple[Answer, tuple[Made, bytes] | None]:
        """Ask the tab's own process, one question after another."""
        async with self.desk:
            if ask.id in self.taken_back:
                self.taken_back.discard(ask.id)
                return Answer("cancelled"), None
            if self.companion is not None and self.companion.dead:
                await self.companion.end()
                self.companion = None
            if self.companion is None:
                self.companion = await self.nursery.begin(Work.QUICK)
            self.at_work = ask.id
            seconds = min(self._seconds(ask, QUICK_SECONDS), QUICK_SECONDS)
            answer, made = await answered(self.companion, ask, seconds, self.bounds, self._heard)
            self.at_work = None
            self.taken_back.discard(ask.id)
            if answer.outcome in {"failed", "gave-up"}:
                await self.companion.end()
                self.companion = None
            return answer, made
