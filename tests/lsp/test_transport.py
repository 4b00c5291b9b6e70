# SPDX-License-Identifier: Apache-2.0
"""Other ways to the server than standard input, and what it may read and spend."""

import asyncio
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from editor import Editor
from fabula.diagnostics import Source
from fabula.lsp import Bounds, DiskFolder, Folder, serve, serve_messages
from fabula.lsp.analysing import Analyser

SECONDS = 10


class Memory:
    """A folder that is nowhere; it notes what it is asked for."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.asked: list[str] = []

    def read(self, name: str) -> Source | None:
        self.asked.append(name)
        return Source(name, self.texts[name]) if name in self.texts else None

    def names(self) -> Iterator[str]:
        yield from self.texts


class Client:
    """Talks to `serve` in a thread."""

    def __init__(self, folder: Folder, bounds: Bounds | None = None) -> None:
        self.given: queue.Queue[bytes | str | None] = queue.Queue()
        self.taken: queue.Queue[dict[str, Any]] = queue.Queue()
        arguments = (self.given.get, lambda message: self.taken.put(json.loads(message)), folder, bounds)
        self.thread = threading.Thread(target=serve, args=arguments, daemon=True)
        self.thread.start()
        self.tell(id=0, method="initialize", params={"processId": None, "rootUri": "file:///", "capabilities": {}})
        assert self.next(id=0)["result"]["serverInfo"]["name"] == "fabula"

    def tell(self, **message: Any) -> None:
        self.given.put(json.dumps({"jsonrpc": "2.0", **message}))

    def next(self, **wanted: Any) -> dict[str, Any]:
        while True:
            message = self.taken.get(timeout=SECONDS)
            if all(message.get(key) == value for key, value in wanted.items()):
                return message

    def open(self, uri: str, text: str) -> list[str]:
        document = {"uri": uri, "languageId": "fabula", "version": 7, "text": text}
        self.tell(method="textDocument/didOpen", params={"textDocument": document})
        self.tell(id=1, method="textDocument/codeLens", params={"textDocument": {"uri": uri}})
        last: list[str] = []
        while True:
            message = self.taken.get(timeout=SECONDS)
            if message.get("id") == 1:
                return last
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                assert message["params"]["version"] == 7
                last = [each["code"] for each in message["params"]["diagnostics"]]

    def end(self) -> None:
        self.given.put(None)
        self.thread.join(SECONDS)
        assert not self.thread.is_alive()


WORLD = (
    'world "W"\nperson Ann\nfact near(person)\n'
    "event go(p: person):\n    then: near(p)\n    by: p\nwants Ann: 1 if near(Ann)\n"
)


def test_a_folder_that_is_nowhere() -> None:
    folder = Memory({"/gates/w.world": WORLD, "/gates/w.md": ""})
    client = Client(folder)
    assert client.open("file:///gates/w.md", "---\nworld: w.world\n---\n@ go(Ann)\n@ expect near(Ann)\n") == []
    assert set(folder.asked) <= {"/gates/w.world", "/gates/w.md"}
    at = {"textDocument": {"uri": "file:///gates/w.md"}, "position": {"line": 3, "character": 3}}
    client.tell(id=2, method="textDocument/definition", params=at)
    assert client.next(id=2)["result"][0]["uri"] == "file:///gates/w.world"
    client.tell(id=3, method="textDocument/references", params={**at, "context": {"includeDeclaration": True}})
    assert len(client.next(id=3)["result"]) == 2
    client.end()


def test_names_with_spaces_and_signs() -> None:
    folder = Memory({"/a b/ä#?.world": WORLD})
    client = Client(folder)
    uri = "file:///a%20b/%C3%A4%23.md"
    assert client.open(uri, "---\nworld: ä#?.world\n---\n@ go(Ann)\n") in ([], ["file-not-found"])
    assert client.open(uri, '---\nworld: "ä#?.world"\n---\n@ go(Ann)\n') in ([], ["file-not-found"])
    assert folder.asked[-1].startswith("/a b/ä")
    client.end()


ODD = [
    "",
    "{",
    "null",
    "[]",
    '"x"',
    '{"jsonrpc": "2.0"}',
    '{"jsonrpc": "1.0", "id": 1}',
    "\0",
    "9" * 5000,
    "[" * 90_000,
]


@pytest.mark.parametrize("message", ODD, ids=range(len(ODD)))
def test_what_is_no_message_is_passed_over(message: str) -> None:
    client = Client(Memory({}))
    client.given.put(message)
    client.given.put(message.encode())
    client.tell(method="textDocument/didOpen", params={"nothing": 1})
    client.tell(id=5, method="textDocument/hover", params={})
    assert client.next(id=5)["error"]["code"] == -32602
    assert client.open("file:///w.world", WORLD.replace("near(Ann)", "nea(Ann)")) == ["unknown-fact"]
    client.end()


def test_exit_ends_the_session() -> None:
    client = Client(Memory({}))
    client.tell(id=9, method="shutdown")
    client.next(id=9)
    client.tell(method="exit")
    client.thread.join(SECONDS)
    assert not client.thread.is_alive()


def test_asynchronous_functions() -> None:
    async def talk() -> list[dict[str, Any]]:
        given: asyncio.Queue[str | None] = asyncio.Queue()
        taken: list[dict[str, Any]] = []
        published = asyncio.Event()

        async def send(message: bytes) -> None:
            await asyncio.sleep(0)
            taken.append(json.loads(message))
            if len(taken) == 2:
                published.set()

        serving = asyncio.create_task(serve_messages(given.get, send, Memory({})))
        await given.put(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}))
        document = {"uri": "file:///w.world", "languageId": "x", "version": 1, "text": 'world "W"\nfact a(b)\n'}
        opened = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}
        await given.put(json.dumps(opened))
        await asyncio.wait_for(published.wait(), SECONDS)
        await given.put(None)
        await asyncio.wait_for(serving, SECONDS)
        return taken

    first, second, *_ = asyncio.run(talk())
    assert first["id"] == 1
    assert [each["code"] for each in second["params"]["diagnostics"]] == ["unknown-kind"]


def test_a_text_that_is_too_large_is_not_looked_at() -> None:
    client = Client(Memory({}), Bounds(characters=100))
    assert client.open("file:///w.world", WORLD * 3) == ["file-too-large"]
    client.end()


def test_a_check_that_takes_long_is_given_up() -> None:
    world = (
        'world "Large"\nperson A\nfact tally is number\nstart: tally = 1\n'
        "event double(p: person):\n    then: tally = tally * 2 + 1\n    by: p\n"
        "event more(p: person):\n    then: tally += 3\n    by: p\n"
        "event less(p: person):\n    then: tally -= 7\n    by: p\n"
        "wants A: 1 if tally = 123456.5\n"
    )
    client = Client(Memory({"/w.world": world}), Bounds(seconds=1.0))
    found = client.open("file:///w.md", "---\nworld: w.world\nimagine: 20\nminds: 3\n---\n@ more(A)\n@ less(A)\n")
    assert "check-gave-up" in found
    assert client.open("file:///v.world", WORLD.replace("near(Ann)", "nea(Ann)")) == ["unknown-fact"]
    client.end()


def test_a_mistake_of_our_own_costs_one_text_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("broken")

    client = Client(Memory({}))
    with monkeypatch.context() as patched:
        patched.setattr(Analyser, "_world", break_down)
        assert client.open("file:///w.world", WORLD) == []
        assert client.open("file:///w.md", "---\nworld: gone.world\n---\n") == ["file-not-found"]
    assert "/w.world could not be analysed" in caplog.text
    assert client.open("file:///w.world", WORLD.replace("near(Ann)", "nea(Ann)")) == ["unknown-fact"]
    client.end()


def test_no_file_outside_the_folder_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.world").write_text(WORLD)
    (inside / "link.world").symlink_to(tmp_path / "secret.world")
    (inside / "folder").symlink_to(tmp_path)
    (inside / "open.world").write_text(WORLD)
    folder = DiskFolder(str(inside))
    assert folder.read(str(inside / "open.world")) is not None
    assert list(folder.names()) == [str(inside / "link.world"), str(inside / "open.world")]
    for name in ("link.world", "folder/secret.world", "../secret.world", "../inside/../secret.world"):
        assert folder.read(str(inside / name)) is None, name
    assert folder.read("/etc/passwd") is None
    assert folder.read("\0") is None
    editor = Editor(inside, "--folder", str(inside))
    for path in ("../secret.world", "link.world", "folder/secret.world", str(tmp_path / "secret.world")):
        document = editor.open("s.md", f"---\nworld: {path}\n---\n@ go(Ann)\n")
        assert document.codes() == ["2: file-not-found"], path
        params = types.DefinitionParams(document.identifier, types.Position(1, 8))
        assert editor.ask(types.TEXT_DOCUMENT_DEFINITION, params) == []
        document.shut()
    document = editor.open("s.md", "---\nworld: open.world\n---\n@ go(Ann)\n")
    assert document.codes() == []
    assert editor.close() == 0


def test_without_pygls_one_sentence_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['fabula', 'lsp']; import fabula.__main__ as m; m.main()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr == 'error: the language server needs pygls: pip install "fabula[lsp]"\n'
