# SPDX-License-Identifier: Apache-2.0
"""What may be written next in a world: a declaration, a part of an event, or what an expression can go on with."""

from __future__ import annotations

import re

from fabula.diagnostics import Source
from fabula.language.kinds import PERSON
from fabula.lsp.analysis import Analysis
from fabula.lsp.completion import Item, Rank, arguments, facts, keywords, once, people, things, values
from fabula.lsp.desk import Desk
from fabula.lsp.occurrences import Sort
from fabula.lsp.typed import Typed, typed
from fabula.lsp.vocabulary import Vocabulary
from fabula.records import dataclass

_SECTIONS = ("kind", "fact", "define", "start:", "event", "law", "sight", "wants", "ending", "include", "without")
_EVENT_PARTS = ("text:", "when:", "then:", "by:", "seen by", "takes")
_LAW_PARTS = ("text:", "when:", "then:")
_EXPRESSION = ("and", "or", "not", "believes", "every", "any", "count", "sum", "if", "else", "is", "where", "now")
_VALUES = ("yes", "no", "none", "unknown")
_STATEMENT = ("if", "else:", "for every", "not")
_PARAMETERS = re.compile(r"(\w+)\s*:\s*(\w+)")
_BOUND = re.compile(r"(\w+)\s+(\w+)(?=\s*(?:[:,)]|where\b|\Z))")
_SEER = re.compile(r"seen\s+by\s+(\w+)")
_ASSIGNED = re.compile(r"(\w+)\s*(?:\([^()]*\))?\s*(?:!=|[-+]?=)\s*\Z")


def complete_world(analysis: Analysis, offset: int, desk: Desk) -> list[Item]:
    """What may be written at a place of a world."""
    source = analysis.source
    line = source.line_span(source.position(offset).line)
    before = source.text[line.start : offset]
    if "#" in before and before.partition("#")[0].count('"') % 2 == 0:
        return []
    return once(_World(desk.words(analysis), typed(before), _block(source, offset), analysis).items())


def _block(source: Source, offset: int) -> str:
    """The lines from the one that stands under nothing, to a place."""
    line = source.position(offset).line
    while line > 1:
        text = source.line_text(line)
        if text.strip() and text[0] not in " \t":
            break
        line -= 1
    return source.text[source.line_span(line).start : offset]


