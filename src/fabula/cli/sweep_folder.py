# SPDX-License-Identifier: Apache-2.0
"""The folder of a sweep: a Parquet dataset that grows while the sweep runs, and takes it up again where it stopped.

question.json          what was asked, so that another sweep is not mixed in
journal.jsonl          the rows that are in no part yet; each is on the disk before the next answer is taken
stories/part-00000.parquet, events/part-00000.parquet, endings/part-00000.parquet
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from fabula import files
from fabula.cli.report import BAD_INPUT, show_problems
from fabula.diagnostics import Diagnostic, Label, Severity, Span
from fabula.interop.journal import TABLES, line_of, read_lines
from fabula.interop.parquet import parts_of, rows_in
from fabula.model.sweep import Row, Swept

PART = 256
"""So many changes go into one part."""
LAST = ("stories", "endings")
"""The tables that hold each change at least once. They are written last: what is in them is finished."""


class SweepFolder:
    """An opened folder; `finished` is what an earlier run of the same sweep has left there.

    A folder that cannot be used ends the command.
    """

    def __init__(self, path: str, question: Sequence[str]) -> None:
        self.path = files.normal(path)
        self._ask(question)
        self.finished: dict[str, Swept] = {}
        self._parts = 0
        self._pending: list[Swept] = []
        self._take_over()

    def add(self, swept: Swept) -> None:
        """Keep the answer to one change; it is on the disk when this returns."""
        _required(files.append(f"{self.path}/journal.jsonl", line_of(swept)))
        self._pending.append(swept)
        if len(self._pending) >= PART:
            self.flush()

    def flush(self) -> None:
        """Put what is in the journal into a part of its own."""
        if not self._pending:
            return
        parts = parts_of(row for swept in self._pending for row in swept.rows)
        for name in sorted(parts, key=LAST.__contains__):
            _required(files.write_data(f"{self.path}/{name}/part-{self._parts:05}.parquet", parts[name]))
        _required(files.write_data(f"{self.path}/journal.jsonl", b""))
        self._parts += 1
        self._pending.clear()

    def _ask(self, question: Sequence[str]) -> None:
        """Note what is asked, or find that it is what was asked before."""
        place = f"{self.path}/question.json"
        digest = hashlib.sha256("\0".join(question).encode()).hexdigest()
        data = msgspec.json.format(msgspec.json.encode({"version": 1, "question": digest}), indent=2) + b"\n"
        if not files.names_in(self.path):
            _required(files.write_data(place, data))
            return
        before = files.read_data(place)
        if before != data:
            _required(_other_sweep(self.path, isinstance(before, bytes)))

    def _take_over(self) -> None:
        """Read what an earlier run has left."""
        rows: dict[str, list[Row]] = {}
        for name in sorted(TABLES, key=LAST.__contains__, reverse=True):
            for part in files.names_in(f"{self.path}/{name}"):
                self._read_part(name, part, rows)
        self.finished = {key: Swept(key, tuple(found)) for key, found in rows.items()}
        journal = files.read_data(f"{self.path}/journal.jsonl")
        if isinstance(journal, bytes):
            self._pending = [swept for swept in read_lines(journal) if swept.key not in self.finished]
            self.finished |= {swept.key: swept for swept in self._pending}

    def _read_part(self, name: str, part: str, rows: dict[str, list[Row]]) -> None:
        """Add the rows of one part to those of the changes that are finished."""
        if not part.endswith(".parquet"):
            return
        data = files.read_data(f"{self.path}/{name}/{part}")
        try:
            found = list(rows_in(name, data)) if isinstance(data, bytes) else []
        except ValueError:
            _required(_broken_part(f"{self.path}/{name}/{part}"))
            return
        for row in found:
            if name in LAST:
                rows.setdefault(row.key, []).append(row)
            elif row.key in rows:
                rows[row.key].append(row)
        if name in LAST:
            self._parts = max(self._parts, int(part.removeprefix("part-").removesuffix(".parquet")) + 1)


def _required(problem: Diagnostic | None) -> None:
    """End the command where something could not be done."""
    if problem is not None:
        show_problems((problem,), {})
        raise SystemExit(BAD_INPUT)


def _other_sweep(path: str, asked: bool) -> Diagnostic:
    """`other-sweep`: the folder is in use for something else."""
    what = "holds another sweep, or one of a text that has changed since" if asked else "holds something else"
    return Diagnostic(
        "other-sweep",
        Severity.ERROR,
        f"`{path}` {what}.",
        Label(Span(path, 0, 0), ""),
        notes=("Nothing was changed.",),
        help="Name another folder with `--output`, or take this one away.",
    )


def _broken_part(path: str) -> Diagnostic:
    """`broken-part`: a file of the dataset is not what was written there."""
    return Diagnostic(
        "broken-part",
        Severity.ERROR,
        f"`{path}` is no Parquet file, or not one of this sweep.",
        Label(Span(path, 0, 0), ""),
        help="Take the file away: what was in it will be asked again.",
    )
