# SPDX-License-Identifier: Apache-2.0
"""`fabula tell`: outcomes, exit codes, formats, limits, and what happens to a terminal that goes away."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app

DATA = Path(__file__).parents[1] / "data"
FIRE = str(DATA / "stolen-fire.world")
FABULA = [sys.executable, "-c", "from fabula.cli.main import main; main()"]

ENDLESS = """\
world "Endless"
person Ana, Bo
fact steps(person) is number
event step(p: person):
    then: steps(p) += 1
event skip(p: person):
    then: steps(p) += 7
ending far: steps(Ana) * 1000 + steps(Bo) < 0
"""


def tell(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["tell", *arguments])


@pytest.fixture
def endless(tmp_path: Path) -> str:
    path = tmp_path / "endless.world"
    path.write_text(ENDLESS, encoding="utf-8")
    return str(path)


def test_a_story_is_told() -> None:
    result = tell(FIRE, "--ending", "handed_on")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Ending handed_on: told in 1 event.\n\n"
        "  1. Without thinking, Wren snatches the lamp.\n"
        "       Wren is willing, so that keeper(lamp) = Wren (worth 3 to them, not 1).\n\n"
        "     The lamp has a new keeper.\n"
    )


def test_without_an_ending_every_ending_is_told() -> None:
    assert tell(FIRE).stdout == tell(FIRE, "--every-ending").stdout == tell(FIRE, "--ending", "handed_on").stdout


def test_json() -> None:
    result = tell(FIRE, "--ending", "handed_on", "--format", "json")
    data = json.loads(result.stdout)
    assert list(data) == ["outcome", "limit", "shortest", "stories", "statistics"]
    assert (data["outcome"], data["limit"]) == ("told", None)
    assert data["stories"][0]["events"] == ["snatch(Wren, lamp, Ash)"]
    assert {"seconds", "search_seconds", "states"} <= set(data["statistics"])
    assert 0 <= data["statistics"]["search_seconds"] <= data["statistics"]["seconds"]


def test_impossible_is_exit_1(endless: str) -> None:
    result = tell(endless, "--length", "2")
    assert (result.exit_code, result.stdout) == (
        1,
        "Ending far: proved impossible (at most 2 events, imagine 5, minds 2).\n",
    )


def test_a_deadline_is_exit_3(endless: str) -> None:
    result = tell(endless, "--length", "5000", "--time", "0", "--format", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["outcome"], data["limit"]) == (3, "gave-up", "time")


def test_memory_is_exit_3(endless: str) -> None:
    result = tell(endless, "--length", "5000", "--memory", "1")
    assert result.exit_code == 3
    assert result.stdout.startswith("Ending far: gave up, since the memory was used up")


def test_several_endings_are_told_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "two.world"
    path.write_text(ENDLESS + "ending near: steps(Bo) = 7\n", encoding="utf-8")
    result = tell(str(path), "--length", "2", "--ending", "near", "--ending", "far")
    assert result.exit_code == 1
    verdicts = [line for line in result.stdout.splitlines() if line.startswith("Ending")]
    assert verdicts[0] == "Ending near: told in 1 event."
    assert verdicts[1].startswith("Ending far: proved impossible")
    data = json.loads(tell(str(path), "--length", "2", "--format", "json").stdout)
    assert data["outcome"] == "impossible"
    assert {name: part["outcome"] for name, part in data["endings"].items()} == {"far": "impossible", "near": "told"}
    assert [story["events"] for story in data["stories"]] == [["skip(Bo)"]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--ending", "handed"], "this world has no ending called `handed`"),
        (["--ending", "handedon"], "did you mean `handed_on`?"),
        (["--goal", "2"], "the author of this world wants nothing"),
        (["--goal", "2", "--ending", "handed_on"], "an ending or a goal, not both"),
    ],
)
def test_questions_that_make_no_sense_are_exit_2(arguments: list[str], words: str) -> None:
    result = tell(FIRE, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_world_without_anything_to_tell_towards(tmp_path: Path) -> None:
    path = tmp_path / "aimless.world"
    path.write_text(ENDLESS.rsplit("ending", 1)[0], encoding="utf-8")
    result = tell(str(path))
    assert result.exit_code == 2
    assert "nothing to tell towards" in result.stderr


def test_a_file_that_is_not_there_is_exit_2() -> None:
    result = tell("nowhere.world")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error[cannot-read]: `nowhere.world` cannot be read: there is no such file." in result.stderr


def test_a_broken_world_is_exit_2_with_all_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "broken.world"
    path.write_text('world "A"\nperson Ash\nfact lit(person)\nstart:\n    lti(Ash)\n    lit(Ahs)\n', encoding="utf-8")
    result = tell(str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("error[") == 2
    data = json.loads(tell(str(path), "--format", "json").stdout)
    assert len([one for one in data["diagnostics"] if one["severity"] == "error"]) == 2


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to see the search begin on")
def test_an_interrupt_ends_with_what_was_found(endless: str) -> None:
    master, slave = os.openpty()
    command = [*FABULA, "tell", endless, "--length", "5000", "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, encoding="utf-8")
    seen = b""
    while b"stories of" not in seen:
        seen += os.read(master, 1000)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    os.close(slave)
    os.close(master)
    assert (process.returncode, json.loads(output)["limit"]) == (3, "interrupted")


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen([*FABULA, "tell", FIRE], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait(30) == 141


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "größe.world"
    path.write_text(
        'world "Größe"\nperson Jürgen\nfact müde\nevent schlafe(p: person):\n    text: "{p} schläft — 眠る."\n    '
        "then: müde\nending nacht: müde\n",
        encoding="utf-8",
    )
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = subprocess.run(
        [*FABULA, "tell", str(path)], capture_output=True, env=os.environ | plain, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr.decode()
    assert "Jürgen schläft — 眠る." in result.stdout.decode("utf-8")


def test_no_colour_and_no_progress_where_nobody_looks() -> None:
    result = subprocess.run([*FABULA, "tell", FIRE], capture_output=True, timeout=60, check=False)
    assert b"\x1b" not in result.stdout + result.stderr
    assert result.stderr == b""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to pretend")
def test_progress_on_a_terminal_is_wiped(endless: str) -> None:
    master, slave = os.openpty()
    command = [*FABULA, "tell", endless, "--length", "5000", "--time", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, encoding="utf-8")
    output, _ = process.communicate(timeout=60)
    os.close(slave)
    seen = os.read(master, 100_000).decode()
    os.close(master)
    assert "Ending far" in seen
    assert seen.endswith("\r\x1b[K")
    assert "\x1b" not in output


STUCK = """
import functools, time
import fabula.cli.tell as command
from fabula.cli.main import main

