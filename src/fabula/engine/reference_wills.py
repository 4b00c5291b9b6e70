# SPDX-License-Identifier: Apache-2.0
"""Who would do what, remembered and searched over states instead of plans.

A plan is looked for step by step over the states that a person imagines, each state once for every number of steps.
Whether a plan is lean depends on the way it took, so all ways to a state that is good enough are tried, not just the
first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property

from fabula.engine.port import Cancel
from fabula.engine.reference_bounds import Bounds
from fabula.engine.reference_depth import facts_alone
from fabula.engine.reference_memory import Memory
from fabula.engine.reference_stages import Staged
from fabula.model.ground import Program
from fabula.records import dataclass
from fabula.semantics import State
from fabula.semantics.will import Plan

Place = tuple[State, int]
"""A state that is imagined, and the moments that have passed till then."""


class Stopped(Exception):
    """Somebody asked the engine to stop, or it reached the bound on what it keeps: `limit` says which."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(slots=True)
class Counters:
    """What a search has done."""

    plans: int = 0
    wills: int = 0
    imagined: int = 0

    def copy(self) -> Counters:
        """The same figures, to compare with later."""
        return Counters(self.plans, self.wills, self.imagined)


@dataclass(slots=True)
class Layer:
    """The places that plans of one length lead to, and how: from which place, by which event."""

    ways: dict[Place, list[tuple[Place, int]]] = field(default_factory=dict)


