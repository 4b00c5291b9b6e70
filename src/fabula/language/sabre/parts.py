# SPDX-License-Identifier: Apache-2.0
"""The parts of definitions that are no expressions: lists of names, signatures, what begins the parts of an event."""

from __future__ import annotations

from dataclasses import field

from fabula.diagnostics import Diagnostic, Span
from fabula.language.sabre import problems, syntax
from fabula.language.sabre.expressions import Stretches
from fabula.language.sabre.tokens import Sort
from fabula.records import dataclass

OF_ACTIONS = ("precondition", "effect", "consenting", "observing")
OF_TRIGGERS = ("precondition", "effect")


@dataclass(slots=True)
class EventParts:
    """The parts of an event while it is read, and the words of those that were there."""

    precondition: syntax.Node | None = None
    effect: syntax.Node | None = None
    consenting: tuple[syntax.Atom, ...] = ()
    observing: syntax.Observing | None = None
    words: set[str] = field(default_factory=set)

    def event(self, trigger: bool, signature: syntax.Signature, span: Span) -> syntax.EventDefinition:
        """The event that has these parts."""
        return syntax.EventDefinition(
            trigger, signature, self.precondition, self.effect, self.consenting, self.observing, span
        )


class Parts:
    """Reads them from stretches of words; what is wrong is put into `reported`."""

    def __init__(self, stretches: Stretches, reported: list[Diagnostic]) -> None:
        self.stretches = stretches
        self.tokens = stretches.tokens
        self.reported = reported

    def _word(self, place: int, end: int) -> syntax.Word | None:
        """The name at a place; reported if there is none."""
        if place >= end:
            self.reported.append(problems.nothing_here(self.tokens[end - 1].span))
            return None
        token = self.tokens[place]
        if token.sort is not Sort.NAME:
            self.reported.append(problems.no_name(token.span, token.text))
            return None
        return syntax.Word(token.text, token.span)

    def _over(self, place: int, end: int) -> bool:
        """Whether a definition is over here; what is left is reported."""
        if place >= end:
            return True
        token = self.tokens[place]
        if token.first:
            self.reported.append(problems.missing_semicolon(self.tokens[place - 1].span))
        else:
            self.reported.append(problems.left_over(token.span, token.text))
        return False

    def _names(self, place: int, end: int) -> tuple[syntax.Word, ...] | None:
        """Names parted by commas up to the end, at least one."""
        found: list[syntax.Word] = []
        while not found or place < end:
            name = self._word(place, end)
            if name is None:
                return None
            found.append(name)
            place += 1
            if place < end and not self.stretches.is_sign(place, ","):
                self._over(place, end)
                return tuple(found)
            place += 1
        return tuple(found)

    def names_definition(self, start: int, end: int) -> syntax.Definition | None:
        """A `type` or an `entity` line."""
        entity = self.tokens[start].text == "entity"
        name = self._word(start + 1, end)
        above: tuple[syntax.Word, ...] | None = ()
        if self.stretches.is_sign(start + 2, ":") and start + 2 < end:
            above = self._names(start + 3, end)
        elif entity:
            self.reported.append(problems.entity_without_type(self.tokens[start + 1].span, self.tokens[start + 1].text))
            return None
        elif not self._over(start + 2, end):
            return None
        if name is None or above is None:
            return None
        span = self.stretches.span(start, end)
        return syntax.EntityDefinition(name, above, span) if entity else syntax.TypeDefinition(name, above, span)

    def property_definition(self, start: int, end: int) -> syntax.Definition | None:
        """A `property` line."""
        close = self.stretches.closes(start + 2)
        if close < 0 or close >= end:
            self.reported.append(problems.no_parameters(self.tokens[start + 1].span, self.tokens[start + 1].text))
            return None
        signature = self.signature(start + 1, close + 1)
        if not self.stretches.is_sign(close + 1, ":") or close + 1 >= end:
            self.reported.append(problems.property_without_type(self.tokens[close].span))
            return None
        type_ = self._word(close + 2, end)
        if type_ is None or signature is None or (not self._over(close + 3, end) and not self.tokens[close + 3].first):
            return None
        return syntax.PropertyDefinition(signature, type_, self.stretches.span(start, end))

    def signature(self, start: int, end: int) -> syntax.Signature | None:
        """A name with parameters."""
        name = self._word(start, end)
        close = self.stretches.closes(start + 1)
        if name is None:
            return None
        if close != end - 1:
            self.reported.append(problems.no_parameters(name.span, name.text))
            return None
        parts = self.stretches.split(start + 2, close, ",") if start + 2 < close else []
        if parts and parts[-1][0] == parts[-1][1]:
            parts.pop()
        found = [self._parameter(first, last) for first, last in parts]
        known = tuple(parameter for parameter in found if parameter is not None)
        return syntax.Signature(name, known, self.stretches.span(start, end)) if len(known) == len(found) else None

    def _parameter(self, start: int, end: int) -> syntax.ParameterDefinition | None:
        """`name : type`, or a constant."""
        if start == end:
            self.reported.append(problems.nothing_here(self.tokens[start].span))
            return None
        span = self.stretches.span(start, end)
        if end == start + 3 and self.stretches.is_sign(start + 1, ":"):
            name, type_ = self._word(start, end), self._word(start + 2, end)
            both = name is not None and type_ is not None
            return syntax.ParameterDefinition(name, type_, None, span) if both else None
        atom = self.stretches.atom(start, end)
        if atom is None or isinstance(atom, syntax.UnknownWritten):
            self.reported.append(problems.no_parameter(span))
            return None
        return syntax.ParameterDefinition(None, None, atom, span)

    def labelled(self, place: int) -> bool:
        """Whether a line begins here with the word of a part."""
        token = self.tokens[place]
        if not token.first or token.text not in OF_ACTIONS:
            return False
        sign = "(" if token.text == "observing" else ":"
        return self.stretches.is_sign(place + 1, sign)

    def label(self, start: int, end: int, trigger: bool) -> int | None:
        """Where the body of a part begins; None if it does not begin like one, which is reported."""
        word = self.tokens[start]
        known = OF_TRIGGERS if trigger else OF_ACTIONS
        if word.text not in known:
            self.reported.append(problems.unknown_part(word.span, word.text, known, trigger))
            return None
        colon = start + 1
        if word.text == "observing":
            if self.stretches.variable(colon) is None:
                self.reported.append(problems.no_variable(word.span, word.text))
                return None
            colon = start + 6
        if colon >= end or not self.stretches.is_sign(colon, ":"):
            self.reported.append(problems.missing_colon(self.tokens[colon - 1].span, word.text))
            return None
        return colon + 1

    def consenting(self, start: int, end: int) -> tuple[syntax.Atom, ...]:
        """Those who must consent, with brackets around them or without."""
        if start < end and self.stretches.closes(start) == end - 1:
            start, end = start + 1, end - 1
        found = self.stretches.atoms(start, end)
        if found is None:
            self.reported.append(problems.no_names(self.stretches.span(start, end)))
        return found or ()
