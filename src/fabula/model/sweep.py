# SPDX-License-Identifier: Apache-2.0
"""What a sweep answers: the same question under each of many small changes, one change a row.

Rows hold plain texts and numbers only, so that they go between processes, into a journal and into a table as they are.
"""

from __future__ import annotations

from typing import TypeAlias

from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story under one change.

    `sort` is `fact` or `event`: what was changed; `subject` names it, `change` says how. `parting` is the number of the
    first event that differs by itself, 0 where none does; `fate` is what becomes of it, and `why` says it in words.
    `dropped` events do not happen any more. `facts` and `beliefs` are how many come out differently at the end.
    `endings` are those reached, `lost` and `won` against the story as told, by name with blanks between. `carries` says
    whether the endings of the told story rest on what was changed: one of them is lost. `limit` names what stopped the
    answer, and `problem` why there is none; both are empty as a rule.
    """

    key: str
    sort: str
    subject: str
    change: str
    parting: int = 0
    event: str = ""
    fate: str = ""
    why: str = ""
    dropped: int = 0
    facts: int = 0
    beliefs: int = 0
    endings: str = ""
    lost: str = ""
    won: str = ""
    carries: bool = False
    limit: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the told story under one change: what becomes of it, and what happens instead."""

    key: str
    number: int
    event: str
    fate: str
    happens: str
    sees: str
    misses: str


@dataclass(frozen=True, slots=True)
class EndingRow:
    """An ending surveyed from another start. `stories` may be larger than any column of numbers: its digits as text.

    `shortest` is how many events the shortest story has, -1 where there is none.
    """

    key: str
    subject: str
    change: str
    ending: str = ""
    outcome: str = ""
    stories: str = "0"
    shortest: int = -1
    pivotal: str = ""
    dead_ends: int = 0
    limit: str = ""
    problem: str = ""


Row: TypeAlias = StoryRow | EventRow | EndingRow


@dataclass(frozen=True, slots=True)
class Swept:
    """What one change gave: its key, and its rows."""

    key: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SweepAnswer:
    """The answer of a sweep: what was asked about, and every row; `limit` names what stopped it before the end.

    `asked` is how many changes there are, `taken_over` how many of them an earlier, interrupted sweep had answered.
    """

    title: str
    asked: int
    answered: tuple[Swept, ...]
    taken_over: int = 0
    limit: str | None = None
