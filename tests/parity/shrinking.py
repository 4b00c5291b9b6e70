# SPDX-License-Identifier: Apache-2.0
"""A text made smaller as long as something is wrong with it: declarations, lines, parts of conditions left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

MOST_TRIES = 600


def smallest(text: str, wrong: Callable[[str], bool]) -> str:
    """A small text that is still wrong."""
    tries = 0
    smaller = True
    while smaller:
        smaller = False
        for shorter in shorter_than(text):
            tries += 1
            if tries > MOST_TRIES:
                return text
            if wrong(shorter):
                text, smaller = shorter, True
                break
    return text


def shorter_than(text: str) -> Iterator[str]:
    """The texts with one thing left out: what is long first."""
    blocks = re.split(r"\n(?=\S)", text)
    for place in range(len(blocks) - 1, 0, -1):
        yield "\n".join(blocks[:place] + blocks[place + 1 :])
    lines = text.split("\n")
    for place in range(len(lines) - 1, 0, -1):
        yield "\n".join(lines[:place] + lines[place + 1 :])
    for first, last in groups(text):
        for part in re.split(r" and | or ", text[first + 1 : last]):
            if part.count("(") == part.count(")") and len(part) < last - first - 1:
                yield text[:first] + part + text[last + 1 :]


def groups(text: str) -> Iterator[tuple[int, int]]:
    """Where brackets open and close."""
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter == "(":
            opened.append(place)
        elif letter == ")" and opened:
            yield opened.pop(), place
