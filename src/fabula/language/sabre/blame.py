# SPDX-License-Identifier: Apache-2.0
"""What is wrong with words that are no expression: the smallest places that fit no form, and what they look like.

The forms are followed as their author probably meant them, outermost first; a part that can be read is not spoken of.
"""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Span
from fabula.language.sabre import problems
from fabula.language.sabre.expressions import (
    COMPARATORS,
    DEEPEST,
    HEADS_OF_RANGES,
    HEADS_OF_TOTALS,
    OPERATORS,
    Stretches,
    TooDeep,
)
from fabula.language.sabre.tokens import Sort

FOREIGN_SIGNS = {"&&": "&", "||": "|", "=<": "<=", "=>": ">=", "<>": "!=", "+=": None, "-=": None}
FOREIGN_WORDS = {"and": "&", "or": "|", "not": "!"}
"""What other languages write, and what is meant here, if one sign is."""

_HEADS = (*HEADS_OF_RANGES, *HEADS_OF_TOTALS)


class Blame:
    """Finds what is wrong in stretches of words that cannot be read; it is put into `reported`."""

    def __init__(self, stretches: Stretches, reported: list[Diagnostic]) -> None:
        self.stretches = stretches
        self.tokens = stretches.tokens
        self.reported = reported
        self._depth = 0

    def stretch(self, start: int, end: int, around: Span) -> None:
        """Say what is wrong with a stretch; `around` is a place beside it, for one that is empty."""
        if start >= end:
            self.reported.append(problems.nothing_here(around))
        elif self.stretches.node(start, end) is None:
            if self._depth > DEEPEST:
                raise TooDeep(self.tokens[start].span)
            self._depth += 1
            self._wrong(start, end)
            self._depth -= 1

    def _wrong(self, start: int, end: int) -> None:
        stretches = self.stretches
        if self._foreign_signs(start, end):
            return
        if stretches.closes(start) == end - 1:
            self.stretch(start + 1, end - 1, stretches.span(start, end))
            return
        before = len(self.reported)
        for sign in ("&", "|"):
            parts = stretches.split(start, end, sign)
            if len(parts) > 1:
                for first, last in parts:
                    self.stretch(first, last, self._beside(first, last))
                break
        else:
            self._single(start, end)
        if len(self.reported) == before:
            self.reported.append(problems.unreadable(stretches.span(start, end)))

    def _foreign_signs(self, start: int, end: int) -> bool:
        """Whether signs or words of other languages stand here, each of which is reported."""
        found = False
        for place in self.stretches.outside(start, end):
            token = self.tokens[place]
            if token.text in FOREIGN_WORDS and token.sort is Sort.NAME and not self.stretches.is_sign(place + 1, "("):
                self.reported.append(problems.foreign_sign(token.span, token.text, FOREIGN_WORDS[token.text]))
                found = True
            elif place + 1 < end and self.tokens[place + 1].span.start == token.span.end:
                both = token.text + self.tokens[place + 1].text
                if both in FOREIGN_SIGNS:
                    span = token.span.to(self.tokens[place + 1].span)
                    self.reported.append(problems.foreign_sign(span, both, FOREIGN_SIGNS[both]))
                    found = True
        return found

    def _beside(self, start: int, end: int) -> Span:
        """The place of an empty stretch: the sign before it, or after it."""
        return self.tokens[start - 1 if start > 0 else end].span

    def _single(self, start: int, end: int) -> None:
        """A stretch that is no conjunction and no disjunction."""
        first = self.tokens[start]
        if self.stretches.is_sign(start, "!"):
            self.stretch(start + 1, end, first.span)
        elif first.text == "if" and self.stretches.closes(start + 1) >= 0:
            self._if(start, end)
        elif first.text in _HEADS and self.stretches.closes(start + 1) >= 0:
            if self.stretches.variable(start + 1) is None:
                close = self.stretches.closes(start + 1)
                self.reported.append(problems.no_variable(self.stretches.span(start + 1, close + 1), first.text))
            else:
                self.stretch(start + 6, end, self.tokens[start + 5].span)
        elif not self._binary(start, end):
            self._plain(start, end)

    def _if(self, start: int, end: int) -> None:
        otherwise = False
        for first, last in self.stretches.branches(start, end):
            word = self.tokens[first]
            if otherwise:
                self.reported.append(problems.stray_else(word.span, self._follows_if(start, first)))
                return
            if word.text == "else":
                otherwise = True
                self.stretch(first + 1, last, word.span)
                continue
            close = self.stretches.closes(first + 1)
            if close < 0:
                self.reported.append(problems.if_without_condition(word.span, word.text))
                continue
            self.stretch(first + 2, close, word.span)
            self.stretch(close + 1, last, self.tokens[close].span)

    def _follows_if(self, start: int, end: int) -> Span | None:
        """The place of an `else if` in a stretch, which is to be `elseif`."""
        for place in range(start, end - 1):
            if self.tokens[place].text == "else" and self.tokens[place + 1].text == "if":
                return self.tokens[place].span.to(self.tokens[place + 1].span)
        return None

    def _binary(self, start: int, end: int) -> bool:
        """What is wrong at the first sign that is there, in the order in which signs are looked for."""
        stretches = self.stretches
        for sign in ("=", *COMPARATORS, ":", *OPERATORS):
            place = stretches.first(start, end, sign)
            if place is None:
                continue
            span = self.tokens[place].span
            if sign == ":":
                self.stretch(start, place, span)
                if place != end - 2 or self.tokens[end - 1].sort is not Sort.NAME:
                    self.reported.append(problems.no_type_after(span))
                return True
            self.stretch(start, place, span)
            self.stretch(place + 1, end, span)
            if sign == "=" and start < place and stretches.node(start, place) and not stretches.fluent(start, place):
                self.reported.append(problems.not_a_target(stretches.span(start, place)))
            return True
        return False

    def _plain(self, start: int, end: int) -> None:
        """No sign outside brackets: values side by side, or a property with arguments that are none."""
        first, stretches = self.tokens[start], self.stretches
        for place in stretches.outside(start, end):
            token = self.tokens[place]
            if token.sort is Sort.STRANGE or (token.sort is Sort.SIGN and token.text not in "()"):
                self.reported.append(problems.strange(token.span, token.text))
                return
        close = stretches.closes(start + 1)
        if first.text == "believes" and close == end - 1:
            self._believes(start, end)
        elif first.sort is Sort.NAME and close == end - 1:
            for part in stretches.split(start + 2, end - 1, ","):
                if part[0] == part[1]:
                    self.reported.append(problems.nothing_here(self.tokens[part[0]].span))
                elif stretches.atom(*part) is None:
                    self.reported.append(problems.argument_worked_out(stretches.span(*part), first.text))
        else:
            self._side_by_side(start, end)

    def _believes(self, start: int, end: int) -> None:
        comma = self.stretches.first(start + 2, end - 1, ",")
        if comma is None or self.stretches.atom(start + 2, comma) is None:
            self.reported.append(problems.believes_whom(self.stretches.span(start, end)))
        else:
            self.stretch(comma + 1, end - 1, self.tokens[comma].span)

    def _side_by_side(self, start: int, end: int) -> None:
        """The first place where one value ends and another begins."""
        places = list(self.stretches.outside(start, end))
        for place in places[1:]:
            if self.stretches.is_sign(place, "(") and self.tokens[place - 1].sort is Sort.NAME:
                continue
            token, previous = self.tokens[place], self.tokens[place - 1]
            if token.sort is Sort.NUMBER and token.text.startswith("-"):
                self.reported.append(problems.minus_of_number(token.span, token.text))
            else:
                self.reported.append(problems.side_by_side(token.span, previous.span))
            return


def blame(stretches: Stretches, start: int, end: int, around: Span, reported: list[Diagnostic]) -> None:
    """Report what is wrong with a stretch that is no expression."""
    Blame(stretches, reported).stretch(start, end, around)
