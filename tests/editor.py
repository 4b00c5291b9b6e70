# SPDX-License-Identifier: Apache-2.0
"""An editor for tests: a real client that starts `fabula lsp` and talks to it over its standard input and output."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

Answer = TypeVar("Answer")
SECONDS = 60


class Editor:
    """An editor with a folder open."""

    def __init__(self, folder: Path, *options: str, encodings: list[str] | None = None) -> None:
        self.folder = folder
        self.published: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.times: dict[str, list[float]] = {}
        self.shown: list[str] = []
        self.refreshed = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client = LanguageClient("tests", "1")
        self._listen()
        general = None if encodings is None else types.GeneralClientCapabilities(position_encodings=list(encodings))
        lenses = types.WorkspaceClientCapabilities(code_lens=types.CodeLensWorkspaceClientCapabilities(True))
        capabilities = types.ClientCapabilities(general=general, workspace=lenses)
        self.capabilities = self.run(self._start(options, capabilities)).capabilities

    def _listen(self) -> None:
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]  # pygls' own
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published.setdefault(params.uri, []).append(params)
            self.times.setdefault(params.uri, []).append(time.perf_counter())

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]  # pygls' own
        def show(params: types.ShowMessageParams) -> None:
            self.shown.append(params.message)

        @self.client.feature(types.WORKSPACE_CODE_LENS_REFRESH)  # type: ignore[untyped-decorator]  # pygls' own
        def refresh(_params: None) -> None:
            self.refreshed += 1

    async def _start(self, options: tuple[str, ...], capabilities: types.ClientCapabilities) -> types.InitializeResult:
        await self.client.start_io(sys.executable, "-m", "fabula", "lsp", *options)
        folder = types.WorkspaceFolder(self.folder.as_uri(), "tests")
        answer = await self.client.initialize_async(
            types.InitializeParams(capabilities=capabilities, process_id=None, workspace_folders=[folder])
        )
        self.client.initialized(types.InitializedParams())
        return answer

    def run(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        """What a coroutine gives, run where the client lives."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(SECONDS)

    def tell(self, method: str, params: object) -> None:
        """Tell the server something."""

        async def notify() -> None:
            self.client.protocol.notify(method, params)

        self.run(notify())

    def ask(self, method: str, params: object) -> Any:
        """What the server answers to a request."""

        async def request() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self.run(request())

    def open(self, name: str, text: str | None = None) -> Document:
        """A text of the folder, open in the editor; `text` where it differs from the file."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8") if text is None else text
        document = Document(self, path.as_uri(), text)
        item = types.TextDocumentItem(document.uri, "fabula", 1, text)
        self.tell(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))
        return document

    def close(self) -> int | None:
        """End the server as an editor does; its exit code."""

        async def stop() -> int | None:
            await self.client.shutdown_async(None)
            self.client.exit(None)
            server = self.client._server
            code = None if server is None else await asyncio.wait_for(server.wait(), SECONDS)
            await self.client.stop()  # type: ignore[no-untyped-call]  # pygls' own
            return code

        code = self.run(stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        return code


@dataclass
class Document:
    """A text open in the editor. Places are found by words: `at("push(Fai|th")` is the place of the bar."""

    editor: Editor
    uri: str
    text: str
    version: int = 1
    identifier: types.TextDocumentIdentifier = field(init=False)

    def __post_init__(self) -> None:
        self.identifier = types.TextDocumentIdentifier(self.uri)

    def at(self, words: str) -> types.Position:
        """The place of the bar in the first stretch of text that reads so."""
        before, _, after = words.partition("|")
        found = self.text.index(before + after) + len(before)
        line = self.text.count("\n", 0, found)
        start = self.text.rfind("\n", 0, found) + 1
        return types.Position(line, len(self.text[start:found].encode("utf-16-le")) // 2)

    def place(self, words: str) -> types.Range:
        """The place of some words."""
        return types.Range(self.at(f"|{words}"), self.at(f"{words}|"))

    def change(self, old: str, new: str) -> None:
        """Type something else where the text reads so."""
        place = self.place(old)
        self.text = self.text.replace(old, new, 1)
        self._changed(types.TextDocumentContentChangePartial(place, new))

    def become(self, text: str) -> None:
        """Replace the whole text."""
        self.text = text
        self._changed(types.TextDocumentContentChangeWholeDocument(text))

    def _changed(self, change: types.TextDocumentContentChangeEvent) -> None:
        self.version += 1
        identifier = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        params = types.DidChangeTextDocumentParams(identifier, [change])
        self.editor.tell(types.TEXT_DOCUMENT_DID_CHANGE, params)

    def shut(self) -> None:
        """Close the text."""
        self.editor.tell(types.TEXT_DOCUMENT_DID_CLOSE, types.DidCloseTextDocumentParams(self.identifier))

    def lenses(self) -> list[str]:
        """The lines above events, once all is checked."""
        found = self.editor.ask(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensParams(self.identifier))
        return [f"{lens.range.start.line + 1}: {lens.command.title}" for lens in found or []]

    def diagnostics(self) -> list[types.Diagnostic]:
        """What is wrong, once all is checked."""
        self.lenses()
        last = self.editor.published[self.uri][-1]
        assert last.version == self.version
        return list(last.diagnostics)

    def codes(self) -> list[str]:
        """The codes of what is wrong, each with the number of its line."""
        return [f"{each.range.start.line + 1}: {each.code}" for each in self.diagnostics()]

    def hover(self, words: str) -> str | None:
        """What is shown at a place, once all is checked."""
        self.lenses()
        found = self.editor.ask(types.TEXT_DOCUMENT_HOVER, types.HoverParams(self.identifier, self.at(words)))
        return None if found is None else found.contents.value

    def completed(self, words: str) -> list[types.CompletionItem]:
        """What may be written at a place, the best first, once all is checked."""
        self.lenses()
        params = types.CompletionParams(self.identifier, self.at(words))
        found = self.editor.ask(types.TEXT_DOCUMENT_COMPLETION, params)
        return sorted(found.items, key=lambda item: item.sort_text)

    def labels(self, words: str) -> list[str]:
        """The same, as words."""
        return [item.label for item in self.completed(words)]

    def definition(self, words: str) -> list[str]:
        """Where what stands at a place is declared."""
        params = types.DefinitionParams(self.identifier, self.at(words))
        return self.shown(self.editor.ask(types.TEXT_DOCUMENT_DEFINITION, params))

    def references(self, words: str) -> list[str]:
        """Where what stands at a place is named."""
        params = types.ReferenceParams(types.ReferenceContext(True), self.identifier, self.at(words))
        return self.shown(self.editor.ask(types.TEXT_DOCUMENT_REFERENCES, params))

    def shown(self, places: list[types.Location]) -> list[str]:
        """Places as `gates.world:3:4`."""
        return [
            f"{each.uri.rpartition('/')[2]}:{each.range.start.line + 1}:{each.range.start.character + 1}"
            for each in places
        ]

    def rename(self, words: str, name: str) -> dict[str, list[types.TextEdit]]:
        """The edits that rename what stands at a place, by the names of files."""
        params = types.RenameParams(self.identifier, self.at(words), name)
        found = self.editor.ask(types.TEXT_DOCUMENT_RENAME, params)
        return {uri.rpartition("/")[2]: edits for uri, edits in found.changes.items()}

    def actions(self, words: str) -> list[types.CodeAction]:
        """What can be done where the text reads so, once all is checked."""
        self.lenses()
        params = types.CodeActionParams(self.identifier, self.place(words), types.CodeActionContext([]))
        return list(self.editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, params))

    def after(self, edits: list[types.TextEdit]) -> str:
        """The text after some edits."""
        text = self.text
        for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
            start, end = self.offset(edit.range.start), self.offset(edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        return text

    def offset(self, position: types.Position) -> int:
        """The number of characters before a position."""
        lines = self.text.split("\n")
        before = sum(len(line) + 1 for line in lines[: position.line])
        if position.line >= len(lines):
            return len(self.text)
        units = lines[position.line].encode("utf-16-le")[: position.character * 2]
        return before + len(units.decode("utf-16-le"))
