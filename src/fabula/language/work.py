# SPDX-License-Identifier: Apache-2.0
"""What lowering carries along: the names, the sources, and the problems found so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from fabula.diagnostics import NOWHERE, Diagnostic, Source, Span
from fabula.language.kinds import BROKEN, One, ValueType, describe
from fabula.language.names import Names
from fabula.model import expression as model
from fabula.model.expression import Expression
from fabula.model.values import UNKNOWN
from fabula.model.world import Fact, Number
from fabula.records import dataclass

NOW = Fact("now", (), Number(), None, NOWHERE)
"""The clock: a fact that nobody declares."""

_SHOWN = 40
MOST_SUGGESTED = 200
"""After so many problems no near names are looked for: looking takes long, and nobody reads on."""


@dataclass(slots=True)
class Work:
    """What lowering needs and leaves behind. `clock`: `now` was read.

    `reader`: conditions may ask what the reader believes; `reader_told`: statements may say it.
    """

    names: Names
    sources: Mapping[str, Source]
    problems: list[Diagnostic] = field(default_factory=list)
    clock: bool = False
    reader: bool = False
    reader_told: bool = False

    def say(self, problem: Diagnostic) -> None:
        """Report a problem."""
        self.problems.append(problem)

    def candidates(self, names: Iterable[str]) -> Iterable[str]:
        """Names among which a near one may be looked for; none once so much is wrong that no more will be shown."""
        return names if len(self.problems) < MOST_SUGGESTED else ()

    def shown(self, span: Span) -> str:
        """The author's words at a place, on one line and not too long."""
        source = self.sources.get(span.source)
        words = " ".join(source.slice(span).split()) if source else ""
        return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"

    def described(self, type_: ValueType) -> str:
        """The type in words, as the end of "this is …"; a thing is said to be of its first kind."""
        settled = self.names.kinds.settled(type_) if isinstance(type_, One) else None
        return describe(settled or type_)


class Typed(NamedTuple):
    """An expression and what it is known to be."""

    expression: Expression
    type: ValueType


def broken(span: Span) -> Typed:
    """What stands for an expression that has been reported."""
    return Typed(model.Literal(UNKNOWN, span), BROKEN)


def truth(span: Span) -> Expression:
    """The condition that always holds."""
    return model.And((), span)


def conjunction(parts: Iterable[Expression], span: Span) -> Expression:
    """All of the conditions; one alone stays as it is."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else model.And(found, span)
