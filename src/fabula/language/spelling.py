# SPDX-License-Identifier: Apache-2.0
"""How names are written: with the letters of every script, and the marks that belong to them.

Many scripts write vowels and accents as marks of their own (`é` may be one character or two; Devanagari and Thai have
no other way), some join or part letters by signs that nobody sees. All of that is part of a name. What looks the same
and means the same is one name: names are compared in Unicode's composed form (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain

_JOINERS = "\u200c\u200d"
_BLOCKS = (
    (0x300, 0x3100),
    (0xA600, 0xAC00),
    (0xFB00, 0xFE30),
    (0x10000, 0x12000),
    (0x16000, 0x17000),
    (0x1B000, 0x1F000),
)
"""Where all scripts keep their marks: to look there alone saves time at every start."""

_SELECTORS = "\ufe00-\ufe0f"
"""Signs that choose between a picture and a plain sign; they count as marks, but belong to no letter."""

_RAISED = "²³¹¼½¾\u2070-\u209c\u2150-\u215f\u2460-\u249b"
"""Numbers that Python takes for letters."""


@cache
def _marks() -> str:
    """All marks that stand with letters, as the inside of a class of a regular expression."""
    there = "".join(map(chr, chain.from_iterable(range(*block) for block in _BLOCKS)))
    signs = re.findall(rf"[^\w\s{_SELECTORS}]", there)
    return "".join(sign for sign in signs if unicodedata.category(sign) in {"Mn", "Mc"})


def _any_name() -> str:
    """A name in any script."""
    return rf"(?![{_RAISED}])[^\W\d][\w{_marks()}{_JOINERS}]*"


_PLAIN_NAME = r"[^\W\d]\w*"
"""A name in a text without marks, joiners and raised numbers."""


class NamePattern:
    """A regular expression with names in it, which `write` writes around the expression of a name.

    That of a name in any script takes long to be compiled, and most texts need only letters.
    """

    def __init__(self, write: Callable[[str], str], flags: int = 0) -> None:
        """Compile the expression for most texts."""
        self._write = write
        self._flags = flags
        self._plain = re.compile(write(_PLAIN_NAME), flags)

    def on(self, text: str) -> re.Pattern[str]:
        """The expression for a text."""
        return self._plain if text.isascii() or not _is_unusual(text) else _compiled(self._write, self._flags)

    def match(self, text: str) -> re.Match[str] | None:
        """As `re.match`."""
        return self.on(text).match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As `re.fullmatch`."""
        return self.on(text).fullmatch(text)


@cache
def _compiled(write: Callable[[str], str], flags: int) -> re.Pattern[str]:
    return re.compile(write(_any_name()), flags)


@lru_cache(maxsize=8)
def _is_unusual(text: str) -> bool:
    """Whether it has what may be a mark, a joiner or a raised number; much that is none counts as one."""
    return any(
        character in "²³¹¼½¾" or (character >= "\u0300" and not "\u2010" <= character <= "\u2069")
        for character in set(text)
    )


NAME = NamePattern(lambda name: name)
"""A name."""


def spelt(name: str) -> str:
    """The one spelling of a name."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def is_mark(character: str) -> bool:
    """Whether the character is a mark, and cannot be shown without the letter that it belongs to."""
    return unicodedata.category(character).startswith("M")
