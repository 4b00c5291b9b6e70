# SPDX-License-Identifier: Apache-2.0
"""A belief table as a grid of texts: facts by people at one moment, for the picture and for the terminal.

Facts stand below what they are about. A fact's own row says what everybody believes of it; with deeper minds, rows
below it say what somebody thinks that the others believe, where that is wrong. People with the same beliefs in every
row share a column where there are many people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from fabula.model.beliefs import UNKNOWN_VALUE, Ledger, Run, Stretch
from fabula.records import dataclass
from fabula.render.belief_words import brief_cause, moment_title, subjects

MOST_COLUMNS = 10
MOST_ROWS = 90
_NAMES_SHOWN = 2


class Holds(StrEnum):
    """What a cell is: right, wrong, known not to be known, what is really so, or nothing to be said."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"
    TRUTH = "truth"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in prose, since when, and the whole in a sentence."""

    holds: Holds
    text: str = ""
    note: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: `label`, how deep in minds it is, what is really so (blank below a fact's own row), and the cells."""

    label: str
    depth: int
    truth: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridGroup:
    """The rows about one subject, which has no name where they are about nothing in particular."""

    subject: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table: `columns` are names, of one person or of several. `more` says what was left out, in sentences."""

    title: str
    columns: tuple[str, ...]
    groups: tuple[GridGroup, ...]
    more: tuple[str, ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, those of what is really so left out."""
        return (cell for group in self.groups for row in group.rows for cell in row.cells)


def belief_grid(
    ledger: Ledger,
    moment: int,
    people: Sequence[int] | None = None,
    facts: Sequence[int] | None = None,
    apart: int = MOST_COLUMNS,
) -> Grid:
    """The table of a moment. Without `facts`, all about which somebody is then wrong; without `people`, everybody.

    Up to `apart` people have columns of their own.
    """
    return _Gathering(ledger, moment, tuple(people or range(len(ledger.people))), apart).grid(facts)


@dataclass(frozen=True, slots=True)
class _Gathering:
    ledger: Ledger
    moment: int
    people: tuple[int, ...]
    apart: int

    def grid(self, facts: Sequence[int] | None) -> Grid:
        """The whole of it, columns folded where there are many, rows cut where there are very many."""
        ledger = self.ledger
        listed = [
            (subject, [fact for fact in group if (self._wrong(fact) if facts is None else fact in facts)])
            for subject, group in subjects(ledger)
        ]
        shown: list[GridGroup] = []
        rows_left, left = MOST_ROWS, 0
        for subject, group in listed:
            rows: list[GridRow] = []
            for fact in group:
                found = list(self._rows(fact))
                if len(found) > rows_left:
                    left, rows_left = left + 1, 0
                    continue
                rows += found
                rows_left -= len(found)
            if rows:
                shown.append(GridGroup(subject, tuple(rows)))
        agreed = ledger.left_out + len(ledger.facts) - sum(len(group) for _, group in listed)
        more = [f"{_facts(left)} more for which there is no room."] if left else []
        more += [f"{_facts(agreed)} more about which nobody is wrong."] if agreed and facts is None else []
        columns, groups, folded = _folded([self.ledger.shown[person] for person in self.people], shown, self.apart)
        title = f"Who believes what, {_at(moment_title(ledger.moments[self.moment]))}"
        return Grid(title, columns, groups, (*folded, *more, *ledger.notes))

    def _wrong(self, fact: int) -> bool:
        """Whether anybody asked about is wrong about the fact, or about what somebody believes of it."""
        minds = self.ledger.minds(fact)
        return any(path[0] in self.people and not self.ledger.so(fact, path, self.moment) for path in minds)

    def _rows(self, fact: int) -> Iterator[GridRow]:
        """A fact's own row, and those of what people think that others believe of it."""
        said = self.ledger.facts[fact].said
        own = self.ledger.row(fact, ()).at(self.moment)
        truth = Cell(Holds.TRUTH, own.shown, brief_cause(own), f"In truth {own.words}, {brief_cause(own)}.")
        yield GridRow(said, 0, truth, tuple(self._cell(fact, (person,)) for person in self.people))
        for prefix in self._prefixes(fact):
            cells = tuple(self._cell(fact, (*prefix, person)) for person in self.people)
            label = f"as {' sees '.join(self.ledger.shown[person] for person in prefix)} sees them"
            yield GridRow(label, len(prefix), Cell(Holds.BLANK), cells)

    def _prefixes(self, fact: int) -> tuple[tuple[int, ...], ...]:
        """Those who are wrong about what somebody believes of the fact, each below who is outside."""
        found = {
            path[:-1]
            for path in self.ledger.minds(fact)
            if len(path) > 1 and set(path) <= set(self.people) and not self.ledger.so(fact, path, self.moment)
        }
        return tuple(sorted(found))

    def _cell(self, fact: int, path: tuple[int, ...]) -> Cell:
        """What the mind at the end of a path believes."""
        ledger, deep = self.ledger, len(path) > 1
        if deep and (ledger.reader in path or any(one == other for one, other in pairwise(path))):
            return Cell(Holds.BLANK)
        stretch = stretch_at(ledger, fact, path, self.moment)
        return Cell(holds_of(stretch), stretch.run.shown, _note(stretch), sentence_of(ledger, path, stretch))


