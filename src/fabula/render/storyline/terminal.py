# SPDX-License-Identifier: Apache-2.0
"""The storyline chart as plain text, for a terminal: lines of box characters, or of ASCII alone.

A story that is too long for the width goes on in further rows of panels. The events are numbered; below the last panel
stands what each number means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from fabula.diagnostics.show_line import beginning, columns_of
from fabula.model.chronicle import Chronicle, ChronicledEvent
from fabula.model.parted import Parted
from fabula.records import dataclass
from fabula.render.paragraphs import paragraph
from fabula.render.storyline.bands import place_words, scene_spans, stays
from fabula.render.storyline.cast import cast_of, part_in
from fabula.render.storyline.grid import Grid
from fabula.render.storyline.lives import BY_NAME, Being, Naming, lives_of
from fabula.render.storyline.marks import spoken_laws
from fabula.render.storyline.measures import Gaps
from fabula.render.storyline.parting import both_tracks, partings
from fabula.render.storyline.picture import title_of
from fabula.render.storyline.text_lanes import Lane, lanes_of
from fabula.render.storyline.track import Laying, Track, columns_of as columns_of_story, laid_out

GAPS = Gaps(1, 2)
FIELDS = (4, 3)
"""Characters for a column, with its mark as the second; the narrower ones where they save a panel."""
THREE_DIGITS = 100
"""Numbers of so many events need the wider columns."""
LONGEST_NAME = 14

SIGNS = {
    "acts": ("●", "@"),
    "concerned": ("•", "*"),
    "does not see it": ("○", "o"),
    "near, but does not see it": ("◦", ","),
    "chance": ("◆", "%"),
    "dies": ("†", "x"),
}
"""The marks, with box characters and without."""


def storyline_text(chronicle: Chronicle, width: int = 80, plain: bool = False, naming: Naming = BY_NAME) -> str:
    """The chart of a story in lines of at most so many characters."""
    lives = lives_of(chronicle, naming)
    track = laid_out(chronicle, lives, cast_of(chronicle, lives), columns_of_story(chronicle), Laying(gaps=GAPS))
    blocks = [paragraph(title_of(chronicle), width), *_panels(track, width, plain), [*_events(chronicle, width)]]
    reached = [dict(chronicle.endings).get(name) or name for name in chronicle.moments[-1].endings]
    blocks += [paragraph(f"The ending: {' '.join(reached)}", width)] if reached else []
    blocks += [paragraph(f"There the story breaks: {chronicle.broken}", width)] if chronicle.broken is not None else []
    blocks.append(paragraph(_legend(plain), width))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def parted_text(parted: Parted, width: int = 80, plain: bool = False, naming: Naming = BY_NAME) -> str:
    """The chart of a what-if: the story as told, then what becomes of it from where they part."""
    both = both_tracks(parted, naming, GAPS)
    told = storyline_text(parted.told, width, plain, naming)
    asked = f"What if: {'; '.join(parted.changes)}"
    if both is None:
        return "\n\n".join([told.rstrip(), f"{asked}\n\nNothing that can be drawn comes out differently."]) + "\n"
    event = both.told.event(both.fork + 1)
    where = "at the end" if event is None else f"from event {event.number} on"
    blocks = [paragraph(f"{asked} ({where})", width), *_panels(both.changed, width, plain)]
    blocks += [[line for said in partings(parted) for line in paragraph(said, width, "", "    ")]]
    blocks.append([*_events(parted.changed, width)])
    return "\n\n".join([told.rstrip(), *("\n".join(block) for block in blocks if block)]) + "\n"


@dataclass(frozen=True, slots=True)
class _Panel:
    """Some columns of a track that go into one row of the page: where each begins, and where its mark is."""

    track: Track
    first: int
    starts: tuple[int, ...]
    lanes: tuple[tuple[Lane, ...], ...]
    end: int
    field: int
    width: int


def _panels(track: Track, width: int, plain: bool) -> Iterator[list[str]]:
    """The track in panels of at most so many characters."""
    if not track.cast:
        return
    names = min(max(columns_of(track.chronicle.people[person].shown) for person in track.cast), LONGEST_NAME)
    panels = [*_split(track, names + 1, width, FIELDS[0])]
    if len(panels) > 1 and len(track.columns) < THREE_DIGITS:
        narrow = [*_split(track, names + 1, width, FIELDS[1])]
        panels = narrow if len(narrow) < len(panels) else panels
    for panel in panels:
        yield _drawn(panel, names, plain)


def _split(track: Track, left: int, width: int, field: int) -> Iterator[_Panel]:
    """The track in panels."""
    place = 0
    while place < len(track.columns):
        panel = _panel(track, place, (left, width), field)
        yield panel
        place += len(panel.starts)


def _panel(track: Track, first: int, edges: tuple[int, int], field: int) -> _Panel:
    """As many columns as fit between the edges, one at least."""
    left, width = edges
    starts: list[int] = []
    lanes: list[tuple[Lane, ...]] = []
    at = left
    for place in range(first, len(track.columns)):
        following = lanes_of(track, place) if place + 1 < len(track.columns) else ()
        room = field + max((lane.number + 2 for lane in following), default=0)
        if starts and at + room > width:
            break
        starts.append(at)
        lanes.append(following)
        at += room
    return _Panel(track, first, tuple(starts), tuple(lanes), at, field, width)


def _drawn(panel: _Panel, names: int, plain: bool) -> list[str]:
    """A panel in lines."""
    grid = Grid(plain)
    track = panel.track
    for number, start in enumerate(panel.starts):
        place = panel.first + number
        end = panel.starts[number + 1] if number + 1 < len(panel.starts) else panel.end
        _lines(grid, panel, number, end)
        event = track.event(place)
        if event is not None:
            _marks(grid, track, place, start + 1, event)
            _number(grid, start + 1, str(event.number))
    for person, row in track.rows[panel.first].items():
        name = beginning(track.chronicle.people[person].shown, names)
        grid.text(int(row), names - columns_of(name), name)
    _places(grid, panel)
    _scenes(grid, panel)
    return grid.lines()


def _lines(grid: Grid, panel: _Panel, number: int, end: int) -> None:
    """The lines of a column, and how they come to the next."""
    track, place, start = panel.track, panel.first + number, panel.starts[number]
    lanes = {lane.person: lane for lane in panel.lanes[number]}
    beings = track.lives.beings[track.columns[place].moment]
    later = track.lives.beings[track.columns[min(place + 1, len(track.columns) - 1)].moment]
    following = track.rows[place + 1] if place + 1 < len(track.rows) else track.rows[place]
    for person, value in track.rows[place].items():
        row, look = int(value), _look(beings[person])
        if person not in following:
            grid.level(row, start, start + panel.field - 1, look)
            grid.mark(row, start + panel.field - 1, SIGNS["dies"][grid.plain])
            continue
        lane = lanes.get(person)
        if lane is None:
            grid.level(row, start, start + panel.field - 1, look)
            grid.level(row, start + panel.field - 1, end, _look(later[person]))
        else:
            column = start + panel.field + lane.number
            grid.level(row, start, column, look)
            grid.bend(row, lane.row, column)
            grid.level(lane.row, column + 1, end, _look(later[person]))
            grid.mark(lane.row, end - 1, track.chronicle.people[person].shown[:1])
            row = lane.row
        if beings[person] >= Being.ALIVE > later[person]:
            grid.mark(row, start + panel.field - 1, SIGNS["dies"][grid.plain])


def _look(being: int) -> str:
    return "double" if being > Being.ALIVE else "dotted" if being < Being.ALIVE else ""


def _marks(grid: Grid, track: Track, place: int, column: int, event: ChronicledEvent) -> None:
    """The marks of an event."""
    rows = track.rows[place]
    part = [person for person in part_in(track.chronicle, event) if person in rows]
    if len(part) > 1:
        high, low = (int(edge(rows[person] for person in part)) for edge in (min, max))
        grid.upright(high, low, column)
    for person in part:
        kind = "chance" if not event.willing else "acts" if person in event.willing else "concerned"
        kind = kind if person in event.seers else "does not see it"
        grid.mark(int(rows[person]), column, SIGNS[kind][grid.plain])
    near = {person for group in track.layers[place] if set(group) & set(part) for person in group}
    for person in near:
        if person not in part and person not in event.seers:
            grid.mark(int(rows[person]), column, SIGNS["near, but does not see it"][grid.plain])


def _number(grid: Grid, column: int, number: str) -> None:
    grid.text(-2, column - (len(number) - 1) // 2, number)


def _places(grid: Grid, panel: _Panel) -> None:
    """The name of each place above its first line, where people come to it and where a panel begins."""
    last = panel.first + len(panel.starts) - 1
    for stay in stays(panel.track):
        begin, end = max(stay.begin, panel.first), min(stay.begin + len(stay.rows) - 1, last)
        if begin > end:
            continue
        top = stay.rows[begin - stay.begin][0]
        start = panel.starts[begin - panel.first]
        stop = panel.starts[end + 1 - panel.first] if end < last else panel.end
        _free(grid, int(top) - 1, (start, stop - 1), place_words(panel.track, stay.place))


def _free(grid: Grid, row: int, ends: tuple[int, int], names: tuple[str, str]) -> None:
    """A name where nothing else is, the second where there is no room for the first, and else its beginning."""
    start, end = ends
    taken = [column for column in range(start, end) if (row, column) in grid.ways or (row, column) in grid.marks]
    gaps = list(pairwise([start - 1, *taken, end]))
    for name in names:
        for left, right in gaps:
            if columns_of(name) < right - left:
                grid.text(row, left + 1, name)
                return
    left, right = max(gaps, key=lambda gap: gap[1] - gap[0])
    if right - left > 2:
        grid.text(row, left + 1, beginning(names[1], right - left - 1))


def _scenes(grid: Grid, panel: _Panel) -> None:
    """The name of each scene above the numbers."""
    last = panel.first + len(panel.starts)
    for name, begin, end in scene_spans(panel.track):
        first, stop = max(begin, panel.first), min(end, last)
        if name is not None and first < stop:
            start = panel.starts[first - panel.first]
            room = (panel.starts[stop - panel.first] - 1 if stop < last else panel.width) - start
            grid.text(-3, start, beginning(f"{'|' if grid.plain else '│'}{name}", room))


def _events(chronicle: Chronicle, width: int) -> Iterator[str]:
    """What the numbers mean."""
    digits = len(str(len(chronicle.events)))
    scene: str | None = None
    for event in chronicle.events:
        if event.scene is not None and event.scene != scene:
            scene = event.scene
            yield from paragraph(f"{scene}:", width)
        laws = " ".join(law.text for law in spoken_laws(event) if law.text is not None)
        text = f"{event.text}{'' if event.possible else ' (That cannot happen.)'}{f' {laws}' if laws else ''}"
        yield from paragraph(text, width, f"{event.number:>{digits}}  ", " " * (digits + 2))


def _legend(plain: bool) -> str:
    """What the marks mean."""
    said: Sequence[str] = [f"{signs[plain]} {meaning}" for meaning, signs in SIGNS.items()]
    double, dotted = ("=", ".") if plain else ("═", "┄")
    return "  ".join([*said, f"{double} of another nature", f"{dotted} dead"])
