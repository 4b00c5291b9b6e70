# SPDX-License-Identifier: Apache-2.0
"""Reads the ground format: text to tables, or the line and the reason why not.

The native reader refuses what this one refuses; so a mistake in a file is found before anything runs on it.
"""

from __future__ import annotations

import re

from fabula.engine.ground_format import (
    BEGIN,
    BELIEFS,
    FACTS,
    KINDS,
    OPERATORS,
    FlatEffect,
    FlatEvent,
    FlatLaw,
    GroundTables,
    Names,
    Node,
    Stated,
)
from fabula.records import dataclass

NUMBER = re.compile(r"-?(inf|[0-9]{1,40}(\.[0-9]{1,40})?(e[-+]?[0-9]{1,4})?)", re.ASCII)
WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
MOST = 100_000_000
"""No count in a file may be larger."""
WORDS = ("unknown", "none", "no", "yes")


@dataclass(frozen=True, slots=True)
class GroundProblem:
    """Why a text is not a ground world; lines count from 1."""

    line: int
    reason: str


class _WrongError(Exception):
    """Carries the reason to `read_ground`."""


def read_ground(text: str) -> GroundTables | GroundProblem:
    """The tables that a text holds, or the line that is wrong and why."""
    reader = _Reader(text.split("\n"))
    try:
        return reader.tables()
    except _WrongError as wrong:
        return GroundProblem(reader.line, str(wrong))


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.line = 0
        self._words: list[str] = []
        self._next = 0
        self._people = self._things = self._fluents = self._nodes = 0

    # Lines and words.

    def _text(self) -> str:
        if self.line >= len(self._lines):
            raise _WrongError("the text ends too early")
        self.line += 1
        return self._lines[self.line - 1]

    def _begin(self, word: str | None = None) -> None:
        self._words, self._next = self._text().split(" "), 0
        if word is not None and self._word() != word:
            raise _WrongError(f"`{word}` was expected")

    def _word(self) -> str:
        if self._next >= len(self._words):
            raise _WrongError("the line ends too early")
        self._next += 1
        return self._words[self._next - 1]

    def _done(self) -> None:
        if self._next < len(self._words):
            raise _WrongError("the line goes on where it should end")

    def _whole(self, limit: int, what: str) -> int:
        word = self._word()
        if WHOLE.fullmatch(word) is None:
            raise _WrongError(f"a whole number was expected ({what})")
        if int(word) >= limit:
            raise _WrongError(f"the number is too large ({what})")
        return int(word)

    def _optional(self, limit: int, what: str) -> int | None:
        if self._words[self._next :][:1] == ["-"]:
            self._next += 1
            return None
        return self._whole(limit, what)

    def _wholes(self, limit: int, what: str, count: int | None = None) -> tuple[int, ...]:
        count = self._whole(MOST, "count") if count is None else count
        return tuple(self._whole(limit, what) for _ in range(count))

    def _count(self, title: str) -> int:
        self._begin(title)
        count = self._whole(MOST, "count")
        self._done()
        return count

    def _value(self) -> str:
        word = self._word()
        if word in WORDS or NUMBER.fullmatch(word) is not None:
            return word
        if word.startswith("@") and WHOLE.fullmatch(word[1:]) is not None and int(word[1:]) < self._things:
            return word
        raise _WrongError("a value was expected")

    # Parts.

    def tables(self) -> GroundTables:
        if self._text() != BEGIN:
            raise _WrongError(f"`{BEGIN}` was expected")
        self._people, self._things = self._count("people"), self._count("things")
        fluents = tuple(self._fluent() for _ in range(self._count("fluents")))
        self._fluents = len(fluents)
        clock = self._single("clock", self._fluents, "fluent")
        nodes = self._all_nodes()
        beliefs = tuple(self._belief() for _ in range(self._count("beliefs")))
        events = tuple(self._event() for _ in range(self._count("events")))
        wait = self._single("wait", len(events), "event")
        laws = tuple(self._law() for _ in range(self._count("laws")))
        moments = tuple(self._law() for _ in range(self._count("moments")))
        utilities = self._row("utilities", self._nodes, "node", self._people)
        (author,) = self._row("author", self._nodes, "node", 1)
        endings = self._row("endings", self._nodes, "node")
        if (clock is None) is not (wait is None):
            raise _WrongError("a clock and the event that waits go together")
        counts = (self._people, self._things, len(fluents), len(events), len(laws), len(moments), len(endings))
        names = self._names(counts)
        if self.line + 1 < len(self._lines) or self._lines[-1] != "":
            raise _WrongError("nothing may follow `end` and its line end")
        return GroundTables(
            *(self._people, self._things, clock, wait, fluents, nodes, beliefs, events, laws, moments),
            *(utilities, author, endings, names),
        )

    def _single(self, title: str, limit: int, what: str) -> int | None:
        self._begin(title)
        number = self._optional(limit, what)
        self._done()
        return number

    def _row(self, title: str, limit: int, what: str, count: int | None = None) -> tuple[int, ...]:
        self._begin(title)
        row = self._wholes(limit, what, count)
        self._done()
        return row

    def _fluent(self) -> tuple[str, str]:
        self._begin()
        kind = self._word()
        if kind not in KINDS:
            raise _WrongError(f"a kind of fluent was expected ({', '.join(KINDS)})")
        value = self._value()
        self._done()
        return kind, value

    def _all_nodes(self) -> tuple[Node, ...]:
        nodes = []
        for number in range(self._count("nodes")):
            self._begin()
            nodes.append(self._node(number))
            self._done()
        self._nodes = len(nodes)
        return tuple(nodes)

    def _node(self, number: int) -> Node:
        sign = self._word()
        if sign == "value":
            return Node(sign, value=self._value())
        if sign == "read":
            return Node(sign, (self._whole(self._fluents, "fluent"),))
        if sign in {"believes", "doubts"}:
            return Node(sign, (self._whole(self._people, "person"), self._whole(number, "earlier node")))
        if sign in {"all", "some"}:
            parts = self._wholes(number, "earlier node")
            return Node(sign, (len(parts), *parts))
        if sign in OPERATORS:
            return Node(sign, self._wholes(number, "earlier node", 2))
        if sign == "if":
            return Node(sign, self._wholes(number, "earlier node", 3))
        raise _WrongError("a node was expected")

    def _belief(self) -> Stated:
        self._begin()
        fluent, value = self._whole(self._fluents, "fluent"), self._value()
        path = self._wholes(self._people, "person")
        if not path:
            raise _WrongError("a belief is somebody's")
        self._done()
        return path, fluent, value

    def _event(self) -> FlatEvent:
        self._begin("event")
        condition, takes = self._whole(self._nodes, "node"), self._whole(MOST, "moments")
        self._done()
        willing = self._row("willing", self._people, "person")
        self._begin("impulses")
        pairs = range(self._whole(MOST, "count"))
        impulses = tuple((self._whole(self._people, "person"), self._whole(self._nodes, "node")) for _ in pairs)
        self._done()
        observers = self._row("observers", self._nodes, "node", self._people)
        return FlatEvent(condition, takes, willing, impulses, observers, self._effects())

    def _law(self) -> FlatLaw:
        self._begin("law")
        condition, what = self._whole(self._nodes, "node"), self._word()
        if what not in {FACTS, BELIEFS}:
            raise _WrongError(f"`{FACTS}` or `{BELIEFS}` was expected")
        self._done()
        effects = self._effects()
        if any(not effect.path for effect in effects) is not (what == FACTS):
            raise _WrongError("the law changes something else than it says")
        return FlatLaw(condition, what == FACTS, effects)

    def _effects(self) -> tuple[FlatEffect, ...]:
        return tuple(self._effect() for _ in range(self._count("effects")))

    def _effect(self) -> FlatEffect:
        self._begin()
        fluent, sign = self._whole(self._fluents, "fluent"), self._word()
        if sign not in {"=", "+="}:
            raise _WrongError("`=` or `+=` was expected")
        value, guard = self._whole(self._nodes, "node"), self._optional(self._nodes, "node")
        path = self._wholes(self._people, "person")
        self._done()
        return FlatEffect(path, fluent, value, guard, sign == "+=")

    def _names(self, counts: tuple[int, ...]) -> Names | None:
        line = self._text()
        if line == "end":
            return None
        if line != "names":
            raise _WrongError("`names` or `end` was expected")
        groups = [tuple(self._text() for _ in range(count)) for count in counts]
        if self._text() != "end":
            raise _WrongError("`end` was expected")
        return Names(*groups)
