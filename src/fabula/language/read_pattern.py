# SPDX-License-Identifier: Apache-2.0
"""A whole pattern file: which line begins what, and what stands under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from fabula.diagnostics import Diagnostic, Source, suggest
from fabula.language import syntax
from fabula.language.build_patterns import PatternBuilder
from fabula.language.lalr import make_token
from fabula.language.layout import Line, lay_out, place_of
from fabula.language.parser import in_order
from fabula.language.problems import patterns as problems, sections
from fabula.language.read_file import FileReader
from fabula.language.syntax import DefineDeclaration
from fabula.language.templates import join_texts

_PARTS = {
    "event": "happens",
    "by": "who",
    "mentions": "who",
    "helps": "who",
    "harms": "who",
    "changes": "changes",
    "seen": "seen_whom",
    "not": "unseen",
    "raises": "measure",
    "lowers": "measure",
    "before": "moment",
    "after": "moment",
}
_SHOWN = {"seen": "seen by", "not": "not by` or `not seen by"}
_EXAMPLES = {"event": "event: give(giver, _, taker)", "before": "would alive(p)", "after": "alive(p)"}


def parse_pattern(source: Source) -> tuple[syntax.PatternFile, tuple[Diagnostic, ...]]:
    """The tree of a pattern's file, with what could be read, and what is wrong with it."""
    layout = lay_out(source, source.whole())
    reader = PatternReader(source, layout.problems)
    tree = reader.pattern(layout.lines)
    return tree, in_order(layout.problems)


