# SPDX-License-Identifier: Apache-2.0
"""The storyline chart of a story."""

from __future__ import annotations

from fabula.api.picture_wish import Subject, Wish
from fabula.diagnostics import Diagnostic
from fabula.render.drawing.svg import Page
from fabula.render.storyline.picture import storyline
from fabula.usecases.chronicle import chronicle
from fabula.usecases.story import Story, Wanted, replay_story


def draw_storyline(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The chart of the story; raises `GaveUp` at a limit."""
    assert subject.manuscript is not None  # noqa: S101 -- `pictures` finds stories for a world alone
    wanted = Wanted(subject.make_engine, wish.overrides, cancel=subject.cancel)
    story = replay_story(subject.manuscript, subject.world, wanted)
    if not isinstance(story, Story):
        return story
    return (storyline(chronicle(story, wish.whereabouts, reasons=False), width=wish.width),)
