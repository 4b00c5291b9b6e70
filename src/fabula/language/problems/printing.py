# SPDX-License-Identifier: Apache-2.0
"""Problems with writing a world of another language in ours."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Label, Span
from fabula.language.problems.names import error


def cannot_be_said(span: Span) -> Diagnostic:
    """`cannot-be-said`: an effect for which our language has no words."""
    return error(
        "cannot-be-said",
        "Fabula's own language cannot say this.",
        Label(span, "a belief is given a number that is read as it really is"),
        advice="Let it be seen: a trigger that does nothing else, under the condition that the belief is another.",
    )
