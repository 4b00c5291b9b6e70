# SPDX-License-Identifier: Apache-2.0
"""Questions over the channel, by a real WebSocket: what is answered, how far it is, and that it ends with who asked."""

import asyncio
import contextlib
import json
import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from fabula.studio.asks import EXPORTS, KINDS_OF_ASKS
from fabula.studio.exporting import FORMS
from studio.served import Served, Tab, run

pytestmark = pytest.mark.xdist_group("studio-channel")

STORY = "tutorial/tutorial.md"
WORLD = "tutorial/tutorial.world"
FILES = dict.fromkeys(("ink", "twee", "pddl", "endings.json", "endings.graphml", "stories.json"), WORLD)


def asked(studio: Served, kind: str, file: str, **more: Any) -> dict[str, Any]:
    async def work() -> dict[str, Any]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            assert (await tab.hear())["type"] == "hello"
            return await tab.ask(kind, file, **more)

    return run(work())


def answered(studio: Served, kind: str, file: str, **more: Any) -> dict[str, Any]:
    found = asked(studio, kind, file, **more)
    assert found["outcome"] == "answered", found
    answer: dict[str, Any] = found["answer"]
    return answer


def test_all_kinds_are_offered(browser: httpx.Client) -> None:
    assert browser.get("/api/studio").json()["questions"] == list(KINDS_OF_ASKS)
    assert sorted(each["form"] for each in browser.get("/api/studio").json()["exports"]) == sorted(FORMS)


def test_a_check_is_that_of_the_command(studio: Served) -> None:
    found = asked(studio, "check", STORY)
    assert (found["outcome"], found["answer"]["clean"], found["diagnostics"]) == ("answered", True, [])
    assert found["text"].endswith("expectations hold.\n")


def test_unsaved_texts_stand_for_the_disk(studio: Served) -> None:
    text = (studio.folder / STORY).read_text(encoding="utf-8").replace("@ ", "@ nobody_", 1)
    found = asked(studio, "check", STORY, texts={STORY: text})
    assert found["diagnostics"]
    assert {each["primary"]["source"] for each in found["diagnostics"]} == {STORY}
    broken = asked(studio, "check", STORY, texts={WORLD: "world 3"})
    assert (broken["outcome"], broken["diagnostics"][0]["primary"]["source"]) == ("problems", WORLD)
    assert asked(studio, "check", "nowhere/new.world", texts={"nowhere/new.world": 'world "New"\nperson Ann\n'})[
        "answer"
    ]


def test_every_kind_has_its_answer(studio: Served) -> None:
    assert answered(studio, "tell", WORLD, length=6)["outcome"]
    assert answered(studio, "endings", WORLD, length=4)["endings"]
    first = answered(studio, "outline", STORY)["events"][0]
    assert answered(studio, "whatif", STORY, without=[first["event"]])["parting"] is not None
    assert answered(studio, "why", STORY, what=first["event"])["events"]
    assert "facts" in answered(studio, "knows", STORY, everything=True)
    assert answered(studio, "sift", STORY)["story"]["patterns"]
    assert answered(studio, "sift", WORLD, patterns=["betrayal"], length=3)["worlds"]
    assert answered(studio, "draw", STORY, picture="beliefs")["svg"].startswith("<svg")


def test_the_moment_under_the_cursor(studio: Served) -> None:
    events = answered(studio, "outline", "gates/gates.md")["events"]
    last = events[-1]
    found = answered(studio, "moment", "gates/gates.md", line=events[5]["line"])
    assert (found["place"], found["of"], found["event"]["event"]) == (6, len(events), events[5]["event"])
    assert found["facts"][0]["changed"]
    assert not found["facts"][-1]["changed"]
    assert any(not belief["so"] for fact in found["facts"] for belief in fact["beliefs"])
    assert found["event"]["reasons"]
    assert found["open"]
    assert answered(studio, "moment", "gates/gates.md", line=1)["event"] is None
    assert answered(studio, "moment", "gates/gates.md")["place"] == last["place"]
    assert answered(studio, "moment", "gates/gates.md", at="before gust()")["place"] == 7
    assert asked(studio, "moment", "gates/gates.md", at="nowhere")["diagnostics"][0]["primary"]["source"] == "--at"


