# SPDX-License-Identifier: Apache-2.0
"""What the marks of a storyline mean: those that occur in it, in lines of the picture's width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fabula.records import dataclass
from fabula.render.drawing.svg import Element, element, group, path
from fabula.render.drawing.typeface import text_width
from fabula.render.storyline.bands import cut_places
from fabula.render.storyline.cast import part_in
from fabula.render.storyline.frame import Frame
from fabula.render.storyline.lives import Being
from fabula.render.storyline.marks import LARGE, SMALL, spoken_laws
from fabula.render.storyline.track import Track

LINE = 20.0
SAMPLE = 30.0
MOST_PLACES = 8
"""So many places are named below, where their bands have no room for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample, drawn around the middle of a field of `SAMPLE` by `LINE` pixels, and what it means."""

    sample: tuple[Element, ...]
    meaning: str


def entries(tracks: Sequence[Track]) -> tuple[Entry, ...]:
    """The marks that occur."""
    found: dict[str, Entry] = {}
    for track in tracks:
        for entry in (*_of_lines(track), *_of_events(track)):
            found.setdefault(entry.meaning, entry)
    if len(tracks) > 1:
        found["under the change"] = Entry((_stroke(3, "7 4"),), "under the change")
    return tuple(found.values())


def place_entries(tracks: Sequence[Track], frame: Frame, roles: Mapping[str, str]) -> Iterator[Entry]:
    """The tints of places whose names find no room on their bands."""
    titles = {place: track.chronicle.place_title(place) for track in tracks for place in cut_places(track, frame)}
    for place, title in list(titles.items())[:MOST_PLACES]:
        sample = element("rect", x=-13, y=-7, width=26, height=14, rx=2, class_=f"fill-{roles[place]}")
        yield Entry((sample,), title)


def _of_lines(track: Track) -> Iterator[Entry]:
    seen = {
        track.lives.beings[column.moment][person]
        for column, rows in zip(track.columns, track.rows, strict=True)
        for person in rows
    }
    for number, nature in enumerate(track.lives.natures, start=1):
        if number in seen:
            core = element(
                "path",
                d="M-13 0H13",
                class_="line-paper",
                stroke_width=2.3,
                stroke_dasharray="2 4" if number > 1 else None,
            )
            yield Entry((_stroke(5.5), core), nature.replace("_", " "))
    if any(
        before[person] >= Being.ALIVE > after[person]
        for before, after in pairwise(track.lives.beings)
        for person in track.cast
    ):
        data = path("M", 0, -8, "V", 8, "M", -5, -3, "H", 5)
        yield Entry((element("path", d=data, class_="line-ink hollow", stroke_width=2.4),), "death or end")


def _of_events(track: Track) -> Iterator[Entry]:
    acting, concerned, blind, near, chance, law = False, False, False, False, False, False
    watching = False
    for place in range(len(track.columns)):
        event = track.event(place)
        if event is None:
            continue
        part = [person for person in part_in(track.chronicle, event) if person in track.rows[place]]
        acting = acting or any(person in event.willing for person in part)
        concerned = concerned or (bool(event.willing) and any(person not in event.willing for person in part))
        blind = blind or any(person not in event.seers for person in part)
        chance = chance or (bool(part) and not event.willing)
        watching = watching or (bool(event.willing) and any(person not in part for person in event.seers))
        near = near or any(
            one not in event.seers and one not in part
            for group_ in track.layers[place]
            if set(group_) & set(part)
            for one in group_
        )
        law = law or bool(spoken_laws(event))
    if acting:
        yield Entry((_disc(LARGE + 0.6, "fill-ink"),), "acts")
    if concerned:
        yield Entry((_disc(LARGE - 1.2, "fill-ink"),), "concerned by it")
    if watching:
        yield Entry((_stroke(3), element("path", d="M0 -4.5V4.5", class_="line-ink", stroke_width=2)), "sees it")
    if blind:
        yield Entry((_disc(LARGE, "fill-paper line-ink", 2.2),), "does not see it")
    if near:
        yield Entry((_stroke(3), _disc(SMALL, "fill-paper line-ink", 1.5)), "near, but does not see it")
    if chance:
        size = LARGE + 1.5
        data = path("M", 0, -size, "L", size, 0, "L", 0, size, "L", -size, 0, "Z")
        yield Entry((element("path", d=data, class_="fill-ink"),), "nobody wants it: chance")
    if law:
        yield Entry((element("path", d="M-5 4H5L0 -5Z", class_="fill-warm"),), "a law of the world")


def _stroke(width: float, dash: str | None = None) -> Element:
    return element("path", d="M-13 0H13", class_="line-ink", stroke_width=width, stroke_dasharray=dash)


def _disc(radius: float, look: str, width: float | None = None) -> Element:
    return element("circle", r=radius, class_=look, stroke_width=width)


def legend(found: Sequence[Entry], left: float, top: float, right: float) -> tuple[tuple[Element, ...], float]:
    """The legend from a place on, in lines as long as the picture allows, and how high it is."""
    shown: list[Element] = []
    x, y = left, top
    for entry in found:
        width = SAMPLE + text_width(entry.meaning, 11.0) + 18
        if x > left and x + width > right:
            x, y = left, y + LINE
        sample = group(entry.sample, transform=f"translate({x + SAMPLE / 2:g} {y + LINE / 2:g})")
        words = element("text", entry.meaning, x=x + SAMPLE + 4, y=y + LINE / 2 + 4, class_="caption fill-muted")
        shown += [sample, words]
        x += width
    return tuple(shown), (y + LINE - top if found else 0.0)
