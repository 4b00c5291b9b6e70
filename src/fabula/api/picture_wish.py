# SPDX-License-Identifier: Apache-2.0
"""What a picture is asked for with: which one, of what, and how a function that draws one looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import StrEnum

from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.port import Cancel
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass
from fabula.render.drawing.svg import Page
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.whatif_changes import Changes


class PictureName(StrEnum):
    """The pictures."""

    STORYLINE = "storyline"
    BELIEFS = "beliefs"
    STRIP = "strip"
    CAUSES = "causes"
    ENDINGS = "endings"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which picture, and of what: what does not concern it is not looked at.

    `at` is the moment of a belief table, `about` are facts, `who` people, `deep` minds inside minds; `changes` make a
    storyline one of a what-if; `whereabouts` is the fact that says where people are; `width` is in pixels at most, as
    far as the picture can; `length` is how many events a survey looks ahead. Of causes, `about` may also be conditions,
    events and endings, and `depth` is how many links are followed back. `life` and `natures` are the facts that say
    who is alive and of another nature, where they have other names than the usual ones.
    """

    picture: PictureName = PictureName.STORYLINE
    at: str | None = None
    about: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    deep: int = 1
    changes: Changes | None = None
    whereabouts: str | None = None
    width: float | None = None
    length: int | None = None
    states: int | None = None
    overrides: Overrides = NO_OVERRIDES
    depth: int | None = None
    life: str | None = None
    natures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a picture of characters is made: in lines of so many, and with ASCII alone (`plain`) or any character."""

    width: int = 80
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What is drawn: a story in its world. `manuscript` is None for a picture of the world alone.

    Texts that are met on the way, as those of a change, go to `sources`: what is wrong with them points there. Limits
    at which the search for the story to an ending gave up go to `limits`.
    """

    manuscript: Manuscript | None
    world: World
    open_file: Callable[[str, str], Source | None]
    make_engine: MakeEngine = default_engine
    cancel: Cancel = field(default_factory=Cancel)
    sources: dict[str, Source] = field(default_factory=dict)
    limits: list[str] = field(default_factory=list)


Draw = Callable[[Subject, Wish], tuple[Page, ...] | tuple[Diagnostic, ...]]
"""Draws one picture of a subject with a manuscript (`OF_WORLDS`: without); raises `GaveUp` at a limit."""

Write = Callable[[Subject, Wish, TextLook], tuple[str, ...] | tuple[Diagnostic, ...]]
"""The same as plain text, each picture in lines that end with a line feed."""