@dataclass(frozen=True, slots=True)
class _World:
    """A line of a world that is being typed, and the block it stands in."""

    words: Vocabulary
    written: Typed
    block: str
    analysis: Analysis

    def items(self) -> list[Item]:
        """What it may go on with."""
        before = self.written.before
        section = self.block.split(maxsplit=1)[0].rstrip(":") if self.block.strip() else ""
        if self.written.quoted:
            return self._in_text(section)
        if not before.strip():
            return self._line_start(before, section)
        if re.match(r"(?:world|include)\b|variant\b.*\bof\b", before):
            return self._paths() if re.match(r"include|variant", before) else []
        if re.match(r"without\s+\Z", before):
            return keywords(("event", "law", "sight", "ending", "wants"))
        if (left_out := re.match(r"without\s+(\w+)\s+\Z", before)) is not None:
            return self._named(left_out[1])
        if (kinds := self._kind_wanted(before, section)) is not None:
            return kinds
        if re.match(r"wants\s+\Z", before):
            return [*people(self.words, Rank.BEST), *keywords(("every", "author"))]
        return self._expression()

    def _line_start(self, before: str, section: str) -> list[Item]:
        """How a line may begin."""
        inside = bool(before) and section not in {"variant", ""}
        if not inside:
            kinds = [Item(kind, Sort.KIND, "things of this kind", Rank.GOOD) for kind in self.words.kinds]
            return [*keywords(_SECTIONS, Rank.BEST), *kinds]
        part = self._part()
        parts = {"event": _EVENT_PARTS, "law": _LAW_PARTS}.get(section, ())
        opening = keywords(parts, Rank.BEST) if part is None else keywords(parts, Rank.FAIR)
        if part is None and parts:
            return opening
        return [*opening, *self._expression(), *keywords(_STATEMENT)]

    def _part(self) -> str | None:
        """The part of an event or a law that the line stands under; None directly under its head."""
        lines = self.block.split("\n")
        indent = len(lines[-1]) - len(lines[-1].lstrip())
        for line in reversed(lines[1:-1]):
            if line.strip() and len(line) - len(line.lstrip()) < indent:
                return line.strip()
        return None

    def _kind_wanted(self, before: str, section: str) -> list[Item] | None:
        """The kinds, where one must stand."""
        kinds = [Item(kind, Sort.KIND, rank=Rank.BEST) for kind in self.words.kinds]
        if re.match(r"kind\s[^:]*:", before) or re.search(r"\bis\s+(?:not\s+)?(?:an?\s+)\Z", before):
            return kinds
        if re.match(r"kind\s", before):
            return []
        head = "\n" not in self.block
        if head and section in {"fact", "define"} and re.search(r"\bis\s+\Z", before):
            return [*kinds, *keywords(("number",))]
        if head and section in {"event", "law", "sight", "define"} and re.search(r"\w\s*:\s*\Z", before):
            return kinds if ")" not in before else None
        if head and section == "fact" and "(" in before and ")" not in before:
            return [*kinds, *things(self.words, rank=Rank.FAIR)]
        if re.search(r"\b(?:every|any|no|count\(|sum\()\s*\Z", before):
            return kinds
        return None

    def _expression(self) -> list[Item]:
        """What an expression can go on with."""
        call = self.written.call
        variables = [Item(name, Sort.VARIABLE, kind, Rank.BEST) for name, kind in self._variables().items()]
        if call is not None and call.name in self.words.facts:
            return [*variables, *arguments(call, self.words.facts[call.name], self.words)]
        if re.search(r"\bby:\s*(?:[\w\s]*,\s*)?\Z", self.written.before):
            named = (item for item in people(self.words, Rank.FAIR))
            return [*variables, *named, *keywords(("on impulse if",))]
        found = _ASSIGNED.search(self.written.before)
        known = [] if found is None else values(found[1], self.words)
        if known:
            return [*known, *variables]
        return [
            *variables,
            *facts(self.words),
            *things(self.words, rank=Rank.FAIR),
            *keywords((*_EXPRESSION, *_VALUES), Rank.LAST),
        ]

    def _in_text(self, section: str) -> list[Item]:
        """What may stand in the braces of a text."""
        if self.written.before.rpartition("{")[2] != "" and "}" in self.written.before.rpartition("{")[2]:
            return []
        if "{" not in self.written.before:
            return []
        variables = [Item(name, Sort.VARIABLE, kind, Rank.BEST) for name, kind in self._variables().items()]
        if section in {"fact", "define"}:
            return [*variables, *keywords(("1", "2", "value"), Rank.GOOD)]
        return [*variables, *facts(self.words), *things(self.words, rank=Rank.LAST)]

    def _variables(self) -> dict[str, str]:
        """The variables in reach, with their kinds, as far as the block says them."""
        kinds = self.words.kinds
        head = self.block.partition("\n")[0]
        found = {name: kind for name, kind in _PARAMETERS.findall(head) if kind in kinds}
        bound = _BOUND.findall(self.block)
        found.update((name, kind) for kind, name in bound if kind in kinds and name not in kinds)
        seer = _SEER.search(self.block.rpartition("\n")[2])
        if seer is not None and seer[1] not in {"everyone", "nobody"}:
            found[seer[1]] = PERSON
        return found

    def _named(self, section: str) -> list[Item]:
        """The names of a section, for what is left out of a variant."""
        match section:
            case "event":
                return [Item(name, Sort.EVENT) for name in self.words.events]
            case "law":
                return [Item(name, Sort.LAW) for name in self.words.laws]
            case "sight":
                return [Item(name, Sort.SIGHT) for name in self.words.sights]
            case "ending":
                return [Item(name, Sort.ENDING) for name in self.words.endings]
            case _:
                return [*people(self.words), *keywords(("author",))]

    def _paths(self) -> list[Item]:
        """The other worlds there are."""
        folder = self.analysis.source.name.rpartition("/")[0]
        names = (name for name in self.analysis.texts.names() if name.endswith(".world"))
        near = [name for name in names if name != self.analysis.source.name and name.rpartition("/")[0] == folder]
        return [Item(name.rpartition("/")[2], None, "a world") for name in near]
