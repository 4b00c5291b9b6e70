# SPDX-License-Identifier: Apache-2.0
"""Files over HTTP: what the browser does with them, and that a kill in the middle of saves loses nothing."""

import hashlib
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


class Saver(threading.Thread):
    """Saves longer and longer texts to one file, until the studio is gone."""

    def __init__(self, studio: Served, path: str) -> None:
        super().__init__(daemon=True)
        self.studio = studio
        self.path = path
        self.sent: list[str] = []
        self.answered = -1

    def run(self) -> None:
        try:
            with self.studio.browser() as browser:
                version = None
                for number in range(10_000):
                    self.sent.append(f"{number}\n" * 20_000)
                    body = {"text": self.sent[-1], "version": version}
                    version = browser.put("/api/file", params={"path": self.path}, json=body).json()["version"]
                    self.answered = number
        except httpx.TransportError:
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such kill on Windows")
@pytest.mark.parametrize("after", [0.05, 0.12, 0.2, 0.31])
def test_a_kill_in_the_middle_of_saves_loses_nothing(tmp_path: Path, after: float) -> None:
    """What was answered is on the disk, or what was sent after it; never a part, never something else."""
    with served(tmp_path) as running:
        savers = [Saver(running, f"file{which}.md") for which in (0, 1)]
        for saver in savers:
            saver.start()
        for _ in range(12000):
            if min(saver.answered for saver in savers) >= 1:
                break
            time.sleep(0.005)
        time.sleep(after)
        children = running.processes()
        running.process.send_signal(signal.SIGKILL)
        for saver in savers:
            saver.join(60)
    for saver in savers:
        assert saver.answered >= 1
        assert (tmp_path / saver.path).read_text(encoding="utf-8") in saver.sent[saver.answered :]
    assert not _left(children)


def _left(children: list[int]) -> list[int]:
    """Which of these processes still run, after a while."""
    deadline = time.monotonic() + 10
    left = children
    while left and time.monotonic() < deadline:
        left = [number for number in left if Path(f"/proc/{number}").exists()]
        time.sleep(0.05)
    return left


def ran(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fabula", "studio", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=30)


def test_the_command_says_why_it_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "file.md").write_text("x", encoding="utf-8")
    missing, no_folder = ran(tmp_path, "nowhere"), ran(tmp_path, "file.md")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr.startswith("error: there is no folder `nowhere`: make it first")
    assert (no_folder.returncode, no_folder.stderr.startswith("error: `file.md` is no folder")) == (2, True)


def test_the_command_opens_a_copy_of_the_founding_worlds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fabula", "studio", "--no-browser"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(4)]
            assert lines[0] == "Made fabula-worlds/ with a copy of the founding worlds: change in it what you like.\n"
            assert lines[1] == f"The studio is open on {tmp_path / 'fabula-worlds'}:\n"
            port = lines[3].partition("/?")[0].rpartition(":")[2]
            taken = ran(tmp_path, "--port", port, ".")
            assert (taken.returncode, taken.stderr.startswith(f"error: port {port} is taken")) == (2, True)
            for _ in range(100):
                if _opens(lines[3].strip()):
                    break
                time.sleep(0.1)
            process.send_signal(signal.SIGINT)
            assert process.wait(15) == 0
        finally:
            process.kill()
    assert (tmp_path / "fabula-worlds" / "gates" / "variants").is_dir()


def _opens(address: str) -> bool:
    try:
        return httpx.get(address).status_code in {200, 503}
    except httpx.TransportError:
        return False