def test_a_moment_knows_the_text_as_it_is_now(studio: Served) -> None:
    text = (studio.folder / STORY).read_text(encoding="utf-8")

    async def work() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            whole = await tab.ask("outline", STORY)
            line = whole["answer"]["events"][0]["line"]
            lines = text.split("\n")
            shorter = "\n".join(lines[: line - 1] + lines[line:])
            return whole, await tab.ask("outline", STORY, texts={STORY: shorter}), await tab.ask("outline", STORY)

    whole, shorter, again = run(work())
    assert len(shorter["answer"]["events"]) == len(whole["answer"]["events"]) - 1
    assert again["answer"] == whole["answer"]


def test_playing_is_asking_with_all_choices(studio: Served) -> None:
    start = answered(studio, "play", WORLD)
    keys = [start["moment"]["choices"][0]["key"]]
    after = answered(studio, "play", WORLD, keys=keys, transcript=True, blocked=True)
    assert after["moment"]["depth"] == 1
    again = answered(studio, "play", WORLD, keys=keys, transcript=True, blocked=True)
    assert again == after
    checked = asked(studio, "check", "tutorial/played.md", texts={"tutorial/played.md": after["transcript"]})
    assert checked["answer"]["clean"] is True
    assert "not open now" in asked(studio, "play", WORLD, keys=["fly()"])["message"]
    assert "did you mean" in asked(studio, "play", WORLD, person=f"{after['people'][0]}e")["message"]


@pytest.mark.parametrize("form", EXPORTS)
def test_everything_can_be_taken_away(studio: Served, browser: httpx.Client, form: str) -> None:
    async def work() -> tuple[dict[str, Any], int]:
        async with studio.socket("/api/channel") as socket:
            found = await Tab(socket).ask("export", FILES.get(form, STORY), form=form, length=4)
            if found["outcome"] != "answered":
                return found, 0
            return found, len((await asyncio.to_thread(browser.get, found["answer"]["download"])).content)

    found, size = run(work())
    if form == "pddl" and found["outcome"] == "refused":
        assert "cannot be said in PDDL" in found["message"]
        return
    assert found["outcome"] == "answered", found
    assert found["answer"]["size"] == size > 100


def test_a_world_without_minds_is_a_planning_problem(studio: Served) -> None:
    plain = 'world "Plain"\nperson Ann\nfact done\nevent do(p: person):\n    then: done\n    by: p\n'
    text = f'{plain}wants Ann: 1 if done\nending all "Done.": done\n'
    found = asked(studio, "export", "plain.world", form="pddl", texts={"plain.world": text})
    assert found["answer"]["name"] == "plain-pddl.zip", found


