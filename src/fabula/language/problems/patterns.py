# SPDX-License-Identifier: Apache-2.0
"""Problems of patterns, the files that `fabula sift` looks for stories by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.diagnostics import Diagnostic, Label, Severity, Span, suggest
from fabula.language.problems.names import listed
from fabula.language.problems.writing import error, replace


def not_a_pattern(place: Span) -> Diagnostic:
    """`not-a-pattern`: a file that is to be a pattern does not begin like one."""
    return error(
        "not-a-pattern",
        "This is no pattern: a pattern begins with its title.",
        Label(Span(place.source, place.start, min(place.end, place.start + 1)), "a pattern should begin here"),
        advice='Begin with `pattern "TITLE"`; `fabula sift --list` shows the patterns that come along.',
    )


def unknown_line(place: Span, word: str, known: Sequence[str]) -> Diagnostic:
    """`unknown-section`: a line of a pattern that begins with no word we know."""
    near = suggest(word, known, 1)
    return error(
        "unknown-section",
        f"Nothing in a pattern begins with `{word}`.",
        Label(place, "not known"),
        advice=f"Did you mean `{near[0]}`?" if near else f"A line begins with {listed(known)}.",
        fix=replace(place, near[0]) if near else None,
    )


def no_steps(place: Span) -> Diagnostic:
    """`no-steps`: a pattern without a step would be found everywhere."""
    return error(
        "no-steps",
        "This pattern has no steps, so there is nothing to look for.",
        Label(place, "a pattern without a step"),
        advice="Write what happens, a step for each event: `step gives:`, and under it `event: give(giver, _, taker)`.",
    )


def variable_never_used(name: str, place: Span) -> Diagnostic:
    """`variable-never-used`: nothing in the steps says who that is."""
    return error(
        "variable-never-used",
        f"No step speaks of `{name}`, so that it could be anybody.",
        Label(place, "used in no step, in nothing that is barred, and not at the end"),
        advice=f"Leave it out, or say in a step what `{name}` does: `by: {name}`.",
    )


def not_a_variable(shown: str, place: Span, known: Iterable[str]) -> Diagnostic:
    """`not-a-parameter`: in the texts of a pattern only its variables can stand."""
    return error(
        "not-a-parameter",
        f"`{shown}` cannot stand in the text of a pattern.",
        Label(place, "not what the pattern is about"),
        advice=f"Between braces stands one of {listed(known)}." if known else "This pattern is about nobody.",
    )


def out_of_place(what: str, place: Span, advice: str) -> Diagnostic:
    """`loose-bar`: `meanwhile`, `earlier` or `afterwards` where it has no meaning among the steps."""
    return error(
        "loose-bar", f"There is nothing that this `{what}` could stand between.", Label(place, ""), advice=advice
    )


def nothing_left(step: str, place: Span, missing: Sequence[str], world: str) -> Diagnostic:
    """`nothing-left-of-step`: every alternative of a step speaks of what the world does not have."""
    return Diagnostic(
        "nothing-left-of-step",
        Severity.ERROR,
        f"Nothing is left of the step `{step}` in “{world}”.",
        Label(place, "every alternative speaks of something that this world does not have"),
        notes=tuple(missing),
        help="Add an alternative (`or:`) in the words of this world, or a `define` of what is missing.",
    )
