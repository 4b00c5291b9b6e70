# SPDX-License-Identifier: Apache-2.0
"""What-ifs as one picture: what is common is drawn once, and each story goes its way from where they part."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from fabula.model.parted import Parted, PartedStep
from fabula.model.whatif import Fate
from fabula.render.drawing.svg import document
from fabula.render.storyline.lives import BY_NAME
from fabula.render.storyline.parting import both_tracks, partings
from fabula.render.storyline.parting_picture import parted_storyline
from fabula.render.storyline.terminal import parted_text
from render.storyline.made import happening, story

NAMES = ("Ash", "Wren")
EVENTS = [
    happening(1, "Ash calls.", [0], [0, 1]),
    happening(2, "Ash goes out.", [0], [0, 1]),
    happening(3, "Wren follows.", [1], [0, 1]),
]
TOLD = story(NAMES, [("hall", "hall"), ("hall", "hall"), ("yard", "hall"), ("yard", "yard")], EVENTS, title="Out")
STAYS = story(NAMES, [("hall", "hall"), ("hall", "hall")], [happening(1, "Ash calls.", [0], [0, 1])])
PARTED = Parted(
    TOLD,
    STAYS,
    0,
    ("without go(Ash)",),
    (
        PartedStep(0, Fate.AS_TOLD, (0,), False, ()),
        PartedStep(1, Fate.LEFT_OUT, (), False, ()),
        PartedStep(2, Fate.IMPOSSIBLE, (), False, ("`at(Ash)` is hall",)),
    ),
)


def test_what_is_common_is_drawn_once() -> None:
    both = both_tracks(PARTED, BY_NAME)
    assert both is not None
    assert [column.event for column in both.told.columns] == [0, 1, 2, None]
    assert both.fork == 0
    assert both.changed.first == 1
    assert [(column.moment, column.event) for column in both.changed.columns] == [(1, None), (1, None), (1, None)]
    assert [(column, step.told) for column, step in both.gone] == [(1, 1), (2, 2)]


def test_events_that_answer_to_each_other_stand_in_one_column() -> None:
    twice = story(
        NAMES,
        [("hall", "hall"), ("hall", "hall"), ("hall", "hall"), ("yard", "hall"), ("yard", "yard")],
        [EVENTS[0], happening(2, "Ash waits.", [0], [0, 1]), happening(3, "Ash goes out.", [0], [0, 1]), EVENTS[2]],
    )
    steps = (
        PARTED.steps[0],
        PartedStep(1, Fate.INSTEAD, (1, 2), False, ()),
        PartedStep(2, Fate.AS_TOLD, (3,), False, ()),
    )
    both = both_tracks(replace(PARTED, changed=twice, steps=steps), BY_NAME)
    assert both is not None
    assert [column.event for column in both.told.columns] == [0, 1, None, 2, None]
    assert [column.event for column in both.changed.columns] == [1, 2, 3, None]


def test_stories_that_part_at_once_have_a_column_before_it() -> None:
    elsewhere = story(NAMES, [("hall", "yard")], [])
    steps = tuple(PartedStep(place, Fate.IMPOSSIBLE, (), False, ()) for place in range(3))
    both = both_tracks(replace(PARTED, changed=elsewhere, steps=steps), BY_NAME)
    assert both is not None
    assert both.told.columns[0].event is None
    assert (both.fork, both.changed.first) == (0, 1)


def test_where_nothing_differs_there_is_one_story() -> None:
    steps = tuple(PartedStep(place, Fate.AS_TOLD, (place,), False, ()) for place in range(3))
    same = replace(PARTED, changed=TOLD, steps=steps)
    assert both_tracks(same, BY_NAME) is None
    assert "Nothing that can be drawn comes out differently." in document(parted_storyline(same))
    assert "Nothing that can be drawn comes out differently." in parted_text(same)


def test_the_lower_story_is_broken_and_says_what_does_not_happen() -> None:
    page = parted_storyline(PARTED)
    root = ET.fromstring(document(page))
    said = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Under the change" in said
    assert any(text.startswith("Left out: ") for text in said)
    assert sum(each.get("stroke-dasharray") == "7 4" for each in root.iter("{http://www.w3.org/2000/svg}path")) == 3
    assert page.title == "Out: What if: without go(Ash)"
    assert "Event 3 (Wren follows) cannot happen: `at(Ash)` is hall." in page.description
    assert page.description.endswith("Then no ending is reached.")


def test_the_lower_story_is_below_the_upper_one() -> None:
    both = both_tracks(PARTED, BY_NAME)
    assert both is not None
    svg = document(parted_storyline(PARTED))
    label = re.search(r'<text x="[^"]*" y="([\d.]+)"[^>]*>Under the change', svg)
    assert label is not None
    rows = [float(y) for y in re.findall(r'<text [^>]*y="([\d.]+)"[^>]*>Wren<', svg)]
    assert sorted([*rows, float(label[1])]).index(float(label[1])) == 2, "two names of hers above it, one below"


def test_it_is_the_same_in_text() -> None:
    text = parted_text(PARTED)
    assert text.startswith("Out\n")
    assert "What if: without go(Ash) (from event 2 on)" in text
    assert "Event 2 (Ash goes out) is left out." in text
    assert partings(PARTED)[1] == "Event 3 (Wren follows) cannot happen: `at(Ash)` is hall."
