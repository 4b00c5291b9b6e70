# SPDX-License-Identifier: Apache-2.0
"""Storylines in characters: whole drawings, folding, and texts that are wide."""

from dataclasses import replace

import pytest

from fabula.diagnostics.show_line import columns_of
from fabula.render.storyline.grid import Grid
from fabula.render.storyline.lives import lives_of
from fabula.render.storyline.terminal import storyline_text
from fabula.render.storyline.text_lanes import lanes_of
from fabula.render.storyline.track import Column, Track
from render.storyline.made import happening, story

GOLDEN = """\
A story

     │Night
      1     2
     the hall
Wren ───────●──╮
 Ash ─●──╮     ╰W────
     yard╰A──────────
Rook ────────────────

Night:
1  Ash goes out.
2  Wren follows.

● acts • concerned ○ does not see it ◦ near, but does not see it ◆ chance † dies
═ of another nature ┄ dead
"""


def drawn(text: str) -> str:
    """A drawing without its title, its events and its legend."""
    return text.split("\n\n")[1]


MEETING = story(
    ("Ash", "Wren", "Rook"),
    [("hall", "hall", "yard"), ("yard", "hall", "yard"), ("yard", "yard", "yard")],
    [
        happening(1, "Ash goes out.", [0], [0, 1], scene="Night"),
        happening(2, "Wren follows.", [1], [0, 1], scene="Night"),
    ],
)


def test_people_run_together_where_they_are_together() -> None:
    assert storyline_text(MEETING) == GOLDEN


def test_ascii_draws_the_same_with_other_characters() -> None:
    box, plain = (drawn(storyline_text(MEETING, plain=plain)) for plain in (False, True))
    assert plain.isascii()
    assert [len(line) for line in box.splitlines()] == [len(line) for line in plain.splitlines()]
    assert plain.count("@") == box.count("●") == 2


def test_a_long_story_goes_on_below() -> None:
    events = [happening(number, "Ash waits.", [0], [0]) for number in range(1, 61)]
    text = storyline_text(story(("Ash",), [("hall",)] * 61, events), width=60)
    assert max(map(columns_of, text.splitlines())) <= 60
    assert text.count("the hall") >= 4
    assert text.count(" Ash ─") + text.count("\nAsh ─") >= 4
    assert "60  Ash waits." in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_longer_than_the_width(width: int) -> None:
    names = ("灯台守の鈴木さん", "נועה", "Ash")
    places = [tuple(f"場所{(who + moment) % 2}" for who in range(3)) for moment in range(30)]
    events = [happening(number, "灯" * 60, [number % 3], [0], scene=f"場面 {number}") for number in range(1, 30)]
    text = storyline_text(story(names, places, events), width=width)
    assert max(map(columns_of, text.splitlines())) <= width


def test_control_characters_do_not_come_through() -> None:
    text = storyline_text(story(("A\x1b[31m", "B\nC"), [("h\x07", "h\x07")], [], title="T\x1b]0;x\x07"))
    assert not any(character in text for character in "\x1b\x07")
    assert text.startswith("T␛]0;x␇\n")


def test_the_dead_and_those_of_another_nature() -> None:
    beings = {"alive": [[True, True], [False, False]], "undead": [[False, False], [False, True]]}
    text = drawn(
        storyline_text(story(("Ash", "Wren"), [("hall", "hall")] * 2, [happening(1, "So.", [0], [0, 1])], beings))
    )
    assert "†" in text
    assert "═" in text


def test_nobody_and_nothing() -> None:
    assert storyline_text(story((), [()])).startswith("A story\n\n● acts")
    assert "Ash ──" in storyline_text(story(("Ash",), [("hall",)]))


def test_what_cannot_happen_and_where_the_story_breaks_is_said() -> None:
    event = replace(happening(1, "Ash flies.", [0], [0]), possible=False)
    text = storyline_text(replace(story(("Ash",), [("hall",)] * 2, [event]), broken="Nothing holds."))
    assert "1  Ash flies. (That cannot happen.)" in text
    assert "There the story breaks: Nothing holds." in text


def test_who_makes_room_goes_before_who_takes_it() -> None:
    told = story(("Ash", "Wren", "Rook"), [(None,) * 3] * 2)
    lives = lives_of(told)
    columns = (Column(0, None), Column(1, None))
    layers, places = (((0, 1, 2),), ((2, 0, 1),)), ((None,), (None,))
    down = Track(told, lives, (0, 1, 2), columns, 0, layers, places, ({0: 0, 1: 1}, {0: 1, 1: 2}))
    assert [(lane.person, lane.number, lane.row) for lane in lanes_of(down, 0)] == [(1, 0, 2), (0, 1, 1)]
    round_ = replace(down, rows=({0: 0, 1: 1, 2: 2}, {0: 1, 1: 2, 2: 0}))
    assert {lane.person for lane in lanes_of(round_, 0)} == {0, 1, 2}


def test_lines_that_cross_are_drawn_so() -> None:
    grid = Grid(plain=False)
    grid.level(0, 0, 2)
    grid.bend(0, 2, 2)
    grid.level(1, 0, 5)
    grid.level(2, 3, 5)
    assert grid.lines() == ["──╮", "──┼──", "  ╰──"]
