# SPDX-License-Identifier: Apache-2.0
"""Who believes what through a whole story: what belief tables and strips are drawn from, and the report looks into.

For each fact there is a row of what is really so, and one for each mind in which it was ever otherwise than outside
that mind. A mind is a path of people from the outside in: `(2,)` is what the third person believes, `(2, 0)` what the
third believes that the first believes. A row that is not there says what the row of the same path without its first
person says: that person was right all along.
"""

from __future__ import annotations

from dataclasses import field

from fabula.model.why import Cause, Moment
from fabula.records import dataclass

UNKNOWN_VALUE = "unknown"
"""The value of a fact of which somebody knows that they do not know it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A value from a moment on, until the next run of its row: `since` so many events have happened.

    `value` is as it is written, `shown` the same in prose, `words` says it as a clause, `cause` is what made it so. The
    event of the cause may be an earlier one than the last before `since`: the reader is told some things late.
    """

    since: int
    value: str
    shown: str
    words: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Row:
    """What a fact (by number) was in a mind, through the story; with no `minds` it is what really was so."""

    fact: int
    minds: tuple[int, ...]
    runs: tuple[Run, ...]

    def at(self, moment: int) -> Run:
        """The run at a moment."""
        return next(run for run in reversed(self.runs) if run.since <= moment)


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """A fact: as it is written, and what it is about (the name in prose of the first thing in it; empty: nothing)."""

    said: str
    subject: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Moments `first` to `last` of a mind at which nothing changes: the run, and whether it was right all the time."""

    first: int
    last: int
    run: Run
    so: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """All beliefs of a story, to a depth. `people` are their names, the reader's last; `shown` their names in prose.

    `moments` has one more than there are events. `rows` are in the order of the facts, what is really so first. The
    reader is told of by paths of one. `left_out` is how many facts are not listed: nobody was ever wrong about them.
    """

    story: str
    people: tuple[str, ...]
    shown: tuple[str, ...]
    moments: tuple[Moment, ...]
    facts: tuple[LedgerFact, ...]
    rows: tuple[Row, ...]
    deep: int
    left_out: int = 0
    notes: tuple[str, ...] = ()
    broken: int | None = None
    _found: dict[tuple[int, tuple[int, ...]], Row] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find rows by their fact and mind."""
        self._found.update({(row.fact, row.minds): row for row in self.rows})

    @property
    def reader(self) -> int:
        """The number of the reader."""
        return len(self.people) - 1

    def row(self, fact: int, minds: tuple[int, ...]) -> Row:
        """The row that says what a mind believed: its own, or that of who was right about it."""
        while (fact, minds) not in self._found:
            minds = minds[1:]
        return self._found[fact, minds]

    def minds(self, fact: int) -> tuple[tuple[int, ...], ...]:
        """The minds that were ever wrong about the fact, in order."""
        return tuple(row.minds for row in self.rows if row.fact == fact and row.minds)

    def so(self, fact: int, minds: tuple[int, ...], moment: int) -> bool:
        """Whether a mind was right at a moment: it held what was so outside it."""
        return not minds or self.row(fact, minds).at(moment).value == self.row(fact, minds[1:]).at(moment).value

    def stretches(self, fact: int, minds: tuple[int, ...]) -> tuple[Stretch, ...]:
        """What a mind believed through the story, cut where the belief changes and where it becomes right or wrong."""
        row, found = self.row(fact, minds), list[Stretch]()
        for moment in range(len(self.moments)):
            run, so = row.at(moment), self.so(fact, minds, moment)
            if found and found[-1].run is run and found[-1].so is so:
                found[-1] = Stretch(found[-1].first, moment, run, so)
            else:
                found.append(Stretch(moment, moment, run, so))
        return tuple(found)
