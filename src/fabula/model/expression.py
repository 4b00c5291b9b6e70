# SPDX-License-Identifier: Apache-2.0
"""Expressions and effects as the author wrote them, names resolved, variables still in place.

A tagged union of frozen dataclasses; take one apart with `match`. Every node carries the span it was written
at (not compared), so that whatever is said about it later can point at the text. What an expression *means* is
in `fabula.semantics`; its ground form, without variables and quantifiers, is in `fabula.model.ground`.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from fabula.diagnostics import Span
from fabula.model.values import Value
from fabula.records import dataclass

if TYPE_CHECKING:
    from fabula.model.world import Definition, Fact


class Comparator(StrEnum):
    """How two values are compared."""

    EQUAL = "="
    DIFFERENT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Operator(StrEnum):
    """Arithmetic."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"


class Quantifier(StrEnum):
    """What is asked of all bindings of a quantifier's variables."""

    EVERY = "every"
    ANY = "any"
    COUNT = "count"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Binder:
    """A variable and the kind it ranges over: `person q`."""

    name: str
    kind: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written down: a number, `yes`, `no`, `none`, `unknown`, or the name of a thing."""

    value: Value
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Variable:
    """A parameter or a quantifier's variable."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class FactRead:
    """The value of a fact. An argument may be any thing-valued expression, another fact included."""

    fact: Fact
    arguments: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class DefinitionRead:
    """The value of a definition (a derived fact)."""

    definition: Definition
    arguments: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Believes:
    """`body` as `person` believes it: a condition that holds in what they believe, a value that they take it for."""

    person: Expression
    body: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The negation of a condition."""

    body: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; with no part, true."""

    parts: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Some part holds; with no part, false."""

    parts: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two values."""

    comparator: Comparator
    left: Expression
    right: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class KindTest:
    """`p is a vampire`: whether the thing is of the kind. False of `none` and `unknown`."""

    thing: Expression
    kind: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A calculation with two numbers."""

    operator: Operator
    left: Expression
    right: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Choose:
    """`then if condition else otherwise`."""

    condition: Expression
    then: Expression
    otherwise: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every`, `any`, `count` or `sum` of `body` over all bindings for which `where` holds.

    For `count` the body is the condition counted; `where` is true if nothing was written.
    """

    quantifier: Quantifier
    binders: tuple[Binder, ...]
    where: Expression
    body: Expression
    span: Span = field(compare=False)


Expression: TypeAlias = (
    Literal
    | Variable
    | FactRead
    | DefinitionRead
    | Believes
    | Not
    | And
    | Or
    | Compare
    | KindTest
    | Arithmetic
    | Choose
    | Quantified
)


@dataclass(frozen=True, slots=True)
class Assign:
    """`target` takes `value`: really, or (where `believers` are named) only in what they believe.

    `believers` is the path of minds from the outside in: (Ash, Wren) for `Ash believes Wren believes …`. All
    expressions here, the target's arguments included, are read in the state that acts: the front end has
    already wrapped what the believer reads in `Believes`. With `increase` the value is added to what stands there.
    """

    believers: tuple[Expression, ...]
    target: FactRead
    value: Expression
    increase: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Conditional:
    """Effects for the case that a condition holds before the event, and for the case that it does not."""

    condition: Expression
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ForEvery:
    """Effects for all bindings for which `where` holds."""

    binders: tuple[Binder, ...]
    where: Expression
    effects: tuple[Effect, ...]
    span: Span = field(compare=False)


Effect: TypeAlias = Assign | Conditional | ForEvery
