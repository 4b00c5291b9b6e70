# SPDX-License-Identifier: Apache-2.0
"""Texts are templates: what stands in their braces is read like any other expression.

The text of a fact or definition is filled in wherever its words are needed, without a state to read: there only its
parameters, by name or number, and its value can stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.language import syntax
from fabula.language.kinds import ValueType
from fabula.language.lowering import lower
from fabula.language.names import Entry, Scope
from fabula.language.problems import texts as problems
from fabula.language.work import Work
from fabula.model.expression import Expression
from fabula.model.world import Parameter

VALUE = "value"
"""What the value of a fact is called in its text."""


def check_text(text: syntax.Text, scope: Scope, work: Work) -> tuple[str | Expression, ...]:
    """The pieces of a text: plain strings, and expressions for what stands in braces; problems are reported."""
    for piece in text.pieces:
        if isinstance(piece, syntax.Hole) and isinstance(piece.expression, syntax.NumberLiteral):
            work.say(problems.number_alone(work.shown(piece.span), piece.span))
    return _lowered(text, scope, work)


def _lowered(text: syntax.Text, scope: Scope, work: Work) -> tuple[str | Expression, ...]:
    return tuple(
        lower(piece.expression, scope, work).expression if isinstance(piece, syntax.Hole) else piece
        for piece in text.pieces
    )


def check_declared_text(
    text: syntax.Text, scope: Scope, parameters: Sequence[Parameter], value: ValueType, work: Work
) -> None:
    """Report what cannot stand in the text of a fact or definition with these parameters."""
    before = len(work.problems)
    _lowered(text, scope.extended(VALUE, Entry(VALUE, value, text.span)), work)
    if len(work.problems) > before:
        return
    known = {VALUE, *(parameter.name for parameter in parameters)}
    numbers = [str(number) for number in range(1, len(parameters) + 1)]
    for piece in text.pieces:
        if not isinstance(piece, syntax.Hole):
            continue
        match piece.expression:
            case syntax.Name(text=name) if name in known:
                continue
            case syntax.NumberLiteral() if work.shown(piece.span) in numbers:
                continue
            case syntax.NumberLiteral():
                work.say(problems.no_such_number(work.shown(piece.span), piece.span, numbers))
            case _:
                work.say(problems.more_than_parameters(work.shown(piece.span), piece.span, numbers))
