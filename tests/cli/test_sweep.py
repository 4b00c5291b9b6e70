# SPDX-License-Identifier: Apache-2.0
"""Sweeps as commands: threads, processes, a cluster of which a worker dies, folders that take up where one stopped."""

from __future__ import annotations

import json
import os
import shlex
import signal
import threading
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from distributed import Client, LocalCluster
from typer.testing import CliRunner, Result

from fabula.cli.main import app
from fabula.cli.sweep_folder import SweepFolder
from fabula.model.sweep import StoryRow, Swept

ROOT = Path(__file__).parents[2]
STORY = "worlds/tutorial/tutorial.md"
EVERYTHING = f"whatif {STORY} --every-fact --every-event"

SAID = """\
worlds/tutorial/tutorial.md: 3 of 3 changes tried.

The ending rests on (3):
  without point_out(Otto, Nell): 2. pick_up(Nell) is out of character, 2 events
    fall away, not over
  without pick_up(Nell): 3. cross(Nell, island) cannot happen, not over
  without cross(Nell, island): not over
"""


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def fabula(command: str) -> Result:
    return CliRunner().invoke(app, shlex.split(command))


def data(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_every_event() -> None:
    result = fabula(f"whatif {STORY} --every-event")
    assert (result.stdout, result.exit_code) == (SAID, 0)


def test_processes_find_what_threads_find() -> None:
    threads = data(fabula(f"{EVERYTHING} --format json"))
    processes = data(fabula(f"{EVERYTHING} --workers 2 --format json"))
    assert threads == processes
    assert threads["answered"] == threads["asked"] == len(threads["stories"]) > 10


def test_a_cluster_that_loses_a_worker_gives_the_whole_answer() -> None:
    expected = data(fabula(f"{EVERYTHING} --format json"))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster.scheduler_address) as client,
    ):
        before = client.run(os.getpid)
        killed: list[int] = []

        def kill_one() -> None:
            # As soon as a worker has a question, that worker dies in the middle of it.
            while not killed:
                busy = [worker for worker, calls in client.call_stack().items() if calls]
                for worker in busy[:1]:
                    os.kill(before[worker], signal.SIGKILL)
                    killed.append(before[worker])

        killer = threading.Thread(target=kill_one, daemon=True)
        killer.start()
        found = data(fabula(f"{EVERYTHING} --cluster {cluster.scheduler_address} --format json"))
        killer.join(timeout=30)
        assert killed
        assert set(client.run(os.getpid).values()) != set(before.values())
    assert found == expected


def test_a_dataset_that_others_read(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    expected = data(fabula(f"{EVERYTHING} --format json"))
    assert fabula(f"{EVERYTHING} --output {folder}").exit_code == 0
    stories = duckdb.sql(
        f"select count(*), count(*) filter (where carries) from '{folder}/stories/*.parquet'"
    ).fetchall()
    carrying = sum(row["carries"] for row in expected["stories"])
    assert stories == [(len(expected["stories"]), carrying)]
    events = pd.read_parquet(folder / "events")
    assert sorted(events.columns) == ["event", "fate", "happens", "key", "misses", "number", "sees"]
    assert len(events) == len(expected["events"])


def test_a_sweep_that_was_interrupted_goes_on_and_loses_no_row(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    expected = data(fabula(f"{EVERYTHING} --format json"))
    stopped = fabula(f"{EVERYTHING} --output {folder} --time 0 --format json")
    assert (stopped.exit_code, data(stopped)["limit"]) == (3, "time")
    assert fabula(f"{EVERYTHING} --output {folder}").exit_code == 0
    # What a crash leaves behind: rows in the journal, the last line cut off, and no part for them.
    part = next((folder / "stories").iterdir())
    part.unlink()
    next((folder / "events").iterdir()).unlink()
    lines = [json.dumps({"key": row["key"], "rows": [["stories", row]]}) for row in expected["stories"][:9]]
    (folder / "journal.jsonl").write_text("\n".join(lines) + '\n{"key": "fact: li', encoding="utf-8")
    again = data(fabula(f"{EVERYTHING} --output {folder} --format json"))
    assert again["taken_over"] == 9
    assert again["stories"] == expected["stories"]
    once_more = data(fabula(f"{EVERYTHING} --output {folder} --format json"))
    assert once_more["taken_over"] == once_more["asked"]
    assert (folder / "journal.jsonl").read_bytes() == b""


def test_rows_are_on_the_disk_before_the_next_answer_is_taken(tmp_path: Path) -> None:
    folder = SweepFolder(str(tmp_path / "sweep"), ["a question"])
    one = Swept("fact: lit", (StoryRow("fact: lit", "fact", "lit", "lit"),))
    folder.add(one)
    assert SweepFolder(str(tmp_path / "sweep"), ["a question"]).finished == {"fact: lit": one}


def test_a_folder_of_another_sweep_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    assert fabula(f"whatif {STORY} --every-event --output {folder}").exit_code == 0
    before = sorted(path.read_bytes() for path in folder.rglob("*.*"))
    result = fabula(f"whatif {STORY} --every-fact --output {folder}")
    assert result.exit_code == 2
    assert "other-sweep" in result.stderr
    assert sorted(path.read_bytes() for path in folder.rglob("*.*")) == before


def test_a_folder_with_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = fabula(f"whatif {STORY} --every-event --output {tmp_path}")
    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["notes.txt"])


def test_a_broken_part_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    assert fabula(f"whatif {STORY} --every-event --output {folder}").exit_code == 0
    next((folder / "stories").iterdir()).write_bytes(b"not a table")
    result = fabula(f"whatif {STORY} --every-event --output {folder}")
    assert result.exit_code == 2
    assert "broken-part" in result.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (f"whatif {STORY} --every-event --workers 2 --cluster tcp://127.0.0.1:1", "not both"),
        (f"whatif {STORY} --every-event --cluster tcp://127.0.0.1:1", "no Dask scheduler"),
        (f"whatif {STORY} --every-event --without 'pick_up(Nell)'", "makes its own changes"),
        (f"whatif {STORY} --workers 2", "`--every-fact` and `--every-event`"),
        ("endings worlds/tutorial/tutorial.world --workers 2", "are for `--every-fact`"),
        ("whatif worlds/tutorial/nowhere.md --every-event", "cannot-read"),
        ("whatif worlds/tutorial/tutorial.world --every-event", "story-wanted"),
    ],
)
def test_bad_questions(command: str, said: str) -> None:
    result = fabula(command)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_endings_from_every_start() -> None:
    result = fabula("endings worlds/tutorial/tutorial.world --length 5 --every-fact")
    assert result.exit_code == 0
    assert "over: told under" in result.stdout
