# SPDX-License-Identifier: Apache-2.0
"""Patterns of stories, as `fabula sift` reads them: `PatternFile` is the whole of a file."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.language.syntax.declarations import DefineDeclaration
from fabula.language.syntax.events import Parameter
from fabula.language.syntax.expressions import Call, Expression, Name, Text
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class PatternHeader:
    """`pattern "Title"`."""

    title: Text
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AboutLine:
    """`about giver: person, taker: person where giver != taker`."""

    parameters: tuple[Parameter, ...]
    where: Expression | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class MomentsLine:
    """`moments 30`: how far `would` looks ahead."""

    count: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class PatternCondition:
    """A condition; with `would`, on what would come to be so if nobody did anything more."""

    would: bool
    condition: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class HappensPart:
    """`event: give(giver, _, taker)`."""

    call: Call
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class WhoPart:
    """`by: giver`, `seen by: taker`, `helps: taker` and the like: the word says which."""

    word: str
    names: tuple[Name, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ChangesPart:
    """`changes: matter`, or `changes: matter for hearer`: in what that person believes."""

    fact: Name
    mind: Name | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """`raises: strength(taker)`, `lowers: …`."""

    word: str
    measures: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class MomentPart:
    """`before: …`, `after: …`, or of the whole pattern `end: …`."""

    word: str
    conditions: tuple[PatternCondition, ...]
    span: Span = field(compare=False)


FilterPart: TypeAlias = HappensPart | WhoPart | ChangesPart | MeasurePart | MomentPart


@dataclass(frozen=True, slots=True)
class StepDeclaration:
    """`step NAME "text":` with its parts; `alternatives` are the blocks of `either:` and `or:`."""

    name: Name
    text: Text | None
    parts: tuple[FilterPart, ...]
    alternatives: tuple[tuple[FilterPart, ...], ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class BarredDeclaration:
    """`meanwhile no …`, `earlier no …`, `afterwards no …`: what must not happen between two steps, before or after all.

    `word` is the first of these words.
    """

    word: str
    parts: tuple[FilterPart, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class PatternFile:
    """A whole pattern; `sequence` has the steps and what is barred between them, in the order of the file."""

    header: PatternHeader | None
    about: tuple[AboutLine, ...]
    moments: MomentsLine | None
    text: Text | None
    definitions: tuple[DefineDeclaration, ...]
    sequence: tuple[StepDeclaration | BarredDeclaration, ...]
    ends: tuple[PatternCondition, ...]
    span: Span = field(compare=False)
