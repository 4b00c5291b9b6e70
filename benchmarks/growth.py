# SPDX-License-Identifier: Apache-2.0
"""How the work grows with the size of a world: the same world with more and more people, or more and more events.

A lantern is handed from person to person along a street of rooms until it is where somebody wants it. Everybody in a
room sees what happens there; nobody else does.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.running import answered

PEOPLE = (2, 4, 8, 16, 32, 64)
EVENTS = (10, 100, 1_000, 10_000)
MEBIBYTES = 4096


def street(people: int, rooms: int) -> str:
    """A world of so many people and rooms: some two events of going for each person and room, and those of giving."""
    names = ", ".join(f"P{number}" for number in range(people))
    places = ", ".join(f"r{number}" for number in range(rooms))
    doors = "\n".join(
        f"    onward(r{here}) = r{here + 1}\n    back(r{here + 1}) = r{here}" for here in range(rooms - 1)
    )
    return f"""\
world "A street"
kind room
kind thing
person {names}
room {places}
thing lantern
fact at(person) is room
fact holder(thing) is person
fact onward(room) is room
fact back(room) is room
start:
    for every person p: at(p) = r0
    holder(lantern) = P0
{doors}
event go(p: person, here: room, there: room):
    when: at(p) = here and (onward(here) = there or back(here) = there)
    then: at(p) = there
    by: p
    seen by q: at(q) = here or at(q) = there
event give(p: person, q: person):
    when: holder(lantern) = p and at(p) = at(q) and p != q
    then: holder(lantern) = q
    by: p, q
    seen by w: at(w) = at(p)
wants every person p: 1 if holder(lantern) = P{people - 1} and at(P{people - 1}) = r1
ending brought: holder(lantern) = P{people - 1} and at(P{people - 1}) = r1
"""


def series(engine: str, seconds: float) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Name of the series, size, and what was measured, size after size; a series ends where the time is up."""
    for people in PEOPLE:
        found = _measured(street(people, 3), engine, seconds)
        yield "people", people, found
        if found["outcome"] != "told":
            break
    for events in EVENTS:
        found = _measured(street(5, max(2, (events - 20) // 10 + 1)), engine, seconds)
        yield "events", int(found.get("events", events)), found
        if found["outcome"] != "told":
            break


def _measured(world: str, engine: str, seconds: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "street.world"
        path.write_text(world, encoding="utf-8")
        options = [f"engine={engine}", f"seconds={seconds}"]
        return answered("benchmarks.one", [str(path), "brought", "4", "4", "2", *options], seconds, MEBIBYTES)
