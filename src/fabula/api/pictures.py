# SPDX-License-Identifier: Apache-2.0
"""Every picture there is, by name: what is asked, which use case finds it out, which renderer draws it.

The command line, the interface for programs, the report and the studio all draw here, so that a picture is the same
wherever it is looked at. A new picture is a name, a function from a `Subject` and a `Wish` to pages, and a line in
`DRAWN`. A world alone is drawn story by story: the shortest to each ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fabula.api.belief_pictures import draw_beliefs, draw_strip
from fabula.api.cause_pictures import draw_causes
from fabula.api.picture_wish import Draw, PictureName, Subject, Wish
from fabula.api.storyline_pictures import draw_storyline
from fabula.diagnostics import Diagnostic
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.model.manuscript import Manuscript
from fabula.render.drawing.svg import Page
from fabula.usecases.chronicle import manuscript_of
from fabula.usecases.open_world import start_engine
from fabula.usecases.tell import asked_by_default, tell

__all__ = ["DRAWN", "OF_WORLDS", "Draw", "PictureName", "Subject", "Wish", "pictures", "stories_of"]

DRAWN: Mapping[PictureName, Draw] = {
    PictureName.STORYLINE: draw_storyline,
    PictureName.BELIEFS: draw_beliefs,
    PictureName.STRIP: draw_strip,
    PictureName.CAUSES: draw_causes,
}
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
