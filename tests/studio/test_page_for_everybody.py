# SPDX-License-Identifier: Apache-2.0
"""The page without a mouse, on a telephone, in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import browser
from studio.served import served
from studio.studio_page import VIEWS, studio_page

pytestmark = browser.GROUP


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


_WHERE = """() => {
    const at = document.activeElement;
    const pane = at.closest('[data-place]')?.dataset.place ?? '';
    return `${pane}: ${at.getAttribute('aria-label') || at.textContent.trim()}`;
}"""
"""What has the keyboard: the pane, and the name of the element."""


def _arrives(page: Page, where: str) -> None:
    """The keyboard comes to a pane, and to an element in it whose name begins so."""
    page.wait_for_function(f"where => ({_WHERE})().startsWith(where)", arg=where)


def test_everything_is_reached_by_the_keyboard(tmp_path: Path, chromium: Browser) -> None:
    with served(tmp_path) as running, studio_page(chromium, running) as studio:
        page = studio.page
        _press(page, "Alt+n")
        expect(page.get_by_role("dialog", name="New")).to_be_visible()
        _press(page, "Enter")
        expect(studio.tab("tutorial.md")).to_be_visible()
        expect(studio.text).to_be_focused()
        _press(page, "Control+End")
        page.keyboard.type("She waved.")
        studio.save()
        assert "She waved." in _saved(tmp_path)
        _press(page, "F6")
        _arrives(page, "story: Moment")
        _press(page, "ArrowRight")
        expect(studio.story).to_contain_text("Who believes what")
        _arrives(page, "story: Beliefs")
        _press(page, "F6")
        _arrives(page, "files: ")
        _press(page, "Shift+F6")
        _arrives(page, "story: ")
        _press(page, "Alt+4")
        expect(studio.story).to_be_focused()
        expect(studio.story.get_by_role("switch")).to_have_count(3)
        _press(page, "Tab", "Space")
        expect(studio.story.get_by_role("switch").first).to_have_attribute("aria-checked", "false")
        expect(studio.story).to_contain_text("The stories part at")
        _press(page, "?")
        keys = page.get_by_role("dialog", name="Keys")
        expect(keys).to_contain_text("Save this file")
        _press(page, "Escape")
        expect(keys).to_have_count(0)
        _press(page, "Alt+0")
        expect(studio.text).to_be_focused()


_SEEN = """() => {
    const at = document.activeElement;
    return at === document.body || at.isContentEditable || getComputedStyle(at).outlineStyle === 'solid';
}"""
"""Whether one can see where the keyboard is; a text has its caret, and the browser itself what it likes."""


def _saved(folder: Path) -> str:
    return (folder / "boat" / "tutorial.md").read_text(encoding="utf-8")


def test_focus_can_be_seen_wherever_it_is(tmp_path: Path, chromium: Browser) -> None:
    with served(tmp_path) as running, studio_page(chromium, running) as studio:
        studio.new("The last boat", "boat")
        studio.page.locator("body").click(position={"x": 5, "y": 5})
        unseen = []
        for _ in range(24):
            _press(studio.page, "Tab")
            if not studio.page.evaluate(_SEEN):
                unseen.append(studio.page.evaluate(_WHERE))
        assert unseen == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_telephone_shows_one_pane_at_a_time(tmp_path: Path, chromium: Browser, dark: bool) -> None:
    with served(tmp_path) as running, studio_page(chromium, running, width=360, dark=dark) as studio:
        page = studio.page
        panes = page.get_by_role("navigation", name="Panes")
        panes.get_by_role("button", name="Files").click()
        studio.new("The last boat", "boat")
        expect(studio.text).to_be_visible()
        for name in VIEWS:
            panes.get_by_role("button", name="Story").click()
            studio.view(name)
            expect(studio.story.locator("[aria-busy=true], .working")).to_have_count(0)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 360, name
            studio.clean()
        panes.get_by_role("button", name="Text").click()
        expect(studio.story).not_to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_colours_can_be_chosen_and_are_kept(tmp_path: Path, chromium: Browser) -> None:
    with served(tmp_path) as running, studio_page(chromium, running) as studio:
        root = studio.page.locator(":root")
        expect(root).to_have_attribute("data-theme", "light")
        switch = studio.page.get_by_role("button", name=re.compile("^Colours"))
        switch.click()
        switch.click()
        expect(root).to_have_attribute("data-theme", "dark")
        studio.page.reload()
        expect(root).to_have_attribute("data-theme", "dark")
