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
        Label(span, "what this belief is about is worked out from what really is so"),
        advice="Name what it is about with a parameter, and say in the condition which one it is.",
    )
