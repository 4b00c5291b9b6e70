# SPDX-License-Identifier: Apache-2.0
"""The language server over a real WebSocket: it knows what is unsaved, hears of the disk, and reads nothing outside."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from studio.served import Served, run

pytestmark = pytest.mark.xdist_group("studio-channel")

STORY = "tutorial/tutorial.md"


class Editor:
    """An editor at the other end."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def say(self, method: str, number: int | None = None, **params: Any) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        await self.socket.send(json.dumps(message if number is None else {**message, "id": number}))

    async def hear(self, method: str | None = None, number: int | None = None) -> dict[str, Any]:
        """The next message of a method, or the answer of a number."""
        while True:
            message: dict[str, Any] = json.loads(await self.socket.recv())
            if (method is not None and message.get("method") == method) or (
                number is not None and message.get("id") == number
            ):
                return message

    async def begin(self) -> "Editor":
        await self.say("initialize", 1, capabilities={}, processId=None, rootUri="file:///")
        await self.hear(number=1)
        await self.say("initialized")
        return self

    async def open(self, path: str, text: str) -> list[dict[str, Any]]:
        document = {"uri": f"file:///{path}", "languageId": "fabula", "version": 1, "text": text}
        await self.say("textDocument/didOpen", textDocument=document)
        return await self.diagnostics(path, 1)

    async def change(self, path: str, version: int, text: str) -> None:
        document = {"uri": f"file:///{path}", "version": version}
        await self.say("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    async def diagnostics(self, path: str, version: int) -> list[dict[str, Any]]:
        while True:
            params = (await self.hear("textDocument/publishDiagnostics"))["params"]
            if params["uri"] == f"file:///{path}" and params.get("version") == version:
                found: list[dict[str, Any]] = params["diagnostics"]
                return found


def test_diagnostics_follow_the_keys(studio: Served) -> None:
    text = (studio.folder / STORY).read_text(encoding="utf-8")

    async def work() -> list[list[dict[str, Any]]]:
        async with studio.socket("/api/language") as socket:
            editor = await Editor(socket).begin()
            first = await editor.open(STORY, text)
            await editor.change(STORY, 2, text.replace("@ ", "@ nobody_", 1))
            second = await editor.diagnostics(STORY, 2)
            await editor.change(STORY, 3, text)
            return [first, second, await editor.diagnostics(STORY, 3)]

    first, second, third = run(work())
    assert (first, third) == ([], [])
    assert second[0]["severity"] == 1


def test_changes_on_the_disk_are_announced(studio: Served) -> None:
    text = (studio.folder / STORY).read_text(encoding="utf-8")
    world = studio.folder / "tutorial" / "tutorial.world"
    before = world.read_text(encoding="utf-8")

    async def work() -> list[dict[str, Any]]:
        async with studio.socket("/api/language") as socket:
            editor = await Editor(socket).begin()
            assert await editor.open(STORY, text) == []
            world.write_text("world 3\n", encoding="utf-8")
            while not (found := await editor.diagnostics(STORY, 1)):
                pass
            return found

    try:
        assert run(work())
    finally:
        world.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("wanted", ["../../secret.world", "/etc/hostname", "../secret.world", "link.world"])
def test_it_reads_nothing_outside_the_folder(studio: Served, wanted: str) -> None:
    secret = studio.folder.parent / "secret.world"
    secret.write_text('world "Sesame"\nperson Ali\n', encoding="utf-8")
    link = studio.folder / "link.world"
    link.unlink(missing_ok=True)
    link.symlink_to(secret)

    async def work() -> list[dict[str, Any]]:
        async with studio.socket("/api/language") as socket:
            editor = await Editor(socket).begin()
            return await editor.open("mine.world", f'world "Mine"\ninclude "{wanted}"\nperson Bo\n')

    found = run(work())
    link.unlink()
    assert "file-not-found" in [each["code"] for each in found]
    assert "Sesame" not in str(found)
    assert "Ali" not in str(found)


def test_a_document_named_outside_the_folder_is_a_text_like_another(studio: Served) -> None:
    """What an address names is only a name: nothing is read for it."""
    secret = studio.folder.parent / "secret.world"
    secret.write_text('world "Sesame"\n', encoding="utf-8")
    path = str(secret).lstrip("/")

    async def work() -> list[dict[str, Any]]:
        async with studio.socket("/api/language") as socket:
            editor = await Editor(socket).begin()
            return await editor.open(f"{path}.md", f"---\nworld: {secret.name}\n---\n\n@ go()\n")

    assert "Sesame" not in str(run(work()))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found there")
def test_the_conversation_ends_with_its_process_and_another_begins(studio: Served) -> None:
    text = (studio.folder / STORY).read_text(encoding="utf-8")

    async def work() -> int:
        before = set(studio.processes())
        async with studio.socket("/api/language") as socket:
            await Editor(socket).begin()
            for number in set(studio.processes()) - before:
                os.kill(number, 9)
            with pytest.raises(ConnectionClosed) as closed:
                await Editor(socket).hear("never")
        async with studio.socket("/api/language") as socket:
            editor = await Editor(socket).begin()
            assert await editor.open(STORY, text) == []
        return closed.value.rcvd.code if closed.value.rcvd else 0

    assert run(work()) == 4001


@pytest.mark.parametrize(
    "message", ["{", "[]", "null", '{"jsonrpc": "2.0"}', '{"jsonrpc": "2.0", "id": 3, "method": "fly"}', "[" * 100_000]
)
def test_nonsense_does_not_end_a_conversation(studio: Served, message: str) -> None:
    text = (studio.folder / STORY).read_text(encoding="utf-8")

    async def work() -> list[dict[str, Any]]:
        async with studio.socket("/api/language") as socket:
            editor = await Editor(socket).begin()
            await socket.send(message)
            return await editor.open(STORY, text)

    assert run(work()) == []
