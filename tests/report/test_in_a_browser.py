# SPDX-License-Identifier: Apache-2.0
"""The report opened in Chromium: complete, reachable with the keyboard alone, free of what axe finds, printable."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

import browser
from browser import opened, violations
from fabula.model.report import EventTold, Expected
from report.making import STORY, WORLD, founding, page_of

pytestmark = browser.GROUP
WORLDS = ("gates/gates.md", "puddle/puddle.md")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports that are looked at."""
    folder = tmp_path_factory.mktemp("reports")
    for name in (*WORLDS, "gates/broken.md", "tutorial/misspelt.md", "tutorial/tutorial.world"):
        (folder / f"{Path(name).name}.html").write_text(founding(name).html, encoding="utf-8")
    (folder / "dark.html").write_text(page_of(STORY, drawn=True), encoding="utf-8")
    return folder


def go(page: Page, folder: Path, name: str) -> None:
    page.goto((folder / f"{Path(name).name}.html").as_uri())


@pytest.mark.parametrize("name", WORLDS)
def test_a_founding_world_is_complete(chromium: Browser, pages: Path, name: str) -> None:
    items = [item for aside in founding(name).report.stories[0].asides for item in aside.items]
    events = [item.event for item in items if isinstance(item, EventTold) and item.event is not None]
    expected = [item.text for item in items if isinstance(item, Expected)]
    with opened(chromium) as page:
        go(page, pages, name)
        notes = page.locator(".event .what span[dir]").all_inner_texts()
        assert notes == [event.text for event in events]
        assert page.locator(".beside .expected code").all_inner_texts() == expected
        assert page.locator(".beside .failed, .beside .finding").count() == 0
        assert page.locator(".what-if").count() == len(founding(name).report.stories[0].what_ifs) > 5
        assert page.locator(".canvas svg").count() >= 4
        assert page.locator("input[type=range]").get_attribute("max") == str(len(events))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", [*WORLDS, "gates/broken.md", "tutorial/misspelt.md", "tutorial/tutorial.world"])
def test_axe_finds_nothing(chromium: Browser, pages: Path, name: str, dark: bool) -> None:
    with opened(chromium, dark=dark) as page:
        go(page, pages, name)
        for fold in page.locator("details").all()[:12]:
            fold.evaluate("each => { each.open = true; }")
        assert violations(page) == []


def test_the_slider_moves_with_the_keyboard(chromium: Browser, pages: Path) -> None:
    with opened(chromium) as page:
        go(page, pages, "gates.md")
        slider = page.get_by_role("slider", name="Moment of the story")
        slider.focus()
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext") == "After 6 of 17: Faith pushes Spike out of the way."
        current = page.locator(".event.current")
        expect(current).to_have_attribute("aria-current", "step")
        assert "Faith pushes Spike" in current.inner_text()
        expect(current).to_be_in_viewport()
        assert "holder(key) = Faith" in " ".join(page.locator(".panel .now").all_inner_texts())
        cursors = page.locator(".canvas .cursor").all()
        assert len(cursors) == 3
        places = [float(cursor.get_attribute("x1") or 0) for cursor in cursors]
        page.keyboard.press("ArrowRight")
        moved = [float(each.get_attribute("x1") or 0) - place for each, place in zip(cursors, places, strict=True)]
        assert min(moved) >= 0 < max(moved), moved
        page.keyboard.press("End")
        for canvas in page.locator(".canvas").filter(has=page.locator(".cursor")).all():
            frame, line = canvas.bounding_box(), canvas.locator(".cursor").bounding_box()
            assert frame is not None
            assert line is not None
            assert frame["x"] <= line["x"] <= frame["x"] + frame["width"]
        assert "The gates are shut, and Faith walks." in page.locator(".panel .reached").inner_text()
        page.keyboard.press("Home")
        assert slider.get_attribute("aria-valuetext") == "At the start"
        assert page.locator(".event.current").count() == 0


