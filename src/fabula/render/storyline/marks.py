# SPDX-License-Identifier: Apache-2.0
"""What happens, as marks on the lines: who acts, whom it concerns, who saw it and who did not, which laws fired.

A filled mark is on the line of somebody who saw it, a hollow one on that of somebody who did not: large for those whom
the event is about, small for those who were only near. A diamond is what nobody wants, chance or the author's hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.chronicle import ChronicledEvent, Fired
from fabula.records import dataclass
from fabula.render.drawing.palette import person_role
from fabula.render.drawing.svg import Element, element, group, path, titled
from fabula.render.storyline.cast import part_in
from fabula.render.storyline.frame import Frame
from fabula.render.storyline.lines import middle_row, turns
from fabula.render.storyline.track import Track

LARGE, SMALL = 5.5, 3.1


@dataclass(frozen=True, slots=True)
class Aimed:
    """Something with words, at a column of the picture: `x`, and the rows of its highest and its lowest mark."""

    x: float
    high: float
    low: float


def event_marks(track: Track, frame: Frame) -> Iterator[Element]:
    """The marks of all events."""
    for place in range(len(track.columns)):
        event = track.event(place)
        if event is not None:
            marks = list(_marks(track, frame, place, event))
            if marks:
                yield titled(group(marks), f"{event.number}. {event.text}")


def aim(track: Track, frame: Frame, place: int) -> Aimed:
    """Where the words of the event of a column point."""
    event = track.event(place)
    rows = track.rows[place]
    part = [] if event is None else [rows[person] for person in part_in(track.chronicle, event) if person in rows]
    high, low = (min(part), max(part)) if part else track.span(place)
    return Aimed(frame.x(track.first + place), high, low)


def _marks(track: Track, frame: Frame, place: int, event: ChronicledEvent) -> Iterator[Element]:
    x, rows = frame.x(track.first + place), track.rows[place]
    part = [person for person in part_in(track.chronicle, event) if person in rows]
    if len(part) > 1:
        high, low = min(rows[person] for person in part), max(rows[person] for person in part)
        yield element("path", d=path("M", x, high, "V", low), class_="line-ink hollow", stroke_width=1.6)
    for person in part:
        yield _large(x, rows[person], person, event)
    if not part and not event.willing and len(event.seers) == len(track.chronicle.people):
        return
    near = _near(track, place, part)
    for person, row in rows.items():
        if person not in part and (person in event.seers or person in near):
            yield _small(x, row, person, person in event.seers)


def _near(track: Track, place: int, part: list[int]) -> set[int]:
    """Who is in one place with those whom an event is about."""
    return {person for each in track.layers[place] if any(one in each for one in part) for person in each}


def _large(x: float, y: float, person: int, event: ChronicledEvent) -> Element:
    """The mark of somebody whom the event is about."""
    role = person_role(person)
    look = f"fill-{role} line-paper" if person in event.seers else f"fill-paper line-{role}"
    width = 1.2 if person in event.seers else 2.2
    if not event.willing:
        size = LARGE + 1.5
        data = path("M", x, y - size, "L", x + size, y, "L", x, y + size, "L", x - size, y, "Z")
        return element("path", d=data, class_=look, stroke_width=width)
    size = LARGE + 0.6 if person in event.willing else LARGE - 1.2
    return element("circle", cx=x, cy=y, r=size, class_=look, stroke_width=width)


def _small(x: float, y: float, person: int, saw: bool) -> Element:
    """The mark of somebody who was only near, or saw it from afar."""
    role = person_role(person)
    if saw:
        return element("path", d=path("M", x, y - 4.5, "V", y + 4.5), class_=f"line-{role}", stroke_width=2)
    return element("circle", cx=x, cy=y, r=SMALL, class_=f"fill-paper line-{role}", stroke_width=1.5)


def spoken_laws(event: ChronicledEvent) -> tuple[Fired, ...]:
    """The laws that fired after an event and have something to say."""
    return tuple(law for law in event.laws if law.text is not None and not law.sight)


def law_marks(track: Track, frame: Frame) -> Iterator[Element]:
    """A small triangle for each law that fired, on the lines of those whom it is about."""
    turned = {(turn.column, turn.at[1]) for turn in turns(track, frame)}
    for place in range(len(track.columns)):
        event = track.event(place)
        for law in () if event is None else spoken_laws(event):
            # Where somebody dies or becomes another, the mark of that says enough.
            for y in dict.fromkeys(row for row in law_rows(track, place, law) if (place, row) not in turned):
                x = frame.x(track.first + place + 0.5)
                data = path("M", x - 5, y + 4, "H", x + 5, "L", x, y - 5, "Z")
                mark = element("path", d=data, class_="fill-warm line-paper", stroke_width=1)
                yield titled(mark, law.text or law.law)


def law_rows(track: Track, place: int, law: Fired) -> tuple[float, ...]:
    """How high the lines of those are whom a law is about, right after the event of a column."""
    numbers = {person.name: number for number, person in enumerate(track.chronicle.people)}
    people = [numbers[name] for name in law.arguments if name in numbers]
    rows = track.rows[place]
    return tuple(middle_row(track, person, place, 0.0) for person in dict.fromkeys(people) if person in rows)
