# SPDX-License-Identifier: Apache-2.0
"""What the cause of a fact rested on: one step back, or all the way back to what was so at the beginning."""

from __future__ import annotations

from collections import deque

from fabula.model.ground import GroundEffect
from fabula.model.world import LawOrigin
from fabula.records import dataclass
from fabula.usecases.check_failing import Reads
from fabula.usecases.check_history import Path
from fabula.usecases.why_timeline import ByEvent, ByLaw, ByTime, Origin, Timeline, When


@dataclass(frozen=True, slots=True)
class Needed:
    """The facts that an origin looked at, as they were at `when`; `raised`: it moved the number on that it then was.

    `times` is how often the same law had moved it in a row, `since` the number of the first of these events, and
    `before` the state before that.
    """

    reads: Reads
    when: When
    raised: bool
    before: When
    times: int = 1
    since: int = 0


def needed(timeline: Timeline, origin: Origin, path: Path, fluent: int) -> Needed | None:
    """What the origin of a fact rested on; None where it is the start, or nothing but time.

    The condition of an event is left out: it belongs to the event, not to each of its effects.
    """
    match origin:
        case ByLaw(before, where, law, effect):
            reads = (*_law_reads(timeline, origin, path, fluent), *_effect_reads(timeline, effect, where, before))
            reads = _without(reads, (path, fluent))
            if effect.increase and law.form.each_moment:
                first, times, since = _run(timeline, origin, path, fluent)
                return Needed(reads, before, effect.increase, first, times, since)
            return Needed(reads, before, effect.increase, before)
        case ByEvent(place, where, effect):
            when = When(place)
            reads = _seeing_reads(timeline, place, where)
            if effect is None:
                return Needed(reads, when, False, when)
            reads = (*reads, *_effect_reads(timeline, effect, where, when))
            return Needed(_without(reads, (path, fluent)), when, effect.increase, when)
        case None | ByTime():
            return None


def foundations(timeline: Timeline, reads: Reads, when: When) -> Reads:
    """What was so at the beginning, of all that facts rest on as they are at a moment, the events' conditions too."""
    waiting = deque((path, fluent, when) for path, fluent in reads)
    seen: set[tuple[Path, int, When]] = set()
    found: dict[tuple[Path, int], None] = {}
    while waiting:
        path, fluent, at = waiting.popleft()
        origin, before = timeline.origin(path, fluent, at)
        if origin is None:
            found[path, fluent] = None
            continue
        if (path, fluent, before) in seen:
            continue
        seen.add((path, fluent, before))
        step = needed(timeline, origin, path, fluent)
        if step is not None:
            waiting.extend((*read, step.when) for read in step.reads)
            waiting.extend([(path, fluent, step.before)] if step.raised else ())
        if isinstance(origin, ByEvent):
            event, begun = timeline.history.event(timeline.happening(origin.place)), When(origin.place)
            waiting.extend((*read, begun) for read in timeline.looked_at(event.condition, (), begun))
    return tuple(found)


def _law_reads(timeline: Timeline, origin: ByLaw, path: Path, fluent: int) -> Reads:
    """What the condition of a law looked at, but for what it changes: that a thing was not yet so is no cause."""
    reads = timeline.looked_at(origin.law.condition, origin.path, origin.before)
    own = (path, fluent)
    if origin.law.form.origin is LawOrigin.SIGHT or own not in reads:
        return _without(reads, own)
    earlier, _ = timeline.origin(path, fluent, origin.before)
    return reads if earlier is not None else _without(reads, own)


def _run(timeline: Timeline, origin: ByLaw, path: Path, fluent: int) -> tuple[When, int, int]:
    """The state before the law first moved the number, of the times in a row that it did; how often, since when."""
    before, times = origin.before, 1
    while True:
        earlier, at = timeline.origin(path, fluent, before)
        if not (isinstance(earlier, ByLaw) and earlier.law is origin.law and earlier.path == origin.path):
            return before, times, before.place + 1
        before, times = at, times + 1


def _effect_reads(timeline: Timeline, effect: GroundEffect, where: Path, before: When) -> Reads:
    """What the guard and the value of an effect looked at, in the mind in which it acts."""
    reads: Reads = ()
    if effect.guard is not None:
        reads = timeline.looked_at(effect.guard, where, before)
    return (*reads, *timeline.looked_at(effect.value, where, before))


def _seeing_reads(timeline: Timeline, place: int, path: Path) -> Reads:
    """What it rested on that the event was seen in the mind at the end of the path."""
    event = timeline.history.event(timeline.happening(place))
    reads: list[tuple[Path, int]] = []
    for depth, person in enumerate(path):
        reads += timeline.looked_at(event.observers[person], path[:depth], When(place))
    return tuple(dict.fromkeys(reads))


def _without(reads: Reads, own: tuple[Path, int]) -> Reads:
    return tuple(read for read in reads if read != own)