def test_an_export_is_a_download_of_the_tab(studio: Served, browser: httpx.Client) -> None:
    async def work() -> dict[str, Any]:
        async with studio.socket("/api/channel") as socket:
            found = (await Tab(socket).ask("export", STORY, form="check.json"))["answer"]
            address = found["download"]
            saved = await asyncio.to_thread(browser.get, address)
            shown = await asyncio.to_thread(browser.get, f"{address}?show")
            foreign = await asyncio.to_thread(httpx.get, f"{studio.base}{address}")
            assert saved.json()["files"][0]["answer"]["clean"] is True
            assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''tutorial-check.json"
            assert "sandbox" in shown.headers["content-security-policy"]
            assert shown.headers["content-disposition"] == "inline"
            assert foreign.status_code == 403
            return dict(found)

    found = run(work())
    assert found["name"] == "tutorial-check.json"
    for _ in range(50):
        if browser.get(found["download"]).status_code == 404:
            return
    pytest.fail("a download is kept after its tab is closed")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("{", "truncated"),
        ("[]", "`type` must be"),
        ('{"type": "ask"}', "missing required field"),
        ('{"type": "cancel"}', "missing required field"),
        ('{"type": "ask", "id": "1", "kind": "fly", "file": "a.md"}', "There is no question called `fly`."),
        ('{"type": "ask", "id": "1", "kind": "check", "file": "a.md", "options": {"lenght": 3}}', "`lenght`"),
        ('{"type": "ask", "id": "1", "kind": "tell", "file": "a.world", "options": {"length": -1}}', ">= 0"),
        ('{"type": "ask", "id": "1", "kind": "tell", "file": "a.world", "options": {"seconds": 0}}', "> 0"),
        ('{"type": "ask", "id": "1", "kind": "check", "file": "../a.md"}', "This path cannot be used"),
        ('{"type": "ask", "id": "1", "kind": "check", "file": "a.md"}', "There is no file `a.md`."),
        ('{"type": "ask", "id": "1", "kind": "draw", "file": "a.md", "options": {"picture": 3}}', "Expected `str`"),
        ("[" * 100_000, "recursion"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_in_words(studio: Served, message: str, said: str) -> None:
    async def work() -> dict[str, Any]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            await socket.send(message)
            while (heard := await tab.hear())["type"] != "answer":
                pass
            assert (await tab.ask("check", STORY))["outcome"] == "answered"
            return heard

    heard = run(work())
    assert heard["outcome"] == "refused"
    assert said in heard["message"] or "recursion" in said


def test_what_there_is_not_is_answered_with_what_there_is(studio: Served) -> None:
    assert "storyline" in asked(studio, "draw", STORY, picture="x")["message"]
    assert "light" in asked(studio, "draw", STORY, picture="beliefs", theme="x")["message"]
    assert "check.json" in asked(studio, "export", STORY, form="x")["message"]


@pytest.mark.parametrize("wanted", ["../../secret.world", "/etc/hostname", "link.world", "../outside/secret.world"])
def test_no_question_reads_outside_the_folder(studio: Served, tmp_path: Path, wanted: str) -> None:
    secret = tmp_path / "secret.world"
    secret.write_text('world "Sesame"\n', encoding="utf-8")
    link = studio.folder / "tutorial" / "link.world"
    with contextlib.suppress(FileExistsError):
        link.symlink_to(secret)
    text = f'world "Mine"\ninclude "{wanted}"\n'
    found = asked(studio, "check", "tutorial/mine.world", texts={"tutorial/mine.world": text})
    assert "Sesame" not in json.dumps(found)
    assert [each["code"] for each in found["diagnostics"]] == ["file-not-found"]
    link.unlink()


def test_a_long_question_tells_how_far_it_is_and_can_be_taken_back(studio: Served) -> None:
    async def work() -> tuple[dict[str, Any], list[dict[str, Any]]]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            await tab.begin("long", "endings", "gates/gates.world", length=100)
            while (await tab.hear())["type"] != "progress":
                pass
            await tab.say(type="cancel", id="long")
            return await tab.answer("long"), tab.heard

    found, heard = run(work())
    assert found["outcome"] == "cancelled"
    assert found["seconds"] < 20
    assert [each["state"] for each in heard if each["type"] == "state"][-1] == "running"
    assert next(each for each in heard if each["type"] == "progress")["states"] > 0


def test_what_waits_is_told_so(studio: Served) -> None:
    async def work() -> list[dict[str, Any]]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            for name in ("a", "b", "c", "d"):
                await tab.begin(name, "endings", "gates/gates.world", length=100)
            while not any(each["type"] == "state" and each["id"] == "d" for each in tab.heard):
                await tab.hear()
            await tab.say(type="cancel", id="c")
            while tab.heard[-1].get("id") != "d" or tab.heard[-1].get("before") != 0:
                await tab.hear()
            return tab.heard

    states = [each for each in run(work()) if each["type"] == "state"]
    assert {each["id"] for each in states if each["state"] == "running"} == {"a", "b"}
    assert [each["before"] for each in states if each["id"] == "d"] == [1, 0]


def test_a_word_takes_the_earlier_question_back(studio: Served) -> None:
    async def work() -> list[str]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            for name in ("one", "two", "three"):
                await tab.begin(name, "moment", "gates/gates.md", instead="cursor", line=60)
            last = await tab.answer("three")
            assert last["answer"]["place"] == 6
            early = [each for each in tab.heard if each["type"] == "answer" and each["id"] != "three"]
            return [each["outcome"] for each in early]

    assert run(work()) == ["cancelled", "cancelled"]


def test_a_tab_has_only_so_many_under_way(studio: Served) -> None:
    async def work() -> dict[str, Any]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            for number in range(9):
                await tab.begin(str(number), "endings", "gates/gates.world", length=100)
            return await tab.answer("8")

    found = run(work())
    assert (found["outcome"], found["message"].split(":")[0]) == ("refused", "8 questions are under way")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted there")
def test_what_a_tab_asked_ends_with_it(studio: Served) -> None:
    async def work() -> set[int]:
        before = set(studio.processes())
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            await tab.ask("moment", STORY)
            await tab.begin("long", "endings", "gates/gates.world", length=100)
            while (await tab.hear())["type"] != "progress":
                pass
            mine = set(studio.processes()) - before
            assert len(mine) == 2
        for _ in range(100):
            if not mine & set(studio.processes()):
                break
            await asyncio.sleep(0.1)
        return mine & set(studio.processes())

    assert run(work()) == set()


async def killed(studio: Served, numbers: set[int]) -> None:
    """Kill processes, and wait until they are gone."""
    for number in numbers:
        os.kill(number, 9)
    while numbers & set(studio.processes()):  # noqa: ASYNC110 -- nobody tells when a process is gone
        await asyncio.sleep(0.02)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found there")
def test_a_process_that_is_killed_is_replaced(studio: Served) -> None:
    async def work() -> list[str]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            before = set(studio.processes())
            await tab.ask("moment", STORY)
            await killed(studio, set(studio.processes()) - before)
            outcomes = [(await tab.ask("moment", STORY))["outcome"] for _ in range(2)]
            before = set(studio.processes())
            await tab.begin("long", "endings", "gates/gates.world", length=100)
            while (await tab.hear())["type"] != "progress":
                pass
            await killed(studio, set(studio.processes()) - before)
            return [*outcomes, (await tab.answer("long"))["outcome"]]

    assert run(work()) == ["answered", "answered", "failed"]


def test_changes_on_the_disk_are_told(studio: Served, browser: httpx.Client) -> None:
    async def work() -> list[dict[str, Any]]:
        async with studio.socket("/api/channel") as socket:
            tab = Tab(socket)
            await tab.hear()
            new = studio.folder / "tutorial" / "new.md"
            new.write_text("one", encoding="utf-8")
            told = [await tab.hear()]
            new.write_text("two", encoding="utf-8")
            told.append(await tab.hear())
            new.unlink()
            (studio.folder / "tutorial" / "other.txt2").write_text("no text", encoding="utf-8")
            told.append(await tab.hear())
            return told

    told = run(work())
    assert [each["type"] for each in told] == ["files"] * 3
    versions = [each["changed"][0]["version"] for each in told]
    assert all(len(each["changed"]) == 1 and each["changed"][0]["path"] == "tutorial/new.md" for each in told)
    assert versions[2] is None
    assert versions[0] != versions[1]
    assert browser.get("/api/file", params={"path": "tutorial/new.md"}).status_code == 404


def test_the_connection_outlives_bytes_and_ends_with_nonsense(studio: Served) -> None:
    async def work() -> int:
        async with studio.socket("/api/channel") as socket:
            await socket.recv()
            await socket.send(b"\x00\x01")
            with pytest.raises(ConnectionClosed) as closed:
                await socket.recv()
            return closed.value.rcvd.code if closed.value.rcvd else 0

    assert run(work()) in {0, 1000, 1003, 1011}
