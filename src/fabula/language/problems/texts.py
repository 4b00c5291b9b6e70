# SPDX-License-Identifier: Apache-2.0
"""Problems with quoted texts and what stands in their braces."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Label, Span
from fabula.language.problems.writing import error, replace


def loose_brace(place: Span, brace: str) -> Diagnostic:
    """`loose-brace`: a brace in a text without its partner."""
    other = "closing" if brace == "{" else "opening"
    return error(
        "loose-brace",
        f"This brace has no {other} partner.",
        Label(place, "alone"),
        advice=f"Braces hold an expression, as in `{{p}}`; for the character itself write `{brace * 2}`.",
        fix=replace(place, brace * 2),
    )


def empty_braces(place: Span) -> Diagnostic:
    """`empty-braces`: braces in a text with nothing between them."""
    return error(
        "empty-braces",
        "There is nothing between these braces.",
        Label(place, "empty"),
        advice="Name what is to stand there, as in `{p}`; for the characters themselves write `{{}}`.",
    )


def no_such_number(written: str, place: Span, numbers: Sequence[str]) -> Diagnostic:
    """`not-a-parameter` in the text of a fact: a number that none of its parameters has."""
    return error(
        "not-a-parameter",
        f"`{{{written}}}` stands for nothing: {_how_many(numbers)}.",
        Label(place, "no parameter has this number"),
        advice=_what_may_stand(numbers),
    )


def more_than_parameters(written: str, place: Span, numbers: Sequence[str]) -> Diagnostic:
    """`not-a-parameter` in the text of a fact: an expression that would have to be worked out."""
    return error(
        "not-a-parameter",
        f"`{{{written}}}` cannot stand in the text of a fact or a definition.",
        Label(place, "neither a parameter nor `value`"),
        advice=_what_may_stand(numbers),
    )


def number_alone(written: str, place: Span) -> Diagnostic:
    """`not-a-parameter` in the text of an event, a law or an ending: a number, where parameters have names."""
    return error(
        "not-a-parameter",
        f"`{{{written}}}` stands for nothing: only the parameters of facts have numbers.",
        Label(place, "just a number"),
        advice="Name the parameter, as in `{p}`; a number itself stands in a text without braces.",
    )


def _how_many(numbers: Sequence[str]) -> str:
    match len(numbers):
        case 0:
            return "there are no parameters"
        case 1:
            return "there is one parameter"
        case count:
            return f"there are {count} parameters"


def _what_may_stand(numbers: Sequence[str]) -> str:
    """What may stand in the text of a fact or a definition with so many parameters."""
    match numbers:
        case []:
            return "Only `{value}` may stand here."
        case [one]:
            return f"Here may stand `{{{one}}}`, the name of the parameter, and `{{value}}`."
        case [first, second]:
            return f"Here may stand `{{{first}}}` and `{{{second}}}`, the names of the parameters, and `{{value}}`."
        case [first, *_, last]:
            return f"Here may stand `{{{first}}}` to `{{{last}}}`, the names of the parameters, and `{{value}}`."
        case _:
            return ""
