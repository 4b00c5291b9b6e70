# SPDX-License-Identifier: Apache-2.0
"""The story under a change, event by event, beside the story as told.

There are two ways to go on where somebody would no longer do what is written. In the story *in character* they do
nothing, and while they do nothing time passes. In the story *as written* they do it all the same, and what cannot
happen takes no time: this is what `@ expect without …` and `@ expect with …` ask about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from fabula.diagnostics import NOWHERE, Span
from fabula.engine.port import Engine
from fabula.model.answers import EventCall
from fabula.model.expression import Effect
from fabula.model.ground import GroundEvent
from fabula.model.whatif import PARTINGS, Fate, Step, Timeline, View
from fabula.records import dataclass
from fabula.usecases.check_failing import failing_parts
from fabula.usecases.check_history import Happening, happen
from fabula.usecases.check_setting import Setting
from fabula.usecases.moments import scene_of
from fabula.usecases.story import Story
from fabula.usecases.whatif_differences import Comparison, changes_of
from fabula.usecases.wording import one_of

NOT_TOLD = -1
"""The number of the annotation of what no annotation says: time that passes while something does not happen."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a story is to go under a change, from the event numbered `place` on, in the state `start`.

    `without` are the numbers of the events left out, `instead` says what happens in place of others, and `places` where
    that was asked for; `last` is the number of events that are followed. `effects` are those of the start, `change` is
    the event that makes the change of the state at a later moment.
    """

    told: Story
    changed: Setting
    place: int
    last: int
    start: int
    without: frozenset[int]
    instead: Mapping[int, tuple[EventCall, ...]]
    places: Mapping[int, Span]
    effects: tuple[Effect, ...] = ()
    change: int | None = None

    @property
    def engine(self) -> Engine:
        """The engine of the story under the change."""
        return self.changed.engine


@dataclass(slots=True)
class Replaying:
    """A story on its way.

    `now` is the state that it has come to, `happenings` what has happened, `states` the states before each event of the
    told story, `counts` how much has happened after it, and `steps` what there is to say of it.
    """

    course: Course
    written: bool
    comparison: Comparison
    now: int = field(init=False)
    view: View = field(init=False)
    opening: View = field(init=False)
    steps: list[Step] = field(default_factory=list)
    states: list[int] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin where the change is made."""
        self.now = self.course.start
        self.view = self.opening = self.comparison.view(self.course.told.state(self.course.place), self.now)

    def run(self) -> None:
        """Follow the story to its end. What was done before it is stopped stays."""
        for place in range(self.course.place + len(self.steps), self.course.last):
            self._step(place)

    def timeline(self) -> Timeline:
        """The whole story."""
        engine = self.course.engine
        reached = (each.form.name for each in engine.program.endings if engine.holds(self.now, each.condition))
        return replace(self.so_far(), endings=tuple(reached))

    def after(self, place: int) -> int:
        """The state after the step numbered so."""
        return self.states[place + 1] if place + 1 < len(self.states) else self.now

    def so_far(self) -> Timeline:
        """The story as far as it was followed."""
        return Timeline(self.opening, tuple(self.steps), self.view, ())

    def _step(self, place: int) -> None:
        """One event of the told story."""
        before = self.now
        found = self._found(place)
        texts: list[str] = []
        for event in found.events:
            texts.append(self.course.changed.sentences.event(self.now, event))
            self._happen(event, place)
        if not found.events and not self.written and not (found.fate is Fate.LEFT_OUT and self._waits(place)):
            self._wait(self._takes(place))
        self.states.append(before)
        self.counts.append(len(self.happenings))
        self.steps.append(self._described(place, found, tuple(texts)))

    def _described(self, place: int, found: _Found, texts: tuple[str, ...]) -> Step:
        """What there is to say of an event, once it has happened or not."""
        told, setting = self.course.told, self.course.changed
        happened = told.happenings[place]
        # Of the story as written only the end is compared.
        seen = not self.written or place + 1 == self.course.last
        view = self.comparison.view(happened.after, self.now) if seen else View()
        new, over = changes_of(self.view, view) if not self.written else (View(), View())
        self.view = view
        return Step(
            number=place + 1,
            scene=scene_of(told, place),
            event=told.call(place),
            text=told.setting.sentences.event(happened.before, happened.event),
            fate=found.fate,
            happens=tuple(setting.sentences.call(event) for event in found.events),
            happens_text=texts,
            why=found.why,
            unwilling=found.unwilling,
            sees=found.sees,
            misses=found.misses,
            view=view,
            new=new,
            over=over,
        )

    # ------------------------------------------------------------------------------------------ what becomes of it

    def _found(self, place: int) -> _Found:
        """What becomes of an event of the told story."""
        course, setting = self.course, self.course.changed
        if place in course.without:
            return _Found(Fate.LEFT_OUT)
        if place in course.instead:
            return self._replaced(course.instead[place])
        call = course.told.call(place)
        event = setting.number(call)
        if event is None:
            return _gone(call)
        happened = course.told.happenings[place]
        if self.comparison.same(happened.before, self.now):
            return _Found(Fate.AS_TOLD, (event,))
        if not course.engine.holds(self.now, course.engine.program.events[event].condition):
            return _Found(Fate.IMPOSSIBLE, why=self._failing(self.now, event))
        unwilling = tuple(who for who in self._unwilling(self.now, event) if self._was_willing(happened, who))
        if unwilling:
            why = self._no_reason(self.now, event, unwilling)
            return _Found(Fate.OUT_OF_CHARACTER, (event,) if self.written else (), why, self._names(unwilling))
        return self._seen(happened, event)

    def _replaced(self, calls: tuple[EventCall, ...]) -> _Found:
        """What is to happen in place of an event, one thing after the other, whether anybody wants it or not."""
        engine, state = self.course.engine, self.now
        events: list[int] = []
        why: list[str] = []
        nobody: list[str] = []
        for call in calls:
            event = self.course.changed.number(call)
            if event is None:
                return _gone(call)
            if not engine.holds(state, engine.program.events[event].condition):
                return _Found(Fate.IMPOSSIBLE, why=self._failing(state, event))
            unwilling = tuple(self._unwilling(state, event))
            why += self._no_reason(state, event, unwilling)
            nobody += self._names(unwilling)
            events.append(event)
            state = engine.after(state, event)
        return _Found(Fate.INSTEAD, tuple(events), tuple(why), tuple(dict.fromkeys(nobody)))

    def _seen(self, happened: Happening, event: int) -> _Found:
        """An event that happens as told, whoever sees it."""
        told, changed = self.course.told.engine, self.course.engine
        numbers = {name: number for number, name in enumerate(told.program.people)}
        sees: list[str] = []
        misses: list[str] = []
        for person, name in enumerate(changed.program.people):
            now = changed.observes(self.now, event, person)
            if name in numbers and told.observes(happened.before, happened.event, numbers[name]) is not now:
                (sees if now else misses).append(name)
        fate = Fate.SEEN_OTHERWISE if sees or misses else Fate.AS_TOLD
        return _Found(fate, (event,), sees=tuple(sees), misses=tuple(misses))

    def _unwilling(self, state: int, event: int) -> Iterator[int]:
        """Those who must be willing to do the event in a state, and are not."""
        engine, limits = self.course.engine, self.course.changed.limits
        ground = engine.program.events[event]
        if ground.willing and not engine.explained(state, event, limits):
            for person in ground.willing:
                if engine.reason(state, event, person, limits) is None:
                    yield person

    def _was_willing(self, happened: Happening, person: int) -> bool:
        """Whether a person was willing in the story as told: whose character was not minded then is not minded now."""
        told, name = self.course.told, self.course.changed.name(person)
        if name not in told.setting.program.people:
            return True
        number = told.setting.program.people.index(name)
        if number not in told.setting.program.events[happened.event].willing:
            return True
        return told.engine.reason(happened.before, happened.event, number, told.limits) is not None

    def _failing(self, state: int, event: int) -> tuple[str, ...]:
        """What keeps an event from happening."""
        condition = self.course.changed.condition_of(event)
        parts = failing_parts(self.course.engine, state, condition)
        return tuple(dict.fromkeys(part.sentence for part in parts))

    def _no_reason(self, state: int, event: int, unwilling: tuple[int, ...]) -> tuple[str, ...]:
        """Who has no reason for an event, or takes it for impossible."""
        engine, setting = self.course.engine, self.course.changed
        said: list[str] = []
        for person in unwilling:
            parts = failing_parts(engine, state, setting.condition_of(event), (person,))
            if engine.holds(engine.believed(state, person), engine.program.events[event].condition) or not parts:
                said.append(f"{setting.name(person)} has no reason to")
            else:
                otherwise = one_of(list(dict.fromkeys(part.sentence for part in parts)), "and")
                said.append(f"{setting.name(person)} takes it for impossible: {otherwise}")
        return tuple(said)

    def _names(self, people: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self.course.changed.name(person) for person in people)

    # ------------------------------------------------------------------------------------------------- what happens

    def _happen(self, event: int, place: int) -> None:
        """Let an event happen."""
        told = self.course.told.happenings[place]
        happening = happen(self.course.engine, self.now, event, told.annotation, told.span)
        self.happenings.append(happening)
        self.now = happening.after

    def _wait(self, moments: int) -> None:
        """Let time pass, where there is time."""
        wait = self.course.engine.program.wait
        for _ in range(0 if wait is None else moments):
            happening = happen(self.course.engine, self.now, wait or 0, NOT_TOLD, NOWHERE)
            self.happenings.append(happening)
            self.now = happening.after

    def _takes(self, place: int) -> int:
        """The moments that an event of the told story takes."""
        return self._told_event(place).takes

    def _waits(self, place: int) -> bool:
        """Whether an event of the told story is nothing but time that passes."""
        return self.course.told.happenings[place].event == self.course.told.engine.program.wait

    def _told_event(self, place: int) -> GroundEvent:
        return self.course.told.setting.program.events[self.course.told.happenings[place].event]


@dataclass(frozen=True, slots=True)
class _Found:
    """What becomes of an event: the numbers of what happens, if anything does, and why."""

    fate: Fate
    events: tuple[int, ...] = ()
    why: tuple[str, ...] = ()
    unwilling: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


def _gone(call: EventCall) -> _Found:
    return _Found(Fate.IMPOSSIBLE, why=(f"the world has no event `{call}` any more",))


def parting_of(steps: list[Step]) -> int | None:
    """The place among the steps of the first event that differs by itself."""
    return next((place for place, step in enumerate(steps) if step.fate in PARTINGS), None)
