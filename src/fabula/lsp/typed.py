# SPDX-License-Identifier: Apache-2.0
"""What is being typed at a place, as far as it goes: the word, what stands before it, the brackets that are open."""

from __future__ import annotations

import re

from fabula.language.spelling import NAME
from fabula.language.tokens import RESERVED
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A bracket that is open: whose it is, which argument is being typed (from 0), and those before it."""

    name: str
    argument: int
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A line up to the cursor: `word` is being typed, `before` stands before it, `call` is the innermost open call."""

    before: str
    word: str
    call: OpenCall | None

    @property
    def last(self) -> str:
        """The word or sign just before."""
        found = re.search(r"(\w+|[^\w\s])\s*\Z", self.before)
        return found[1] if found else ""

    @property
    def quoted(self) -> bool:
        """Whether the place is within quotes."""
        return self.before.count('"') % 2 == 1


def typed(line: str) -> Typed:
    """What a line says up to the cursor, where it ends."""
    start = len(line)
    while start > 0 and (line[start - 1].isalnum() or line[start - 1] in "_\u200c\u200d" or _is_mark(line[start - 1])):
        start -= 1
    return Typed(line[:start], line[start:], _open_call(line[:start]))


def _is_mark(character: str) -> bool:
    return not character.isascii() and NAME.fullmatch(f"a{character}") is not None


def _open_call(text: str) -> OpenCall | None:
    """The innermost bracket that is open at the end of a text, if it belongs to a name."""
    depth = 0
    argument_end = len(text)
    given: list[str] = []
    for place in range(len(text) - 1, -1, -1):
        character = text[place]
        if character == ")":
            depth += 1
        elif character == "(" and depth:
            depth -= 1
        elif character == "," and not depth:
            given.insert(0, text[place + 1 : argument_end].strip())
            argument_end = place
        elif character == "(":
            name = re.search(r"(\w+)\s*\Z", text[:place])
            given.insert(0, text[place + 1 : argument_end].strip())
            return None if name is None or name[1] in RESERVED else OpenCall(name[1], len(given) - 1, tuple(given[:-1]))
    return None
