# SPDX-License-Identifier: Apache-2.0
"""The space of stories: every state that explained events lead to, and every such step, as a graph.

Stories that come to the same state go on alike, so that trillions of stories are some thousand states: counting them,
drawing one at random, or proving that an ending cannot be reached is a walk over this graph (design.md, section 4,
point 8). `explored` builds it on any engine; the native one has its own.
"""

from __future__ import annotations

from collections.abc import Callable

from fabula.engine.port import Cancel, Engine, Progress, Space
from fabula.model.limits import Limits
from fabula.records import dataclass


@dataclass(slots=True)
class _Exploring:
    """What has been found so far; `layers` are as in `Space`."""

    states: list[int]
    numbers: dict[int, int]
    sources: list[int]
    events: list[int]
    targets: list[int]
    layers: list[int]


def explored(
    engine: Engine,
    limits: Limits,
    start: int | None = None,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Space:
    """The space of stories of at most `limits.length` events from a state (None: the start), breadth first.

    Once `cancel` is set, or `limits.states` places are known, it is what is known by then, and names the limit.
    """
    first = engine.start() if start is None else start
    found = _Exploring([first], {first: 0}, [], [], [], [0, 1])
    complete, limit = 0, None
    while complete < limits.length and limit is None:
        if progress is not None:
            progress(Progress(complete + 1, len(found.states), 0))
        limit = _extend(engine, found, limits, cancel)
        if limit is None:
            complete += 1
            found.layers.append(len(found.states))
            if found.layers[-1] == found.layers[-2]:
                # Nothing new: every longer story goes round among what is known.
                found.layers += [len(found.states)] * (limits.length - complete)
                complete = limits.length
    return Space(
        tuple(found.states),
        tuple(found.sources),
        tuple(found.events),
        tuple(found.targets),
        tuple(found.layers),
        complete,
        limit,
    )


def _extend(engine: Engine, found: _Exploring, limits: Limits, cancel: Cancel | None) -> str | None:
    """Look one event further; the limit reached, if one is. What is known of a place is all of it, or nothing."""
    for place in range(found.layers[-2], found.layers[-1]):
        state = found.states[place]
        events = engine.explained_events(state, limits, cancel)
        if cancel is not None and cancel.limit is not None:
            return cancel.limit
        steps = [(event, engine.after(state, event)) for event in events]
        for event, after in steps:
            target = found.numbers.setdefault(after, len(found.states))
            if target == len(found.states):
                found.states.append(after)
            found.sources.append(place)
            found.events.append(event)
            found.targets.append(target)
        if limits.states is not None and len(found.states) > limits.states:
            return "states"
    return None
