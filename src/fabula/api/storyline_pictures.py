# SPDX-License-Identifier: Apache-2.0
"""The storyline chart of a story, or of a story and what would come of it under a change."""

from __future__ import annotations

from fabula.api.picture_wish import Subject, TextLook, Wish
from fabula.diagnostics import Diagnostic
from fabula.model.chronicle import Chronicle
from fabula.model.parted import Parted
from fabula.render.drawing.svg import Page
from fabula.render.storyline.lives import Naming
from fabula.render.storyline.parting_picture import parted_storyline
from fabula.render.storyline.picture import storyline
from fabula.render.storyline.terminal import parted_text, storyline_text
from fabula.usecases.chronicle import chronicle
from fabula.usecases.parted import parted
from fabula.usecases.story import Story, Wanted, replay_story
from fabula.usecases.whatif_course import Asking


def draw_storyline(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The chart of the story; raises `GaveUp` at a limit."""
    told = _told(subject, wish)
    naming = Naming(wish.life, wish.natures)
    if isinstance(told, Parted):
        return (parted_storyline(told, naming, wish.width),)
    return (storyline(told, naming, wish.width),) if isinstance(told, Chronicle) else told


def write_storyline(subject: Subject, wish: Wish, look: TextLook) -> tuple[str, ...] | tuple[Diagnostic, ...]:
    """The same as plain text."""
    told = _told(subject, wish)
    naming = Naming(wish.life, wish.natures)
    if isinstance(told, Parted):
        return (parted_text(told, look.width, look.plain, naming),)
    return (storyline_text(told, look.width, look.plain, naming),) if isinstance(told, Chronicle) else told


def _told(subject: Subject, wish: Wish) -> Chronicle | Parted | tuple[Diagnostic, ...]:
    """The story, or both stories of a what-if, as data."""
    if subject.manuscript is None:
        return ()  # there is no story
    if wish.changes is not None:
        asking = Asking(subject.make_engine, wish.overrides, cancel=subject.cancel)
        story_of = subject.manuscript, subject.world, subject.open_file
        return parted(*story_of, wish.changes, asking, subject.sources, wish.whereabouts)
    wanted = Wanted(subject.make_engine, wish.overrides, cancel=subject.cancel)
    story = replay_story(subject.manuscript, subject.world, wanted)
    return chronicle(story, wish.whereabouts, reasons=False) if isinstance(story, Story) else story