def test_one_deeper_into_what_they_think_that_others_think(chromium: Browser, pages: Path) -> None:
    with opened(chromium) as page:
        go(page, pages, "gates.md")
        page.locator("input[type=range]").fill("6")
        spike = page.locator(".panel > details").nth(3)
        assert spike.locator("> summary bdi").inner_text() == "Spike"
        fold = spike.locator("> summary")
        fold.focus()
        page.keyboard.press("Enter")
        deeper = spike.locator("details", has_text="thinks that Willow believes")
        deeper.locator("summary").focus()
        page.keyboard.press("Enter")
        assert "holder(key) = Dawn" in deeper.inner_text()
        page.locator("button.forth").click()
        expect(deeper.locator("li").first).to_be_visible()


def test_the_panel_says_what_the_ledger_says(chromium: Browser, pages: Path) -> None:
    story = founding("puddle/puddle.md").report.stories[0]
    assert story.ledger is not None
    ledger = story.ledger
    with opened(chromium) as page:
        go(page, pages, "puddle.md")
        for moment in range(len(ledger.moments)):
            page.locator("input[type=range]").fill(str(moment))
            told: list[str] = page.locator(".panel > details > summary .tally").all_inner_texts()
            wrong = [
                sum(not ledger.so(fact, (person,), moment) for fact in range(len(ledger.facts)))
                for person in range(len(ledger.people))
            ]
            assert [sum(map(int, re.findall(r"\d+", each))) for each in told] == wrong, moment


def test_a_narrow_page_has_the_panel_on_demand(chromium: Browser, pages: Path) -> None:
    with opened(chromium, width=360, height=740) as page:
        go(page, pages, "gates.md")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        expect(page.locator(".panel")).to_be_hidden()
        opener = page.get_by_role("button", name="What is so now")
        opener.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".panel")).to_be_visible()
        assert opener.get_attribute("aria-expanded") == "true"
        assert violations(page) == []


def test_without_scripts_everything_is_there_to_read(chromium: Browser, pages: Path) -> None:
    with opened(chromium, scripts=False) as page:
        go(page, pages, "gates.md")
        assert page.locator(".event").count() == 17
        expect(page.locator(".side")).to_be_hidden()
        page.locator(".what-if summary").first.click()
        expect(page.locator(".what-if .beats").first).to_be_visible()


def test_a_link_to_a_what_if_unfolds_it(chromium: Browser, pages: Path) -> None:
    with opened(chromium) as page:
        go(page, pages, "dark.html".removesuffix(".html"))
        page.get_by_role("link", name="The whole what-if 1").press("Enter")
        expect(page.locator("#story-what-if-1 .ends")).to_be_visible()


def test_it_prints(chromium: Browser, pages: Path) -> None:
    with opened(chromium) as page:
        go(page, pages, "puddle.md")
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert 4 <= len(printed.pages) <= 30
        assert "The puddle" in printed.pages[0].extract_text()
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator(".side")).to_be_hidden()
        for reason in page.locator(".reason p").all():
            expect(reason).to_be_visible()
        paper: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)"


def test_each_story_of_a_world_has_its_own_slider(chromium: Browser, pages: Path) -> None:
    stories = founding("tutorial/tutorial.world").report.stories
    with opened(chromium) as page:
        go(page, pages, "tutorial.world")
        assert page.locator("input[type=range]").count() == len(stories)
        ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
        assert len(ids) == len(set(ids))


def test_what_an_author_wrote_stays_text_in_the_panel(chromium: Browser, tmp_path: Path) -> None:
    world = WORLD.replace("person Ash, Wren", 'person Ash "<img src=x onerror=alert(1)></script>", Wren')
    (tmp_path / "evil.html").write_text(page_of(STORY, world, drawn=True), encoding="utf-8")
    with opened(chromium) as page:
        go(page, tmp_path, "evil")
        page.locator("input[type=range]").fill("1")
        assert "<img src=x onerror=alert(1)></script>" in page.locator(".panel").inner_text()
        assert page.locator("img").count() == 0
        data: Any = json.loads(page.locator("script.moments").text_content() or "")
        assert data["people"][0]["shown"].startswith("<img")
