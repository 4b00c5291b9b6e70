# SPDX-License-Identifier: Apache-2.0
"""In which order lines change their rows in a text drawing, so that none comes to a row that another still has."""

from __future__ import annotations

from fabula.records import dataclass
from fabula.render.storyline.track import Track


@dataclass(frozen=True, slots=True)
class Lane:
    """Where between two columns a person's line goes up or down, to which row."""

    person: int
    number: int
    row: int


def lanes_of(track: Track, place: int) -> tuple[Lane, ...]:
    """The lanes of those whose row changes after a column: first who makes room, then who takes it.

    Where people change places in a circle, one of them comes to a row that is not free yet.
    """
    before, after = track.rows[place], track.rows[place + 1]
    moving = [person for person, row in before.items() if person in after and after[person] != row]
    moving.sort(key=lambda person: before[person])
    found: list[Lane] = []
    while moving:
        held = {before[person] for person in moving}
        free = [person for person in moving if after[person] not in held - {before[person]}]
        person = free[0] if free else moving[0]
        moving.remove(person)
        found.append(Lane(person, len(found), int(after[person])))
    return tuple(found)
