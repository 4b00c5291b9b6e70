# SPDX-License-Identifier: Apache-2.0
"""Files over HTTP: what the browser does with them, and that a kill in the middle of saves loses nothing."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from studio.served import Served, served

pytestmark = pytest.mark.xdist_group("studio-guard")


def test_a_world_is_begun_written_renamed_and_deleted(studio: Served, browser: httpx.Client) -> None:
    made = browser.post("/api/new", json={"template": "empty", "name": "lighthouse"}).json()
    assert made["open"] == "lighthouse/lighthouse.md"
    opened = browser.get("/api/file", params={"path": made["open"]}).json()
    assert opened["kind"] == "manuscript"
    saved = browser.put("/api/file", params={"path": made["open"]}, json={"text": "new", "version": opened["version"]})
    version = saved.json()["version"]
    assert version == hashlib.sha256(b"new").hexdigest()
    assert (studio.folder / made["open"]).read_text(encoding="utf-8") == "new"
    moved = browser.post("/api/rename", json={"path": made["open"], "to": "lighthouse/tower.md", "version": version})
    assert moved.json() == {"path": "lighthouse/tower.md", "version": version}
    gone = browser.delete("/api/file", params={"path": "lighthouse/tower.md", "version": version})
    assert gone.json() == {"path": "lighthouse/tower.md", "text": "new"}
    assert browser.post("/api/new", json={"template": "empty", "name": "lighthouse"}).status_code == 409


@pytest.mark.parametrize("template", ["tutorial", "gates", "puddle", "cloak"])
def test_founding_worlds_are_copied(studio: Served, browser: httpx.Client, template: str) -> None:
    offered = [each["name"] for each in browser.get("/api/studio").json()["templates"]]
    assert offered[:4] == ["empty", "tutorial", "gates", "puddle"]
    made = browser.post("/api/new", json={"template": template, "name": f"my {template}"})
    assert made.status_code == 201
    assert (studio.folder / made.json()["open"]).is_file()
    listed = [each["path"] for each in browser.get("/api/files").json()["files"]]
    assert {each["path"] for each in made.json()["files"]} <= set(listed)


@pytest.mark.parametrize("name", ["../x", "/x", ".x", "a/../b", "con", "x" * 300, "", None, 3])
def test_a_new_folder_has_a_good_name(browser: httpx.Client, name: object) -> None:
    assert browser.post("/api/new", json={"template": "tutorial", "name": name}).status_code == 400
    assert browser.post("/api/new", json={"template": "empty", "name": "a b"}).status_code == 400


def test_a_conflict_says_what_the_disk_has(studio: Served, browser: httpx.Client) -> None:
    where = {"path": "theirs.md"}
    version = browser.put("/api/file", params=where, json={"text": "first", "version": None}).json()["version"]
    (studio.folder / "theirs.md").write_text("second", encoding="utf-8")
    conflict = browser.put("/api/file", params=where, json={"text": "ours", "version": version})
    assert conflict.status_code == 409
    assert (conflict.json()["text"], conflict.json()["error"]["code"]) == ("second", "conflict")
    assert (studio.folder / "theirs.md").read_text(encoding="utf-8") == "second"
    resolved = browser.put("/api/file", params=where, json={"text": "ours", "version": conflict.json()["version"]})
    assert resolved.status_code == 200
    assert browser.put("/api/file", params=where, json={"text": "ours"}).status_code == 400


def test_of_two_that_save_at_once_one_is_told(studio: Served, browser: httpx.Client) -> None:
    where = {"path": "both.md"}
    version = browser.put("/api/file", params=where, json={"text": "0", "version": None}).json()["version"]
    codes: list[int] = []

    def save(text: str) -> None:
        with studio.browser() as mine:
            codes.append(mine.put("/api/file", params=where, json={"text": text, "version": version}).status_code)

    threads = [threading.Thread(target=save, args=(str(number),)) for number in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 409, 409, 409, 409]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such kill on Windows")
def test_a_kill_in_the_middle_of_saves_loses_nothing(tmp_path: Path) -> None:
    """What was answered is on the disk, or what was sent after it; never a part, never something else."""
    for after in (0.05, 0.12, 0.2, 0.31):
        sent: dict[int, list[str]] = {0: [], 1: []}
        answered: dict[int, int] = {0: -1, 1: -1}
        with served(tmp_path) as running:

            def save(
                which: int,
                running: Served = running,
                sent: dict[int, list[str]] = sent,
                answered: dict[int, int] = answered,
            ) -> None:
                try:
                    with running.browser() as browser:
                        where = {"path": f"file{which}-{after}.md"}
                        version = None
                        for number in range(10_000):
                            sent[which].append(f"{number}\n" * 20_000)
                            found = browser.put(
                                "/api/file", params=where, json={"text": sent[which][-1], "version": version}
                            )
                            version = found.json()["version"]
                            answered[which] = number
                except httpx.TransportError:
                    pass

            threads = [threading.Thread(target=save, args=(which,)) for which in (0, 1)]
            for thread in threads:
                thread.start()
            while min(answered.values()) < 1:
                time.sleep(0.005)
            time.sleep(after)
            running.process.send_signal(signal.SIGKILL)
            for thread in threads:
                thread.join()
            children = running.processes()
        for which in (0, 1):
            text = (tmp_path / f"file{which}-{after}.md").read_text(encoding="utf-8")
            assert text in sent[which][answered[which] :]
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{number}").exists() for number in children) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [number for number in children if Path(f"/proc/{number}").exists()]
    with served(tmp_path) as again, again.browser() as browser:
        listed = [each["path"] for each in browser.get("/api/files").json()["files"]]
    assert len(listed) == 8


def test_the_command_opens_the_folder_it_is_given(tmp_path: Path) -> None:
    fabula = [sys.executable, "-m", "fabula", "studio"]
    environment = os.environ | {"COLUMNS": "80"}
    missing = subprocess.run(
        [*fabula, "nowhere"], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert (missing.returncode, missing.stderr.split(":")[0:2]) == (2, ["error", " there is no folder `nowhere`"])
    (tmp_path / "file.md").write_text("x", encoding="utf-8")
    no_folder = subprocess.run(
        [*fabula, "file.md"], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert (no_folder.returncode, "is no folder" in no_folder.stderr) == (2, True)
    with subprocess.Popen(
        [*fabula, "--no-browser"], cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(5)]
        assert lines[0] == "Made fabula-worlds/ with a copy of the founding worlds: change in it what you like.\n"
        assert httpx.get(lines[4].strip()).status_code in {200, 503}
        port = lines[4].partition("/?")[0].rpartition(":")[2]
        taken = subprocess.run(
            [*fabula, "--port", port], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
        )
        assert (taken.returncode, f"port {port} is taken" in taken.stderr) == (2, True)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert (tmp_path / "fabula-worlds" / "gates" / "gates.world").is_file()
