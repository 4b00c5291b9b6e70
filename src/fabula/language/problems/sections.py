# SPDX-License-Identifier: Apache-2.0
"""Problems with what a file is made of: unknown sections and parts, parts that are missing or said twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace as replaced

from fabula.diagnostics import Diagnostic, Label, Severity, Span, suggest
from fabula.language.problems.writing import error, replace


def _listed(words: Iterable[str]) -> str:
    """Words in backticks, the last after `or`."""
    shown = [f"`{word}`" for word in words]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def unknown_section(place: Span, word: str, sections: Iterable[str]) -> Diagnostic:
    """`unknown-section`: a line of a file that begins with no word we know, and does not declare things."""
    known = tuple(sections)
    near = suggest(word, known, 1)
    return error(
        "unknown-section",
        f"Nothing in a world begins with `{word}`.",
        Label(place, "not known"),
        advice=f"Did you mean `{near[0]}`?"
        if near
        else f"A line begins with {_listed(known)}, or with a kind: `person Ash`.",
        fix=replace(place, near[0]) if near else None,
    )


def unknown_part(place: Span, word: str, owner: str, parts: Iterable[str]) -> Diagnostic:
    """`unknown-part`: a line of an event or law that begins none of its parts."""
    known = tuple(parts)
    near = suggest(word, known, 1)
    article = "An" if owner[0] in "aeiou" else "A"
    return error(
        "unknown-part",
        f"{article} {owner} has no part that begins with `{word}`.",
        Label(place, "not known"),
        advice=f"Did you mean `{near[0]}`?" if near else f"Its parts are {_listed(known)}.",
        fix=replace(place, near[0]) if near else None,
    )


def said_twice(place: Span, first: Span, what: str, advice: str) -> Diagnostic:
    """`said-twice`: a part of an event, or the header of the file, that may stand once."""
    return error(
        "said-twice",
        f"There are two `{what}` here, and only one can be meant.",
        Label(place, "the second"),
        labels=(Label(first, "the first"),),
        advice=advice,
    )


def nothing_follows(place: Span, what: str, example: str) -> Diagnostic:
    """`nothing-follows`: a line ends in a colon, and nothing stands after or under it."""
    return error(
        "nothing-follows",
        f"Nothing follows this `{what}`.",
        Label(place, "nothing stands after the colon, and nothing is indented under it"),
        advice=f"Write what belongs to it on the same line or indented under it, for example `{example}`.",
    )


def both_ways(place: Span, below: Span) -> Diagnostic:
    """`unexpected-block`: something stands after the colon, and more is indented under the line."""
    return error(
        "unexpected-block",
        "This line is indented, but it belongs under nothing.",
        Label(below, "indented deeper than the line above"),
        labels=(Label(place, "what belongs to this line already stands after its colon"),),
        advice="Move everything under the colon, one a line; or move this line to the left.",
    )


def two_expressions(place: Span, first: Span) -> Diagnostic:
    """`two-expressions`: a definition with more than one line in its block."""
    return error(
        "two-expressions",
        "A definition is one expression, and this is a second one.",
        Label(place, "the second"),
        labels=(Label(first, "the first"),),
        advice="Join them with `and` or `or`; a line indented deeper may begin with that word.",
    )


def stray_else(place: Span) -> Diagnostic:
    """`stray-else`: an `else` without an `if` just before it."""
    return error(
        "stray-else",
        "There is no `if` just above that this `else` could belong to.",
        Label(place, "belongs to nothing"),
        advice="Put it level with its `if`, right after what stands under that.",
    )


def too_many_problems(rest: Sequence[Diagnostic]) -> Diagnostic:
    """`too-many-problems`: the problems that are not shown, at the place of the first of them; as bad as the worst."""
    errors = any(problem.severity is Severity.ERROR for problem in rest)
    found = error(
        "too-many-problems",
        f"There are {len(rest)} more problems in this file.",
        Label(rest[0].primary.span, "the first of them is here"),
        advice="Mend those above first; if the file is no world at all, that is why.",
    )
    return found if errors else replaced(found, severity=Severity.WARNING)


def loose_part(place: Span, word: str) -> Diagnostic:
    """`loose-part`: `when:` and the like where no event or law is above it."""
    return error(
        "loose-part",
        f"This `{word}` belongs to no event or law.",
        Label(place, "stands under nothing"),
        advice="Indent it under the event or law that it belongs to.",
    )


def unknown_removal(place: Span, word: str, removable: Iterable[str]) -> Diagnostic:
    """`unknown-section`: `without` and something that cannot be taken out."""
    near = suggest(word, removable, 1)
    return error(
        "unknown-section",
        f"A variant cannot be without a `{word}`.",
        Label(place, "cannot be taken out"),
        advice=f"Did you mean `{near[0]}`?" if near else f"It can be without {_listed(removable)}.",
        fix=replace(place, near[0]) if near else None,
    )


def outside_variant(place: Span, header: Span) -> Diagnostic:
    """`outside-variant`: a declaration that does not stand under the `variant` line."""
    return error(
        "outside-variant",
        "This does not stand under the `variant` line.",
        Label(place, "not indented"),
        labels=(Label(header, "all that differs stands under this line"),),
        advice="Indent it, and all that follows it, by four spaces.",
    )
