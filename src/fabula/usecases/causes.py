# SPDX-License-Identifier: Apache-2.0
"""The cause graph of a whole story: what every event, every law that mattered, and every ending rested on.

It begins with all events and the endings reached, and goes back from each to the steps that made so what it needed:
laws join it where something rests on what they made. Each link was tried: with what the source made undone, the target
lacks something (`causes_rest.py`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import field

from fabula.engine.ground import ground_condition
from fabula.model.causes import CauseGraph, Ground, Link, LinkKind, Node, NodeKind
from fabula.model.expression import Expression
from fabula.model.ground import GroundExpression
from fabula.model.world import LawOrigin
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.causes_fold import with_implied
from fabula.usecases.causes_frames import Motive, frames_of
from fabula.usecases.causes_rest import Made, Step, causes, needs, step_of
from fabula.usecases.causes_steps import Needed, Steps
from fabula.usecases.check_history import mind
from fabula.usecases.check_nearest import Budget
from fabula.usecases.moments import scene_of
from fabula.usecases.story import Story
from fabula.usecases.why_break import until_break
from fabula.usecases.why_chain import law_name, title_of
from fabula.usecases.why_timeline import ByLaw, Timeline, When
from fabula.usecases.wording import show_belief
from fabula.usecases.words import fact_words, shown_name

LOOKS = 600
"""So many looks are taken at the searches for reasons, all together: to prove that there is none may take ages."""

ENDING = "ending "
"""What the names of nodes of endings begin with."""


@dataclass(slots=True)
class _Law:
    """A law that fired: the state before it, and in which minds (the empty path: really)."""

    made: ByLaw
    paths: set[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Tried:
    """A link as it was found, between steps, with its proof."""

    source: Step
    target: Step
    needed: Needed


@dataclass(slots=True)
class Gathering:
    """The graph of one story as it grows, up to where the story breaks; `asked` are conditions besides, with names."""

    story: Story
    asked: tuple[tuple[str, Expression], ...] = ()
    timeline: Timeline = field(init=False)
    steps: Steps = field(init=False)
    tried: list[Tried] = field(default_factory=list)
    motives: list[Motive] = field(default_factory=list)
    laws: dict[Step, _Law] = field(default_factory=dict)
    endings: dict[Step, GroundExpression] = field(default_factory=dict)
    budget: Budget = field(default_factory=lambda: Budget(LOOKS))
    _known: set[tuple[object, ...]] = field(default_factory=set)
    _to_do: deque[Made] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """The story as far as it is sound."""
        self.timeline = Timeline(self.story.until(self.story.sound))
        self.steps = Steps(self.story, self.timeline)

    def gather(self) -> None:
        """Find everything; raises `GaveUp` where the story's cancel is set meanwhile."""
        for place in range(self.story.sound):
            self._take((place, 0, ""), self.steps.possible(place))
            for motive in self._motives(place):
                self.motives.append(motive)
                self._take((place, 0, ""), self.steps.wanted(place, motive.person, motive.reason))
        self._endings()
        while self._to_do:
            made = self._to_do.popleft()
            self._take(step_of(made), self.steps.making(made))

    def _motives(self, place: int) -> Iterable[Motive]:
        """Everybody's reasons for an event, in words."""
        story, happening = self.story, self.story.happenings[place]
        for person in story.setting.program.events[happening.event].willing:
            try:
                reason = story.engine.reason(happening.before, happening.event, person, story.limits, self.budget)
            except EngineError:
                continue  # what they imagine breaks down: `check` says how
            if reason is not None:
                yield Motive(place, person, story.setting.sentences.reason(happening.before, happening.event, reason))

    def _endings(self) -> None:
        """The endings, and the conditions asked about, that hold when the story is over."""
        engine, end = self.story.engine, self.timeline.end
        wanted = [(f"{ENDING}{ending.form.name}", ending.condition) for ending in engine.program.endings]
        wanted += [(said, ground_condition(engine.program, condition)) for said, condition in self.asked]
        for number, (name, condition) in enumerate(wanted):
            if engine.holds(self.timeline.state(end), condition):
                step = (end.place, number, name)
                self.endings[step] = condition
                for need in needs(engine, condition, (), end):
                    found = causes(self.timeline, need)
                    self._take(step, (Needed(LinkKind.CONDITION, each) for each in found))

    def _take(self, target: Step, found: Iterable[Needed]) -> None:
        """Keep links to a step, and see to it that what their sources made is traced back, too."""
        for needed in found:
            self.tried.append(Tried(step_of(needed.rested.made[0]), target, needed))
            for made in needed.rested.made:
                if isinstance(made.origin, ByLaw):
                    law = self.laws.setdefault(step_of(made), _Law(made.origin, set()))
                    law.paths.add(made.origin.path)
                key = (made.path, made.fluent, made.before)
                if key not in self._known:
                    self._known.add(key)
                    self._to_do.append(made)


def cause_graph(story: Story, asked: tuple[tuple[str, Expression], ...] = ()) -> CauseGraph:
    """The graph of a story, up to where it breaks, with the conditions asked about (by name) that hold at its end.

    Raises `GaveUp` where the story's cancel is set meanwhile, `EngineError` where the world breaks down.
    """
    gathering = Gathering(story, asked)
    gathering.gather()
    return _Telling(gathering).graph()


