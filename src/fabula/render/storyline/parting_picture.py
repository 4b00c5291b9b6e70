# SPDX-License-Identifier: Apache-2.0
"""The picture of a what-if as a page."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.parted import Parted, PartedStep
from fabula.model.whatif import Fate
from fabula.render.drawing.palette import person_role
from fabula.render.drawing.svg import Element, Page, element, path, titled
from fabula.render.drawing.typeface import text_width
from fabula.render.storyline.bands import ABOVE, BELOW, place_bands, place_names, scene_bands, scene_room
from fabula.render.storyline.captions import Caption, above, arranged, below
from fabula.render.storyline.clock import clock_room, clock_row, deadline_lines, verticals
from fabula.render.storyline.frame import Frame
from fabula.render.storyline.legend import entries, legend, place_entries
from fabula.render.storyline.lines import Point, names, person_lines, turn_marks
from fabula.render.storyline.lives import BY_NAME, Naming
from fabula.render.storyline.marks import event_marks, law_marks, law_rows, spoken_laws
from fabula.render.storyline.parting import Both, both_tracks, partings
from fabula.render.storyline.picture import (
    EDGE,
    STYLE,
    body,
    ending_captions,
    event_captions,
    framed,
    header,
    left_out,
    moved,
    place_roles,
    storyline,
    title_of,
)
from fabula.render.storyline.telling import description
from fabula.render.storyline.track import Track

NOT_SAID = {Fate.LEFT_OUT: "Left out", Fate.INSTEAD: "Replaced", Fate.IMPOSSIBLE: "Impossible"}


def parted_storyline(parted: Parted, naming: Naming = BY_NAME, width: float | None = None) -> Page:
    """The chart of a what-if; that of the story as told where nothing that can be drawn differs."""
    both = both_tracks(parted, naming)
    asked = f"What if: {'; '.join(parted.changes)}"
    if both is None:
        return storyline(parted.told, naming, width, f"{asked}. Nothing that can be drawn comes out differently.")
    told, changed = both.told, both.changed
    frame, wide = framed((told, changed), width)
    roles = place_roles(parted.told, parted.changed)
    heading, top = header(title_of(parted.told), asked, wide)
    head = top + scene_room(told, frame) + arranged(_upper(told, frame), wide - EDGE).height
    told = moved(told, head + 16 + ABOVE)
    changed = moved(changed, told.bottom + BELOW + 34 + ABOVE)
    both = Both(told, changed, both.fork, both.gone)
    upper = arranged(_upper(told, frame), wide - EDGE)
    lower = arranged(tuple(_lower(both, frame)), wide - EDGE)
    bottom = changed.bottom + BELOW + 16 + lower.height
    waits = tuple(dict.fromkeys((*verticals(told, frame, frame.behind), *verticals(changed, frame, frame.behind))))
    floor = bottom + clock_room(told, waits)
    meanings = (*entries((told, changed)), *place_entries((told, changed), frame, roles))
    shown, high = legend(meanings, EDGE, floor + 10, wide - EDGE)
    rest = tuple(left_out(told, EDGE, floor + 14 + high, wide))
    elements = (
        Element("style", (), (STYLE,)),
        *heading,
        *scene_bands(told, frame, top, floor),
        *deadline_lines(waits, head, bottom),
        *place_bands(changed, frame, roles),
        *place_bands(told, frame, roles),
        *_changed_body(both, frame),
        *body(told, frame),
        _label(both, frame, wide),
        *above(upper, top + scene_room(told, frame)),
        *below(lower, bottom),
        *clock_row(told, frame, bottom),
        *shown,
        *rest,
    )
    height = floor + 14 + high + 18 * len(rest) + EDGE
    said = f"{description(parted.told)} {asked}? {' '.join(partings(parted))} {_outcome(parted)}"
    return Page("storyline", wide, height, f"{title_of(parted.told).rstrip('.')}: {asked}", said, elements)


def _outcome(parted: Parted) -> str:
    """Where the story under the change comes to."""
    texts = dict(parted.changed.endings)
    reached = [texts.get(name) or name for name in parted.changed.moments[-1].endings]
    return f"Then the ending is: {' '.join(reached)}" if reached else "Then no ending is reached."


def _label(both: Both, frame: Frame, wide: float) -> Element:
    """What the lower track is."""
    text = "Under the change"
    left = min(frame.x(both.fork + 1) - frame.step * 0.2, wide - EDGE - text_width(text, bold=True))
    return element("text", text, x=left, y=both.changed.top - ABOVE - 8, class_="strong halo line-paper fill-accent")


def _changed_body(both: Both, frame: Frame) -> Iterator[Element]:
    """The lower track; its lines come out of those of the upper one."""
    track = both.changed
    yield from person_lines(track, frame, _begun(both, frame))
    yield from place_names(track, frame)
    yield from turn_marks(track, frame)
    yield from law_marks(track, frame)
    yield from event_marks(track, frame)
    yield from _crosses(both, frame)
    yield from names(track, frame, at_left=False)


def _begun(both: Both, frame: Frame) -> dict[int, Point]:
    """Where the lines of the lower track begin: on those of the upper one, where both part."""
    numbers = {person.name: number for number, person in enumerate(both.told.chronicle.people)}
    rows = both.told.rows[both.fork]
    found: dict[int, Point] = {}
    for number, person in enumerate(both.changed.chronicle.people):
        row = rows.get(numbers.get(person.name, -1))
        if row is not None:
            found[number] = frame.x(both.fork), row
    return found


def _crosses(both: Both, frame: Frame) -> Iterator[Element]:
    """A cross on the lines of those who would have done what does not happen."""
    numbers = {person.name: number for number, person in enumerate(both.changed.chronicle.people)}
    for column, step in both.gone:
        event = both.told.chronicle.events[step.told]
        rows = both.changed.rows[column - both.changed.first]
        for person in event.willing or event.concerned:
            row = rows.get(numbers.get(both.told.chronicle.people[person].name, -1))
            if row is not None:
                x = frame.x(column)
                data = path("M", x - 5, row - 5, "L", x + 5, row + 5, "M", x - 5, row + 5, "L", x + 5, row - 5)
                back = element("path", d=data, class_="line-paper hollow", stroke_width=6)
                mark = element("path", d=data, class_=f"line-{person_role(person)} hollow", stroke_width=2.4)
                yield titled(element("g", back, mark), f"Does not happen: {event.text}")


def _upper(track: Track, frame: Frame) -> tuple[Caption, ...]:
    """The words above: events and laws of the story as told."""
    return (*event_captions(track, frame), *_laws(track, frame, lower=False))


def _lower(both: Both, frame: Frame) -> Iterator[Caption]:
    """The words below: what happens under the change, and what does not."""
    track = both.changed
    named = {step.told: step for _, step in both.gone}
    waiting = {place for step in named.values() for place in step.happens}
    for place in range(len(track.columns)):
        event = track.event(place)
        if event is not None and track.columns[place].event not in waiting:
            low = max((track.rows[place][each] for each in event.concerned if each in track.rows[place]), default=None)
            low = track.span(place)[1] if low is None else low
            yield Caption(event.text, f"{event.text} ({event.event})", frame.x(track.first + place), low + 9)
    yield from _laws(track, frame, lower=True)
    yield from ending_captions(track, frame)
    for column, step in both.gone:
        yield _gone(both, frame, column, step)


def _gone(both: Both, frame: Frame, column: int, step: PartedStep) -> Caption:
    """The words of an event that does not happen."""
    event = both.told.chronicle.events[step.told]
    said = NOT_SAID.get(step.fate, "Not done")
    why = f": {step.why[0]}" if step.why else ""
    low = both.changed.span(column - both.changed.first)[1]
    title = f"{said}: {event.text} ({event.event}){': ' if step.why else ''}{'; '.join(step.why)}"
    return Caption(
        f"{said}{why or ': ' + event.text}", title, frame.x(column), low + 9, "wrong", number=f"{event.number}"
    )


def _laws(track: Track, frame: Frame, lower: bool) -> Iterator[Caption]:
    """The words of the laws that fired after each event."""
    for place in range(len(track.columns)):
        event = track.event(place)
        laws = () if event is None else spoken_laws(event)
        if laws:
            rows = [row for law in laws for row in law_rows(track, place, law)]
            text = " ".join(law.text for law in laws if law.text is not None)
            at = None if not rows else max(rows) + 8 if lower else min(rows) - 8
            yield Caption(text, text, frame.x(track.first + place + 0.5), at, "warm", slanted=True)
