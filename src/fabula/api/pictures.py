# SPDX-License-Identifier: Apache-2.0
"""Every picture there is, by name: what is asked, which use case finds it out, which renderer draws it.

The command line, the interface for programs, the report and the studio all draw here, so that a picture is the same
wherever it is looked at. A new picture is a name, a function from a `Subject` and a `Wish` to pages, and a line in
`DRAWN`. A world alone is drawn story by story: the shortest to each ending.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from fabula.api.belief_pictures import draw_beliefs, draw_strip, write_beliefs, write_strip
from fabula.api.cause_pictures import draw_causes, write_causes
from fabula.api.endings_pictures import draw_endings
from fabula.api.picture_wish import Draw, PictureName, Subject, TextLook, Wish, Write
from fabula.api.storyline_pictures import draw_storyline, write_storyline
from fabula.diagnostics import Diagnostic
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.model.manuscript import Manuscript
from fabula.render.drawing.svg import Page
from fabula.usecases.chronicle import manuscript_of
from fabula.usecases.open_world import start_engine
from fabula.usecases.tell import asked_by_default, tell

__all__ = [
    "DRAWN",
    "OF_WORLDS",
    "TEXTS",
    "Draw",
    "PictureName",
    "Subject",
    "TextLook",
    "Wish",
    "Write",
    "pictures",
    "stories_of",
    "texts",
]

Made = TypeVar("Made", Page, str)

DRAWN: Mapping[PictureName, Draw] = {
    PictureName.STORYLINE: draw_storyline,
    PictureName.BELIEFS: draw_beliefs,
    PictureName.STRIP: draw_strip,
    PictureName.CAUSES: draw_causes,
    PictureName.ENDINGS: draw_endings,
}
"""Who draws which picture."""

TEXTS: Mapping[PictureName, Write] = {
    PictureName.STORYLINE: write_storyline,
    PictureName.BELIEFS: write_beliefs,
    PictureName.STRIP: write_strip,
    PictureName.CAUSES: write_causes,
}
"""Who writes which picture as plain text; of the others there is none."""

OF_WORLDS = frozenset((PictureName.ENDINGS,))
"""Pictures of a world, whatever story is told in it."""


def pictures(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The picture of a story; of a world alone, one for the shortest story to each ending. Diagnostics: why not.

    Of several pictures each has a name of its own, so that all may stand in one page.
    """
    made = _each(subject, wish, lambda one: DRAWN[wish.picture](one, wish))
    pages = tuple(each for each in made if isinstance(each, Page))
    if len({page.name for page in pages}) == len(pages):
        return made
    return tuple(replace(page, name=f"{page.name}-{number}") for number, page in enumerate(pages, start=1))


def texts(subject: Subject, wish: Wish, look: TextLook) -> tuple[str, ...] | tuple[Diagnostic, ...]:
    """The same as plain text; there must be a way to write the picture so (`TEXTS`)."""
    return _each(subject, wish, lambda one: TEXTS[wish.picture](one, wish, look))


def _each(
    subject: Subject, wish: Wish, make: Callable[[Subject], tuple[Made, ...] | tuple[Diagnostic, ...]]
) -> tuple[Made, ...] | tuple[Diagnostic, ...]:
    """What is made of a story, or of the shortest to each ending."""
    if wish.picture in OF_WORLDS or subject.manuscript is not None:
        return make(subject)
    made: list[Made] = []
    for manuscript in stories_of(subject, wish):
        if isinstance(manuscript, Diagnostic):
            return (manuscript,)
        found = make(replace(subject, manuscript=manuscript))
        problems = tuple(each for each in found if isinstance(each, Diagnostic))
        if problems:
            return problems
        made += [each for each in found if not isinstance(each, Diagnostic)]
    return tuple(made)


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
        if answer.outcome is Outcome.GAVE_UP:
            subject.limits.append(answer.limit or "time")
        if answer.outcome is Outcome.TOLD:
            story = answer.stories[0]
            title = story.ending or each.ending or subject.world.title
            found.append(manuscript_of(subject.world, (happened.event for happened in story.events), title))
    return tuple(found)
