# SPDX-License-Identifier: Apache-2.0
"""How wide a text will be, without a browser: so that labels can be laid out and shortened.

The widths are those of DejaVu Sans, the widest of the fonts that `palette.FONT` may come to, so that what fits here
fits everywhere. Wide characters (CJK, emoji) take one em, combining ones none, as `wcwidth` has it; other letters are
taken for as wide as the average of their script.
"""

from __future__ import annotations

from wcwidth import wcwidth

SIZES = {"small": 10.0, "": 12.0, "large": 14.0, "heading": 17.0}
"""The size in pixels of each class of text in the style sheet; the plain one is the empty name."""

# The advance of the characters from space to tilde, in thousandths of an em.
_ADVANCES = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
_OTHER = 700
_BOLD = 1.1


def text_width(text: str, size: float = 12.0, bold: bool = False) -> float:
    """The width in pixels of a text on one line, at most.

    >>> text_width("Ash"), text_width("灯", 10)
    (22.1, 10.0)
    """
    thousandths = sum(_advance(character) for character in text)
    return round(thousandths * size * (_BOLD if bold else 1.0) / 1000, 1)


def shortened(text: str, width: float, size: float = 12.0, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits the width with a “…” after it; empty where nothing does.

    >>> shortened("She would not ask twice.", 80)
    'She would…'
    """
    if text_width(text, size, bold) <= width:
        return text
    room = width - text_width("…", size, bold)
    kept = ""
    for character in text:
        if text_width(kept + character, size, bold) > room:
            break
        kept += character
    return f"{kept.rstrip()}…" if room >= 0 else ""


def wrapped(text: str, width: float, lines: int, size: float = 12.0, bold: bool = False) -> tuple[str, ...]:
    """The text on at most so many lines, broken between words; the last is shortened where there is more.

    >>> wrapped("Ash gives Wren the lamp.", 80, 2)
    ('Ash gives', 'Wren the la…')
    """
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines - 1:
        taken = 1
        while taken < len(rest) and text_width(" ".join(rest[: taken + 1]), size, bold) <= width:
            taken += 1
        if text_width(rest[0], size, bold) > width:
            head, tail = _broken(rest[0], width, size, bold)
            found.append(head)
            rest = [tail, *rest[1:]] if tail else rest[1:]
            continue
        found.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        found.append(shortened(" ".join(rest), width, size, bold))
    return tuple(found)


def _broken(word: str, width: float, size: float, bold: bool) -> tuple[str, str]:
    """A word too long for a line, cut where the line ends; at least one character is taken."""
    taken = 1
    while taken < len(word) and text_width(word[: taken + 1], size, bold) <= width:
        taken += 1
    return word[:taken], word[taken:]


def _advance(character: str) -> float:
    number = ord(character) - 32
    if 0 <= number < len(_ADVANCES):
        return _ADVANCES[number]
    columns = wcwidth(character)
    return 1000 if columns == 2 else 0 if columns == 0 else _OTHER
