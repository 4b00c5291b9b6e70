# SPDX-License-Identifier: Apache-2.0
"""What a session knows: the texts that an editor has open, and who answers what about them.

Messages are handled in one thread, which never reads a file and never checks anything; texts are analysed in a second
thread, one after another, and questions are answered in a third. A text that changes while it is analysed has that
stopped and begun anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import TypeAlias, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from fabula.diagnostics import Source
from fabula.lsp.addresses import name_of
from fabula.lsp.analysis import Analysis
from fabula.lsp.bounds import Bounds
from fabula.lsp.convert import Positions
from fabula.lsp.desk import Desk
from fabula.lsp.folder import DiskFolder, Folder
from fabula.lsp.publishing import diagnostics_of
from fabula.lsp.schedule import Schedule
from fabula.lsp.texts import OpenText, Texts, with_line_feeds

Answer = TypeVar("Answer")
Ask: TypeAlias = Callable[[Analysis, Desk, Positions], Answer]
"""A question about a text, answered in a thread."""


class Session:
    """One editor, and what it has open."""

    def __init__(self, server: LanguageServer, folder: Folder, bounds: Bounds) -> None:
        self.server = server
        self.folder = folder
        self.positions = Positions()
        self.opened: dict[str, OpenText] = {}
        self._refreshes = False
        self._checked: dict[str, Source] = {}
        self._bounds = bounds
        self._desk = Desk(bounds)
        self._answers = ThreadPoolExecutor(1, "fabula-answers")
        self._schedule = Schedule(bounds, self.texts, self._publish)

    def texts(self) -> Texts:
        """All texts as they are now."""
        return Texts(dict(self.opened), self.folder)

    async def answer(self, uri: str, ask: Ask[Answer], *, checked: bool = False, lively: bool = False) -> Answer | None:
        """The answer about a text that is open, once its words are analysed, or (`checked`) once it is checked.

        With `lively` an engine is waited for, but not for long.
        """
        analysis = await self._schedule.analysis(name_of(uri), checked=checked)
        if lively and analysis is not None and analysis.running is None:
            with suppress(TimeoutError):
                wanted = self._schedule.analysis(name_of(uri), checked=True)
                analysis = await asyncio.wait_for(wanted, self._bounds.patience)
        if analysis is None:
            return None
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._answers, ask, analysis, self._desk, self.positions)

    # What the editor tells.

    def starts(self, folders: tuple[str, ...], encoding: str, *, refreshes: bool) -> None:
        """The editor has these folders open, counts columns so, and can be told to ask for lenses anew."""
        self.positions = Positions(encoding)
        self._refreshes = refreshes
        if isinstance(self.folder, DiskFolder) and self.folder.root is None:
            self.folder = replace(self.folder, listed=folders)

    def opens(self, document: types.TextDocumentItem) -> None:
        """A text was opened."""
        name = name_of(document.uri)
        self._put(name, with_line_feeds(document.text), document.version, document.uri)

    def changes(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        name = name_of(params.text_document.uri)
        opened = self.opened.get(name)
        if opened is None:
            return
        source = opened.source
        for change in params.content_changes:
            text = with_line_feeds(change.text)
            if isinstance(change, types.TextDocumentContentChangePartial):
                span = self.positions.span(source, change.range)
                text = f"{source.text[: span.start]}{text}{source.text[span.end :]}"
            source = Source(name, text)
        self._put(name, source.text, params.text_document.version, opened.uri)

    def closes(self, uri: str) -> None:
        """A text was closed: what the disk says counts again."""
        name = name_of(uri)
        if self.opened.pop(name, None) is not None:
            self._schedule.forget(name)
            self._checked.pop(name, None)
            self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
            self._schedule.others(name)

    def files_changed(self) -> None:
        """Files on the disk have changed."""
        for name in self.opened:
            self._schedule.wants(name)

    def ends(self) -> None:
        """Ask all that is under way to stop; belongs to the thread of messages."""
        self._schedule.close()

    def join(self) -> None:
        """Wait until all threads have ended."""
        self._schedule.join()
        self._answers.shutdown(wait=True, cancel_futures=True)

    def _put(self, name: str, text: str, version: int | None, uri: str) -> None:
        self.opened[name] = OpenText(Source(name, text), version, uri)
        self._schedule.wants(name)
        self._schedule.others(name)

    def _publish(self, analysis: Analysis) -> None:
        """Tell the editor what is wrong with a text, unless it has changed since."""
        opened = self.opened.get(analysis.source.name)
        if opened is None or opened.source is not analysis.source:
            return
        found = diagnostics_of(analysis, self.positions)
        told = types.PublishDiagnosticsParams(opened.uri, found, opened.version)
        self.server.text_document_publish_diagnostics(told)
        if analysis.current:
            if self._refreshes and self._checked.get(analysis.source.name) is analysis.source:
                # Nothing was typed here, so the editor does not know that the lines above events may differ.
                self.server.workspace_code_lens_refresh(None)
            self._checked[analysis.source.name] = analysis.source
