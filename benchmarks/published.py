# SPDX-License-Identifier: Apache-2.0
"""The problems for which the peer's planner publishes figures: ours beside theirs.

The problem files and `published.csv` are the peer's and no part of the project: they are looked for where FABULA_SABRE
says, or beside the repository in `../shared/sabre`. The peer's times were measured by its authors on their machine, the
best of twelve configurations, each with a bound of a million nodes.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from typing import Any

from benchmarks.running import ROOT, answered

DATA = Path(os.environ.get("FABULA_SABRE", ROOT.parent / "shared" / "sabre"))
MEBIBYTES = 4096
BRIEF = 1.0
"""A search shorter than this is made three times, and the fastest counts: start-up noise is larger than it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A published row, and what we measured; `best_ms` is None where no configuration of the peer solves it."""

    name: str
    goal: str
    best_ms: float | None
    configuration: str
    shortest: str
    measured: dict[str, Any]

    @property
    def told(self) -> bool:
        """Whether we solved it."""
        return bool(self.measured["outcome"] == "told")

    @property
    def search_ms(self) -> float:
        """Our search in milliseconds."""
        return float(self.measured.get("search_seconds", 0.0)) * 1000

    @property
    def ratio(self) -> float | None:
        """How many times as fast as the peer's best; None where one of us has no time."""
        return None if self.best_ms is None or not self.told else self.best_ms / max(self.search_ms, 1e-3)


def rows(only: str, engine: str, seconds: float) -> Iterator[Row]:
    """Each row whose problem is at hand and whose name contains `only`, measured."""
    table = DATA / "published.csv"
    if not table.is_file():
        return
    with table.open(encoding="utf-8", newline="") as lines:
        published = list(csv.DictReader(lines))
    for row in published:
        problem = DATA / "problems" / f"{row['file']}.txt"
        if only not in row["problem"] or not problem.is_file():
            continue
        best = row["best_mean_ms"]
        yield Row(
            row["problem"],
            row["goal"],
            float(best) if best else None,
            row["best_configuration"],
            row["shortest_story"],
            _measured(problem, row, engine, seconds),
        )


def _measured(problem: Path, row: dict[str, str], engine: str, seconds: float) -> dict[str, Any]:
    """The search; the fastest of three where it is brief."""
    numbers = [row["goal"], row["length"], row["imagine"], row["minds"]]
    arguments = [str(problem), *numbers, f"engine={engine}", f"seconds={seconds}"]
    found = [answered("benchmarks.one", arguments, seconds, MEBIBYTES)]
    while len(found) < 3 and found[0]["outcome"] == "told" and found[0]["search_seconds"] < BRIEF:
        found.append(answered("benchmarks.one", arguments, seconds, MEBIBYTES))
    return min(found, key=lambda each: float(each.get("search_seconds", 0.0)))


def geometric_mean(rows: list[Row]) -> float | None:
    """The geometric mean of the ratios over the rows for which the peer's best needs more than 100 ms."""
    ratios = [row.ratio for row in rows if row.ratio is not None and row.best_ms is not None and row.best_ms > 100]
    return exp(sum(map(log, ratios)) / len(ratios)) if ratios else None


def data(row: Row) -> dict[str, Any]:
    """A row for JSON."""
    return {"problem": row.name, "best_ms": row.best_ms, "configuration": row.configuration, **row.measured}
