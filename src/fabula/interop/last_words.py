# SPDX-License-Identifier: Apache-2.0
"""What is read where a story that is played goes no further, in games of every form."""

from __future__ import annotations

from fabula.model.playable import Left, Scene

_SAID = {
    Left.ENDED: "The end.",
    Left.NOTHING_TO_DO: "There is nothing more that anybody would do.",
    Left.NOT_LOOKED_FURTHER: "So far this story has been followed.",
}


def last_words(scene: Scene) -> str:
    """Why the story is over in a scene without choices, in a sentence."""
    return _SAID[scene.left or Left.ENDED]
