# SPDX-License-Identifier: Apache-2.0
"""How long an author waits for the language server, from a key to what is wrong.

    python -m benchmarks.language_server [--keys N]

Starts `fabula lsp` with a folder that holds the founding worlds, opens each text, and types: a letter of prose, an
argument of an event, a line of a world. For each key two times are taken: until the text was read (the first
diagnostics of its version), and until it was checked (a code lens is asked for, which waits for the check). Times are
from the editor's side, the pause before an analysis included; CPU is the server's own, for each key.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from editor import Document, Editor

WORLDS = Path(__file__).parents[1] / "worlds"
TICK = os.sysconf("SC_CLK_TCK")
LONG = 2_500


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keys", type=int, default=20)
    keys = parser.parse_args().keys
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(WORLDS, folder, dirs_exist_ok=True)
        print(f"{'what is typed':44}{'read':>12}{'checked':>18}{'CPU':>8}")
        print(f"{'':44}{'median':>12}{'median':>10}{'p95':>8}{'':>8}   (milliseconds)")
        for name, old, new in CASES:
            editor = Editor(Path(folder))
            document = editor.open(name, long_story() if name.endswith("long.md") else None)
            document.lenses()
            measure(f"{name}: {new.strip()}", document, old, new, keys)
            editor.close()


def measure(label: str, document: Document, old: str, new: str, keys: int) -> None:
    """Type one thing and take it back, again and again; print what it took."""
    read, checked, used = [], [], []
    for key in range(2 * keys):
        document.lenses()
        before, cpu = len(document.editor.published[document.uri]), cpu_of(document.editor)
        started = time.perf_counter()
        document.change(*((old, new) if key % 2 == 0 else (new, old)))
        document.lenses()
        ended = time.perf_counter()
        published = document.editor.published[document.uri][before:]
        times = document.editor.times[document.uri][before:]
        assert published[-1].version == document.version
        read.append(times[0] - started)
        checked.append(ended - started)
        used.append(cpu_of(document.editor) - cpu)
    print(
        f"{label[:44]:44}{1000 * statistics.median(read):12.0f}{1000 * statistics.median(checked):10.0f}"
        f"{1000 * sorted(checked)[int(len(checked) * 0.95)]:8.0f}{1000 * statistics.mean(used):8.0f}",
        flush=True,
    )


def cpu_of(editor: Editor) -> float:
    """The processor time that the server has used, in seconds."""
    server = editor.client._server  # noqa: SLF001 -- the client keeps its process to itself
    assert server is not None
    figures = Path(f"/proc/{server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(figures[11]) + int(figures[12])) / TICK


def long_story() -> str:
    """A manuscript of more than ten thousand lines, with an event and an expectation on every fourth and fifth."""
    scene = "Nothing happened, and then again nothing.\n\n@ wait()\n@ expect alive(Willow)\n"
    return "---\nworld: gates.world\n---\n" + scene * LONG + "The end of it.\n"


CASES = (
    ("gates/gates.md", "She", "Shee"),
    ("gates/gates.md", "@ push(Faith, Spike)", "@ push(Faith, Spik)"),
    ("gates/gates.md", "@ expect not held(Spike)", "@ expect held(Spike)"),
    ("gates/broken.md", "chase(Faith, Spike)", "chase( Faith, Spike)"),
    ("puddle/puddle.md", "\n@ ", "\n\n@ "),
    ("gates/gates.world", "A god bleeds", "A god bleedss"),
    ("gates/gates.world", "other believes not evil(p)", "other believes evil(p)"),
    ("puddle/puddle.world", "\nkind place", "\nkind place, plaza"),
    ("gates/long.md", "The end of it.", "The end of it all."),
    ("gates/long.md", "Nothing happened", "Nothing at all happened"),
)

if __name__ == "__main__":
    main()
