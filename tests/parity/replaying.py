# SPDX-License-Identifier: Apache-2.0
"""Talks to the native engine's `replay` program, as any program could."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fabula.diagnostics import NOWHERE
from fabula.engine.ground_flat import flattened
from fabula.engine.ground_format import GroundTables, value_shown, write_ground
from fabula.engine.port import Found, Goal
from fabula.model.answers import EventCall, Outcome, PlannedStep, Reason
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.semantics import DivisionByZero, RestlessLaws

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


class ReplayedEngine:
    """The same behind a part of the port."""

    def __init__(self, program: Program, native: Replayed) -> None:
        self.program = program
        self._native = native

    def _line(self, *words: object) -> list[str]:
        """A line that is no error; an error of the world is raised."""
        line = self._native.line(*words)
        if line[:2] == ["error", "division"]:
            raise DivisionByZero(NOWHERE)
        if line[:2] == ["error", "restless"]:
            raise RestlessLaws(tuple(self.program.laws[int(law)] for law in line[2:]), (), ())
        assert line[0] != "error", (words, line)
        return line

    def start(self) -> int:
        return int(self._line("start")[1])

    def possible(self, state: int) -> tuple[int, ...]:
        return tuple(map(int, self._line("possible", state)[1:]))

    def after(self, state: int, event: int) -> int:
        return int(self._line("after", state, event)[1])

    def believed(self, state: int, person: int) -> int:
        return int(self._line("believed", state, person)[1])

    def values(self, state: int) -> tuple[Value, ...]:
        return self._native.shape(state, 0)[0]

    def utility(self, state: int, person: int | None) -> float:
        return float(self._line("utility", state, "author" if person is None else person)[1])

    def reason(self, state: int, event: int, person: int, limits: Limits) -> Reason | None:
        kind, *plan = self._line("reason", state, event, person, limits.imagine, limits.minds)
        if kind == "none":
            return None
        forms = [self.program.events[int(number)] for number in plan] or [self.program.events[event]]
        steps = tuple(PlannedStep(EventCall(form.name, form.arguments)) for form in forms)
        return Reason(self.program.people[person], kind == "impulse", steps, 0, 0)

    def explained(self, state: int, event: int, limits: Limits) -> bool:
        return self._line("explained", state, event, limits.imagine, limits.minds) == ["yes"]

    def tell(self, goal: Goal, limits: Limits) -> Found:
        what = ("tell", 0) if goal.condition is not None else ("raise", goal.raises)
        answer = self._native.ask(*what, limits.length, limits.imagine, limits.minds, limits.count)
        if answer[0][0] == "error":
            raise (
                DivisionByZero(NOWHERE) if answer[0][1] == "division" else RestlessLaws((self.program.laws[0],), (), ())
            )
        return Found(Outcome(answer[0][0]), tuple(tuple(map(int, story[1:])) for story in answer[1:]))

    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]:
        answer = self._native.ask("stories", limits.length, limits.imagine, limits.minds)
        for line in answer:
            if line[0] == "error":
                raise DivisionByZero(NOWHERE)
            yield tuple(map(int, line[1:]))


@contextmanager
def replayed(program: Program, depth: int) -> Iterator[Replayed]:
    """The native engine on a program, states kept to a depth."""
    tables = flattened(program)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "world.ground"
        path.write_text(write_ground(tables), encoding="utf-8")
        command = [str(REPLAY), str(path), "--depth", str(depth)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
            try:
                yield Replayed(process, tables)
            finally:
                process.kill()
