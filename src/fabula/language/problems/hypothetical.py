# SPDX-License-Identifier: Apache-2.0
"""Problems with a world that is to be changed by a text: it cannot be, or the text is no variant."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Label, Span
from fabula.language.problems.names import error


def cannot_be_varied(name: str, place: Span) -> Diagnostic:
    """`cannot-be-varied`: declarations are to be laid over a world that is written in another language."""
    return error(
        "cannot-be-varied",
        f"`{name}` is a problem file of Sabre; declarations of ours cannot be laid over it.",
        Label(place, "this is in the language of worlds"),
        advice="Change its start, or its story, or write it in our language with `fabula format --to world`.",
    )


def not_a_variant(name: str, place: Span) -> Diagnostic:
    """`not-a-variant`: a file is given as a variant, and is none."""
    return error(
        "not-a-variant",
        f"`{name}` is not a variant.",
        Label(place, "a variant begins with `variant`"),
        advice='Begin the file with `variant "Title" of FILE:` and write under it what differs.',
    )
