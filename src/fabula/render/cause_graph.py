# SPDX-License-Identifier: Apache-2.0
"""The cause graph, drawn: what made what possible, and who had which reasons, along time.

A full line leads from what made a thing so to what could not have been without it, a dashed one to what somebody would
not have wanted without it, a dotted one to what somebody would not have known; a thick full one is several of these.
Links to whose end a longer way leads are left out.
"""

from __future__ import annotations

from fabula.model.causes import CauseGraph, Link, LinkKind, Node, NodeKind, Outcome
from fabula.records import dataclass
from fabula.render.cause_edges import Curve, curves
from fabula.render.cause_layout import BAND_FOOT, BOX_HEIGHT, LINE, Band, Box, Laid, band_lines, box_lines, laid_out
from fabula.render.cause_words import described, frame_sentence, link_sentence, node_sentence
from fabula.render.drawing.palette import person_role
from fabula.render.drawing.svg import Element, Page, element, group, path, titled
from fabula.render.drawing.typeface import shortened, text_width, wrapped

_MARGIN = 20.0
_SMALL = 10.0
_MATERIAL = frozenset((LinkKind.CONDITION, LinkKind.EFFECT))


def cause_graph_picture(graph: CauseGraph, title: str = "What led to what", name: str = "causes") -> Page:
    """The picture of a graph; `name` begins the ids in it."""
    return _Drawing(graph, title, name).page()


