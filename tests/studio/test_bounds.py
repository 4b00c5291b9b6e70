# SPDX-License-Identifier: Apache-2.0
"""What anything can cost at most, tried out on a studio with small bounds: sizes, times, numbers, memory."""

import asyncio
import contextlib
import json
import shutil
import socket as sockets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from studio.served import Served, Tab, run, served
from studio.test_language import Editor

pytestmark = pytest.mark.xdist_group("studio-bounds")

MEBIBYTE = 1024 * 1024
WORLDS = Path(__file__).parents[2] / "worlds"
ENDLESS = """world "Endless"

kind thing
person Ann, Bob, Cem, Dee
thing {things}

fact at(person, thing)
fact held(thing)

event move(p: person, t: thing):
    when: not at(p, t)
    then: at(p, t)
    by: p
    seen by q: at(q, t)

event drop(p: person, t: thing):
    when: at(p, t)
    then: not at(p, t)
    by: p

wants Ann: 1 if held(t0)
wants Bob: 1 if held(t1)

ending held "It is held.": held(t0) and held(t1)

event hold(p: person, q: person, r: person, t: thing):
    when: at(p, t) and at(q, t) and at(r, t) and p believes q believes r believes at(p, t)
    then: held(t)
    by: p, q, r
"""
HUGE = """world "Huge"

kind thing
person Ann
thing {things}

fact near({facts})

event all({parameters}):
    then: near({names})
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("small")
    things = ", ".join(f"t{number}" for number in range(40))
    (folder / "endless.world").write_text(ENDLESS.format(things=things), encoding="utf-8")
    with served(
        folder,
        file=20_000,
        files=50,
        body=40_000,
        message=50_000,
        head_seconds=1.0,
        body_seconds=1.0,
        connections=60,
        channels=4,
        question_seconds=1.0,
        longest_seconds=2.0,
        grace=1.0,
        question_memory=300 * MEBIBYTE,
        language_memory=300 * MEBIBYTE,
        language_seconds=3.0,
    ) as running:
        yield running


def raw(studio: Served) -> sockets.socket:
    return sockets.create_connection(("127.0.0.1", studio.port), 10)


def ends(connection: sockets.socket, within: float = 30) -> bool:
    """Whether the other side ends a connection, at the latest after so many seconds."""
    connection.settimeout(within)
    try:
        while connection.recv(1000):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


def test_a_body_has_a_size(small: Served) -> None:
    with small.browser() as browser:
        long = browser.put("/api/file?path=a.md", json={"text": "x" * 50_000, "version": None})
        assert (long.status_code, long.json()["error"]["code"]) == (413, "body-too-large")
        file = browser.put("/api/file?path=a.md", json={"text": "x" * 30_000, "version": None})
        assert (file.status_code, file.json()["error"]["code"]) == (413, "file-too-large")
        parts = (b"x" * 10_000 for _ in range(1000))
        unmeasured = browser.put("/api/file?path=a.md", content=parts, headers={"Content-Type": "application/json"})
        assert unmeasured.status_code == 413
    assert not (small.folder / "a.md").exists()


def test_a_head_has_a_size(small: Served) -> None:
    answer = httpx.get(small.base, headers={"X-Long": "x" * 100_000})
    assert answer.status_code in {400, 431}, answer.text


@pytest.mark.parametrize("text", ["[" * 30_000, '{"text": ' + "[" * 30_000, "1" * 30_000, '"\\ud800"', "\xff", "{", ""])
def test_strange_bodies_are_refused(small: Served, text: str) -> None:
    with small.browser() as browser:
        headers = {"Content-Type": "application/json"}
        answer = browser.put("/api/file?path=a.md", content=text.encode("latin-1"), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] in {"not-json", "not-an-object"}


@pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST /api/new HTTP/1.1\r\nX-A: "])
def test_who_only_holds_a_connection_loses_it(small: Served, sent: bytes) -> None:
    with raw(small) as connection:
        connection.sendall(sent)
        assert ends(connection)


def test_who_sends_a_head_drop_by_drop_loses_the_connection(small: Served) -> None:
    def drip(connection: sockets.socket) -> None:
        for letter in "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "x" * 100:
            connection.sendall(letter.encode())
            time.sleep(0.1)

    with raw(small) as connection, pytest.raises(ConnectionError):
        drip(connection)


def test_who_sends_a_body_drop_by_drop_is_refused(small: Served) -> None:
    head = [
        "PUT /api/file?path=slow.md HTTP/1.1",
        f"Host: 127.0.0.1:{small.port}",
        f"Cookie: {small.cookie}",
        "X-Fabula: studio",
        "Content-Type: application/json",
        "Content-Length: 1000",
    ]
    with raw(small) as connection:
        connection.sendall("\r\n".join([*head, "", "{"]).encode())
        connection.settimeout(30)
        assert b"408" in connection.recv(1000).split(b"\r\n")[0]
    assert not (small.folder / "slow.md").exists()


def test_others_are_answered_while_many_hold_connections(small: Served) -> None:
    held = [raw(small) for _ in range(50)]
    try:
        with small.browser() as browser:
            assert browser.get("/api/files").status_code == 200
    finally:
        for connection in held:
            connection.close()


def test_connections_are_counted(tmp_path: Path) -> None:
    """One too many is ended at once, long before it would be for saying nothing."""
    with served(tmp_path, connections=5, head_seconds=600.0) as studio:
        held = [raw(studio) for _ in range(5)]
        with raw(studio) as one_more:
            assert ends(one_more)
        assert not ends(held[0], 0.2)
        for connection in held:
            connection.close()
        for _ in range(100):
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(studio.address).status_code in {200, 503}:
                    return
            time.sleep(0.1)
        pytest.fail("who has gone is still counted")


async def closing(socket: ClientConnection) -> int:
    """The code with which the other side ends a conversation."""
    try:
        while True:
            await socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0


@pytest.mark.parametrize("path", ["/api/channel", "/api/language"])
def test_a_message_has_a_size(small: Served, path: str) -> None:
    async def work() -> int:
        async with small.socket(path) as socket:
            await socket.send("x" * 60_000)
            return await closing(socket)

    assert run(work()) == 1009


@pytest.mark.parametrize("path", ["/api/channel", "/api/language"])
def test_tabs_are_counted(small: Served, path: str) -> None:
    async def work() -> int:
        held = [await small.socket(path) for _ in range(4)]
        async with small.socket(path) as one_more:
            code = await closing(one_more)
        for each in held:
            await each.close()
        return code

    assert run(work()) == 4029


def asked(studio: Served, kind: str, file: str, **more: Any) -> dict[str, Any]:
    async def work() -> dict[str, Any]:
        async with studio.socket("/api/channel") as socket:
            return await Tab(socket).ask(kind, file, **more)

    return run(work())


def test_an_endless_question_ends(small: Served) -> None:
    found = asked(small, "endings", "endless.world", length=500, imagine=30, minds=6)
    assert found["limit"] in {"time", "memory"}


def test_a_question_cannot_ask_for_more_time_than_there_is(small: Served) -> None:
    found = asked(small, "tell", "endless.world", length=500, imagine=30, minds=6, seconds=1e9)
    assert found["limit"] in {"time", "memory"}


def test_a_huge_world_is_refused_or_given_up(small: Served) -> None:
    """A world of a few lines with more instances than there are atoms."""
    count = 12
    world = HUGE.format(
        things=", ".join(f"t{number}" for number in range(60)),
        facts=", ".join(["thing"] * count),
        parameters=", ".join(f"p{number}: thing" for number in range(count)),
        names=", ".join(f"p{number}" for number in range(count)),
    )
    found = asked(small, "check", "huge.world", texts={"huge.world": world})
    codes = [each["code"] for each in found["diagnostics"]]
    assert "too-many-instances" in codes or found["limit"] in {"time", "memory"}


def test_a_deep_world_is_answered(small: Served) -> None:
    world = f'world "Deep"\nperson Ann\nfact a\nlaw l:\n    when: {"(" * 9000}a{")" * 9000}\n    then: not a\n'
    found = asked(small, "check", "deep.world", texts={"deep.world": world})
    assert found["outcome"] in {"problems", "answered", "gave-up"}, found


def test_memory_is_bounded(tmp_path: Path) -> None:
    """The process is asked to stop, or ended: the studio goes on."""
    shutil.copytree(WORLDS / "gates", tmp_path / "gates")
    with served(tmp_path, question_memory=70 * MEBIBYTE) as studio:
        found = asked(studio, "endings", "gates/gates.world", length=100)
        assert found["limit"] == "memory", found
        assert asked(studio, "check", "gates/gates.world")["outcome"] == "answered"


def test_a_malicious_text_does_not_hold_up_other_editors(small: Served) -> None:
    """One editor's server is busy without an end; another tab's is answered meanwhile, and the first is ended."""
    bad = ENDLESS.format(things=", ".join(f"t{number}" for number in range(400)))
    good = 'world "Good"\nperson Ann\nfact a\nevent e:\n    then: b\n'

    async def work() -> list[str]:
        async with small.socket("/api/language") as one, small.socket("/api/language") as two:
            editor, other = await Editor(one).begin(), await Editor(two).begin()
            document = {"uri": "file:///bad.world", "languageId": "fabula", "version": 1, "text": bad}
            await editor.say("textDocument/didOpen", textDocument=document)
            await asyncio.sleep(0.3)
            return [each["code"] for each in await other.open("good.world", good)]

    codes = run(work())
    assert codes == ["unknown-fact"]


def test_many_files_are_listed_in_part(small: Served) -> None:
    for number in range(60):
        (small.folder / f"many{number}.md").write_text("", encoding="utf-8")
    with small.browser() as browser:
        listed = browser.get("/api/files").json()
    assert (len(listed["files"]), listed["truncated"]) == (50, True)
    for number in range(60):
        Path(small.folder / f"many{number}.md").unlink()


def test_an_answer_is_json_whatever_is_asked(small: Served) -> None:
    with small.browser() as browser:
        for query in (
            "path=",
            "",
            "path=..%2f..%2fetc%2fpasswd.md",
            "path=%252e%252e%252fx.md",
            "path=a%00.md",
            "path=%ff.md",
        ):
            answer = browser.get(f"/api/file?{query}")
            assert answer.status_code in {400, 404}, query
            assert json.loads(answer.text)["error"]["message"]
