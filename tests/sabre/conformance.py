# SPDX-License-Identifier: Apache-2.0
"""Every answer of the peer against those of both engines, as a table: `make conformance` runs it.

Arguments: names of problems (all of them), `--seconds N` for the explained sequences of each problem and engine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from fabula.usecases.check_solution import check_solution
from sabre.peer import (
    DATA,
    ENGINES,
    MISSING,
    NOT_DEMANDED,
    Peer,
    Record,
    peers_of,
    problem_names,
    published,
    solution_paths,
)

SECONDS = 120.0
"""So long an engine looks at the explained sequences of one problem; records left then count as not run."""

UNKNOWN_UTILITY = {"micro/m13_unknown"}
"""Problems in which the planner takes an unknown utility for an improvement, which ours does not."""


@dataclass
class Tally:
    """The records of one kind of one problem."""

    records: int = 0
    agreed: int = 0
    excluded: int = 0
    not_run: int = 0
    differing: list[str] = field(default_factory=list)

    def count(self, differences: list[str], what: str, may_differ: bool) -> None:
        """One more record; where it may differ, and does, it is excluded."""
        self.records += 1
        if not differences:
            self.agreed += 1
        elif may_differ:
            self.excluded += 1
        else:
            self.differing.append(f"{what}: {differences[0]}")

    def row(self) -> tuple[int, ...]:
        """The numbers of a line of the table."""
        return (self.records, self.agreed, len(self.differing), self.excluded, self.not_run)


def steps(peer: Peer, every: int = 1) -> Tally:
    """What agrees of the steps; `every` how many records is one looked at."""
    tally = Tally()
    for record in peer.of_kind("step")[::every]:
        tally.count(list(peer.step_differences(record)), f"{peer.name} {record['prefix']}", peer.name in NOT_DEMANDED)
    return tally


def effort(record: Record) -> tuple[int, int]:
    """About how long a record of explained sequences takes, compared with others."""
    return (record["atl"] * record["ctl"] * max(record["el"], 1), record["ctl"])


def explained(peer: Peer, seconds: float = SECONDS, most: int | None = None) -> Tally:
    """What agrees of the explained sequences, the shortest questions first; at most so many records."""
    tally = Tally()
    began = time.monotonic()
    for record in sorted(peer.of_kind("explained"), key=effort)[:most]:
        if time.monotonic() - began > seconds:
            tally.records += 1
            tally.not_run += 1
            continue
        limits = (record["atl"], record["ctl"], record["el"])
        differences = list(peer.explained_differences(record))
        tally.count(differences, f"{peer.name} {limits}", peer.name in UNKNOWN_UTILITY)
    return tally


def table(names: list[str], seconds: float) -> Iterator[str]:
    """The lines of the table, each as soon as it is known; then what differs."""
    heads = ("records", "agreed", "differ", "excluded", "not run", "seconds")
    yield f"{'problem':60} " + " ".join(f"{head:>8}" for head in heads)
    sums: dict[tuple[str, str], tuple[int, ...]] = {
        (engine, kind): (0,) * 5 for engine in ENGINES for kind in ("steps", "explained")
    }
    differing: list[str] = []
    left_out = 0
    for name in names:
        peers = peers_of(name)
        for (engine, kind), row in sums.items():
            began = time.monotonic()
            tally = steps(peers[engine]) if kind == "steps" else explained(peers[engine], seconds)
            sums[engine, kind] = tuple(one + other for one, other in zip(row, tally.row(), strict=True))
            differing += [f"{engine}: {each}" for each in tally.differing]
            title = name if (engine, kind) == next(iter(sums)) else ""
            yield _line(title, engine, kind, tally.row()) + f" {time.monotonic() - began:8.1f}"
        left_out += next(iter(peers.values())).left_out
    for (engine, kind), row in sums.items():
        yield _line("all", engine, kind, row)
    yield f"Within the steps {left_out} values were not compared: they follow from the order of the planner's triggers."
    yield from (f"excluded: {name}: {why}" for name, why in NOT_DEMANDED.items())
    yield from (f"excluded: {name}: an unknown utility is no improvement" for name in sorted(UNKNOWN_UTILITY))
    yield from (f"differs: {each}" for each in differing)


def solutions() -> Iterator[str]:
    """Which of the published solutions are accepted, explanations and all."""
    accepted = 0
    for path in solution_paths():
        began = time.monotonic()
        found = check_solution(*published(path))
        clean = found.answer is not None and found.answer.clean
        accepted += clean
        yield f"{'solution' if clean else 'differs: solution'} {path.stem:30} {time.monotonic() - began:8.1f} seconds"
    yield f"Of {len(solution_paths())} published solutions {accepted} are accepted."


def _line(name: str, engine: str, kind: str, row: tuple[int, ...]) -> str:
    return f"{name:40} {engine:9} {kind:9} " + " ".join(f"{number:8}" for number in row)


def main(arguments: list[str]) -> int:
    """Print the table; 1 if anything differs."""
    if not (DATA / "conformance").is_dir():
        sys.stdout.write(MISSING + "\n")
        return 0
    seconds = SECONDS
    if "--seconds" in arguments:
        place = arguments.index("--seconds")
        seconds = float(arguments[place + 1])
        del arguments[place : place + 2]
    differs = False
    for line in chain(table(arguments or problem_names(), seconds), () if arguments else solutions()):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        differs = differs or line.startswith("differs")
    return int(differs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
