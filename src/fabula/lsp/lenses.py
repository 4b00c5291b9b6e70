# SPDX-License-Identifier: Apache-2.0
"""A line above each event of a manuscript: whether those who do it have a reason, and who sees it."""

from __future__ import annotations

from fabula.diagnostics import Span
from fabula.lsp.analysis import Analysis
from fabula.lsp.desk import QUIETLY, Desk
from fabula.lsp.moments import Moments
from fabula.lsp.reading import Form
from fabula.model.checked import CheckedEvent
from fabula.records import dataclass

_MOST_NAMES = 4
_FOUND = {
    "impossible-event": "cannot happen here",
    "out-of-character": "out of character",
    "knows-too-much": "knows too much",
}


@dataclass(frozen=True, slots=True)
class Lens:
    """A line above a place."""

    span: Span
    text: str


def lenses(analysis: Analysis, desk: Desk) -> list[Lens]:
    """The lines above the events of a manuscript."""
    if analysis.form is not Form.MANUSCRIPT:
        return []
    judged = list(analysis.judged())
    if not judged:
        return []
    try:
        with desk.moments(analysis) as moments:
            return [Lens(span, " · ".join((_reason(event), *_seen(moments, span)))) for event, span in judged]
    except QUIETLY:
        return [Lens(span, _reason(event)) for event, span in judged]


def _reason(event: CheckedEvent) -> str:
    """Whether there is a reason."""
    found = [_FOUND[code] for code in event.findings if code in _FOUND]
    if found:
        return ", ".join(dict.fromkeys(found))
    if not event.reasons:
        return "nobody need want it"
    return ", ".join(
        f"{reason.shown or reason.person} {'acts on impulse' if reason.impulse else 'has a reason'}"
        for reason in event.reasons
    )


def _seen(moments: Moments | None, span: Span) -> tuple[str, ...]:
    """Who sees it, where there is somebody to be asked."""
    number = None if moments is None else moments.event(span)
    if moments is None or number is None:
        return ()
    happening = moments.story.happenings[number]
    seers = moments.seers(happening.before, happening.event)
    if len(seers) == len(moments.program.people):
        return ("seen by everybody",)
    if not seers:
        return ("seen by nobody",)
    shown = seers[:_MOST_NAMES]
    more = len(seers) - len(shown)
    return (f"seen by {', '.join(shown)}{f' and {more} more' if more else ''}",)
