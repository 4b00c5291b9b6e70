# SPDX-License-Identifier: Apache-2.0
"""A report: a manuscript with everything that was found out about it, in the order in which it is told.

The prose has numbered marks in it where something was taken out; what stood there are the `Aside`s of that number. Each
holds what was found at it. A world alone is reported as the shortest story to each of its endings, without prose.
"""

from __future__ import annotations

from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.model.answers import EventCall, Outcome, Reason
from fabula.model.beliefs import Ledger
from fabula.model.checked import CheckAnswer
from fabula.model.chronicle import Chronicle, ChronicledEvent
from fabula.model.manuscript import Manuscript
from fabula.model.whatif import WhatIfAnswer
from fabula.model.world import World
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class SceneBegins:
    """A scene; `lived` says where it belongs in the order lived (`before “The gift”`), empty where it is told so."""

    name: str
    lived: str


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event of the story. `event` is None where the world could not go on before it."""

    call: EventCall
    event: ChronicledEvent | None
    reasons: tuple[Reason, ...]
    unwilling: tuple[int, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation as written: `holds` is None where it was not judged. `what_if` is the number of its what-if.

    `moment` is how many events have happened where it stands.
    """

    text: str
    holds: bool | None
    moment: int
    what_if: int | None
    skipped: tuple[EventCall, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """A waiver: the code, the author's reason, what it speaks of, how many findings it excused."""

    code: str
    because: str
    subject: str
    used: int
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """What is wrong with something that could not be read as an annotation, or at no annotation at all."""

    text: str
    findings: tuple[Diagnostic, ...]


Item: TypeAlias = SceneBegins | EventTold | Expected | Allowed | Unread


@dataclass(frozen=True, slots=True)
class Aside:
    """What was taken out of the prose at one place."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NamedWhatIf:
    """A counterfactual that the manuscript names, and its answer; diagnostics where it has none.

    `claims` are the expectations that name it, with whether they hold.
    """

    change: str
    claims: tuple[tuple[str, bool | None], ...]
    answer: WhatIfAnswer | None
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ReportedStory:
    """One story of a report. `prose` is Markdown with marks; empty where the story was found and not written.

    `chronicle` and `ledger` are None where the story could not be read, or its world does not run.
    """

    title: str
    ending: str | None
    prose: str
    asides: tuple[Aside, ...]
    manuscript: Manuscript | None
    chronicle: Chronicle | None
    ledger: Ledger | None
    checked: CheckAnswer | None
    what_ifs: tuple[NamedWhatIf, ...] = ()


@dataclass(frozen=True, slots=True)
class Untold:
    """An ending to which there is no story: proved impossible, or a search that gave up, and at which limit."""

    ending: str
    text: str | None
    outcome: Outcome
    limit: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `problems` are those that are at no place of a story: in the world, in the settings.

    `mark` stands on both sides of each number in the prose. `of_world`: no manuscript was reported, but a world.
    """

    title: str
    name: str
    world_title: str
    world: World | None
    of_world: bool
    stories: tuple[ReportedStory, ...]
    untold: tuple[Untold, ...]
    problems: tuple[Diagnostic, ...]
    sources: tuple[Source, ...]
    mark: str

    def source(self, span: Span) -> Source | None:
        """The text that a span is of."""
        return next((source for source in self.sources if source.name == span.source), None)
