# SPDX-License-Identifier: Apache-2.0
"""The plain semantics behind the part of the port that is compared: by enumeration, for the tiniest of worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fabula.engine.port import Found, Goal
from fabula.model.answers import EventCall, Outcome, PlannedStep, Reason
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.semantics import Semantics, State
from fabula.semantics.expression import truth_of

MOST_EVENTS = 5


def tiny(program: Program, limits: Limits) -> bool:
    """Whether going through everything is quick."""
    return len(program.events) <= MOST_EVENTS and len(program.people) <= 2 and limits.imagine <= 2 and limits.minds <= 1


@dataclass
class PlainEngine:
    """The semantics as an engine; states are numbered as they are met."""

    program: Program
    depth: int
    _semantics: Semantics = field(init=False)
    _states: list[State] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._semantics = Semantics(self.program, self.depth)

    def _met(self, state: State) -> int:
        self._states.append(state)
        return len(self._states) - 1

    def start(self) -> int:
        return self._met(self._semantics.start())

    def possible(self, state: int) -> tuple[int, ...]:
        return tuple(self._possible(self._states[state]))

    def _possible(self, state: State) -> Iterator[int]:
        return (event for event in range(len(self.program.events)) if self._semantics.possible(state, event))

    def after(self, state: int, event: int) -> int:
        return self._met(self._semantics.after(self._states[state], event))

    def believed(self, state: int, person: int) -> int:
        return self._met(self._states[state].mind(person))

    def values(self, state: int) -> tuple[Value, ...]:
        return self._states[state].values

    def utility(self, state: int, person: int | None) -> float:
        return self._semantics.utility(self._states[state], person)

    def reason(self, state: int, event: int, person: int, limits: Limits) -> Reason | None:
        mind = self._states[state].mind(person)
        if self._semantics.impelled(mind, event, person):
            return self._reason(person, True, (event,))
        plan = next(self._semantics.plans(mind, event, person, limits.imagine, limits.minds), None)
        return None if plan is None else self._reason(person, False, plan)

    def _reason(self, person: int, impulse: bool, plan: tuple[int, ...]) -> Reason:
        forms = [self.program.events[event] for event in plan]
        steps = tuple(PlannedStep(EventCall(form.name, form.arguments)) for form in forms)
        return Reason(self.program.people[person], impulse, steps, 0, 0)

    def explained(self, state: int, event: int, limits: Limits) -> bool:
        return self._semantics.explained(self._states[state], event, limits.imagine, limits.minds)

    def tell(self, goal: Goal, limits: Limits) -> Found:
        test = truth_of(goal.condition) if goal.condition is not None else None
        raised = goal.raises
        told: list[tuple[int, ...]] = []
        for length, layer in enumerate(self._layers(limits)):
            for story, state in layer:
                if test is not None and not test(state):
                    continue
                if raised is None or self._semantics.utility(state, None) >= raised:
                    told.append(story)
            if told or length == limits.length:
                break
        return Found(Outcome.TOLD if told else Outcome.IMPOSSIBLE, tuple(told[:1]))

    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]:
        for layer in self._layers(limits):
            yield from (story for story, _ in layer if story)

    def _layers(self, limits: Limits) -> Iterator[list[tuple[tuple[int, ...], State]]]:
        """All sequences of explained events, with where they lead, by their length."""
        layer: list[tuple[tuple[int, ...], State]] = [((), self._semantics.start())]
        for _ in range(limits.length + 1):
            yield layer
            layer = [
                ((*story, event), self._semantics.after(state, event))
                for story, state in layer
                for event in self._possible(state)
                if self._semantics.explained(state, event, limits.imagine, limits.minds)
            ]