def deaf(*_arguments):
    while True:
        time.sleep(0.01)

command.tell_stories = deaf
command.watching = functools.partial(command.watching, grace=0.2)
main()
"""


def test_an_engine_that_does_not_stop_does_not_hang_the_command() -> None:
    arguments = [FIRE, "--time", "0.1", "--format", "json"]
    result = subprocess.run(
        [sys.executable, "-c", STUCK, "tell", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (result.returncode, json.loads(result.stdout)["limit"]) == (3, "time")
    assert result.stderr == "gave up: time; the engine did not stop when it was asked to\n"


def test_a_manuscript_is_not_told() -> None:
    result = tell(str(DATA / "stolen-fire.md"))
    assert result.exit_code == 2
    assert "is a manuscript" in result.stderr


def test_several_stories_are_different(tmp_path: Path) -> None:
    path = tmp_path / "near.world"
    path.write_text(ENDLESS.replace("< 0", "= 7"), encoding="utf-8")
    data = json.loads(tell(str(path), "--count", "3", "--length", "8", "--format", "json").stdout)
    stories = [story["events"] for story in data["stories"]]
    assert stories[0] == ["skip(Bo)"]
    assert len({tuple(story) for story in stories}) == len(stories) == 2
    assert [len(story) for story in stories] == sorted(len(story) for story in stories)
