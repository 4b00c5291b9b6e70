# SPDX-License-Identifier: Apache-2.0
"""The parts of events and laws: `text`, `when`, `then`, `by`, `seen by`, `takes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias, cast

from fabula.diagnostics import Span, suggest
from fabula.language import syntax
from fabula.language.lalr import make_token
from fabula.language.layout import Line, place_of
from fabula.language.problems import sections as problems
from fabula.language.read_blocks import BlockReader, fill, is_hungry
from fabula.language.templates import join_texts

EVENT_PARTS = ("text", "when", "then", "by", "seen", "takes")
LAW_PARTS = ("text", "when", "then")
_SHOWN = {"seen": "seen by"}
_TWICE = {
    "text": "Make one text of the two.",
    "when": "Put all conditions under one `when:`, one a line.",
    "then": "Put all effects under one `then:`, one a line.",
    "by": "Put all who must want it into one `by:`, parted by commas.",
    "takes": "Leave out one of them.",
}

Part: TypeAlias = (
    syntax.TextPart
    | syntax.WhenPart
    | syntax.ThenPart
    | syntax.ByPart
    | syntax.SeenByPart
    | syntax.SeenByAllPart
    | syntax.TakesPart
)


class PartReader(BlockReader):
    """Reads the parts that stand under an event or a law."""

    def parts(self, lines: Sequence[Line], owner: str, words: tuple[str, ...]) -> tuple[Part, ...]:
        """The parts of an `owner` (event or law) that begin with `words`, in the author's order."""
        found: list[Part] = []
        first: dict[str, Span] = {}
        for line in lines:
            word = self._part_word(line, owner, words)
            if word is None:
                continue
            part = self._part(line, word)
            if word in first and word != "seen":
                place = place_of(self.source, line.tokens[0])
                self.reported.append(problems.said_twice(place, first[word], word, _TWICE[word]))
            first.setdefault(word, place_of(self.source, line.tokens[0]))
            if part is not None:
                found.append(part)
        return tuple(found)

    def _part_word(self, line: Line, owner: str, words: tuple[str, ...]) -> str | None:
        """The word that says which part a line is; a near one is reported, and taken. None: no part (reported)."""
        token = line.tokens[0]
        word = str(token)
        if word in words:
            return word
        near = suggest(word, words, 1)
        if not line.unreadable:
            shown = [_SHOWN.get(part, part) for part in words]
            self.reported.append(problems.unknown_part(place_of(self.source, token), word, owner, shown))
        if not near or line.unreadable:
            return None
        line.tokens[0] = make_token("NAME", near[0], token.start_pos, token.end_pos)
        line.doubtful = True
        return near[0]

    def _part(self, line: Line, word: str) -> Part | None:
        """A part, with what stands under it."""
        match word:
            case "text":
                return self._text(line)
            case "when":
                return self._when(line)
            case "then":
                return self._then(line)
            case "by":
                return self._by(line)
            case "seen":
                return self._seen(line)
            case _:
                part = cast("syntax.TakesPart | None", self.text.line(line, "takes"))
                self.no_block(line, "expression")
                return part

    def _text(self, line: Line) -> Part | None:
        before = len(self.reported)
        part = cast("syntax.TextPart | None", self.text.line(line, "text"))
        if part is not None:
            self.follow(line, inline=bool(part.text.lines), before=before, what="text", example='"{p} waits."')
        below = cast("list[syntax.Text]", self.each(line.children, "quoted"))
        if part is None:
            return None
        texts = [*([part.text] if part.text.lines else []), *below]
        return replace(part, text=join_texts(texts), span=self.whole(line)) if texts else None

    def _when(self, line: Line) -> Part | None:
        before = len(self.reported)
        part = cast("syntax.WhenPart | None", self.text.line(line, "when"))
        if part is not None:
            self.follow(line, inline=bool(part.conditions), before=before, what="when", example="alive(p)")
        below = self.conditions(line.children)
        if part is None or line.repaired:
            return None
        return replace(part, conditions=part.conditions + below, span=self.whole(line))

    def _then(self, line: Line) -> Part | None:
        before = len(self.reported)
        part = cast("syntax.ThenPart | None", self.text.line(line, "then"))
        statements, below = self.body(line, part.statements if part else None, before, "then")
        if part is None or line.repaired:
            return None
        return replace(part, statements=statements + below, span=self.whole(line))

    def _by(self, line: Line) -> Part | None:
        before = len(self.reported)
        part = cast("syntax.ByPart | None", self.text.line(line, "by"))
        if part is not None:
            self.follow(line, inline=bool(part.people), before=before, what="by", example="p")
        below = cast("list[syntax.ByPart]", self.each(line.children, "people"))
        if part is None or line.repaired:
            return None
        people = part.people + tuple(person for row in below for person in row.people)
        return replace(part, people=people, span=self.whole(line))

    def _seen(self, line: Line) -> Part | None:
        before = len(self.reported)
        part = cast("syntax.SeenByPart | syntax.SeenByAllPart | None", self.text.line(line, "seen"))
        if isinstance(part, syntax.SeenByAllPart):
            self.no_block(line, "expression")
            return part
        if part is not None:
            self.follow(line, inline=bool(part.conditions), before=before, what="seen by", example="at(q) = at(p)")
        below = self.conditions(line.children)
        if part is None or line.repaired:
            return None
        return replace(part, conditions=part.conditions + below, span=self.whole(line))

    def body(
        self, line: Line, inline: tuple[syntax.Statement, ...] | None, before: int, what: str
    ) -> tuple[tuple[syntax.Statement, ...], tuple[syntax.Statement, ...]]:
        """The statements after the colon of a line (`inline`; None: unreadable) and those under it.

        The last one after the colon may take the block: `then: if lit(lamp):` and effects indented under that.
        """
        hungry = inline is not None and bool(inline) and is_hungry(inline[-1])
        if inline is not None:
            self.follow(line, inline=bool(inline) and not hungry, before=before, what=what, example="lit(lamp)")
        below = self.statements_under(line, inline or ())
        if not inline or not hungry:
            return inline or (), below
        return (*inline[:-1], fill(inline[-1], below, self.whole(line))), ()
