# SPDX-License-Identifier: Apache-2.0
"""An engine that heeds a flag: whatever is asked of it once the flag is set ends the check with `GaveUp`.

So no use case has to look at the flag, and none can take an answer for one that the engine never worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel, Engine, Found, Goal, Progress, Space, Stage
from fabula.model.answers import Reason
from fabula.model.ground import GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.values import Value


class GaveUp(Exception):
    """A limit of the machine's or the clock's was reached, or somebody pressed Ctrl-C: `limit` names it."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class _Either(Cancel):
    """Stops when one of two flags is set."""

    def __init__(self, one: Cancel, other: Cancel) -> None:
        self.one, self.other = one, other

    @property
    def limit(self) -> str | None:
        """What was reached, in the first flag that is set."""
        return self.one.limit or self.other.limit

    @limit.setter
    def limit(self, limit: str | None) -> None:
        self.other.limit = limit


def heeding(make_engine: MakeEngine, cancel: Cancel) -> MakeEngine:
    """Makes engines that heed the flag."""

    def make(program: Program, depth: int | None, minds: int) -> Engine:
        return HeedfulEngine(make_engine(program, depth, minds), cancel)

    return make


class HeedfulEngine:
    """The engine that it is given, and the flag. What is in minds is remembered: it is asked for again and again."""

    def __init__(self, engine: Engine, cancel: Cancel) -> None:
        self.engine = engine
        self.cancel = cancel
        self.program = engine.program
        self._believed: dict[tuple[int, int], int] = {}
        self._values: dict[int, tuple[Value, ...]] = {}

    def _heed(self) -> Engine:
        """The engine, as long as the flag is not set."""
        limit = self.cancel.limit
        if limit is not None:
            raise GaveUp(limit)
        return self.engine

    def _both(self, cancel: Cancel | None) -> Cancel:
        """The flag, and one that a question brings along."""
        return self.cancel if cancel is None else _Either(self.cancel, cancel)

    def start(self) -> int:
        """The state at the start, laws at rest."""
        return self._heed().start()

    def started(self, values: tuple[Value, ...], beliefs: tuple[tuple[tuple[int, ...], int, Value], ...]) -> int:
        """The state at another start, laws at rest."""
        return self._heed().started(values, beliefs)

    def possible(self, state: int) -> tuple[int, ...]:
        """The events whose condition holds."""
        return self._heed().possible(state)

    def after(self, state: int, event: int) -> int:
        """The state after an event."""
        return self._heed().after(state, event)

    def stages(self, state: int, event: int) -> tuple[Stage, ...]:
        """The same, stage by stage."""
        return self._heed().stages(state, event)

    def believed(self, state: int, person: int) -> int:
        """What a person believes to be so."""
        known = self._believed.get((state, person))
        if known is None:
            known = self._believed[state, person] = self._heed().believed(state, person)
        return known

    def values(self, state: int) -> tuple[Value, ...]:
        """The value of each fluent."""
        known = self._values.get(state)
        if known is None:
            known = self._values[state] = self._heed().values(state)
        return known

    def holds(self, state: int, condition: GroundExpression) -> bool:
        """Whether a condition holds."""
        return self._heed().holds(state, condition)

    def value(self, state: int, expression: GroundExpression) -> Value:
        """The value of an expression."""
        return self._heed().value(state, expression)

    def utility(self, state: int, person: int | None) -> float:
        """The utility of a person, or of the author."""
        return self._heed().utility(state, person)

    def altered(self, state: int, path: tuple[int, ...], fluent: int, value: Value) -> int:
        """The state with one value put into a mind."""
        return self._heed().altered(state, path, fluent, value)

    def observes(self, state: int, event: int, person: int) -> bool:
        """Whether the person would see the event."""
        return self._heed().observes(state, event, person)

    def reason(
        self, state: int, event: int, person: int, limits: Limits, cancel: Cancel | None = None
    ) -> Reason | None:
        """Why the person is willing; a search that was stopped by the flag is no answer."""
        reason = self._heed().reason(state, event, person, limits, self._both(cancel))
        self._heed()
        return reason

    def explained(self, state: int, event: int, limits: Limits, cancel: Cancel | None = None) -> bool:
        """Whether everyone who must be willing is; a search that was stopped by the flag is no answer."""
        explained = self._heed().explained(state, event, limits, self._both(cancel))
        self._heed()
        return explained

    def explained_events(self, state: int, limits: Limits, cancel: Cancel | None = None) -> tuple[int, ...]:
        """The possible events in character; a search that was stopped by the flag is no answer."""
        explained = self._heed().explained_events(state, limits, self._both(cancel))
        self._heed()
        return explained

    def tell(
        self,
        goal: Goal,
        limits: Limits,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
        start: int | None = None,
    ) -> Found:
        """The shortest stories in character that reach the goal, from the program's start or from another state."""
        return self._heed().tell(goal, limits, self._both(cancel), progress, start)

    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]:
        """Every sequence of explained events up to a length."""
        return self._heed().stories(limits)

    def space(
        self,
        limits: Limits,
        start: int | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Space:
        """The space of stories up to a length; one that was stopped says so itself."""
        return self._heed().space(limits, start, self._both(cancel), progress)
