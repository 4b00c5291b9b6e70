# SPDX-License-Identifier: Apache-2.0
"""The belief strip: one fact through a story, drawn. A row for the truth, one for each mind; wrong stretches hatched.

Under the beginning of each stretch stands why the belief changed; the events at which anything changes are told below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from fabula.model.beliefs import Ledger
from fabula.records import dataclass
from fabula.render.belief_grid import Holds
from fabula.render.belief_marks import SMALL, box, hatching, label, legend, lines, value, value_width
from fabula.render.belief_rows import Segment, Strip, StripRow, belief_rows
from fabula.render.belief_words import brief_cause, briefest_cause
from fabula.render.drawing.svg import Element, Page, element, group, path, titled
from fabula.render.drawing.typeface import shortened, text_width, wrapped

_MARGIN = 20.0
_LABEL = (90.0, 190.0)
_ROW = 48.0
_BOX = 24.0
_SPELL_WIDTH = 30.0
_NARROW, _WIDEST = 30.0, 104.0
_WIDTH = 900.0
_SCENES = 24.0
_FEW = 24


def belief_strip(ledger: Ledger, fact: int, people: Sequence[int] | None = None, name: str = "strip") -> Page:
    """The picture of who believes what of a fact through the story; `name` begins the ids in it."""
    return _Drawing(ledger, belief_rows(ledger, fact, people), name).page()


@dataclass(slots=True)
class _Drawing:
    """Lays out one strip."""

    ledger: Ledger
    strip: Strip
    name: str

    def page(self) -> Page:
        """The picture."""
        left = _MARGIN + self._label_width()
        edges = [*accumulate(self._widths(left), initial=left)]
        right = edges[-1]
        shown, y = self._header(right)
        axis, top = self._axis(edges, y)
        shown += axis
        y, depth = top, 0
        rows: list[Element] = []
        for row in self.strip.rows:
            if row.depth > 1 and row.depth != depth:
                rows.append(label(_MARGIN, y + 18, "What they take each other to believe", "slanted fill-muted"))
                y += 26
            depth = row.depth
            rows.append(self._row(row, y, edges, left))
            y += _ROW + (6 if not depth else 0)
        below, bottom = self._below(y + 6, max(right, 520.0) - _MARGIN)
        title = f"Who believes what of {self.strip.fact} – {self.ledger.story}"
        columns = self._columns(edges, top, y - 8)
        drawn = (hatching(self.name), *columns, *shown, *self._guides(edges, top, y - 8), *rows, *below)
        return Page(self.name, max(right, 520.0) + _MARGIN, bottom + _MARGIN, title, self._description(), drawn)

    # --------------------------------------------------------------------------------------------------- measures

    def _label_width(self) -> float:
        longest = max(text_width(row.label, bold=row.depth == 0) for row in self.strip.rows)
        return max(_LABEL[0], min(longest + 16, _LABEL[1]))

    def _widths(self, left: float) -> list[float]:
        """The width of each moment: what its values need, and more where there is room; nothing inside a spell."""
        moments = len(self.ledger.moments)
        found = [_NARROW] * moments
        for row in self.strip.rows:
            for each in row.segments:
                first, last = each.stretch.first, each.stretch.last
                wanted = min(value_width(each.holds, each.stretch.run.shown) + 18, _WIDEST)
                lacking = wanted - sum(found[first : last + 1])
                if lacking > 0:
                    found[first] += lacking
        for first, last in self.strip.spells:
            found[first : last + 1] = [_SPELL_WIDTH] + [0.0] * (last - first)
        spare = _WIDTH - left - sum(found)
        stretched = list(range(moments) if moments <= _FEW else (0, *self.strip.changing))
        if spare > 0:
            for moment in stretched:
                found[moment] += spare / len(stretched)
        return found

    # ----------------------------------------------------------------------------------------------------- header

    def _header(self, right: float) -> tuple[list[Element], float]:
        """The title and the story's name."""
        room = max(right, 520.0) - _MARGIN
        y = _MARGIN + 16
        shown = []
        for text in wrapped(f"Who believes what of {self.strip.fact}", room, 2, 17.0, bold=True):
            shown.append(label(_MARGIN, y, text, "heading fill-ink"))
            y += 22
        shown.append(label(_MARGIN, y - 4, shortened(self.ledger.story, room), "fill-muted"))
        return shown, y + 12

    def _axis(self, edges: list[float], y: float) -> tuple[list[Element], float]:
        """Scenes as bands, and the numbers of the events."""
        shown: list[Element] = []
        scenes = [moment.scene for moment in self.ledger.moments]
        if any(scenes):
            shown += self._scenes(edges, y, scenes)
            y += _SCENES
        folded = {moment for first, last in self.strip.spells for moment in range(first, last + 1)}
        for moment, place in enumerate(self.ledger.moments):
            if moment not in folded:
                text = "start" if moment == 0 else str(place.place)
                bold = moment in self.strip.changing
                classes = "small strong fill-ink" if bold else "small fill-muted"
                number = label(edges[moment] + 3, y + 12, text, classes)
                shown.append(titled(group([number]), place.text or "the start"))
        for first, last in self.strip.spells:
            dots = label(edges[first] + _SPELL_WIDTH / 2, y + 12, "⋯", "small middle fill-muted")
            shown.append(titled(group([dots]), f"Nothing changes from {first} to {last}."))
        return shown, y + 20

    def _scenes(self, edges: list[float], y: float, scenes: list[str | None]) -> list[Element]:
        """The scenes: a band from the first event of each to the last in a row."""
        shown: list[Element] = []
        first = 0
        for moment in range(1, len(scenes) + 1):
            if moment == len(scenes) or scenes[moment] != scenes[first]:
                scene, width = scenes[first], edges[moment] - edges[first]
                if scene is not None:
                    kind = "fill-band-2" if len(shown) % 2 else "fill-band"
                    band = element("rect", x=edges[first], y=y, width=width, height=_SCENES - 6, class_=kind)
                    text = shortened(scene, width - 8, SMALL)
                    shown.append(titled(group([band, label(edges[first] + 4, y + 13, text, "small fill-ink")]), scene))
                first = moment
        return shown

    def _columns(self, edges: list[float], top: float, bottom: float) -> list[Element]:
        """An unseen box for each moment, so that a page may point at it."""
        height = bottom - top
        return [
            element("rect", x=x, y=top, width=end - x, height=height, fill="none", class_="moment", data_moment=moment)
            for moment, (x, end) in enumerate(pairwise(edges))
        ]

    def _guides(self, edges: list[float], top: float, bottom: float) -> list[Element]:
        """Lines through all rows where what is really so changes."""
        changes = [each.stretch.first for each in self.strip.rows[0].segments[1:]]
        return [
            element(
                "path",
                d=path("M", edges[moment], top - 6, "V", bottom),
                class_="line-right hollow",
                stroke_width=1,
                stroke_dasharray="2 3",
            )
            for moment in changes
        ]

    # ------------------------------------------------------------------------------------------------------- rows

    def _row(self, row: StripRow, y: float, edges: list[float], left: float) -> Element:
        """A row: whose it is, and its stretches."""
        bold = row.depth == 0
        texts = wrapped(row.label, left - _MARGIN - 10, 3 if row.depth else 1, 12.0, bold)
        classes = "strong fill-right" if bold else "fill-ink"
        named = lines(_MARGIN, y + (16 if len(texts) == 1 else 11), texts, classes, 13)
        shown = [titled(group(named), row.label)]
        shown += [self._segment(each, row.segments, y, edges) for each in row.segments]
        return group(shown)

    def _segment(self, each: Segment, row: tuple[Segment, ...], y: float, edges: list[float]) -> Element:
        """A stretch: its box and value, and below it why it began."""
        first, last = each.stretch.first, each.stretch.last
        x, width = edges[first], edges[last + 1] - edges[first]
        shown = [box(self.name, each.holds, x + 1, y, max(width - 2, 1), _BOX)]
        shown += value(each.holds, each.stretch.run.shown, x + 8, y + 16, width - 14)
        why = self._why(each, self._room(each, row, edges))
        if why:
            shown.append(label(x + 3, y + _BOX + 12, why, "small fill-muted"))
        return titled(group(shown), each.sentence)

    def _room(self, each: Segment, row: tuple[Segment, ...], edges: list[float]) -> float:
        """How far what is said below a stretch may go: to the next stretch of which something is said."""
        later = [other.stretch.first for other in row if other.stretch.first > each.stretch.first]
        return (edges[later[0]] if later else edges[-1]) - edges[each.stretch.first] - 8

    def _why(self, each: Segment, room: float) -> str:
        """Why a stretch began, in as many words as there is room for."""
        stretch = each.stretch
        if stretch.first > stretch.run.since:
            said = ("right from here on", "right") if stretch.so else (f"not so since {stretch.first}", "not so")
        elif stretch.first == 0:
            return ""
        else:
            said = (brief_cause(stretch.run), briefest_cause(stretch.run))
        return next((text for text in said if text_width(text, SMALL) <= room), "")

    # ------------------------------------------------------------------------------------------------------ below

    def _below(self, y: float, width: float) -> tuple[list[Element], float]:
        """The legend, the events at which anything changes, and what was left out."""
        present = {each.holds for row in self.strip.rows for each in row.segments}
        shown = legend(self.name, _MARGIN, y, present)[0]
        y += 34
        for moment in self.strip.changing:
            text = self.ledger.moments[moment].text or str(self.ledger.moments[moment].event)
            shown.append(label(_MARGIN + 20, y, f"{moment}.", "strong end fill-ink"))
            for line in wrapped(text, width - 30, 3):
                shown.append(label(_MARGIN + 27, y, line, "fill-ink"))
                y += 16
        for note in self.strip.more:
            for line in wrapped(note, width, 3):
                shown.append(label(_MARGIN, y + 4, line, "fill-muted"))
                y += 16
        return shown, y

    def _description(self) -> str:
        """The strip for those who do not see it."""
        truth, *others = self.strip.rows
        said = [each.sentence for each in truth.segments]
        for row in others:
            bad = [each for each in row.segments if each.holds in {Holds.WRONG, Holds.UNSURE}]
            said += [f"{row.label}: {each.sentence}" for each in bad] or [f"{row.label}: right all along."]
        return " ".join((*said, *self.strip.more))
