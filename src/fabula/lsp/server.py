# SPDX-License-Identifier: Apache-2.0
"""The server: an editor's messages, the texts that it has open, and who answers what.

Messages are handled in one thread, which never reads a file and never checks anything; texts are analysed in a second
thread, one after another, and questions are answered in a third. A text that changes while it is analysed has that
stopped and begun anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from fabula import __version__
from fabula.diagnostics import Source
from fabula.lsp.addresses import name_of
from fabula.lsp.analysis import Analysis
from fabula.lsp.bounds import Bounds
from fabula.lsp.convert import Positions
from fabula.lsp.folder import DiskFolder, Folder
from fabula.lsp.publishing import diagnostics_of
from fabula.lsp.schedule import Schedule
from fabula.lsp.texts import OpenText, Texts, with_line_feeds

Answer = TypeVar("Answer")


class FabulaServer(LanguageServer):
    """A language server for one client."""

    def __init__(self, folder: Folder, bounds: Bounds) -> None:
        super().__init__("fabula", __version__, protocol_cls=_Protocol, max_workers=2)
        self.folder = folder
        self.bounds = bounds
        self.positions = Positions()
        self.opened: dict[str, OpenText] = {}
        self.answers = ThreadPoolExecutor(1, "fabula-answers")
        self.schedule = Schedule(bounds, self.texts, self.publish)

    def texts(self) -> Texts:
        """All texts as they are now."""
        return Texts(dict(self.opened), self.folder)

    def publish(self, analysis: Analysis) -> None:
        """Tell the editor what is wrong with a text, unless it has changed since."""
        opened = self.opened.get(analysis.source.name)
        if opened is None or opened.source is not analysis.source:
            return
        found = diagnostics_of(analysis, self.positions)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(opened.uri, found, opened.version))

    async def answer(self, uri: str, asked: Callable[[Analysis], Answer]) -> Answer | None:
        """What a function says of a text that is open, once its words are analysed; worked out in a thread."""
        analysis = await self.schedule.analysis(name_of(uri))
        if analysis is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(self.answers, asked, analysis)

    # What the editor tells.

    def did_open(self, document: types.TextDocumentItem) -> None:
        """A text was opened."""
        name = name_of(document.uri)
        self._put(name, with_line_feeds(document.text), document.version, document.uri)

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
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

    def did_close(self, uri: str) -> None:
        """A text was closed: what the disk says counts again."""
        if self.opened.pop(name_of(uri), None) is not None:
            self.schedule.forget(name_of(uri))
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
            self.schedule.others(name_of(uri))

    def files_changed(self) -> None:
        """Files on the disk have changed."""
        for name in self.opened:
            self.schedule.wants(name)

    def _put(self, name: str, text: str, version: int | None, uri: str) -> None:
        self.opened[name] = OpenText(Source(name, text), version, uri)
        self.schedule.wants(name)
        self.schedule.others(name)

    def close(self) -> None:
        """Ask all that is under way to stop; belongs to the thread of messages."""
        self.schedule.close()

    def shutdown(self) -> None:
        """Wait until all threads have ended."""
        self.schedule.join()
        self.answers.shutdown(wait=True, cancel_futures=True)
        super().shutdown()  # type: ignore[no-untyped-call]  # pygls says nothing of its type


class _Protocol(LanguageServerProtocol):
    """The protocol with texts kept by us: a line ends where our sources and the protocol say, and nowhere else."""

    _server: FabulaServer

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text was opened."""
        self._server.did_open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        self._server.did_change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text was closed."""
        self._server.did_close(params.text_document.uri)


def make_server(folder: Folder | None = None, bounds: Bounds | None = None) -> FabulaServer:
    """A server for one client, which reads the files of the folder (None: whatever the client's files name)."""
    server = FabulaServer(DiskFolder() if folder is None else folder, Bounds() if bounds is None else bounds)

    @server.feature(types.INITIALIZED)
    def initialized(_: Any) -> None:
        encoding = server.server_capabilities.position_encoding
        server.positions = Positions(str(getattr(encoding, "value", encoding) or "utf-16"))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed()

    return server
