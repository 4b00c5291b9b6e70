# SPDX-License-Identifier: Apache-2.0
"""Worlds that run: ground, with an engine on them, kept for as long as they are the same world.

An engine answers one thread at a time, so a `Running` is asked within `asking`. The flag that stops an engine is
another for every question: the engine heeds a `_Relay`, which passes on the flag of whoever asks just now.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fabula.diagnostics import Diagnostic
from fabula.engine.choose import MakeEngine, engine_maker
from fabula.engine.port import Cancel
from fabula.model.answers import EventCall
from fabula.model.expression import Effect
from fabula.model.limits import Limits
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass
from fabula.usecases.check_heed import heeding
from fabula.usecases.check_setting import Plan, Setting, set_up
from fabula.usecases.manuscript_needs import NO_OVERRIDES, calls_of, deepest_of, limits_of, starts_of

_KEPT = 3
_MOST_USES = 500
"""So many times a world is asked, then its engine is made anew: engines remember whatever they were asked."""


class _Relay(Cancel):
    """The flag of whoever asks just now."""

    def __init__(self) -> None:
        self.asked = Cancel()

    @property
    def limit(self) -> str | None:
        """What was reached."""
        return self.asked.limit

    @limit.setter
    def limit(self, limit: str | None) -> None:
        self.asked.limit = limit


@dataclass(frozen=True, slots=True)
class Needs:
    """What a manuscript needs of an engine; two that need the same can share one."""

    limits: Limits
    minds: int
    starts: tuple[Effect, ...]
    calls: frozenset[EventCall]


class Running:
    """A world set up, and the lock of its engine."""

    def __init__(self, world: World, needs: Needs, setting: Setting, relay: _Relay) -> None:
        self.world = world
        self.needs = needs
        self.setting = setting
        self.uses = 0
        self._relay = relay
        self._lock = threading.Lock()

    @contextmanager
    def asking(self, cancel: Cancel, patience: float | None = None) -> Iterator[bool]:
        """The engine to oneself; False where somebody else has had it for as long as `patience` lasts."""
        if not self._lock.acquire(timeout=-1 if patience is None else patience):
            yield False
            return
        try:
            self._relay.asked = cancel
            self.uses += 1
            yield True
        finally:
            self._lock.release()

    def suits(self, world: World, needs: Needs) -> bool:
        """Whether it can be asked about a manuscript that needs this."""
        if self.world is not world or self.uses > _MOST_USES:
            return False
        mine = self.needs
        same = (mine.limits, mine.starts) == (needs.limits, needs.starts) and mine.minds >= needs.minds
        return same and all(self.setting.number(call) is not None for call in needs.calls)


class Stable:
    """The worlds that run. Belongs to one thread; what it gives out may be asked by others."""

    def __init__(self, mebibytes: float) -> None:
        self._make: MakeEngine = engine_maker(None, mebibytes)
        self._kept: list[Running] = []

    def running(self, world: World, manuscript: Manuscript | None, cancel: Cancel) -> Running | tuple[Diagnostic, ...]:
        """The world with an engine that will do for the manuscript; or why it cannot run."""
        needs = needs_of(manuscript)
        for kept in self._kept:
            if kept.suits(world, needs):
                self._kept.remove(kept)
                self._kept.append(kept)
                return kept
        relay = _Relay()
        relay.asked = cancel
        plan = Plan(needs.limits, heeding(self._make, relay), asked=needs.minds)
        calls = () if manuscript is None else calls_of(manuscript)
        setting = set_up(world, plan, calls, needs.starts)
        if not isinstance(setting, Setting):
            return setting
        made = Running(world, needs, setting, relay)
        self._kept = [*self._kept[1 - _KEPT :], made]
        return made

    def forget(self, world: World) -> None:
        """Forget the engines of a world."""
        self._kept = [kept for kept in self._kept if kept.world is not world]


def needs_of(manuscript: Manuscript | None) -> Needs:
    """What a manuscript, or (None) a world alone, needs of an engine."""
    limits = limits_of(manuscript, NO_OVERRIDES)
    if manuscript is None:
        return Needs(limits, 0, (), frozenset())
    return Needs(limits, deepest_of(manuscript), starts_of(manuscript), frozenset(calls_of(manuscript)))
