# SPDX-License-Identifier: Apache-2.0
"""The lines of people: their curves, how they look while somebody is of another nature or dead, and their names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fabula.records import dataclass
from fabula.render.drawing.palette import person_dash, person_role
from fabula.render.drawing.svg import Element, element, group, path, titled
from fabula.render.drawing.typeface import shortened, text_width
from fabula.render.storyline.frame import Frame, halved, smooth
from fabula.render.storyline.lives import Being
from fabula.render.storyline.track import Track

NAME_ROOM = 150.0
"""So wide a name may be."""
AGAIN = 1100.0
"""After so many pixels a name is said again along its line."""
OTHERWISE = "7 4"
"""The dash pattern of lines in the story under a change."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of somebody's line on which they are the same: `being` says how. `fork`: it parts from the told story."""

    being: int
    data: str
    fork: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Where on a line somebody becomes another: from what, to what, and after which column of the track."""

    person: int
    before: int
    after: int
    column: int
    at: Point


def turns(track: Track, frame: Frame) -> Iterator[Turn]:
    """Every death and change of nature that is drawn, in order of time."""
    for place in range(len(track.columns) - 1):
        for person, row in track.rows[place].items():
            before, after = _being(track, person, place), _being(track, person, place + 1)
            if before != after:
                x = frame.x(track.first + place + 0.5)
                yield Turn(person, before, after, place, (x, middle_row(track, person, place, row)))


def middle_row(track: Track, person: int, place: int, otherwise: float) -> float:
    """How high somebody's line is in the middle between a column and the next."""
    row = track.rows[place].get(person, otherwise)
    following = track.rows[place + 1] if place + 1 < len(track.rows) else {}
    return (row + following.get(person, row)) / 2


def person_lines(track: Track, frame: Frame, begun: dict[int, Point] | None = None) -> Iterator[Element]:
    """The line of each person. `begun` is where lines come from that part from the story as told."""
    for person in track.cast:
        stretches = list(_stretches(track, frame, person, (begun or {}).get(person)))
        if stretches:
            drawn = [each for stretch in stretches for each in _drawn(track, person, stretch)]
            yield titled(group(drawn, class_="hollow"), track.chronicle.people[person].shown)


def _being(track: Track, person: int, place: int) -> int:
    return track.lives.beings[track.columns[place].moment][person]


def _stretches(track: Track, frame: Frame, person: int, begun: Point | None) -> Iterator[Stretch]:
    """The pieces of a line, each as long as somebody stays the same."""
    there = [place for place in range(len(track.columns)) if person in track.rows[place]]
    if not there:
        return

    def point(place: int) -> Point:
        return frame.x(track.first + place), track.rows[place][person]

    x, y = point(there[0])
    if begun is not None:
        end = x - frame.level, y
        yield Stretch(_being(track, person, there[0]), smooth([begun, end], frame), fork=True)
        points: list[Point] = [end, (x, y)]
    else:
        points = [(x - frame.step / 2, y), (x, y)]
    halves: list[str] = []
    for place, following in pairwise(there):
        before, after = _being(track, person, place), _being(track, person, following)
        if before == after:
            points.append(point(following))
            continue
        ends = point(place), point(following)
        yield Stretch(before, "".join([*halves, smooth(points, frame), halved(ends, frame, first=True)]))
        halves, points = [halved(ends, frame, first=False)], [point(following)]
    x, y = points[-1]
    points.append((x + frame.step / 2, y))
    yield Stretch(_being(track, person, there[-1]), "".join([*halves, smooth(points, frame)]))


def _drawn(track: Track, person: int, stretch: Stretch) -> Iterator[Element]:
    """A piece of a line: a plain stroke for the living, a hollow one for another nature, dots for the dead."""
    role = f"line-{person_role(person)}"
    dash = OTHERWISE if track.changed else person_dash(person)
    if stretch.fork:
        yield element("path", d=stretch.data, class_=role, stroke_width=1.1)
        return
    if stretch.being < Being.ALIVE:
        yield element(
            "path", d=stretch.data, class_=role, stroke_width=2, stroke_dasharray="0.1 5", stroke_linecap="round"
        )
        return
    if stretch.being == Being.ALIVE:
        yield element("path", d=stretch.data, class_=role, stroke_width=3, stroke_dasharray=dash)
        return
    yield element("path", d=stretch.data, class_=role, stroke_width=5.5, stroke_dasharray=dash)
    core = "2 4" if stretch.being > 1 else None
    yield element("path", d=stretch.data, class_="line-paper", stroke_width=2.3, stroke_dasharray=core)


def names(track: Track, frame: Frame, at_left: bool = True) -> Iterator[Element]:
    """Everybody's name where their line begins and ends, and again along a long one."""
    last = len(track.columns) - 1
    for person in track.cast:
        there = [place for place in range(len(track.columns)) if person in track.rows[place]]
        if not there:
            continue
        shown = track.chronicle.people[person].shown
        begin, end = there[0], there[-1]
        if at_left:
            x = frame.x(track.first + begin) - frame.step / 2 - 8
            yield _name(person, shown, x, track.rows[begin][person] + 4, "end")
        if end == last:
            yield _name(person, shown, frame.x(track.first + end) + frame.step / 2 + 8, track.rows[end][person] + 4)
        every = max(int(AGAIN / frame.step), 1)
        for place in range(begin + every, end - every // 3, every):
            yield _along(person, shown, frame.x(track.first + place), track.rows[place][person] - 5)


def name_width(track: Track) -> float:
    """How wide the widest name is, within reason."""
    shown = (text_width(track.chronicle.people[person].shown, bold=True) for person in track.cast)
    return min(max(shown, default=0.0), NAME_ROOM)


def _name(person: int, shown: str, x: float, y: float, anchor: str = "start") -> Element:
    short = shortened(shown, NAME_ROOM, bold=True)
    text = element("text", short, x=x, y=y, class_=f"strong {anchor} fill-{person_role(person)}")
    return text if short == shown else titled(text, shown)


def _along(person: int, shown: str, x: float, y: float) -> Element:
    text = shortened(shown, NAME_ROOM, 10.0)
    return element("text", text, x=x, y=y, class_=f"small middle halo line-paper fill-{person_role(person)}")


def turn_marks(track: Track, frame: Frame) -> Iterator[Element]:
    """A cross where somebody dies or comes to an end, a ring where they become of another nature."""
    for turn in turns(track, frame):
        x, y = turn.at
        role = person_role(turn.person)
        shown = track.chronicle.people[turn.person].shown
        if turn.after < Being.ALIVE:
            cross = path("M", x, y - 9, "V", y + 9, "M", x - 5, y - 4, "H", x + 5)
            said = f"{shown} dies" if turn.after == Being.DEAD else f"{shown} comes to an end"
            back = element("path", d=cross, class_="line-paper hollow", stroke_width=6.5)
            mark = element("path", d=cross, class_=f"line-{role} hollow", stroke_width=2.6)
            yield titled(group((back, mark)), said)
        else:
            nature = "alive" if turn.after == Being.ALIVE else track.lives.natures[turn.after - 1]
            ring = element("circle", cx=x, cy=y, r=5, class_=f"fill-paper line-{role}", stroke_width=2)
            yield titled(ring, f"{shown}: {nature.replace('_', ' ')}")
