# SPDX-License-Identifier: Apache-2.0
"""Texts side by side in columns."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics.show_line import columns_of
from fabula.render.paragraphs import paragraph

BETWEEN = "  "


def row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """One line of a table; each cell has at most its width.

    >>> row(("one", "two"), (5, 5))
    'one    two'
    """
    padded = (cell + " " * (width - columns_of(cell)) for cell, width in zip(cells, widths, strict=True))
    return BETWEEN.join(padded).rstrip()


def pairs(left: str, right: str, left_width: int, right_width: int, indent: int = 0) -> list[tuple[str, str]]:
    """Two texts side by side, line by line; what is longer than its width goes on below, a little to the right."""
    margins = " " * indent, " " * (indent + 2)
    one, other = paragraph(left, left_width, *margins), paragraph(right, right_width, *margins)
    height = max(len(one), len(other))
    return list(zip(one + [""] * (height - len(one)), other + [""] * (height - len(other)), strict=True))
