# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with the events of a story, its expectations and its waivers."""

from __future__ import annotations

from fabula.diagnostics import NOWHERE, Diagnostic, Label, Severity, Span


def impossible_event(
    event: str,
    place: Span,
    parts: tuple[Label, ...],
    causes: tuple[Label, ...],
    notes: tuple[str, ...],
    way_out: str | None,
) -> Diagnostic:
    """The condition of an annotated event does not hold. `parts` are the parts that fail, each where it is written."""
    return Diagnostic(
        "impossible-event",
        Severity.ERROR,
        f"`{event}` cannot happen here.",
        Label(place, _summed(parts, "this part of its condition fails", "parts of its condition fail")),
        _places(parts, "this does not hold", causes),
        notes,
        way_out,
    )


def knows_too_much(
    person: str,
    event: str,
    place: Span,
    parts: tuple[Label, ...],
    causes: tuple[Label, ...],
    notes: tuple[str, ...],
    way_out: str | None,
) -> Diagnostic:
    """The event is possible, but not in what somebody believes who must be willing to do it."""
    return Diagnostic(
        "knows-too-much",
        Severity.ERROR,
        f"`{event}` can happen, but {person} cannot know that it can.",
        Label(
            place,
            _summed(parts, f"{person} believes otherwise", f"parts of its condition fail as {person} believes"),
        ),
        _places(parts, f"this holds, but not in what {person} believes", causes),
        notes,
        way_out,
    )


def out_of_character(
    person: str, event: str, place: Span, labels: tuple[Label, ...], notes: tuple[str, ...], way_out: str | None
) -> Diagnostic:
    """Somebody who must be willing to do the event has no reason to."""
    return Diagnostic(
        "out-of-character",
        Severity.ERROR,
        f"{person} has no reason for `{event}`.",
        Label(place, f"out of character for {person}"),
        _seen(labels),
        notes,
        way_out,
    )


def expectation_failed(
    text: str,
    said: str,
    place: Span,
    parts: tuple[Label, ...],
    alone: str,
    causes: tuple[Label, ...],
    notes: tuple[str, ...],
) -> Diagnostic:
    """What the manuscript expects is not so. The parts lie in the expectation itself, or in an ending of the world.

    Of a single part, the primary label says what is so, and `alone` stands where it is written.
    """
    inside = len(parts) == 1 and parts[0].span.source == place.source
    return Diagnostic(
        "expectation-failed",
        Severity.ERROR,
        f"The story does not bear out `{text}`.",
        Label(parts[0].span if inside else place, _summed(parts, said, "parts of it decide that")),
        _places(() if inside else parts, alone, causes),
        notes,
    )


def unused_waiver(code: str, subject: str, place: Span) -> Diagnostic:
    """A waiver excuses nothing."""
    return Diagnostic(
        "unused-waiver",
        Severity.WARNING,
        f"Nothing here needs to be excused: there is no `{code}` at `{subject}`.",
        Label(place, "this waiver is not used"),
        help="Delete it.",
    )


def _summed(parts: tuple[Label, ...], none: str, many: str) -> str:
    """What the primary label says of the parts: one is said there, of several how many there are."""
    match parts:
        case ():
            return none
        case (only,):
            return only.text
        case _:
            return f"{len(parts)} {many}"


def _places(parts: tuple[Label, ...], alone: str, causes: tuple[Label, ...]) -> tuple[Label, ...]:
    """Where the parts are written, then what made them so. A single part has been said: its place says `alone`."""
    said = tuple(Label(part.span, alone) for part in parts) if len(parts) == 1 else parts
    return _seen((*said, *causes))


def _seen(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """The labels that have a place; several at one place are one."""
    merged: dict[Span, list[str]] = {}
    for label in labels:
        if label.span != NOWHERE and label.text not in merged.setdefault(label.span, []):
            merged[label.span].append(label.text)
    return tuple(Label(span, "; ".join(texts)) for span, texts in merged.items() if texts)
