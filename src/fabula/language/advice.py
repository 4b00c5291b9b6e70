# SPDX-License-Identifier: Apache-2.0
"""Ways out of lines that cannot be read: what authors often mean by what they wrote."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fabula.language.lalr import Token
from fabula.language.tokens import RESERVED
from fabula.records import dataclass

_STATEMENTS = frozenset(("statement", "statements", "start", "then"))
_CONDITIONS = frozenset(("expression", "when", "ending", "define", "seen"))
_LISTS = frozenset(("kind", "things"))
_VALUES = frozenset(("NONE", "UNKNOWN", "NUMBER", "YES", "NO", "TRUE", "FALSE", "NOW"))


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the reading of a line stopped: at a word (or the end, `$END`), where only `accepted` could stand."""

    kind: str
    written: str
    before: str
    before_written: str
    rule: str
    accepted: Collection[str]


def advise(tokens: Sequence[Token], index: int, rule: str, accepted: Collection[str]) -> str | None:
    """The advice for the word at `index` (or the end of the line), where only `accepted` could stand; or None."""
    ended = index >= len(tokens)
    stop = Stop(
        "$END" if ended else tokens[index].type,
        "" if ended else str(tokens[index]),
        tokens[index - 1].type if index else "",
        str(tokens[index - 1]) if index else "",
        rule,
        accepted,
    )
    about = _about_statement if rule in _STATEMENTS else _about_condition
    return _about_words(stop) or about(stop) or _about_names(stop)


def _about_words(stop: Stop) -> str | None:
    """Advice about words of the language that stand in the wrong place."""
    if "ELSE" in stop.accepted and "IF" not in stop.accepted:
        if stop.rule in _STATEMENTS:
            return "An effect on a condition begins with it: `if CONDITION: EFFECT`."
        return "Finish it with `else`: `VALUE if CONDITION else OTHER`."
    if stop.before == "IS" and stop.kind in _VALUES:
        return f"`is` asks for a kind; a value is compared with `=`: `= {stop.written}`."
    if stop.before == "NAME" and stop.before_written.lower() in RESERVED:
        return f"Words of the language are written small: `{stop.before_written.lower()}`."
    if stop.kind == "NOT" and stop.rule == "sees":
        return "Who sees whether something is so sees as well that it is not so: leave out the `not`."
    if stop.written == "then" and "COLON" in stop.accepted:
        return "After a condition stands a colon, not `then`."
    if stop.written in ("when", "unless") and "IF" in stop.accepted:
        return f"Here a condition begins with `{'if not' if stop.written == 'unless' else 'if'}`."
    return None


def _about_statement(stop: Stop) -> str | None:
    """Advice for a line of effects."""
    if stop.kind in ("AND", "COMMA", "NAME") and "SEMICOLON" in stop.accepted:
        return "Write one effect a line, or part them by `;`."
    if stop.kind in ("DIFFERENT", "LESSTHAN", "AT_MOST", "MORETHAN", "AT_LEAST"):
        return "This compares, and an effect must say what becomes so: with `=`, `+=` or `-=`."
    if stop.kind in ("EVERY", "ANY", "NO"):
        return "An effect for many begins with `for every`: `for every person p: …`."
    if stop.kind == "OR":
        return "An effect must say exactly what becomes so."
    return None


def _about_condition(stop: Stop) -> str | None:
    """Advice for a line with a condition or value."""
    if stop.kind in ("RAISE", "LOWER"):
        return "This changes a number, and only an effect can do that (under `then` or `start`)."
    if stop.kind == "SEMICOLON" and stop.rule in _CONDITIONS:
        return "Join conditions with `and`, or write one a line."
    if stop.kind == "IF" and stop.rule in _CONDITIONS and stop.before in ("COLON", ""):
        return "The condition stands here by itself, without `if`."
    if stop.kind == "QUOTED" and stop.rule in _CONDITIONS:
        return "A text in quotes cannot be compared or computed with; names are written without quotes."
    if stop.kind == "DIFFERENT" and stop.rule == "sees":
        return "Whoever sees whether two things are equal sees as well that they are not: write `=`."
    return None


def _about_names(stop: Stop) -> str | None:
    """Advice about names, and for lines that declare things."""
    if stop.kind == "COLON" and stop.before == "NAME" and stop.accepted == {"NAME"}:
        return "After `every`, `any`, `no`, `count` and `sum` the kind comes first: `person p`."
    if stop.rule in ("include", "variant") and stop.kind == "$END" and "QUOTED" in stop.accepted:
        return "Name the file, as in `include common.world`."
    if stop.rule == "things" and stop.kind == "COLON":
        return "To declare a kind, begin with `kind`; to set a fact, write it under `start:`."
    if stop.kind == "NUMBER" and "NAME" in stop.accepted and "NUMBER" not in stop.accepted:
        return "A name begins with a letter."
    if stop.kind in ("MINUS", "DOT") and (stop.rule in _LISTS or "MINUS" not in stop.accepted):
        return "A name consists of letters, digits and `_`."
    if stop.kind == "DOT" and stop.before == "NAME":
        return "What is true of something is written with brackets: `fact(thing)`, not `thing.fact`."
    return None
