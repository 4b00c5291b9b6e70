# SPDX-License-Identifier: Apache-2.0
"""The smallest changes with which an event could happen at a moment, everybody being willing.

What may be changed: a fact (and with it what those believe who are right about it), what somebody believes (and takes
those inside their mind to believe who agree), how much somebody's want is worth to them, a want that the event itself
satisfies, or an event that happens just before. Every set is run: the event's condition is tested, and everybody who
must be willing is asked for a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from enum import StrEnum
from itertools import islice

from fabula.diagnostics import NOWHERE
from fabula.model.ground import Choice, Constant, GroundExpression
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.model.why import Change, Remedies, Remedy
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import Happening, History, Path, mind
from fabula.usecases.check_nearest import SHORT_PLANS, Budget, Wish, beliefs_to_try
from fabula.usecases.story import Story
from fabula.usecases.why_looked import Turning, agreed, emptied
from fabula.usecases.why_rest import rest_of, rested
from fabula.usecases.why_search import Found, OutOfEffort, smallest
from fabula.usecases.why_timeline import ByLaw, Timeline, When
from fabula.usecases.why_weights import WeighedStory, Weight, weighed_story
from fabula.usecases.wording import show_belief, show_expression, show_number

MOST_TRIED = 100
MOST_BELIEFS = 50
MOST_EVENTS = 40
_EFFORT = 4
"""So many times the effort that goes into one finding of a check."""
_MOST = 64.0
_FACTORS = (2.0, 4.0, 16.0, _MOST)


class _Kind(StrEnum):
    FACT = "fact"
    BELIEF = "belief"
    WANT = "want"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class _Step:
    """One change: a value in a mind; a weight is one as well. Of an event, `fluent` is its number."""

    kind: _Kind
    path: Path
    fluent: int
    value: Value
    cost: int

    @property
    def slot(self) -> object:
        """Two values of one fact do not go together, nor do two events."""
        return (self.path, self.fluent) if self.kind is not _Kind.EVENT else self.kind


@dataclass(slots=True)
class _EventTask:
    """That the event happens, in character."""

    weighed: WeighedStory
    event: int
    condition: GroundExpression
    budget: Budget
    against: int | None
    turning: Turning
    states: dict[frozenset[_Step], int] = field(default_factory=dict)
    _tried: dict[tuple[int, int], tuple[_Step, ...]] = field(default_factory=dict)

    def does(self, changes: frozenset[_Step]) -> bool:
        """Whether the event is then possible and everybody willing (and the other event is not, where there is one)."""
        try:
            state = self.state(changes)
            here = self._open(state, self.event, self.limits)
            return here and (self.against is None or not self._open(state, self.against, self.limits))
        except EngineError:
            return False

    @property
    def looks(self) -> int:
        """Short plans take no time."""
        return 3

    def likely(self, changes: frozenset[_Step]) -> bool:
        """The same with short plans, which takes no time."""
        short = replace(self.limits, imagine=min(SHORT_PLANS, self.limits.imagine))
        try:
            return short != self.limits and self._open(self.state(changes), self.event, short)
        except EngineError:
            return False

    def _open(self, state: int, event: int, limits: Limits) -> bool:
        ground = self.weighed.engine.program.events[event]
        possible = self.weighed.engine.holds(state, ground.condition)
        return possible and all(self._has_reason(state, event, person, limits) for person in ground.willing)

    @property
    def limits(self) -> Limits:
        """Those of the story."""
        return self.weighed.setting.limits

    def conflict(self, changes: frozenset[_Step]) -> tuple[int, Iterable[_Step]]:
        """What must be changed besides: what makes it impossible, really or in a mind; or what might give a reason."""
        engine, condition = self.weighed.engine, self.condition
        try:
            state = self.state(changes)
            undone = self._undone(changes)
            if undone is not None:
                return 0, undone
            if not self._possible(state):
                more = self._events(state) if not changes else ()
                return 0, (*self._steps(state, self.turning.turns(state, condition)), *more)
            for person in self._willing():
                if not engine.holds(engine.believed(state, person), condition):
                    more = self._events(state) if not changes else ()
                    return 1, (*self._steps(state, self.turning.turns(state, condition, (person,))), *more)
            for person in self._willing():
                if not self._has_reason(state, self.event, person, self.limits):
                    more = self._events(state) if not changes else ()
                    return 2, (*self._motives(state, self.event, person), *more)
        except EngineError:
            return 3, ()
        return 3, self._against(state)

    def _against(self, state: int) -> Iterator[_Step]:
        """What might keep the other event from happening, or somebody from doing it."""
        if self.against is None:
            return
        ground = self.weighed.engine.program.events[self.against]
        for path in ((), *((person,) for person in ground.willing)):
            yield from self._steps(state, self.turning.turns(state, ground.condition, path, wanted=False))
        for person in ground.willing:
            yield from self._motives(state, self.against, person)

    def state(self, changes: frozenset[_Step]) -> int:
        """The state with the changes made and the laws at rest, and the event that happens just before after that."""
        if changes not in self.states:
            put = self._put(changes)
            state = rested(self.weighed.engine, put) if put != self.weighed.state else put
            for step in changes:
                if step.kind is _Kind.EVENT:
                    state = self.weighed.engine.after(state, step.fluent)
            self.states[changes] = state
        return self.states[changes]

    def _put(self, changes: frozenset[_Step]) -> int:
        """The state with the values put in, and nothing else moved."""
        state = self.weighed.state
        for step in sorted(changes, key=lambda step: (step.path, step.fluent)):
            state = self._made(state, step)
        return state

    def _undone(self, changes: frozenset[_Step]) -> tuple[_Step, ...] | None:
        """Where a law undoes one of the changes at once: what would keep it from that; None where all changes last."""
        engine, put = self.weighed.engine, self._put(changes)
        timeline: Timeline | None = None
        for step in changes:
            if step.kind not in (_Kind.FACT, _Kind.BELIEF):
                continue
            if engine.values(mind(engine, self.state(changes), step.path))[step.fluent] == step.value:
                continue
            timeline = timeline or _resting(self.weighed, put)
            origin, before = timeline.origin(step.path, step.fluent, When(1))
            if isinstance(origin, ByLaw):
                state = timeline.state(before)
                found = self.turning.turns(state, origin.law.condition, origin.path, wanted=False)
                kept = (turn for turn in found if turn[:2] != (step.path, step.fluent))
                return tuple(self._steps(state, kept))
        return None

    def _made(self, state: int, step: _Step) -> int:
        engine = self.weighed.engine
        match step.kind:
            case _Kind.EVENT:
                return state
            case _Kind.WANT:
                return engine.altered(state, step.path, step.fluent, step.value)
            case _:
                return agreed(engine, state, (step.path, step.fluent, step.value), self.limits.minds)

    def _possible(self, state: int) -> bool:
        return self.weighed.engine.holds(state, self.weighed.engine.program.events[self.event].condition)

    def _willing(self) -> tuple[int, ...]:
        return self.weighed.engine.program.events[self.event].willing

    def _has_reason(self, state: int, event: int, person: int, limits: Limits) -> bool:
        if self.budget.spent:
            raise OutOfEffort
        found = self.weighed.engine.reason(state, event, person, limits, self.budget) is not None
        if not found and self.budget.spent:
            raise OutOfEffort
        return found

    # ------------------------------------------------------------------------------------------------- what to try

    def _steps(self, state: int, found: Iterable[tuple[Path, int, Value]]) -> Iterator[_Step]:
        """Values in minds as changes; to learn what is so is the least of them."""
        engine = self.weighed.engine
        for path, fluent, value in found:
            if fluent >= self.weighed.first:
                continue
            if not path:
                yield _Step(_Kind.FACT, path, fluent, value, 2)
                continue
            true = engine.values(mind(engine, state, path[1:]))[fluent] == value
            yield _Step(_Kind.BELIEF, path, fluent, value, (1 if true else 2) + len(path) - 1)

    def _motives(self, state: int, event: int, person: int) -> Iterator[_Step]:
        """What might give somebody a reason: an impulse, other beliefs, other wants."""
        engine = self.weighed.engine
        for who, condition in engine.program.events[event].impulses:
            if who == person:
                yield from self._steps(state, self.turning.turns(state, condition, (person,)))
        yield from self._beliefs(state, event, person)
        for weight in self.weighed.weights:
            if weight.person == person:
                for value in (0.0, _MOST) if weight.now else (_MOST,):
                    yield _Step(_Kind.WANT, (person,), weight.fluent, value, 3 if weight.now else 4)

    def _beliefs(self, state: int, event: int, person: int) -> tuple[_Step, ...]:
        """Other beliefs, as they were worth trying when that was first asked: it takes its time to know them."""
        if (event, person) not in self._tried:
            wish = Wish(event, person, self.limits)
            tried = dict.fromkeys(beliefs_to_try(self.weighed.setting, state, wish))
            beliefs = ((belief.path, belief.fluent, belief.value) for belief in tried)
            self._tried[event, person] = tuple(islice(self._steps(state, beliefs), MOST_BELIEFS))
        return self._tried[event, person]

    def _events(self, state: int) -> Iterator[_Step]:
        """Events that could happen just before, in character, after which the event could happen."""
        engine = self.weighed.engine
        for event in engine.possible(state)[:MOST_EVENTS]:
            if event in {self.event, engine.program.wait}:
                continue
            try:
                after = engine.after(state, event)
                if self._possible(after) and engine.explained(state, event, self.limits, self.budget):
                    yield _Step(_Kind.EVENT, (), event, True, 2)
            except EngineError:
                continue


def _resting(weighed: WeighedStory, state: int) -> Timeline:
    """How the laws come to rest from a state."""
    engine, rest = weighed.engine, rest_of(weighed.engine)
    happening = Happening(rest, 0, NOWHERE, True, state, engine.after(state, rest))
    return Timeline(History(engine, weighed.opening, state, (happening,)))


# ------------------------------------------------------------------------------------------------------------ in words


def event_remedies(story: Story, place: int, event: int, against: int | None = None) -> Remedies:
    """The smallest changes after the first `place` events with which the event could happen then, in character.

    With `against` that event could then not happen, or not in character.
    """
    weighed = weighed_story(story, place, event)
    condition, turning = story.setting.condition_of(event), Turning(weighed.engine, emptied(story.setting.program))
    task = _EventTask(weighed, event, condition, Budget(_EFFORT * story.setting.effort), against, turning)
    found: Found[_Step] = smallest(task, MOST_TRIED)
    task.budget = Budget(_EFFORT * story.setting.effort)
    remedies = (Remedy(tuple(_change(weighed, step) for step in _least(task, each))) for each in found.sets)
    return Remedies(tuple(sorted(remedies, key=_order)), found.limit, found.tried, found.whole)


def _order(remedy: Remedy) -> tuple[int, int]:
    return len(remedy.changes), remedy.cost


def _least(task: _EventTask, changes: frozenset[_Step]) -> list[_Step]:
    """The changes in order, with the least change of every weight that does."""
    ordered = sorted(changes, key=lambda step: (step.kind is _Kind.WANT, step.path, step.fluent))
    for number, step in enumerate(ordered):
        if step.kind is _Kind.WANT and step.value == _MOST:
            others = frozenset(ordered) - {step}
            ordered[number] = _least_weight(task, others, step)
    return ordered


def _least_weight(task: _EventTask, others: frozenset[_Step], step: _Step) -> _Step:
    """The weight nearest to what it was that does, to a whole number of what the want is worth."""

    def does(weight: float) -> bool:
        try:
            return task.does(others | {replace(step, value=weight)})
        except OutOfEffort:
            return False

    weight = _weight_of(task.weighed, step)
    worth = _worth(weight.want) or 1.0
    low = weight.now
    high = next((factor for factor in (1.0, *_FACTORS) if factor > weight.now and does(factor)), _MOST)
    while abs(high - low) * abs(worth) > 1:
        middle = float(int((low + high) / 2 * worth)) / worth
        if middle in {low, high}:
            break
        low, high = (low, middle) if does(middle) else (middle, high)
    return replace(step, value=high)


def _change(weighed: WeighedStory, step: _Step) -> Change:
    """A change in words."""
    program = weighed.engine.program
    match step.kind:
        case _Kind.EVENT:
            said = str(program.events[step.fluent])
            return Change("event", said, f"`{said}` just before", step.cost)
        case _Kind.WANT:
            return _want(weighed, step)
        case _Kind.FACT | _Kind.BELIEF:
            people = [program.people[person] for person in step.path]
            said = show_belief(people, str(program.fluents[step.fluent]), step.value)
            so = " (which is so)" if step.kind is _Kind.BELIEF and step.cost == len(step.path) else ""
            return Change(str(step.kind), said, f"`{said}`{so}", step.cost)


def _want(weighed: WeighedStory, step: _Step) -> Change:
    """A want that is worth something else to somebody."""
    program = weighed.engine.program
    weight = _weight_of(weighed, step)
    name, worth = program.people[weight.person], _worth(weight.want)
    factor = step.value if isinstance(step.value, float | int) else 0.0
    condition = weight.want.condition if isinstance(weight.want, Choice) else weight.want
    shown = f"`{show_expression(program, condition)}`"
    if worth is not None:
        before = show_number(worth * weight.now)
        clause = f"{shown} worth {show_number(worth * factor)} to {name}, not {before}"
    else:
        clause = f"{shown} worth {show_number(factor)} times as much to {name}"
    return Change("want", clause.replace("`", ""), clause, step.cost)


def _weight_of(weighed: WeighedStory, step: _Step) -> Weight:
    return next(weight for weight in weighed.weights if weight.fluent == step.fluent)


def _worth(want: GroundExpression) -> float | None:
    """What a want of the form `2 if condition` is worth; None for others."""
    match want:
        case Choice(_, Constant(worth), Constant(0.0)) if isinstance(worth, float | int):
            return float(worth)
        case _:
            return None
