# SPDX-License-Identifier: Apache-2.0
"""Prose set in lines: never cut short, and measured by what it takes on a terminal, where many scripts are wide."""

from __future__ import annotations

from fabula.diagnostics.show_line import beginning, columns_of, safe


def paragraph(text: str, width: int, first: str = "", following: str = "") -> list[str]:
    """The text in lines of at most `width` columns, the first one and those that follow with their margins.

    Lines end at spaces, and where the text itself says so. A word too long for a line stays whole, but for scripts
    that are written without spaces: these go on in the next line.

    >>> paragraph("one two three", 9, "- ", "  ")
    ['- one two', '  three']
    """
    lines: list[str] = []
    for sentence in text.split("\n"):
        line = margin = following if lines else first
        for word in sentence.split():
            for piece in _pieces(safe(word), width - columns_of(following)):
                fitting = line + piece if line == margin else f"{line} {piece}"
                if line != margin and columns_of(fitting) > width:
                    lines.append(line)
                    line = margin = following
                    fitting = line + piece
                line = fitting
        if line != margin:
            lines.append(line)
    return lines


def _pieces(word: str, room: int) -> list[str]:
    """The word, in pieces that fit where its letters are wide."""
    if columns_of(word) <= room or columns_of(word) == len(word):
        return [word]
    pieces: list[str] = []
    while word:
        piece = beginning(word, room)
        pieces.append(piece)
        word = word[len(piece) :]
    return pieces
