# SPDX-License-Identifier: Apache-2.0
"""Warnings: what stands in a world and cannot matter there."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import NOWHERE, Diagnostic, Label, Severity, Span


def warning(
    code: str,
    title: str,
    primary: Label,
    labels: Iterable[Label] = (),
    notes: Iterable[str] = (),
    advice: str | None = None,
) -> Diagnostic:
    """A warning; labels that point nowhere are left out."""
    seen = tuple(label for label in labels if label.span != NOWHERE)
    return Diagnostic(code, Severity.WARNING, title, primary, seen, tuple(notes), advice)


def fact_never_read(name: str, span: Span) -> Diagnostic:
    """`fact-never-read`: a fact that no condition, value or text reads."""
    return warning(
        "fact-never-read",
        f"Nothing ever depends on the fact `{name}`.",
        Label(span, "no condition, value, want or text reads it"),
        advice="Use it somewhere, or take it away.",
    )


def definition_never_read(name: str, span: Span) -> Diagnostic:
    """`definition-never-read`: a definition that nothing uses."""
    return warning(
        "definition-never-read",
        f"Nothing uses the definition `{name}`.",
        Label(span, "never used"),
        advice="Use it somewhere, or take it away.",
    )


def kind_never_used(name: str, span: Span) -> Diagnostic:
    """`kind-never-used`: a kind that has no things, and of which nothing speaks."""
    return warning(
        "kind-never-used",
        f"Nothing is of the kind `{name}`, and nothing speaks of it.",
        Label(span, "never used"),
        advice=f"Declare a thing of it, as in `{name} Example`, or take it away.",
    )


def parameter_never_used(name: str, of: str, span: Span) -> Diagnostic:
    """`parameter-never-used`: a parameter of an event, law or definition that nothing in it speaks of."""
    return warning(
        "parameter-never-used",
        f"{of} has a parameter `{name}` that makes no difference.",
        Label(span, "nothing speaks of it"),
        notes=("For every thing that it could be there is one more of the same.",),
        advice="Take it away, or say what it is for.",
    )


def event_never_happens(name: str, span: Span, why: tuple[Label, ...], notes: Iterable[str]) -> Diagnostic:
    """`event-never-happens`: an event whose condition nothing in the world can make true."""
    return warning(
        "event-never-happens",
        f"The event `{name}` can never happen.",
        Label(span, "not possible at the start, nor after anything that can happen"),
        why,
        notes,
        "Let something make its condition true, or take the event away.",
    )


def law_never_fires(name: str, span: Span, why: tuple[Label, ...], notes: Iterable[str]) -> Diagnostic:
    """`law-never-fires`: a law whose condition nothing in the world can make true, or that changes nothing."""
    return warning(
        "law-never-fires",
        f"The law `{name}` can never fire.",
        Label(span, "its condition can never hold" if why or notes else "it changes nothing"),
        why,
        notes,
        "Let something make its condition true, or take the law away.",
    )


def ending_never_reached(name: str, span: Span, why: tuple[Label, ...], notes: Iterable[str]) -> Diagnostic:
    """`ending-never-reached`: an ending to which no event can lead."""
    return warning(
        "ending-never-reached",
        f"No event can lead to the ending `{name}`.",
        Label(span, "its condition can never hold"),
        why,
        notes,
        "Let something make its condition true, or take the ending away.",
    )


def always_seen(name: str, span: Span) -> Diagnostic:
    """`always-seen`: a `seen by` whose condition holds of everybody, whatever happens."""
    return warning(
        "always-seen",
        f"Everybody sees `{name}`, whatever happens.",
        Label(span, "this is always true"),
        advice="Say `seen by everyone`, or change the condition.",
    )


def never_seen(name: str, span: Span) -> Diagnostic:
    """`never-seen`: a `seen by` whose condition holds of nobody, whatever happens."""
    return warning(
        "never-seen",
        f"Nobody ever sees `{name}`.",
        Label(span, "this is never true"),
        advice="Say `seen by nobody`, or change the condition.",
    )
