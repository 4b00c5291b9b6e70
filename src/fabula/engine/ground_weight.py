# SPDX-License-Identifier: Apache-2.0
"""How much an expression becomes when definitions are written out and quantifiers spelled out.

Definitions that use definitions double and redouble, and nobody sees it in the text: twenty lines can stand for a
million comparisons. So everything is weighed before anything is ground; each definition is weighed once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from fabula.diagnostics import Diagnostic, Label, Severity, Span
from fabula.engine.ground_reading import children
from fabula.model.expression import DefinitionRead, Expression, Quantified
from fabula.model.world import Definition
from fabula.records import dataclass
from fabula.semantics.errors import EngineError

HEAVIEST = 1_000_000
"""So many parts an expression may have when all is spelled out."""

DEEPEST = 150
"""So many parts of an expression may stand inside each other when definitions are written out."""


class TooMuchError(EngineError):
    """Something is too large or too deep to be ground; `diagnostic` says what."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.title)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Weight:
    """How many parts an expression has, and how many of them stand inside each other."""

    parts: int
    depth: int


@dataclass(slots=True)
class Scales:
    """Weighs expressions; `size_of` gives the number of things of a kind."""

    size_of: Callable[[str], int]
    _known: dict[int, tuple[Definition, Weight]] = field(default_factory=dict)

    def weigh(self, expression: Expression, level: int = 1) -> Weight:
        """The weight of an expression that stands so deep inside others; raises where it is too much."""
        if level > DEEPEST:
            raise TooMuchError(too_deep(expression.span))
        inside = [self.weigh(child, level + 1) for child in children(expression)]
        if isinstance(expression, DefinitionRead):
            inside.append(self._definition(expression.definition, level + 1))
        parts = 1 + sum(weight.parts for weight in inside)
        if isinstance(expression, Quantified):
            for binder in expression.binders:
                parts *= max(1, self.size_of(binder.kind))
        weight = Weight(parts, 1 + max((weight.depth for weight in inside), default=0))
        if weight.parts > HEAVIEST:
            raise TooMuchError(too_heavy(expression.span, weight.parts))
        if weight.depth > DEEPEST:
            raise TooMuchError(too_deep(expression.span))
        return weight

    def _definition(self, definition: Definition, level: int) -> Weight:
        if id(definition) not in self._known:
            self._known[id(definition)] = (definition, self.weigh(definition.body, level))
        return self._known[id(definition)][1]


def too_heavy(span: Span, parts: int) -> Diagnostic:
    """`too-many-instances`: an expression that becomes too much when it is spelled out."""
    return Diagnostic(
        code="too-many-instances",
        severity=Severity.ERROR,
        title=f"This stands for {parts:,} parts when all of it is spelled out, and {HEAVIEST:,} are the most.",
        primary=Label(span, "with its definitions written out and each `every`, `any`, `count` and `sum` spelled out"),
        help="Use fewer variables or narrower kinds, or let a fact hold what is worked out here again and again.",
    )


def too_combined(span: Span) -> Diagnostic:
    """`too-many-instances`: each single thing is small enough, and all of them together are not."""
    return Diagnostic(
        code="too-many-instances",
        severity=Severity.ERROR,
        title="More comes together here than can be spelled out.",
        primary=Label(span, "facts inside facts, or an `every`, `any`, `count` or `sum`, for too many things"),
        help="Use fewer variables or narrower kinds, or name the thing with a parameter of its own.",
    )


def too_deep(span: Span) -> Diagnostic:
    """`too-deep`: definitions inside definitions without end in sight."""
    return Diagnostic(
        code="too-deep",
        severity=Severity.ERROR,
        title=f"More than {DEEPEST} parts stand inside each other here when the definitions are written out.",
        primary=Label(span, "this is as deep as it goes"),
        help="Let a fact hold what one of the definitions works out.",
    )
