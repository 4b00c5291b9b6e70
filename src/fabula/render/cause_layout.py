# SPDX-License-Identifier: Apache-2.0
"""Where the nodes and bands of a cause graph stand: time goes to the right, each person who acts has a lane.

In a lane intentions are bands, in as many rows as overlap, and a deed stands in its band. What nobody willed, laws and
endings have lanes below. The lanes are ordered so that links are short: by exchanging neighbours while that helps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from fabula.model.causes import CauseGraph, Frame, Node, NodeKind
from fabula.records import dataclass
from fabula.render.drawing.typeface import text_width, wrapped

BOX_WIDTH, BOX_HEIGHT = 166.0, 64.0
LAW_WIDTH, LAW_HEIGHT = 132.0, 32.0
LAW_ROW = LAW_HEIGHT + 16.0
BAND_FOOT = 8.0
LINE = 13.5
_ONE_LINE, _TWO_LINES = 20.0, 32.0
_ROW_GAP = 8.0
MOST_LANES = 14

_STEP = 62.0
_GAP = 16.0
_LEFT = 116.0
_LANE_GAP = 10.0
_LAW_ROWS = 5
_BAND_PAD = 8.0


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node stands."""

    node: Node
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """Where a frame of intention stands."""

    frame: Frame
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: whose (None: nobody's), what it is called, and where it is."""

    person: int | None
    label: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Partner:
    """Where somebody's lane tells that they, too, willed an event that stands in another's lane."""

    node: int
    person: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Laid:
    """The whole layout. `columns` has the left edge of each event's moment, by its number; `head` is a band's."""

    boxes: dict[int, Box]
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    partners: tuple[Partner, ...]
    columns: dict[int, float]
    width: float
    height: float
    left: float
    head: float


@dataclass(slots=True)
class _Item:
    """What takes a row of a lane for a while: a frame with its deeds, or a deed without one."""

    person: int | None
    first: int
    last: int
    frame: Frame | None
    nodes: tuple[int, ...]
    row: int = 0


def laid_out(graph: CauseGraph, top: float) -> Laid:
    """The layout of a graph, below `top`."""
    return _Layout(graph, top).laid()


@dataclass(slots=True)
class _Layout:
    graph: CauseGraph
    top: float
    items: list[_Item] = field(default_factory=list)
    order: list[int | None] = field(default_factory=list)
    rows: dict[int | None, int] = field(default_factory=dict)
    x: dict[int, float] = field(default_factory=dict)
    law_places: dict[int, tuple[float, int]] = field(default_factory=dict)
    right: dict[tuple[int | None, int], float] = field(default_factory=dict)
    starts: dict[int, float] = field(default_factory=dict)
    head: float = _ONE_LINE

    @property
    def _row(self) -> float:
        return self.head + BOX_HEIGHT + BAND_FOOT + _ROW_GAP

    def laid(self) -> Laid:
        """Place everything."""
        self.items = sorted(self._items(), key=lambda item: (item.first, item.last))
        self.order = self._lane_order()
        for item in self.items:
            self._take_row(item)
        left = self._left()
        for node in self._events():
            self._take_x(node, left)
        self.head = self._head()
        self._take_law_places()
        return self._placed(left)

    # ------------------------------------------------------------------------------------------------------- lanes

    def _events(self) -> list[Node]:
        return [node for node in self.graph.nodes if node.kind is NodeKind.EVENT]

    def lane_of(self, node: Node) -> int | None:
        """In whose lane a node stands: that of the first who willed it."""
        return node.people[0] if node.kind is NodeKind.EVENT and node.people else None

    def _items(self) -> Iterator[_Item]:
        nodes = self.graph.nodes
        framed: set[tuple[int | None, int]] = set()
        for frame in self.graph.frames:
            places = [nodes[deed].place for deed in frame.deeds]
            begun = places[0] if frame.moved is None else min(nodes[frame.moved].place, places[0])
            framed |= {(frame.person, deed) for deed in frame.deeds}
            yield _Item(frame.person, begun, places[-1], frame, frame.deeds)
        for node in self._events():
            for person in node.people or (None,):
                if (person, node.number) not in framed:
                    yield _Item(person, node.place, node.place, None, (node.number,))

    def _lane_order(self) -> list[int | None]:
        """The lanes from top to bottom; neighbours are exchanged while links get shorter by it."""
        people = list(dict.fromkeys(item.person for item in self.items if item.person is not None))
        nobody: list[int | None] = [None] if any(item.person is None for item in self.items) else []
        ends = [
            (self.lane_of(self.graph.nodes[link.source]), self.lane_of(self.graph.nodes[link.target]))
            for link in self.graph.links
            if not link.implied
        ]

        def length(order: list[int | None]) -> int:
            at = {lane: number for number, lane in enumerate(order)}
            return sum(abs(at.get(one, len(order)) - at.get(two, len(order))) for one, two in ends)

        order: list[int | None] = [*people]
        best = length(order)
        better = len(order) <= MOST_LANES * 2
        while better:
            better = False
            for number in range(len(order) - 1):
                tried = [*order]
                tried[number], tried[number + 1] = tried[number + 1], tried[number]
                if length(tried) < best:
                    order, best, better = tried, length(tried), True
        return [*order, *nobody]

    def _take_row(self, item: _Item) -> None:
        """The first row of the lane in which nothing else is at that time."""
        taken = {
            other.row
            for other in self.items
            if other is not item
            and other.person == item.person
            and other.row >= 0
            and self.items.index(other) < self.items.index(item)
            and other.last >= item.first
        }
        item.row = next(row for row in range(len(taken) + 1) if row not in taken)
        self.rows[item.person] = max(self.rows.get(item.person, 0), item.row + 1)

    # -------------------------------------------------------------------------------------------------------- time

    def _left(self) -> float:
        names = [self.graph.people[person] for person in self.order if person is not None]
        return 20 + max(_LEFT - 20, *(min(text_width(name, 14, bold=True), 150.0) + 16 for name in names), 0.0)

    def _take_x(self, node: Node, left: float) -> None:
        """The earliest place for an event: after the one before it, and clear of what stands in its rows."""
        mine = [(number, item) for number, item in enumerate(self.items) if node.number in item.nodes]
        x = max(self.x.values(), default=left + _GAP - _STEP) + _STEP
        for number, item in mine:
            key = item.person, item.row
            if number not in self.starts:
                clear = self.right.get(key, left)
                motive = None if item.frame is None else item.frame.moved
                begun = self._column(self.graph.nodes[motive].place) if motive is not None else None
                wanted = x - _BAND_PAD - (14 if item.frame is not None else 0)
                start = max(clear + _GAP / 2, min(wanted, begun + BOX_WIDTH / 2 if begun is not None else wanted))
                self.starts[number] = start
            x = max(x, self.starts[number] + _BAND_PAD, self.right.get(key, left) + _GAP)
        for _, item in mine:
            self.right[item.person, item.row] = x + BOX_WIDTH + _BAND_PAD
        self.x[node.number] = x

    def _column(self, place: int) -> float | None:
        """The left edge of what has been placed of a moment."""
        found = [self.x[node.number] for node in self._events() if node.place == place and node.number in self.x]
        return found[0] if found else None

    def _take_law_places(self) -> None:
        """Laws stand below their events, in the first row that is free there; endings after everything."""
        free: dict[int, float] = {}
        previous: tuple[int, int] | None = None
        columns = {node.place: self.x[node.number] for node in self._events()}
        for node in self.graph.nodes:
            if node.kind is not NodeKind.LAW:
                continue
            begun = [columns[place] for place in columns if place <= node.place]
            x = (max(begun) if begun else min(columns.values(), default=_LEFT)) + 30
            first = previous[1] + 1 if previous is not None and previous[0] == node.place else 0
            x += 40 * first
            row = min(range(_LAW_ROWS), key=lambda row: (max(free.get(row, 0.0), x), (row - first) % _LAW_ROWS))
            at = max(free.get(row, 0.0), x)
            free[row] = at + LAW_WIDTH + 10
            self.law_places[node.number] = (at, row)
            previous = (node.place, row)

    # ---------------------------------------------------------------------------------------------------- together

    def _placed(self, left: float) -> Laid:
        lanes, tops = self._lanes()
        boxes: dict[int, Box] = {}
        partners: list[Partner] = []
        for item in self.items:
            y = tops[item.person] + item.row * self._row + self.head
            for number in item.nodes:
                node = self.graph.nodes[number]
                if item.person == self.lane_of(node):
                    boxes[number] = Box(node, self.x[number], y, BOX_WIDTH, BOX_HEIGHT)
                elif item.person is not None:
                    partners.append(Partner(number, item.person, self.x[number] + BOX_WIDTH / 2, y + BOX_HEIGHT / 2))
        world = lanes[-1].y if self.law_places or self._endings() else 0.0
        for number, (x, row) in self.law_places.items():
            boxes[number] = Box(self.graph.nodes[number], x, world + 8 + row * LAW_ROW, LAW_WIDTH, LAW_HEIGHT)
        right = max((box.right for box in boxes.values()), default=left + BOX_WIDTH) + 30
        for number, node in enumerate(self._endings()):
            y = world + 4 + number * (BOX_HEIGHT + 8)
            boxes[node.number] = Box(node, right, y, BOX_WIDTH, BOX_HEIGHT)
        width = max((box.right for box in boxes.values()), default=left + BOX_WIDTH) + 20
        columns = {node.place: self.x[node.number] for node in self._events()}
        bottom = lanes[-1].y + lanes[-1].height if lanes else self.top
        return Laid(
            boxes, tuple(self._bands(tops)), tuple(lanes), tuple(partners), columns, width, bottom, left, self.head
        )

    def _endings(self) -> list[Node]:
        return [node for node in self.graph.nodes if node.kind is NodeKind.ENDING]

    def _lanes(self) -> tuple[list[Lane], dict[int | None, float]]:
        lanes: list[Lane] = []
        tops: dict[int | None, float] = {}
        y = self.top
        for person in self.order:
            height = self.rows.get(person, 1) * self._row
            tops[person] = y + 3
            lanes.append(Lane(person, "nobody’s will" if person is None else self.graph.people[person], y, height))
            y += height + _LANE_GAP
        rows = max((row + 1 for _, row in self.law_places.values()), default=0)
        height = max(rows * LAW_ROW + 8, len(self._endings()) * (BOX_HEIGHT + 8))
        if height > 8:
            lanes.append(Lane(None, "laws" if rows else "", y, height))
        return lanes, tops

    def _head(self) -> float:
        """The height of what stands above the boxes of bands: a line, or two where some intention needs them."""
        tight = [
            len(band_lines(item.frame, self._end(item) - self.starts[number])) > 1
            for number, item in enumerate(self.items)
            if item.frame is not None
        ]
        return _TWO_LINES if any(tight) else _ONE_LINE if tight else 4.0

    def _end(self, item: _Item) -> float:
        """Where a band ends."""
        return self.x[item.nodes[-1]] + BOX_WIDTH + _BAND_PAD

    def _bands(self, tops: dict[int | None, float]) -> Iterator[Band]:
        for number, item in enumerate(self.items):
            if item.frame is not None:
                start, y = self.starts[number], tops[item.person] + item.row * self._row
                yield Band(item.frame, start, y, self._end(item) - start)


def box_lines(node: Node) -> tuple[str, ...]:
    """The text of a node's box in lines."""
    if node.kind is NodeKind.LAW:
        often = f" ({node.times} times)" if node.times > 1 else ""
        return wrapped(f"{node.text}{often}", LAW_WIDTH - 16, 2, 10.0)
    if node.kind is NodeKind.EVENT:
        return wrapped(f"{node.place}. {node.text}", BOX_WIDTH - 16, 4)
    return wrapped(node.text, BOX_WIDTH - 16, 4, bold=True)


def band_lines(frame: Frame, width: float) -> tuple[str, ...]:
    """What somebody is after, as it stands in the head of a band."""
    return wrapped(frame.aim, width - 34, 2, 10.0)
