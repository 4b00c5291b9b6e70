# SPDX-License-Identifier: Apache-2.0
"""A belief strip as rows of stretches: one fact through the story, for the picture and for the terminal.

The first row is what is really so. People who held the same all along share a row; below stand, with deeper minds,
those who were wrong about what another believes. Long spells in which nothing changes are folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fabula.model.beliefs import Ledger, Stretch
from fabula.records import dataclass
from fabula.render.belief_grid import Holds, holds_of, sentence_of

MOST_ROWS = 40
LONG_STORY = 48
"""A story with more moments than this has spells without a change folded."""

_SPELL = 4
_NAMES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a row, and what it says in a sentence."""

    stretch: Stretch
    holds: Holds
    sentence: str


@dataclass(frozen=True, slots=True)
class StripRow:
    """A row: whose beliefs it tells, and how many minds deep they are (0: what is really so)."""

    label: str
    depth: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip of one fact. `spells` are the moments (first, last) that are folded; `more` says what was left out."""

    fact: str
    rows: tuple[StripRow, ...]
    changing: tuple[int, ...]
    spells: tuple[tuple[int, int], ...]
    more: tuple[str, ...]


def belief_rows(ledger: Ledger, fact: int, people: Sequence[int] | None = None) -> Strip:
    """The strip of a fact, of these people (None: everybody)."""
    asked = tuple(people or range(len(ledger.people)))
    rows = [StripRow("in truth", 0, _segments(ledger, fact, ()))]
    rows += _together(ledger, fact, [(person,) for person in asked])
    deeper = [path for path in ledger.minds(fact) if len(path) > 1 and set(path) <= set(asked)]
    for prefix in dict.fromkeys(path[:-1] for path in deeper):
        rows += _together(ledger, fact, [path for path in deeper if path[:-1] == prefix])
    kept = tuple(rows[:MOST_ROWS])
    more = [f"{len(rows) - MOST_ROWS} rows more for which there is no room."] if len(rows) > MOST_ROWS else []
    changing = tuple(sorted({each.stretch.first for row in kept for each in row.segments} - {0}))
    spells = _spells(len(ledger.moments), changing) if len(ledger.moments) > LONG_STORY else ()
    return Strip(ledger.facts[fact].said, kept, changing, spells, (*more, *ledger.notes))


def most_disputed(ledger: Ledger) -> int | None:
    """The fact about which people are wrong most, and longest; None where nobody ever is."""
    wrong = {
        fact: sum(
            each.last - each.first + 1
            for path in ledger.minds(fact)
            if len(path) == 1
            for each in ledger.stretches(fact, path)
            if not each.so
        )
        * len(ledger.row(fact, ()).runs)
        for fact in range(len(ledger.facts))
    }
    return max(wrong, key=lambda fact: wrong[fact], default=None)


def _segments(ledger: Ledger, fact: int, path: tuple[int, ...]) -> tuple[Segment, ...]:
    def segment(each: Stretch) -> Segment:
        if path:
            return Segment(each, holds_of(each), sentence_of(ledger, path, each))
        return Segment(each, Holds.TRUTH, f"In truth {each.run.words} from moment {each.first} to {each.last}.")

    return tuple(segment(each) for each in ledger.stretches(fact, path))


def _together(ledger: Ledger, fact: int, paths: list[tuple[int, ...]]) -> list[StripRow]:
    """A row for all who held the same, when and why; those who were right all along come first."""
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for path in paths:
        stretches = ledger.stretches(fact, path)
        alike.setdefault(tuple((each.first, each.run.value, each.so) for each in stretches), []).append(path)
    rows = [
        StripRow(_label(ledger, members), len(members[0]), _segments(ledger, fact, members[0]))
        for members in alike.values()
    ]
    return sorted(rows, key=lambda row: any(each.holds is not Holds.RIGHT for each in row.segments))


def _label(ledger: Ledger, paths: list[tuple[int, ...]]) -> str:
    names = [ledger.shown[path[-1]] for path in paths]
    more = len(names) - _NAMES_SHOWN
    said = ", ".join(names) if more <= 1 else f"{', '.join(names[:_NAMES_SHOWN])} and {more} more"
    outer = "".join(f"{ledger.shown[person]} on " for person in paths[0][:-1])
    return f"{outer}{said}"


def _spells(moments: int, changing: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Long spells of moments without a change; the first and the last moment always stand."""
    stops = sorted({0, *changing, moments - 1})
    found: list[tuple[int, int]] = []
    for before, after in pairwise(stops):
        if after - before - 1 >= _SPELL:
            found.append((before + 1, after - 1))
    return tuple(found)
