# SPDX-License-Identifier: Apache-2.0
"""The boxes of a map of endings: how big each is, where its rows are, and how they are drawn.

An ending is a letter in a badge of its own colour; the badge is hollow and struck through where the ending is closed.
So nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import bidirectional

from fabula.model.endings_map import EndingsMap, Place
from fabula.records import dataclass
from fabula.render.drawing.palette import person_role
from fabula.render.drawing.svg import Element, element, group, path, titled
from fabula.render.drawing.typeface import shortened, text_width
from fabula.render.endings_map_view import BoxView, Row, counted

WIDTH = 336.0
STRIP = 30.0
INSIDE = 16.0
ROW = 22.0
PAD = 10.0
BADGE = 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a box stands."""

    x: float
    y: float
    height: float


def letter(number: int) -> str:
    """The letter of an ending: A to Z, then A2 and so on.

    >>> letter(0), letter(27)
    ('A', 'B2')
    """
    return chr(ord("A") + number % 26) + (str(number // 26 + 1) if number >= 26 else "")


def isolated(text: str) -> str:
    """The text kept apart from the direction of what is around it, so that any script begins where it is put."""
    return f"\u2068{text}\u2069" if any(bidirectional(each) in {"R", "AL", "AN"} for each in text) else text


def label(x: float, y: float, text: str, role: str = "fill-ink", anchor: str = "start") -> Element:
    """A text on its base line."""
    return element("text", isolated(text), x=x, y=y, class_=f"{role} {anchor}")


def badge(number: int, x: float, y: float, is_open: bool = True) -> Element:
    """The badge of an ending, by its upper left corner."""
    role = person_role(number)
    middle, base = x + BADGE / 2, y + BADGE / 2 + 4
    if is_open:
        plate = element("rect", x=x, y=y, width=BADGE, height=BADGE, rx=4, class_=f"fill-{role}")
        return group([plate, label(middle, base, letter(number), "fill-paper strong small", "middle")])
    plate = element("rect", x=x, y=y, width=BADGE, height=BADGE, rx=4, class_="hollow line-faint", stroke_width=1)
    strike = element(
        "path", d=path("M", x + 2, y + BADGE - 2, "L", x + BADGE - 2, y + 2), class_="line-muted", stroke_width=1
    )
    return group([plate, label(middle, base, letter(number), "fill-muted small", "middle"), strike])


def dead_badge(x: float, y: float) -> Element:
    """The mark of a dead end: a cross in a ring."""
    ring = element("circle", cx=x + 8, cy=y + 8, r=7.5, class_="fill-paper line-wrong", stroke_width=1.4)
    cross = path("M", x + 5, y + 5, "L", x + 11, y + 11, "M", x + 11, y + 5, "L", x + 5, y + 11)
    return group([ring, element("path", d=cross, class_="line-wrong hollow", stroke_width=1.6)])


def clock(x: float, y: float) -> Element:
    """The mark of a choice that only comes too late: a small clock, by its middle."""
    face = element("circle", cx=x, cy=y, r=4.5, class_="hollow line-muted", stroke_width=1.2)
    hands = element("path", d=path("M", x, y - 2.8, "V", y, "H", x + 2.2), class_="hollow line-muted", stroke_width=1.2)
    return group([face, hands])


def strip_height(shown: EndingsMap) -> float:
    """The height of the row of badges, in more rows where there are many endings."""
    return STRIP + (-(-len(_strip_badges(shown)) // _per_line()) - 1) * (BADGE + 4)


def height_of(shown: EndingsMap, view: BoxView) -> float:
    """The height of a box."""
    inside = len(view.inside) + bool(view.inside_more)
    between = 8.0 if inside else 0.0
    return strip_height(shown) + inside * INSIDE + between + max(len(view.rows), 1) * ROW + 6


def port(shown: EndingsMap, view: BoxView, row: int) -> float:
    """How far below the top of its box the middle of a row is."""
    return height_of(shown, view) - 6 - (len(view.rows) - row) * ROW + ROW / 2


def drawn_box(shown: EndingsMap, view: BoxView, at: Frame) -> Element:
    """A box with all that is in it."""
    stroke = "line-accent" if view.start else "line-muted"
    plate = element(
        "rect", x=at.x, y=at.y, width=WIDTH, height=at.height, rx=7, class_=f"fill-band {stroke}",
        stroke_width=2 if view.start else 1,
    )  # fmt: skip
    parts = [plate, *_strip(shown, view, at), *_inside(shown, view, at)]
    if not view.rows:
        parts.append(label(at.x + PAD, at.y + at.height - 12, _nothing(shown, view), "fill-muted slanted"))
    for number, row in enumerate(view.rows):
        parts.append(_drawn_row(row, at, at.y + port(shown, view, number), number))
    return group(parts)


def _strip_badges(shown: EndingsMap) -> list[int | None]:
    """The endings that any story comes to, and None for the dead end, where there is one."""
    numbers: list[int | None] = [number for number, ending in enumerate(shown.endings) if ending.stories]
    return numbers + [None] * any(node.kind is Place.DEAD for node in shown.nodes)


def _per_line() -> int:
    return int((WIDTH - 2 * PAD - 90) // (BADGE + 4))


def _strip(shown: EndingsMap, view: BoxView, at: Frame) -> Iterator[Element]:
    """The badges of what is open and closed, and how many stories come through."""
    node = view.node
    for place, number in enumerate(_strip_badges(shown)):
        x = at.x + PAD + place % _per_line() * (BADGE + 4)
        y = at.y + 7 + place // _per_line() * (BADGE + 4)
        if number is not None:
            yield badge(number, x, y, number in node.open or number in node.holds)
            if number in node.holds:
                ring = {"x": x - 2, "y": y - 2, "width": BADGE + 4, "height": BADGE + 4, "rx": 5}
                yield element("rect", **ring, class_="hollow line-ink", stroke_width=1.6)
        elif node.dead_open:
            yield dead_badge(x, y)
    total = sum(node.stories)
    text = f"{figure(total)} {'story' if total == 1 else 'stories'}"
    shown_text = label(at.x + WIDTH - PAD, at.y + 19, text, "fill-muted small", "end")
    yield titled(shown_text, f"{counted(shown, node.stories)}; {node.states:,} states")


def _inside(shown: EndingsMap, view: BoxView, at: Frame) -> Iterator[Element]:
    """What happens in the box whichever way it goes on."""
    y = at.y + strip_height(shown)
    for each in view.inside:
        text = shortened(each.text, WIDTH - 2 * PAD - 8, 10)
        yield titled(label(at.x + PAD + 8, y + 11, text, "fill-muted small"), f"{each.event}: {each.text}")
        yield element("circle", cx=at.x + PAD + 2, cy=y + 7.5, r=1.6, class_="fill-muted")
        y += INSIDE
    if view.inside_more:
        more = f"and {view.inside_more} more {'event' if view.inside_more == 1 else 'events'}"
        yield label(at.x + PAD + 8, y + 11, more, "fill-muted small slanted")
        y += INSIDE
    if view.inside:
        yield element("path", d=path("M", at.x, y + 4, "H", at.x + WIDTH), class_="line-faint", stroke_width=1)


def _drawn_row(row: Row, at: Frame, middle: float, number: int) -> Element:
    """A choice: what happens, in how many stories, and the badge or the port it leads to."""
    right = at.x + WIDTH
    marks = (len(row.reached) + row.dead) * (BADGE + 3) + (6 if row.target is not None else 0)
    count = figure(row.stories)
    room = WIDTH - 2 * PAD - marks - text_width(count, 10) - (26 if row.late else 10)
    more = f", or {row.others} more" if row.others > 0 else ""
    text = shortened(row.text.rstrip(".") if more else row.text, room - text_width(more), 12) + more
    leads = row.target is not None or row.reached or row.dead
    back = [element("rect", x=at.x + 1, y=middle - ROW / 2, width=WIDTH - 2, height=ROW, class_="fill-band-2")]
    said = label(at.x + PAD, middle + 4, text, "fill-ink" if leads else "fill-muted slanted")
    times = label(right - PAD - marks, middle + 4, count, "fill-muted small", "end")
    late = [clock(right - PAD - marks - text_width(count, 10) - 9, middle)] if row.late else []
    return titled(group([*(back if number % 2 else []), said, *late, times, *_marks(row, right, middle)]), row.details)


def _marks(row: Row, right: float, middle: float) -> Iterator[Element]:
    """The badges of the endings that a row reaches, and the port of one that leads on."""
    x = right - PAD / 2 - BADGE - (6 if row.target is not None else 0)
    if row.dead:
        yield dead_badge(x, middle - BADGE / 2)
        x -= BADGE + 3
    for number in reversed(row.reached):
        yield badge(number, x, middle - BADGE / 2)
        x -= BADGE + 3
    if row.target is not None:
        yield element("circle", cx=right, cy=middle, r=3, class_="fill-paper line-ink", stroke_width=1.3)


def _nothing(shown: EndingsMap, view: BoxView) -> str:
    if view.node.kind is Place.ENDING:
        return "It is so from the start."
    if not shown.endings:
        return "There is no ending to come to."
    if view.node.kind is Place.DEAD or shown.closed:
        return "No story of any length comes to an ending."
    return f"No ending within {shown.complete} events."


def figure(number: int) -> str:
    """A count that is short enough for a row.

    >>> figure(11385), figure(12345678901)
    ('11,385', '1.2e10')
    """
    return f"{number:,}" if number < 10_000_000 else f"{float(number):.1e}".replace("e+", "e").replace("e0", "e")
