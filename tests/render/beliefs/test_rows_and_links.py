# SPDX-License-Identifier: Apache-2.0
"""What stands in the cells and rows of belief pictures, and how the links of cause graphs run."""

from __future__ import annotations

from fabula.api.picture_wish import PictureName, TextLook, Wish
from fabula.model.causes import Node, NodeKind
from fabula.render.cause_edges import Side, curves, sides_of
from fabula.render.cause_layout import BOX_HEIGHT, BOX_WIDTH, Box
from render.beliefs.pages import LAMP, STORY, drawn, seen, written

AND_BACK = STORY.replace("@ blow_out(Rook)", "@ give(Rook, Ash)")

TOLD = """
    world "A door"
    kind actor: person
    actor Ash, Wren, Rook
    fact door
    fact inside(actor)
    start:
        not door
    event open(p: actor):
        when: not door
        then: door
        by: p on impulse if not door
        seen by q: p = q
    event tell(p: actor, q: actor):
        when: door and p != q
        then: q believes door
        by: p on impulse if door
        seen by r: r = p
    event enter(p: actor):
        when: door and not inside(p)
        then: inside(p)
        by: p on impulse if not inside(p)
"""


def test_a_belief_that_has_become_right_again_is_right_since_it_is_held() -> None:
    (page,) = drawn(Wish(PictureName.BELIEFS, about=("keeper",), who=("Wren",)), AND_BACK)
    assert "from the start" in seen(page)
    assert not any(text.startswith("so until") for text in seen(page))
    (page,) = drawn(Wish(PictureName.BELIEFS, at="2", about=("keeper",), who=("Wren",)), AND_BACK)
    assert "so until 2" in seen(page)


def test_those_who_learn_the_same_at_other_times_have_rows_of_their_own() -> None:
    story = "@ open(Ash)\n@ tell(Ash, Wren)\n@ tell(Ash, Rook)\n"
    (page,) = drawn(Wish(PictureName.STRIP, about=("door",)), story, TOLD)
    assert {"Wren", "Rook"} <= set(seen(page))
    assert "Ash, the reader" in seen(page)
    assert "not so since 1" in seen(page)


def test_a_deed_on_impulse_needs_no_knowledge() -> None:
    story = "@ open(Ash)\n@ tell(Ash, Wren)\n@ enter(Wren)\n"
    text = written(Wish(PictureName.CAUSES), story, TOLD, TextLook())
    assert "← 1 made it possible: door" in text
    assert "let Wren know" not in text
    planned = TOLD.replace("by: p on impulse if not inside(p)", "by: p") + "    wants Wren: 1 if inside(Wren)\n"
    assert "← 2 let Wren know that it could be: Wren believes that door" in written(
        Wish(PictureName.CAUSES), story, planned, TextLook()
    )


def box(number: int, x: float, y: float = 0.0) -> Box:
    """A box of an event."""
    return Box(Node(number, NodeKind.EVENT, number, 0, "", ""), x, y, BOX_WIDTH, BOX_HEIGHT)


def test_a_link_goes_round_what_stands_between() -> None:
    boxes = {0: box(0, 0), 1: box(1, 200), 2: box(2, 400)}
    curve = curves(boxes, [(0, 2)])[0, 2]
    middle = curve.at(0.5)
    assert not 0 <= middle[1] <= BOX_HEIGHT
    straight = curves({0: boxes[0], 2: boxes[2]}, [(0, 2)])[0, 2]
    assert straight.at(0.5)[1] == BOX_HEIGHT / 2


def test_a_link_does_not_enter_from_behind() -> None:
    boxes = {0: box(0, 0), 1: box(1, 100, 300)}
    leaving, entering = sides_of(boxes, (0, 1))
    assert entering in {Side.LEFT, Side.TOP}
    assert leaving in {Side.RIGHT, Side.BOTTOM}


def test_links_at_one_side_are_spread() -> None:
    boxes = {0: box(0, 0), 1: box(1, 300, -150), 2: box(2, 300, 0), 3: box(3, 300, 150)}
    found = curves(boxes, [(0, 1), (0, 2), (0, 3)])
    starts = [found[0, number].start for number in (1, 2, 3)]
    assert len(set(starts)) == 3


def test_lanes_are_named_once() -> None:
    (page,) = drawn(Wish(PictureName.CAUSES), STORY, LAMP)
    assert seen(page).count("Ash") == 1
