# SPDX-License-Identifier: Apache-2.0
"""Problems with writing: signs, quotes, brackets, indentation, nesting. What a line lacks is in `lines.py`."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Edit, Fix, Label, Severity, Span
from fabula.language.spelling import is_mark

_LONGEST = 40


def shortened(text: str) -> str:
    """The text, cut where it is too long to quote."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def error(
    code: str, title: str, primary: Label, *, labels: Sequence[Label] = (), advice: str | None, fix: Fix | None = None
) -> Diagnostic:
    """An error without notes."""
    return Diagnostic(code, Severity.ERROR, title, primary, tuple(labels), (), advice, fix)


def replace(span: Span, text: str) -> Fix:
    """The fix that writes `text` at `span`."""
    return Fix(f"Write `{text}`", (Edit(span, text),))


def tab(places: Sequence[Span]) -> Diagnostic:
    """`tab`: lines are indented with tabs. `places` are the white space before them, at least one."""
    more = len(places) - 1
    lines = "one more line" if more == 1 else f"{more} more lines"
    return Diagnostic(
        "tab",
        Severity.ERROR,
        "This line is indented with a tab.",
        Label(places[0], "a tab"),
        notes=(f"So {'is' if more == 1 else 'are'} {lines}.",) if more else (),
        help="Indent with spaces, four for each step: how wide a tab is, every editor decides for itself.",
        fix=Fix("Indent with spaces", tuple(Edit(place, "    " * max(1, place.end - place.start)) for place in places)),
    )


def wrong_sign(place: Span, written: str, meant: str) -> Diagnostic:
    """`wrong-sign`: a sign of another language, or one that looks like ours."""
    return error(
        "wrong-sign",
        f"`{written}` is no sign of this language.",
        Label(place, f"write `{meant}`"),
        advice=f"Here `{meant}` means that.",
        fix=replace(place, f"{meant} " if written == "!" else meant),
    )


def quotes(place: Span, written: str) -> Diagnostic:
    """`wrong-quotes`: a text between quotes that are not the plain double ones."""
    return error(
        "wrong-quotes",
        'A text stands between plain double quotes: "…".',
        Label(place, "other quotes"),
        advice="Typographic quotes are welcome inside the text.",
        fix=replace(place, f'"{written[1:-1]}"'),
    )


def unclosed_text(place: Span) -> Diagnostic:
    """`unclosed-text`: a quote opens, and the line ends before it closes."""
    return error(
        "unclosed-text",
        "This text is not closed: a quote is missing at its end.",
        Label(place, "begins here and never ends"),
        advice='Close it with " on the same line. A long text may be a block, one quoted line under the other.',
    )


def strange_character(place: Span, written: str) -> Diagnostic:
    """`strange-character`: a character that means nothing outside a text."""
    means = {"[": "(", "]": ")", "{": "(", "}": ")"}
    wanted = "".join(means.get(character, "") for character in written)
    advice = "Brackets are always round." if wanted else "Take it out, or put it into a text or a comment (after `#`)."
    shown = shortened(written)
    if not written.isprintable() or is_mark(written[0]):
        shown = " ".join(f"U+{ord(character):04X}" for character in written[:4])
    return error("strange-character", f"`{shown}` means nothing here.", Label(place, "not understood"), advice=advice)


def unclosed_bracket(place: Span, end: Span) -> Diagnostic:
    """`unclosed-bracket`: a bracket opens and is not closed where the line, or the lines it goes on in, must end."""
    return error(
        "unclosed-bracket",
        "This bracket is never closed.",
        Label(place, "opens here"),
        labels=(Label(end, "must be closed before this place"),),
        advice="Add a `)`. Inside brackets, a line may go on in lines that are indented deeper.",
    )


def unopened_bracket(place: Span) -> Diagnostic:
    """`unopened-bracket`: a bracket closes that was never opened."""
    return error(
        "unopened-bracket",
        "This bracket closes nothing.",
        Label(place, "no bracket is open here"),
        advice="Take it out, or open a bracket before it.",
        fix=Fix("Take it out", (Edit(place, ""),)),
    )


def too_deep(place: Span, most: int, what: str) -> Diagnostic:
    """`too-deep`: more of `what` inside each other than anyone could read."""
    return error(
        "too-deep",
        f"Here are more than {most} {what} inside each other.",
        Label(place, "too deep"),
        advice="Give a part of it a name of its own, with `define`.",
    )


def indentation(place: Span) -> Diagnostic:
    """`indentation`: a line goes back to a depth at which no line above it stands."""
    return error(
        "indentation",
        "This line is level with none of the lines above it.",
        Label(place, "indented less than the line above, but more than what that belongs to"),
        advice="Indent it as deep as the lines it belongs with.",
    )


def unexpected_block(place: Span, above: Span | None) -> Diagnostic:
    """`unexpected-block`: a line is indented deeper, but nothing can stand under the line above it."""
    return error(
        "unexpected-block",
        "This line is indented, but it belongs under nothing.",
        Label(place, "indented deeper than the line above"),
        labels=(Label(above, "nothing can stand under this line"),) if above else (),
        advice="Move it to the left, level with the lines it belongs with.",
    )


def loose_continuation(place: Span, word: str, indent: int) -> Diagnostic:
    """`loose-continuation`: a line begins with `and` or `or`, but is level with the one that it goes on from."""
    return error(
        "loose-continuation",
        f"A line that begins with `{word}` goes on from the line above, so it must be indented deeper.",
        Label(place, "level with the line it goes on from"),
        advice="Indent it deeper."
        if word == "or"
        else "Indent it deeper, or leave out the `and`: lines that stand under each other must all hold anyway.",
        fix=Fix("Indent it deeper", (Edit(Span(place.source, place.start, place.start), " " * indent),)),
    )