class Wills(Staged):
    """The will, remembered."""

    def __init__(self, program: Program, depth: int) -> None:
        super().__init__(program, depth)
        self.counters = Counters()
        self.cancel: Cancel | None = None
        self.most_states: int | None = None
        self._plans: dict[tuple[State, int, int, int, int], Plan | None] = {}
        self._imaginable: dict[tuple[State, int, int, int, int], bool] = {}
        plannable = [number for number, event in enumerate(program.events) if event.willing or number == program.wait]
        self._plannable = frozenset(plannable)
        self._by_facts = facts_alone(program)
        self._idle: dict[State, list[State]] = {}
        self._most_moments = max((self.moments(event) for event in plannable), default=0)

    # Who only asks what happens, as a reader does, needs none of these; they take as long to make as all the rest.

    @cached_property
    def bounds(self) -> Bounds:
        """The bounds on imagined plans."""
        return Bounds(self.program, self.views, sorted(self._plannable))

    @cached_property
    def story_bounds(self) -> Bounds:
        """The bounds on stories, in which chance has its part."""
        return Bounds(self.program, self.views, range(len(self.program.events)))

    @cached_property
    def facts(self) -> Memory:
        """The same world without minds."""
        return Memory(self.program, 0, self)

    def look(self) -> None:
        """Stop if somebody asked for it."""
        if self.cancel is not None and (limit := self.cancel.limit) is not None:
            raise Stopped(limit)
        if self.most_states is not None and self.size > self.most_states:
            raise Stopped("states")

    def willing(self, mind: State, event: int, person: int, steps: int, minds: int) -> bool:
        """Remembered with `plan`."""
        return self.impelled(mind, event, person) or self.plan(mind, event, person, steps, minds) is not None

    def imaginable(self, state: State, event: int, person: int, steps: int, minds: int) -> bool:
        """Remembered."""
        key = (state, event, person, steps, minds)
        found = self._imaginable.get(key)
        if found is None:
            found = self._imaginable[key] = super().imaginable(state, event, person, steps, minds)
        return found

    def plan(self, mind: State, event: int, person: int, steps: int, minds: int) -> Plan | None:
        """A shortest plan for which the person would do the event; None if there is none."""
        steps = max(1, steps) if minds > 0 else 1
        key = (mind, event, person, steps, minds)
        if key in self._plans:
            return self._plans[key]
        self.counters.wills += 1
        self.look()
        found = self.planned(mind, event, person, steps, minds) if self.possible(mind, event) else None
        self._plans[key] = found
        return found

    def planned(self, mind: State, event: int, person: int, steps: int, minds: int) -> Plan | None:
        """The same, searched: breadth first over the places that are imagined."""
        if self.hopeless(mind, event, (mind, 0), person, steps - 1):
            return None
        first = (self.after(mind, event), self.moments(event))
        layers = [Layer({first: [((mind, 0), event)]})]
        if (plan := self._good(layers, mind, person, steps, minds)) is not None:
            return plan
        for left in range(steps - 1, 0, -1):
            # Last steps first: whether somebody can be counted on for a step that leads on takes long to tell.
            last = self._extended(layers[-1], mind, person, left, minds, 0)
            if (plan := self._good([*layers, last], mind, person, steps, minds)) is not None:
                return plan
            if left == 1:
                break
            layers.append(self._extended(layers[-1], mind, person, left, minds, left - 1))
            if not layers[-1].ways:
                break
        return None

    def _good(self, layers: list[Layer], mind: State, person: int, steps: int, minds: int) -> Plan | None:
        """The first plan to a place of the last layer that is worth it and lean."""
        for place in layers[-1].ways:
            if self.better(place, mind, person):
                for plan, states in self._ways_to(place, layers):
                    self.counters.plans += 1
                    if self.lean(plan, (mind, *states), person, steps, minds):
                        return plan
        return None

    def lean(self, plan: Plan, states: Sequence[State], person: int, steps: int, minds: int) -> bool:
        """The same, over the states that shortened plans come to, instead of over all ways to shorten it."""
        gained = self.utility(states[-1], person)
        shorter: dict[State, None] = {}
        for place, event in enumerate(plan):
            later = dict.fromkeys(self.idled(state, event) for state in shorter)
            for state in shorter:
                if self.imaginable(state, event, person, steps - place, minds):
                    later[self.after(state, event)] = None
            if event != self.program.wait:
                later[self.idled(states[place], event)] = None
            shorter = later
        return all(self.utility(state, person) != gained for state in shorter)

    def better(self, place: Place, mind: State, person: int) -> bool:
        """Whether the person has more there than if the same time had passed with nobody doing anything."""
        return self.utility(place[0], person) > self.utility(self.idle(mind, place[1]), person)

    def idle(self, state: State, moments: int) -> State:
        """The state after some moments with nobody doing anything."""
        wait = self.program.wait
        if wait is None or moments == 0:
            return state
        states = self._idle.setdefault(state, [state])
        while len(states) <= moments:
            states.append(self.after(states[-1], wait))
        return states[moments]

    def _extended(self, layer: Layer, mind: State, person: int, left: int, minds: int, onward: int) -> Layer:
        """The places one step on, by the steps that the person can count on, and can gain by with `onward` more."""
        following = Layer()
        for place in layer.ways:
            self.look()
            state, moments = place
            self.counters.imagined += 1
            for event in self.events(state):
                if event not in self._plannable or self.hopeless(mind, event, place, person, onward):
                    continue
                if self.imaginable(state, event, person, left, minds):
                    later = (self.after(state, event), moments + self.moments(event))
                    following.ways.setdefault(later, []).append((place, event))
        return following

    def hopeless(self, mind: State, event: int, place: Place, person: int, left: int) -> bool:
        """Whether no plan that goes on from the place with the event can gain anything in the steps then left.

        Looked at by the facts alone wherever no mind has a say in them: that is a step without minds, and cheap.
        """
        state, moments = place
        moments += self.moments(event)
        least = self._least(mind, person, moments, moments + left * self._most_moments)
        if least == math.inf:
            return True
        bare = self.facts_after(state, event)
        if bare is None:
            return self.bounds.utility(state, person, left + 1) <= least
        return self.bounds.utility(bare, person, left) <= least

    def facts_after(self, state: State, event: int) -> State | None:
        """The facts after an event, without minds; None if they depend on what somebody believes."""
        return self.facts.after(self.facts.make(state.values, ()), event) if event in self._by_facts else None

    def _least(self, mind: State, person: int, first: int, last: int) -> float:
        """The least that a plan must exceed which ends between two moments."""
        utilities = [self.utility(self.idle(mind, moments), person) for moments in range(first, last + 1)]
        return min((utility for utility in utilities if not math.isnan(utility)), default=math.inf)

    def _ways_to(self, place: Place, layers: list[Layer]) -> Iterator[tuple[Plan, tuple[State, ...]]]:
        """All plans that lead to a place of the last layer, with the states they pass, the place's own at the end."""
        for before, event in layers[-1].ways[place]:
            if len(layers) == 1:
                yield (event,), (place[0],)
            else:
                for plan, states in self._ways_to(before, layers[:-1]):
                    yield (*plan, event), (*states, place[0])
