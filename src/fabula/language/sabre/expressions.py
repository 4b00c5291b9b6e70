# SPDX-License-Identifier: Apache-2.0
"""The expressions of a problem, read as its own reader does: the forms in one fixed order, the first that fits wins.

That order is the whole of its precedence, and unlike any other language's: `&` is looser than `|`, `*` looser than `+`,
everything goes from the right. So no grammar of operators is used, but the forms themselves, each tried on the whole
stretch of words; a stretch is read once and remembered. What is wrong with a stretch that fits none is in `blame.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.diagnostics import Span
from fabula.language.sabre import syntax
from fabula.language.sabre.tokens import Sort, Token

DEEPEST = 120
"""So many parts may stand inside each other."""

MOST_TRIALS = 400_000
"""So many words may be looked at, all trials together, before an expression counts as unreadable."""

COMPARATORS = ("==", "!=", ">=", "<=", ">", "<")
OPERATORS = ("*", "/", "+", "-")
IF_WORDS = ("elseif", "else")
HEADS_OF_RANGES = (syntax.Range.FORALL, syntax.Range.EXISTS)
HEADS_OF_TOTALS = (syntax.Range.PRODUCT, syntax.Range.SUM)


class TooDeep(Exception):
    """Too much stands inside each other at a place."""

    def __init__(self, span: Span) -> None:
        super().__init__("too deep")
        self.span = span


class Signs:
    """A row of words with its brackets matched: where signs stand outside brackets in a stretch of it."""

    def __init__(self, tokens: Sequence[Token], partners: dict[int, int]) -> None:
        self.tokens = tokens
        self.partners = partners
        self._signs: dict[tuple[int, int], dict[str, list[int]]] = {}

    def span(self, start: int, end: int) -> Span:
        """The place of a stretch that is not empty."""
        return self.tokens[start].span.to(self.tokens[end - 1].span)

    def is_sign(self, place: int, sign: str) -> bool:
        """Whether this word is this sign."""
        return place < len(self.tokens) and self.tokens[place].sort is Sort.SIGN and self.tokens[place].text == sign

    def closes(self, place: int) -> int:
        """Where the bracket that opens here is closed; a place before everything if none opens here."""
        return self.partners.get(place, -1) if self.is_sign(place, "(") else -1

    def outside(self, start: int, end: int) -> Iterator[int]:
        """The places in a stretch that are not inside brackets."""
        place = start
        while place < end:
            yield place
            place = max(self.closes(place), place) + 1

    def signs(self, start: int, end: int) -> dict[str, list[int]]:
        """The places in a stretch where a sign stands outside brackets, by the sign."""
        key = (start, end)
        if key not in self._signs:
            found: dict[str, list[int]] = {}
            for place in self.outside(start, end):
                if self.tokens[place].sort is Sort.SIGN:
                    found.setdefault(self.tokens[place].text, []).append(place)
            self._signs[key] = found
        return self._signs[key]

    def first(self, start: int, end: int, sign: str) -> int | None:
        """The first place outside brackets where this sign stands."""
        places = self.signs(start, end).get(sign)
        return places[0] if places else None

    def split(self, start: int, end: int, sign: str) -> list[tuple[int, int]]:
        """The stretches between all such signs outside brackets."""
        cuts = self.signs(start, end).get(sign, [])
        return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


class Stretches(Signs):
    """Reads stretches of a row of words: from `start` up to, not including, `end`. Brackets have been matched."""

    def __init__(self, tokens: Sequence[Token], partners: dict[int, int]) -> None:
        super().__init__(tokens, partners)
        self._known: dict[tuple[int, int], syntax.Node | None] = {}
        self._trials = 0
        self._depth = 0

    def node(self, start: int, end: int) -> syntax.Node | None:
        """The expression that a stretch is, or None."""
        key = (start, end)
        if key not in self._known:
            self._trials += end - start
            if self._depth > DEEPEST:
                raise TooDeep(self.tokens[start].span)
            self._depth += 1
            self._known[key] = self._read(start, end) if start < end and self._trials < MOST_TRIALS else None
            self._depth -= 1
        return self._known[key]

    def fresh(self, start: int, end: int) -> syntax.Node | None:
        """The same, for a whole expression: its trials are counted anew."""
        self._trials = self._depth = 0
        return self.node(start, end)

    def _read(self, start: int, end: int) -> syntax.Node | None:
        """The first form that fits; the numbers are those of the documentation."""
        if self.closes(start) == end - 1:  # 1
            body = self.node(start + 1, end - 1)
            return None if body is None else syntax.Grouped(body, self.span(start, end))
        return (
            self.atom(start, end)  # 2
            or self.fluent(start, end)  # 3
            or self._belief(start, end)  # 4
            or self._joined(start, end)  # 5, 6
            or self._negated(start, end)  # 7
            or self._if(start, end)  # 8
            or self._ranging(start, end, HEADS_OF_RANGES)  # 9
            or self._assignment(start, end)  # 10
            or self._compared(start, end)  # 11
            or self._type_test(start, end)  # 12
            or self._ranging(start, end, HEADS_OF_TOTALS)  # 13
            or self._calculated(start, end)  # 14
        )

    def atom(self, start: int, end: int) -> syntax.Atom | None:
        """A single word that is a value."""
        if end != start + 1:
            return None
        token = self.tokens[start]
        match token.sort:
            case Sort.UNKNOWN:
                return syntax.UnknownWritten(token.span)
            case Sort.NUMBER:
                return syntax.NumberWritten(float(token.text), token.span)
            case Sort.NAME if token.text in ("True", "False"):
                return syntax.TruthWritten(token.text == "True", token.span)
            case Sort.NAME:
                return syntax.Word(token.text, token.span)
            case _:
                return None

    def fluent(self, start: int, end: int) -> syntax.Call | syntax.Belief | None:
        """A property with its arguments, or what somebody believes of one."""
        token = self.tokens[start]
        if token.sort is not Sort.NAME or self.closes(start + 1) != end - 1:
            return None
        if token.text == "believes":
            comma = self.first(start + 2, end - 1, ",")
            person = None if comma is None else self.atom(start + 2, comma)
            inner = None if comma is None or comma + 1 >= end - 1 else self.fluent(comma + 1, end - 1)
            if person is not None and inner is not None:
                return syntax.Belief(person, inner, self.span(start, end))
        arguments = self.atoms(start + 2, end - 1)
        name = syntax.Word(token.text, token.span)
        return None if arguments is None else syntax.Call(name, arguments, self.span(start, end))

    def atoms(self, start: int, end: int) -> tuple[syntax.Atom, ...] | None:
        """Values parted by commas; a comma after the last is fine."""
        parts = self.split(start, end, ",") if start < end else []
        if parts and parts[-1][0] == parts[-1][1]:
            parts.pop()
        found = [self.atom(*part) if part[0] < part[1] else None for part in parts]
        known = tuple(atom for atom in found if atom is not None)
        return known if len(known) == len(found) else None

    def _belief(self, start: int, end: int) -> syntax.Node | None:
        if self.tokens[start].text != "believes" or self.closes(start + 1) != end - 1:
            return None
        comma = self.first(start + 2, end - 1, ",")
        if comma is None:
            return None
        person, body = self.atom(start + 2, comma), self.node(comma + 1, end - 1)
        return None if person is None or body is None else syntax.Belief(person, body, self.span(start, end))

    def _joined(self, start: int, end: int) -> syntax.Node | None:
        for sign in ("&", "|"):
            stretches = self.split(start, end, sign)
            if len(stretches) == 1:
                continue
            parts: list[syntax.Node] = []
            for stretch in stretches:
                part = self.node(*stretch)
                if part is None:
                    break
                parts.append(part)
            else:
                span = self.span(start, end)
                return syntax.And(tuple(parts), span) if sign == "&" else syntax.Or(tuple(parts), span)
        return None

    def _negated(self, start: int, end: int) -> syntax.Node | None:
        if not self.is_sign(start, "!"):
            return None
        body = self.node(start + 1, end)
        return None if body is None else syntax.Not(body, self.span(start, end))

    def branches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of an `if`, each beginning with its word: `if …`, `elseif …`, `else …`."""
        cuts = [start]
        cuts += [
            place
            for place in self.outside(start, end)
            if self.tokens[place].text in IF_WORDS and self.tokens[place].sort is Sort.NAME
        ]
        return list(zip(cuts, [*cuts[1:], end], strict=True))

    def _if(self, start: int, end: int) -> syntax.Node | None:
        if self.tokens[start].text != "if":
            return None
        branches: list[tuple[syntax.Node, syntax.Node]] = []
        otherwise: syntax.Node | None = None
        for first, last in self.branches(start, end):
            if otherwise is not None:
                return None
            if self.tokens[first].text == "else":
                otherwise = self.node(first + 1, last)
                if otherwise is None:
                    return None
                continue
            close = self.closes(first + 1)
            if close < 0:
                return None
            condition, then = self.node(first + 2, close), self.node(close + 1, last)
            if condition is None or then is None:
                return None
            branches.append((condition, then))
        return syntax.If(tuple(branches), otherwise, self.span(start, end))

    def variable(self, start: int) -> tuple[syntax.Word, syntax.Word] | None:
        """The variable and the type of `(c : character)`."""
        if self.closes(start) != start + 4 or not self.is_sign(start + 2, ":"):
            return None
        name, type_ = self.tokens[start + 1], self.tokens[start + 3]
        if name.sort is not Sort.NAME or type_.sort is not Sort.NAME:
            return None
        return syntax.Word(name.text, name.span), syntax.Word(type_.text, type_.span)

    def _ranging(self, start: int, end: int, words: Sequence[syntax.Range]) -> syntax.Node | None:
        if self.tokens[start].text not in words or end < start + 7:
            return None
        bound = self.variable(start + 1)
        body = None if bound is None else self.node(start + 6, end)
        if bound is None or body is None:
            return None
        return syntax.Ranging(syntax.Range(self.tokens[start].text), *bound, body, self.span(start, end))

    def _assignment(self, start: int, end: int) -> syntax.Node | None:
        sign = self.first(start, end, "=")
        if sign is None or sign == start:
            return None
        target, value = self.fluent(start, sign), self.node(sign + 1, end)
        if target is None or value is None:
            return None
        return syntax.Assign(target, value, self.tokens[sign].span, self.span(start, end))

    def _compared(self, start: int, end: int) -> syntax.Node | None:
        for comparator in COMPARATORS:
            sides = self._sides(start, end, comparator)
            if sides is not None:
                left, right, sign = sides
                return syntax.Compare(comparator, left, right, sign, self.span(start, end))
        return None

    def _type_test(self, start: int, end: int) -> syntax.Node | None:
        sign = self.first(start, end, ":")
        if sign is None or sign != end - 2 or self.tokens[end - 1].sort is not Sort.NAME:
            return None
        body = self.node(start, sign)
        type_ = self.tokens[end - 1]
        return (
            None if body is None else syntax.TypeTest(body, syntax.Word(type_.text, type_.span), self.span(start, end))
        )

    def _calculated(self, start: int, end: int) -> syntax.Node | None:
        for operator in OPERATORS:
            sides = self._sides(start, end, operator)
            if sides is not None:
                left, right, sign = sides
                return syntax.Arithmetic(operator, left, right, sign, self.span(start, end))
        return None

    def _sides(self, start: int, end: int, sign: str) -> tuple[syntax.Node, syntax.Node, Span] | None:
        """What stands on the sides of the first such sign."""
        place = self.first(start, end, sign)
        if place is None:
            return None
        left, right = self.node(start, place), self.node(place + 1, end)
        return None if left is None or right is None else (left, right, self.tokens[place].span)
