# SPDX-License-Identifier: Apache-2.0
"""Ground expressions and values in an author's words.

What is ground has no text of its own left, so that a sentence about `keeper(lamp) = Wren` is put together again here.
"""

from __future__ import annotations

from fabula.model.expression import Comparator, Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundExpression,
    Named,
    Program,
    Read,
    Some,
)
from fabula.model.manuscript import READER
from fabula.model.values import Value, show_value

LONGEST = 72
"""A condition longer than this is cut: the label beside it points at the whole of it."""

_LOOSE, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _TIGHT = range(7)
_BINDING = {
    Operator.PLUS: _SUM,
    Operator.MINUS: _SUM,
    Operator.TIMES: _PRODUCT,
    Operator.OVER: _PRODUCT,
}


def show_expression(program: Program, expression: GroundExpression) -> str:
    """The expression as an author would write it, cut where it is too long to read."""
    text = _show(program, expression, _LOOSE)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def show_side(program: Program, expression: GroundExpression) -> str:
    """A side of a comparison between backticks; a count, which is ground to a long sum, in words."""
    ones = [leaf for leaf in _summed(expression) if not isinstance(leaf, Constant)]
    counted = [leaf for leaf in ones if isinstance(leaf, Choice) and isinstance(leaf.then, Constant)]
    if len(ones) > 1 and len(counted) == len(ones) and all(_is(leaf.then, 1) for leaf in counted):
        return "the count"
    shown = show_expression(program, expression)
    return "the sum" if shown.endswith("…") and isinstance(expression, Calculation) else f"`{shown}`"


def _summed(expression: GroundExpression) -> list[GroundExpression]:
    """What is added up in an expression."""
    if isinstance(expression, Calculation) and expression.operator is Operator.PLUS:
        return [*_summed(expression.left), *_summed(expression.right)]
    return [expression]


def _is(expression: GroundExpression, number: float) -> bool:
    return isinstance(expression, Constant) and expression.value == number


def show_person(program: Program, person: int) -> str:
    """The person's name; the reader is "the reader"."""
    name = program.people[person]
    return "the reader" if name == READER else name


def sentence(text: str) -> str:
    """The clause as a sentence: a capital, where it begins with a plain word, and a full stop."""
    return f"{text[:1].upper()}{text[1:]}." if text.startswith("the ") else f"{text}."


def show_number(number: float) -> str:
    """A number without needless digits: `2`, `0.5`."""
    return show_value(round(number, 6))


def one_of(words: list[str], join: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {join} {words[-1]}" if words else ""


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 event`, `3 events`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _show(program: Program, expression: GroundExpression, outside: int) -> str:
    """The expression, in parentheses where what stands around it binds tighter than it does."""
    text, binding = _parts(program, expression)
    return f"({text})" if binding < outside else text


def _parts(program: Program, expression: GroundExpression) -> tuple[str, int]:
    """The text of the expression, and how tightly it binds."""
    match expression:
        case Constant(value):
            return show_value(value), _TIGHT
        case Read(fluent):
            return str(program.fluents[fluent]), _TIGHT
        case Named(name, _):
            return name, _TIGHT
        case Believed(person, body):
            return f"{program.people[person]} believes {_show(program, body, _NOT)}", _NOT
        case Doubted(person, body):
            return f"not {program.people[person]} believes {_show(program, body, _NOT)}", _NOT
        case All(parts):
            return _joined(program, parts, " and ", "yes", _AND)
        case Some(parts):
            return _joined(program, parts, " or ", "no", _LOOSE)
        case Comparison():
            return _comparison(program, expression)
        case Calculation(operator, left, right):
            binds = _BINDING[operator]
            return f"{_show(program, left, binds)} {operator} {_show(program, right, binds + 1)}", binds
        case Choice(condition, then, otherwise):
            shown = [_show(program, part, _AND) for part in (then, condition, otherwise)]
            return f"{shown[0]} if {shown[1]} else {shown[2]}", _LOOSE


def _joined(
    program: Program, parts: tuple[GroundExpression, ...], word: str, empty: str, binds: int
) -> tuple[str, int]:
    """Parts joined by a word, without those that make no difference; a single part is itself."""
    neutral = empty == "yes"
    parts = tuple(part for part in parts if not (isinstance(part, Constant) and part.value is neutral))
    if not parts:
        return empty, _TIGHT
    if len(parts) == 1:
        return _parts(program, parts[0])
    return word.join(_show(program, part, binds + 1) for part in parts), binds


def _comparison(program: Program, comparison: Comparison) -> tuple[str, int]:
    """A comparison; one of a yes/no fact with yes or no is written as the fact or its negation."""
    comparator, left, right = comparison.comparator, comparison.left, comparison.right
    if comparator is Comparator.EQUAL and isinstance(right, Constant) and isinstance(right.value, bool):
        return (_show(program, left, _NOT), _NOT) if right.value else (f"not {_show(program, left, _NOT)}", _NOT)
    return f"{_show(program, left, _SUM)} {comparator} {_show(program, right, _SUM)}", _COMPARED


def show_belief(people: list[str], fluent: str, value: Value) -> str:
    """`Ash believes Wren believes lit(lamp)`, `not lit(lamp)`, `keeper(lamp) = Ash`: a condition that says it."""
    match value:
        case True:
            said = fluent
        case False:
            said = f"not {fluent}"
        case _:
            said = f"{fluent} = {show_value(value)}"
    return "".join(f"{person} believes " for person in people) + said
