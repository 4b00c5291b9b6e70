# SPDX-License-Identifier: Apache-2.0
"""Photographs the studio for its page in the documentation: `python -m studio.pictures`, with `tests` on the path."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect

import browser
from studio.served import Served, served
from studio.studio_page import StudioPage, studio_page

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 128
SHARPNESS = 1.5


def _mistake(studio: StudioPage) -> None:
    studio.new("The last boat", "boat")
    studio.file("mistakes.md")
    expect(studio.problems).to_contain_text("out-of-character")
    studio.line("pick_up(Nell)").click()
    expect(studio.story).to_contain_text("After 1 of")


def _moment(studio: StudioPage) -> None:
    _gates(studio)
    studio.story.get_by_role("button", name="holder(key)").click()


def _gates(studio: StudioPage) -> None:
    """The gates, where Faith pushes Spike."""
    studio.new("The gates", "gates")
    studio.text.focus()
    _to_line(studio, "@ push(Faith, Spike)")
    expect(studio.story).to_contain_text("Faith pushes Spike")


def _to_line(studio: StudioPage, said: str) -> None:
    """Put the cursor on a line further down, by the search of the editor."""
    studio.page.keyboard.press("Control+f")
    studio.page.keyboard.type(said)
    studio.page.keyboard.press("Enter")
    studio.page.keyboard.press("Escape")


def _what_if(studio: StudioPage) -> None:
    _gates(studio)
    studio.story.get_by_role("button", name="What if it had not?").click()
    expect(studio.story).to_contain_text("The stories part at")


def _picture(studio: StudioPage) -> None:
    _gates(studio)
    studio.view("Pictures")
    studio.page.keyboard.press("Alt+e")
    expect(studio.story.get_by_role("img")).to_be_visible()


def _play(studio: StudioPage) -> None:
    studio.new("The last boat", "boat")
    story = studio.view("Play")
    story.get_by_label("Who you are").select_option("Otto")
    story.get_by_role("button", name="Begin").click()
    story.get_by_role("button", name="Otto shows Nell where the purse lies.").click()
    expect(story.locator(".played")).to_contain_text("Nell picks up the purse.")


def _narrow(studio: StudioPage) -> None:
    studio.page.get_by_role("navigation", name="Panes").get_by_role("button", name="Files").click()
    _gates(studio)
    studio.page.get_by_role("navigation", name="Panes").get_by_role("button", name="Story").click()


Pose = Callable[[StudioPage], None]
POSES: tuple[tuple[str, int, int, bool, Pose], ...] = (
    ("studio-mistake", 1280, 760, False, _mistake),
    ("studio-moment", 1280, 760, False, _moment),
    ("studio-whatif", 1280, 760, True, _what_if),
    ("studio-picture", 1280, 700, False, _picture),
    ("studio-play", 1280, 700, True, _play),
    ("studio-narrow", 360, 700, False, _narrow),
)
"""The name of each picture, the size of the window, whether it is dark, and what is done before it is taken."""


def photograph(chromium: Browser, running: Served, pose: tuple[str, int, int, bool, Pose]) -> Path:
    """One picture, in few colours, so that the repository stays small."""
    name, width, height, dark, act = pose
    with studio_page(chromium, running, width=width, height=height, dark=dark, sharpness=SHARPNESS) as studio:
        act(studio)
        expect(studio.page.locator(".working")).to_have_count(0)
        studio.page.mouse.move(0, 0)
        studio.page.wait_for_timeout(800)
        taken = Image.open(io.BytesIO(studio.page.screenshot(animations="disabled", caret="hide")))
    path = FOLDER / f"{name}.png"
    taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def main() -> None:
    """All of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with browser.launched() as chromium:
        for pose in POSES:
            with tempfile.TemporaryDirectory() as folder:
                stories = Path(folder, "stories")
                stories.mkdir()
                with served(stories) as running:
                    photograph(chromium, running, pose)


if __name__ == "__main__":
    main()
