# SPDX-License-Identifier: Apache-2.0
"""The one screen of types behind which both engines stand.

An engine holds one ground program. States, events, laws, people and fluents are numbers: a state's number is its
identity (equal numbers: the same valuation and the same beliefs at every depth that is kept). An engine never
looks at a clock: a front end that wants a deadline sets `Cancel`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import Protocol

from fabula.model.answers import Outcome, Reason
from fabula.model.ground import GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.records import dataclass


@dataclass(slots=True)
class Cancel:
    """A flag that any thread may set: `limit` names what was reached ("time", "memory", "interrupted")."""

    limit: str | None = None

    def set(self, limit: str) -> None:
        """Ask the engine to stop at the next step; the first name given stays."""
        if self.limit is None:
            self.limit = limit


@dataclass(frozen=True, slots=True)
class Stage:
    """A state on the way from one event's effects to rest, and the laws that made it: (path of minds, law).

    `moment` tells a law of `Program.moment_laws` from one of `Program.laws`.
    """

    state: int
    fired: tuple[tuple[tuple[int, ...], int], ...]
    moment: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: the length of story being tried, states seen, stories found."""

    length: int
    states: int
    stories: int


@dataclass(frozen=True, slots=True)
class Goal:
    """What a told story must reach: a condition on the real state, or (`raises`) at least so much author's utility."""

    condition: GroundExpression | None = None
    raises: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The end of a search: stories as tuples of event numbers, shortest first; `limit` names what stopped it.

    `shortest` is False where a story was found, and an engine did not go on to show that none is shorter.
    """

    outcome: Outcome
    stories: tuple[tuple[int, ...], ...]
    limit: str | None = None
    states: int = 0
    statistics: dict[str, float] = field(default_factory=dict)
    shortest: bool = True


@dataclass(frozen=True, slots=True)
class Space:
    """The space of stories up to a length: a graph of places, each of them a state, and steps between them.

    `states[0]` is the start, places that take more events to come to are later. The steps are three sequences of equal
    length (source, event, target), ordered by source. `layers[n]` is the first place that takes at least n events to
    come to, and has one more at the end. The steps of all places that take less than `complete` events are known; where
    that is less than the length asked for, `limit` names what was reached.
    """

    states: Sequence[int]
    sources: Sequence[int]
    events: Sequence[int]
    targets: Sequence[int]
    layers: Sequence[int]
    complete: int
    limit: str | None = None


class Engine(Protocol):
    """The questions an engine answers.

    Laws that never rest and divisions by zero raise `EngineError` subclasses with the place.
    """

    program: Program

    def start(self) -> int:
        """The state at the start, laws at rest."""

    def started(self, values: tuple[Value, ...], beliefs: tuple[tuple[tuple[int, ...], int, Value], ...]) -> int:
        """The state at another start, laws at rest: these real values and stated beliefs, not the program's."""

    def possible(self, state: int) -> tuple[int, ...]:
        """The events whose condition holds, in the order of the program."""

    def after(self, state: int, event: int) -> int:
        """The state after an event, possible or not, laws at rest, time passed."""

    def stages(self, state: int, event: int) -> tuple[Stage, ...]:
        """The same, stage by stage: the event's effects, then every round of laws; the last is `after`."""

    def believed(self, state: int, person: int) -> int:
        """What a person believes to be so."""

    def values(self, state: int) -> tuple[Value, ...]:
        """The value of each fluent."""

    def holds(self, state: int, condition: GroundExpression) -> bool:
        """Whether a condition holds."""

    def value(self, state: int, expression: GroundExpression) -> Value:
        """The value of an expression."""

    def utility(self, state: int, person: int | None) -> float:
        """The utility of a person, or (None) of the author, read in the state itself."""

    def altered(self, state: int, path: tuple[int, ...], fluent: int, value: Value) -> int:
        """The state with one value put into the mind at the end of the path (empty: really); nothing else moves."""

    def observes(self, state: int, event: int, person: int) -> bool:
        """Whether the person would see the event, were it to happen now."""

    def reason(
        self, state: int, event: int, person: int, limits: Limits, cancel: Cancel | None = None
    ) -> Reason | None:
        """Why the person is willing (a shortest one), or None if they have no reason within the limits."""

    def explained(self, state: int, event: int, limits: Limits, cancel: Cancel | None = None) -> bool:
        """Whether everyone who must be willing is."""

    def explained_events(self, state: int, limits: Limits, cancel: Cancel | None = None) -> tuple[int, ...]:
        """The possible events in character, in the order of the program; none at all where it was stopped."""

    def tell(
        self,
        goal: Goal,
        limits: Limits,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
        start: int | None = None,
    ) -> Found:
        """The shortest stories in character that reach the goal, from the program's start or from another state."""

    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]:
        """Every sequence of explained events up to `limits.length`, shorter first; meant for small worlds and tests."""

    def space(
        self,
        limits: Limits,
        start: int | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Space:
        """The space of stories of at most `limits.length` events from a state (None: the start)."""
