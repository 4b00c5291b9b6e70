# SPDX-License-Identifier: Apache-2.0
"""The map of endings as a picture: boxes in which nothing is decided, rows that are choices, badges that are endings.

Boxes stand in columns (`drawing/layers.py`); a row leads to another box by a link, or to an ending by its badge. So
most of what would be lines is not, and a space of a thousand states is read from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fabula.model.answers import Outcome
from fabula.model.endings_map import EndingsMap, MapEnding, Place
from fabula.render.drawing.layers import Box, Laid, Link, laid_out
from fabula.render.drawing.svg import Element, Page, element, group, path, titled
from fabula.render.drawing.typeface import shortened, text_width, wrapped
from fabula.render.endings_map_boxes import (
    BADGE,
    WIDTH,
    Frame,
    badge,
    clock,
    dead_badge,
    drawn_box,
    figure,
    height_of,
    isolated,
    label,
    port,
)
from fabula.render.endings_map_view import BoxView, Row, counted, view
from fabula.render.stories import LIMIT_WORDS

_MARGIN = 20.0
_LEAST = 720.0
_LINE = 21.0
_ACROSS = 74.0
_INTO = 15.0


def render_endings_map(shown: EndingsMap, name: str = "endings") -> Page:
    """The picture of a map of endings; `name` begins the ids in it."""
    boxes, laid = _laid(shown, view(shown))
    width = max(laid.width + 2 * _MARGIN, _LEAST)
    head, top = _head(shown, boxes, width)
    links = [_drawn_link(box, row, laid.routes[number], top) for number, (box, row) in enumerate(_linked(boxes))]
    frames = [
        Frame(x + _MARGIN, y + top, height_of(shown, box)) for (x, y), box in zip(laid.corners, boxes, strict=True)
    ]
    drawn = [drawn_box(shown, box, frame) for box, frame in zip(boxes, frames, strict=True)]
    title = f"What can become of it – {shown.world}"
    return Page(
        name, width, top + laid.height + _MARGIN, title, _description(shown, boxes), (*head, group(links), *drawn)
    )


def _linked(boxes: tuple[BoxView, ...]) -> list[tuple[BoxView, Row]]:
    return [(box, row) for box in boxes for row in box.rows if row.target is not None]


def _laid(shown: EndingsMap, boxes: tuple[BoxView, ...]) -> tuple[tuple[BoxView, ...], Laid]:
    """The layout, and the boxes with their rows in the order of what they lead to."""
    laid = _layout(shown, boxes)
    for _ in range(2):
        boxes = tuple(
            replace(box, rows=tuple(sorted(box.rows, key=lambda row: _where(row, laid.corners)))) for box in boxes
        )
        laid = _layout(shown, boxes)
    return boxes, laid


def _where(row: Row, corners: tuple[tuple[float, float], ...]) -> tuple[int, float, float]:
    """Rows with links by the height of what they lead to, then those to endings, what is left out last."""
    if row.target is not None:
        return (0, corners[row.target][1], corners[row.target][0])
    return (1 if row.reached or row.dead else 2, -row.stories, 0)


def _layout(shown: EndingsMap, boxes: tuple[BoxView, ...]) -> Laid:
    sizes = [Box(WIDTH, height_of(shown, box)) for box in boxes]
    links = [
        Link(source, row.target, port(shown, box, number), _INTO)
        for source, box in enumerate(boxes)
        for number, row in enumerate(box.rows)
        if row.target is not None
    ]
    return laid_out(sizes, links, _ACROSS, 18.0)


def _drawn_link(box: BoxView, row: Row, route: tuple[tuple[float, float], ...], top: float) -> Element:
    """A curve from a row to the box it leads to, the thicker the greater its share of the stories of its box."""
    (x, y), *rest = [(x + _MARGIN, y + top) for x, y in route]
    parts: list[str | float] = ["M", x, y]
    for to_x, to_y in rest:
        if abs(to_y - y) < 0.01:
            parts += ["L", to_x, to_y]
        else:
            middle = (x + to_x) / 2
            parts += ["C", middle, y, middle, to_y, to_x, to_y]
        x, y = to_x, to_y
    share = row.stories / max(sum(box.node.stories), 1)
    curve = element(
        "path",
        d=path(*parts),
        class_="hollow line-muted",
        stroke_width=1 + 3 * min(share, 1.0),
        stroke_linecap="round",
        stroke_dasharray="5 4" if row.late else None,
    )
    tip = element("path", d=path("M", x - 7, y - 4, "L", x, y, "L", x - 7, y + 4, "Z"), class_="fill-muted")
    return titled(group([curve, tip]), row.details)


def _head(shown: EndingsMap, boxes: tuple[BoxView, ...], width: float) -> tuple[list[Element], float]:
    """The title, what was looked at, the endings with their badges, how to read it; and where the map begins."""
    room = width - 2 * _MARGIN
    drawn = [label(_MARGIN, 36, shortened(shown.world, room, 17, bold=True), "heading fill-ink")]
    y = 58.0
    for line in wrapped(_looked_at(shown), room, 3):
        drawn.append(label(_MARGIN, y, line, "fill-wrong" if shown.limit is not None else "fill-muted"))
        y += 17
    for number, ending in enumerate(shown.endings):
        drawn += _ending_line(number, ending, shown, y, room)
        y += _LINE
    if shown.endings and any(node.kind is Place.DEAD for node in shown.nodes):
        drawn += [dead_badge(_MARGIN, y - 2), label(_MARGIN + BADGE + 8, y + 11, _dead_end(shown), "fill-muted")]
        y += _LINE
    if any(row.late for box in boxes for row in box.rows):
        said = "Only too late: what this closes has no event to spare in stories of this length, whatever happens."
        drawn += [clock(_MARGIN + 8, y + 7), label(_MARGIN + BADGE + 8, y + 11, said, "fill-muted")]
        y += _LINE
    how = (
        "A box is all that can happen while the same endings stay open (full badges) and others are closed (struck "
        "through); beside dots, what happens in it without closing any. Its rows are what decides, with the number of "
        "stories that go there; a badge at the end of a row is the ending it leads to, with nothing more to decide."
    )
    for line in wrapped(how, min(room, 900), 4, 10):
        drawn.append(label(_MARGIN, y + 10, line, "fill-muted small"))
        y += 14
    return drawn, y + 22


def _dead_end(shown: EndingsMap) -> str:
    """What a dead end is, and how many ways lead into one."""
    ways = sum(branch.dead for branch in shown.branches)
    leading = f" {figure(ways)} {'way' if ways == 1 else 'ways'} into it." if ways else ""
    return f"A dead end: no ending can be come to any more, whatever follows.{leading}"


def _ending_line(number: int, ending: MapEnding, shown: EndingsMap, y: float, room: float) -> Iterator[Element]:
    """An ending in the list: badge, text, name, how many stories come to it."""
    yield badge(number, _MARGIN, y - 2, ending.stories > 0)
    count = _count(ending, shown)
    x = _MARGIN + BADGE + 8
    text = shortened(ending.text or ending.name, room - BADGE - 20 - text_width(count), 12)
    said = element("tspan", count, class_="fill-muted", dx=10)
    yield titled(element("text", isolated(text), said, x=x, y=y + 11, class_="fill-ink start"), ending.name)


def _count(ending: MapEnding, shown: EndingsMap) -> str:
    match ending.outcome:
        case Outcome.TOLD:
            return f"{figure(ending.stories)} {'story' if ending.stories == 1 else 'stories'}"
        case Outcome.GAVE_UP:
            return "not come to in what is known"
        case _:
            return f"never in stories of {'any length' if shown.closed else f'at most {shown.limits.length} events'}"


def _looked_at(shown: EndingsMap) -> str:
    """What the map is of, and where it gave up."""
    size = f"{shown.states:,} {'state' if shown.states == 1 else 'states'}"
    nodes = f"{len(shown.nodes):,} {'node' if len(shown.nodes) == 1 else 'nodes'}"
    if not shown.endings:
        return "This world declares no ending: there is nothing to decide."
    if shown.limit is not None:
        why = LIMIT_WORDS.get(shown.limit, f"the limit “{shown.limit}” was reached")
        return (
            f"Gave up at {shown.complete} of {shown.limits.length} events, since {why}: "
            f"what is drawn holds, the rest is not known. {size}, folded to {nodes}."
        )
    length = "of any length" if shown.closed else f"of at most {shown.complete} events"
    return f"All stories in character {length}: {size}, folded to {nodes}."


def _description(shown: EndingsMap, boxes: tuple[BoxView, ...]) -> str:
    """The map in words, for those who do not see it."""
    said = [_looked_at(shown)]
    said += [f"“{ending.text or ending.name}” – {_count(ending, shown)}." for ending in shown.endings]
    for number, box in enumerate(boxes, start=1):
        open_ = ", ".join(shown.endings[each].name for each in box.node.open) or "nothing"
        said.append(f"Box {number}: open {open_}; {counted(shown, box.node.stories)}.")
        for row in box.rows:
            leads = [shown.endings[each].name for each in row.reached]
            leads += ["a dead end"] * row.dead + ([] if row.target is None else [f"box {row.target + 1}"])
            said.append(f"{row.text} {figure(row.stories)}, to {' and '.join(leads) or 'what is left out'}.")
    return " ".join(said)
