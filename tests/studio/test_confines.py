# SPDX-License-Identifier: Apache-2.0
"""What a process does to itself: tried on processes of their own, which break each bound in turn."""

import subprocess
import sys

import pytest

from fabula.studio.confines import MEMORY_IS_UP, TIME_IS_UP

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bound less")

BEGIN = """
import sys, time
from fabula.studio.confines import confine
told = []
confine(80 * 2**20, lambda: told.append(1), PATIENCE)
"""


def ended(code: str, patience: float | None = None, within: float = 120) -> tuple[int, str]:
    """How a process ends that runs this after it was confined, and what it wrote."""
    text = BEGIN.replace("PATIENCE", repr(patience)) + code
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False, timeout=within)
    return done.returncode, done.stdout.strip() or done.stderr.strip().rpartition("\n")[2]


def test_who_asks_for_too_much_at_once_gets_nothing() -> None:
    code, said = ended("x = bytearray(2 * 2**30)")
    assert (code, said) == (1, "MemoryError")


def test_who_uses_too_much_is_asked_to_stop_then_ended() -> None:
    asked = "x = [bytes([1]) * 2**20 for _ in range(70)]\nwhile not told:\n    time.sleep(0.05)\nprint(told)"
    assert ended(asked) == (0, "[1]")
    assert ended("x = [bytes([1]) * 2**20 for _ in range(200)]\ntime.sleep(100)")[0] == MEMORY_IS_UP


def test_who_works_without_a_pause_is_ended() -> None:
    assert ended("while True: pass", 0.5)[0] == TIME_IS_UP


PAUSING = """
for _ in range(4):
    until = time.process_time() + 0.3
    while time.process_time() < until:
        pass
    time.sleep(0.7)
print("done")
"""


def test_who_pauses_goes_on() -> None:
    assert ended(PAUSING, 0.7) == (0, "done")


def test_who_keeps_the_lock_to_themselves_is_ended_by_the_system() -> None:
    """A regular expression that goes on for ever lets no other thread of the process run."""
    code, _ = ended('import re\nre.match(r"(a|a)*b", "a" * 60)', 0.5)
    assert code != 0


def test_nothing_is_written_to_the_disk(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("confined") / "x"
    code, said = ended(f"file = open({str(path)!r}, 'w')\nfile.write('x')\nfile.flush()")
    assert code != 0
    assert "File too large" in said
    assert path.read_text() == ""


def test_few_files_are_open_at_once() -> None:
    code, said = ended("x = [open('/dev/null') for _ in range(100)]")
    assert code != 0
    assert "Too many open files" in said