@dataclass(slots=True)
class _Drawing:
    graph: CauseGraph
    title: str
    name: str

    def page(self) -> Page:
        """The picture."""
        top = _MARGIN + 82
        laid = laid_out(self.graph, top)
        width = max(laid.width, 560.0) + _MARGIN
        shown = [*self._header(width), *self._axis(laid, top, width)]
        shown += [self._lane(lane.person, lane.label, lane.y, lane.height, laid, width) for lane in laid.lanes]
        shown += [self._band(band, laid.head) for band in laid.bands]
        shown += [self._band_head(band) for band in laid.bands]
        shown += self._links(laid)
        shown += self._partners(laid)
        shown += [self._box(box) for box in laid.boxes.values()]
        if not laid.boxes:
            shown.append(_text(_MARGIN, top + 20, "Nothing happens.", "fill-ink"))
        below, bottom = self._below(max(laid.height, top + 30) + 18, width - 2 * _MARGIN)
        title = f"{self.title} – {self.graph.story}"
        drawn = (*self._arrows(), *shown, *below)
        return Page(self.name, width, bottom + _MARGIN, title, described(self.graph), drawn)

    # ------------------------------------------------------------------------------------------------ around it

    def _header(self, width: float) -> list[Element]:
        title = shortened(self.title, width - 2 * _MARGIN, 17.0, bold=True)
        story = shortened(self.graph.story, width - 2 * _MARGIN)
        return [
            _text(_MARGIN, _MARGIN + 16, title, "heading fill-ink"),
            _text(_MARGIN, _MARGIN + 34, story, "fill-muted"),
        ]

    def _axis(self, laid: Laid, top: float, width: float) -> list[Element]:
        """The numbers of the events above their columns, and the scenes as bands above these."""
        shown: list[Element] = []
        y = top - 40
        places = sorted(laid.columns)
        runs: list[tuple[str, float, float]] = []
        for number, place in enumerate(places):
            scene = self.graph.scenes[place - 1] if place <= len(self.graph.scenes) else None
            end = laid.columns[places[number + 1]] if number + 1 < len(places) else width - _MARGIN
            if scene is not None and runs and runs[-1][0] == scene and number:
                runs[-1] = (scene, runs[-1][1], end)
            elif scene is not None:
                runs.append((scene, laid.columns[place], end))
        for number, (scene, start, end) in enumerate(runs):
            band = element(
                "rect",
                x=start,
                y=y,
                width=end - start - 2,
                height=18,
                class_="fill-band" if number % 2 else "fill-band-2",
            )
            label = _text(start + 5, y + 13, shortened(scene, end - start - 10, _SMALL), "small fill-ink")
            shown.append(titled(group([band, label]), scene))
        for place in places:
            x = laid.columns[place]
            shown.append(_text(x + 4, top - 8, str(place), "small strong fill-muted"))
            line = path("M", x, top - 16, "V", laid.height)
            faint = "line-faint hollow"
            shown.append(
                element("path", d=line, class_=faint, stroke_width=0.6, stroke_dasharray="1 4", data_moment=place)
            )
        return shown

    def _lane(self, person: int | None, label: str, y: float, height: float, laid: Laid, width: float) -> Element:
        """The name of a lane, and the line above it."""
        role = "fill-muted" if person is None else f"fill-{person_role(person)}"
        texts = wrapped(label, laid.left - _MARGIN - 12, 3, 14.0, bold=True)
        top = y + min(height / 2, laid.head + BOX_HEIGHT / 2) - 8 * (len(texts) - 1) + 4
        lines = [_text(_MARGIN, top + 16 * number, text, f"large strong {role}") for number, text in enumerate(texts)]
        rule = element("path", d=path("M", _MARGIN, y - 5, "H", width - _MARGIN), class_="line-faint", stroke_width=0.8)
        return titled(group([rule, *lines]), label)

    def _below(self, y: float, width: float) -> tuple[list[Element], float]:
        """What the marks mean, and what was left out."""
        shown: list[Element] = []
        x = _MARGIN
        kinds = {_style(_kinds(self.graph, *pair)) for pair in _pairs(self.graph)}
        said = [(style, words) for style, words in _LEGEND if style in kinds]
        for style, words in said:
            needed = 46 + text_width(words, _SMALL) + 22
            if x + needed > width + _MARGIN:
                x, y = _MARGIN, y + 20
            shown.append(self._stroke(Curve((x, y), (x + 12, y), (x + 24, y), (x + 36, y)), style))
            shown.append(_text(x + 46, y + 4, words, "small fill-muted"))
            x += needed
        x, y = _MARGIN, y + 20
        for mark, words in self._marks():
            needed = 22 + text_width(words, _SMALL) + 22
            if x + needed > width + _MARGIN:
                x, y = _MARGIN, y + 20
            shown += [group(mark, transform=f"translate({x:g} {y:g})"), _text(x + 22, y + 4, words, "small fill-muted")]
            x += needed
        y += 16
        for note in self.graph.notes:
            for line in wrapped(note, width, 3):
                y += 16
                shown.append(_text(_MARGIN, y, line, "fill-muted"))
        return shown, y

    def _marks(self) -> list[tuple[list[Element], str]]:
        """The marks that are there besides links, drawn at the origin, with what they mean."""
        nodes, frames = self.graph.nodes, self.graph.frames
        band = element("rect", x=0, y=-6, width=16, height=12, rx=3.0, class_="fill-band line-muted", stroke_width=1)
        law = element("rect", x=0, y=-6, width=16, height=12, rx=6.0, class_="fill-band-2 line-muted", stroke_width=1)
        ring = element("circle", cx=8, cy=0, r=5, class_="fill-paper line-muted", stroke_width=2)
        found: list[tuple[list[Element], str]] = [([band], "an intention")] if frames else []
        came = {frame.outcome for frame in frames}
        found += [(_outcome_mark(each, 3, 0), _OUTCOMES[each]) for each in Outcome if each in came]
        found += [([law], "a law")] if any(node.kind is NodeKind.LAW for node in nodes) else []
        found += [([_flash(4, -8)], "done on impulse")] if any(node.impulsive for node in nodes) else []
        found += [([ring], "somebody else who wills it")] if any(len(node.people) > 1 for node in nodes) else []
        return found

    # ---------------------------------------------------------------------------------------------------- inside

    def _band(self, band: Band, head: float) -> Element:
        """An intention: what somebody is after, from what moved them to it to the last that they did for it."""
        role = person_role(band.frame.person)
        dash = None if band.frame.outcome is Outcome.REACHED else "5 3"
        return element(
            "rect", x=band.x, y=band.y, width=band.width, height=head + BOX_HEIGHT + BAND_FOOT, rx=8.0,
            class_=f"fill-band line-{role}", stroke_width=1, stroke_dasharray=dash, stroke_opacity=0.7,
        )  # fmt: skip

    def _band_head(self, band: Band) -> Element:
        """What is aimed at, and whether it was reached."""
        role, shown = person_role(band.frame.person), list[Element]()
        for number, text in enumerate(band_lines(band.frame, band.width)):
            x, y = band.x + 9, band.y + 13 + 12 * number
            shown.append(_text(x, y, text, f"small slanted fill-{role}"))
        shown += _outcome_mark(band.frame.outcome, band.x + band.width - 19, band.y + 10)
        return titled(group(shown), frame_sentence(self.graph, band.frame))

    def _box(self, box: Box) -> Element:
        """A node: an event as a box in the colour of who willed it, a law rounded, an ending with a double line."""
        node = box.node
        shown = [_outline(node, box)]
        if node.kind is NodeKind.ENDING:
            inner = {"x": box.x + 3, "y": box.y + 3, "width": box.width - 6, "height": box.height - 6, "rx": 2.0}
            shown.append(element("rect", **inner, class_="hollow line-right", stroke_width=1))
        texts = box_lines(node)
        law = node.kind is NodeKind.LAW
        step, classes = (12.0, "small slanted fill-ink") if law else (LINE, _ink(self.graph, node))
        if node.kind is NodeKind.ENDING:
            classes = "strong fill-ink"
        top = box.y + (box.height - step * len(texts)) / 2 + step * 0.76
        for number, text in enumerate(texts):
            middle = box.x + box.width / 2
            shown.append(
                _text(middle, top + step * number, text, f"middle {classes}")
                if law
                else _text(box.x + 9, top + step * number, text, classes)
            )
        if node.impulsive:
            shown.append(_flash(box.right - 13, box.y - 5))
        return titled(group(shown), node_sentence(self.graph, node))

    def _partners(self, laid: Laid) -> list[Element]:
        """Who else willed an event: a mark in their lane, tied to the event's box."""
        shown: list[Element] = []
        for each in laid.partners:
            box = laid.boxes[each.node]
            edge = box.y + box.height if each.y > box.y else box.y
            role = person_role(each.person)
            line = element(
                "path", d=path("M", each.x, edge, "V", each.y), class_=f"line-{role} hollow", stroke_width=2.5
            )
            mark = element("circle", cx=each.x, cy=each.y, r=6, class_=f"fill-paper line-{role}", stroke_width=2.5)
            text = f"{self.graph.people[each.person]} wills this, too: {box.node.place}. {box.node.text}"
            shown.append(titled(group([line, mark]), text))
        return shown

    def _links(self, laid: Laid) -> list[Element]:
        """The links, those that are thick above the others."""
        pairs = _pairs(self.graph)
        drawn = curves(laid.boxes, pairs)
        shown: list[Element] = []
        for pair in pairs:
            links = _kinds(self.graph, *pair)
            stroke = self._stroke(drawn[pair], _style(links))
            shown.append(titled(group([stroke]), "\n".join(link_sentence(self.graph, link) for link in links)))
        return shown

    def _stroke(self, curve: Curve, style: str) -> Element:
        """A link of a style."""
        role, width, dash, arrow = _STYLES[style]
        data = path("M", *curve.start, "C", *curve.first, *curve.second, *curve.end)
        return element(
            "path", d=data, class_=f"hollow line-{role}", stroke_width=width, stroke_dasharray=dash,
            marker_end=f"url(#{self.name}-{arrow})",
        )  # fmt: skip

    def _arrows(self) -> tuple[Element, ...]:
        """The heads of arrows: full for what was needed, open for what somebody thought."""

        def head(name: str, data: str, classes: str) -> Element:
            return element(
                "marker", element("path", d=data, class_=classes, stroke_width=1.3),
                id=f"{self.name}-{name}", viewBox="0 0 10 10", refX=9, refY=5, markerWidth=8, markerHeight=8,
                markerUnits="userSpaceOnUse", orient="auto",
            )  # fmt: skip

        full = head("full", "M0 1L10 5L0 9Z", "fill-ink")
        accent = head("open", "M1 1L9 5L1 9", "hollow line-accent")
        warm = head("dot", "M1 1L9 5L1 9", "hollow line-warm")
        return (element("defs", full, accent, warm),)