class PatternReader(FileReader):
    """Reads the lines of one pattern."""

    def __init__(self, source: Source, reported: list[Diagnostic]) -> None:
        super().__init__(source, reported)
        self.text.builder = PatternBuilder(source, reported, self.text.read_expression)
        self.title: syntax.PatternHeader | None = None
        self.about: list[syntax.AboutLine] = []
        self.moments: syntax.MomentsLine | None = None
        self.texts: list[syntax.Text] = []
        self.sequence: list[syntax.StepDeclaration | syntax.BarredDeclaration] = []
        self.ends: list[syntax.PatternCondition] = []
        self.lines: dict[str, Callable[[Line], None]] = {
            "pattern": self._pattern,
            "about": self._about,
            "moments": self._moments,
            "text": self._whole_text,
            "define": self._define,
            "step": self._step,
            "meanwhile": self._barred,
            "earlier": self._barred,
            "afterwards": self._barred,
            "end": self._end,
        }

    def pattern(self, lines: Sequence[Line]) -> syntax.PatternFile:
        """The whole."""
        for line in lines:
            word = self._begins(line)
            if word is not None:
                self.lines[word](line)
        definitions = tuple(each for each in self.declarations if isinstance(each, DefineDeclaration))
        whole = self.source.whole()
        text = join_texts(self.texts) if self.texts else None
        sequence, ends = tuple(self.sequence), tuple(self.ends)
        if self.title is None and not self.reported:
            self.reported.append(problems.not_a_pattern(whole))
        return syntax.PatternFile(self.title, tuple(self.about), self.moments, text, definitions, sequence, ends, whole)

    def _begins(self, line: Line) -> str | None:
        """The word that a line begins with; a near one is reported, and taken."""
        token = line.tokens[0]
        word = str(token)
        if word in self.lines:
            return word
        if line.unreadable or line.doubtful:
            return None
        place = place_of(self.source, token)
        if self.title is None and not self.sequence:
            if not self.reported:
                self.reported.append(problems.not_a_pattern(place))
            return None
        self.reported.append(problems.unknown_line(place, word, tuple(self.lines)))
        near = suggest(word, self.lines, 1)
        if not near or token.type != "NAME":
            return None
        line.tokens[0] = make_token("NAME", near[0], token.start_pos, token.end_pos)
        line.doubtful = True
        return near[0]

    # ----------------------------------------------------------------------------------------------- lines
    def _pattern(self, line: Line) -> None:
        found = self._read(line, "pattern", syntax.PatternHeader)
        if found is not None and self.title is not None:
            advice = "A file holds one pattern; put the other into a file of its own."
            self.reported.append(sections.said_twice(self.head(line), self.title.span, "pattern", advice))
        self.title = self.title or found
        self.no_block(line, "expression")

    def _about(self, line: Line) -> None:
        found = self._read(line, "about", syntax.AboutLine)
        if found is not None:
            self.about.append(found)
        self.no_block(line, "expression")

    def _moments(self, line: Line) -> None:
        found = self._read(line, "moments", syntax.MomentsLine)
        self.moments = found or self.moments
        self.no_block(line, "expression")

    def _whole_text(self, line: Line) -> None:
        part = self._text(line)
        if isinstance(part, syntax.TextPart):
            self.texts.append(part.text)

    def _step(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "step", syntax.StepDeclaration)
        if found is not None:
            self.follow(line, inline=False, before=before, what="step", example="by: giver")
        own: list[Line] = []
        alternatives: list[tuple[syntax.FilterPart, ...]] = []
        for child in line.children:
            word = str(child.tokens[0])
            if word == "either" or (word == "or" and alternatives):
                self.text.line(child, word)
                self.follow(child, inline=False, before=before, what=word, example="by: giver")
                alternatives.append(self._filter(child.children, "alternative"))
            else:
                own.append(child)
        parts = self._filter(own, "step")
        if found is not None:
            span = self.whole(line)
            self.sequence.append(replace(found, parts=parts, alternatives=tuple(alternatives), span=span))

    def _barred(self, line: Line) -> None:
        found = self._read(line, "barred", syntax.BarredDeclaration)
        parts = self._filter(line.children, "step")
        if found is not None:
            self.sequence.append(replace(found, parts=found.parts + parts, span=self.whole(line)))

    def _end(self, line: Line) -> None:
        part = self._moment(line)
        if part is not None:
            self.ends += part.conditions

    # ----------------------------------------------------------------------------------------------- parts
    def _filter(self, lines: Sequence[Line], owner: str) -> tuple[syntax.FilterPart, ...]:
        """The parts of a step, of an alternative or of what is barred, in the author's order."""
        found: list[syntax.FilterPart] = []
        for line in lines:
            word = self._filter_word(line, owner)
            if word is None:
                continue
            if _PARTS[word] == "moment":
                part: syntax.FilterPart | None = self._moment(line)
            elif _PARTS[word] == "measure":
                part = self._measure(line)
            else:
                part = self._one_line(line, word)
            if part is not None:
                found.append(part)
        return tuple(found)

    def _filter_word(self, line: Line, owner: str) -> str | None:
        """The word that says which part a line is; a near one is reported, and taken."""
        token = line.tokens[0]
        word = str(token)
        if word in _PARTS:
            return word
        if line.unreadable:
            return None
        shown = [_SHOWN.get(part, part) for part in (*_PARTS, "either", "or")]
        self.reported.append(sections.unknown_part(place_of(self.source, token), word, owner, shown))
        near = suggest(word, _PARTS, 1)
        if not near or token.type != "NAME":
            return None
        line.tokens[0] = make_token("NAME", near[0], token.start_pos, token.end_pos)
        line.doubtful = True
        return near[0]

    def _one_line(self, line: Line, word: str) -> syntax.FilterPart | None:
        """A part of one line: an event, or who."""
        before = len(self.reported)
        rule = _PARTS[word]
        if word == "not" and len(line.tokens) > 1 and str(line.tokens[1]) == "by":
            rule = "unwilled"
        part = self.text.line(line, rule)
        empty = not isinstance(part, syntax.HappensPart | syntax.WhoPart | syntax.ChangesPart)
        empty = empty or (isinstance(part, syntax.WhoPart) and not part.names)
        if part is not None:
            example = _EXAMPLES.get(word, "giver")
            self.follow(line, inline=not empty, before=before, what=_SHOWN.get(word, word), example=example)
        self.no_block(line, "expression")
        return None if empty or line.repaired else cast("syntax.FilterPart", part)

    def _measure(self, line: Line) -> syntax.MeasurePart | None:
        before = len(self.reported)
        part = cast("syntax.MeasurePart | None", self.text.line(line, "measure"))
        if part is not None:
            what = part.word
            self.follow(line, inline=bool(part.measures), before=before, what=what, example="strength(taker)")
        below = self.conditions(line.children)
        if part is None or line.repaired:
            return None
        return replace(part, measures=part.measures + below, span=self.whole(line))

    def _moment(self, line: Line) -> syntax.MomentPart | None:
        before = len(self.reported)
        part = cast("syntax.MomentPart | None", self.text.line(line, "moment"))
        if part is not None:
            what = part.word
            self.follow(line, inline=bool(part.conditions), before=before, what=what, example="alive(giver)")
        below = tuple(cast("list[syntax.PatternCondition]", self.each(line.children, "condition")))
        if part is None or line.repaired:
            return None
        return replace(part, conditions=part.conditions + below, span=self.whole(line))
