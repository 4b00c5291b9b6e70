# SPDX-License-Identifier: Apache-2.0
"""Where a problem's own precedence differs from what everybody reads: it is meant as written, and said as a warning.

Without brackets `a & b | c` is `a & (b | c)`, and `a - b - c` is `a - (b - c)`. Where the order makes no difference
nothing is said.
"""

from __future__ import annotations

from fabula.language.sabre import meaning, syntax
from fabula.language.sabre.names import Names

_TIGHTER = {"-": ("-",), "/": ("/", "+", "-"), "*": ("+", "-")}
"""For a sign, the signs on its right that would bind otherwise in school, if no brackets stand there."""

_TIGHTER_LEFT = {"/": ("+", "-"), "*": ("+", "-")}


def told_apart(tree: syntax.Node, names: Names) -> None:
    """Warn of an expression that is read otherwise than it looks."""
    match tree:
        case syntax.And(parts=parts):
            for part in parts:
                if isinstance(part, syntax.Or):
                    names.say(meaning.mixed_and_or(part.span))
        case syntax.Arithmetic(operator=operator, left=left, right=right):
            wrong_left = isinstance(left, syntax.Arithmetic) and left.operator in _TIGHTER_LEFT.get(operator, ())
            wrong_right = isinstance(right, syntax.Arithmetic) and right.operator in _TIGHTER.get(operator, ())
            if wrong_left or wrong_right:
                one, other = _shown(left, wrong_left, names), _shown(right, wrong_right, names)
                names.say(meaning.from_the_right(tree.span, f"`{one} {operator} {other}`"))
        case _:
            pass


def _shown(side: syntax.Node, bracketed: bool, names: Names) -> str:
    words = " ".join(names.source.slice(side.span).split())
    return f"({words})" if bracketed else words
