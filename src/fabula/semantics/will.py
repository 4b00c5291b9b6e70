# SPDX-License-Identifier: Apache-2.0
"""Will: who would do what, and for which plan: the definition, read out by enumeration."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product

from fabula.model.ground import Program
from fabula.semantics.expression import value_of
from fabula.semantics.start import Start
from fabula.semantics.state import State

Plan = tuple[int, ...]
"""Events that somebody imagines, one after another."""


class Semantics(Start):
    """The meaning of one ground world.

    `steps` is how many events a plan may still have, `minds` how many levels of minds may still be searched for plans:
    0 is the level below the deepest, where only a plan of one step counts.
    """

    def __init__(self, program: Program, depth: int) -> None:
        super().__init__(program, depth)
        self.utilities = tuple(value_of(utility) for utility in program.utilities)
        self.author = value_of(program.author)

    def utility(self, state: State, person: int | None) -> float:
        """The utility of a person, or of the author (None), in the state itself; not a number where it is unknown."""
        value = (self.author if person is None else self.utilities[person])(state)
        return float(value) if isinstance(value, (int, float)) else math.nan

    def explained(self, state: State, event: int, steps: int, minds: int) -> bool:
        """Whether an event is in character. "An action is *explained* in `s` if everyone who must be willing is"."""
        return all(
            self.willing(state.mind(person), event, person, steps, minds)
            for person in self.program.events[event].willing
        )

    def willing(self, mind: State, event: int, person: int, steps: int, minds: int) -> bool:
        """Whether the person, believing `mind` to be the case, would do the event: on impulse, or for a plan."""
        return self.impelled(mind, event, person) or any(True for _ in self.plans(mind, event, person, steps, minds))

    def impelled(self, mind: State, event: int, person: int) -> bool:
        """Whether the person acts without thinking.

        "`p` is also willing *on impulse* if the event has an impulse condition for `p` and it holds in `s/p`".
        """
        return any(who == person and condition(mind) for who, condition in self.deeds[event].impulses)

    def plans(self, mind: State, event: int, person: int, steps: int, minds: int) -> Iterator[Plan]:
        """The plans for which the person would do the event, shorter first.

        "`p` is *willing* to do action `a` in `s` if in `s/p` there is a plan `a = a1 … an` (n at most the *imagination*
        limit) such that (1) it can happen in `s/p`": every step is possible where it stands. "The limit counts across
        nested plans: a plan imagined at step `i` of a plan has `i - 1` fewer steps. […] Beyond the deepest level
        nothing is searched, but a step counts as explained if it raises that person's utility at once."
        """
        steps = max(1, steps) if minds > 0 else 1
        if not self.possible(mind, event):
            return
        plans: list[tuple[Plan, tuple[State, ...]]] = [((event,), (mind, self.after(mind, event)))]
        for left in range(steps - 1, -1, -1):
            for plan, states in plans:
                if self.gains(plan, states, person) and self.lean(plan, states, person, steps, minds):
                    yield plan
            if left:
                plans = [
                    ((*plan, later), (*states, self.after(states[-1], later)))
                    for plan, states in plans
                    for later in range(len(self.program.events))
                    if self.imaginable(states[-1], later, person, left, minds)
                ]

    def gains(self, plan: Plan, states: Sequence[State], person: int) -> bool:
        """Whether a plan is worth it.

        "(2) At its end `p`'s utility, as `p` believes it, is higher than it would be had the same time passed with
        nobody doing anything". (An unknown utility is not higher than anything, and nothing is higher than it.)
        """
        return self.utility(states[-1], person) > self.utility(self.waited(states[0], plan), person)

    def waited(self, state: State, plan: Plan) -> State:
        """The state after as much time as the plan takes, "with nobody doing anything (laws still run)"."""
        for event in plan:
            state = self.idled(state, event)
        return state

    def idled(self, state: State, event: int) -> State:
        """The state after as much time as the event takes. "In a world without a clock nothing happens by itself"."""
        wait = self.program.wait
        for _ in range(0 if wait is None else self.moments(event)):
            state = self.after(state, wait or 0)
        return state

    def imaginable(self, state: State, event: int, person: int, steps: int, minds: int) -> bool:
        """Whether a person who imagines `state` can count on the event there.

        "(3) each later `ai` is explained, at its point of the plan and in what `p` believes there, for everyone who
        must be willing, `p` included. […] Events with no willing person are chance or the author's hand: nobody can
        plan on them"; but "`wait` […] may stand anywhere".
        """
        willing = self.program.events[event].willing
        if not willing and event != self.program.wait:
            return False
        return self.possible(state, event) and all(
            self.willing(state, event, person, steps, minds)
            if who == person
            else self.willing(state.mind(who), event, who, steps, minds - 1)
            for who in willing
        )

    def lean(self, plan: Plan, states: Sequence[State], person: int, steps: int, minds: int) -> bool:
        """Whether every step of a plan counts.

        "(4) It is lean: no proper subsequence of it, waiting in place of what is left out, is itself such a plan to
        exactly that utility".

        What comes before the first step that is left out stays as it is, and needs no new reason; the steps that are
        kept after it must be possible and explained where they now come, for all who must be willing.
        """
        gained = self.utility(states[-1], person)
        for first in range(len(plan)):
            if plan[first] == self.program.wait:
                continue
            for kept in product((False, True), repeat=len(plan) - first - 1):
                end = self.shortened(plan[first:], (False, *kept), states[first], person, steps - first, minds)
                if end is not None and self.utility(end, person) == gained:
                    return False
        return True

    def shortened(
        self, plan: Plan, kept: Sequence[bool], state: State, person: int, steps: int, minds: int
    ) -> State | None:
        """Where the plan ends with some steps left out; None if a step that is kept cannot be counted on there."""
        for event, keep in zip(plan, kept, strict=True):
            if keep and not self.imaginable(state, event, person, steps, minds):
                return None
            state = self.after(state, event) if keep else self.idled(state, event)
            steps -= 1
        return state
