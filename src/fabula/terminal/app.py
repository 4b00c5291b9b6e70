# SPDX-License-Identifier: Apache-2.0
"""The screen on which a world is played: the story so far, what the player knows, and the choices.

Everything is done by keys, and said in words: colour only repeats it. On a narrow terminal what is known gives way to
the story and comes back with `k`. A choice is worked out beside the screen, which goes on answering: Escape stops it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, TypeVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from fabula.api.errors import FabulaError, InvalidWorld
from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.model.play import Choice, ComparedPlay, Deed, Passage, PlayMoment
from fabula.render.paragraphs import paragraph
from fabula.render.play_text import (
    blocked_lines,
    choice_words,
    clock_words,
    compared_lines,
    ending_words,
    known_lines,
    offer_words,
    sentence,
    steering_words,
)
from fabula.render.stories import LIMIT_WORDS
from fabula.terminal.pages import Branches, Page
from fabula.terminal.table import Table
from fabula.usecases.check_heed import GaveUp

_T = TypeVar("_T")

NARROW = 72
"""On terminals with fewer columns, what is known is shown only when it is asked for."""

KEYS = (
    ("1 2 3 …, Return", "choose (arrow keys move)"),
    ("Page up, down", "leaf through the story"),
    ("Tab", "to the story, to what you know, and back: arrow keys scroll"),
    ("k", "what you know, shown or hidden"),
    ("f", "with what is in figures, too"),
    ("b", "what is closed to you, and why"),
    ("u", "undo the last choice"),
    ("l", "all moments that you have played: go to one"),
    ("c", "compare with the told story"),
    ("s", "save the play as a manuscript"),
    ("d", "light or dark"),
    ("Escape", "close this; stop what takes too long"),
    ("q", "leave"),
)


class PlayApp(App[None]):
    """The whole screen."""

    CSS = """
    Screen { layout: vertical; }
    #status { height: auto; max-height: 3; background: $primary; color: $text; padding: 0 1; text-style: bold; }
    #middle { height: 1fr; }
    #story { width: 2fr; padding: 0 1; scrollbar-size-vertical: 1; }
    #known { width: 1fr; padding: 0 1; scrollbar-size-vertical: 1; border-left: solid $primary; }
    #story:focus, #known:focus { background: $boost; }
    .narrow #known { width: 1fr; border-left: none; }
    #offer { height: auto; padding: 0 1; text-style: bold; }
    #choices, #choices:focus { height: auto; max-height: 45%; border: none; border-top: solid $primary; padding: 0; }
    #page, #branches { height: 1fr; padding: 0 1; background: $surface; }
    Page, Branches { background: $surface; layout: vertical; }
    .title { text-style: bold; padding: 0 1; height: auto; }
    """
    TITLE = "Fabula"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,h", "keys", "Help"),
        Binding("k", "known", "Know"),
        Binding("b", "blocked", "Blocked"),
        Binding("u", "undo", "Undo"),
        Binding("l", "branches", "List"),
        Binding("c", "compare", "Compare"),
        Binding("s", "save", "Save"),
        Binding("f", "figures", "Figures", show=False),
        Binding("d", "light", "Light", show=False),
        Binding("pageup", "leaf(-1)", "Back", show=False),
        Binding("pagedown", "leaf(1)", "On", show=False),
        Binding("escape", "stop", "Stop", show=False),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self.figures = False
        self.wants_known: bool | None = None
        self.cancel: Cancel | None = None
        self._typed = ""
        self._passages: tuple[
            Passage, ...
        ] = ()  # kept, since an engine that works beside the screen answers nobody else

    # ------------------------------------------------------------------------------------------------------- the screen

    def compose(self) -> ComposeResult:
        """Status above, story and knowledge side by side, choices below."""
        yield Static(id="status")
        with Horizontal(id="middle"):
            yield VerticalScroll(Static(id="lived"), id="story")
            yield VerticalScroll(Static(id="believed"), id="known")
        yield Static(id="offer")
        yield OptionList(id="choices")
        yield Footer()

    def on_mount(self) -> None:
        """Show the first moment."""
        self.show_moment()

    def on_resize(self, event: Resize) -> None:
        """Make room for the story where there is little of it."""
        self.set_class(event.size.width < NARROW, "narrow")
        self._show_choices(self.query_one("#choices", OptionList).highlighted)
        self._show_panels(event.size.width)
        self.call_after_refresh(self._show_story)

    def show_moment(self) -> None:
        """Show the moment that the play is at."""
        moment = self.table.play.moment
        self._passages = self.table.play.story()
        self._show_status()
        self._show_story()
        self.query_one("#offer", Static).update(Content("" if moment.offer is None else offer_words(moment)))
        self.query_one("#offer").display = moment.offer is not None
        self._show_choices(0)
        self.query_one("#choices").focus()
        self._show_known()
        self._show_panels(self.size.width)
        self.call_after_refresh(self.query_one("#story", VerticalScroll).scroll_end, animate=False)

    def _show_status(self) -> None:
        self.query_one("#status", Static).update(Content(status_of(self.table.play.moment)))

    def _show_story(self) -> None:
        """The story so far, in lines that fit."""
        width = self.query_one("#lived").size.width or self.size.width
        lived = [piece for passage in self._passages for piece in story_of(passage, self.table.play.moment, width)]
        self.query_one("#lived", Static).update(Content("\n").join(lived))

    def _show_choices(self, highlighted: int | None) -> None:
        """The choices, in lines that fit."""
        listed = self.query_one("#choices", OptionList)
        listed.clear_options()
        choices = enumerate(self.table.play.moment.choices, start=1)
        listed.add_options([option_of(number, choice, self.size.width - 3) for number, choice in choices])
        listed.highlighted = highlighted

    def _show_known(self) -> None:
        lines = known_lines(self.table.play.moment.known, 400, figures=self.figures)
        self.query_one("#believed", Static).update(Content("\n".join(["What you know", *lines])))

    def _show_panels(self, width: int) -> None:
        """Both panels where there is room, else the one that is asked for."""
        narrow = width < NARROW
        known = not narrow if self.wants_known is None else self.wants_known
        self.query_one("#known").display = known
        self.query_one("#story").display = not (narrow and known)

    # ------------------------------------------------------------------------------------------------------------ keys

    def on_key(self, event: Key) -> None:
        """Digits choose by number; where two digits are needed, the first waits for the second."""
        count = len(self.table.play.moment.choices)
        if not (event.character or "").isdecimal() or len(self.screen_stack) > 1:
            self._typed = ""
            return
        event.stop()
        typed = self._typed + (event.character or "")
        number = int(typed)
        self._typed = ""
        if not 0 < number <= count:
            return
        self.query_one("#choices", OptionList).highlighted = number - 1
        if number * 10 <= count:
            self._typed = typed
        else:
            self.choose(self.table.play.moment.choices[number - 1].key)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Make the choice that is highlighted."""
        if event.option_list.id == "choices":
            self._typed = ""
            self.choose(event.option_id or "")

    def choose(self, key: str) -> None:
        """Work a choice out, and show where it leads."""
        self._beside("Others think …", partial(self.table.choose, key), self._moved_on)

    def _moved_on(self, problem: Diagnostic | None) -> None:
        self.show_moment()
        if problem is not None:
            self.notify(problem.title, severity="warning", markup=False)

    def _beside(self, doing: str, work: Callable[[Cancel], _T], then: Callable[[_T], None]) -> None:
        """Do something that may take long beside the screen, unless something is being done."""
        if self.cancel is None:
            self.cancel = Cancel()
            self.query_one("#status", Static).update(Content(f"{doing} (Escape stops this)"))
            self._do(self.cancel, work, then)

    @work(thread=True, exclusive=True)
    def _do(self, cancel: Cancel, work: Callable[[Cancel], _T], then: Callable[[_T], None]) -> None:
        try:
            found = work(cancel)
        except GaveUp as stopped:
            problem = f"Stopped: {LIMIT_WORDS.get(stopped.limit, stopped.limit)}. Nothing has changed."
        except InvalidWorld as invalid:
            problem = f"The world cannot go on so: {invalid.diagnostics[0].title}"
        except FabulaError as wrong:
            problem = str(wrong)
        except MemoryError:
            problem = f"Stopped: {LIMIT_WORDS['memory']}. Nothing has changed."
        else:
            self.call_from_thread(self._done, partial(then, found))
            return
        self.call_from_thread(self._done, partial(self.notify, problem, severity="warning", markup=False))

    def _done(self, then: Callable[[], None]) -> None:
        self.cancel = None
        self._show_status()
        then()

    def action_stop(self) -> None:
        """Stop what is being worked out."""
        if self.cancel is not None:
            self.cancel.set("interrupted")

    def action_undo(self) -> None:
        """Go back one choice."""
        self._moved(self.table.undo)

    def action_branches(self) -> None:
        """Choose among all moments."""
        if self.cancel is None:
            self.push_screen(Branches(self.table), self._gone)

    def _gone(self, number: int | None) -> None:
        if number is not None:
            self._moved(partial(self.table.go, number))

    def _moved(self, move: Callable[[], Diagnostic | None]) -> None:
        """Go elsewhere in the play, unless a choice is being worked out."""
        if self.cancel is None:
            self._moved_on(move())

    def action_known(self) -> None:
        """Show what is known, or hide it."""
        self.wants_known = not self.query_one("#known").display
        self._show_panels(self.size.width)

    def action_leaf(self, way: int) -> None:
        """Scroll the story by a page."""
        story = self.query_one("#story", VerticalScroll)
        story.scroll_relative(y=way * max(story.size.height - 1, 1), animate=False)

    def action_figures(self) -> None:
        """Show what is in figures as well, or hide it."""
        self.figures = not self.figures
        self.wants_known = True
        self._show_known()
        self._show_panels(self.size.width)

    def action_blocked(self) -> None:
        """Show what is closed to the player."""
        if self.cancel is None:
            self.push_screen(Page("What is closed to you, and why", partial(blocked_lines, self.table.play.blocked())))

    def action_compare(self) -> None:
        """Show the play beside the told story."""
        self._beside("The told story is looked for …", self.table.compared, self._compared)

    def _compared(self, compared: ComparedPlay | None) -> None:
        if compared is None:
            self.notify("No story in character was found: name a manuscript with --told.", markup=False)
        else:
            self.push_screen(Page("The told story and yours", partial(compared_lines, compared)))

    def action_save(self) -> None:
        """Save the play, unless a choice is being worked out."""
        if self.cancel is not None:
            return
        saved = self.table.save()
        if isinstance(saved, Diagnostic):
            self.notify(saved.title, severity="error", markup=False)
        else:
            self.notify(f"Saved: {saved}", markup=False)

    def action_keys(self) -> None:
        """Show the keys."""
        self.push_screen(Page("Keys", key_lines))

    def action_light(self) -> None:
        """Change between light and dark."""
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"


