# SPDX-License-Identifier: Apache-2.0
"""What each step of a story needed.

An event needed to be possible, known and wanted, a law to hold, an effect to come about and to be seen. Each need is a
part of a condition that held then; `causes_rest.py` finds the steps that made it hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.ground import find_event
from fabula.engine.port import Engine
from fabula.model.answers import Reason
from fabula.model.causes import LinkKind
from fabula.model.ground import GroundEffect, Read
from fabula.model.world import LawOrigin
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.causes_rest import Made, Need, Rested, causes, needs, step_of, value_need
from fabula.usecases.check_best import at_rest
from fabula.usecases.check_failing import Reads
from fabula.usecases.check_history import History, Path, happen
from fabula.usecases.sentences import terms
from fabula.usecases.story import Story
from fabula.usecases.why_links import foundations
from fabula.usecases.why_timeline import ByEvent, ByLaw, Timeline, When


@dataclass(frozen=True, slots=True)
class Needed:
    """A cause of a step, for what it was needed, and by whom (the number of a person)."""

    kind: LinkKind
    rested: Rested
    who: int | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Asks what steps of one story needed."""

    story: Story
    timeline: Timeline

    @property
    def _engine(self) -> Engine:
        return self.story.engine

    # ----------------------------------------------------------------------------------------------------- events

    def possible(self, place: int) -> Iterator[Needed]:
        """What made the event numbered so, from 0, possible; and what let those who will it know that it was."""
        event, when = self.story.setting.program.events[self.story.happenings[place].event], When(place)
        condition = self.story.setting.condition_of(self.story.happenings[place].event)
        really: set[tuple[object, ...]] = set()
        for need in needs(self._engine, condition, (), when):
            for rested in causes(self.timeline, need):
                really |= {(step_of(made), made.fluent, made.path) for made in rested.made}
                yield Needed(LinkKind.CONDITION, rested)
        impulsive = {person for person, _ in event.impulses}
        for person in event.willing:
            if person in impulsive:
                continue
            for need in needs(self._engine, condition, (person,), when):
                for rested in causes(self.timeline, need):
                    if any((step_of(made), made.fluent, made.path[1:]) not in really for made in rested.made):
                        yield Needed(LinkKind.KNOWLEDGE, rested, person)

    def wanted(self, place: int, person: int, reason: Reason) -> Iterator[Needed]:
        """What a reason for an event rested on: of a plan that which it would not work or not pay without."""
        when = When(place)
        if reason.impulse:
            impulses = self.story.setting.program.events[self.story.happenings[place].event].impulses
            for who, condition in impulses:
                if who == person and self._engine.holds(
                    self._engine.believed(self.timeline.state(when), person), condition
                ):
                    for need in needs(self._engine, condition, (person,), when):
                        yield from self._needed(LinkKind.REASON, need, person)
            return
        planned = self.plan_need(place, person, reason)
        if planned is not None:
            yield from self._needed(LinkKind.REASON, planned, person)

    def plan_need(self, place: int, person: int, reason: Reason) -> Need | None:
        """That the plan of a reason works and pays, as who made it sees things; None where it cannot be followed."""
        engine, program = self._engine, self.story.setting.program
        found = [find_event(program, step.event.name, step.event.arguments) for step in reason.plan]
        plan = tuple(number for number in found if number is not None)

        def pays(state: int) -> bool:
            within = engine.believed(state, person)
            try:
                end = followed(engine, within, plan)
                return end is not None and engine.utility(end, person) > engine.utility(
                    at_rest(engine, within, plan), person
                )
            except EngineError:
                return False

        reads = self._imagined(place, person, plan)
        return None if reads is None else Need(pays, lambda _: reads, When(place))

    def _imagined(self, place: int, person: int, plan: tuple[int, ...]) -> Reads | None:
        """What was so, when the plan was made, of all that its steps and its gain rest on."""
        engine, program = self._engine, self.story.setting.program
        within = engine.believed(self.timeline.state(When(place)), person)
        history = History(engine, self.story.history.opening, within)
        told = self.story.happenings[place]
        try:
            for event in plan:
                history = history.then(happen(engine, history.now, event, told.annotation, told.span))
            idle = at_rest(engine, within, plan)
            timeline = Timeline(history)
            found: list[tuple[Path, int]] = []
            for number, event in enumerate(plan):
                condition = program.events[event].condition
                looked = timeline.looked_at(condition, (), When(number))
                found += [*looked, *foundations(timeline, looked, When(number))]
            for term in terms(program.utilities[person]):
                if engine.value(history.now, term) != engine.value(idle, term):
                    looked = timeline.looked_at(term, (), timeline.end)
                    found += [*looked, *foundations(timeline, looked, timeline.end)]
        except EngineError:
            return None
        return tuple(dict.fromkeys(((person, *path), fluent) for path, fluent in found))

    # ------------------------------------------------------------------------------------------------ effects, laws

    def making(self, made: Made) -> Iterator[Needed]:
        """What it rested on that a step made a fact so: guards and values of its effect, a law's condition, sight."""
        match made.origin:
            case ByEvent(place, where, effect):
                event = self.story.setting.program.events[self.story.happenings[place].event]
                for depth, person in enumerate(where):
                    for need in needs(self._engine, event.observers[person], where[:depth], When(place)):
                        yield from self._needed(LinkKind.SIGHT, need, person)
                if effect is not None:
                    yield from self._effect(made, effect, where, When(place))
            case ByLaw(before, where, law, effect):
                for need in needs(self._engine, law.condition, where, before):
                    if law.form.origin is LawOrigin.SIGHT and (made.path, made.fluent) in need.reads(
                        self.timeline.state(before)
                    ):
                        continue  # that they did not know it yet is no cause of their seeing it
                    yield from self._needed(LinkKind.CONDITION, need, None)
                yield from self._effect(made, effect, where, before)
            case _:
                return

    def _effect(self, made: Made, effect: GroundEffect, where: Path, when: When) -> Iterator[Needed]:
        """What it rested on that an effect came about, and gave the value that it gave."""
        if effect.guard is not None:
            for need in needs(self._engine, effect.guard, where, when):
                yield from self._needed(LinkKind.EFFECT, need, None)
        yield from self._needed(LinkKind.EFFECT, value_need(self._engine, self.timeline, effect.value, where, when))
        if effect.increase:
            read = Read(made.fluent, effect.span)
            earlier = value_need(self._engine, self.timeline, read, made.path, when)
            yield from self._needed(LinkKind.EFFECT, earlier)

    def _needed(self, kind: LinkKind, need: Need, who: int | None = None) -> Iterator[Needed]:
        yield from (Needed(kind, rested, who) for rested in causes(self.timeline, need))


def followed(engine: Engine, state: int, plan: tuple[int, ...]) -> int | None:
    """The state after the events of a plan, None where one of them cannot happen."""
    for event in plan:
        if not engine.holds(state, engine.program.events[event].condition):
            return None
        state = engine.after(state, event)
    return state
