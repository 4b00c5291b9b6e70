# SPDX-License-Identifier: Apache-2.0
"""The program itself: bad input and bad usage end in words, exit code 2, and nothing written."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bad_input.case import HEAD, WORLD

SECONDS = 60
FIRST = WORLD.count("\n") + 1
"""The line after the sound world."""

FILES: Mapping[str, bytes] = {
    "good.world": WORLD.encode(),
    "good.md": (HEAD + "@ go(Ash, yard)\n").encode(),
    "empty.world": b"",
    "empty.md": b"",
    "binary.world": bytes(range(256)),
    "utf16.md": (HEAD + "Prose.").encode("utf-16"),
    "broken.world": (WORLD + "ending e: rainin\nending f: (raining\n").encode(),
    "broken.md": (HEAD + "@ goo(Ash, yard)\n@ expect rainin\n").encode(),
    "deep.world": f"{WORLD}ending e: {'(' * 10_000}raining{')' * 10_000}\n".encode(),
    "long.md": f"{HEAD}@ go({'a' * 1_000_000}, yard)\n".encode(),
    "restless.world": f"""\
{WORLD}law a:
    when: raining
    then: not raining
law b:
    when: not raining
    then: raining
""".encode(),
    "strange.world": f"{WORLD}ending e: \u202eraining \x1b[31m\n".encode(),
}

INPUTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "check of no file": (("check", "gone.world"), ("gone.world", "[cannot-read]")),
    "check of a folder": (("check", "."), ("[cannot-read]",)),
    "check of an empty name": (("check", ""), ("[cannot-read]",)),
    "check of a name with a line end": (("check", "a\nb.world"), ("[cannot-read]",)),
    "check of a name that is too long": (("check", "a" * 5000), ("[cannot-read]",)),
    "check of an empty world": (("check", "empty.world"), ("[no-world]", "empty.world:1")),
    "check of an empty manuscript": (("check", "empty.md"), ("[no-world-named]", "empty.md:1")),
    "check of a binary file": (("check", "binary.world"), ("[not-utf-8]",)),
    "check of a UTF-16 manuscript": (("check", "utf16.md"), ("[not-utf-8]",)),
    "check of a broken world": (
        ("check", "broken.world"),
        ("[unknown-name]", f"broken.world:{FIRST}", "[unclosed-bracket]"),
    ),
    "check of a broken manuscript": (("check", "broken.md"), ("[unknown-event]", "broken.md:4", "[unknown-name]")),
    "check of deep nesting": (("check", "deep.world"), ("[too-deep]", f"deep.world:{FIRST}")),
    "check of a long line": (("check", "long.md"), ("[unknown-name]", "long.md:4")),
    "check of restless laws": (("check", "restless.world"), ("[restless-laws]", f"restless.world:{FIRST}")),
    "check of strange characters": (("check", "strange.world"), ("[strange-character]", f"strange.world:{FIRST}")),
    "check of a good and a bad file": (("check", "good.md", "broken.md"), ("[unknown-event]",)),
    "tell of a broken world": (("tell", "broken.world"), ("[unknown-name]", f"broken.world:{FIRST}")),
    "tell of a manuscript": (("tell", "good.md"), ("good.md",)),
    "tell of no file": (("tell", "gone.world"), ("[cannot-read]",)),
    "tell of restless laws": (("tell", "restless.world"), ("[restless-laws]",)),
    "tell of an unknown ending": (("tell", "good.world", "--ending", "gon"), ("gon", "gone")),
    "tell of a goal without author's wants": (("tell", "good.world", "--goal", "1"), ("author",)),
    "tell of a goal that is no number": (("tell", "good.world", "--goal", "nan"), ("goal",)),
    "format of a broken world": (("format", "broken.world"), ("[unclosed-bracket]",)),
    "format of a binary file": (("format", "binary.world"), ("[not-utf-8]",)),
    "format of no file": (("format", "gone.world"), ("[cannot-read]",)),
    "new over a folder that is there": (("new", "there"), ("there",)),
    "new outside the folder": (("new", "../up"), ("../up",)),
    "new without a name": (("new", ""), ("name",)),
    "no such command": (("chekc", "good.md"), ("chekc",)),
    "no such option": (("check", "--imagin", "3", "good.md"), ("--imagin",)),
    "imagine that is no number": (("check", "--imagine", "far", "good.md"), ("--imagine",)),
    "imagine below nothing": (("check", "--imagine", "-1", "good.md"), ("--imagine",)),
    "length that is no number": (("tell", "good.world", "--length", "long"), ("--length",)),
    "no file named": (("check",), ("FILE",)),
    "no such format": (("check", "--format", "xml", "good.md"), ("xml",)),
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line run in a folder; everything it says in one text."""
    return subprocess.run(
        [sys.executable, "-c", "from fabula.cli.main import main; main()", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder, and beside it."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.parent.rglob("*")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with all the files, and one folder in it."""
    place = tmp_path / "place"
    (place / "there").mkdir(parents=True)
    for name, data in FILES.items():
        (place / name).write_bytes(data)
    return place


@pytest.mark.parametrize("name", INPUTS)
def test_the_program_says_what_is_wrong(name: str, folder: Path) -> None:
    arguments, said = INPUTS[name]
    before = contents(folder)
    done = run(folder, *arguments)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stdout
    for words in said:
        assert words in done.stdout
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert contents(folder) == before


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from fabula.cli.main import main; main()", "check", "broken.world"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(SECONDS)
    assert "Traceback" not in said
