# SPDX-License-Identifier: Apache-2.0
"""Texts are templates: what stands in their braces is read like any other expression."""

from __future__ import annotations

from fabula.language import syntax
from fabula.language.lowering import lower
from fabula.language.names import Scope
from fabula.language.work import Work
from fabula.model.expression import Expression


def check_text(text: syntax.Text, scope: Scope, work: Work) -> tuple[str | Expression, ...]:
    """The pieces of a text: plain strings, and expressions for what stands in braces; problems are reported."""
    return tuple(
        lower(piece.expression, scope, work).expression if isinstance(piece, syntax.Hole) else piece
        for piece in text.pieces
    )
