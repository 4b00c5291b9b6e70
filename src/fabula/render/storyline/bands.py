# SPDX-License-Identifier: Apache-2.0
"""Places as bands that run along with the lines of those who are there, scenes as bands from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.records import dataclass
from fabula.render.drawing.svg import Element, element, path, titled
from fabula.render.drawing.typeface import shortened, text_width, wrapped
from fabula.render.storyline.frame import Frame, smooth
from fabula.render.storyline.track import Track

ABOVE, BELOW = 23.0, 11.0
"""How far a place reaches above its first line, where its name stands, and below its last one."""
AGAIN, NEAR = 900.0, 200.0
"""After so many pixels the name of a place is said again, but not so near to where it stands anyway."""
BANDS = "band", "paper"
"""How scenes look by turns."""
FEWEST = 3
"""A name of which not so many letters have room is left out."""


@dataclass(frozen=True, slots=True)
class Stay:
    """People at a place from one column of a track to another without a break: the rows of the first and last line."""

    place: str
    begin: int
    rows: tuple[tuple[float, float], ...]


def stays(track: Track) -> tuple[Stay, ...]:
    """Every stay, in the order of their beginnings."""
    found: list[Stay] = []
    under_way: dict[str, Stay] = {}
    for number, (layer, places) in enumerate(zip(track.layers, track.places, strict=True)):
        now: dict[str, Stay] = {}
        for group, place in zip(layer, places, strict=True):
            if place is not None:
                rows = track.rows[number][group[0]], track.rows[number][group[-1]]
                before = under_way.get(place)
                begun, earlier = (number, ()) if before is None else (before.begin, before.rows)
                now[place] = Stay(place, begun, (*earlier, rows))
        found += [stay for place, stay in under_way.items() if place not in now]
        under_way = now
    found += under_way.values()
    return tuple(sorted(found, key=lambda stay: (stay.begin, stay.rows[0])))


def place_bands(track: Track, frame: Frame, roles: dict[str, str]) -> Iterator[Element]:
    """The bands of all places, without their names."""
    for stay in stays(track):
        columns = range(stay.begin, stay.begin + len(stay.rows))
        xs = [frame.x(track.first + column) for column in columns]
        left, right = xs[0] - frame.step * 0.44, xs[-1] + frame.step * 0.44
        upper = [(left, stay.rows[0][0]), *zip(xs, (first for first, _ in stay.rows), strict=True)]
        lower = [*zip(xs, (last for _, last in stay.rows), strict=True), (right, stay.rows[-1][1])]
        over = smooth([*((x, y - ABOVE) for x, y in upper), (right, stay.rows[-1][0] - ABOVE)], frame)
        under = smooth([*((x, y + BELOW) for x, y in reversed(lower)), (left, stay.rows[0][1] + BELOW)], frame)
        band = element("path", d=f"{over}L{under[1:]}Z", class_=f"fill-{roles[stay.place]}")
        yield titled(band, track.chronicle.place_title(stay.place))


def place_names(track: Track, frame: Frame) -> Iterator[Element]:
    """The name of each place where people come to it, and again along a long stay; as much of it as there is room."""
    for _, text, x, y in _labels(track, frame):
        yield element("text", text, x=x, y=y, class_="small slanted fill-muted")


def cut_places(track: Track, frame: Frame) -> tuple[str, ...]:
    """The places whose name is nowhere whole."""
    labels = list(_labels(track, frame))
    whole = {place for place, text, _, _ in labels if text in place_words(track, place)}
    return tuple(dict.fromkeys(stay.place for stay in stays(track) if stay.place not in whole))


def place_words(track: Track, place: str) -> tuple[str, str]:
    """What a place is called in prose, and by its name: the second is often shorter."""
    return track.chronicle.place_title(place), place.replace("_", " ")


def _fitting(track: Track, place: str, room: float) -> str:
    """What a place is called in so much room."""
    words = place_words(track, place)
    return next((each for each in words if text_width(each, 10.0) <= room), shortened(words[1], room, 10.0))


def _labels(track: Track, frame: Frame) -> Iterator[tuple[str, str, float, float]]:
    """Places with what of their names is written where."""
    every = max(int(AGAIN / frame.step), 1)
    for stay in stays(track):
        levels = _levels(stay)
        first, longest = levels[0], max(levels, key=lambda level: level[1])
        whole = _fitting(track, stay.place, _room(frame, first[1])) == place_words(track, stay.place)[0]
        chosen = [first] if whole or longest == first else [first, longest]
        near = max(int(NEAR / frame.step), 1)
        again = range(every, len(stay.rows) - every // 3, every)
        chosen += [(each, every) for each in again if all(abs(each - begin) > near for begin, _ in chosen)]
        for begin, length in chosen:
            text = _fitting(track, stay.place, _room(frame, length))
            if len(text) >= FEWEST or text in place_words(track, stay.place):
                x = frame.x(track.first + stay.begin + begin) - frame.step * 0.44 + 5
                yield stay.place, text, x, stay.rows[begin][0] - ABOVE + 11


def _levels(stay: Stay) -> list[tuple[int, int]]:
    """The stretches of a stay on which its first line is level: where each begins, and how many columns it has."""
    found: list[tuple[int, int]] = []
    for number, (top, _) in enumerate(stay.rows):
        if number and stay.rows[number - 1][0] == top:
            found[-1] = found[-1][0], found[-1][1] + 1
        else:
            found.append((number, 1))
    return found


def _room(frame: Frame, columns: int) -> float:
    """How wide a name may be on so many columns."""
    return frame.step * (columns - 0.12) - 3


def scene_spans(track: Track) -> tuple[tuple[str | None, int, int], ...]:
    """The scenes in the order lived: name, first column, and the one after the last. The end belongs to the last."""
    spans: list[tuple[str | None, int, int]] = []
    for place in range(len(track.columns)):
        event = track.event(place)
        scene = event.scene if event is not None else spans[-1][0] if spans else _first_scene(track)
        if spans and spans[-1][0] == scene:
            spans[-1] = scene, spans[-1][1], place + 1
        else:
            spans.append((scene, place, place + 1))
    return tuple(spans)


def _first_scene(track: Track) -> str | None:
    """The scene of the first event."""
    return next((event.scene for place in range(len(track.columns)) if (event := track.event(place)) is not None), None)


def scene_bands(track: Track, frame: Frame, top: float, bottom: float) -> Iterator[Element]:
    """A band for each scene, every other one darker, with its name on top."""
    spans = scene_spans(track)
    if all(name is None for name, _, _ in spans):
        return
    for number, (name, begin, end) in enumerate(spans):
        left, width = frame.left + frame.step * (track.first + begin), frame.step * (end - begin)
        band = element("rect", x=left, y=top, width=width, height=bottom - top, class_=f"fill-{BANDS[number % 2]}")
        yield band if name is None else titled(band, name)
        yield element("path", d=path("M", left, top, "V", bottom), class_="line-faint", stroke_width=1)
        if name is not None:
            for line, text in enumerate(_scene_words(name, width - 10)):
                shown = element("text", text, x=left + 6, y=top + 15 + 14 * line, class_="strong fill-muted")
                yield titled(shown, name)


def _scene_words(name: str, room: float) -> tuple[str, ...]:
    """The name of a scene in two lines at most; none where there is no room for it."""
    lines = wrapped(name, room, 2, bold=True)
    return lines if name in lines or all(len(line) >= FEWEST for line in lines) else ()


def scene_room(track: Track, frame: Frame) -> float:
    """How high the names of scenes are."""
    rooms = ((name, frame.step * (end - begin) - 10) for name, begin, end in scene_spans(track))
    lines = (len(_scene_words(name, room)) for name, room in rooms if name is not None)
    return 14.0 * max(lines, default=0) + 6
