# SPDX-License-Identifier: Apache-2.0
"""The whole space of stories as plain data, for other programs: every state that stories come to, and every step."""

from __future__ import annotations

from fabula.model.answers import EventCall
from fabula.model.limits import Limits
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class StoryState:
    """A state. `depth` is the fewest events it takes to come to it, `changed` are the facts that differ from the start.

    `endings` hold in it. `dead`: no ending holds nor can be come to any more, which is proved. `known`: every step
    that leaves it is in the graph; else the length ended there, or the search gave up. Two states with the same facts
    differ in what people believe.
    """

    depth: int
    endings: tuple[str, ...]
    dead: bool
    known: bool
    changed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StoryStep:
    """An event that leads from one state to another, by their numbers, and the sentence that tells it there."""

    source: int
    target: int
    event: EventCall
    text: str


@dataclass(frozen=True, slots=True)
class StoryGraph:
    """States and steps, those that take fewer events first; state 0 is the start.

    `complete`, `closed` and `limit` are as in `fabula.model.endings.EndingsAnswer`.
    """

    world: str
    limits: Limits
    states: tuple[StoryState, ...]
    steps: tuple[StoryStep, ...]
    complete: int
    closed: bool
    limit: str | None = None
