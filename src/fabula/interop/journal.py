# SPDX-License-Identifier: Apache-2.0
"""The rows of a sweep as lines of JSON: what is written the moment an answer is there, so that none is ever lost.

A line holds all rows of one change: `{"key": …, "rows": [["stories", {…}], ["events", {…}], …]}`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import msgspec

from fabula.model.sweep import EndingRow, EventRow, Row, StoryRow, Swept

TABLES: dict[str, type[StoryRow | EventRow | EndingRow]] = {
    "stories": StoryRow,
    "events": EventRow,
    "endings": EndingRow,
}
"""The tables of a sweep, and what a row of each is."""


def table_of(row: Row) -> str:
    """The name of the table in which a row stands."""
    return next(name for name, sort in TABLES.items() if isinstance(row, sort))


def line_of(swept: Swept) -> bytes:
    """The line for all rows of one change, with its line feed."""
    rows = [(table_of(row), dataclasses.asdict(row)) for row in swept.rows]
    return msgspec.json.encode({"key": swept.key, "rows": rows}) + b"\n"


def read_lines(data: bytes) -> Iterator[Swept]:
    """What the lines hold. A last line that was cut off in the middle is no answer yet, and left out."""
    for line in data.split(b"\n"):
        try:
            found: dict[str, Any] = msgspec.json.decode(line)
            rows = tuple(TABLES[name](**row) for name, row in found["rows"])
            yield Swept(found["key"], rows)
        except (msgspec.DecodeError, KeyError, TypeError, ValueError):
            continue
