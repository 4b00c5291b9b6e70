# SPDX-License-Identifier: Apache-2.0
"""Rows of styled text, and the colours a terminal may give them.

A piece carries a style by its meaning ("primary", "line"); which colour that is stands in one table here, and only
if somebody asked for colour.
"""

from collections.abc import Iterable
from enum import Enum

from fabula.diagnostics.diagnostic import Severity
from fabula.diagnostics.show_line import columns_of


class Style(Enum):
    """What a piece of text is, with the code of its look (SGR parameters)."""

    PLAIN = ""
    TITLE = "1"
    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "1;36"
    LINE = "34"
    SECONDARY = "1;34"
    MENDED = "1;32"


Piece = tuple[str, Style]


def style_of(severity: Severity) -> Style:
    """The style of a severity, and of the marks at the place of a problem."""
    match severity:
        case Severity.ERROR:
            return Style.ERROR
        case Severity.WARNING:
            return Style.WARNING
        case Severity.NOTE:
            return Style.NOTE


def paint(pieces: Iterable[Piece], *, colour: bool) -> str:
    """The pieces one after another, without spaces at the end of the line."""
    kept = [(text, style) for text, style in pieces if text]
    while kept and not kept[-1][0].rstrip(" "):
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(" "), kept[-1][1])
    if not colour:
        return "".join(text for text, _ in kept)
    return "".join(f"\x1b[{style.value}m{text}\x1b[0m" if style.value else text for text, style in kept)


def at_columns(places: Iterable[tuple[int, str, Style]]) -> list[Piece]:
    """Pieces that begin at given columns, spaces between them; a place that is already covered is left out."""
    pieces: list[Piece] = []
    reached = 0
    for column, text, style in sorted(places, key=lambda place: place[0]):
        if column < reached:
            continue
        pieces += [(" " * (column - reached), Style.PLAIN), (text, style)]
        reached = column + columns_of(text)
    return pieces
