# SPDX-License-Identifier: Apache-2.0
"""Where a story breaks, for questions that are answered with what holds up to there."""

from __future__ import annotations

from fabula.usecases.story import Story


def until_break(story: Story, place: int) -> tuple[tuple[str, ...], int | None]:
    """What to say of the break, and how many events there are up to it, if it comes before the place."""
    if story.sound < place:
        event = story.call(story.sound)
        said = f"Event {story.sound + 1}, `{event}`, cannot happen: this is answered for the story up to there."
        return (said,), story.sound
    if story.broken is not None and place == len(story.happenings):
        return (f"The story goes no further: {story.broken.title}",), place
    return (), None
