# SPDX-License-Identifier: Apache-2.0
"""The rows of a sweep go through a journal and through Parquet, and come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from fabula.interop.journal import line_of, read_lines
from fabula.interop.parquet import parts_of, rows_in
from fabula.model.sweep import EndingRow, EventRow, Row, StoryRow, Swept

texts = st.text(st.characters(codec="utf-8"), max_size=8)
small = st.integers(-1, 2**40)
rows = st.one_of(
    st.builds(
        StoryRow, texts, texts, texts, texts, small, texts, texts, texts, small, small, small, texts, texts, texts
    ),
    st.builds(EventRow, texts, small, texts, texts, texts, texts, texts),
    st.builds(EndingRow, texts, texts, texts, texts, texts, texts, small, texts, small, texts, texts),
)


@given(st.lists(st.builds(Swept, texts, st.lists(rows, max_size=4).map(tuple)), max_size=4))
def test_the_journal_keeps_everything(answers: list[Swept]) -> None:
    assert list(read_lines(b"".join(map(line_of, answers)))) == answers


def test_a_line_that_was_cut_off_is_left_out() -> None:
    whole = line_of(Swept("a", (EventRow("a", 1, "go()", "as-told", "go()", "", ""),)))
    assert [swept.key for swept in read_lines(whole + whole[:-9])] == ["a"]


@given(st.lists(rows, max_size=6))
def test_parquet_keeps_everything(found: list[Row]) -> None:
    parts = parts_of(found)
    back = [row for name, data in parts.items() for row in rows_in(name, data)]
    assert sorted(map(repr, back)) == sorted(map(repr, found))


def test_bytes_that_are_no_parquet_are_refused() -> None:
    with pytest.raises(ValueError, match="Parquet"):
        list(rows_in("stories", b"not a table"))
