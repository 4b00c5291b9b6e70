# SPDX-License-Identifier: Apache-2.0
"""Findings that the author means: taken out of the answer, counted, and a waiver without any reported."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fabula.diagnostics import Diagnostic
from fabula.model.checked import CheckedWaiver
from fabula.model.manuscript import Annotation, EventAnnotation, Expectation, Waiver
from fabula.records import dataclass
from fabula.usecases.problems import story


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic, and the number of the annotation that it is about."""

    annotation: int
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Waived:
    """What is left, and every waiver with the number of findings that it excuses."""

    diagnostics: tuple[Diagnostic, ...]
    waivers: tuple[CheckedWaiver, ...]


def waive(annotations: Sequence[Annotation], findings: Sequence[Finding], judged: Collection[int]) -> Waived:
    """The findings that no waiver excuses, in order, then the waivers that excuse nothing.

    Of a waiver for what has not been `judged` nobody can say that it excuses nothing: it is left out.
    """
    waivers = [annotation for annotation in annotations if isinstance(annotation, Waiver)]
    excused = {(waiver.subject, waiver.code) for waiver in waivers}
    left = [each.diagnostic for each in findings if (each.annotation, each.diagnostic.code) not in excused]
    listed: list[CheckedWaiver] = []
    for waiver in waivers:
        used = sum((each.annotation, each.diagnostic.code) == (waiver.subject, waiver.code) for each in findings)
        if used == 0 and waiver.subject not in judged:
            continue
        subject = _shown(annotations[waiver.subject])
        listed.append(CheckedWaiver(waiver.code, waiver.because, subject, used, waiver.span))
        if used == 0:
            left.append(story.unused_waiver(waiver.code, subject, waiver.span))
    return Waived(tuple(left), tuple(listed))


def _shown(annotation: Annotation) -> str:
    """The annotation that a waiver speaks of, in short."""
    match annotation:
        case EventAnnotation(event):
            return str(event)
        case Expectation():
            return f"expect {annotation.text}"
        case Waiver():
            return annotation.code
