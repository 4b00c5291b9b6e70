# SPDX-License-Identifier: Apache-2.0
"""Positions, addresses, moved places, half-typed lines: the small parts, by themselves."""

import pytest
from hypothesis import given, strategies
from lsprotocol import types

from fabula.diagnostics import Diagnostic, Label, Severity, Source, Span
from fabula.diagnostics.mended import apply
from fabula.lsp.addresses import name_of, uri_of
from fabula.lsp.convert import Positions
from fabula.lsp.formatting import edits_between
from fabula.lsp.moved import change_between, moved
from fabula.lsp.typed import OpenCall, typed

TEXTS = strategies.text(alphabet="ab\n😀é花\u2028 ", max_size=40)


@given(TEXTS, strategies.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_positions_there_and_back(text: str, encoding: str) -> None:
    source, positions = Source("x", text), Positions(encoding)
    lines = text.split("\n")
    for offset in range(len(text) + 1):
        position = positions.position(source, offset)
        assert positions.offset(source, position) == offset
        before = text[:offset].rpartition("\n")[2]
        units = {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-32": len(before)}
        assert (position.line, position.character) == (text[:offset].count("\n"), units[encoding])
    assert positions.offset(source, types.Position(len(lines), 0)) == len(text)
    assert positions.offset(source, types.Position(0, 1_000)) == len(lines[0])


def test_a_position_inside_a_character_is_its_start() -> None:
    source = Source("x", "a😀b")
    assert [Positions().offset(source, types.Position(0, column)) for column in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("file:///gates/gates.md", "/gates/gates.md"),
        ("file:///a%20b/%C3%A4%23.md", "/a b/ä#.md"),
        ("file:///c%3A/worlds/x.world", "c:/worlds/x.world"),
        ("file://server/share/x.md", "//server/share/x.md"),
        ("untitled:Untitled-1", "untitled:Untitled-1"),
    ],
)
def test_addresses(uri: str, name: str) -> None:
    assert name_of(uri) == name
    assert name_of(uri_of(name)) == name


@given(TEXTS, TEXTS)
def test_what_differs_is_all_that_differs(old: str, new: str) -> None:
    one, other = Source("x", old), Source("x", new)
    change = change_between(one, other)
    assert old[: change.start] == new[: change.start]
    assert old[change.end :] == new[change.end + change.longer :]
    assert change.end >= change.start
    edits = edits_between(one, other)
    assert apply(one, tuple(edits)) == new


def test_a_problem_is_pushed_along_and_ends_where_it_is_touched() -> None:
    old = Source("x", "one two three")
    labels = (Label(Span("x", 8, 13), "here"), Label(Span("y", 0, 1), ""))
    problem = Diagnostic("odd", Severity.ERROR, "Odd.", Label(Span("x", 4, 7), ""), labels)
    later = moved(problem, old, Source("x", "one, and two three"))
    assert later is not None
    assert (later.primary.span, later.labels[0].span) == (Span("x", 9, 12), Span("x", 13, 18))
    assert later.labels[1].span == Span("y", 0, 1)
    assert moved(problem, old, Source("x", "one too three")) is None
    kept = moved(problem, old, Source("x", "one two thee"))
    assert kept is not None
    assert [label.span.source for label in kept.labels] == ["y"]


@pytest.mark.parametrize(
    ("line", "word", "call"),
    [
        ("go", "go", None),
        ("go(", "", OpenCall("go", 0, ())),
        ("go(Wren, ya", "ya", OpenCall("go", 1, ("Wren",))),
        ("expect at(holder(key), ", "", OpenCall("at", 1, ("holder(key)",))),
        ("expect at(holder(k", "k", OpenCall("holder", 0, ())),
        ("go(Wren, yard) and (", "", None),
        ("near(花", "花", OpenCall("near", 0, ())),
        (")))(", "", None),
    ],
)
def test_what_is_being_typed(line: str, word: str, call: OpenCall | None) -> None:
    found = typed(line)
    assert (found.word, found.call) == (word, call)
