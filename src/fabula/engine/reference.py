# SPDX-License-Identifier: Apache-2.0
"""The reference engine: the semantics in plain Python, with a memory, behind the port.

Begin reading with `reference_memory.py` (states and steps), then `reference_wills.py` (reasons), `reference_bounds.py`
(why most plans need not be looked at) and `reference_tell.py` (the author's search). What was measured, and what was
done about it, is in `docs/design/reference-engine.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.engine.port import Cancel, Found, Goal, Progress, Space, Stage
from fabula.engine.reference_depth import depth_needed, reads
from fabula.engine.reference_tell import Teller
from fabula.engine.reference_wills import Stopped, Wills
from fabula.engine.space import explored
from fabula.model.answers import EventCall, PlannedStep, Reason
from fabula.model.ground import GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.semantics import State
from fabula.semantics.expression import Reading, truth_of, value_of
from fabula.semantics.start import Stated
from fabula.semantics.will import Plan

LEAST_DEPTH = 3
"""A question may look deeper than the program ever does: so deep at least, whatever the program."""

Moment = tuple[State, int]
"""A state, and the moments that have passed, where no clock is kept in states since nothing reads it."""


class ReferenceEngine:
    """Answers every question of `fabula.engine.port.Engine` about one program.

    `minds` is the deepest minds limit that will be asked for; `depth` (how many minds inside minds a state keeps)
    follows from it unless given.
    """

    def __init__(self, program: Program, depth: int | None = None, minds: int = 2) -> None:
        self.program = program
        self.depth = max(LEAST_DEPTH, depth_needed(program, minds)) if depth is None else depth
        self._wills = Wills(program, self.depth)
        self._moments: list[Moment] = []
        self._numbers: dict[Moment, int] = {}
        self._readings: dict[tuple[int, bool], tuple[GroundExpression, Reading, bool]] = {}
        self._start: int | None = None

    # States.

    def _number(self, state: State, moments: int) -> int:
        moment = (state, moments)
        number = self._numbers.get(moment)
        if number is None:
            number = self._numbers[moment] = len(self._moments)
            self._moments.append(moment)
        return number

    def _state(self, number: int) -> State:
        return self._moments[number][0]

    def _passing(self, event: int) -> int:
        """The moments to count beside the state while the event happens."""
        return self._wills.moments(event) if self._wills.timeless else 0

    def start(self) -> int:
        """The state at the start, laws at rest."""
        if self._start is None:
            self._start = self._number(self._wills.start(), 0)
        return self._start

    def started(self, values: tuple[Value, ...], beliefs: Stated) -> int:
        """The state at another start, laws at rest."""
        return self._number(self._wills.settled(self._wills.told(values, beliefs, self.depth)), 0)

    def possible(self, state: int) -> tuple[int, ...]:
        """The events whose condition holds, in the order of the program."""
        return self._wills.events(self._state(state))

    def after(self, state: int, event: int) -> int:
        """The state after an event, possible or not, laws at rest, time passed."""
        before, moments = self._moments[state]
        return self._number(self._wills.after(before, event), moments + self._passing(event))

    def stages(self, state: int, event: int) -> tuple[Stage, ...]:
        """The same, stage by stage: the event's effects, then every round of laws; the last is `after`."""
        # Laws that never rest are found there; their stages would have no end.
        self.after(state, event)
        before, moments = self._moments[state]
        stages = []
        for stage in self._wills.stages(before, event):
            if stage.moment and not stage.fired and self._wills.timeless:
                moments += 1
            stages.append(Stage(self._number(stage.state, moments), stage.fired, stage.moment))
        return tuple(stages)

    def believed(self, state: int, person: int) -> int:
        """What a person believes to be so."""
        before, moments = self._moments[state]
        return self._number(before.mind(person), moments)

    def altered(self, state: int, path: tuple[int, ...], fluent: int, value: Value) -> int:
        """The state with one value put into the mind at the end of the path (empty: really); no law, no time."""
        before, moments = self._moments[state]
        return self._number(self._wills.imposed(before, [(path, fluent, value)]), moments)

    # Reading.

    def values(self, state: int) -> tuple[Value, ...]:
        """The value of each fluent."""
        return self._timed(state).values

    def _timed(self, state: int) -> State:
        """The state with the clock put right."""
        before, moments = self._moments[state]
        return self._wills.timed(before, moments) if moments else before

    def holds(self, state: int, condition: GroundExpression) -> bool:
        """Whether a condition holds."""
        return self._read(state, condition, truth_of) is True

    def value(self, state: int, expression: GroundExpression) -> Value:
        """The value of an expression."""
        return self._read(state, expression, value_of)

    def _read(self, state: int, expression: GroundExpression, meaning: Callable[[GroundExpression], Reading]) -> Value:
        """The value of an expression; what it means is worked out once for each expression, told apart as an object."""
        key = (id(expression), meaning is truth_of)
        known = self._readings.get(key)
        if known is None:
            timed = any(fluent == self.program.clock for _, fluent in reads(expression))
            known = self._readings[key] = (expression, meaning(expression), timed)
        _, reading, timed = known
        return reading(self._timed(state) if timed else self._state(state))

    def utility(self, state: int, person: int | None) -> float:
        """The utility of a person, or (None) of the author, read in the state itself; not a number where unknown."""
        return self._wills.utility(self._state(state), person)

    def observes(self, state: int, event: int, person: int) -> bool:
        """Whether the person would see the event, were it to happen now."""
        return self._wills.observes(self._state(state), event, person)

    # Will.

    def reason(
        self, state: int, event: int, person: int, limits: Limits, cancel: Cancel | None = None
    ) -> Reason | None:
        """Why the person is willing (a shortest one), or None if they have no reason within the limits."""
        self._wills.cancel, self._wills.most_states = cancel, None
        mind = self._state(state).mind(person)
        try:
            return self._reason(mind, event, person, limits.imagine, limits.minds, shown=True)
        except (Stopped, RecursionError):
            # Plans within plans so long that Python cannot follow: nothing found within what can be searched.
            return None

    def explained(self, state: int, event: int, limits: Limits, cancel: Cancel | None = None) -> bool:
        """Whether everyone who must be willing is."""
        self._wills.cancel, self._wills.most_states = cancel, None
        try:
            return self._wills.explained(self._state(state), event, limits.imagine, limits.minds)
        except (Stopped, RecursionError):
            return False

    def explained_events(self, state: int, limits: Limits, cancel: Cancel | None = None) -> tuple[int, ...]:
        """The possible events in character, in the order of the program; none at all where it was stopped."""
        found = tuple(event for event in self.possible(state) if self.explained(state, event, limits, cancel))
        return () if cancel is not None and cancel.limit is not None else found

    def _reason(
        self, mind: State, event: int, person: int, steps: int, minds: int, *, shown: bool = False
    ) -> Reason | None:
        wills = self._wills
        if wills.impelled(mind, event, person):
            without = wills.utility(wills.idled(mind, event), person)
            gain = wills.utility(wills.after(mind, event), person)
            return Reason(self.program.people[person], True, (PlannedStep(self._call(event)),), without, gain)
        plan = wills.plan(mind, event, person, steps, minds)
        if plan is None:
            return None
        end = mind
        for each in plan:
            end = wills.after(end, each)
        without = wills.utility(wills.waited(mind, plan), person)
        planned = self._planned_steps(mind, plan, person, steps, minds, shown=shown)
        return Reason(self.program.people[person], False, planned, without, wills.utility(end, person))

    def _planned_steps(
        self, state: State, plan: Plan, person: int, steps: int, minds: int, *, shown: bool
    ) -> tuple[PlannedStep, ...]:
        """The steps of a plan; with `shown` also why the others do theirs, as the person imagines it."""
        planned = []
        for place, event in enumerate(plan):
            reasons: tuple[Reason, ...] = ()
            if shown and place > 0:
                others = [other for other in dict.fromkeys(self.program.events[event].willing) if other != person]
                found = [self._reason(state.mind(other), event, other, steps - place, minds - 1) for other in others]
                reasons = tuple(reason for reason in found if reason is not None)
            planned.append(PlannedStep(self._call(event), reasons))
            state = self._wills.after(state, event)
        return tuple(planned)

    def _call(self, event: int) -> EventCall:
        form = self.program.events[event]
        return EventCall(form.name, form.arguments)

    # Stories.

    def tell(
        self,
        goal: Goal,
        limits: Limits,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
        start: int | None = None,
    ) -> Found:
        """The shortest stories in character that reach the goal, from the program's start or from another state."""
        self._wills.cancel, self._wills.most_states = cancel, limits.states
        state = self._wills.start() if start is None else self._state(start)
        return Teller(self._wills, goal, limits, progress or (lambda _: None), state).found()

    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]:
        """Every sequence of explained events up to `limits.length`, shorter first; meant for small worlds and tests."""
        wills = self._wills
        wills.cancel, wills.most_states = None, None
        stories: list[tuple[tuple[int, ...], State]] = [((), wills.start())]
        for _ in range(limits.length):
            stories = [
                ((*story, event), wills.after(state, event))
                for story, state in stories
                for event in wills.events(state)
                if wills.explained(state, event, limits.imagine, limits.minds)
            ]
            yield from (story for story, _ in stories)

    def space(
        self,
        limits: Limits,
        start: int | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Space:
        """The space of stories of at most `limits.length` events from a state."""
        return explored(self, limits, start, cancel, progress)
