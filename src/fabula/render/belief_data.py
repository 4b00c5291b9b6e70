# SPDX-License-Identifier: Apache-2.0
"""All beliefs of a story as data, short enough to stand in a page: what each mind held, when it changed, and why.

Values and causes that come again are told once and named by number. `docs/draw.md` says what each entry means, and how
to find the belief of a mind that has no row.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from fabula.model.beliefs import Ledger, Run
from fabula.model.why import Cause
from fabula.records import dataclass
from fabula.render.belief_words import brief_cause
from fabula.render.why_data import cause_data

VERSION = 1


def ledger_data(ledger: Ledger) -> dict[str, Any]:
    """The ledger, for JSON.

    A row is `[fact, minds, runs]`, a run `[since, value, cause]`: the value is a number in `values` of the fact, the
    cause a number in `causes`. A mind without a row is right: it holds what the path without its first person holds.
    """
    seen = _Seen([{} for _ in ledger.facts])
    rows = [[row.fact, list(row.minds), [seen.run(row.fact, run) for run in row.runs]] for row in ledger.rows]
    return {
        "version": VERSION,
        "story": ledger.story,
        "people": [{"name": name, "shown": shown} for name, shown in zip(ledger.people, ledger.shown, strict=True)],
        "reader": ledger.reader,
        "moments": [
            {
                "place": moment.place,
                "event": None if moment.event is None else str(moment.event),
                "scene": moment.scene,
                "text": moment.text,
            }
            for moment in ledger.moments
        ],
        "deep": ledger.deep,
        "facts": [
            {
                "fact": fact.said,
                "subject": fact.subject,
                "values": [{"value": run.value, "shown": run.shown, "words": run.words} for run in values.values()],
            }
            for fact, values in zip(ledger.facts, seen.values, strict=True)
        ],
        "causes": [cause_data(cause) | {"words": words} for cause, words in seen.causes],
        "rows": rows,
        "left_out": ledger.left_out,
        "notes": list(ledger.notes),
        "broken": ledger.broken,
    }


@dataclass(slots=True)
class _Seen:
    """The values (by fact) and the causes that were met so far, in order."""

    values: list[dict[str, Run]]
    causes: dict[tuple[Cause, str], int] = field(default_factory=dict)

    def run(self, fact: int, run: Run) -> list[int]:
        """A run with its value and cause by number."""
        values = self.values[fact]
        values.setdefault(run.value, run)
        key = run.cause, brief_cause(run)
        return [run.since, list(values).index(run.value), self.causes.setdefault(key, len(self.causes))]
