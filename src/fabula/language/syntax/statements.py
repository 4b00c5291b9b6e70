# SPDX-License-Identifier: Apache-2.0
"""Statements: what is done to facts and beliefs, in `start` and in every `then`."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.language.syntax.expressions import Binder, Call, Expression, Name
from fabula.records import dataclass


class AssignmentSign(StrEnum):
    """How a statement changes its target."""

    SET = "="
    RAISE = "+="
    LOWER = "-="


@dataclass(frozen=True, slots=True)
class Assignment:
    """`target = value`, `target += value`, `target -= value`; `as it is`: the value is what it really is."""

    target: Name | Call
    sign: AssignmentSign
    value: Expression
    span: Span = field(compare=False)
    as_it_is: bool = False


@dataclass(frozen=True, slots=True)
class Holds:
    """`target` or `not target`: a yes/no fact becomes true, or false (`negated`)."""

    target: Name | Call
    negated: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class BelievesStatement:
    """`person believes STATEMENT`, or a block of them."""

    person: Expression
    statements: tuple[Statement, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Branch:
    """One `if condition:` or `else if condition:` of an `IfStatement`."""

    condition: Expression
    statements: tuple[Statement, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IfStatement:
    """`if C: …`, any number of `else if C: …`, and perhaps `else: …` (`otherwise`, empty if there is none).

    `else_span` is the place of `else: …` with all that belongs to it.
    """

    branches: tuple[Branch, ...]
    otherwise: tuple[Statement, ...]
    span: Span = field(compare=False)
    else_span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ForEveryStatement:
    """`for every person p where C: …`."""

    binders: tuple[Binder, ...]
    where: Expression | None
    statements: tuple[Statement, ...]
    span: Span = field(compare=False)


Statement: TypeAlias = Assignment | Holds | BelievesStatement | IfStatement | ForEveryStatement
