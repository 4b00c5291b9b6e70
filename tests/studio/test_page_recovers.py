# SPDX-License-Identifier: Apache-2.0
"""The page outlives what it talks to: questions are cancelled, language servers end, the studio itself does."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import browser
from studio.served import served
from studio.studio_page import studio_page

pytestmark = browser.GROUP

WORLDS = Path(__file__).parents[2] / "worlds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tutorial", "heist"):
        shutil.copytree(WORLDS / name, tmp_path / name)
    return tmp_path


def test_what_takes_long_says_how_far_it_is_and_can_be_cancelled(folder: Path, chromium: Browser) -> None:
    with served(folder) as running, studio_page(chromium, running) as studio:
        studio.file("heist.world")
        story = studio.view("Endings")
        story.get_by_label("Stories of at most").fill("30")
        story.get_by_role("button", name="Find all").click()
        expect(story.locator(".working")).to_contain_text("states")
        below = studio.page.get_by_role("contentinfo")
        expect(below).to_contain_text("Endings:")
        below.get_by_role("button", name="Cancel").click()
        expect(story).to_contain_text("Cancelled.")
        expect(below).not_to_contain_text("Endings:")


def test_checking_goes_on_when_its_process_was_ended(folder: Path, chromium: Browser) -> None:
    with served(folder) as running, studio_page(chromium, running, complaints="WebSocket|40\\d") as studio:
        studio.file("tutorial.md")
        expect(studio.problems).to_contain_text("No problems")
        for number in running.processes():
            os.kill(number, signal.SIGKILL)
        studio.replace('"There," said Otto', "Nobody said a word.")
        expect(studio.problems).to_contain_text("knows-too-much")
        studio.line("pick_up(Nell)").click()
        expect(studio.view("Moment")).to_contain_text("After 1 of 2 events")


def test_without_a_studio_the_page_keeps_what_is_unsaved_and_says_what_to_do(folder: Path, chromium: Browser) -> None:
    with served(folder) as running, studio_page(chromium, running, complaints="WebSocket|Failed to load") as studio:
        studio.file("tutorial.md")
        running.process.kill()
        running.process.wait()
        studio.text.focus()
        studio.page.keyboard.press("Control+End")
        studio.page.keyboard.type("It was late.")
        studio.page.keyboard.press("Control+s")
        expect(studio.page.locator(".notices")).to_contain_text("Is fabula studio still running?")
        expect(studio.page.get_by_role("contentinfo")).to_contain_text("What is unsaved is kept.")
        expect(studio.tab("tutorial.md")).to_contain_text("unsaved")
