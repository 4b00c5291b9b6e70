# SPDX-License-Identifier: Apache-2.0
"""What is analysed when: the text that was changed first, at once; then those that are read with it.

Belongs to the thread of messages; analyses run in one thread of their own. A text that changes has what is under way
for it stopped. Whoever asks about a text gets an analysis whose words are those of the text as it is.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from fabula.engine.port import Cancel
from fabula.lsp.analysing import OUTDATED, Analyser
from fabula.lsp.analysis import Analysis
from fabula.lsp.bounds import Bounds
from fabula.lsp.reading import Form
from fabula.lsp.texts import Texts
from fabula.records import dataclass

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    """An analysis under way."""

    name: str
    cancel: Cancel


class Schedule:
    """Keeps the analyses of all open texts up to date."""

    def __init__(self, bounds: Bounds, texts: Callable[[], Texts], publish: Callable[[Analysis], None]) -> None:
        self.bounds = bounds
        self._texts = texts
        self._publish = publish
        self._analyser = Analyser(bounds)
        self._thread = ThreadPoolExecutor(1, "fabula-analyses")
        self._wanted: dict[str, None] = {}
        self._job: _Job | None = None
        self._known: dict[str, Analysis] = {}
        self._waiting: dict[str, list[asyncio.Future[None]]] = {}
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    # What the thread of messages says.

    def wants(self, name: str) -> None:
        """Analyse a text anew, before all others."""
        self._wanted = {name: None} | {other: None for other in self._wanted if other != name}
        if self._job is not None:
            self._job.cancel.set(OUTDATED)
            self._wanted.setdefault(self._job.name)
        self._go()

    def others(self, name: str) -> None:
        """Analyse the open texts anew that were read with a text, after all others."""
        for other, analysis in self._known.items():
            if other != name and name in analysis.sources and other in self._texts().opened:
                self._wanted.setdefault(other)
        self._go()

    def forget(self, name: str) -> None:
        """A text is no longer open."""
        self._wanted.pop(name, None)
        self._known.pop(name, None)
        for waiting in self._waiting.pop(name, []):
            if not waiting.done():
                waiting.set_result(None)

    async def analysis(self, name: str, *, checked: bool = False) -> Analysis | None:
        """What is known of a text, its words read as they are now (and `checked`, if it can be); None if not open."""
        opened = self._texts().opened.get(name)
        while opened is not None:
            known = self._known.get(name)
            if known is not None and known.source is opened.source and not (checked and self._under_way(name)):
                return known
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(name, []).append(waiting)
            await waiting
            opened = self._texts().opened.get(name)
        return None

    def _under_way(self, name: str) -> bool:
        """Whether a text is being analysed, or is to be."""
        return name in self._wanted or (self._job is not None and self._job.name == name)

    def close(self) -> None:
        """Ask all that is under way to stop, for good."""
        self._closed = True
        self._wanted.clear()
        if self._job is not None:
            self._job.cancel.set(OUTDATED)
        for name in list(self._waiting):
            self.forget(name)

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    # What goes on.

    def _go(self) -> None:
        if self._task is None and self._wanted and not self._closed:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        try:
            while self._wanted and not self._closed:
                await asyncio.sleep(self.bounds.delay)
                name = next(iter(self._wanted), None)
                if name is not None:
                    del self._wanted[name]
                    await self._analyse(name)
        finally:
            self._task = None

    async def _analyse(self, name: str) -> None:
        texts = self._texts()
        opened = texts.opened.get(name)
        if opened is None:
            return
        loop = asyncio.get_running_loop()
        job = self._job = _Job(name, Cancel())
        clock = threading.Timer(self.bounds.seconds, job.cancel.set, ("time",))
        clock.daemon = True

        def read(analysis: Analysis) -> None:
            loop.call_soon_threadsafe(self._keep, analysis)

        def analyse() -> Analysis:
            clock.start()
            try:
                return self._analyser.analyse(opened.source, texts, self._known.get(name), job.cancel, read)
            except Exception:  # noqa: BLE001 -- a mistake of ours in one text must not leave all others waiting
                _LOG.exception("%s could not be analysed", name)
                return Analysis(opened.source, Form.PROSE, texts, {name: opened.source})
            finally:
                clock.cancel()

        try:
            analysis = await loop.run_in_executor(self._thread, analyse)
        finally:
            job.cancel.set(OUTDATED)  # where this was cancelled itself, the thread goes on
            self._job = None
        self._keep(analysis)

    def _keep(self, analysis: Analysis) -> None:
        """Remember an analysis, tell the editor, and let those go on who waited for it."""
        name = analysis.source.name
        if self._closed or name not in self._texts().opened:
            return
        self._known[name] = analysis
        self._publish(analysis)
        for waiting in self._waiting.pop(name, []):
            if not waiting.done():
                waiting.set_result(None)
