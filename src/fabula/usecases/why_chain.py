# SPDX-License-Identifier: Apache-2.0
"""The graph of what made things so: facts, what gave each its value, and what that rested on, each once.

It is built by going back from what is asked: a fact is followed to the event or law that established it, and that to
the facts which its condition, its guard and its value looked at, until only the start is left.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import field, replace

from fabula.engine.port import Engine
from fabula.model.answers import EventCall
from fabula.model.ground import GroundExpression, GroundLaw, Program
from fabula.model.values import Value
from fabula.model.why import Because, By, Cause, Deed, Moment
from fabula.model.world import LawOrigin
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_failing import Reads
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.check_history import Path, mind
from fabula.usecases.moments import scene_of
from fabula.usecases.sentences import Sentences
from fabula.usecases.story import Story
from fabula.usecases.why_links import needed
from fabula.usecases.why_timeline import ByEvent, ByLaw, ByTime, Origin, Timeline, When
from fabula.usecases.wording import show_belief
from fabula.usecases.words import fact_words, shown_name


@dataclass(frozen=True, slots=True)
class _Made:
    """A fact as one step made it: what tells two nodes of the graph apart."""

    path: Path
    fluent: int
    before: When | None


@dataclass(slots=True)
class Chain:
    """The graph as it grows. `story` is what happens; the timeline may be that of a reader of it."""

    story: Story
    timeline: Timeline
    facts: list[Because] = field(default_factory=list)
    _sentences: Sentences = field(init=False)
    _numbers: dict[_Made, int] = field(default_factory=dict)
    _to_do: deque[tuple[int, _Made, Origin]] = field(default_factory=deque)
    _deeds: dict[int, Deed] = field(default_factory=dict)
    _wanted: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sentences of the engine on which the timeline runs."""
        same = self.engine is self.story.engine
        self._sentences = self.story.setting.sentences if same else Sentences(self.engine)

    @property
    def engine(self) -> Engine:
        """The engine on which the timeline runs."""
        return self.timeline.history.engine

    @property
    def program(self) -> Program:
        """Its program."""
        return self.engine.program

    def trace(self, reads: Reads, when: When) -> tuple[int, ...]:
        """The numbers of these facts as they are then, each traced back to the start."""
        numbers = self._link(reads, when)
        while self._to_do or self._wanted:
            while self._to_do:
                self._fill(*self._to_do.popleft())
            while self._wanted:
                self._deed(self._wanted.pop())
        return numbers

    def deed(self, place: int) -> None:
        """See that the event whose number (from 0) is `place` is among the deeds, traced back."""
        self._want(place)
        self.trace((), When(place))

    def learnt(self, place: int, path: Path, fluent: int) -> int:
        """The number of a belief on which it rested that the event numbered so, from 0, was willed."""
        (number,) = self.trace(((path, fluent),), When(place))
        deed = self._deeds[place]
        if number not in (*deed.because, *deed.known):
            self._deeds[place] = replace(deed, known=(*deed.known, number))
        return number

    def deeds(self) -> tuple[Deed, ...]:
        """The events on the chain, in the order in which they happen."""
        return tuple(self._deeds[place] for place in sorted(self._deeds))

    def cause(self, path: Path, fluent: int, when: When) -> Cause:
        """What gave a fact the value that it has then."""
        origin, before = self.timeline.origin(path, fluent, when)
        return self._cause(origin, before, path)

    # ------------------------------------------------------------------------------------------------------- facts

    def _link(self, reads: Reads, when: When) -> tuple[int, ...]:
        # What an engine for the reader has besides is no author's fact, and nobody has made the clock.
        own, clock = len(self.story.setting.program.fluents), self.program.clock
        numbers = (self._number(path, fluent, when) for path, fluent in reads if fluent != clock and fluent < own)
        return tuple(dict.fromkeys(numbers))

    def _number(self, path: Path, fluent: int, when: When) -> int:
        """The number of the fact as it is then; a new one is still to be traced."""
        origin, before = self.timeline.origin(path, fluent, when)
        made = _Made(path, fluent, None if origin is None else before)
        if made in self._numbers:
            return self._numbers[made]
        number = self._numbers[made] = len(self.facts)
        value = self.timeline.value(when, path, fluent)
        so = not path or value == self.timeline.value(when, path[1:], fluent)
        cause = self._cause(origin, before, path)
        said, words = self.said(path, fluent, value), self.words(path, fluent, value)
        minds = tuple(self.program.people[person] for person in path)
        self.facts.append(Because(number, said, words, minds, cause, (), so))
        self._to_do.append((number, made, origin))
        return number

    def said(self, path: Path, fluent: int, value: Value) -> str:
        """The fact, or that somebody believes it, as a condition."""
        return show_belief([self.program.people[p] for p in path], str(self.program.fluents[fluent]), value)

    def words(self, path: Path, fluent: int, value: Value) -> str:
        """The same in prose."""
        world = self.program.world
        minds = "".join(f"{shown_name(world, self.program.people[person])} believes that " for person in path)
        return minds + fact_words(self.program, self.program.fluents[fluent], value)

    def _fill(self, number: int, made: _Made, origin: Origin) -> None:
        """Trace one fact a step further back."""
        step = needed(self.timeline, origin, made.path, made.fluent)
        if isinstance(origin, ByEvent):
            self._want(origin.place)
        if step is None:
            return
        links = self._link(step.reads, step.when)
        if step.raised:
            links = (*links, self._number(made.path, made.fluent, step.before))
        because = tuple(dict.fromkeys(links))
        self.facts[number] = replace(self.facts[number], because=because, times=step.times, since=step.since)

    # ------------------------------------------------------------------------------------------------------ causes

    def _cause(self, origin: Origin, before: When, path: Path) -> Cause:
        """An origin in words that outlive the engine."""
        match origin:
            case None:
                return Cause(By.START)
            case ByTime(place):
                return replace(self._at(By.TIME, place), text=None)
            case ByEvent(place, where, effect):
                by = By.CORRECTED if effect is None else By.TOLD if effect.path else By.SEEN if where else By.EVENT
                return replace(self._at(by, place), minds=self._names(where))
            case ByLaw(_, where, law):
                sight = law.form.origin is LawOrigin.SIGHT
                by = By.SIGHT if sight else By.REASONED if where else By.LAW
                state = mind(self.engine, self.timeline.state(before), where)
                text = self._sentences.law(state, law)
                return replace(
                    self._at(by, before.place), law=law_name(law), minds=self._names(where or path[:1]), text=text
                )

    def _at(self, by: By, place: int) -> Cause:
        happening = self.timeline.happening(place)
        text = self._sentences.event(happening.before, happening.event)
        return Cause(by, place + 1, self._call(place), text=text, possible=happening.possible)

    def _names(self, path: Path) -> tuple[str, ...]:
        return tuple(self.program.people[person] for person in path)

    def _call(self, place: int) -> EventCall:
        event = self.timeline.history.event(self.timeline.happening(place))
        return EventCall(event.name, event.arguments)

    # ------------------------------------------------------------------------------------------------------- deeds

    def _want(self, place: int) -> None:
        if place not in self._deeds and place not in self._wanted:
            self._wanted.append(place)

    def _deed(self, place: int) -> None:
        """Why the event was possible and why everybody did it; asked of the story itself, not of its reader."""
        happening = self.story.happenings[place]
        here = self.timeline.happening(place)
        condition = (
            self.story.setting.condition_of(happening.event)
            if self.engine is self.story.engine
            else self.program.events[here.event].condition
        )
        because = self._link(self.timeline.looked_at(condition, (), When(place)), When(place))
        text = self._sentences.event(here.before, here.event)
        scene, call = scene_of(self.story, place), self._call(place)
        deed = Deed(place + 1, call, text, scene, happening.possible, (), (), because, self._known(place, condition))
        self._deeds[place] = deed

    def _known(self, place: int, condition: GroundExpression) -> tuple[int, ...]:
        """What those who willed the event had to learn otherwise than by what made it so."""
        event, when = self.timeline.history.event(self.timeline.happening(place)), When(place)
        learnt: list[tuple[Path, int]] = []
        for person in event.willing:
            for path, fluent in self.timeline.looked_at(condition, (person,), when):
                belief, _ = self.timeline.origin(path, fluent, when)
                fact, _ = self.timeline.origin(path[1:], fluent, when)
                if belief is not None and _place_of(belief) != _place_of(fact):
                    learnt.append((path, fluent))
        return self._link(tuple(dict.fromkeys(learnt)), when)

    def with_reasons(self, places: Iterable[int] | None = None) -> str | None:
        """Ask why everybody did what is on the chain; the limit that ended this before its time, if one did."""
        setting = self.story.setting
        for place in sorted(self._deeds if places is None else places):
            happening = self.story.happenings[place]
            reasons, unwilling = [], []
            try:
                for person in setting.program.events[happening.event].willing:
                    reason = self.story.engine.reason(happening.before, happening.event, person, self.story.limits)
                    if reason is None:
                        unwilling.append(setting.name(person))
                    else:
                        reasons.append(setting.sentences.reason(happening.before, happening.event, reason))
            except EngineError:
                continue
            except GaveUp as stopped:
                return stopped.limit
            found = replace(self._deeds[place], reasons=tuple(reasons), unwilling=tuple(unwilling))
            self._deeds[place] = found
        return None


def moment_at(story: Story, place: int) -> Moment:
    """The moment after so many events."""
    if place == 0:
        return Moment(0)
    before = story.happenings[place - 1]
    text = story.setting.sentences.event(before.before, before.event)
    return Moment(place, story.call(place - 1), scene_of(story, place - 1), text)


def title_of(story: Story) -> str:
    """What the story is called."""
    return story.manuscript.title or story.manuscript.name


def law_name(law: GroundLaw) -> str:
    """What a law is called, with its arguments; a sight without them and without the number of its line."""
    if law.form.origin is LawOrigin.SIGHT:
        name = re.sub(r" \d+$", "", law.name)
        return name if name.startswith("sight ") else f"sight {name}"
    return str(law) if law.arguments else law.name


def _place_of(origin: Origin) -> int | None:
    """The event with which something came about; None for the start."""
    match origin:
        case None:
            return None
        case ByLaw(before):
            return before.place
        case ByEvent(place) | ByTime(place):
            return place
