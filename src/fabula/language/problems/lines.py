# SPDX-License-Identifier: Apache-2.0
"""Problems with a line: a word or sign that cannot stand where it does, or one that is missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fabula.diagnostics import Diagnostic, Edit, Fix, Label, Span, suggest
from fabula.language.problems.writing import error, replace, shortened

_NAMED = {"QUOTED": "a text in quotes", "NUMBER": "a number", "NAME": "a name"}
_SIGNS = {"COLON": "a colon", "COMMA": "a comma", "RPAR": "a closing bracket", "LPAR": "an opening bracket"}
_OPERATORS = {"AND": "`and`", "EQUAL": "`=`", "PLUS": "`+`"}
_SIGN_NAMES = {
    *("DIFFERENT", "LESSTHAN", "AT_MOST", "MORETHAN", "AT_LEAST", "MINUS", "STAR", "SLASH", "SEMICOLON", "DOT"),
    *("RAISE", "LOWER", "PLUS", "EQUAL"),
}
_VALUES = {
    *("NAME", "NUMBER", "LPAR", "YES", "NO", "TRUE", "FALSE", "NONE", "UNKNOWN", "NOW", "COUNT", "SUM"),
    *("EVERY", "ANY", "NOT", "MINUS"),
}

_SELDOM_MEANT = {"AS"}
"""Words that may stand after everything, and that nobody has forgotten who wrote something else there."""


def described(accepted: Collection[str]) -> str:
    """What may stand somewhere, in an author's words. `accepted` are terminals of the grammar."""
    words: list[str] = []
    rest = set(accepted) - _SELDOM_MEANT
    if {"NAME", "LPAR", "YES"} <= rest:
        words.append("a condition or a value" if "EVERY" in rest else "a value")
        rest -= _VALUES
    if "AND" in rest:
        # Whatever can go on with `and` can go on with much else, which would only hide what is asked for.
        rest -= {"OR", "LPAR", "BELIEVES", "IS", "PLUS"}
    if "ELSE" in rest and "IF" not in rest:
        rest = {"ELSE"}
    for group in (_NAMED, _SIGNS, _OPERATORS):
        words += [text for terminal, text in group.items() if terminal in rest]
        rest -= set(group)
    words += sorted(f"`{terminal.lower()}`" for terminal in rest - _SIGN_NAMES if terminal.isalpha())
    if "$END" in rest:
        words.append("the end of the line")
    if not words:
        return "something else"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def unexpected(
    place: Span, written: str, accepted: Collection[str], advice: str | None, *, guess: bool = True
) -> Diagnostic:
    """`syntax`: a word or sign that cannot stand here; with `guess`, it may be a slip for a word of the language."""
    label = Label(place, f"expected {described(accepted)}")
    near, fix = near_word(place, written, accepted) if guess else (None, None)
    advice = near or advice
    return error("syntax", f"`{shortened(written)}` cannot stand here.", label, advice=advice, fix=fix)


def ends_early(place: Span, accepted: Collection[str], advice: str | None) -> Diagnostic:
    """`syntax`: the line ends, but it is not finished."""
    label = Label(place, f"expected {described(accepted)}")
    return error("syntax", "This line ends too early.", label, advice=advice or "Finish the line.")


def near_word(place: Span, written: str, accepted: Collection[str]) -> tuple[str | None, Fix | None]:
    """The advice to write a word of the language that is nearly the same and may stand here."""
    words = sorted(terminal.lower() for terminal in accepted if terminal.isalpha() and terminal not in _SIGN_NAMES)
    if not written.isalpha():
        return None, None
    if written.lower() in words and written not in words:
        return f"Words of the language are written small: `{written.lower()}`.", replace(place, written.lower())
    near = suggest(written, words)
    return (f"Did you mean `{near[0]}`?", replace(place, near[0])) if near else (None, None)


def missing_colon(place: Span, gap: str) -> Diagnostic:
    """`missing-colon`: a colon is missing at `place`, which is empty; `gap` is the white space to put after it."""
    return error(
        "missing-colon",
        "A colon is missing here.",
        Label(place, "`:` belongs here"),
        advice="Put a colon there.",
        fix=Fix("Put a colon there", (Edit(place, f":{gap}"),)),
    )


def missing_comma(place: Span, gap: str) -> Diagnostic:
    """`missing-comma`: a comma is missing at `place`, which is empty; `gap` is the white space to put after it."""
    return error(
        "missing-comma",
        "A comma is missing here.",
        Label(place, "`,` belongs here"),
        advice="Put a comma between them.",
        fix=Fix("Put a comma there", (Edit(place, f",{gap}"),)),
    )


def reserved_word(place: Span, word: str) -> Diagnostic:
    """`reserved-word`: a word of the language where a name belongs."""
    return error(
        "reserved-word",
        f"`{word}` is a word of the language and cannot be a name.",
        Label(place, "a name belongs here"),
        advice=f"Take another name, for example `{word}_`.",
    )


def chained_comparison(place: Span, parts: Sequence[str], signs: Sequence[str]) -> Diagnostic:
    """`chained-comparison`: `a = b = c`."""
    middle = " and ".join(f"{parts[i]} {signs[i]} {parts[i + 1]}" for i in range(len(signs)))
    fix = replace(place, middle) if len(middle) < 200 else None
    return error(
        "chained-comparison",
        "Comparisons cannot be chained.",
        Label(place, "compares more than two things"),
        advice=f"Write `{middle}`." if fix else "Compare two things at a time, joined by `and`.",
        fix=fix,
    )


def number_too_large(place: Span) -> Diagnostic:
    """`number-too-large`: a number beyond what a computer's numbers reach."""
    return error(
        "number-too-large",
        "This number is too large.",
        Label(place, "larger than any number we can count with"),
        advice="Numbers go up to about 10 to the power of 308, and are exact up to 9007199254740992.",
    )


def no_target(place: Span, written: str) -> Diagnostic:
    """`no-target`: a statement would change what is not a fact."""
    return error(
        "no-target",
        f"`{shortened(written)}` is nothing that an effect can change.",
        Label(place, "not a fact"),
        advice="An effect names a fact: `lit(lamp)`, `not lit(lamp)` or `at(Ash) = hall`.",
    )


def no_person(place: Span, written: str) -> Diagnostic:
    """`no-person`: what can never be a person believes, sees or does something."""
    return error(
        "no-person",
        f"`{shortened(written)}` is nobody.",
        Label(place, "a person belongs here"),
        advice="Name a person, a variable, or a fact whose value is a person.",
    )


def not_whole(place: Span, written: str) -> Diagnostic:
    """`not-whole`: an event that takes a part of a moment."""
    return error(
        "not-whole",
        f"An event takes a whole number of moments, not {written}.",
        Label(place, "not whole"),
        advice="Moments are the smallest piece of time there is: count in shorter ones.",
    )


def nothing_here(place: Span, rule: str) -> Diagnostic:
    """`syntax`: a place where something belongs, and nothing is written."""
    what = {"expression": "a condition or a value", "statements": "an effect"}.get(rule, "an event")
    return error("syntax", f"Here belongs {what}.", Label(place, "nothing is written here"), advice="Write it here.")
