# SPDX-License-Identifier: Apache-2.0
"""Templates are sentences with holes: `{giver} gives {taker} the {t}.`, which becomes “Ash gives Wren the lamp.”.

Between braces stands a parameter or any expression; `{{` and `}}` are braces themselves. What fills a hole is made to
fit: a capital letter where a sentence begins, no article twice (`the {t}` with a thing called “the brass key”),
`an` before a vowel. The words between the holes are the author's and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from fabula.language import spelt
from fabula.records import dataclass

_ARTICLE_BEFORE = re.compile(r"(?:^|(?<=\W))(the|a|an) $", re.IGNORECASE)
_ARTICLE_FIRST = re.compile(r"(the|a|an) ", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?…][\"'”’)]*\s+|[.!?…]\s+)[\"'“‘(]*$")
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_SOUNDS_LIKE_CONSONANT = ("uni", "use", "eu", "one", "once")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands between holes."""

    text: str


@dataclass(frozen=True, slots=True)
class Hole:
    """An expression to be filled in."""

    expression: str


Piece: TypeAlias = Words | Hole


def split_template(template: str) -> tuple[Piece, ...]:
    """The words and the holes of a template, in order. A brace that closes nothing is a brace."""
    pieces: list[Piece] = []
    words = ""
    at = 0
    for found in _PIECE.finditer(template):
        words += template[at : found.start()]
        at = found.end()
        if found[1] is None:
            words += found[0][0]
            continue
        if words:
            pieces.append(Words(words))
        pieces.append(Hole(spelt(found[1].strip())))
        words = ""
    words += template[at:]
    return (*pieces, Words(words)) if words else tuple(pieces)


def fill(template: str, value_of: Callable[[str], str]) -> str:
    """The template with every hole filled by `value_of` its expression."""
    text = ""
    for piece in split_template(template):
        match piece:
            case Words(words):
                text += words
            case Hole(expression):
                text = _join(text, value_of(expression))
    return text


def fill_clause(template: str, value_of: Callable[[str], str], names: Iterable[str] = ()) -> str:
    """The same as a part of a longer sentence: no full stop, no capital letter but that of one of the `names`."""
    text = fill(template, value_of).strip()
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    first = next(iter(split_template(template)), None)
    match first:
        case Words(words) if words.strip():
            named = any(re.match(rf"{re.escape(name)}(?!\w)", text) for name in names)
            return text if named else _lowered(text)
        case Hole(expression):
            value = value_of(expression)
            return value + text[len(value) :] if text.casefold().startswith(value.casefold()) else text
        case _:
            return text


def _lowered(text: str) -> str:
    """The text with a small first letter, unless the first word is written in capitals or is “I”."""
    word = re.match(r"\w+", text)
    if word is None or word[0] == "I" or (len(word[0]) > 1 and word[0].isupper()):
        return text
    return text[0].lower() + text[1:]


def _join(before: str, value: str) -> str:
    """The text so far and a value after it, articles and capital letters put right."""
    article = _ARTICLE_BEFORE.search(before)
    if article is not None:
        if _ARTICLE_FIRST.match(value):
            before = before[: article.start()]
        elif article[1].lower() in {"a", "an"} and value[:1].isalpha():
            fitting = "an" if _begins_with_vowel(value) else "a"
            shown = fitting.capitalize() if article[1][0].isupper() else fitting
            before = f"{before[: article.start()]}{shown} "
    if _SENTENCE_ENDS.search(before):
        value = value[:1].upper() + value[1:]
    return before + value


def _begins_with_vowel(value: str) -> bool:
    lowered = value.lower()
    return lowered[:1] in set("aeiou") and not lowered.startswith(_SOUNDS_LIKE_CONSONANT)
