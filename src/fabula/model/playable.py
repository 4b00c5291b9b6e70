# SPDX-License-Identifier: Apache-2.0
"""All stories of a world up to a length as something to be played: places, what happens there, what may be chosen.

States are folded: a place is a state, however it was come to. Every walk from the first place along the choices is a
story in character, and every story in character within the length is such a walk, up to the ending that it reaches.
"""

from __future__ import annotations

from enum import StrEnum

from fabula.model.answers import EventCall
from fabula.records import dataclass


class Left(StrEnum):
    """Why a story goes no further in a place."""

    ENDED = "ended"
    NOTHING_TO_DO = "nothing-to-do"
    NOT_LOOKED_FURTHER = "not-looked-further"


@dataclass(frozen=True, slots=True)
class Choice:
    """An event that may happen, in words, and the number of the place that it leads to.

    `own` is whether the person who is played does it; the others' doings and chance are not.
    """

    event: EventCall
    text: str
    target: int
    own: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A place: its choices, those of the person who is played first; or, where there are none, why the story is over.

    `endings` are (name, text) of those reached here.
    """

    choices: tuple[Choice, ...]
    left: Left | None
    endings: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Playable:
    """The whole: it begins in scene 0. `person` is who is played, as named in prose; None: everybody.

    `length` is how many events far everything is known; `limit` names what stopped the survey before.
    """

    title: str
    person: str | None
    scenes: tuple[Scene, ...]
    length: int
    limit: str | None = None
