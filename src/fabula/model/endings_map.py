# SPDX-License-Identifier: Apache-2.0
"""The map of endings: the space of stories folded to its choices, as plain data.

Outcomes are numbered: the endings in the order of the world, and after them the dead end. A story to an ending goes
through the map once, from the first node over branches to a node in which it ends, so that counts add up: what comes
into a node goes out of it or ends there.
"""

from __future__ import annotations

from enum import StrEnum

from fabula.model.answers import EventCall, Outcome
from fabula.model.limits import Limits
from fabula.records import dataclass


class Place(StrEnum):
    """What a node of the map is: something is open there, an ending, an ending after which others are open, or none."""

    CHOICE = "choice"
    ENDING = "ending"
    PASSED = "passed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class MapEvent:
    """An event with a sentence that tells it, and how many times stories to any ending take it there."""

    event: EventCall
    text: str
    stories: int


@dataclass(frozen=True, slots=True)
class MapEnding:
    """An ending: its name, its text, what is known of it and how many stories come to it."""

    name: str
    text: str | None
    outcome: Outcome
    stories: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """A region of the space: all that stories can do without anything being decided.

    `holds` are endings that hold in it, `open` those that can still be come to, by number; `dead_open` says that a
    proved dead end can be. `inside` are the events that happen without leaving it. `ends[i]` stories end in it with
    ending i, `stories[i]` stories to ending i come through or to it. `depth` is the fewest events it takes to come
    to it, `states` how many states it stands for.
    """

    kind: Place
    holds: tuple[int, ...]
    open: tuple[int, ...]
    dead_open: bool
    inside: tuple[MapEvent, ...]
    ends: tuple[int, ...]
    stories: tuple[int, ...]
    depth: int
    states: int


@dataclass(frozen=True, slots=True)
class MapBranch:
    """A way from one node to another: by these events, in `stories[i]` stories to ending i.

    Into a dead end lead `dead` stories, counted by their events up to there. `late`: the length has no event to spare
    for the endings that it closes, so that whatever else happens instead of what leads to them closes them as well;
    said of ways to nodes in which something is open.
    """

    source: int
    target: int
    events: tuple[MapEvent, ...]
    stories: tuple[int, ...]
    dead: int
    late: bool


@dataclass(frozen=True, slots=True)
class EndingsMap:
    """The whole map. The first node has the start. `unfinished` states lead to no ending in the events that are left.

    `complete`, `closed` and `limit` are as in `fabula.model.endings.EndingsAnswer`.
    """

    world: str
    limits: Limits
    endings: tuple[MapEnding, ...]
    nodes: tuple[MapNode, ...]
    branches: tuple[MapBranch, ...]
    states: int
    steps: int
    unfinished: int
    complete: int
    closed: bool
    limit: str | None = None
