# SPDX-License-Identifier: Apache-2.0
"""Prose broken into lines of so many columns."""

from collections.abc import Iterator

from fabula.diagnostics.show_line import CUT, beginning, columns_of, safe

_LONGEST_WORD = 100
_LONGEST_CODE = 40


def wrap(text: str, width: int, hanging: int = 0) -> list[str]:
    """The text in lines of at most `width` columns, at least one; line feeds and leading spaces of a line are kept.

    Lines after the first begin with `hanging` spaces. A word longer than a line is broken; one that nobody would read
    to its end is cut short.

    >>> wrap("one two three", 7)
    ['one two', 'three']
    """
    width = max(width, 8 + hanging)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, width, "" if not lines else " " * hanging, " " * hanging)
    return lines


def _paragraph(text: str, width: int, first: str, hanging: str) -> Iterator[str]:
    """The lines of one paragraph; those after the first are indented like it."""
    words = list(_words(text))
    lead = 0
    while lead < len(words) and words[lead] == "":
        lead += 1
    own = " " * (lead if lead < width // 2 else 0)
    line = first + own
    begin = columns_of(line)
    at = begin
    for word in words[lead:]:
        for piece in _pieces(word, width - len(hanging + own)):
            size = columns_of(piece)
            if at + size + (at > begin) > width:
                yield line.rstrip()
                line = hanging + own
                begin = at = len(line)
            line, at = (line + piece, at + size) if at == begin else (f"{line} {piece}", at + 1 + size)
    yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    """The words between spaces; what stands between backticks is one word, unless it is long."""
    open_words: list[str] = []
    for word in text.split(" "):
        open_words.append(word)
        joined = " ".join(open_words)
        if joined.count("`") % 2 == 0 and len(joined) <= _LONGEST_CODE:
            yield joined
        elif len(joined) > _LONGEST_CODE:
            yield from open_words
        else:
            continue
        open_words = []
    yield from open_words


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word in pieces that fit a line each."""
    if len(word) > _LONGEST_WORD:
        word = word[: _LONGEST_WORD // 2] + CUT + word[-_LONGEST_WORD // 4 :]
    shown = safe(word)
    while columns_of(shown) > room:
        piece = beginning(shown, room)
        yield piece
        shown = shown[len(piece) :]
    yield shown
