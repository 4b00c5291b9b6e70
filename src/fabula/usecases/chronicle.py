# SPDX-License-Identifier: Apache-2.0
"""A replayed story told as plain data, for pictures and for the report.

Everything is read off the states that the story went through; only the reasons are asked of the engine anew, as `check`
asks them. A story that breaks is told up to where it does; an event that cannot happen is told as if it had, marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from fabula.diagnostics import Span
from fabula.engine.port import Stage
from fabula.model.answers import EventCall, Reason
from fabula.model.chronicle import (
    Changed,
    Chronicle,
    ChronicledEvent,
    ChronicledFact,
    Fired,
    Instant,
    Mistake,
    Person,
)
from fabula.model.ground import Fluent, GroundLaw
from fabula.model.manuscript import EventAnnotation, Manuscript
from fabula.model.values import Value
from fabula.model.world import LawOrigin, Number, OfKind, World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import Happening
from fabula.usecases.deadlines import deadlines
from fabula.usecases.moments import scene_of
from fabula.usecases.story import Story
from fabula.usecases.whereabouts import whereabouts_of
from fabula.usecases.why_chain import title_of
from fabula.usecases.words import fact_words


def chronicle(story: Story, whereabouts: str | None = None, reasons: bool = True) -> Chronicle:
    """The story as data. `whereabouts` names the fact by which people are together, None: the one found by rule.

    Without `reasons` nobody is asked why they do what they do, which is most of the work. Raises `GaveUp` where the
    story's cancel is set meanwhile.
    """
    return _Telling(story, whereabouts, reasons).chronicle()


def manuscript_of(world: World, events: Iterable[EventCall], title: str) -> Manuscript:
    """A manuscript in which just these events happen: for a story that was found and not written."""
    nowhere = Span("", 0, 0)
    annotations = tuple(EventAnnotation(event, None, nowhere) for event in events)
    return Manuscript("", title, world.name, nowhere, None, None, (), annotations, tuple(range(len(annotations))))


Movers = dict[tuple[tuple[int, ...], int], str]
"""By a path of at most one mind and a fact: the law that moved it."""


@dataclass(slots=True)
class _Telling:
    """Tells one story."""

    story: Story
    whereabouts: str | None
    reasons: bool
    _where: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the fluents that say where each person is."""
        program = self.story.setting.program
        if self.whereabouts is None:
            self.whereabouts = whereabouts_of(program)
        numbers = {(fluent.name, fluent.arguments): number for number, fluent in enumerate(program.fluents)}
        self._where = [numbers.get((self.whereabouts or "", (person,))) for person in program.people]

    def chronicle(self) -> Chronicle:
        """The whole story."""
        story, program = self.story, self.story.setting.program
        world = program.world
        events = tuple(self._event(place) for place in range(len(story.happenings)))
        gives = {
            fact.type.kind for fact in world.facts if fact.name == self.whereabouts and isinstance(fact.type, OfKind)
        }
        titles = {thing.name: thing.shown for kind in gives for thing in world.things_of(kind)}
        return Chronicle(
            title=title_of(story),
            story=story.manuscript.name,
            world=world.title,
            people=tuple(Person(person.name, person.shown) for person in _in_order(world, program.people)),
            facts=tuple(ChronicledFact(each.name, each.arguments, _kind(each)) for each in program.fluents),
            events=events,
            moments=tuple(self._instant(story.state(place)) for place in range(len(events) + 1)),
            scenes=tuple(dict.fromkeys(event.scene for event in events if event.scene is not None)),
            whereabouts=self.whereabouts,
            place_titles=tuple(sorted(titles.items())),
            endings=tuple((ending.form.name, ending.form.text) for ending in program.endings),
            reasons_asked=self.reasons,
            broken=None if story.broken is None else story.broken.title,
            deadlines=deadlines(program),
        )

    # -------------------------------------------------------------------------------------------------- moments

    def _instant(self, state: int) -> Instant:
        engine, program = self.story.engine, self.story.setting.program
        values = engine.values(state)
        mistakes = tuple(
            Mistake(person, fact, believed)
            for person in range(len(program.people))
            for fact, believed in self._differing(values, engine.values(engine.believed(state, person)))
        )
        places = tuple(None if where is None else _place(values[where]) for where in self._where)
        now = None if program.clock is None else values[program.clock]
        reached = tuple(each.form.name for each in program.endings if engine.holds(state, each.condition))
        return Instant(values, mistakes, places, now if isinstance(now, float | int) else None, reached)

    def _differing(self, before: tuple[Value, ...], after: tuple[Value, ...]) -> Iterator[tuple[int, Value]]:
        """The facts whose values are not the same, with the second; a world's clock is left out."""
        clock = self.story.setting.program.clock
        for fact, (old, new) in enumerate(zip(before, after, strict=True)):
            if (old is not new and old != new) and fact != clock:
                yield fact, new

    # --------------------------------------------------------------------------------------------------- events

    def _event(self, place: int) -> ChronicledEvent:
        story, engine = self.story, self.story.engine
        happening = story.happenings[place]
        ground = story.setting.program.events[happening.event]
        people = {name: number for number, name in enumerate(story.setting.program.people)}
        reasons, unwilling = self._reasons(happening)
        stages = self._stages(happening)
        movers = self._movers(stages)
        return ChronicledEvent(
            number=place + 1,
            told=1 + sum(other.annotation < happening.annotation for other in story.happenings),
            event=EventCall(ground.name, ground.arguments),
            text=story.setting.sentences.event(happening.before, happening.event),
            scene=scene_of(story, place),
            possible=happening.possible,
            willing=ground.willing,
            concerned=tuple(dict.fromkeys(people[name] for name in ground.arguments if name in people)),
            seers=tuple(
                person for person in people.values() if engine.observes(happening.before, happening.event, person)
            ),
            reasons=reasons,
            unwilling=unwilling,
            changes=tuple(self._changes(happening, movers)),
            learnt=tuple(change for person in people.values() for change in self._learnt(happening, person, movers)),
            laws=tuple(self._fired(happening, stages)),
            annotation=happening.annotation,
            span=happening.span,
        )

    def _reasons(self, happening: Happening) -> tuple[tuple[Reason, ...], tuple[int, ...]]:
        """Why everybody does it who does, and those who would not."""
        setting = self.story.setting
        ground = setting.program.events[happening.event]
        if not self.reasons or not happening.possible:
            return (), ()
        found: list[Reason] = []
        unwilling: list[int] = []
        for person in ground.willing:
            try:
                reason = setting.engine.reason(happening.before, happening.event, person, setting.limits)
                if reason is not None:
                    found.append(setting.sentences.reason(happening.before, happening.event, reason))
            except EngineError:
                reason = None  # what they imagine breaks down: `check` says how
            if reason is None:
                unwilling.append(person)
        return tuple(found), tuple(unwilling)

    def _stages(self, happening: Happening) -> tuple[Stage, ...]:
        return self.story.engine.stages(happening.before, happening.event)

    def _changes(self, happening: Happening, movers: Movers) -> Iterator[Changed]:
        """What really came out differently."""
        engine, program = self.story.engine, self.story.setting.program
        before = engine.values(happening.before)
        for fact, value in self._differing(before, engine.values(happening.after)):
            said = fact_words(program, program.fluents[fact], value)
            yield Changed(fact, before[fact], value, said, by_law=movers.get(((), fact)))

    def _learnt(self, happening: Happening, person: int, movers: Movers) -> Iterator[Changed]:
        """What a person believes differently."""
        engine, program = self.story.engine, self.story.setting.program
        before = engine.values(engine.believed(happening.before, person))
        after = engine.values(engine.believed(happening.after, person))
        really = engine.values(happening.after)
        for fact, value in self._differing(before, after):
            said = fact_words(program, program.fluents[fact], value)
            law = movers.get(((person,), fact))
            yield Changed(fact, before[fact], value, said, person, law, value == really[fact])

    def _movers(self, stages: tuple[Stage, ...]) -> Movers:
        """By fact and mind, the law that last gave the fact its value there; nothing for what the event did."""
        found: Movers = {}
        for stage in reversed(stages):
            for where, law in self._laws(stage):
                for effect in law.effects if len(where) <= 1 else ():
                    path = (*where, *effect.path)
                    if len(path) <= 1 and (path, effect.fluent) not in found:
                        found[path, effect.fluent] = str(law)
        return found

    def _laws(self, stage: Stage) -> Iterator[tuple[tuple[int, ...], GroundLaw]]:
        program = self.story.setting.program
        laws = program.moment_laws if stage.moment else program.laws
        yield from ((where, laws[number]) for where, number in stage.fired)

    def _fired(self, happening: Happening, stages: tuple[Stage, ...]) -> Iterator[Fired]:
        """The laws that really fired, in order."""
        state = happening.before
        for stage in stages:
            for where, law in self._laws(stage):
                if not where:
                    text = self.story.setting.sentences.law(state, law)
                    yield Fired(law.name, law.arguments, text, law.form.origin is LawOrigin.SIGHT)
            state = stage.state


def _in_order(world: World, people: tuple[str, ...]) -> Iterator[Person]:
    shown = {person.name: person.shown for person in world.people}
    yield from (Person(name, shown.get(name, name)) for name in people)


def _kind(fluent: Fluent) -> str:
    match fluent.type:
        case OfKind(kind):
            return kind
        case Number():
            return "number"
        case _:
            return "yes-no"


def _place(value: Value) -> str | None:
    return value if isinstance(value, str) else None
