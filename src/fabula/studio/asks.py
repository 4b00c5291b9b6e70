# SPDX-License-Identifier: Apache-2.0
"""What is asked over the channel and what is answered, as it crosses to the processes that find the answers.

Options are read strictly: what is misspelt or of the wrong type is refused with a sentence, never passed over.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(max_length=10_000)]
Texts = Annotated[list[Text], Meta(max_length=100)]
Count = Annotated[int, Meta(ge=1, le=1000)]
Length = Annotated[int, Meta(ge=0, le=1000)]
Seconds = Annotated[float, Meta(gt=0)]


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every question takes."""

    seconds: Seconds | None = None
    imagine: Count | None = None
    minds: Annotated[int, Meta(ge=1, le=6)] | None = None


class CheckOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `check`."""


class OutlineOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `outline`."""


class TellOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `tell`."""

    ending: Texts = []
    goal: float | None = None
    length: Length | None = None
    count: Count | None = None


class EndingsOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `endings`."""

    ending: Texts = []
    length: Length | None = None
    samples: Length = 0
    seed: int = 0


class WhatIfOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `whatif`."""

    change: Texts = []
    without: Texts = []
    instead: Texts = []
    wants: Texts = []
    law: Texts = []
    variant: Texts = []
    at: Text | None = None
    length: Length | None = None


class WhyOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `why`."""

    what: Text
    at: Text | None = None
    negated: bool = False
    rather_than: Text | None = None


class KnowsOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `knows`."""

    who: Texts = []
    about: Texts = []
    at: Text | None = None
    deep: Annotated[int, Meta(ge=1, le=4)] = 1
    everything: bool = False


class SiftOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `sift`."""

    patterns: Texts = []
    at: Text | None = None
    length: Length | None = None


class MomentOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `moment`."""

    line: Annotated[int, Meta(ge=1)] | None = None
    at: Text | None = None


class DrawOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `draw`: which picture, and what `fabula draw` takes."""

    picture: Text = "storyline"
    theme: Text = "auto"
    at: Text | None = None
    about: Texts = []
    who: Texts = []
    deep: Annotated[int, Meta(ge=1, le=4)] = 1
    length: Length | None = None
    width: Annotated[float, Meta(ge=100, le=10_000)] | None = None
    change: Texts = []
    without: Texts = []
    instead: Texts = []
    wants: Texts = []
    law: Texts = []


class ExportOptions(DrawOptions, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `export`: the form, whose story it is where somebody plays, and what a picture takes."""

    form: Text
    person: Text | None = None
    ending: Text | None = None


class PlayOptions(Options, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The options of `play`: who is played, which choices were made until now, and what else is wanted to know."""

    person: Text | None = None
    toward: Text | None = None
    seed: int = 0
    keys: Annotated[list[Text], Meta(max_length=500)] = []
    blocked: bool = False
    compare: bool = False
    transcript: bool = False


KINDS_OF_ASKS: dict[str, type[Options]] = {
    "check": CheckOptions,
    "tell": TellOptions,
    "endings": EndingsOptions,
    "whatif": WhatIfOptions,
    "why": WhyOptions,
    "knows": KnowsOptions,
    "sift": SiftOptions,
    "outline": OutlineOptions,
    "moment": MomentOptions,
    "draw": DrawOptions,
    "export": ExportOptions,
    "play": PlayOptions,
}
"""The questions there are, and what each may be asked with."""

EXPORTS: dict[str, str] = {
    "report.html": "The report, a page for everybody",
    "picture.svg": "A picture, as SVG",
    "picture.png": "A picture, as PNG",
    "picture.pdf": "A picture, as PDF",
    "check.json": "What the check found, as JSON",
    "endings.json": "The endings, as JSON",
    "stories.json": "All stories as a graph, in JSON",
    "endings.graphml": "All stories as a graph, in GraphML",
    "ink": "A game, in Ink",
    "twee": "A game, in Twee 3",
    "pddl": "A planning problem, in PDDL",
}
"""The forms in which something can be taken away, and what each is."""

AT_ONCE = frozenset({"moment", "outline", "play"})
"""Questions that a tab's own process answers, which remembers the story."""


class Ask(msgspec.Struct, frozen=True):
    """A question of a tab. `texts` stand for what the disk has."""

    id: Annotated[str, Meta(max_length=100)]
    kind: Annotated[str, Meta(max_length=20)]
    file: Annotated[str, Meta(max_length=500)]
    texts: dict[str, str] = {}
    options: dict[str, Any] = {}
    instead: Annotated[str, Meta(max_length=100)] | None = None

    def read_options(self) -> Options:
        """The options; raises `msgspec.ValidationError` where they are not understood."""
        return msgspec.convert(self.options, KINDS_OF_ASKS[self.kind])


class Answer(msgspec.Struct, frozen=True):
    """What became of a question; `docs/design/studio.md` says what each outcome means."""

    outcome: str
    answer: dict[str, Any] | None = None
    text: str | None = None
    diagnostics: list[dict[str, Any]] = []
    limit: str | None = None
    message: str | None = None


class Made(msgspec.Struct, frozen=True):
    """A file that was made for an answer: its bytes follow as a message of their own."""

    name: str
    type: str


class Sent(msgspec.Struct, frozen=True, tag_field="type", tag="answer"):
    """An answer on its way from a process."""

    id: str
    answer: Answer
    made: Made | None = None


class Advanced(msgspec.Struct, frozen=True, tag_field="type", tag="progress"):
    """How far a process is."""

    id: str
    length: int
    states: int
    stories: int
    title: str | None = None


class Take(msgspec.Struct, frozen=True, tag_field="type", tag="take"):
    """A question on its way to a process, with the seconds that it has."""

    ask: Ask
    seconds: float


class Drop(msgspec.Struct, frozen=True, tag_field="type", tag="drop"):
    """A question that nobody waits for any more."""

    id: str


FromProcess = Sent | Advanced
ToProcess = Take | Drop
