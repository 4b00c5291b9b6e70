# SPDX-License-Identifier: Apache-2.0
"""The smallest changes to a story so far with which a thing would be so, or be believed, at a moment.

What may be changed: a fact or a belief just before some event, or that an event does not happen. What made the thing as
it is is followed back, and what that rested on is turned; for a belief that is behind the times, what kept its owner
from noticing. Every set is run: the story is replayed, and what is then no longer possible is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum

from fabula.model.answers import EventCall
from fabula.model.ground import All, GroundExpression, GroundLaw, Some
from fabula.model.values import Value
from fabula.model.why import Change, Remedies, Remedy
from fabula.model.world import LawOrigin
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import Happening, History, Path, happen, mind
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain
from fabula.usecases.why_looked import Turn, Turning, agreed, emptied, looked_at
from fabula.usecases.why_rest import rested
from fabula.usecases.why_search import smallest
from fabula.usecases.why_timeline import ByEvent, ByLaw, Staged, Timeline, When
from fabula.usecases.why_unseen import but_for, changed_outside, shows
from fabula.usecases.wording import show_belief

MOST_TRIED = 60
_DEEPEST = 3
"""So many changes within one event are followed back to what was so before it."""


class _Kind(StrEnum):
    FACT = "fact"
    BELIEF = "belief"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class _Step:
    """A change just before the event whose number, from 0, is `place`, or (without) that this does not happen."""

    kind: _Kind
    place: int
    path: Path = ()
    fluent: int = -1
    value: Value = False
    cost: int = 3

    @property
    def slot(self) -> object:
        """What is changed."""
        return (self.place, self.path, self.fluent)


@dataclass(frozen=True, slots=True)
class _Replay:
    """The story under changes: its timeline, for each of its events the number in the story told, and what is lost."""

    timeline: Timeline
    places: tuple[int, ...]
    lost: tuple[EventCall, ...]


@dataclass(slots=True)
class _StoryTask:
    """That a condition holds at a place."""

    story: Story
    place: int
    condition: GroundExpression
    staged: Staged
    turning: Turning
    replays: dict[frozenset[_Step], _Replay] = field(default_factory=dict)
    _sights: dict[tuple[Path, int], tuple[GroundExpression, ...]] = field(default_factory=dict)
    _others: dict[tuple[int, Path, int], GroundExpression] = field(default_factory=dict)

    def does(self, changes: frozenset[_Step]) -> bool:
        """Whether the condition then holds."""
        try:
            replay = self.replay(changes)
            return self.story.engine.holds(replay.timeline.state(replay.timeline.end), self.condition)
        except EngineError:
            return False

    @property
    def looks(self) -> int:
        """Nothing shows sooner than by replaying."""
        return 1

    def likely(self, changes: frozenset[_Step]) -> bool:
        """Nothing shows sooner than by replaying."""
        del changes
        return False

    def conflict(self, changes: frozenset[_Step]) -> tuple[int, Iterable[_Step]]:
        """What the first part that fails goes back to, turned."""
        try:
            replay = self.replay(changes)
        except EngineError:
            return 1, ()
        when = replay.timeline.end
        found: dict[_Step, None] = {}
        state = replay.timeline.state(when)
        for part in _failing(self.story, state, self.condition):
            for path, fluent in looked_at(self.story.engine, part, (), state):
                found.update(dict.fromkeys(self._influences(replay, (path, fluent), when, part, 0)))
        return 0, tuple(found)

    def replay(self, changes: frozenset[_Step]) -> _Replay:
        """The story's events up to the place, with the changes made; remembered."""
        if changes not in self.replays:
            self.replays[changes] = self._replayed(changes)
        return self.replays[changes]

    def _replayed(self, changes: frozenset[_Step]) -> _Replay:
        engine, story = self.story.engine, self.story
        first = min((step.place for step in changes), default=self.place)
        happenings: list[Happening] = list(story.happenings[:first])
        places, lost = list(range(first)), []
        state = story.state(first)
        for place in range(first, self.place):
            here = [step for step in changes if step.place == place]
            for step in sorted(here, key=lambda each: (each.path, each.fluent)):
                if step.kind is not _Kind.WITHOUT:
                    state = agreed(engine, state, (step.path, step.fluent, step.value), story.limits.minds)
            if any(step.kind is not _Kind.WITHOUT for step in here):
                state = rested(engine, state)
            told = story.happenings[place]
            if any(step.kind is _Kind.WITHOUT for step in here):
                continue
            if not engine.holds(state, engine.program.events[told.event].condition):
                lost.append(story.call(place))
                continue
            happenings.append(happen(engine, state, told.event, told.annotation, told.span))
            places.append(place)
            state = happenings[-1].after
        history = History(engine, story.history.opening, story.history.start, tuple(happenings))
        return _Replay(Timeline(history, self.staged), tuple(places), tuple(lost))

    # ------------------------------------------------------------------------------------------------- what to try

    def _influences(
        self, replay: _Replay, read: tuple[Path, int], when: When, part: GroundExpression | None, depth: int
    ) -> Iterator[_Step]:
        """What might have made a fact in a mind otherwise; `part` is the condition that it keeps from holding."""
        path, fluent = read
        origin, before = replay.timeline.origin(path, fluent, when)
        match origin:
            case ByEvent(place, where, effect):
                yield _Step(_Kind.WITHOUT, replay.places[place])
                yield from self._unseen_by(replay, place, where)
                if effect is not None and effect.guard is not None:
                    yield from self._turned(replay, effect.guard, where, When(place), False, depth)
            case ByLaw(_, where, law, effect):
                yield _Step(_Kind.WITHOUT, replay.places[before.place])
                condition = self._but_for(law, path, fluent)
                yield from self._turned(replay, condition, where, before, False, depth)
                if effect.increase and depth < _DEEPEST:
                    yield from self._influences(replay, read, before, part, depth + 1)
            case None if not path or part is None:
                yield from self._at_start(replay, read, when, part)
            case _:
                pass
        if path:
            yield from self._told(replay, path, fluent, when, depth)

    def _at_start(
        self, replay: _Replay, read: tuple[Path, int], when: When, part: GroundExpression | None
    ) -> Iterator[_Step]:
        """Another value from the start on, for what nothing has changed."""
        if part is None or not replay.places:
            return
        state = replay.timeline.state(when)
        for turn in self.turning.turns(state, part):
            if turn[:2] == read:
                yield self._step(replay, 0, turn)

    def _unseen_by(self, replay: _Replay, place: int, where: Path) -> Iterator[_Step]:
        """What would keep those from seeing an event through whose eyes it was seen."""
        event = replay.timeline.history.event(replay.timeline.happening(place))
        for depth, person in enumerate(where):
            yield from self._turned(replay, event.observers[person], where[:depth], When(place), False, _DEEPEST)

    def _told(self, replay: _Replay, path: Path, fluent: int, when: When, depth: int) -> Iterator[_Step]:
        """What would have let somebody notice what has changed outside their mind."""
        changed = changed_outside(replay.timeline, path, fluent, when)
        if changed is None:
            return
        origin, before = replay.timeline.origin(path[1:], fluent, when)
        match origin:
            case ByEvent(place):
                event = replay.timeline.history.event(replay.timeline.happening(place))
                yield from self._turned(replay, event.observers[path[0]], (), When(place), True, depth)
            case ByLaw(_, where, law):
                condition = self._but_for(law, path[1:], fluent)
                yield from self._turned(replay, condition, (path[0], *where), before, True, depth)
            case _:
                pass
        for condition in self._sights_of(path, fluent):
            for moment in dict.fromkeys((changed, When(len(replay.places) - 1))):
                yield from self._turned(replay, condition, (), moment, True, depth)

    def _but_for(self, law: GroundLaw, path: Path, fluent: int) -> GroundExpression:
        """The condition of a law without what it says about the fact itself, made once: engines know it by then."""
        key = (id(law), path, fluent)
        if key not in self._others:
            self._others[key] = but_for(law.condition, path, fluent)
        return self._others[key]

    def _sights_of(self, path: Path, fluent: int) -> tuple[GroundExpression, ...]:
        """When somebody would see a fact."""
        if (path, fluent) not in self._sights:
            laws = self.story.engine.program.laws
            seen = (law for law in laws if law.form.origin is LawOrigin.SIGHT and shows(law, path, fluent))
            self._sights[path, fluent] = tuple(self._but_for(law, path, fluent) for law in seen)
        return self._sights[path, fluent]

    def _turned(
        self, replay: _Replay, condition: GroundExpression, path: Path, when: When, wanted: bool, depth: int
    ) -> Iterator[_Step]:
        """What would turn a condition in a mind, put before the event within which it is looked at."""
        timeline, place = replay.timeline, When(when.place)
        for minds, fluent, value in self.turning.turns(timeline.state(when), condition, path, wanted=wanted):
            then, now = timeline.value(place, minds, fluent), timeline.value(when, minds, fluent)
            if then == now:
                yield self._step(replay, when.place, (minds, fluent, value))
                continue
            shifted = _shifted(value, then, now)
            if shifted is not None:
                yield self._step(replay, when.place, (minds, fluent, shifted))
            if depth < _DEEPEST:
                yield from self._influences(replay, (minds, fluent), when, None, depth + 1)

    def _step(self, replay: _Replay, place: int, turn: Turn) -> _Step:
        """A value put into a mind before an event of the replay."""
        path, fluent, value = turn
        state = replay.timeline.state(When(place))
        true = bool(path) and self.story.engine.values(mind(self.story.engine, state, path[1:]))[fluent] == value
        cost = (1 if true else 2) + max(len(path) - 1, 0)
        return _Step(_Kind.BELIEF if path else _Kind.FACT, replay.places[place], path, fluent, value, cost)


