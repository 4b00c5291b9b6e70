# SPDX-License-Identifier: Apache-2.0
"""Problems with quoted texts and what stands in their braces."""

from __future__ import annotations

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
