# SPDX-License-Identifier: Apache-2.0
"""A sweep as a table: what the ending rests on first, then what else makes a difference; the rest is counted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import msgspec

from fabula.model.sweep import EndingRow, EventRow, StoryRow, SweepAnswer
from fabula.render.paragraphs import paragraph
from fabula.render.stories import LIMIT_WORDS

_FATES = {
    "impossible": "cannot happen",
    "out-of-character": "is out of character",
    "seen-otherwise": "is seen by others",
}


def render_sweep(answer: SweepAnswer, width: int = 80) -> str:
    """The table in lines, with what stopped the sweep if anything did."""
    lines = paragraph(_head(answer), width)
    stories = [row for swept in answer.answered for row in swept.rows if isinstance(row, StoryRow)]
    endings = [row for swept in answer.answered for row in swept.rows if isinstance(row, EndingRow)]
    lines += _story_lines(stories, width)
    lines += _ending_lines(endings, width)
    return "\n".join(lines) + "\n"


def sweep_json(answer: SweepAnswer) -> str:
    """The whole sweep as a JSON object: `stories`, `events` and `endings` are lists of rows."""
    rows = [row for swept in answer.answered for row in swept.rows]
    data: dict[str, Any] = {
        "version": 1,
        "title": answer.title,
        "asked": answer.asked,
        "answered": len(answer.answered),
        "taken_over": answer.taken_over,
        "limit": answer.limit,
    }
    for name, sort in (("stories", StoryRow), ("events", EventRow), ("endings", EndingRow)):
        data[name] = [dataclasses.asdict(row) for row in rows if isinstance(row, sort)]
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8") + "\n"


def _head(answer: SweepAnswer) -> str:
    """What was asked, and how much of it is answered."""
    text = f"{answer.title}: {len(answer.answered):,} of {_counted(answer.asked, 'change')} tried"
    if answer.taken_over:
        text += f", {answer.taken_over:,} of them before"
    if answer.limit is not None:
        text += f"; gave up, since {LIMIT_WORDS.get(answer.limit, answer.limit)}"
    return text + "."


def _story_lines(rows: list[StoryRow], width: int) -> list[str]:
    """What the ending rests on, what only turns the story, and how much makes no difference."""
    carrying = [row for row in rows if row.carries and not row.problem]
    turning = [row for row in rows if row.parting and not row.carries]
    problems = [row for row in rows if row.problem]
    rest = len(rows) - len(carrying) - len(turning) - len(problems)
    lines = _section("The ending rests on", carrying, width)
    lines += _section("The story goes otherwise, to the same ending", turning, width)
    if rest:
        lines += [
            "",
            *paragraph(
                f"{_counted(rest, 'change')} {'makes' if rest == 1 else 'make'} no difference to what happens.", width
            ),
        ]
    for row in problems:
        lines += ["", *paragraph(f"{row.change}: {row.problem}", width, following="  ")]
    return lines


def _section(title: str, rows: list[StoryRow], width: int) -> list[str]:
    """Rows under a title, those that turn the story soonest first."""
    if not rows:
        return []
    lines = ["", f"{title} ({len(rows):,}):"]
    for row in sorted(rows, key=lambda row: (row.parting or len(rows), -row.dropped, row.change)):
        lines += paragraph(f"{row.change}: {_outcome(row)}", width, "  ", "    ")
    return lines


def _outcome(row: StoryRow) -> str:
    """What becomes of the story, in a few words."""
    parts = [f"{row.parting}. {row.event} {_FATES.get(row.fate, row.fate)}"] if row.parting else []
    if row.dropped > 1:
        parts.append(f"{row.dropped} events fall away")
    if row.lost:
        parts.append(f"not {row.lost}")
    if row.won:
        parts.append(f"but {row.won}")
    if row.limit:
        parts.append(f"gave up: {row.limit}")
    return ", ".join(parts) or "nothing happens otherwise"


def _ending_lines(rows: list[EndingRow], width: int) -> list[str]:
    """For each ending the changes with which it comes or goes."""
    lines: list[str] = []
    for name in dict.fromkeys(row.ending for row in rows if row.ending):
        of_it = [row for row in rows if row.ending == name]
        counts: dict[str, list[EndingRow]] = {}
        for row in of_it:
            counts.setdefault(row.outcome, []).append(row)
        told = ", ".join(f"{outcome} under {_counted(len(found), 'change')}" for outcome, found in counts.items())
        lines += ["", *paragraph(f"{name}: {told}.", width, following="  ")]
        fewest = min(counts.values(), key=len)
        if len(counts) > 1:
            changes = (f"{row.change} ({row.outcome})" for row in fewest)
            lines += paragraph(", ".join(changes), width, "  ", "  ")
    lines += _problems((row for row in rows if row.problem), width)
    return lines


def _problems(rows: Iterable[EndingRow], width: int) -> list[str]:
    return [line for row in rows for line in paragraph(f"{row.change}: {row.problem}", width, following="  ")]


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
