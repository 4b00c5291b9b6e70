# SPDX-License-Identifier: Apache-2.0
"""A storyline in sentences, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.model.chronicle import Chronicle, ChronicledEvent
from fabula.render.storyline.marks import spoken_laws


def description(chronicle: Chronicle) -> str:
    """The whole story: where everybody is at first, and event by event what happens and who does not see it."""
    return " ".join([*_beginning(chronicle), *told_events(chronicle), *_end(chronicle)])


def _beginning(chronicle: Chronicle) -> Iterator[str]:
    people = [person.shown for person in chronicle.people]
    if not people:
        yield "Nobody is in this story."
        return
    for place, members in chronicle.together(0):
        shown = [people[number] for number in members]
        if place is not None:
            yield f"At first {listed(shown)} {_be(shown)} at {chronicle.place_title(place)}."
        elif chronicle.whereabouts is None:
            yield f"There {_be(shown)} {listed(shown)}."
    if not chronicle.events:
        yield "Nothing happens."


def told_events(chronicle: Chronicle) -> Iterator[str]:
    """What happens, event by event."""
    scene = None
    for event in chronicle.events:
        if event.scene is not None and event.scene != scene:
            scene = event.scene
            yield f"Scene: {scene}."
        yield f"{event.number}. {event.text}"
        yield from _unseen(chronicle, event)
        yield from (law.text for law in spoken_laws(event) if law.text is not None)
        yield from _moves(chronicle, event)


def _unseen(chronicle: Chronicle, event: ChronicledEvent) -> Iterator[str]:
    blind = [number for number in event.concerned if number not in event.seers]
    if blind:
        shown = [chronicle.people[number].shown for number in blind]
        yield f"{listed(shown)} {'does' if len(shown) == 1 else 'do'} not see it."
    if not event.possible:
        yield "That cannot happen."


def _moves(chronicle: Chronicle, event: ChronicledEvent) -> Iterator[str]:
    """Who is elsewhere now."""
    before, after = chronicle.moments[event.number - 1].places, chronicle.moments[event.number].places
    moved: dict[str, list[str]] = {}
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new and new is not None:
            moved.setdefault(new, []).append(chronicle.people[number].shown)
    for place, shown in moved.items():
        yield f"Now {listed(shown)} {_be(shown)} at {chronicle.place_title(place)}."


def _end(chronicle: Chronicle) -> Iterator[str]:
    reached = chronicle.moments[-1].endings
    texts = dict(chronicle.endings)
    for name in reached:
        yield f"The ending: {texts.get(name) or name}"
    if chronicle.broken is not None:
        yield f"There the story breaks: {chronicle.broken}"


def listed(names: Sequence[str]) -> str:
    """Names as in a sentence.

    >>> listed(["Ash"]), listed(["Ash", "Wren", "Rook"])
    ('Ash', 'Ash, Wren and Rook')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _be(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
