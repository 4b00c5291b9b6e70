# SPDX-License-Identifier: Apache-2.0
"""What stands on top of a report: whether the story holds, in a line, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.diagnostics import Diagnostic, Severity
from fabula.model.answers import Outcome
from fabula.model.report import Report, ReportedStory
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """The verdict, how bad it is (`clean`, `warning`, `error`), and counts in words."""

    verdict: str
    mark: str
    counts: tuple[str, ...]


def summary_of(report: Report) -> Summary:
    """The top of the page."""
    problems = tuple(_problems(report))
    errors = sum(each.severity is Severity.ERROR for each in problems)
    if report.of_world:
        return _of_world(report, errors)
    story = report.stories[0]
    if story.checked is None:
        return Summary(f"The story could not be checked: {_counted(errors, 'error')}", "error", ())
    others = len(problems) - errors
    mark = "error" if errors else "warning" if others else "clean"
    found = _counted(errors, "finding") if errors else _counted(others, "warning") if others else ""
    verdict = f"The story does not hold: {found}" if errors else f"The story holds{f', with {found}' if found else ''}"
    return Summary(verdict, mark, tuple(_counts(story)))


def _of_world(report: Report, errors: int) -> Summary:
    """A world: which endings there are stories to."""
    told, gave_up = len(report.stories), sum(each.outcome is Outcome.GAVE_UP for each in report.untold)
    if errors:
        return Summary(f"The world cannot be used: {_counted(errors, 'error')}", "error", ())
    verdict = f"Stories to {told} of {_counted(told + len(report.untold), 'ending')}"
    counts = (f"{_counted(gave_up, 'ending')} given up at a limit",) if gave_up else ()
    return Summary(verdict, "warning" if report.untold else "clean", counts)


def _problems(report: Report) -> Iterator[Diagnostic]:
    yield from report.problems
    for story in report.stories:
        for aside in story.asides:
            for item in aside.items:
                yield from getattr(item, "findings", ())


def _counts(story: ReportedStory) -> Iterator[str]:
    checked, chronicle = story.checked, story.chronicle
    if checked is None:
        return
    told = len(checked.events)
    yield f"{_counted(told, 'event')}, {'all' if checked.in_character == told else checked.in_character} in character"
    expected = len(checked.expectations)
    if expected:
        held = f"all of {expected}" if checked.held == expected else f"{checked.held} of {expected}"
        yield f"{held} expectations hold" if expected > 1 else "the expectation holds" if checked.held else "it fails"
    if checked.waived:
        yield f"{_counted(checked.waived, 'finding')} allowed"
    if chronicle is not None:
        texts = dict(chronicle.endings)
        for name in chronicle.moments[-1].endings:
            yield f"ends so: {texts.get(name) or name}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