def status_of(moment: PlayMoment) -> str:
    """Which world, who is played, and how things stand."""
    said = [f"{moment.world}: you are {moment.shown}"]
    said += [clock_words(moment.clock)] if moment.clock is not None else []
    said += [steering_words(moment.steering)] if moment.steering is not None else []
    return " · ".join(said)


def story_of(passage: Passage, moment: PlayMoment, width: int) -> list[Content]:
    """A piece of the story: the player's deeds in bold, what came of them, what was noticed in dim."""
    pieces: list[Content] = []
    if passage.did is Deed.BEGAN:
        return [Content(f"{moment.world}. You are {moment.shown}.\n")]
    if passage.failure is not None:
        why = passage.failure.because or tuple(f"{each} does not want that" for each in passage.failure.refused_by)
        pieces.append(Content.from_markup("[b]$text[/b]", text=f"You try: {passage.failure.text}"))
        pieces.append(Content(f"In vain: {', and '.join(why)}."))
    for each in passage.perceived:
        if each.text is not None:
            pieces.append(Content.from_markup("[b]$text[/b]" if each.own else "$text", text=each.text))
        pieces += [Content(text) for text in each.followed]
        lines = [line for clause in each.noticed for line in paragraph(sentence(clause), max(width, 20), "  ", "    ")]
        pieces += [Content.from_markup("[$foreground 75%]$text[/]", text=line) for line in lines]
    if not pieces:
        pieces.append(Content("Nothing happens that you see."))
    pieces += [Content.from_markup("\n[b]$text[/b]", text=ending_words(ending)) for ending in passage.ended]
    return [*pieces, Content("")]


def key_lines(width: int) -> list[str]:
    """What the keys do."""
    return [line for key, does in KEYS for line in paragraph(does, width, f"{key:16} ", " " * 17)]


def option_of(number: int, choice: Choice, width: int) -> Option:
    """A choice in the list."""
    text = "\n".join(paragraph(choice_words(choice), max(width, 20), f"{number:2}  ", "    "))
    markup = "$text" if choice.in_character and not choice.tried else "[i]$text[/i]"
    return Option(Content.from_markup(markup, text=text), choice.key)


def run(table: Table) -> None:
    """Play until the player leaves."""
    PlayApp(table).run()
