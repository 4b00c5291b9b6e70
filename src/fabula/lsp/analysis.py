# SPDX-License-Identifier: Apache-2.0
"""Everything that is known of one text at one moment; every feature is a function of it.

An `Analysis` is never changed. Where a text cannot be read just now, what was known of it last is kept in it: `world`
is then an older one, and `checked` says of which text it speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.lsp.moved import change_between, moved
from fabula.lsp.reading import Form
from fabula.lsp.running import Running
from fabula.lsp.texts import Texts
from fabula.model.checked import CheckAnswer, CheckedEvent, CheckedExpectation
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found in a text, and which text that was. No answer: its world cannot run."""

    source: Source
    answer: CheckAnswer | None
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One text analysed.

    `problems` are what is wrong with the words of `source` itself. `world` is its world, or the last that could be
    read; `running` that world with an engine. `manuscript` is that of the text, without what cannot be read in it.
    `checked` is the last check; it is of this very text where `current`.
    """

    source: Source
    form: Form
    texts: Texts
    sources: dict[str, Source] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    world: World | None = None
    running: Running | None = None
    manuscript: Manuscript | None = None
    checked: Checked | None = None
    current: bool = False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is to be said about the text: what an older check found, moved along with what was typed since."""
        if self.checked is None:
            return self.problems
        if self.current:
            return (*self.problems, *self.checked.findings)
        old = (moved(finding, self.checked.source, self.source) for finding in self.checked.findings)
        return (*self.problems, *(finding for finding in old if finding is not None))

    def judged(self) -> Iterator[tuple[CheckedEvent, Span]]:
        """The events of the last check that still stand in the text, and where."""
        if self.checked is None or self.checked.answer is None:
            return
        change = change_between(self.checked.source, self.source)
        for event in self.checked.answer.events:
            span = event.span if self.current else change.span(event.span)
            if span is not None:
                yield event, span

    def expected(self) -> Iterator[tuple[CheckedExpectation, Span]]:
        """The expectations of the last check that still stand in the text, and where."""
        if self.checked is None or self.checked.answer is None:
            return
        change = change_between(self.checked.source, self.source)
        for expectation in self.checked.answer.expectations:
            span = expectation.span if self.current else change.span(expectation.span)
            if span is not None:
                yield expectation, span
