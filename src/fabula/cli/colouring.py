# SPDX-License-Identifier: Apache-2.0
"""Pictures of characters in colour, where somebody looks at a terminal that can: by rich, character for character.

Everybody's name has one colour wherever it stands; mistakes and what is not seen stand out. What is written to a file
or a pipe, or where NO_COLOR is set, has no colours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

PEOPLE = ("blue", "dark_orange3", "green", "magenta", "yellow", "cyan", "red", "bright_black")
"""The colours of people, in the order of those of pictures."""

MARKS = (
    (r"[●◆†]", "bold"),
    (r"[○◦]", "yellow"),
    (r"✗[^\s│]*(?: [^\s│]+)?", "red"),
    (r"^ *[\d ]+$", "dim"),
    (r"^What if.*$|^The ending.*$", "bold cyan"),
    (r"^[^\S\n]*│[^╭╮╰╯┼─═\n]*$", "bold"),
)
"""What stands out: marks, mistakes, the numbers of events, scenes."""


def coloured(text: str, people: Sequence[str]) -> str:
    """The picture in colour."""
    drawn = Text(text)
    for pattern, style in MARKS:
        drawn.highlight_regex(re.compile(pattern, re.MULTILINE), style)
    for number, name in enumerate(people):
        drawn.highlight_words([name], PEOPLE[number % len(PEOPLE)])
    title = text.find("\n")
    drawn.stylize("bold underline", 0, max(title, 0))
    console = Console(force_terminal=True, soft_wrap=True, highlight=False, markup=False)
    with console.capture() as written:
        console.print(drawn, end="")
    return written.get()
