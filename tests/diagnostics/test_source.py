# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given, strategies as st

from fabula.diagnostics import Diagnostic, Position, Source, Span, decode

ODD = Source("odd.world", "one\n\n漢字 = 😀x\nlast")


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [(0, 1, 1), (3, 1, 4), (4, 2, 1), (5, 3, 1), (7, 3, 3), (13, 4, 1), (16, 4, 4), (17, 4, 5), (99, 4, 5), (-3, 1, 1)],
)
def test_an_offset_has_a_line_and_a_column(offset: int, line: int, column: int) -> None:
    assert ODD.position(offset) == Position(line, column)


def test_lines_have_no_line_ends() -> None:
    source = Source("w", "a\r\nb\r\n\nc")
    assert [source.line_text(line) for line in range(1, source.line_count + 1)] == ["a", "b", "", "c"]
    assert source.line_span(2) == Span("w", 3, 4)


def test_lines_that_are_not_there_are_empty() -> None:
    assert ODD.line_text(0) == ODD.line_text(5) == ""
    assert ODD.line_span(99) == Span("odd.world", 17, 17)


def test_only_line_feeds_end_lines() -> None:
    assert Source("w", "a\x0bb\x0cc\x85d\u2028e\u2029f").line_count == 1


def test_an_empty_text_has_one_line() -> None:
    source = Source("w", "")
    assert (source.line_count, source.position(0), source.whole()) == (1, Position(1, 1), Span("w", 0, 0))


def test_a_line_and_a_column_have_an_offset() -> None:
    assert ODD.offset(3, 3) == 7
    assert ODD.offset(3, 99) == 12
    assert ODD.offset(3, -1) == 5


def test_utf16_counts_pairs_twice() -> None:
    after_the_face = ODD.text.index("x")
    assert ODD.position(after_the_face).column == 7
    assert ODD.utf16_column(after_the_face) == 8
    assert ODD.offset_of_utf16(3, 8) == after_the_face
    assert ODD.offset_of_utf16(3, 7) == after_the_face - 1
    assert ODD.offset_of_utf16(3, 99) == ODD.line_span(3).end


@given(st.text(alphabet="ab\n漢😀\r"), st.integers(min_value=0, max_value=40))
def test_positions_lead_back(text: str, offset: int) -> None:
    source = Source("w", text)
    offset = min(offset, len(text))
    at = source.position(offset)
    if offset <= source.line_span(at.line).end:
        assert source.offset(at.line, at.column) == offset
        assert source.offset_of_utf16(at.line, source.utf16_column(offset)) == offset


def test_a_slice_is_what_a_span_covers() -> None:
    assert ODD.slice(Span("odd.world", 5, 7)) == "漢字"
    assert ODD.slice(Span("odd.world", -5, 3)) == "one"


def test_sources_are_equal_by_name_and_text() -> None:
    assert Source("w", "a") == Source("w", "a")
    assert Source("w", "a") != Source("v", "a")
    assert len({Source("w", "a"), Source("w", "a")}) == 1


def _problem(data: bytes) -> Diagnostic:
    found = decode("x.world", data)
    assert isinstance(found, Diagnostic)
    assert found.code == "not-utf-8"
    return found


def test_utf8_is_read() -> None:
    assert decode("x", "漢 😀".encode()) == Source("x", "漢 😀")


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode("x", b"\xef\xbb\xbfworld") == Source("x", "world")


def test_line_ends_become_line_feeds() -> None:
    assert decode("x", b"a\r\nb\rc\nd\r\n") == Source("x", "a\nb\nc\nd\n")


def test_nothing_is_an_empty_text() -> None:
    assert decode("x", b"") == Source("x", "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_a_problem(encoding: str) -> None:
    _problem('world "A"'.encode(encoding))


def test_utf16_is_named() -> None:
    assert _problem("a".encode("utf-16")).notes == ("It begins like UTF-16, which some editors call “Unicode”.",)


def test_the_first_bad_byte_is_named() -> None:
    assert _problem(b"a\nb\ncaf\xe9").notes == (
        "The first byte that is no UTF-8 is 0xE9 in line 3. In Windows-1252 it would be “é”.",
    )


def test_a_program_is_no_text() -> None:
    assert "zero byte (byte 5)" in _problem(b"\x7fELF\x00\x01\x02").notes[0]


@given(st.binary(max_size=60))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    assert isinstance(decode("x", data), Source | Diagnostic)
