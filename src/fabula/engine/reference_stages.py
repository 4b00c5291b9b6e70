# SPDX-License-Identifier: Apache-2.0
"""What happened on the way from an event to rest: which law fired where, for what is said about a story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fabula.engine.reference_memory import Memory
from fabula.model.ground import Program
from fabula.semantics import State
from fabula.semantics.laws import UNFIRED, Fired, Firing
from fabula.semantics.state import Path
from fabula.semantics.step import writes_of


class Stage(NamedTuple):
    """A state on the way, and the laws that made it; `moment` tells that it was time that passed."""

    state: State
    fired: tuple[Firing, ...]
    moment: bool


class Staged(Memory):
    """Events and laws, stage by stage."""

    def __init__(self, program: Program, depth: int) -> None:
        super().__init__(program, depth)
        self._firings: dict[tuple[State, Fired], tuple[Firing, ...]] = {}
        self._stricken: dict[tuple[State, int], tuple[Path, ...]] = {}

    def stages(self, state: State, event: int) -> Iterator[Stage]:
        """The event's effects, every round of laws, and each moment: the clock, its laws, and rest again."""
        state = self.happened(state, event)
        yield Stage(state, (), False)
        for stage in self.settling(state):
            yield stage
            state = stage.state
        for _ in range(self.moments(event)):
            state = self.ticked(state)
            yield Stage(state, (), True)
            for law in range(len(self.moment_rules)):
                struck = self.struck(state, law)
                if struck is not state:
                    yield Stage(struck, tuple((path, law) for path in self.stricken(state, law)), True)
                    state = struck
            for stage in self.settling(state):
                yield stage
                state = stage.state

    def settling(self, state: State) -> Iterator[Stage]:
        """Every round until all is at rest."""
        fired = UNFIRED
        while True:
            after, later = self.round(state, fired)
            if after is state:
                return
            yield Stage(after, self.firings(state, fired), False)
            state, fired = after, later

    def firings(self, state: State, fired: Fired) -> tuple[Firing, ...]:
        """Remembered."""
        key = (state, fired)
        found = self._firings.get(key)
        if found is None:
            found = self._firings[key] = super().firings(state, fired)
        return found

    def stricken(self, state: State, law: int) -> tuple[Path, ...]:
        """The minds in which a law of each moment changes something."""
        key = (state, law)
        known = self._stricken.get(key)
        if known is None:
            rule = self.moment_rules[law]
            here = rule.condition(state) and any(state.denies(write) for write in writes_of(rule.changes, state))
            found: list[Path] = [()] if here else []
            for person, mind in enumerate(state.believed):
                if self.struck(mind, law) is not mind:
                    found.extend((person, *path) for path in self.stricken(mind, law))
            known = self._stricken[key] = tuple(found)
        return known
