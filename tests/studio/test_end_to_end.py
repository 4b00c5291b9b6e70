# SPDX-License-Identifier: Apache-2.0
"""From an empty folder to a story that was mended, questioned, drawn, played and exported, in the browser alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

import browser
import fabula
from studio.served import served
from studio.studio_page import VIEWS, StudioPage, studio_page

pytestmark = browser.GROUP


def test_from_an_empty_folder_to_a_story_that_is_played_and_exported(tmp_path: Path, chromium: Browser) -> None:
    with served(tmp_path) as running, studio_page(chromium, running) as studio:
        studio.new("The last boat", "boat")
        _break_it(studio)
        _see_why(studio)
        _mend_it(studio)
        _ask_what_if(studio)
        _see_the_picture(studio)
        _play_it(studio, tmp_path)
        _export_it(studio)


def _break_it(studio: StudioPage) -> None:
    """Let Nell pick the purse up before anybody has shown her where it lies."""
    expect(studio.problems).to_contain_text("No problems")
    studio.replace('"There," said Otto', "Nobody said a word.")
    expect(studio.problems).to_contain_text("but Nell cannot know that it can.")
    expect(studio.problems).to_contain_text("knows-too-much")
    expect(studio.problems).to_contain_text("Nell would know, had point_out(Otto, Nell) happened just before.")
    expect(studio.text.locator(".cm-lintRange-error")).to_have_text("pick_up(Nell)")
    studio.save()


def _see_why(studio: StudioPage) -> None:
    """The problem leads to its line; the moment says who believes otherwise, and why."""
    studio.problems.get_by_role("button", name="pick_up(Nell) can happen").click()
    story = studio.view("Moment")
    expect(story).to_contain_text("After 1 of 2 events")
    expect(story).to_contain_text("Nell picks up the purse.")
    story.get_by_role("button", name="Why?", exact=True).first.click()
    expect(story.get_by_role("heading", name=re.compile(r"Why pick_up\(Nell\)"))).to_be_visible()
    expect(story).to_contain_text("purse = quay since the start")
    story.get_by_label("Why is this so?").fill("Nell believes purse = quay")
    story.get_by_role("button", name="Why not?").click()
    expect(story).to_contain_text("Nell believes that purse is none, not quay")


def _mend_it(studio: StudioPage) -> None:
    studio.replace("Nobody said a word.", '"There," said Otto, who had seen it fall. <!-- @ point_out(Otto, Nell) -->')
    expect(studio.problems).to_contain_text("No problems")
    expect(studio.text).to_contain_text("Otto has a reason")
    studio.save()


def _ask_what_if(studio: StudioPage) -> None:
    """Without the hint the story parts from itself; with a fact that is otherwise, too."""
    studio.line("@ pick_up(Nell)").click()
    story = studio.view("Moment")
    expect(story).to_contain_text("After 2 of 3 events")
    story.get_by_role("button", name=re.compile(r"^coins\(Nell\)")).click()
    story.get_by_label("What if coins(Nell) were").fill("1")
    story.get_by_role("button", name="What if?").click()
    expect(story).to_contain_text("The stories part at 3. cross(Nell, island): cannot happen.")
    story.get_by_role("button", name="Take back coins(Nell) = 1").click()
    story.get_by_role("switch", name="Event 1 happens: point_out(Otto, Nell)").click()
    expect(story).to_contain_text("The stories part at 2. pick_up(Nell): out of character.")
    expect(story.locator("tr.fate-left-out")).to_contain_text("Otto shows Nell where the purse lies.")


def _see_the_picture(studio: StudioPage) -> None:
    story = studio.view("Pictures")
    picture = story.get_by_role("img")
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 300
    assert str(picture.get_attribute("src")).startswith("blob:")
    studio.view("What if").get_by_role("button", name="As told again").click()


def _play_it(studio: StudioPage, folder: Path) -> None:
    """Be Nell, wrongly, then rightly; the transcript is a manuscript that holds."""
    story = studio.view("Play")
    story.get_by_label("Who you are").select_option("Otto")
    story.get_by_role("button", name="Begin").click()
    expect(story.get_by_role("heading", name="You are Otto")).to_be_visible()
    story.get_by_text("What you cannot do, and why").click()
    expect(story.locator(".blocked")).to_contain_text("Nell lets Otto row them to the island")
    story.get_by_role("button", name="Otto picks up the purse.").click()
    expect(story.locator(".played")).to_contain_text("Otto picks up the purse.")
    story.get_by_role("button", name="Undo").click()
    expect(story.locator(".played")).not_to_contain_text("Otto picks up the purse.")
    story.get_by_role("button", name="Otto shows Nell where the purse lies.").click()
    expect(story.locator(".played")).to_contain_text("Nell picks up the purse.")
    story.get_by_text("Your way, and others (1)").click()
    expect(story.locator(".ways")).to_contain_text("Otto picks up the purse.")
    story.get_by_role("button", name="Save it as a manuscript").click()
    expect(studio.tab("played-by-otto.md")).to_have_attribute("aria-selected", "true")
    expect(studio.problems).to_contain_text("No problems")
    assert fabula.check(folder / "boat" / "played-by-otto.md").answer is not None


def _export_it(studio: StudioPage) -> None:
    studio.tab("tutorial.md").click()
    studio.page.get_by_role("button", name="Export", exact=True).click()
    dialog = studio.page.get_by_role("dialog", name="Export")
    for form, kept in _EXPORTED.items():
        dialog.get_by_role("button", name=form).click()
        link = dialog.get_by_role("link", name=re.compile("^Download"))
        with studio.page.expect_download() as download:
            link.click()
        kept(download.value.path().read_text(encoding="utf-8"))
    studio.page.keyboard.press("Escape")


def _is_check(text: str) -> None:
    data: dict[str, Any] = json.loads(text)
    assert data["files"][0]["answer"]["clean"] is True


def _is_picture(text: str) -> None:
    assert text.startswith("<svg")
    assert "<script" not in text
    assert "The last boat" in text or "Nell" in text


def _is_report(text: str) -> None:
    assert text.startswith("<!doctype html>")
    assert "Otto shows Nell where the purse lies." in text


def _is_game(text: str) -> None:
    assert "Otto shows Nell where the purse lies." in text
    assert "-> END" in text


_EXPORTED = {"Report": _is_report, "Check, JSON": _is_check, "Picture, SVG": _is_picture, "Ink": _is_game}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_view(tmp_path: Path, chromium: Browser, dark: bool) -> None:
    with served(tmp_path) as running, studio_page(chromium, running, dark=dark) as studio:
        studio.clean()
        studio.page.get_by_role("button", name="New", exact=True).click()
        studio.clean()
        studio.page.keyboard.press("Escape")
        studio.new("The last boat", "boat")
        studio.replace('"There," said Otto', "Nobody said a word.")
        expect(studio.problems).to_contain_text("knows-too-much")
        for name in VIEWS:
            studio.view(name)
            expect(studio.story.locator("[aria-busy=true], .working")).to_have_count(0)
            studio.clean()
        for name in ("Keys", "Export"):
            studio.page.get_by_role("button", name=name).click()
            studio.clean()
            studio.page.keyboard.press("Escape")