@dataclass(slots=True)
class _Telling:
    """Puts what was gathered into numbers and words."""

    gathering: Gathering
    _numbers: dict[Step, int] = field(default_factory=dict)

    def graph(self) -> CauseGraph:
        """The graph as data."""
        found, story = self.gathering, self.gathering.story
        events: list[Step] = [(place, -1, "") for place in range(story.sound)]
        steps = sorted({*events, *found.laws, *found.endings}, key=lambda step: (step[0], step[1], step[2]))
        self._numbers = {_plain(step): number for number, step in enumerate(steps)}
        nodes = tuple(self._node(number, step) for number, step in enumerate(steps))
        links = with_implied(self._links(), len(nodes))
        program = story.setting.program
        notes, broken = until_break(story, len(story.happenings))
        if found.budget.spent:
            notes = (*notes, "Not all reasons were found: it would have taken too long.")
        return CauseGraph(
            story=title_of(story),
            people=tuple(shown_name(program.world, name) for name in program.people),
            nodes=nodes,
            links=links,
            frames=frames_of(story, found.motives, links, self._numbers),
            events=story.sound,
            scenes=tuple(scene_of(story, place) for place in range(story.sound)),
            notes=notes,
            broken=broken,
        )

    def _node(self, number: int, step: Step) -> Node:
        if step in self.gathering.endings:
            return self._ending(number, step)
        return self._event(number, step[0]) if step[1] < 0 else self._law(number, step)

    def _event(self, number: int, place: int) -> Node:
        story, happening = self.gathering.story, self.gathering.story.happenings[place]
        event = story.setting.program.events[happening.event]
        motives = [motive for motive in self.gathering.motives if motive.place == place]
        return Node(
            number,
            NodeKind.EVENT,
            place + 1,
            0,
            str(event),
            story.setting.sentences.event(happening.before, happening.event),
            people=event.willing,
            impulsive=tuple(motive.person for motive in motives if motive.reason.impulse),
            reasons=tuple(motive.reason for motive in motives),
            possible=happening.possible,
        )

    def _law(self, number: int, step: Step) -> Node:
        law, story = self.gathering.laws[step], self.gathering.story
        really = () in law.paths
        path = () if really else min(law.paths)
        state = mind(story.engine, self.gathering.timeline.state(law.made.before), path)
        name = law_name(law.made.law)
        text = story.setting.sentences.law(state, law.made.law) or name
        sight = law.made.law.form.origin is LawOrigin.SIGHT
        people = () if really else tuple(dict.fromkeys(each[0] for each in sorted(law.paths)))
        return Node(number, NodeKind.LAW, step[0] + 1, step[1] + 1, name, text, people=people, sight=sight)

    def _ending(self, number: int, step: Step) -> Node:
        """An ending with its text, or a condition in words."""
        story, (place, stage, name) = self.gathering.story, step
        state = self.gathering.timeline.state(self.gathering.timeline.end)
        form = next((each.form for each in story.setting.program.endings if f"{ENDING}{each.form.name}" == name), None)
        text = None if form is None else story.setting.sentences.ending(state, form)
        return Node(number, NodeKind.ENDING, place + 1, stage, name, text or name.removeprefix(ENDING))

    def _links(self) -> tuple[Link, ...]:
        """One link for each pair of nodes, kind and person, with all its grounds."""
        grounds: dict[tuple[int, int, LinkKind, int | None], dict[Ground, None]] = {}
        for each in self.gathering.tried:
            source, target = self._numbers[each.source], self._numbers[each.target]
            told = grounds.setdefault((source, target, each.needed.kind, each.needed.who), {})
            told.update({self._ground(made, each.needed.rested.spare): None for made in each.needed.rested.made})
        kinds = list(LinkKind)
        order = sorted(grounds, key=lambda key: (*key[:2], kinds.index(key[2]), -1 if key[3] is None else key[3]))
        return tuple(Link(key[0], key[1], key[2], _shallowest(grounds[key]), key[3]) for key in order)

    def _ground(self, made: Made, spare: bool) -> Ground:
        """The fact as the source made it."""
        program = self.gathering.story.setting.program
        after = When(made.before.place, made.before.stage + 1)
        value = self.gathering.timeline.value(after, made.path, made.fluent)
        people = [program.people[person] for person in made.path]
        said = show_belief(people, str(program.fluents[made.fluent]), value)
        minds = "".join(f"{shown_name(program.world, name)} believes that " for name in people)
        words = minds + fact_words(program, program.fluents[made.fluent], value)
        return Ground(said, words, tuple(people), spare)


def _plain(step: Step) -> Step:
    """The step as links name it: an event comes before the laws that fire with it."""
    return (step[0], 0, "") if step[1] < 0 else step


def _shallowest(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    """Of grounds that are the same fact in several minds the one least deep: it stands for the others."""
    best: dict[str, Ground] = {}
    for ground in grounds:
        fact = ground.said.rsplit(" believes ", 1)[-1]
        if fact not in best or len(ground.minds) < len(best[fact].minds):
            best[fact] = ground
    return tuple(best.values())
