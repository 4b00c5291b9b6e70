# SPDX-License-Identifier: Apache-2.0
"""What stood at each place of a manuscript from which something was taken out, with all that was found there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.manuscript_prose import Prose
from fabula.model.checked import CheckAnswer
from fabula.model.chronicle import Chronicle
from fabula.model.manuscript import Annotation, EventAnnotation, Expectation, Manuscript, Scene, Waiver
from fabula.model.report import Allowed, Aside, EventTold, Expected, Item, NamedWhatIf, SceneBegins, Unread
from fabula.records import dataclass


def asides_of(
    source: Source,
    prose: Prose,
    manuscript: Manuscript | None,
    chronicle: Chronicle | None,
    checked: CheckAnswer | None,
    problems: tuple[Diagnostic, ...],
    what_ifs: tuple[NamedWhatIf, ...],
) -> tuple[Aside, ...]:
    """What was taken out at each mark of the prose, in the order told."""
    return tuple(_Gathering(source, prose, manuscript, chronicle, checked, problems, what_ifs).asides())


def at_no_story(problems: tuple[Diagnostic, ...], source: Source, prose: Prose) -> tuple[Diagnostic, ...]:
    """The problems that are at none of the marks: of the world, of the settings."""
    return tuple(each for each in problems if _mark_of(each, source, prose) is None)


def _mark_of(problem: Diagnostic, source: Source, prose: Prose) -> int | None:
    """The number of the mark that a problem is at; None where there is none at or before it."""
    span = problem.primary.span
    if span.source != source.name:
        return None
    number = bisect_right([aside.start for aside in prose.asides], span.start) - 1
    return number if number >= 0 and span.start <= prose.asides[number].end else None


@dataclass(slots=True)
class _Gathering:
    """Gathers what there is to say at each mark."""

    source: Source
    prose: Prose
    manuscript: Manuscript | None
    chronicle: Chronicle | None
    checked: CheckAnswer | None
    problems: tuple[Diagnostic, ...]
    what_ifs: tuple[NamedWhatIf, ...]

    def asides(self) -> Iterator[Aside]:
        """Each aside in order."""
        for number, aside in enumerate(self.prose.asides):
            found = [each for each in self.problems if _mark_of(each, self.source, self.prose) == number]
            yield Aside(tuple(self._items(aside, found)))

    def _items(self, aside: Span, found: list[Diagnostic]) -> Iterator[Item]:
        """The scenes and annotations that stood there, each with the findings that begin before the next one."""
        placed = sorted(self._placed(aside), key=lambda each: each[0].start)
        starts = [span.start for span, _ in placed]
        for place, (span, what) in enumerate(placed):
            mine = [each for each in found if max(bisect_right(starts, each.primary.span.start) - 1, 0) == place]
            yield self._item(span, what, tuple(mine))
        if found and not placed:
            text = self.source.slice(aside).removeprefix("<!--").removesuffix("-->").strip()
            yield Unread(text, tuple(found))

    def _placed(self, aside: Span) -> Iterator[tuple[Span, Scene | int]]:
        """The scenes, and the annotations by number, that stood in a span."""
        if self.manuscript is None:
            return
        for scene in self.manuscript.scenes:
            if aside.start <= scene.span.start < aside.end:
                yield scene.span, scene
        for number, annotation in enumerate(self.manuscript.annotations):
            if aside.start <= annotation.span.start < aside.end:
                yield annotation.span, number

    def _item(self, span: Span, what: Scene | int, findings: tuple[Diagnostic, ...]) -> Item:
        if isinstance(what, Scene):
            return SceneBegins(what.name, _lived(what)) if not findings else Unread(what.name, findings)
        assert self.manuscript is not None  # noqa: S101 -- annotations come from it
        return self._annotation(self.manuscript, what, self.manuscript.annotations[what], span, findings)

    def _annotation(
        self,
        manuscript: Manuscript,
        number: int,
        annotation: Annotation,
        span: Span,
        findings: tuple[Diagnostic, ...],
    ) -> Item:
        match annotation:
            case EventAnnotation():
                return self._event(number, annotation, findings)
            case Expectation():
                return self._expected(manuscript, number, annotation, findings)
            case Waiver():
                judged = () if self.checked is None else self.checked.waivers
                waiver = next((each for each in judged if each.span == span), None)
                subject = "" if waiver is None else waiver.subject
                used = 0 if waiver is None else waiver.used
                return Allowed(annotation.code, annotation.because, subject, used, findings)

    def _event(self, number: int, annotation: EventAnnotation, findings: tuple[Diagnostic, ...]) -> EventTold:
        events = () if self.chronicle is None else self.chronicle.events
        event = next((each for each in events if each.annotation == number), None)
        judged = () if self.checked is None else self.checked.events
        checked = next((each for each in judged if each.span == annotation.span), None)
        reasons = () if checked is None else checked.reasons
        unwilling: tuple[int, ...] = ()
        if checked is not None and event is not None and event.possible and self.chronicle is not None:
            willing = {reason.person for reason in reasons}
            unwilling = tuple(each for each in event.willing if self.chronicle.people[each].name not in willing)
        return EventTold(annotation.event, event, reasons, unwilling, findings)

    def _expected(
        self, manuscript: Manuscript, number: int, annotation: Expectation, findings: tuple[Diagnostic, ...]
    ) -> Expected:
        judged = () if self.checked is None else self.checked.expectations
        checked = next((each for each in judged if each.span == annotation.span), None)
        moment = len(manuscript.events_before(number))
        change = next((each.whole for each in self.prose.changes if each.span == annotation.span), None)
        named = next((place for place, each in enumerate(self.what_ifs) if each.change == change), None)
        skipped = () if checked is None else checked.skipped
        holds = None if checked is None else checked.holds
        return Expected(annotation.text, holds, moment, named, skipped, findings)


def _lived(scene: Scene) -> str:
    """Where the scene belongs in the order lived."""
    if scene.before is not None:
        return f"before “{scene.before}”"
    return f"after “{scene.after}”" if scene.after is not None else ""
