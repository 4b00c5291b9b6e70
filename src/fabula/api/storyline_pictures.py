# SPDX-License-Identifier: Apache-2.0
"""The storyline chart of a story, or of a story and what would come of it under a change."""

from __future__ import annotations

from fabula.api.picture_wish import Subject, Wish
from fabula.diagnostics import Diagnostic
from fabula.model.parted import Parted
from fabula.render.drawing.svg import Page
from fabula.render.storyline.parting_picture import parted_storyline
from fabula.render.storyline.picture import storyline
from fabula.usecases.chronicle import chronicle
from fabula.usecases.parted import parted
from fabula.usecases.story import Story, Wanted, replay_story
from fabula.usecases.whatif_course import Asking


def draw_storyline(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The chart of the story; raises `GaveUp` at a limit."""
    if subject.manuscript is None:
        return ()  # there is no story
    if wish.changes is not None:
        asking = Asking(subject.make_engine, wish.overrides, cancel=subject.cancel)
        told = parted(subject.manuscript, subject.world, subject.open_file, wish.changes, asking, wish.whereabouts)
        return (parted_storyline(told, width=wish.width),) if isinstance(told, Parted) else told
    wanted = Wanted(subject.make_engine, wish.overrides, cancel=subject.cancel)
    story = replay_story(subject.manuscript, subject.world, wanted)
    if not isinstance(story, Story):
        return story
    return (storyline(chronicle(story, wish.whereabouts, reasons=False), width=wish.width),)
