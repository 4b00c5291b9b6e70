# SPDX-License-Identifier: Apache-2.0
"""Who has a line in the picture, and who is with whom at each step of it."""

from __future__ import annotations

from fabula.model.chronicle import Chronicle, ChronicledEvent
from fabula.records import dataclass
from fabula.render.storyline.lives import Lives
from fabula.render.storyline.measures import Layer

CROWD = 12
"""Of more people than so many, those who have no part in the story get no line of their own."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """The people of one step: the groups, and where each is (None: nowhere that has a name)."""

    groups: Layer
    places: tuple[str | None, ...]
    bonds: tuple[tuple[int, ...], ...]


def cast_of(chronicle: Chronicle, lives: Lives) -> tuple[int, ...]:
    """The people who have a line: all who live in it, of a crowd those who have a part in it."""
    everybody = tuple(person for person in range(len(chronicle.people)) if lives.last[person] is not None)
    if len(everybody) <= CROWD:
        return everybody
    active = {person for event in chronicle.events for person in part_in(chronicle, event)}
    for person in everybody:
        places = {moment.places[person] for moment in chronicle.moments}
        beings = {state[person] for state in lives.beings}
        if len(places) > 1 or len(beings) > 1:
            active.add(person)
    return tuple(person for person in everybody if person in active)


def part_in(chronicle: Chronicle, event: ChronicledEvent) -> tuple[int, ...]:
    """The people whom an event is about: who act, who are named, of whom it changes a fact by itself."""
    found = dict.fromkeys((*event.willing, *event.concerned))
    numbers = {person.name: number for number, person in enumerate(chronicle.people)}
    for change in event.changes:
        if change.by_law is None:
            arguments = chronicle.facts[change.fact].arguments
            found.update({numbers[name]: None for name in arguments if name in numbers})
    return tuple(found)


def gathering(chronicle: Chronicle, lives: Lives, cast: tuple[int, ...], moment: int, event: int | None) -> Gathering:
    """Who is with whom at a moment, when the event numbered so (from 0) is about to happen."""
    there = [person for person in cast if lives.there(person, moment)]
    part = () if event is None else part_in(chronicle, chronicle.events[event])
    bond = tuple(person for person in part if person in there)
    if chronicle.whereabouts is None:
        groups = [bond] if bond else []
        groups += [(person,) for person in there if person not in bond]
        return Gathering(tuple(groups), (None,) * len(groups), ())
    places: dict[str, list[int]] = {}
    found: list[tuple[tuple[int, ...], str | None]] = []
    for person in there:
        place = chronicle.moments[moment].places[person]
        if place is None:
            found.append(((person,), None))
        else:
            places.setdefault(place, []).append(person)
    found += [(tuple(people), place) for place, people in places.items()]
    bonds = tuple(within for group, _ in found if len(within := tuple(each for each in bond if each in group)) > 1)
    return Gathering(tuple(group for group, _ in found), tuple(place for _, place in found), bonds)
