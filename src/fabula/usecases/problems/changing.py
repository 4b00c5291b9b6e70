# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a change that somebody asks about."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Label, Severity, Span
from fabula.model.answers import EventCall


def nothing_changed(name: str) -> Diagnostic:
    """A what-if that says nothing about what is different."""
    return _wrong(
        "nothing-changed",
        "Nothing is said about what would be different.",
        Span(name, 0, 0),
        "",
        "Say it with `--change`, `--without`, `--instead`, `--wants`, `--law` or `--variant`.",
    )


def empty_change(place: Span) -> Diagnostic:
    """A change without a word in it."""
    return _wrong(
        "nothing-changed", "This change says nothing.", place, "nothing stands here", "Write what is different."
    )


def contradictory_facts(first: Span, second: Span, fact: str) -> Diagnostic:
    """Changes that say two different things about one fact."""
    return _wrong(
        "contradictory-changes",
        f"The changes contradict each other about `{fact}`.",
        second,
        "this says otherwise",
        "Keep one of them; two different changes are two questions.",
        (Label(first, "this says one thing"),),
    )


def contradictory_events(event: EventCall, first: Span, second: Span) -> Diagnostic:
    """Changes that do two different things with one event."""
    return _wrong(
        "contradictory-changes",
        f"The changes contradict each other about `{event}`.",
        second,
        "this is about the same event",
        "Keep one of them; two different changes are two questions.",
        (Label(first, "and so is this"),),
    )


def no_replacement(place: Span) -> Diagnostic:
    """Something is to happen instead, but it is not said what, or instead of what."""
    return _wrong(
        "no-replacement",
        "This does not say what happens instead of what.",
        place,
        "there is no `=>` with an event on both sides",
        "Write `EVENT => EVENT`: what happens in the story, and what happens instead.",
    )


def impossible_replacement(
    events: tuple[EventCall, ...], told: EventCall, place: Span, why: tuple[str, ...]
) -> Diagnostic:
    """What is to happen instead cannot happen there."""
    return _wrong(
        "impossible-replacement",
        f"`{'; '.join(str(event) for event in events)}` cannot happen in place of `{told}`.",
        place,
        why[0] if len(why) == 1 else "it cannot happen then",
        "Change what keeps it from happening as well, with `--change`, or take another event.",
        notes=tuple(f"{each[:1].upper()}{each[1:]}." if each[:1] != "`" else f"{each}." for each in why)
        if len(why) > 1
        else (),
    )


def before_the_moment(event: EventCall, place: Span, moment: str) -> Diagnostic:
    """An event is to be changed, but it has happened before the moment from which the change holds."""
    return _wrong(
        "too-late-a-change",
        f"`{event}` has happened before the change: it is made at `{moment}`.",
        place,
        "this has happened by then",
        "Take an earlier moment with `--at`, or leave it out to change the story from its start.",
    )


def reader_later(place: Span) -> Diagnostic:
    """What the reader believes is to change in the middle of the story."""
    return _wrong(
        "reader-out-of-place",
        "What the reader believes can be changed at the start only.",
        place,
        "later the reader believes what is told",
        "Leave out `--at`, or change what happens or is so: the reader comes to know of what is told.",
    )


def _wrong(
    code: str,
    title: str,
    place: Span,
    said: str,
    way_out: str | None,
    labels: tuple[Label, ...] = (),
    notes: tuple[str, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, title, Label(place, said), labels, notes, way_out)
