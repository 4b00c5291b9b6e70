# SPDX-License-Identifier: Apache-2.0
"""The studio's page as a person uses it: by what stands on it, and by the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from browser import opened, violations
from studio.served import Served

PATIENCE = 45_000
"""So many milliseconds an answer may take on a busy machine."""
VIEWS = ("Moment", "Beliefs", "Why", "What if", "Pictures", "Endings", "Play")


@dataclass(frozen=True)
class StudioPage:
    """One tab with the studio in it."""

    page: Page

    def new(self, template: str, name: str) -> None:
        """Make a folder from a template, in the dialog."""
        self.page.get_by_role("button", name="New", exact=True).click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("radio", name=template).check()
        dialog.get_by_label("Name of the new folder").fill(name)
        dialog.get_by_role("button", name="Make it").click()
        expect(dialog).to_have_count(0)

    def file(self, name: str) -> None:
        """Open a file by its name on the left."""
        self.page.get_by_role("navigation", name="Files").get_by_role("button", name=re.compile(rf"^{name}")).click()
        expect(self.tab(name)).to_have_attribute("aria-selected", "true")

    def tab(self, name: str) -> Locator:
        return self.page.get_by_role("tablist", name="Open files").get_by_role("tab", name=re.compile(rf"^{name}"))

    def view(self, name: str) -> Locator:
        """One of the questions about the story."""
        self.page.get_by_role("tablist", name="Questions about the story").get_by_role("tab", name=name).click()
        return self.story

    @property
    def story(self) -> Locator:
        return self.page.locator("#story-panel")

    @property
    def text(self) -> Locator:
        """The text that is being written."""
        return self.page.locator("#editor-panel .cm-content")

    def line(self, said: str) -> Locator:
        return self.text.locator(".cm-line").filter(has_text=said).first

    @property
    def problems(self) -> Locator:
        return self.page.get_by_role("region", name="Problems")

    def replace(self, old: str, new: str) -> None:
        """Write a line anew, with the mouse and the keyboard."""
        self.line(old).click()
        self.page.keyboard.press("Home")
        self.page.keyboard.press("Shift+End")
        self.page.keyboard.type(new)

    def save(self) -> None:
        self.page.keyboard.press("Control+s")
        expect(self.page.get_by_role("button", name="Save", exact=True)).to_be_disabled()

    def clean(self) -> None:
        """Nothing on the page stands in the way of somebody who does not see, or has no mouse."""
        found = violations(self.page)
        assert found == [], "\n".join(found)


@contextmanager
def studio_page(
    chromium: Browser,
    studio: Served,
    *,
    width: int = 1440,
    height: int = 900,
    dark: bool = False,
    sharpness: float = 1,
    complaints: str | None = None,
) -> Iterator[StudioPage]:
    """A tab with the studio, at the address that it printed; it must not complain, but of `complaints`."""
    with opened(chromium, width=width, height=height, dark=dark, sharpness=sharpness, complaints=complaints) as page:
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(studio.address)
        expect(page.get_by_text("Connected", exact=True)).to_be_visible()
        yield StudioPage(page)
