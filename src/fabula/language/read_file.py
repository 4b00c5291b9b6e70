# SPDX-License-Identifier: Apache-2.0
"""A whole world file: which declaration each line begins, and what stands under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from fabula.diagnostics import Diagnostic, Source, suggest
from fabula.language import syntax
from fabula.language.lalr import make_token
from fabula.language.layout import Line, place_of
from fabula.language.problems import sections as problems, writing
from fabula.language.read_parts import EVENT_PARTS, LAW_PARTS, PartReader

_Node = TypeVar("_Node")
_NAMING = frozenset(("fact", "define", "event", "law", "ending"))
_REMOVABLE = ("event", "law", "sight", "ending", "wants")


class FileReader(PartReader):
    """Reads the declarations of one source."""

    def __init__(self, source: Source, reported: list[Diagnostic]) -> None:
        super().__init__(source, reported)
        self.declarations: list[syntax.Declaration] = []
        self.broken: list[syntax.Name] = []
        self.kinds = {"person"}
        self.header: syntax.WorldHeader | syntax.VariantHeader | None = None
        self.sections: dict[str, Callable[[Line], None]] = {
            "world": self._world,
            "variant": self._variant,
            "include": self._plain,
            "kind": self._plain,
            "fact": self._plain,
            "without": self._without,
            "define": self._define,
            "start": self._start,
            "event": self._event,
            "law": self._law,
            "sight": self._sight,
            "wants": self._wants,
            "ending": self._ending,
        }

    def file(self, lines: Sequence[Line], comments: tuple[syntax.Comment, ...]) -> syntax.WorldFile:
        """The whole."""
        for line in lines:
            if str(line.tokens[0]) == "kind":
                self.kinds.update(str(token) for token in line.tokens[1:])
        outside = False
        for line in lines:
            if isinstance(self.header, syntax.VariantHeader) and not outside:
                outside = True
                self.reported.append(problems.outside_variant(self.head(line), self.header.span))
            self._all((line,))
        whole = self.source.whole()
        return syntax.WorldFile(self.header, tuple(self.declarations), whole, tuple(self.broken), comments)

    def _all(self, lines: Sequence[Line]) -> None:
        """Read declarations, each with what stands under it."""
        for line in lines:
            section = self._section(line)
            if section is not None:
                self.sections[section](line)
            elif self._declares_things(line):
                self._things(line)
            elif not line.unreadable and not line.doubtful:
                token = line.tokens[0]
                place = place_of(self.source, token)
                if str(token) in EVENT_PARTS:
                    self.reported.append(problems.loose_part(place, str(token)))
                else:
                    self.reported.append(problems.unknown_section(place, str(token), self.sections))

    def _section(self, line: Line) -> str | None:
        """The section that a line begins; a word near to one is reported and taken for it."""
        token = line.tokens[0]
        word = str(token)
        if word in self.sections:
            return word
        if token.type != "NAME" or line.unreadable or self._declares_things(line):
            return None
        near = suggest(word, self.sections, 1)
        if not near:
            return None
        self.reported.append(problems.unknown_section(place_of(self.source, token), word, self.sections))
        line.tokens[0] = make_token("NAME", near[0], token.start_pos, token.end_pos)
        line.doubtful = True
        return near[0]

    def _declares_things(self, line: Line) -> bool:
        """Whether a line without a word we know looks like `person Ash, Wren`, or begins with a kind of this file."""
        types = [token.type for token in line.tokens[:2]]
        if str(line.tokens[0]) in self.kinds and len(types) > 1 and not _has_signs(line):
            return True
        return types == ["NAME", "NAME"] and not _has_signs(line)

    def _read(self, line: Line, rule: str, kind: type[_Node]) -> _Node | None:
        """The declaration that a line begins; None (and its names noted as broken) if it cannot be read."""
        found = self.text.line(line, rule)
        if found is not None and isinstance(found, kind):
            return found
        self._note_broken(line, rule)
        return None

    def _note_broken(self, line: Line, rule: str) -> None:
        """Keep the names that a line would have declared: whoever uses them has done nothing wrong."""
        names = [token for token in line.tokens[1:] if token.type == "NAME"]
        if rule in _NAMING:
            names = names[:1]
        elif rule not in ("kind", "things"):
            return
        self.broken += [syntax.Name(str(token), place_of(self.source, token)) for token in names]

    def _level(self, line: Line) -> None:
        """What stands under a line under which nothing may stand: reported, and read as if it stood level with it."""
        if line.children:
            self.reported.append(writing.unexpected_block(self.head(line.children[0]), self.head(line)))
            self._all(line.children)

    # -------------------------------------------------------------------------------------------- sections
    def _world(self, line: Line) -> None:
        self._set_header(self._read(line, "world", syntax.WorldHeader), line)
        self._level(line)

    def _variant(self, line: Line) -> None:
        header = self._read(line, "variant", syntax.VariantHeader)
        self._set_header(header, line)
        self._all(line.children)

    def _set_header(self, header: syntax.WorldHeader | syntax.VariantHeader | None, line: Line) -> None:
        """Keep the first header, report a second."""
        if self.header is not None:
            advice = "A file holds one world; put the other into a file of its own."
            self.reported.append(problems.said_twice(self.head(line), self.header.span, str(line.tokens[0]), advice))
        else:
            self.header = header

    def _plain(self, line: Line) -> None:
        """A declaration of one line."""
        found = self._read(line, str(line.tokens[0]), object)
        if found is not None:
            self.declarations.append(cast("syntax.Declaration", found))
        self._level(line)

    def _without(self, line: Line) -> None:
        found = self._read(line, "without", syntax.WithoutDeclaration)
        if found is not None and found.section not in _REMOVABLE:
            place = place_of(self.source, line.tokens[1])
            self.reported.append(problems.unknown_removal(place, found.section, _REMOVABLE))
        elif found is not None:
            self.declarations.append(found)
        self._level(line)

    def _things(self, line: Line) -> None:
        found = self._read(line, "things", syntax.ThingsDeclaration)
        if found is not None:
            self.declarations.append(found)
        self._level(line)

    def _define(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "define", syntax.DefineDeclaration)
        inline = found is not None and not isinstance(found.body, syntax.Missing)
        if found is not None:
            self.follow(line, inline=inline, before=before, what="define", example="alive(p) and at(p) = hall")
        below = self.conditions(line.children)
        if found is None:
            return
        if len(below) > 1 and not inline:
            self.reported.append(problems.two_expressions(below[1].span, below[0].span))
        body = below[0] if below and not inline else found.body
        if line.repaired and inline:
            body = syntax.Missing(body.span)
        self.declarations.append(replace(found, body=body, span=self.whole(line)))

    def _start(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "start", syntax.StartDeclaration)
        statements, below = self.body(line, found.statements if found else None, before, "start")
        span = self.whole(line)
        self.declarations.append(syntax.StartDeclaration(statements + below, span))

    def _event(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "event", syntax.EventDeclaration)
        if found is not None:
            self.follow(line, inline=False, before=before, what="event", example="when: alive(p)")
        parts = self.parts(self._own(line), "event", EVENT_PARTS)
        if found is not None:
            self.declarations.append(replace(found, parts=parts, span=self.whole(line)))

    def _own(self, line: Line) -> list[Line]:
        """The lines under an event or law; those that begin a declaration are reported, and read as one, instead."""
        own = [child for child in line.children if str(child.tokens[0]) not in self.sections]
        for child in line.children:
            if str(child.tokens[0]) in self.sections:
                self.reported.append(writing.unexpected_block(self.head(child), self.head(line)))
                self._all((child,))
        return own

    def _law(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "law", syntax.LawDeclaration)
        if found is not None:
            self.follow(line, inline=False, before=before, what="law", example="when: lit(lamp)")
        parts = self.parts(self._own(line), "law", LAW_PARTS)
        if found is not None:
            kept = tuple(p for p in parts if isinstance(p, syntax.TextPart | syntax.WhenPart | syntax.ThenPart))
            self.declarations.append(replace(found, parts=kept, span=self.whole(line)))

    def _sight(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "sight", syntax.SightDeclaration)
        if found is not None:
            self.follow(line, inline=False, before=before, what="sight", example="p sees whether at(q) = at(p)")
        rules = tuple(cast("list[syntax.SeesRule]", self.each(line.children, "sees")))
        if found is not None:
            self.declarations.append(replace(found, rules=rules, span=self.whole(line)))

    def _wants(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "wants", syntax.WantsDeclaration)
        if found is not None:
            self.follow(line, inline=bool(found.terms), before=before, what="wants", example="1 if alive(Ash)")
        below = self.terms(line.children)
        if found is not None:
            self.declarations.append(replace(found, terms=found.terms + below, span=self.whole(line)))

    def _ending(self, line: Line) -> None:
        before = len(self.reported)
        found = self._read(line, "ending", syntax.EndingDeclaration)
        if found is not None:
            self.follow(line, inline=bool(found.conditions), before=before, what="ending", example="lit(lamp)")
        below = self.conditions(line.children)
        if found is not None:
            inline = () if line.repaired else found.conditions
            self.declarations.append(replace(found, conditions=inline + below, span=self.whole(line)))


def _has_signs(line: Line) -> bool:
    """Whether a line holds a bracket or a colon, as no line of things does."""
    return any(token.type in ("LPAR", "COLON", "EQUAL") for token in line.tokens)
