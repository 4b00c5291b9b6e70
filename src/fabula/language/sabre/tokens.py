# SPDX-License-Identifier: Apache-2.0
"""The words of a problem file: names, numbers, signs, and `?`; comments are dropped.

A run of characters without white space and signs is one word. The minus belongs to a number whenever a digit follows it
directly, so that `n(x) -1` is two values side by side; `problems.py` has what is said about that.
"""

from __future__ import annotations

import re
from enum import StrEnum

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.sabre import problems
from fabula.records import dataclass

_PATTERN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<open>/\*.*)
      | (?P<number>-\d+(?:\.\d*)?(?![^\s(){}\[\],;:*/+\-&|!=<>]))
      | (?P<sign>==|!=|>=|<=|[(){}\[\],;:*/+\-&|!=<>])
      | (?P<run>[^\s(){}\[\],;:*/+\-&|!=<>]+)""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")


class Sort(StrEnum):
    """What a word is."""

    SIGN = "sign"
    NUMBER = "number"
    NAME = "name"
    UNKNOWN = "unknown"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its place; `first`: nothing but white space stands before it on its line."""

    sort: Sort
    text: str
    span: Span
    first: bool


def tokens_of(source: Source, reported: list[Diagnostic]) -> tuple[Token, ...]:
    """The words of a text in order; a comment that is never closed is reported, and ends the text."""
    found: list[Token] = []
    line_begins = True
    for match in _PATTERN.finditer(source.text):
        kind = match.lastgroup
        span = Span(source.name, match.start(), match.end())
        if kind in {"space", "comment"}:
            line_begins = "\n" in match.group() or line_begins
            continue
        if kind == "open":
            reported.append(problems.unclosed_comment(Span(source.name, match.start(), match.start() + 2)))
            break
        found.append(Token(_sort(kind or "", match.group()), match.group(), span, line_begins))
        line_begins = False
    return tuple(found)


def _sort(kind: str, text: str) -> Sort:
    """What a word is, by the pattern that it fits and its first character."""
    if kind in ("sign", "number"):
        return Sort(kind)
    if text == "?":
        return Sort.UNKNOWN
    if _NUMBER.fullmatch(text):
        return Sort.NUMBER
    return Sort.NAME if text[0].isalpha() else Sort.STRANGE
