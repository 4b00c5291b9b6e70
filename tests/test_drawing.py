# SPDX-License-Identifier: Apache-2.0
"""Pictures from Python: `Story.draw`, `World.draw` and what can be done with a `Drawing`."""

from pathlib import Path

import pytest

import fabula
from fabula.api import Drawing

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def story() -> fabula.Story:
    return fabula.load_story(DATA / "the-gift.md")


@pytest.fixture(scope="module")
def world() -> fabula.World:
    return fabula.load(DATA / "stolen-fire.world")


def test_a_story_is_drawn(story: fabula.Story) -> None:
    drawing = story.draw()
    assert isinstance(drawing, Drawing)
    assert (len(drawing), drawing.titles) == (1, ("The gift: storyline",))
    assert drawing.svg == drawing.svgs[0] == drawing._repr_html_()
    assert repr(drawing) == "<Drawing 'The gift: storyline'>"


def test_a_what_if_is_drawn(story: fabula.Story) -> None:
    assert story.draw(without="go(Wren, yard)").titles == ("The gift: What if: without go(Wren, yard)",)
    assert story.draw(change=["lit(lamp)", "keeper(lamp) = Wren"], at="start").titles[0].startswith("The gift: What if")


@pytest.mark.parametrize("picture", ["beliefs", "strip", "causes", "endings"])
def test_other_pictures_are_drawn(story: fabula.Story, picture: str) -> None:
    assert story.draw(picture).svg.startswith("<svg ")


def test_a_world_is_drawn_story_by_story(world: fabula.World) -> None:
    assert world.draw(length=3).titles == ("The lamp has a new keeper: storyline",)
    assert len(world.draw("endings", length=3)) == 1


def test_a_story_that_was_not_found_in_time_is_missing_and_said_to_be(world: fabula.World) -> None:
    cancel = fabula.Cancel()
    cancel.set("time")
    assert (len(world.draw(cancel=cancel)), world.draw(cancel=cancel).limits) == (0, ("time",))


def test_pictures_of_several_stories_have_names_of_their_own() -> None:
    drawing = fabula.load(DATA.parents[1] / "worlds" / "cloak" / "cloak.world").draw()
    assert [page.name for page in drawing.pages] == ["storyline-1", "storyline-2"]
    assert 'id="storyline-2-title"' in drawing.svgs[1]


def test_the_width_and_the_theme_are_heeded(story: fabula.Story) -> None:
    assert story.draw(width=400).pages[0].width < story.draw().pages[0].width
    assert "prefers-color-scheme" not in story.draw(theme="light").svg


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-")])
def test_a_drawing_is_saved(story: fabula.Story, tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"gift.{ending}"
    assert story.draw().save(path) == (str(path),)
    assert path.read_bytes().startswith(begins)


def test_several_pictures_are_numbered(story: fabula.Story, tmp_path: Path) -> None:
    drawing = story.draw("strip", about=["keeper(lamp)", "at(Ash)"])
    assert [Path(name).name for name in drawing.save(tmp_path / "fact.svg")] == ["fact-1.svg", "fact-2.svg"]
    assert len({page.name for page in drawing.pages}) == 2, "both may stand in one page"


def test_what_makes_no_sense_is_raised(story: fabula.Story, tmp_path: Path) -> None:
    with pytest.raises(fabula.InvalidQuestion, match="no picture called `novel`"):
        story.draw("novel")
    with pytest.raises(fabula.InvalidQuestion, match="no theme called `blue`"):
        story.draw(theme="blue")
    with pytest.raises(fabula.InvalidQuestion, match="`lit` is no fact"):
        story.draw(by="lit")
    with pytest.raises(fabula.InvalidText, match="og"):
        story.draw(without="og(Wren, yard)")
    with pytest.raises(fabula.InvalidText, match="noon"):
        story.draw("beliefs", at="noon")
    with pytest.raises(fabula.InvalidQuestion, match="by the ending of the file's name"):
        story.draw().save(tmp_path / "gift.gif")
    (tmp_path / "taken.svg").mkdir()
    with pytest.raises(OSError, match="taken"):
        story.draw().save(tmp_path / "taken.svg")