def stretch_at(ledger: Ledger, fact: int, path: tuple[int, ...], moment: int) -> Stretch:
    """The stretch of a mind's beliefs about a fact in which a moment lies."""
    return next(each for each in ledger.stretches(fact, path) if each.last >= moment)


def holds_of(stretch: Stretch) -> Holds:
    """What a belief is."""
    if stretch.so:
        return Holds.RIGHT
    return Holds.UNSURE if stretch.run.value == UNKNOWN_VALUE else Holds.WRONG


def sentence_of(ledger: Ledger, path: tuple[int, ...], stretch: Stretch) -> str:
    """A belief in a sentence: whose, what, since when, and whether it is so."""
    minds = " believes that ".join(ledger.shown[person] for person in path)
    outdated = not stretch.so and stretch.first > stretch.run.since
    wrong = "" if stretch.so else f"; not so since {stretch.first}" if outdated else "; not so"
    return f"{_capital(minds)} believes that {stretch.run.words} ({brief_cause(stretch.run)}{wrong})."


def _note(stretch: Stretch) -> str:
    """Since when a belief is held, or is not so any more, in few words."""
    if not stretch.so and stretch.first > stretch.run.since and stretch.run.value != UNKNOWN_VALUE:
        return f"so until {stretch.first}"
    return _since(stretch.run)


def _since(run: Run) -> str:
    return f"since {run.since}" if run.since else "from the start"


def _folded(
    names: list[str], groups: list[GridGroup], apart: int
) -> tuple[tuple[str, ...], tuple[GridGroup, ...], list[str]]:
    """The columns with the people whose cells are the same put together, where there are many; the rest is dropped."""
    rows = [row for group in groups for row in group.rows]
    alike: dict[tuple[object, ...], list[int]] = {}
    for number in range(len(names)):
        key: tuple[object, ...] = tuple((row.cells[number].holds, row.cells[number].text) for row in rows)
        alike.setdefault(key if len(names) > apart else (number,), []).append(number)
    together = list(alike.values())
    wrong = {members[0]: sum(_bad(row.cells[members[0]]) for row in rows) for members in together}
    kept = sorted(sorted(together, key=lambda each: -wrong[each[0]])[:MOST_COLUMNS])
    dropped = sum(len(members) for members in together) - sum(len(members) for members in kept)
    columns = tuple(_names([names[member] for member in members]) for members in kept)
    shown = tuple(
        GridGroup(
            group.subject,
            tuple(
                GridRow(row.label, row.depth, row.truth, tuple(row.cells[each[0]] for each in kept))
                for row in group.rows
            ),
        )
        for group in groups
    )
    said = [f"{dropped} people more, who are wrong about fewer of these facts."] if dropped else []
    return columns, shown, said


def _bad(cell: Cell) -> bool:
    return cell.holds in {Holds.WRONG, Holds.UNSURE}


def _names(names: list[str]) -> str:
    more = len(names) - _NAMES_SHOWN
    if more <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMES_SHOWN])} and {more} more"


def _facts(number: int) -> str:
    return "1 fact" if number == 1 else f"{number} facts"


def _at(moment: str) -> str:
    return f"at {moment}" if moment == "the start" else moment


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" if text.startswith("the ") else text
