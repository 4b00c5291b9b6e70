# SPDX-License-Identifier: Apache-2.0
"""The storyline chart as a page: a story by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fabula.model.chronicle import Chronicle
from fabula.render.drawing.svg import Element, Page, element, titled
from fabula.render.drawing.typeface import shortened
from fabula.render.storyline.bands import ABOVE, BELOW, place_bands, place_names, scene_bands, scene_room
from fabula.render.storyline.captions import Caption, above, arranged, below
from fabula.render.storyline.cast import cast_of
from fabula.render.storyline.clock import clock_room, clock_row, deadline_lines, verticals, waits_after
from fabula.render.storyline.frame import Frame, moment_boxes, step_of
from fabula.render.storyline.legend import entries, legend, place_entries
from fabula.render.storyline.lines import name_width, names, person_lines, turn_marks
from fabula.render.storyline.lives import BY_NAME, Naming, lives_of
from fabula.render.storyline.marks import aim, event_marks, law_marks, law_rows, spoken_laws
from fabula.render.storyline.telling import description, listed
from fabula.render.storyline.track import Track, columns_of, laid_out

EDGE = 14.0
"""Pixels around everything."""
NARROWEST = 360.0
"""A picture is at least so wide."""
NAMED = 6
"""Of those who are not drawn, so many are named."""
TINTS = 6
"""So many places have tints of their own."""
STYLE = (
    ".fabula-drawing .caption{font-size:11px}"
    ".fabula-drawing .halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}"
    ".fabula-drawing .leader{stroke-dasharray:1.5 2.5}"
)


def storyline(chronicle: Chronicle, naming: Naming = BY_NAME, width: float | None = None, note: str = "") -> Page:
    """The chart of a story. `width` is how wide the picture may be, as far as it can be made so.

    `note` stands below the title, instead of the name of the world.
    """
    lives = lives_of(chronicle, naming)
    track = laid_out(chronicle, lives, cast_of(chronicle, lives), columns_of(chronicle))
    frame, wide = framed((track,), width)
    heading, top = header(title_of(chronicle), note or chronicle.world, wide)
    # How high the captions are is known without the lines, whose height depends on it.
    head = top + scene_room(track, frame) + arranged(tuple(event_captions(track, frame)), wide - EDGE).height
    track = moved(track, head + 16 + ABOVE)
    upper = arranged(tuple(event_captions(track, frame)), wide - EDGE)
    lower = arranged(tuple(law_captions(track, frame)), wide - EDGE)
    bottom = track.bottom + BELOW + 16 + lower.height
    waits = verticals(track, frame, frame.behind)
    floor = bottom + clock_room(track, waits)
    roles = place_roles(chronicle)
    meanings = (*entries((track,)), *place_entries((track,), frame, roles))
    shown, high = legend(meanings, EDGE, floor + 10, wide - EDGE)
    rest = tuple(left_out(track, EDGE, floor + 14 + high, wide))
    elements = (
        Element("style", (), (STYLE,)),
        *heading,
        *scene_bands(track, frame, top, floor),
        *deadline_lines(waits, head, bottom),
        *place_bands(track, frame, roles),
        *body(track, frame),
        *above(upper, top + scene_room(track, frame)),
        *below(lower, bottom),
        *clock_row(track, frame, bottom),
        *shown,
        *rest,
        *moment_boxes(frame, top, bottom),
    )
    height = floor + 14 + high + 18 * len(rest) + EDGE
    return Page(
        "storyline", wide, height, f"{title_of(chronicle).rstrip('.')}: storyline", description(chronicle), elements
    )


def title_of(chronicle: Chronicle) -> str:
    """What the story is called: after its file, without the folders, where it has no title."""
    named = chronicle.title == chronicle.story
    return chronicle.title.replace("\\", "/").rpartition("/")[2] if named else chronicle.title


def framed(tracks: Sequence[Track], width: float | None) -> tuple[Frame, float]:
    """The columns of a picture, and how wide it is."""
    count, margin = len(tracks[0].columns), max(map(name_width, tracks)) + 16 + EDGE
    spare = 2 * margin + max(map(waits_after, tracks))
    frame = Frame(margin, step_of(count, None if width is None else width - spare), count, margin)
    return frame, max(frame.left + frame.step * count + spare - margin, NARROWEST)


def moved(track: Track, by: float) -> Track:
    """The track so much lower."""
    rows = tuple({person: row + by for person, row in each.items()} for each in track.rows)
    return replace(track, rows=rows, base=track.base + by)


def body(track: Track, frame: Frame) -> Iterator[Element]:
    """The lines, marks and names of a track."""
    yield from person_lines(track, frame)
    yield from place_names(track, frame)
    yield from turn_marks(track, frame)
    yield from law_marks(track, frame)
    yield from event_marks(track, frame)
    yield from names(track, frame)


def place_roles(*chronicles: Chronicle) -> dict[str, str]:
    """The tint of each place where somebody ever is, in the order in which the stories come to them."""
    moments = [moment for chronicle in chronicles for moment in chronicle.moments]
    visited = dict.fromkeys(place for moment in moments for place in moment.places if place is not None)
    return {place: f"place-{number % TINTS}" for number, place in enumerate(visited)}


def event_captions(track: Track, frame: Frame) -> Iterator[Caption]:
    """The words of each event, above its highest mark."""
    for place in range(len(track.columns)):
        event = track.event(place)
        if event is not None:
            at = aim(track, frame, place)
            role = "ink" if event.possible else "wrong"
            title = f"{event.number}. {event.text} ({event.event})"
            # A flashback is told at another place than where it happens.
            number = str(event.number) if event.told == event.number else f"{event.number}, told as {event.told}"
            yield Caption(event.text, title, at.x, at.high - 8, role, number=number)
    yield from ending_captions(track, frame)


def ending_captions(track: Track, frame: Frame) -> Iterator[Caption]:
    """The endings that are reached, at the last column, or that the story breaks there."""
    texts = dict(track.chronicle.endings)
    place = len(track.columns) - 1
    if track.chronicle.broken is not None:
        text = track.chronicle.broken
        yield Caption(text, text, frame.x(track.first + place), None, "wrong", number="The story breaks")
    for name in track.chronicle.moments[-1].endings:
        text = texts.get(name) or name.replace("_", " ")
        yield Caption(text, f"The ending {name}: {text}", frame.x(track.first + place), None, "accent", number="Ending")


def law_captions(track: Track, frame: Frame) -> Iterator[Caption]:
    """The words of the laws that fired after each event, below the lowest mark."""
    for place in range(len(track.columns)):
        event = track.event(place)
        laws = () if event is None else spoken_laws(event)
        if laws:
            rows = [row for law in laws for row in law_rows(track, place, law)]
            text = " ".join(law.text for law in laws if law.text is not None)
            low = max(rows) + 10 if rows else None
            yield Caption(text, text, frame.x(track.first + place + 0.5), low, "warm", slanted=True)


def header(title: str, below_it: str, wide: float) -> tuple[tuple[Element, ...], float]:
    """The title and what stands below it, and how far down they reach."""
    short = shortened(title, wide - 2 * EDGE, 17.0, bold=True)
    shown = element("text", short, x=EDGE, y=EDGE + 16, class_="heading fill-ink")
    found = [shown if short == title else titled(shown, title)]
    if not below_it or below_it == title:
        return tuple(found), EDGE + 30
    short = shortened(below_it, wide - 2 * EDGE)
    found.append(titled(element("text", short, x=EDGE, y=EDGE + 35, class_="fill-muted"), below_it))
    return tuple(found), EDGE + 48


def left_out(track: Track, left: float, top: float, wide: float) -> Iterator[Element]:
    """Who has no line."""
    there = set(track.cast)
    missing = [person.shown for number, person in enumerate(track.chronicle.people) if number not in there]
    if missing:
        more = [] if len(missing) <= NAMED else [f"{len(missing) - NAMED} others"]
        said = f"Without a part in the story, and not drawn: {listed([*missing[:NAMED], *more])}."
        text = shortened(said, wide - 2 * left, 11.0)
        yield titled(element("text", text, x=left, y=top + 12, class_="caption fill-muted"), said)
    if not track.chronicle.people:
        yield element("text", "Nobody is in this story.", x=left, y=top + 12, class_="caption fill-muted")
