# SPDX-License-Identifier: Apache-2.0
"""Expressions and texts as the author wrote them."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.model.expression import Comparator, Operator
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name, in an expression (thing, variable, fact without parameters) or wherever something is named."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """A number, never negative: `-2` is `Negative(NumberLiteral(2))`."""

    value: float
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class YesNoLiteral:
    """`yes`, `no`, `true`, `false`."""

    value: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class NoneLiteral:
    """`none`."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class UnknownLiteral:
    """`unknown`."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Now:
    """`now`, the moment it is."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Missing:
    """An expression that could not be read; the problem has been reported, say nothing more about it."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """`name(arguments)`: a fact or definition read, or an event. Only an event's parentheses may be empty."""

    name: Name
    arguments: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Grouped:
    """`(body)`: means `body`; kept because the formatter leaves the author's parentheses."""

    body: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """`-body`, of a number."""

    body: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left + right` and the like."""

    operator: Operator
    left: Expression
    right: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left = right` and the like."""

    comparator: Comparator
    left: Expression
    right: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class KindTest:
    """`thing is a kind`, `thing is not a kind`. `article` is the `a` or `an` written, or empty."""

    thing: Expression
    kind: Name
    negated: bool
    article: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not body`."""

    body: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Believes:
    """`person believes body`."""

    person: Expression
    body: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """`a and b and c`: two parts or more."""

    parts: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """`a or b or c`: two parts or more."""

    parts: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """`then if condition else otherwise`."""

    then: Expression
    condition: Expression
    otherwise: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Binder:
    """`person p`: a kind and the variable that ranges over it."""

    kind: Name
    name: Name
    span: Span = field(compare=False)


class QuantifierWord(StrEnum):
    """What is asked of all bindings."""

    EVERY = "every"
    ANY = "any"
    NO = "no"
    COUNT = "count"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every person p where C: BODY`, `count(person p where C: BODY)` and the like.

    `where` None: all of them. `body` is None only in a `count` without a colon, which counts all bindings.
    """

    word: QuantifierWord
    binders: tuple[Binder, ...]
    where: Expression | None
    body: Expression | None
    span: Span = field(compare=False)


Expression: TypeAlias = (
    Name
    | NumberLiteral
    | YesNoLiteral
    | NoneLiteral
    | UnknownLiteral
    | Now
    | Missing
    | Call
    | Grouped
    | Negative
    | Arithmetic
    | Comparison
    | KindTest
    | Not
    | Believes
    | And
    | Or
    | Choice
    | Quantified
)


@dataclass(frozen=True, slots=True)
class Hole:
    """`{expression}` in a text; the span is that of the expression without its braces."""

    expression: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text, a template.

    `value` is what stands between the quotes, escapes resolved, braces left in place (`{{` and `}}` stand for
    themselves); lines of a text that is a block are joined by a space. `pieces` is the same taken apart: plain strings
    (braces resolved) and holes. `lines` are the values line by line, as many as the author wrote.
    """

    value: str
    pieces: tuple[str | Hole, ...]
    lines: tuple[str, ...]
    span: Span = field(compare=False)
