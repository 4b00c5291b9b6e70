# SPDX-License-Identifier: Apache-2.0
"""The cloak of darkness does what its specification asks for: rows, endings, and what is out of character."""

import re

import pytest

import fabula
from worlds.judging import ROOT, WORLDS

CLOAK = WORLDS / "cloak" / "cloak.world"


@pytest.mark.parametrize(("ending", "fewest"), [("won", 5), ("lost", 10)])
def test_the_ending_is_told_in_so_many_events_and_in_no_fewer(ending: str, fewest: int) -> None:
    world = fabula.load(CLOAK)
    assert len(world.tell(ending, length=fewest).stories[0].events) == fewest
    assert world.tell(ending, length=fewest - 1).outcome is fabula.Outcome.IMPOSSIBLE


def test_there_is_no_other_ending() -> None:
    assert fabula.load(CLOAK).endings == ("won", "lost")


def test_every_row_has_its_line_and_both_manuscripts_are_linked() -> None:
    page = (ROOT / "docs" / "worlds.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (C\d+) \|", page, re.MULTILINE) == [f"C{number}" for number in range(1, 7)]
    for path in sorted(CLOAK.parent.glob("*.md")):
        assert f"(../worlds/cloak/{path.name})" in page


@pytest.mark.parametrize("moves", [("grope(Visitor)",), ("blunder(Visitor)",), ("grope(Visitor)", "grope(Visitor)")])
def test_whether_the_message_lasts_depends_on_how_much_it_was_trodden_on(moves: tuple[str, ...]) -> None:
    state = fabula.load(CLOAK).start().after("go(Visitor, bar)")
    for move in moves:
        state = state.after(move)
    assert state["legible"] is (moves == ("grope(Visitor)",))


def test_the_street_is_open_and_nobody_would_go_out() -> None:
    start = fabula.load(CLOAK).start()
    assert "go(Visitor, street)" in [str(event) for event in start.possible()]
    assert start.reasons("go(Visitor, street)") == {"Visitor": None}