def _failing(story: Story, state: int, condition: GroundExpression) -> tuple[GroundExpression, ...]:
    """The first part of a conjunction that does not hold, all parts of a disjunction."""
    match condition:
        case All(parts):
            wrong = next((part for part in parts if not story.engine.holds(state, part)), None)
            return () if wrong is None else _failing(story, state, wrong)
        case Some(parts):
            return tuple(part for each in parts for part in _failing(story, state, each))
        case _:
            return (condition,)


def _shifted(value: Value, then: Value, now: Value) -> float | None:
    """The number that becomes `value` by what makes `then` become `now`; None where they are no numbers."""
    if isinstance(value, float | int) and isinstance(then, float | int) and isinstance(now, float | int):
        return None if isinstance(value, bool) else value + then - now
    return None


def story_remedies(story: Story, chain: Chain, condition: GroundExpression) -> Remedies | None:
    """The smallest changes to the chain's story with which the condition would hold at its end.

    None for what the reader believes: that changes with the telling, not with what happens.
    """
    if chain.engine is not story.engine:
        return None
    place = len(chain.timeline.history.happenings)
    turning = Turning(story.engine, emptied(story.setting.program))
    task = _StoryTask(story, place, condition, chain.timeline.staged, turning)
    found = smallest(task, MOST_TRIED)
    remedies = [_remedy(story, task, each) for each in found.sets]
    remedies.sort(key=lambda remedy: (len(remedy.changes), remedy.cost, len(remedy.lost)))
    return Remedies(tuple(dict.fromkeys(remedies)), found.limit, found.tried, found.whole)


def _remedy(story: Story, task: _StoryTask, changes: frozenset[_Step]) -> Remedy:
    ordered = sorted(changes, key=lambda step: (step.place, step.path, step.fluent))
    return Remedy(tuple(_change(story, step) for step in ordered), task.replay(changes).lost)


def _change(story: Story, step: _Step) -> Change:
    """A change in words."""
    before = step.place + 1
    if step.kind is _Kind.WITHOUT:
        event = str(story.call(step.place))
        return Change("without", event, f"no `{event}` (event {before})", step.cost)
    program = story.engine.program
    said = show_belief([program.people[each] for each in step.path], str(program.fluents[step.fluent]), step.value)
    so = " (which is so)" if step.kind is _Kind.BELIEF and step.cost == len(step.path) else ""
    return Change(str(step.kind), said, f"`{said}`{so}", step.cost, before)
