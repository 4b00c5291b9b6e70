# SPDX-License-Identifier: Apache-2.0
"""Ways out of lines that cannot be read: what authors often mean by what they wrote."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lark import Token

_STATEMENTS = frozenset(("statement", "statements", "start", "then"))


def advise(tokens: Sequence[Token], index: int, rule: str, accepted: Collection[str]) -> str | None:
    """The advice for the word at `index` (or the end of the line), where only `accepted` could stand; or None."""
    kind = tokens[index].type if index < len(tokens) else "$END"
    written = str(tokens[index]) if index < len(tokens) else ""
    before = tokens[index - 1].type if index else ""
    if "ELSE" in accepted and "IF" not in accepted:
        if rule in _STATEMENTS:
            return "An effect on a condition begins with it: `if CONDITION: EFFECT`."
        return "Finish it with `else`: `VALUE if CONDITION else OTHER`."
    if before == "IS" and kind in ("NONE", "UNKNOWN", "NUMBER", "YES", "NO", "TRUE", "FALSE", "NOW"):
        return f"`is` asks for a kind; a value is compared with `=`: `= {written}`."
    if kind == "NOT" and rule == "sees":
        return "Who sees whether something is so sees as well that it is not so: leave out the `not`."
    if written == "then" and "COLON" in accepted:
        return "After a condition stands a colon, not `then`."
    if rule in _STATEMENTS:
        return _about_statement(kind, accepted)
    return _about_declaration(kind, before, rule, accepted)


def _about_statement(kind: str, accepted: Collection[str]) -> str | None:
    """Advice for a line of effects."""
    if kind in ("AND", "COMMA", "NAME") and "SEMICOLON" in accepted:
        return "Write one effect a line, or part them by `;`."
    if kind in ("DIFFERENT", "LESSTHAN", "AT_MOST", "MORETHAN", "AT_LEAST"):
        return "This compares, and an effect must say what becomes so: with `=`, `+=` or `-=`."
    if kind in ("EVERY", "ANY", "NO"):
        return "An effect for many begins with `for every`: `for every person p: …`."
    if kind == "OR":
        return "An effect must say exactly what becomes so."
    return None


def _about_declaration(kind: str, before: str, rule: str, accepted: Collection[str]) -> str | None:
    """Advice for a line that declares something, or a condition."""
    if kind in ("RAISE", "LOWER"):
        return "This changes a number, and only an effect can do that (under `then` or `start`)."
    if kind == "SEMICOLON" and rule in ("when", "expression"):
        return "Join conditions with `and`, or write one a line."
    if rule == "things" and kind == "COLON":
        return "To declare a kind, begin with `kind`; to set a fact, write it under `start:`."
    if kind == "COLON" and before == "NAME" and accepted == {"NAME"}:
        return "After `every`, `any`, `no`, `count` and `sum` the kind comes first: `person p`."
    if kind == "QUOTED":
        return "A text in quotes cannot be compared or computed with; names are written without quotes."
    return None
