# SPDX-License-Identifier: Apache-2.0
"""Every picture there is, by name: what is asked, which use case finds it out, which renderer draws it.

The command line, the interface for programs, the report and the studio all draw here, so that a picture is the same
wherever it is looked at. A new picture is a name, a function from a `Subject` and a `Wish` to pages, and a line in
`DRAWN`. A world alone is drawn story by story: the shortest to each ending.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from enum import StrEnum

from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.port import Cancel
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass
from fabula.render.drawing.svg import Page
from fabula.usecases.chronicle import manuscript_of
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.open_world import start_engine
from fabula.usecases.tell import asked_by_default, tell
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
    far as the picture can; `length` is how many events a survey looks ahead.
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
    overrides: Overrides = NO_OVERRIDES


@dataclass(frozen=True, slots=True)
class Subject:
    """What is drawn: a story in its world. `manuscript` is None for a picture of the world alone."""

    manuscript: Manuscript | None
    world: World
    open_file: Callable[[str, str], Source | None]
    make_engine: MakeEngine = default_engine
    cancel: Cancel = field(default_factory=Cancel)


Draw = Callable[[Subject, Wish], tuple[Page, ...] | tuple[Diagnostic, ...]]
"""Draws one picture of a subject with a manuscript (`OF_WORLDS`: without); raises `GaveUp` at a limit."""

DRAWN: Mapping[PictureName, Draw] = {}
"""Who draws which picture."""

OF_WORLDS = frozenset((PictureName.ENDINGS,))
"""Pictures of a world, whatever story is told in it."""


def pictures(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The picture of a story; of a world alone, one for the shortest story to each ending. Diagnostics: why not."""
    draw = DRAWN[wish.picture]
    if wish.picture in OF_WORLDS or subject.manuscript is not None:
        return draw(subject, wish)
    found = stories_of(subject, wish)
    pages: list[Page] = []
    for manuscript in found:
        if isinstance(manuscript, Diagnostic):
            return (manuscript,)
        drawn = draw(replace(subject, manuscript=manuscript), wish)
        if any(isinstance(each, Diagnostic) for each in drawn):
            return drawn
        pages += [each for each in drawn if isinstance(each, Page)]
    return tuple(pages)


def stories_of(subject: Subject, wish: Wish) -> tuple[Manuscript, ...] | tuple[Diagnostic, ...]:
    """The shortest story to each ending of a world that one can be told to, as manuscripts."""
    usual = Limits()
    limits = replace(
        usual,
        length=wish.length or usual.length,
        imagine=wish.overrides.imagine or usual.imagine,
        minds=wish.overrides.minds or usual.minds,
    )
    engine, problems = start_engine(subject.world, limits.minds, subject.make_engine)
    if engine is None:
        return problems
    asked = asked_by_default(engine)
    if isinstance(asked, Diagnostic):
        return (asked,)
    found: list[Manuscript] = []
    for each in asked:
        answer = tell(engine, each.goal, limits, subject.cancel)
        if isinstance(answer, Diagnostic):
            return (answer,)
        if answer.outcome is Outcome.TOLD:
            story = answer.stories[0]
            title = story.ending or each.ending or subject.world.title
            found.append(manuscript_of(subject.world, (happened.event for happened in story.events), title))
    return tuple(found)
