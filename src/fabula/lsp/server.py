# SPDX-License-Identifier: Apache-2.0
"""The server: pygls on one side, a `Session` and its features on the other."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from fabula import __version__
from fabula.lsp.addresses import name_of
from fabula.lsp.bounds import Bounds
from fabula.lsp.features import register
from fabula.lsp.folder import DiskFolder, Folder
from fabula.lsp.session import Session


class FabulaServer(LanguageServer):
    """A language server for one client."""

    def __init__(self, folder: Folder, bounds: Bounds) -> None:
        super().__init__("fabula", __version__, protocol_cls=_Protocol, max_workers=1)
        self.session = Session(self, folder, bounds)

    def shutdown(self) -> None:
        """Wait until all threads have ended."""
        self.session.join()
        super().shutdown()  # type: ignore[no-untyped-call]  # pygls says nothing of its type


class _Protocol(LanguageServerProtocol):
    """The protocol with texts kept by us: a line ends where our sources and the protocol say, and nowhere else."""

    _server: FabulaServer

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text was opened."""
        self._server.session.opens(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        self._server.session.changes(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text was closed."""
        self._server.session.closes(params.text_document.uri)


def make_server(folder: Folder | None = None, bounds: Bounds | None = None) -> FabulaServer:
    """A server for one client, which reads the files of the folder (None: whatever the client's files name)."""
    server = FabulaServer(DiskFolder() if folder is None else folder, Bounds() if bounds is None else bounds)
    session = server.session

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        folders = [each.uri for each in params.workspace_folders or ()] or [params.root_uri or ""]
        general = params.capabilities.general
        offered = (general.position_encodings if general is not None else None) or ("utf-16",)
        known = (str(getattr(each, "value", each)) for each in offered)
        encoding = next((each for each in known if each in {"utf-8", "utf-16", "utf-32"}), "utf-16")
        workspace = params.capabilities.workspace
        lenses = None if workspace is None else workspace.code_lens
        refreshes = lenses is not None and bool(lenses.refresh_support)
        session.starts(tuple(name_of(uri) for uri in folders if uri), encoding, refreshes=refreshes)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_: Any) -> None:
        session.files_changed()

    register(session)
    return server
