# SPDX-License-Identifier: Apache-2.0
"""What `check` answers: every event with its reasons, every expectation judged, every waiver, and what was found.

The findings themselves are `Diagnostic`s; what stands here besides is what a writer may want to read although
nothing is wrong: who wanted each event, and why.
"""

from __future__ import annotations

from dataclasses import field

from fabula.diagnostics import Diagnostic, Severity, Span
from fabula.model.answers import EventCall, Reason
from fabula.records import dataclass

BREAKDOWNS = ("restless-laws", "division-by-zero", "check-gave-up")
"""What keeps a check from coming to the end: the world cannot go on from some event, or a limit was reached."""


@dataclass(frozen=True, slots=True)
class CheckedEvent:
    """An annotated event. `findings` are the codes found at it, those that a waiver excuses included.

    `reasons` has one reason for each willing person who has one; it is empty for chance, and where the event is
    impossible, since then nobody is asked.
    """

    event: EventCall
    possible: bool
    in_character: bool
    reasons: tuple[Reason, ...]
    findings: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class CheckedExpectation:
    """An expectation as written, and whether it holds.

    For a counterfactual, `left_out` are the events it leaves out and `skipped` those that were then no longer possible.
    """

    text: str
    holds: bool
    left_out: tuple[EventCall, ...]
    skipped: tuple[EventCall, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class CheckedWaiver:
    """A waiver, with the event or expectation it speaks of, and how many findings it excused."""

    code: str
    because: str
    subject: str
    used: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The answer of `check`; `manuscript` is None where a world alone was checked.

    The diagnostics are those of this check (not those of reading), in the order of the story, without those waived.
    `size` counts what the ground world has, in words: people, facts, events, laws.
    """

    world: str
    manuscript: str | None
    imagine: int
    minds: int
    events: tuple[CheckedEvent, ...]
    expectations: tuple[CheckedExpectation, ...]
    waivers: tuple[CheckedWaiver, ...]
    diagnostics: tuple[Diagnostic, ...]
    size: tuple[tuple[str, int], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return all(diagnostic.severity is not Severity.ERROR for diagnostic in self.diagnostics)

    @property
    def runs(self) -> bool:
        """Whether the world ran to the end of the story: no restless laws, no division by zero, no limit reached."""
        return all(diagnostic.code not in BREAKDOWNS for diagnostic in self.diagnostics)

    @property
    def in_character(self) -> int:
        """How many events are in character (an impossible event is not)."""
        return sum(event.in_character for event in self.events)

    @property
    def held(self) -> int:
        """How many expectations hold."""
        return sum(expectation.holds for expectation in self.expectations)

    @property
    def waived(self) -> int:
        """How many findings were waived."""
        return sum(waiver.used for waiver in self.waivers)
