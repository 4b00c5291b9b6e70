# SPDX-License-Identifier: Apache-2.0
"""The editor of the page with the language server behind it: what editors everywhere offer, here in the browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import browser
from studio.served import served
from studio.studio_page import StudioPage, studio_page

pytestmark = browser.GROUP

WORLDS = Path(__file__).parents[2] / "worlds"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("language")
    shutil.copytree(WORLDS / "tutorial", found / "boat")
    return found


@pytest.fixture(scope="module")
def studio(folder: Path, chromium: Browser) -> Iterator[StudioPage]:
    with served(folder) as running, studio_page(chromium, running) as page:
        yield page


def _at(studio: StudioPage, name: str, word: str, line: str) -> None:
    """Put the cursor into a word of a line."""
    studio.file(name)
    studio.text.focus()
    expect(studio.line(line)).to_be_visible()
    studio.line(line).get_by_text(word, exact=True).first.click()


def test_colours_tell_an_event_from_a_person(studio: StudioPage) -> None:
    studio.file("tutorial.md")
    expect(studio.line("@ pick_up(Nell)").locator("[class*=sem-]").first).to_be_visible()
    classes = {
        word: studio.line("@ pick_up(Nell)").get_by_text(word, exact=True).get_attribute("class")
        for word in ("pick_up", "Nell")
    }
    assert classes["pick_up"] != classes["Nell"]


def test_the_pointer_over_a_name_says_what_it_is(studio: StudioPage) -> None:
    studio.file("tutorial.md")
    expect(studio.page.locator(".lens").last).to_be_visible()  # they come late, and lines move when they do
    studio.line("coins(Nell) = 3").get_by_text("coins", exact=True).hover()
    expect(studio.page.locator(".cm-tooltip")).to_contain_text("fact coins(person) is number")
    studio.page.mouse.move(0, 0)
    expect(studio.page.locator(".cm-tooltip")).to_have_count(0)


def test_what_could_stand_here_is_offered(studio: StudioPage) -> None:
    studio.file("tutorial.md")
    studio.text.focus()
    studio.page.keyboard.press("Control+End")
    studio.page.keyboard.type("\n@ cr")
    studio.page.keyboard.press("Control+Space")
    offered = studio.page.get_by_role("listbox")
    expect(offered).to_contain_text("cross(Nell, quay)")
    expect(offered).not_to_contain_text("cross(Nell, island)")
    studio.page.wait_for_timeout(200)
    studio.page.keyboard.press("Enter")
    expect(studio.text).to_contain_text("@ cross(Nell, quay)")
    for _ in range(3):
        studio.page.keyboard.press("Control+z")


def test_a_name_leads_to_where_it_is_declared(studio: StudioPage) -> None:
    _at(studio, "tutorial.md", "pick_up", "@ pick_up(Nell)")
    studio.page.keyboard.press("F12")
    expect(studio.tab("tutorial.world")).to_have_attribute("aria-selected", "true")
    expect(studio.text.locator(".cm-activeLine")).to_contain_text("event pick_up(p: person):")


def test_a_name_is_changed_everywhere(studio: StudioPage) -> None:
    _at(studio, "tutorial.world", "pick_up", "event pick_up")
    studio.page.keyboard.press("F2")
    field = studio.page.get_by_label("New name")
    field.fill("lift")
    field.press("Enter")
    expect(studio.text).to_contain_text("event lift(p: person):")
    studio.file("tutorial.md")
    expect(studio.text).to_contain_text("@ lift(Nell)")
    expect(studio.tab("tutorial.md")).to_contain_text("unsaved")


def test_a_file_is_given_its_layout(studio: StudioPage) -> None:
    studio.file("tutorial.world")
    studio.text.focus()
    studio.page.keyboard.press("Control+End")
    studio.page.keyboard.type("\nending   far   :   at(Nell)=island")
    studio.page.keyboard.press("Alt+Shift+f")
    expect(studio.text).to_contain_text("ending far: at(Nell) = island")


def test_what_can_be_done_here_is_listed_and_done(studio: StudioPage) -> None:
    studio.file("misspelt.md")
    expect(studio.problems).to_contain_text("There is no event called pick_upp.")
    studio.problems.get_by_role("button", name="Write Nell").click()
    expect(studio.text).to_contain_text("@ cross(Nell, island)")
    studio.line("@ cross(Nell").get_by_text("cross", exact=True).click()
    studio.page.keyboard.press("Alt+Enter")
    listed = studio.page.get_by_role("dialog", name="What can be done here")
    expect(listed.or_(studio.page.get_by_text("There is nothing to be done just here."))).to_be_visible()
