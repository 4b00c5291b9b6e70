# SPDX-License-Identifier: Apache-2.0
"""The screen of a play, driven by keys alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

import fabula
from fabula.engine.port import Cancel
from fabula.terminal.app import PlayApp
from fabula.terminal.pages import Branches, Page
from fabula.terminal.table import Table
from fabula.usecases.check_heed import GaveUp
from usecases.playing import HOUSE

WORLDS = Path(__file__).parents[2] / "worlds"
CLOAK = WORLDS / "cloak" / "cloak.world"
WIDE, SMALL, NARROW = (100, 30), (80, 24), (40, 24)

Steps = Callable[["Seen"], Awaitable[None]]


class Seen:
    """A screen under test: keys go in, text comes out."""

    def __init__(self, app: PlayApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    def text(self, widget: str) -> str:
        """What a widget says."""
        found = self.app.screen.query_one(widget, Static)
        return str(found.content)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """As long as this lasts the engine answers nobody, as while it works for another thread."""
        engine = self.app.table.play.tree.game.setting.engine

        def refused(*_: object) -> None:
            raise RuntimeError("the engine is answering another thread")

        refuse = pytest.MonkeyPatch()
        for name in ("holds", "values", "believed", "possible", "stages", "reason", "observes"):
            refuse.setattr(engine, name, refused)
        try:
            yield
        finally:
            refuse.undo()

    @property
    def choices(self) -> list[str]:
        """The choices in the list."""
        listed = self.app.query_one("#choices", OptionList)
        return [str(option.prompt) for option in listed.options]

    @property
    def lines(self) -> list[str]:
        """All lines of the terminal, as somebody would read them."""
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]


def on_screen(steps: Steps, size: tuple[int, int] = SMALL, **settings: Any) -> None:
    """Play the cloak of darkness, do something, and leave."""
    world = fabula.load(settings.pop("world", CLOAK))
    play = world.play(settings.pop("person", None), settings.pop("toward", None))
    app = PlayApp(Table(play, str(CLOAK), **settings))

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(Seen(app, pilot))

    asyncio.run(run())


def test_the_start_shows_who_we_are_what_we_know_and_what_is_open() -> None:
    async def steps(seen: Seen) -> None:
        assert seen.text("#status") == "The cloak of darkness: you are the visitor"
        assert seen.text("#lived") == "The cloak of darkness. You are the visitor.\n"
        assert "The velvet cloak is worn by the visitor." in seen.text("#believed")
        assert [choice.split("  ")[0].strip() for choice in seen.choices] == ["1", "2", "3", "4", "5"]
        assert "(out of character)" in seen.choices[3]
        assert len(seen.lines) == 24
        assert all(len(line) == 80 for line in seen.lines)

    on_screen(steps)


def test_a_number_chooses_and_so_does_return() -> None:
    async def steps(seen: Seen) -> None:
        await seen.press("2")
        assert seen.app.table.play.moment.did_text == "The visitor goes to the bar."
        assert "The bar is dark." in seen.text("#lived")
        await seen.press("down", "down", "enter")
        assert seen.app.table.play.moment.did_text.startswith("The visitor gropes about")
        assert seen.app.table.play.moment.number == 2

    on_screen(steps)


def test_a_number_that_is_no_choice_does_nothing() -> None:
    async def steps(seen: Seen) -> None:
        await seen.press("9", "0", "x")
        assert seen.app.table.play.moment.number == 0

    on_screen(steps)


def test_undo_and_the_list_of_all_moments() -> None:
    async def steps(seen: Seen) -> None:
        await seen.press("2", "u", "1")
        assert [turn.parent for turn in seen.app.table.play.tree.turns] == [None, 0, 0]
        await seen.press("l")
        assert isinstance(seen.app.screen, Branches)
        await seen.press("up", "enter")
        assert not isinstance(seen.app.screen, Branches)
        assert seen.app.table.play.moment.number == 1
        await seen.press("l", "escape")
        assert seen.app.table.play.moment.number == 1
        await seen.press("u", "u", "u")
        assert seen.app.table.play.moment.number == 0

    on_screen(steps)


@pytest.mark.parametrize(
    ("key", "title", "words"),
    [
        ("b", "What is closed to you, and why", "But the visitor is in the foyer."),
        ("c", "The told story and yours", "As told, to the ending won:"),
        ("h", "Keys", "what is closed to you, and why"),
    ],
)
def test_pages_open_and_close(key: str, title: str, words: str) -> None:
    async def steps(seen: Seen) -> None:
        await seen.press(key)
        assert isinstance(seen.app.screen, Page)
        text = "\n".join(line.rstrip() for line in seen.lines)
        assert title in text
        assert words in text
        await seen.press("escape")
        assert not isinstance(seen.app.screen, Page)

    on_screen(steps)


def test_on_a_narrow_terminal_what_is_known_gives_way_and_comes_back() -> None:
    async def steps(seen: Seen) -> None:
        assert (seen.app.query_one("#story").display, seen.app.query_one("#known").display) == (True, False)
        await seen.press("k")
        assert (seen.app.query_one("#story").display, seen.app.query_one("#known").display) == (False, True)
        await seen.press("k", "2")
        assert "The visitor goes to the bar." in " ".join(seen.lines)
        assert max(len(line) for line in seen.lines) == 40

    on_screen(steps, NARROW)


def test_on_a_wide_one_it_can_be_hidden() -> None:
    async def steps(seen: Seen) -> None:
        await seen.press("k")
        assert (seen.app.query_one("#story").display, seen.app.query_one("#known").display) == (True, False)
        assert "blood(Spike) = 30" not in seen.text("#believed")
        await seen.press("f")
        assert seen.app.query_one("#known").display
        assert "blood(Spike) = 30" in seen.text("#believed")

    on_screen(steps, WIDE, world=WORLDS / "gates" / "gates.world", person="Spike")


def test_light_and_dark() -> None:
    async def steps(seen: Seen) -> None:
        assert seen.app.theme == "textual-dark"
        await seen.press("d")
        assert seen.app.theme == "textual-light"
        await seen.press("d")
        assert seen.app.theme == "textual-dark"

    on_screen(steps)


def test_the_play_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def steps(seen: Seen) -> None:
        await seen.press("2", "s", "1")

    on_screen(steps)
    assert fabula.check("cloak-Visitor.md").diagnostics == ()
    assert "go(Visitor, foyer)" in Path("cloak-Visitor.md").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("mine", encoding="utf-8")

    async def steps(seen: Seen) -> None:
        await seen.press("2")
        assert seen.app.table.play.moment.number == 1

    on_screen(steps, output=str(path))
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_offer_asks_for_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "house.world"
    path.write_text(HOUSE + "wants Wren: 1 if keeper = Ash\n", encoding="utf-8")

    async def steps(seen: Seen) -> None:
        assert not seen.app.query_one("#offer").display
        await seen.press("3")
        assert seen.app.query_one("#offer").display
        assert seen.text("#offer") == "Wren wants this with you: Wren gives Ash the lamp."
        assert [choice.split()[1] for choice in seen.choices] == ["Accept:", "Decline."]
        await seen.press("1")
        assert not seen.app.query_one("#offer").display
        assert "Wren gives Ash the lamp." in seen.text("#lived")

    on_screen(steps, world=path, person="Ash")


def test_an_ending_is_said_and_the_play_goes_on() -> None:
    async def steps(seen: Seen) -> None:
        for key in "go(Visitor, cloakroom)", "hang(Visitor, cloak)", "go(Visitor, foyer)", "go(Visitor, bar)":
            seen.app.table.choose(key)
        seen.app.show_moment()
        await seen.press("1")
        assert "The end (won). The message in the sawdust is whole." in seen.text("#lived")
        assert seen.choices

    on_screen(steps)


def test_what_takes_too_long_is_stopped_and_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def steps(seen: Seen) -> None:
        def slow(_key: str, cancel: Cancel | None = None) -> None:
            assert cancel is not None
            with seen.busy():
                for _ in range(1000):
                    if cancel.limit is not None:
                        break
                    time.sleep(0.01)
            raise GaveUp(cancel.limit or "nobody stopped it")

        await seen.press("2")
        monkeypatch.setattr(Table, "choose", lambda _, key, cancel: slow(key, cancel))
        await seen.pilot.press("2")
        await seen.pilot.pause()
        assert "Escape stops this" in seen.text("#status")
        await seen.pilot.press("u", "l", "b", "c", "s", "1", "f", "k", "d")
        await seen.pilot.resize_terminal(60, 20)
        await seen.press("escape")
        assert not isinstance(seen.app.screen, Branches)
        assert seen.app.table.play.moment.number == 1
        assert seen.text("#status") == "The cloak of darkness: you are the visitor"
        assert seen.app.cancel is None

    on_screen(steps)


def test_the_way_to_the_ending_stands_in_the_status() -> None:
    async def steps(seen: Seen) -> None:
        assert seen.text("#status").endswith("Toward won: 5 events to go.")

    on_screen(steps, toward="won")
