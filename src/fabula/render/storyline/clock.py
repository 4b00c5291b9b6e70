# SPDX-License-Identifier: Apache-2.0
"""The world's clock below the lines, and the moments that the world waits for as verticals: a dawn, a deadline.

A deadline stands where the clock comes to it; one that the story does not come to stands behind its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.model.chronicle import Deadline
from fabula.records import dataclass
from fabula.render.drawing.svg import Element, element, number, path, titled
from fabula.render.drawing.typeface import text_width
from fabula.render.storyline.frame import Frame
from fabula.render.storyline.track import Track

ROW = 15.0
AFTERWARDS = 40.0
"""Pixels between deadlines that the story does not come to."""


@dataclass(frozen=True, slots=True)
class Vertical:
    """A deadline in the picture: where, what it says, and whether the story comes to it."""

    x: float
    words: str
    reached: bool


def verticals(track: Track, frame: Frame, behind: float) -> tuple[Vertical, ...]:
    """The deadlines from left to right; `behind` is where those begin to which the story does not come."""
    found: list[Vertical] = []
    waiting: list[tuple[float, str]] = []
    for deadline in track.chronicle.deadlines:
        for place in range(len(track.columns)):
            share = _crossed(track, deadline, place)
            moment = _moment(track, deadline, place)
            if share is not None and moment is not None:
                words = f"{deadline.words} ({number(moment)})"
                found.append(Vertical(frame.x(track.first + place - 1 + share), words, True))
        last = _moment(track, deadline, len(track.columns) - 1)
        now = _now(track, len(track.columns) - 1)
        if last is not None and now is not None and now < last:
            waiting.append((last, f"{deadline.words} ({number(last)})"))
    for place, (_, words) in enumerate(sorted(waiting)):
        found.append(Vertical(behind + AFTERWARDS * place, words, False))
    return tuple(sorted(found, key=lambda each: each.x))


def waits_after(track: Track) -> float:
    """How much room there must be behind the end for deadlines to which the story does not come."""
    now = _now(track, len(track.columns) - 1)
    moments = [_moment(track, deadline, len(track.columns) - 1) for deadline in track.chronicle.deadlines]
    count = sum(moment is not None and now is not None and now < moment for moment in moments)
    return AFTERWARDS * count + 8 if count else 0.0


def clock_room(track: Track, shown: Sequence[Vertical]) -> float:
    """How high the rows of the clock are: nothing in a world without time."""
    if all(moment.clock is None for moment in track.chronicle.moments):
        return 0.0
    return ROW + 4 + ROW * len(_lines(shown))


def clock_row(track: Track, frame: Frame, top: float) -> Iterator[Element]:
    """What the clock says at each column at which it has moved on, where there is room for it."""
    if clock_room(track, ()) == 0:
        return
    yield element("text", "now", x=frame.left - 8, y=top + 13, class_="small end fill-muted")
    said: float | None = None
    reached = frame.left - 8
    for place in range(len(track.columns)):
        now = _now(track, place)
        if now is None or now == said:
            continue
        text = number(now)
        x, half = frame.x(track.first + place), text_width(text, 10.0) / 2
        if x - half > reached:
            yield element("text", text, x=x, y=top + 13, class_="small middle fill-muted")
            reached = x + half + 6
        said = now


def deadline_lines(shown: Sequence[Vertical], top: float, bottom: float) -> Iterator[Element]:
    """The verticals with their words below; those to which the story does not come are broken."""
    for line, row in enumerate(_lines(shown)):
        y = bottom + ROW * (line + 2) - 1
        for each in row:
            dash = None if each.reached else "6 4"
            data = path("M", each.x, top, "V", y - 10)
            said = each.words if each.reached else f"{each.words}, to which the story does not come"
            shape = element("path", d=data, class_="line-warm hollow", stroke_width=1.6, stroke_dasharray=dash)
            yield titled(shape, said)
            words = element("text", each.words, x=each.x, y=y, class_="small middle strong halo line-paper fill-warm")
            yield titled(words, said)


def _lines(shown: Sequence[Vertical]) -> list[list[Vertical]]:
    """The verticals in rows in which their words do not touch."""
    rows: list[list[Vertical]] = []
    ends: list[float] = []
    for each in shown:
        half = text_width(each.words, 10.0, bold=True) / 2
        row = next((place for place, end in enumerate(ends) if end < each.x - half), len(rows))
        if row == len(rows):
            rows.append([])
            ends.append(0.0)
        rows[row].append(each)
        ends[row] = each.x + half + 6
    return rows


def _now(track: Track, place: int) -> float | None:
    return track.chronicle.moments[track.columns[place].moment].clock


def _moment(track: Track, deadline: Deadline, place: int) -> float | None:
    """When a deadline is, as things stand at a column."""
    if deadline.fact is None:
        return deadline.moment
    value = track.chronicle.moments[track.columns[place].moment].values[deadline.fact]
    return float(value) if isinstance(value, float | int) and not isinstance(value, bool) else None


def _crossed(track: Track, deadline: Deadline, place: int) -> float | None:
    """Which share of the way to a column the clock has gone when it comes to a deadline; None where it does not."""
    now, moment = _now(track, place), _moment(track, deadline, place)
    before = _now(track, place - 1) if place else None
    if now is None or moment is None or now < moment:
        return None
    if before is None:
        return 1.0 if now == moment else None
    return (moment - before) / (now - before) if before < moment else None
