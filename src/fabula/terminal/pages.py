# SPDX-License-Identifier: Apache-2.0
"""What is laid over the screen: pages to be read and closed, and the tree of moments, of which one may be gone to."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from fabula.render.play_text import branch_lines, branch_words
from fabula.terminal.table import Table


class Page(ModalScreen[None]):
    """Text over the screen, to be read and closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space", "dismiss", "Close"),
    ]

    def __init__(self, title: str, lines: Callable[[int], list[str]]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """The title, the text, and the keys."""
        with VerticalScroll(id="page"):
            yield Static(Content(f"{self._title}\n"), classes="title")
            yield Static(id="text")
        yield Footer()

    def on_mount(self) -> None:
        """Let the keys that scroll go to the text."""
        self.query_one("#page").focus()

    def on_resize(self, event: Resize) -> None:
        """Set the text in lines that fit."""
        self.query_one("#text", Static).update(Content("\n".join(self._lines(max(event.size.width - 4, 20)))))


class Branches(ModalScreen[int | None]):
    """The tree of all moments, of which one may be gone to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "Close")]

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._branches = table.play.branches()

    def compose(self) -> ComposeResult:
        """The moments, each on a line of its own, indented by how deep it lies."""
        yield Static(Content("All moments that you have played. Return goes to one.\n"), classes="title")
        options = [
            Option(Content("\n".join(branch_lines((each,), 400)) or branch_words(each)), str(each.number))
            for each in self._branches
        ]
        yield OptionList(*options, id="branches")
        yield Footer()

    def on_mount(self) -> None:
        """Begin at the moment where we are."""
        here = next(number for number, each in enumerate(self._branches) if each.here)
        listed = self.query_one(OptionList)
        listed.highlighted = here
        listed.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        self.dismiss(int(event.option_id or 0))
