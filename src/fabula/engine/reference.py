# SPDX-License-Identifier: Apache-2.0
"""The reference engine: the semantics in plain Python, with a memory, behind the port.

Begin reading with `reference_memory.py` (states and steps), then `reference_wills.py` (reasons), `reference_bounds.py` (why most
plans need not be looked at) and `reference_tell.py` (the author's search). `docs/design/reference-engine.md` tells what was measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.engine.port import Cancel, Found, Goal, Progress, Stage
from fabula.engine.reference_depth import depth_needed
from fabula.engine.reference_tell import Teller
from fabula.engine.reference_wills import Stopped, Wills
from fabula.model.answers import EventCall, PlannedStep, Reason
from fabula.model.ground import GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.semantics import State
from fabula.semantics.expression import Condition, Reading, truth_of, value_of
from fabula.semantics.start import Stated
from fabula.semantics.will import Plan


class ReferenceEngine:
    """Answers every question of `fabula.engine.port.Engine` about one program.

    `minds` is the deepest minds limit that will be asked for; `depth` (how many minds inside minds a state keeps)
    follows from it unless given.
    """

    def __init__(self, program: Program, depth: int | None = None, minds: int = 2) -> None:
        self.program = program
        self.depth = depth_needed(program, minds) if depth is None else depth
        self._wills = Wills(program, self.depth)
        self._states: list[State] = []
        self._numbers: dict[State, int] = {}
        self._readings: dict[int, tuple[GroundExpression, Reading]] = {}
        self._conditions: dict[int, tuple[GroundExpression, Condition]] = {}

    # States.

    def _number(self, state: State) -> int:
        number = self._numbers.get(state)
        if number is None:
            number = self._numbers[state] = len(self._states)
            self._states.append(state)
        return number

    def start(self) -> int:
        """The state at the start, laws at rest."""
        return self._number(self._wills.start())

    def started(self, values: tuple[Value, ...], beliefs: Stated) -> int:
        """The state at another start, laws at rest."""
        return self._number(self._wills.settled(self._wills.told(values, beliefs, self.depth)))

    def possible(self, state: int) -> tuple[int, ...]:
        """The events whose condition holds, in the order of the program."""
        return self._wills.events(self._states[state])

    def after(self, state: int, event: int) -> int:
        """The state after an event, possible or not, laws at rest, time passed."""
        return self._number(self._wills.after(self._states[state], event))

    def stages(self, state: int, event: int) -> tuple[Stage, ...]:
        """The same, stage by stage: the event's effects, then every round of laws; the last is `after`."""
        # Laws that never rest are found there; their stages would have no end.
        self.after(state, event)
        stages = self._wills.stages(self._states[state], event)
        return tuple(Stage(self._number(stage.state), stage.fired, stage.moment) for stage in stages)

    def believed(self, state: int, person: int) -> int:
        """What a person believes to be so."""
        return self._number(self._states[state].mind(person))

    def altered(self, state: int, path: tuple[int, ...], fluent: int, value: Value) -> int:
        """The state with one value put into the mind at the end of the path (empty: really); no law fires, no time passes."""
        return self._number(self._wills.imposed(self._states[state], [(path, fluent, value)]))

    # Reading.

    def values(self, state: int) -> tuple[Value, ...]:
        """The value of each fluent."""
        return self._states[state].values

    def holds(self, state: int, condition: GroundExpression) -> bool:
        """Whether a condition holds."""
        known = self._conditions.get(id(condition))
        if known is None:
            known = self._conditions[id(condition)] = (condition, truth_of(condition))
        return known[1](self._states[state])

    def value(self, state: int, expression: GroundExpression) -> Value:
        """The value of an expression."""
        known = self._readings.get(id(expression))
        if known is None:
            known = self._readings[id(expression)] = (expression, value_of(expression))
        return known[1](self._states[state])

    def utility(self, state: int, person: int | None) -> float:
        """The utility of a person, or (None) of the author, read in the state itself; not a number where unknown."""
        return self._wills.utility(self._states[state], person)

    def observes(self, state: int, event: int, person: int) -> bool:
        """Whether the person would see the event, were it to happen now."""
        return self._wills.observes(self._states[state], event, person)

    # Will.

    def reason(
        self, state: int, event: int, person: int, limits: Limits, cancel: Cancel | None = None
    ) -> Reason | None:
        """Why the person is willing (a shortest one), or None if they have no reason within the limits."""
        self._wills.cancel, self._wills.most_states = cancel, None
        mind = self._states[state].mind(person)
        try:
            return self._reason(mind, event, person, limits.imagine, limits.minds, shown=True)
        except Stopped:
            return None

    def explained(self, state: int, event: int, limits: Limits, cancel: Cancel | None = None) -> bool:
        """Whether everyone who must be willing is."""
        self._wills.cancel, self._wills.most_states = cancel, None
        try:
            return self._wills.explained(self._states[state], event, limits.imagine, limits.minds)
        except Stopped:
            return False

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
    ) -> Found:
        """The shortest stories in character that reach the goal."""
        self._wills.cancel, self._wills.most_states = cancel, limits.states
        return Teller(self._wills, goal, limits, progress).found()

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
