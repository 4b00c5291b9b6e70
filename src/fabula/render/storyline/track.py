# SPDX-License-Identifier: Apache-2.0
"""A course that a story takes, laid out: for each column of the picture who is there, with whom, where and how high.

A column is a moment and the event that is about to happen then; the last has none. A story that is drawn by itself is
one track. Of a what-if there are two: the story as told, and from where they part the story under the change, below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fabula.model.chronicle import Chronicle, ChronicledEvent
from fabula.records import dataclass
from fabula.render.storyline.cast import Gathering, gathering
from fabula.render.storyline.compaction import compacted
from fabula.render.storyline.lives import Lives
from fabula.render.storyline.measures import Gaps, Layer
from fabula.render.storyline.ordering import ordered

WITH_PLACES = Gaps(18, 46)
WITHOUT_PLACES = Gaps(18, 30)
"""Pixels between lines; the name of a place needs room."""


@dataclass(frozen=True, slots=True)
class Column:
    """A step of a track: the moment, and the place among the events of the one that happens then (None: nothing)."""

    moment: int
    event: int | None


@dataclass(frozen=True, slots=True)
class Track:
    """A course, laid out. `first` is the column of the picture in which it begins; `rows` are pixels, from `base` on.

    `layers` and `places` say for each column the groups from top to bottom and where each is.
    """

    chronicle: Chronicle
    lives: Lives
    cast: tuple[int, ...]
    columns: tuple[Column, ...]
    first: int
    layers: tuple[Layer, ...]
    places: tuple[tuple[str | None, ...], ...]
    rows: tuple[Mapping[int, float], ...]
    changed: bool = False
    base: float = 0.0

    def event(self, place: int) -> ChronicledEvent | None:
        """The event of the column numbered so in the track."""
        number = self.columns[place].event
        return None if number is None else self.chronicle.events[number]

    def span(self, place: int) -> tuple[float, float]:
        """The rows of the highest and the lowest line of a column."""
        rows = self.rows[place].values()
        return (min(rows), max(rows)) if rows else (self.top, self.top)

    @property
    def top(self) -> float:
        """The highest row."""
        return min((row for rows in self.rows for row in rows.values()), default=self.base)

    @property
    def bottom(self) -> float:
        """The lowest row."""
        return max((row for rows in self.rows for row in rows.values()), default=self.base)


def columns_of(chronicle: Chronicle) -> tuple[Column, ...]:
    """The columns of a story drawn by itself: one for each event, and one for the end."""
    count = len(chronicle.events)
    return (*(Column(place, place) for place in range(count)), Column(count, None))


@dataclass(frozen=True, slots=True)
class Laying:
    """How a track is laid out: from which column of the picture on, in which order at its beginning, how far apart.

    `begun` is None where any order will do, `gaps` None for those of a picture.
    """

    first: int = 0
    begun: tuple[int, ...] | None = None
    changed: bool = False
    gaps: Gaps | None = None


ALONE = Laying()


def laid_out(
    chronicle: Chronicle,
    lives: Lives,
    cast: tuple[int, ...],
    columns: Sequence[Column],
    laying: Laying = ALONE,
) -> Track:
    """The track of a story."""
    begun = laying.begun
    gathered = [gathering(chronicle, lives, cast, column.moment, column.event) for column in columns]
    layers = tuple(each.groups for each in gathered)
    start = None if begun is None else tuple(each for each in begun if any(each in group for group in layers[0]))
    if start is not None:
        layers = (tuple((person,) for person in start), *layers)
    bonds = tuple(each.bonds for each in gathered)
    order = ordered(layers, ((), *bonds) if start is not None else bonds, start)
    order = order[1:] if start is not None else order
    gaps = laying.gaps or (WITHOUT_PLACES if chronicle.whereabouts is None else WITH_PLACES)
    places = tuple(_places(layer, each) for layer, each in zip(order, gathered, strict=True))
    rows = compacted(order, gaps, places)
    return Track(chronicle, lives, cast, tuple(columns), laying.first, order, places, rows, laying.changed)


def _places(layer: Layer, gathered: Gathering) -> tuple[str | None, ...]:
    """Where each group of an ordered layer is."""
    where = {frozenset(group): place for group, place in zip(gathered.groups, gathered.places, strict=True)}
    return tuple(where[frozenset(group)] for group in layer)
