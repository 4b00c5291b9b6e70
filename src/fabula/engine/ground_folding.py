# SPDX-License-Identifier: Apache-2.0
"""Ground expressions built so that what is already decided is decided: the constructors of grounding.

A `Builder` makes the nodes of `fabula.model.ground`. With `fold` it decides at once what constants decide ("yes and c"
is c, `Ash != Ash` is no); without, every part stays as it was written, for those who explain a condition. Folding
never changes a meaning: it only removes literals that have the same value in every mind.

Two negations exist and differ where something is unknown. The author's `not` is pushed down by the caller
("not (n >= 5)" is "n < 5"). `fails` is "does not hold", what the otherwise-branch of an effect needs: it holds of an
unknown `n` too.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import takewhile
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.model.expression import Comparator, Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundExpression,
    Named,
    Read,
    Some,
)
from fabula.model.values import UNKNOWN, Value
from fabula.records import dataclass
from fabula.semantics.errors import DivisionByZero
from fabula.semantics.expression import calculated, ordered

OPPOSITES = {
    Comparator.EQUAL: Comparator.DIFFERENT,
    Comparator.DIFFERENT: Comparator.EQUAL,
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.MORE,
}
"""What `not` makes of a comparison."""


@dataclass(frozen=True, slots=True)
class Split:
    """A value that depends on another: (condition, value) pairs of which exactly one condition holds.

    `at(keeper(lamp))` is `at(Ash)` where `keeper(lamp) = Ash`, and so on. It is never part of a program: a comparison
    takes it apart into ways, so that a surprised mind can put each literal right; elsewhere it is a chain of choices.
    """

    cases: tuple[tuple[GroundExpression, GroundExpression], ...]


GroundValue: TypeAlias = GroundExpression | Split


def compare_values(comparator: Comparator, left: Value, right: Value) -> bool:
    """Whether a comparison of two values holds; `unknown` is equal to itself."""
    if comparator is Comparator.EQUAL:
        return left == right
    if comparator is Comparator.DIFFERENT:
        return left != right
    return ordered(comparator, left, right)


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes ground expressions; see the module."""

    fold: bool = True

    def every(self, parts: list[GroundExpression], span: Span) -> GroundExpression:
        """That all parts hold."""
        return self._joined(parts, span, neutral=True)

    def some(self, parts: list[GroundExpression], span: Span) -> GroundExpression:
        """That one part holds."""
        return self._joined(parts, span, neutral=False)

    def _joined(self, parts: list[GroundExpression], span: Span, neutral: bool) -> GroundExpression:
        node = All if neutral else Some
        if not self.fold:
            return parts[0] if len(parts) == 1 else node(tuple(parts), span)
        kept: list[GroundExpression] = []
        for part in parts:
            if isinstance(part, Constant):
                if part.value is not neutral:
                    return part
            elif isinstance(part, node):
                kept.extend(part.parts)
            else:
                kept.append(part)
        if not kept:
            return Constant(neutral, span)
        if len(kept) == 1:
            return kept[0]
        simpler = self._under_each_other(kept) if neutral else kept
        return node(tuple(kept), span) if simpler is kept else self._joined(simpler, span, neutral)

    def _under_each_other(self, parts: list[GroundExpression]) -> list[GroundExpression]:
        """The parts of a conjunction, decided where an equality beside them decides them; else the same list.

        In `keeper = Ash and (keeper = Ash and lit or keeper = Wren and dark)` only `keeper = Ash and lit` is left.
        """
        known: dict[int, Value] = {}
        stating: set[int] = set()
        for place, part in enumerate(parts):
            stated = _stated(part)
            if stated is not None and stated[0] not in known:
                known[stated[0]] = stated[1]
                stating.add(place)
        if not known:
            return parts
        simpler = [part if place in stating else self._under(part, known) for place, part in enumerate(parts)]
        return parts if all(new is old for new, old in zip(simpler, parts, strict=True)) else simpler

    def _under(self, expression: GroundExpression, known: Mapping[int, Value]) -> GroundExpression:
        """An expression where these equalities hold, in the same mind; itself if they decide nothing in it."""
        match expression:
            case Comparison(comparator, Read(fluent), Constant(value), span) if fluent in known:
                return Constant(compare_values(comparator, known[fluent], value), span)
            case All(parts, span) | Some(parts, span):
                simpler = [self._under(part, known) for part in parts]
                if all(new is old for new, old in zip(simpler, parts, strict=True)):
                    return expression
                return self._joined(simpler, span, neutral=isinstance(expression, All))
            case Named(name, body, span):
                simple = self._under(body, known)
                return expression if simple is body else self.named(name, simple, span)
            case _:
                return expression

    def compare(self, comparator: Comparator, left: GroundValue, right: GroundValue, span: Span) -> GroundExpression:
        """A comparison; one of a split value is the ways in which it holds, one of a belief is what is believed."""
        if isinstance(left, Split):
            return self._ways([(c, self.compare(comparator, value, right, span)) for c, value in left.cases], span)
        if isinstance(right, Split):
            return self._ways([(c, self.compare(comparator, left, value, span)) for c, value in right.cases], span)
        if isinstance(left, Believed):
            if isinstance(right, Constant):
                return self.believed(left.person, self.compare(comparator, left.body, right, span), left.span)
            if isinstance(right, Believed) and left.person == right.person:
                return self.believed(left.person, self.compare(comparator, left.body, right.body, span), left.span)
        elif isinstance(right, Believed) and isinstance(left, Constant):
            return self.believed(right.person, self.compare(comparator, left, right.body, span), right.span)
        if self.fold:
            if isinstance(left, Constant) and isinstance(right, Constant):
                return Constant(compare_values(comparator, left.value, right.value), span)
            if isinstance(left, Read) and isinstance(right, Read) and left.fluent == right.fluent:
                reflexive = comparator in (Comparator.EQUAL, Comparator.AT_MOST, Comparator.AT_LEAST)
                return Constant(reflexive, span)
        return Comparison(comparator, left, right, span)

    def _ways(self, cases: list[tuple[GroundExpression, GroundExpression]], span: Span) -> GroundExpression:
        ways = [self.every([when, then], span) for when, then in cases if not is_constant(then, False)]
        return self.some(ways, span)

    def calculation(
        self, operator: Operator, left: GroundExpression, right: GroundExpression, span: Span
    ) -> GroundExpression:
        """A calculation. A division by zero is left for the one who comes to it."""
        if self.fold and isinstance(left, Constant) and isinstance(right, Constant):
            with suppress(DivisionByZero):
                return Constant(calculated(operator, left.value, right.value, span), span)
        return Calculation(operator, left, right, span)

    def choice(
        self, condition: GroundExpression, then: GroundExpression, otherwise: GroundExpression, span: Span
    ) -> GroundExpression:
        """One value or another."""
        if isinstance(condition, Constant):
            return then if condition.value is True else otherwise
        if isinstance(then, Constant) and then == otherwise:
            return then
        return Choice(condition, then, otherwise, span)

    def believed(self, person: int, body: GroundExpression, span: Span) -> GroundExpression:
        """A condition or value as the person believes it; what is constant is so in every mind."""
        return body if isinstance(body, Constant) else Believed(person, body, span)

    def doubted(self, person: int, body: GroundExpression, span: Span) -> GroundExpression:
        """That a condition does not hold in what the person believes."""
        if isinstance(body, Constant):
            return Constant(body.value is not True, span)
        return Doubted(person, body, span)

    def named(self, name: str, body: GroundExpression, span: Span) -> GroundExpression:
        """A definition's body under its name."""
        return body if self.fold and isinstance(body, Constant) else Named(name, body, span)

    def chosen(self, value: GroundValue, span: Span) -> GroundExpression:
        """A value as one expression: a split one as a chain of choices."""
        if not isinstance(value, Split):
            return value
        return self._chain(list(value.cases), span)

    def _chain(self, cases: list[tuple[GroundExpression, GroundExpression]], span: Span) -> GroundExpression:
        """Choices by the first parts of the conditions, below them by the others: few tests lead to each value."""
        if len(cases) == 1:
            return cases[0][1]
        (condition, value), others = cases[0], cases[1:]
        first = _head(condition)[0]
        here = list(takewhile(lambda case: _head(case[0])[0] == first, cases))
        below = [(rest, result) for when, result in here if (rest := _head(when)[1]) is not None]
        if len(here) == 1 or len(below) < len(here):
            return self.choice(condition, value, self._chain(others, span), span)
        if len(here) == len(cases):
            return self._chain(below, span)
        return self.choice(first, self._chain(below, span), self._chain(cases[len(here) :], span), span)

    def sum(self, parts: list[GroundExpression], span: Span) -> GroundExpression:
        """The sum of the parts, as a tree so flat that no number of parts makes it deep."""
        if not parts:
            return Constant(0.0, span)
        if len(parts) == 1:
            return parts[0]
        half = len(parts) // 2
        return self.calculation(Operator.PLUS, self.sum(parts[:half], span), self.sum(parts[half:], span), span)

    def fails(self, condition: GroundExpression) -> GroundExpression:
        """That a condition does not hold, whatever is unknown."""
        match condition:
            case Constant(value, span):
                return Constant(value is not True, span)
            case All(parts, span):
                return self.some([self.fails(part) for part in parts], span)
            case Some(parts, span):
                return self.every([self.fails(part) for part in parts], span)
            case Believed(person, body, span):
                return self.doubted(person, body, span)
            case Doubted(person, body, span):
                return self.believed(person, body, span)
            case Named(name, body, span):
                return self.named(f"not {name}", self.fails(body), span)
            case Choice(when, then, otherwise, span):
                return self.choice(when, self.fails(then), self.fails(otherwise), span)
            case Comparison():
                return self._comparison_fails(condition)
            case _:
                return self.compare(Comparator.DIFFERENT, condition, Constant(True, condition.span), condition.span)

    def _comparison_fails(self, condition: Comparison) -> GroundExpression:
        comparator, left, right, span = condition.comparator, condition.left, condition.right, condition.span
        unknown = Constant(UNKNOWN, span)
        if comparator is Comparator.EQUAL and isinstance(right, Constant) and isinstance(right.value, bool):
            # Told apart, so that a surprised mind learns "no" where it is no.
            answer = self.compare(Comparator.EQUAL, left, Constant(not right.value, right.span), span)
            return self.some([answer, self.compare(Comparator.EQUAL, left, unknown, span)], span)
        opposite = self.compare(OPPOSITES[comparator], left, right, span)
        if comparator in (Comparator.EQUAL, Comparator.DIFFERENT):
            return opposite
        left_unknown = self.compare(Comparator.EQUAL, left, unknown, span)
        right_unknown = self.compare(Comparator.EQUAL, right, unknown, span)
        if comparator in (Comparator.LESS, Comparator.MORE):
            return self.some([opposite, left_unknown, right_unknown], span)
        # At most and at least hold of two unknowns, so the opposite is: one unknown and the other not.
        strict = OPPOSITES[comparator]
        left_known = self.compare(Comparator.DIFFERENT, left, unknown, span)
        right_known = self.compare(Comparator.DIFFERENT, right, unknown, span)
        one_sided = [self.every([left_unknown, right_known], span), self.every([left_known, right_unknown], span)]
        return self.some([self.compare(strict, left, right, span), *one_sided], span)


def _head(condition: GroundExpression) -> tuple[GroundExpression, GroundExpression | None]:
    """The first part of a conjunction and the others, None if there are none."""
    if not isinstance(condition, All):
        return condition, None
    rest = condition.parts[1:]
    return condition.parts[0], rest[0] if len(rest) == 1 else All(rest, condition.span)


def _stated(part: GroundExpression) -> tuple[int, Value] | None:
    """The fluent and the value of an equality between the two."""
    match part:
        case Comparison(Comparator.EQUAL, Read(fluent), Constant(value)):
            return fluent, value
        case _:
            return None


def is_constant(expression: GroundExpression, value: Value) -> bool:
    """Whether an expression is that constant."""
    return isinstance(expression, Constant) and expression.value == value