_STYLES: dict[str, tuple[str, float, str | None, str]] = {
    "need": ("ink", 1.1, None, "full"),
    "both": ("ink", 2.3, None, "full"),
    "reason": ("accent", 1.5, "6 3", "open"),
    "knowledge": ("warm", 1.5, "1.5 3", "dot"),
}
"""The role, the width, the dashes and the head of each style of link."""

_LEGEND = (
    ("need", "could not have been without it"),
    ("both", "the same, and a reason for it"),
    ("reason", "would not have been wanted without it"),
    ("knowledge", "would not have been known or seen without it"),
)
_OUTCOMES = {
    Outcome.REACHED: "it is reached",
    Outcome.THWARTED: "it is brought to nothing",
    Outcome.MISTAKEN: "it could never have come about so",
    Outcome.OPEN: "it is still open",
}


def _pairs(graph: CauseGraph) -> list[tuple[int, int]]:
    """The nodes between which links are drawn."""
    return list(dict.fromkeys((link.source, link.target) for link in graph.links if not link.implied))


def _kinds(graph: CauseGraph, source: int, target: int) -> list[Link]:
    return [link for link in graph.links if (link.source, link.target) == (source, target)]


def _style(links: list[Link]) -> str:
    """How the links between two nodes are drawn together."""
    kinds = {link.kind for link in links}
    if kinds & _MATERIAL:
        return "both" if LinkKind.REASON in kinds else "need"
    return "reason" if LinkKind.REASON in kinds else "knowledge"


