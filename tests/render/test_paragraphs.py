# SPDX-License-Identifier: Apache-2.0
"""Prose in lines, in any script."""

import pytest
from wcwidth import wcswidth

from fabula.render.paragraphs import paragraph

WIDE = "門の鍵は石の下にある。" * 6


def test_what_is_written_without_spaces_goes_on_in_the_next_line() -> None:
    lines = paragraph(f"1 {WIDE} 🚶 Ze\u0301no", 40, "  ", "    ")
    assert max(map(wcswidth, lines)) <= 40
    assert "".join(line.strip() for line in lines).replace(" ", "") == f"1{WIDE}🚶Ze\u0301no"


def test_an_event_is_not_broken() -> None:
    long = "hand_over(somebody_with_a_long_name,another_with_a_long_name)"
    assert paragraph(f"so {long} then", 40) == ["so", long, "then"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one  two three", ["- one two", "  three"]),
        ("one\ntwo", ["- one", "  two"]),
        ("red \x1b[31m", ["- red", "  ␛[31m"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert paragraph(text, 9, "- ", "  ") == lines
