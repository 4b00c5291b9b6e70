# SPDX-License-Identifier: Apache-2.0
"""`fabula draw`: files and streams, formats, exit codes, bad input."""

import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app
from usecases.checking import DATA

GIFT = str(DATA / "the-gift.md")
WORLD = str(DATA / "stolen-fire.world")
WITHOUT = ("--without", "go(Wren, yard)")
NOWHERE = """\
world "Nowhere"
person Ana, Bo
fact calm(person)
event hush(p: person, q: person):
    when: p != q and not calm(q)
    then: calm(q)
ending never: calm(Ana) and not calm(Ana)
"""


def draw(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["draw", *arguments])


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    path = tmp_path / "nowhere.world"
    path.write_text(NOWHERE, encoding="utf-8")
    return path


def test_a_picture_is_named_after_its_story(tmp_path: Path) -> None:
    result = draw(GIFT)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "the-gift.svg: The gift: storyline\n"
    assert (tmp_path / "the-gift.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_other_pictures_say_so_in_their_names(tmp_path: Path) -> None:
    assert draw(GIFT, *WITHOUT).stderr == "the-gift-whatif.svg: The gift: What if: without go(Wren, yard)\n"
    assert draw(GIFT, "--picture", "beliefs").exit_code == 0
    assert (tmp_path / "the-gift-beliefs.svg").exists()


def test_the_standard_output_gets_svg_where_asked(tmp_path: Path) -> None:
    result = draw(GIFT, "-o", "-")
    assert result.stdout.startswith("<svg ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("PDF", b"%PDF-")])
def test_the_ending_of_the_name_says_what_is_written(tmp_path: Path, ending: str, begins: bytes) -> None:
    result = draw(GIFT, "-o", f"deep/gift.{ending}")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "deep" / f"gift.{ending}").read_bytes().startswith(begins)


def test_a_sharper_png_has_more_pixels(tmp_path: Path) -> None:
    sizes = []
    for sharpness in ("1", "3"):
        draw(GIFT, "-o", "gift.png", "--sharpness", sharpness)
        data = (tmp_path / "gift.png").read_bytes()
        sizes.append(int.from_bytes(data[16:20], "big"))
    assert sizes[1] == pytest.approx(sizes[0] * 3, abs=3)


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    result = draw(GIFT, "-o", "gift.png")
    assert result.exit_code == 2
    assert result.stderr == 'error: pictures as PNG and PDF need vl-convert: pip install "fabula[pictures]"\n'


def test_a_world_is_drawn_story_by_story(tmp_path: Path) -> None:
    result = draw(WORLD)
    assert result.exit_code == 0
    assert result.stderr == "stolen-fire.svg: The lamp has a new keeper: storyline\n"
    assert "Wren" in (tmp_path / "stolen-fire.svg").read_text(encoding="utf-8")


def test_a_world_without_stories_has_no_picture(nowhere: Path) -> None:
    result = draw(str(nowhere))
    assert (result.exit_code, result.stderr) == (1, "error: there is no story to draw: none comes to an ending\n")


def test_a_limit_is_said() -> None:
    result = draw(WORLD, "--time", "0")
    assert result.exit_code == 3
    assert result.stderr == "error: gave up looking for the story to an ending, since the time was up\n"


def test_the_theme_is_fixed_where_asked() -> None:
    assert "prefers-color-scheme" in draw(GIFT, "-o", "-").stdout
    dark = draw(GIFT, "-o", "-", "--theme", "dark").stdout
    assert "prefers-color-scheme" not in dark
    assert "#16181d" in dark


def test_text_goes_to_the_standard_output(tmp_path: Path) -> None:
    result = draw(GIFT, "--text")
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "─" in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("picture", ["storyline", "beliefs"])
def test_a_terminal_gets_colours_and_the_same_characters(picture: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = draw(GIFT, "--text", "--picture", picture).stdout
    monkeypatch.setattr("fabula.cli.drawing.use_colour", lambda: True)
    coloured = draw(GIFT, "--text", "--picture", picture).stdout
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert len(set(re.findall(r"\x1b\[([\d;]*)mAsh", coloured))) == 1
    assert "\x1b[" not in plain


def test_ascii_has_no_other_characters() -> None:
    result = draw(GIFT, "--ascii", "--width", "60")
    assert result.stdout.isascii()
    assert max(map(len, result.stdout.splitlines())) <= 60


def test_text_may_be_written_to_a_file(tmp_path: Path) -> None:
    assert draw(GIFT, "--text", "-o", "gift.txt").stdout == ""
    assert (tmp_path / "gift.txt").read_text(encoding="utf-8") == draw(GIFT, "--text").stdout


def test_a_what_if_in_text_says_what_becomes_of_each_event() -> None:
    result = draw(GIFT, *WITHOUT, "--text")
    assert result.exit_code == 0
    assert "What if: without go(Wren, yard)" in result.stdout
    assert re.search(r"Event \d \(.*\) cannot happen", result.stdout.replace("\n    ", " "))


def test_a_change_of_nothing_that_is_drawn_says_so() -> None:
    result = draw(GIFT, "--change", "Wren believes not lit(lamp)", "-o", "-")
    assert result.exit_code == 0
    assert "Nothing that can be drawn comes out differently." in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such.md",), "no-such.md"),
        ((GIFT, "-o", "gift.gif"), "written as .svg, .png or .pdf"),
        ((GIFT, "--text", "-o", "gift.svg"), "a picture in text is no .svg, .png or .pdf"),
        ((GIFT, "--by", "lit"), "`lit` is no fact of this world that says where somebody is"),
        ((GIFT, "--picture", "causes", *WITHOUT), "a what-if is drawn as a storyline"),
        ((GIFT, "--without", "og(Wren, yard)"), "unknown-event"),
        ((GIFT, "--change", "lit(lmap)"), "unknown-name"),
        ((GIFT, "--variant", "no-such.world"), "no-such.world"),
        ((GIFT, "--picture", "endings", "--text"), "there is no picture `endings` in text"),
        ((GIFT, "--picture", "beliefs", "--at", "noon"), "noon"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = draw(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken.svg").mkdir()
    result = draw(GIFT, "-o", "taken.svg")
    assert result.exit_code == 2
    assert "cannot-write" in result.stderr