def _outline(node: Node, box: Box) -> Element:
    frame = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    match node.kind:
        case NodeKind.LAW:
            return element("rect", **frame, rx=15.0, class_="fill-band-2 line-muted", stroke_width=1)
        case NodeKind.ENDING:
            return element("rect", **frame, rx=4.0, class_="fill-right-soft line-right", stroke_width=1.6)
        case _:
            role = person_role(node.people[0]) if node.people else "muted"
            dash = None if node.possible else "5 3"
            return element(
                "rect", **frame, rx=4.0, class_=f"fill-paper line-{role}", stroke_width=1.6, stroke_dasharray=dash
            )


def _flash(x: float, y: float) -> Element:
    """The mark of what was done on impulse."""
    data = path("M", x + 5, y, "L", x, y + 9, "H", x + 4, "L", x + 2, y + 16, "L", x + 9, y + 6, "H", x + 5, "Z")
    return element("path", d=data, class_="fill-warm line-paper", stroke_width=1)


def _outcome_mark(outcome: Outcome, x: float, y: float) -> list[Element]:
    """What came of an intention, as a small mark ten wide."""
    match outcome:
        case Outcome.REACHED:
            return [_mark(path("M", x, y, "L", x + 3.5, y + 4, "L", x + 10, y - 4), "right")]
        case Outcome.THWARTED:
            return [_mark(path("M", x + 1, y - 4, "L", x + 9, y + 4, "M", x + 9, y - 4, "L", x + 1, y + 4), "wrong")]
        case Outcome.MISTAKEN:
            ring = element("circle", cx=x + 5, cy=y, r=4.5, class_="hollow line-wrong", stroke_width=1.6)
            return [ring, _mark(path("M", x + 2, y + 3, "L", x + 8, y - 3), "wrong")]
        case Outcome.OPEN:
            return [_mark(path("M", x, y, "h", 0.1, "m", 4.9, 0, "h", 0.1, "m", 4.9, 0, "h", 0.1), "muted")]


def _mark(data: str, role: str) -> Element:
    return element("path", d=data, class_=f"hollow line-{role}", stroke_width=2, stroke_linecap="round")


def _ink(graph: CauseGraph, node: Node) -> str:
    """How the text of an event is written: faintly where nothing is linked to it."""
    linked = any(node.number in {link.source, link.target} for link in graph.links)
    return "fill-ink" if linked else "fill-muted"


def _text(x: float, y: float, text: str, classes: str) -> Element:
    return element("text", text, x=x, y=y, class_=classes)
