# SPDX-License-Identifier: Apache-2.0
"""What would come to be so if nobody did anything more: time passes, and laws run."""

from __future__ import annotations

from dataclasses import dataclass, field

from fabula.engine.port import Engine


@dataclass(slots=True)
class Future:
    """Looks ahead by at most so many moments; in a world without a clock everything stays as it is."""

    engine: Engine
    moments: int
    _next: dict[int, int] = field(default_factory=dict)
    _known: dict[int, int] = field(default_factory=dict)

    def of(self, state: int) -> int:
        """The state that this one would become."""
        known = self._known.get(state)
        if known is None:
            known = self._known[state] = self.after(state, self.moments)
        return known

    def after(self, state: int, moments: int) -> int:
        """The state after so many moments in which nobody does anything."""
        wait = self.engine.program.wait
        if wait is None:
            return state
        for _ in range(moments):
            then = self._next.get(state)
            if then is None:
                then = self._next[state] = self.engine.after(state, wait)
            if then == state:
                break
            state = then
        return state
