# SPDX-License-Identifier: Apache-2.0
"""Events and laws, and the parts they are made of."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.language.syntax.expressions import Expression, Name, Text
from fabula.language.syntax.statements import Statement
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """`name: kind`. With `kind` None it is one bare word: a kind, or a thing (a constant)."""

    name: Name
    kind: Name | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class TextPart:
    """`text: "…"`."""

    text: Text
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class WhenPart:
    """`when:`; all the conditions, one a line, must hold."""

    conditions: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ThenPart:
    """`then:` and its statements."""

    statements: tuple[Statement, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class WillingPerson:
    """`p` or `p on impulse if C`; a bare `on impulse` has the impulse `yes`."""

    person: Expression
    impulse: Expression | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ByPart:
    """`by: p, q on impulse if C`."""

    people: tuple[WillingPerson, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class SeenByPart:
    """`seen by q: C` (all conditions must hold of `observer`)."""

    observer: Name
    conditions: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class SeenByAllPart:
    """`seen by everyone`, or `seen by nobody`."""

    everyone: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class TakesPart:
    """`takes N`: moments."""

    moments: int
    span: Span = field(compare=False)


Part: TypeAlias = TextPart | WhenPart | ThenPart | ByPart | SeenByPart | SeenByAllPart | TakesPart


@dataclass(frozen=True, slots=True)
class EventDeclaration:
    """`event NAME(PARAMETERS):` and its parts, in the author's order; only `seen by` may stand there more than once.

    The properties pick them out by what they are.
    """

    name: Name
    parameters: tuple[Parameter, ...]
    parts: tuple[Part, ...]
    span: Span = field(compare=False)

    @property
    def text(self) -> Text | None:
        """Its sentence."""
        return next((part.text for part in self.parts if isinstance(part, TextPart)), None)

    @property
    def when(self) -> tuple[Expression, ...]:
        """Its conditions, all of which must hold."""
        return tuple(c for part in self.parts if isinstance(part, WhenPart) for c in part.conditions)

    @property
    def then(self) -> tuple[Statement, ...]:
        """Its effects."""
        return tuple(s for part in self.parts if isinstance(part, ThenPart) for s in part.statements)

    @property
    def by(self) -> tuple[WillingPerson, ...]:
        """Who must want it."""
        return tuple(p for part in self.parts if isinstance(part, ByPart) for p in part.people)

    @property
    def seen_by(self) -> tuple[SeenByPart | SeenByAllPart, ...]:
        """Who sees it; empty where nothing is said."""
        return tuple(part for part in self.parts if isinstance(part, SeenByPart | SeenByAllPart))

    @property
    def takes(self) -> TakesPart | None:
        """How long it takes, where that is said."""
        return next((part for part in self.parts if isinstance(part, TakesPart)), None)


@dataclass(frozen=True, slots=True)
class LawDeclaration:
    """`law NAME(PARAMETERS) each moment:` and its parts (text, when, then)."""

    name: Name
    parameters: tuple[Parameter, ...]
    each_moment: bool
    parts: tuple[TextPart | WhenPart | ThenPart, ...]
    span: Span = field(compare=False)

    @property
    def text(self) -> Text | None:
        """Its sentence."""
        return next((part.text for part in self.parts if isinstance(part, TextPart)), None)

    @property
    def when(self) -> tuple[Expression, ...]:
        """Its conditions, all of which must hold."""
        return tuple(c for part in self.parts if isinstance(part, WhenPart) for c in part.conditions)

    @property
    def then(self) -> tuple[Statement, ...]:
        """Its effects."""
        return tuple(s for part in self.parts if isinstance(part, ThenPart) for s in part.statements)
