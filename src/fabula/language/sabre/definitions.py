# SPDX-License-Identifier: Apache-2.0
"""The definitions of a problem file: what stands between its semicolons, read one by one.

A definition that cannot be read is reported and left out; the next one begins after its semicolon, or on a line that
begins as only a definition does, so that a semicolon or a brace that was forgotten spoils nothing but its own place.
"""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.sabre import problems, syntax
from fabula.language.sabre.blame import blame
from fabula.language.sabre.expressions import DEEPEST, Stretches, TooDeep
from fabula.language.sabre.parts import EventParts, Parts
from fabula.language.sabre.tokens import Sort, Token, tokens_of

NAMED = ("type", "entity", "property", "action", "trigger")


def read_definitions(source: Source) -> tuple[tuple[syntax.Definition, ...], list[Diagnostic]]:
    """The definitions of a file that can be read, and what is wrong with the others."""
    reported: list[Diagnostic] = []
    tokens = tokens_of(source, reported)
    if not tokens:
        reported.append(problems.empty(Span(source.name, 0, 0)))
    return tuple(Definitions(tokens, reported).all()), reported


class Definitions:
    """Reads the definitions of a row of words."""

    def __init__(self, tokens: tuple[Token, ...], reported: list[Diagnostic]) -> None:
        self.tokens = tokens
        self.reported = reported
        self.partners: dict[int, int] = {}
        self.stretches = Stretches(tokens, self.partners)
        self.parts = Parts(self.stretches, reported)

    def all(self) -> list[syntax.Definition]:
        """Every definition, in the order of the file."""
        found: list[syntax.Definition] = []
        place = 0
        while place < len(self.tokens):
            if self.is_sign(place, ";"):
                self.reported.append(problems.empty_definition(self.tokens[place].span))
                place += 1
                continue
            definition, place = self._next(place)
            if definition is not None:
                found.append(definition)
        return found

    def is_sign(self, place: int, sign: str) -> bool:
        """Whether this word is this sign."""
        return self.stretches.is_sign(place, sign)

    def keyword(self, place: int) -> str | None:
        """The word with which a definition begins here; None for a statement about the beginning."""
        token = self.tokens[place]
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if token.text in NAMED and following is not None and following.sort is Sort.NAME:
            return token.text
        if token.text == "utility" and self.is_sign(place + 1, "("):
            close = place + (2 if self.is_sign(place + 2, ")") else 3)
            if self.is_sign(close, ")") and self.is_sign(close + 1, ":"):
                return token.text
        return None

    def _end(self, place: int) -> int:
        """Where the definition that begins here ends: at a semicolon, a brace, or a line that begins another."""
        end = place + 1
        while end < len(self.tokens) and not (self.tokens[end].text in ";{}" and self.tokens[end].sort is Sort.SIGN):
            if self.tokens[end].first and self.keyword(end) is not None:
                break
            end += 1
        return end

    def _next(self, place: int) -> tuple[syntax.Definition | None, int]:
        """The definition here, if it can be read, and where the next one begins."""
        keyword = self.keyword(place)
        end = self._end(place)
        if keyword in ("action", "trigger"):
            return self._event(place, end)
        if end < len(self.tokens) and self.tokens[end].text in "{}":
            self.reported.append(problems.stray_brace(self.tokens[end].span))
            return None, self._recovered(end)
        definition: syntax.Definition | None = None
        if self._matched(place, end):
            match keyword:
                case "type" | "entity":
                    definition = self.parts.names_definition(place, end)
                case "property":
                    definition = self.parts.property_definition(place, end)
                case "utility":
                    definition = self._utility(place, end)
                case _:
                    return self._initial(place, end)
        return definition, self._after(end)

    def _after(self, end: int) -> int:
        """Where the next definition begins; a semicolon that is missing is reported."""
        if self.is_sign(end, ";") or end >= len(self.tokens):
            return end + 1
        self.reported.append(problems.missing_semicolon(self.tokens[end - 1].span))
        return end

    def _recovered(self, place: int) -> int:
        """Where the next definition surely begins."""
        place += 1
        while place < len(self.tokens) and not (self.tokens[place].first and self.keyword(place) is not None):
            place += 1
        return place

    def _matched(self, start: int, end: int) -> bool:
        """Match the brackets of a stretch; what has no partner is reported."""
        open_: list[int] = []
        fine = True
        for place in range(start, end):
            if self.is_sign(place, "("):
                open_.append(place)
            elif self.is_sign(place, ")"):
                if open_:
                    self.partners[open_.pop()] = place
                else:
                    self.reported.append(problems.unopened(self.tokens[place].span))
                    fine = False
        self.reported.extend(problems.unclosed(self.tokens[place].span) for place in open_[:1])
        return fine and not open_

    def expression(self, start: int, end: int, around: Span) -> syntax.Node | None:
        """The expression that a stretch with matched brackets is; reported if it is none."""
        try:
            node = self.stretches.fresh(start, end)
            if node is None:
                blame(self.stretches, start, end, around, self.reported)
        except TooDeep as deep:
            self.reported.append(problems.too_deep(deep.span, DEEPEST))
            return None
        return node

    def _utility(self, place: int, end: int) -> syntax.Definition | None:
        close = self.partners[place + 1]
        named = self.tokens[place + 2] if close == place + 3 else None
        head = self.stretches.span(place, close + 1)
        body = self.expression(close + 2, end, self.tokens[close + 1].span)
        person = None if named is None else syntax.Word(named.text, named.span)
        return None if body is None else syntax.UtilityDefinition(person, body, head, head.to(body.span))

    def _initial(self, place: int, end: int) -> tuple[syntax.Definition | None, int]:
        """A statement about the beginning; where a line begins another one, the semicolon before it is missing."""
        try:
            node = self.stretches.fresh(place, end)
        except TooDeep as deep:
            self.reported.append(problems.too_deep(deep.span, DEEPEST))
            return None, self._after(end)
        if node is None:
            for cut in range(place + 1, end):
                token = self.tokens[cut]
                part = self.stretches.node(place, cut) if token.first and token.sort is Sort.NAME else None
                if part is not None:
                    self.reported.append(problems.missing_semicolon(self.tokens[cut - 1].span))
                    return syntax.InitialDefinition(part, part.span), cut
            node = self.expression(place, end, self.tokens[place].span)
        definition = None if node is None else syntax.InitialDefinition(node, node.span)
        return definition, self._after(end)

    def _event(self, place: int, end: int) -> tuple[syntax.Definition | None, int]:
        """An action or a trigger with its braces."""
        head = self.tokens[place + 1].span
        if not self.is_sign(end, "{"):
            self.reported.append(problems.no_braces(head, self.tokens[place].text))
            return None, end + 1 if self.is_sign(end, ";") else end
        matched = self._matched(place, end)
        signature = self.parts.signature(place + 1, end) if matched else None
        close = end + 1
        while close < len(self.tokens) and not self.is_sign(close, "}"):
            if self.tokens[close].first and self.keyword(close) is not None:
                break
            close += 1
        found = self._parts(end + 1, close, self.tokens[place].text == "trigger")
        if not self.is_sign(close, "}"):
            self.reported.append(problems.unclosed(self.tokens[end].span))
            following = close
        else:
            following = self._after(close + 1)
        if signature is None:
            return None, following
        span = self.tokens[place].span.to(self.tokens[min(close, len(self.tokens) - 1)].span)
        return found.event(self.tokens[place].text == "trigger", signature, span), following

    def _parts(self, start: int, end: int, trigger: bool) -> EventParts:
        """The parts of an event; the last of several is the one that counts."""
        found = EventParts()
        place = start
        while place < end:
            if self.is_sign(place, ";"):
                self.reported.append(problems.empty_definition(self.tokens[place].span))
                place += 1
                continue
            last = place + 1
            while last < end and not self.is_sign(last, ";") and not self.parts.labelled(last):
                last += 1
            self._part(place, last, trigger, found)
            if last < end and not self.is_sign(last, ";"):
                self.reported.append(problems.missing_semicolon(self.tokens[last - 1].span))
                last -= 1
            place = last + 1
        return found

    def _part(self, start: int, end: int, trigger: bool, found: EventParts) -> None:
        """One part of an event."""
        word = self.tokens[start]
        if not self._matched(start, end):
            return
        body = self.parts.label(start, end, trigger)
        if body is None:
            return
        if word.text in found.words:
            self.reported.append(problems.said_again(word.span, word.text))
        found.words.add(word.text)
        if word.text == "consenting":
            found.consenting = self.parts.consenting(body, end)
            return
        node = self.expression(body, end, self.tokens[body - 1].span)
        if node is None:
            return
        match word.text:
            case "precondition":
                found.precondition = node
            case "effect":
                found.effect = node
            case _:
                bound = self.stretches.variable(start + 1)
                found.observing = None if bound is None else syntax.Observing(*bound, node)
