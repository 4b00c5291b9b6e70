# SPDX-License-Identifier: Apache-2.0
"""The storyline as a page: what is drawn, what never happens to it, and what it says in sentences.

How whole pictures look is kept in `docs/pictures`; here each thing is looked at by itself.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest

from fabula.model.chronicle import Changed, Deadline, Fired
from fabula.render.drawing.palette import ROLES
from fabula.render.drawing.svg import Page, document
from fabula.render.drawing.typeface import text_width
from fabula.render.storyline.captions import SIZE, WIDTH, Caption, arranged
from fabula.render.storyline.lives import Naming
from fabula.render.storyline.picture import TINTS, storyline
from render.storyline.made import clocked, happening, story

SVG = "{http://www.w3.org/2000/svg}"
LONG = "He said that " + "it went on and on and on, " * 20 + "W" * 300


def tree(page: Page) -> ET.Element:
    return ET.fromstring(document(page))


def texts(page: Page) -> list[str]:
    """All texts that are seen."""
    return [seen(each) for each in tree(page).iter(f"{SVG}text")]


def seen(text: ET.Element) -> str:
    """A text without its title."""
    return (text.text or "") + "".join(child.tail or "" for child in text)


def titles(page: Page) -> list[str]:
    """What is said where the pointer is."""
    return [each.text or "" for each in tree(page).iter(f"{SVG}title")]


def circles(page: Page, look: str) -> int:
    """How many circles have this fill, marks of the legend not counted."""
    return sum(look in each.get("class", "") and each.get("cx") is not None for each in tree(page).iter(f"{SVG}circle"))


# ---------------------------------------------------------------------------------------------------- strange stories


def test_nobody_is_in_the_story() -> None:
    page = storyline(story((), [(), ()], [happening(1, "The wind rises.")]))
    assert "The wind rises." in texts(page)
    assert "Nobody is in this story." in texts(page)
    assert page.description == "Nobody is in this story. 1. The wind rises."


def test_nothing_happens() -> None:
    page = storyline(story(("Ash", "Wren"), [("hall", "yard")]))
    assert texts(page).count("Ash") == 2
    assert page.description == "At first Ash is at the hall. At first Wren is at the yard. Nothing happens."


def test_one_person() -> None:
    events = [happening(1, "Ash goes out.", [0], [0])]
    page = storyline(story(("Ash",), [("hall",), ("yard",)], events))
    assert circles(page, "fill-person-0") == 1
    assert page.description.endswith("1. Ash goes out. Now Ash is at the yard.")


def test_of_a_crowd_those_without_a_part_are_named_below() -> None:
    names = [f"P{number}" for number in range(200)]
    page = storyline(story(names, [("hall",) * 200] * 2, [happening(1, "P3 sings to P5.", [3, 5], [3, 5])]))
    assert texts(page).count("P3") == 2
    assert "P7" not in texts(page)
    (said,) = [title for title in titles(page) if title.startswith("Without a part")]
    assert said == "Without a part in the story, and not drawn: P0, P1, P2, P4, P6, P7 and 192 others."
    assert page.height < 400


def test_two_hundred_people_who_all_have_a_part_all_have_a_line() -> None:
    names = [f"P{number}" for number in range(200)]
    places = [tuple("hall" if (number + moment) % 3 else "yard" for number in range(200)) for moment in range(4)]
    page = storyline(story(names, places, [happening(number, "All go.", [number], [number]) for number in (1, 2, 3)]))
    assert set(names) <= set(texts(page))


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><image href="x"/>', "]]>&amp;<!--", "\x00\x1b\ud800"])
def test_nothing_that_an_author_writes_becomes_markup(evil: str) -> None:
    events = [happening(1, evil, [0], [0], scene=evil)]
    chronicle = story((evil, "Ash"), [(evil, evil), (evil, evil)], events, title=evil)
    page = storyline(chronicle)
    tags = {each.tag.removeprefix(SVG) for each in tree(page).iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "path", "text", "circle", "g"}
    assert len(list(tree(page).iter(f"{SVG}style"))) == 2


def test_names_of_every_script_are_there() -> None:
    names = ("נועה בת דוד", "灯台守の鈴木さん", "Ünïcødé", "A" * 80)
    page = storyline(story(names, [("hall",) * 4] * 2, [happening(1, "灯" * 200, [0, 1], [0])]))
    assert set(names[:3]) <= set(texts(page))
    assert names[3] in titles(page)
    assert all(text_width(text, bold=True) < 200 for text in texts(page) if not text.startswith("灯"))


def test_long_texts_are_cut_and_whole_under_the_pointer() -> None:
    page = storyline(story(("Ash",), [("hall",)] * 2, [happening(1, LONG, [0], [0])], title=LONG))
    assert f"1. {LONG} (do())" in titles(page)
    assert all(len(text) < 120 for text in texts(page))


# ------------------------------------------------------------------------------------------------- what never happens


@pytest.mark.parametrize("count", [3, 30, 120])
@pytest.mark.parametrize("step", [19.0, 50.0, 130.0])
def test_captions_do_not_overlap(count: int, step: float) -> None:
    captions = [Caption("word " * (number % 9 + 1), "", number * step, None) for number in range(count)]
    edge = count * step + 200
    block = arranged(captions, edge)
    assert len(block.placed) == count
    for one, other in combinations(block.placed, 2):
        if one.tier == other.tier:
            (left, right) = sorted((one, other), key=lambda each: each.left)
            assert left.left + max([text_width(line, SIZE) for line in left.lines], default=0.0) <= right.left
    for each in block.placed:
        assert all(text_width(line, SIZE) <= WIDTH for line in each.lines)
        assert each.left + max([text_width(line, SIZE) for line in each.lines], default=0.0) <= edge


def test_everything_is_inside_the_picture() -> None:
    names = ("Ash", "Wren with a very long name that goes on")
    events = [happening(number, LONG, [number % 2], [0, 1], scene=f"Scene {number}") for number in range(1, 9)]
    page = storyline(story(names, [("hall", "yard")] * 9, events))
    for each in tree(page).iter(f"{SVG}text"):
        x, anchor = float(each.get("x", "0")), each.get("class", "")
        width = text_width(seen(each), 10.0)
        left = x - width if "end" in anchor.split() else x
        assert left >= 0
        assert left + width <= page.width + 1
        assert float(each.get("y", "0")) <= page.height


def test_a_narrow_page_has_narrow_columns() -> None:
    events = [happening(number, "Ash waits.", [0], [0]) for number in range(1, 21)]
    chronicle = story(("Ash",), [("hall",)] * 21, events)
    assert storyline(chronicle, width=700).width == pytest.approx(700, abs=5)
    assert storyline(chronicle).width > 1000
    assert storyline(chronicle, width=100).width < 700


def test_a_picture_is_the_same_each_time_and_has_no_script() -> None:
    names = [f"P{number}" for number in range(9)]
    places = [tuple(f"room{(number * moment) % 4}" for number in range(9)) for moment in range(20)]
    events = [happening(number, f"Event {number}.", [number % 9], [0, 1]) for number in range(1, 20)]
    once, again = (document(storyline(story(names, places, events))) for _ in range(2))
    assert once == again
    assert not re.search(r"<script|javascript:|style=|onload", once)
    assert all(found.startswith("storyline") for found in re.findall(r'\bid="([^"]*)"', once))


# ------------------------------------------------------------------------------------------------------ what is shown


def test_marks_are_hollow_for_those_who_do_not_see_it() -> None:
    places = [("hall", "hall", "hall", "yard")] * 2
    page = storyline(story(("Ash", "Wren", "Rook", "Finch"), places, [happening(1, "Ash robs Wren.", [0, 1], [0, 3])]))
    assert circles(page, "fill-person-0") == 1
    assert circles(page, "fill-paper line-person-1") == 1, "Wren does not see it"
    assert circles(page, "fill-paper line-person-2") == 1, "Rook is near and does not see it"
    assert circles(page, "line-person-3") == 0, "Finch sees it from afar"
    assert {"does not see it", "near, but does not see it", "sees it", "acts"} <= set(texts(page))


def test_what_nobody_wants_is_a_diamond_on_the_lines_that_it_changes() -> None:
    chronicle = story(("Ash",), [("hall",), ("yard",)], [], {"alive": [[True], [True]]})
    changed = Changed(0, False, True, "Ash is alive")
    chronicle = replace(chronicle, events=(replace(happening(1, "A gust."), changes=(changed,), seers=(0,)),))
    assert "nobody wants it: chance" in texts(storyline(chronicle))


def test_who_dies_has_a_cross_and_no_line_after_it() -> None:
    alive = {"alive": [[True, True], [False, True], [False, True]]}
    events = [happening(1, "Wren shoots.", [1], [0, 1]), happening(2, "Wren goes.", [1], [1])]
    page = storyline(story(("Ash", "Wren"), [("hall", "hall")] * 3, events, alive))
    assert "Ash dies" in titles(page)
    assert texts(page).count("Ash") == 1
    assert texts(page).count("Wren") == 2


def test_the_dead_are_dotted_while_they_matter() -> None:
    alive = {"alive": [[True, True], [False, True], [False, True], [False, True]]}
    events = [
        happening(1, "Ash falls.", [0], [0, 1]),
        happening(2, "Wren waits.", [1], [1]),
        happening(3, "Wren buries Ash.", [1, 0], [1]),
    ]
    page = storyline(story(("Ash", "Wren"), [("hall", "hall")] * 4, events, alive))
    assert any(each.get("stroke-dasharray") == "0.1 5" for each in tree(page).iter(f"{SVG}path"))


def test_another_nature_is_another_stroke() -> None:
    beings = {"alive": [[True], [False]], "undead": [[False], [True]], "risen": [[False], [True]]}
    chronicle = story(("Ash",), [("hall",)] * 2, [happening(1, "Ash drinks.", [0], [0])], beings)
    page = storyline(chronicle)
    assert "undead" in texts(page)
    assert "Ash: undead" in titles(page)
    assert texts(page).count("Ash") == 2
    assert "risen" in texts(storyline(chronicle, Naming(natures=("risen",))))


def test_life_has_the_name_that_it_is_given() -> None:
    chronicle = story(("Ash",), [("hall",)] * 2, [happening(1, "Ash sleeps.", [0], [0])], {"awake": [[True], [False]]})
    assert "Ash dies" not in titles(storyline(chronicle))
    assert "Ash dies" in titles(storyline(chronicle, Naming(life="awake")))


def test_laws_are_said_below() -> None:
    event = replace(happening(1, "Ash lets go.", [0], [0]), laws=(Fired("falls", ("Ash",), "The cup falls.", False),))
    page = storyline(story(("Ash",), [("hall",)] * 2, [event]))
    assert "The cup falls." in texts(page)
    assert "a law of the world" in texts(page)


def test_dawns_are_where_the_clock_comes_to_them_or_behind_the_end() -> None:
    chronicle = story(("Ash",), [("hall",)] * 4, [happening(number, "Ash waits.", [0], [0]) for number in (1, 2, 3)])
    chronicle = replace(
        clocked(chronicle, [0, 2, 4, 6]), deadlines=(Deadline(None, "dawn", 3), Deadline(None, "noon", 9))
    )
    page = storyline(chronicle)
    assert "dawn (3)" in titles(page)
    assert "noon (9), to which the story does not come" in titles(page)
    said = [seen(each) for each in tree(page).iter(f"{SVG}text") if each.get("class") == "small middle fill-muted"]
    assert said == ["0", "2", "4", "6"]


def test_the_ending_is_said() -> None:
    chronicle = story(("Ash",), [("hall",)], [])
    last = replace(chronicle.moments[-1], endings=("home",))
    page = storyline(replace(chronicle, moments=(last,), endings=(("home", "Ash is home."),)))
    assert "Ash is home." in texts(page)
    assert page.description.endswith("The ending: Ash is home.")


def test_where_the_story_breaks_is_said() -> None:
    broken = replace(story(("Ash",), [("hall",)]), broken="The laws never come to rest.")
    assert {"The story breaks", "The laws never come to rest."} <= set(texts(storyline(broken)))
    assert storyline(broken).description.endswith("There the story breaks: The laws never come to rest.")


def test_what_cannot_happen_is_said_in_another_colour() -> None:
    event = replace(happening(1, "Ash flies.", [0], [0]), possible=False)
    svg = document(storyline(story(("Ash",), [("hall",)] * 2, [event])))
    assert re.search(r'class="[^"]*fill-wrong"[^>]*>Ash flies\.<', svg)


def test_an_event_of_a_flashback_says_as_which_it_is_told() -> None:
    events = [
        replace(happening(number, "Ash waits.", [0], [0]), told=told) for number, told in ((1, 2), (2, 1), (3, 3))
    ]
    said = texts(storyline(story(("Ash",), [("hall",)] * 4, events)))
    assert [text for text in said if text[:1] in "123" and text] == ["1, told as 2", "2, told as 1", "3"]


def test_without_places_the_people_of_an_event_come_together() -> None:
    events = [happening(1, "Ash meets Rook.", [0, 2], [0, 2])]
    page = storyline(story(("Ash", "Wren", "Rook"), [(None,) * 3] * 2, events))
    rows = sorted(float(each.get("cy", "0")) for each in tree(page).iter(f"{SVG}circle") if each.get("cx"))
    assert rows[1] - rows[0] == 18


def test_every_moment_can_be_pointed_at() -> None:
    page = storyline(story(("Ash",), [("hall",)] * 3, [happening(number, "Ash waits.", [0], [0]) for number in (1, 2)]))
    moments = [each.get("data-moment") for each in tree(page).iter(f"{SVG}rect") if each.get("data-moment")]
    assert moments == ["0", "1", "2"]


@pytest.mark.parametrize("page", [0, 1])
def test_texts_and_lines_stand_out_from_the_tints_of_places(page: int) -> None:
    tints = [colours[page] for role, colours in ROLES.items() if role.startswith("place-")]
    assert len(tints) == TINTS
    for role, colours in ROLES.items():
        if role in {"ink", "muted", "accent", "wrong", "warm"} or role.startswith("person-"):
            least = 3 if role.startswith("person-") else 4.5
            assert all(contrast(colours[page], tint) >= least for tint in tints), role


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 has it."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
