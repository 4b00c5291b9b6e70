# SPDX-License-Identifier: Apache-2.0
"""The world's clock: what `now` is at each column."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.render.drawing.svg import Element, element, number
from fabula.render.drawing.typeface import text_width
from fabula.render.storyline.frame import Frame
from fabula.render.storyline.track import Track

ROOM = 18.0


def clock_room(track: Track) -> float:
    """How high the row of the clock is: nothing in a world without time."""
    return ROOM if any(moment.clock is not None for moment in track.chronicle.moments) else 0.0


def clock_row(track: Track, frame: Frame, top: float) -> Iterator[Element]:
    """What the clock says at each column at which it has moved on, where there is room for it."""
    if clock_room(track) == 0:
        return
    yield element("text", "now", x=frame.left - 8, y=top + 13, class_="small end fill-muted")
    said: float | None = None
    reached = frame.left - 8
    for place, column in enumerate(track.columns):
        now = track.chronicle.moments[column.moment].clock
        if now is None or now == said:
            continue
        text = number(now)
        x, half = frame.x(track.first + place), text_width(text, 10.0) / 2
        if x - half > reached:
            yield element("text", text, x=x, y=top + 13, class_="small middle fill-muted")
            reached = x + half + 6
        said = now
