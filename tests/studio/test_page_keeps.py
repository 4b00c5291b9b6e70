# SPDX-License-Identifier: Apache-2.0
"""What the page keeps and what it never overwrites: other programs' changes, unsaved texts, the way back to before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import browser
from studio.served import Served, served
from studio.studio_page import StudioPage, studio_page

pytestmark = browser.GROUP

WORLDS = Path(__file__).parents[2] / "worlds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(WORLDS / "tutorial", tmp_path / "boat")
    return tmp_path


@pytest.fixture
def running(folder: Path) -> Iterator[Served]:
    with served(folder) as studio:
        yield studio


def _end(studio: StudioPage, said: str) -> None:
    """Write at the end of the text."""
    studio.text.focus()
    studio.page.keyboard.press("Control+End")
    studio.page.keyboard.type(said)


_KEPT = """async (said) => {
    const opened = indexedDB.open('fabula-studio', 1);
    const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
    for (;;) {
        const all = database.transaction('documents').objectStore('documents').getAll();
        const found = await new Promise((done) => { all.onsuccess = () => done(all.result); });
        if (found.some(({ text }) => text.includes(said))) return database.close();
        await new Promise((done) => setTimeout(done, 50));
    }
}"""
"""Waits until the browser keeps a text in which this is said."""


def test_a_change_on_the_disk_comes_into_a_text_without_changes(running: Served, chromium: Browser) -> None:
    told = running.folder / "boat" / "tutorial.md"
    with studio_page(chromium, running) as studio:
        studio.file("tutorial.md")
        told.write_text(told.read_text(encoding="utf-8") + "\nIt grew dark.\n", encoding="utf-8")
        expect(studio.text).to_contain_text("It grew dark.")
        studio.page.keyboard.press("Control+s")
        studio.text.focus()
        studio.page.keyboard.press("Control+z")
        expect(studio.text).not_to_contain_text("It grew dark.")


@pytest.mark.parametrize("kept", ["mine", "theirs"])
def test_a_conflict_shows_both_texts_and_overwrites_neither(running: Served, chromium: Browser, kept: str) -> None:
    told = running.folder / "boat" / "tutorial.md"
    with studio_page(chromium, running) as studio:
        studio.file("tutorial.md")
        _end(studio, "It was mine.")
        told.write_text(told.read_text(encoding="utf-8") + "\nIt was theirs.\n", encoding="utf-8")
        both = studio.page.get_by_role("region", name="Two texts of this file")
        expect(both).to_contain_text("Another program has changed this file.")
        expect(both.get_by_label("Your text")).to_contain_text("It was mine.")
        expect(both.get_by_label("The text on the disk")).to_contain_text("It was theirs.")
        studio.page.keyboard.press("Control+s")
        assert "mine" not in told.read_text(encoding="utf-8")
        studio.clean()
        both.get_by_role("button", name="Keep mine" if kept == "mine" else "Take what is on the disk").click()
        expect(both).to_have_count(0)
        expect(studio.text).to_contain_text(f"It was {kept}.")
        assert f"It was {kept}." in told.read_text(encoding="utf-8")


def test_a_file_that_is_gone_is_said_to_be_and_can_be_saved_again(running: Served, chromium: Browser) -> None:
    told = running.folder / "boat" / "tutorial.md"
    with studio_page(chromium, running) as studio:
        studio.file("tutorial.md")
        told.unlink()
        expect(studio.page.get_by_text("This file is gone from the disk.")).to_be_visible()
        studio.page.get_by_role("button", name="Save it again").click()
        expect(studio.page.get_by_text("This file is gone from the disk.")).to_have_count(0)
        assert told.exists()


def test_undo_reaches_over_a_reload_and_a_save(running: Served, chromium: Browser) -> None:
    with studio_page(chromium, running) as studio:
        studio.file("tutorial.md")
        _end(studio, "One. ")
        studio.save()
        _end(studio, "Two. ")
        expect(studio.tab("tutorial.md")).to_contain_text("unsaved")
        studio.page.evaluate(_KEPT, "One. Two.")
        studio.page.reload()
        expect(studio.text).to_contain_text("One. Two.")
        expect(studio.tab("tutorial.md")).to_contain_text("unsaved")
        studio.text.focus()
        for _ in range(4):
            studio.page.keyboard.press("Control+z")
        expect(studio.text).not_to_contain_text("One.")
        studio.page.keyboard.press("Control+y")
        expect(studio.text).to_contain_text("One.")


def test_a_change_on_the_disk_while_the_page_was_closed_is_a_conflict(running: Served, chromium: Browser) -> None:
    told = running.folder / "boat" / "tutorial.md"
    with studio_page(chromium, running) as studio:
        studio.file("tutorial.md")
        _end(studio, "It was mine.")
        studio.page.evaluate(_KEPT, "It was mine.")
        studio.page.goto("about:blank")
        told.write_text("It was theirs.\n", encoding="utf-8")
        studio.page.goto(running.base)
        both = studio.page.get_by_role("region", name="Two texts of this file")
        expect(both.get_by_label("Your text")).to_contain_text("It was mine.")
        assert told.read_text(encoding="utf-8") == "It was theirs.\n"


def test_names_are_changed_and_files_deleted_with_a_way_back(running: Served, chromium: Browser) -> None:
    boat = running.folder / "boat"
    with studio_page(chromium, running) as studio:
        studio.file("tutorial.md")
        files = studio.page.get_by_role("navigation", name="Files")
        files.get_by_role("button", name="What to do with tutorial.md").click()
        studio.page.get_by_role("menuitem", name="Rename").click()
        dialog = studio.page.get_by_role("dialog", name="Rename")
        dialog.get_by_label("New name of boat/tutorial.md").fill("boat/story.md")
        dialog.get_by_role("button", name="Rename").click()
        expect(studio.tab("story.md")).to_have_attribute("aria-selected", "true")
        assert (boat / "story.md").exists()
        assert not (boat / "tutorial.md").exists()
        files.get_by_role("button", name="story.md", exact=True).focus()
        studio.page.keyboard.press("Delete")
        studio.page.get_by_role("dialog", name="Delete").get_by_role("button", name="Delete").click()
        expect(studio.page.get_by_text("Deleted boat/story.md.")).to_be_visible()
        assert not (boat / "story.md").exists()
        studio.page.get_by_role("button", name="Put it back").click()
        expect(studio.tab("story.md")).to_be_visible()
        assert "world: tutorial.world" in (boat / "story.md").read_text(encoding="utf-8")
