# SPDX-License-Identifier: Apache-2.0
"""Expressions and texts as they are laid out: on one line if short enough, else broken before `and` and `or`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fabula.language import syntax

WIDTH = 100
"""Lines are not longer than this, where they can be broken."""

_INDENT = "    "


def flat(expression: syntax.Expression) -> str:
    """The expression on one line."""
    match expression:
        case syntax.Name(text=text):
            return text
        case syntax.NumberLiteral(value=value):
            return number(value)
        case syntax.YesNoLiteral(value=value):
            return "yes" if value else "no"
        case syntax.NoneLiteral():
            return "none"
        case syntax.UnknownLiteral():
            return "unknown"
        case syntax.Now():
            return "now"
        case syntax.Call(name=name, arguments=arguments):
            return f"{name.text}({', '.join(flat(argument) for argument in arguments)})"
        case syntax.Grouped(body=body):
            return f"({flat(body)})"
        case syntax.Negative(body=body):
            return f"-{flat(body)}"
        case syntax.Arithmetic(operator=sign, left=left, right=right):
            return f"{flat(left)} {sign} {flat(right)}"
        case syntax.Comparison(comparator=sign, left=left, right=right):
            return f"{flat(left)} {sign} {flat(right)}"
        case _:
            return _flat_condition(expression)


def _flat_condition(expression: syntax.Expression) -> str:
    """The rest of `flat`: what is made of conditions."""
    match expression:
        case syntax.KindTest(thing=thing, kind=kind, negated=negated, article=article):
            words = ["is", "not" if negated else "", article, kind.text]
            return f"{flat(thing)} {' '.join(word for word in words if word)}"
        case syntax.Not(body=body):
            return f"not {flat(body)}"
        case syntax.Believes(person=person, body=body):
            return f"{flat(person)} believes {flat(body)}"
        case syntax.And(parts=parts):
            return " and ".join(flat(part) for part in parts)
        case syntax.Or(parts=parts):
            return " or ".join(flat(part) for part in parts)
        case syntax.Choice(then=then, condition=condition, otherwise=otherwise):
            return f"{flat(then)} if {flat(condition)} else {flat(otherwise)}"
        case syntax.Quantified():
            return _flat_quantified(expression)
        case _:
            return ""


def _flat_quantified(expression: syntax.Quantified) -> str:
    """`every person p: …`, `count(person p: …)`."""
    head = binders(expression.binders, expression.where)
    body = "" if expression.body is None else f": {flat(expression.body)}"
    if expression.word in (syntax.QuantifierWord.COUNT, syntax.QuantifierWord.SUM):
        return f"{expression.word}({head}{body})"
    return f"{expression.word} {head}{body}"


def binders(bound: Sequence[syntax.Binder], where: syntax.Expression | None) -> str:
    """`person p, place x where …`."""
    listed = ", ".join(f"{binder.kind.text} {binder.name.text}" for binder in bound)
    return listed if where is None else f"{listed} where {flat(where)}"


def number(value: float) -> str:
    """A number without exponent."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def quoted(line: str) -> str:
    """A line of a text in its quotes."""
    escaped = line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def text(written: syntax.Text) -> str:
    """A text on one line."""
    return " ".join(quoted(line) for line in written.lines[:1]) if len(written.lines) == 1 else quoted(written.value)


def broken(before: str, expression: syntax.Expression, after: str, room: int) -> list[str]:
    """The lines of `before expression after`, one if it fits into `room` characters.

    Else it is broken before every `and` (or `or`), the lines after the first indented by one step.
    """
    whole = f"{before}{flat(expression)}{after}"
    if len(whole) <= room:
        return [whole]
    match expression:
        case syntax.And(parts=parts):
            return _parts(before, "and", parts, after, room)
        case syntax.Or(parts=parts):
            return _parts(before, "or", parts, after, room)
        case syntax.Grouped(body=body):
            return broken(f"{before}(", body, f"){after}", room)
        case syntax.Not(body=body):
            return broken(f"{before}not ", body, after, room)
        case syntax.Believes(person=person, body=body):
            return broken(f"{before}{flat(person)} believes ", body, after, room)
        case syntax.Quantified(word=word, body=body) if body is not None:
            head = binders(expression.binders, expression.where)
            if word in (syntax.QuantifierWord.COUNT, syntax.QuantifierWord.SUM):
                return broken(f"{before}{word}({head}: ", body, f"){after}", room)
            return broken(f"{before}{word} {head}: ", body, after, room)
        case _:
            return [whole]


def _parts(before: str, word: str, parts: Sequence[syntax.Expression], after: str, room: int) -> list[str]:
    """Each part on its own line, after the word that joins it to the one before."""
    lines = broken(before, parts[0], "", room)
    for number_, part in enumerate(parts[1:], start=2):
        end = after if number_ == len(parts) else ""
        lines += [_INDENT + line for line in broken(f"{word} ", part, end, room - len(_INDENT))]
    return lines
