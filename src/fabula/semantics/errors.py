# SPDX-License-Identifier: Apache-2.0
"""What can go wrong while a world runs: properties of the world, with the place and the facts to say so."""

from __future__ import annotations

from fabula.diagnostics import Span
from fabula.model.ground import Fluent, GroundLaw
from fabula.semantics.state import Path


class EngineError(Exception):
    """A world that cannot go on: `RestlessLaws`, `DivisionByZero`. Callers turn it into a diagnostic."""


class DivisionByZero(EngineError):
    """A calculation divided by zero at `span`."""

    def __init__(self, span: Span) -> None:
        super().__init__("division by zero")
        self.span = span


class RestlessLaws(EngineError):
    """Laws that never come to rest: `laws` go round, and `facts` with them, in the mind at `path` ((): really)."""

    def __init__(self, laws: tuple[GroundLaw, ...], facts: tuple[Fluent, ...], path: Path) -> None:
        names = ", ".join(str(law) for law in laws)
        super().__init__(f"laws that never come to rest: {names} ({', '.join(str(fact) for fact in facts)})")
        self.laws = laws
        self.facts = facts
        self.path = path

    @property
    def span(self) -> Span:
        """Where the first of the laws was written."""
        return self.laws[0].form.span
