# SPDX-License-Identifier: Apache-2.0
"""Talks to the native engine's `replay` program, as any program could."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fabula.engine.ground_flat import flattened
from fabula.engine.ground_format import GroundTables, value_shown, write_ground
from fabula.model.ground import Program
from fabula.model.values import Value

ROOT = Path(__file__).parents[2]
REPLAY = Path(os.environ.get("FABULA_REPLAY", ROOT / "build" / "native" / "replay"))

Shape = tuple[tuple[Value, ...], tuple["Shape", ...]]


class Replayed:
    """The native engine on one ground file. An answer is a list of lines, each a list of words."""

    def __init__(self, process: subprocess.Popen[str], tables: GroundTables) -> None:
        self._process = process
        self._things = tables.names.things if tables.names is not None else ()

    def ask(self, *words: object) -> list[list[str]]:
        """The answer to a command."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        to.write(" ".join(str(word) for word in words) + "\n")
        to.flush()
        lines: list[list[str]] = []
        for line in back:
            if line == ".\n":
                return lines
            lines.append(line.split())
        raise AssertionError(f"replay ended at {words}, exit code {self._process.wait()}")

    def line(self, *words: object) -> list[str]:
        """The answer to a command that has one line; the first word is left out unless it is the only one."""
        (line,) = self.ask(*words)
        return line

    def state(self, *words: object) -> int | None:
        """The state that a command leads to; None where it ends in an error of the world."""
        line = self.line(*words)
        return int(line[1]) if line[0] == "state" else None

    def shape(self, state: int, depth: int) -> Shape:
        """The values of a state and of the minds in it, to a depth."""
        words = " ".join(self.line("values", state, depth)[1:]).replace("[", "[ ").replace("]", " ]").split()
        return self._shaped(iter([*words, "]"]))

    def _shaped(self, words: Iterator[str]) -> Shape:
        values: list[Value] = []
        minds: list[Shape] = []
        for word in words:
            if word == "]":
                break
            if word == "[":
                minds.append(self._shaped(words))
            else:
                values.append(value_shown(word, self._things))
        return tuple(values), tuple(minds)


@contextmanager
def replayed(program: Program, depth: int) -> Iterator[Replayed]:
    """The native engine on a program, states kept to a depth."""
    tables = flattened(program)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "world.ground"
        path.write_text(write_ground(tables), encoding="utf-8")
        command = [str(REPLAY), str(path), "--depth", str(depth), "--relevance", "0"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
            try:
                yield Replayed(process, tables)
            finally:
                process.kill()
