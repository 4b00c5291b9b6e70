# SPDX-License-Identifier: Apache-2.0
"""From changes that have been read to the course that the story takes under them: engines, moment, state, events."""

from __future__ import annotations

from dataclasses import field

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.engine.choose import MakeEngine
from fabula.engine.ground_reading import assignments
from fabula.engine.port import Cancel
from fabula.model.answers import EventCall
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import begin
from fabula.usecases.check_reader import speaks_of_reader
from fabula.usecases.check_setting import Setting, set_up
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides, calls_of
from fabula.usecases.moments import moment_of, place_of
from fabula.usecases.problems import changing, engine_problem
from fabula.usecases.story import Story, Wanted, replay_story
from fabula.usecases.whatif_carried import carried
from fabula.usecases.whatif_changes import THE_CHANGE, ReadChanges, contradiction_in
from fabula.usecases.whatif_replay import Course

MOST_STATES = 200_000
"""So many states are kept while looking for one way to go on, before the search gives up."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How a what-if is to be answered.

    `length` is how many events may follow from the parting (None: as many as the told story has left there, and some
    at least); `outlooks` False spares the search for endings.
    """

    make_engine: MakeEngine
    overrides: Overrides = NO_OVERRIDES
    length: int | None = None
    outlooks: bool = True
    states: int | None = MOST_STATES
    cancel: Cancel = field(default_factory=Cancel)


def course_of(
    manuscript: Manuscript, world: World, read: ReadChanges, asking: Asking
) -> Course | tuple[Diagnostic, ...]:
    """The course of the story under the changes, or what is wrong with them. Raises `GaveUp`."""
    other = read.asked.of_world
    wanted = Wanted(asking.make_engine, asking.overrides, read.calls, (), read.minds, cancel=asking.cancel)
    told = replay_story(manuscript, world if other else read.world, wanted)
    if not isinstance(told, Story):
        return told
    changed: Setting | tuple[Diagnostic, ...] = told.setting
    if other:
        changed = set_up(read.world, told.setting.plan, (*calls_of(manuscript), *read.calls), read.effects)
    if not isinstance(changed, Setting):
        return changed
    return course_in(told, changed, read)


def course_in(told: Story, changed: Setting, read: ReadChanges) -> Course | tuple[Diagnostic, ...]:
    """The course of a story that has been replayed, in a world that stands ready: the same, or as changed.

    Facts that the changes set must not have been folded away there; the world of `read` sees to that.
    """
    try:
        contradiction = contradiction_in(changed.program)
        return _Finding(told, changed, read).course() if contradiction is None else (contradiction,)
    except EngineError as error:
        return (engine_problem(changed.program, error),)


@dataclass(slots=True)
class _Finding:
    """Finds the moment of the change and the events that it is about."""

    told: Story
    changed: Setting
    read: ReadChanges
    problems: list[Diagnostic] = field(default_factory=list)

    def course(self) -> Course | tuple[Diagnostic, ...]:
        """The course."""
        place = self._moment()
        without = self._without(place)
        instead, places = self._instead(place, without)
        if place > 0:
            of_reader = (each for each in assignments(self.read.effects) if any(map(speaks_of_reader, each.believers)))
            self.problems += [changing.reader_later(each.span) for each in of_reader]
        if self.problems:
            return tuple(self.problems)
        last = self.told.sound
        place = min(place, last)
        start, gone = self._start(place), frozenset(without)
        change = self.changed.number(THE_CHANGE)
        effects = self.read.effects
        return Course(self.told, self.changed, place, last, start, gone, instead, places, effects, change)

    def _moment(self) -> int:
        """After how many events the change is made."""
        at = self.read.asked.at
        place = 0 if at is None else moment_of(self.told, at)
        if isinstance(place, Diagnostic):
            self.problems.append(place)
            return 0
        return place

    def _start(self, place: int) -> int:
        """The state in which the changed story begins."""
        engine, effects = self.changed.engine, self.read.effects
        if place == 0:
            return begin(engine, effects).now if effects else engine.start()
        state = self.told.state(place)
        if engine is not self.told.engine:
            state = carried(self.told.engine, state, engine, self.changed.limits.minds)
        change = self.changed.number(THE_CHANGE)
        return state if change is None else engine.after(state, change)

    def _without(self, place: int) -> set[int]:
        """The numbers of the events that are left out."""
        gone: set[int] = set()
        for number, text in enumerate(self.read.asked.without):
            source = Source(_numbered("--without", number), text)
            gone.update(self._places(text, source, place))
        return gone

    def _instead(self, place: int, without: set[int]) -> tuple[dict[int, tuple[EventCall, ...]], dict[int, Span]]:
        """What happens in place of the events numbered so, and where that is asked for."""
        instead: dict[int, tuple[EventCall, ...]] = {}
        said: dict[int, Span] = {}
        for each in self.read.replacements:
            for found in self._places(each.told, each.source, place):
                if found in without or instead.setdefault(found, each.events) != each.events:
                    first = said.get(found, each.source.whole())
                    self.problems.append(changing.contradictory_events(self.told.call(found), first, each.place))
                said.setdefault(found, each.place)
        return instead, said

    def _places(self, text: str, source: Source, moment: int) -> list[int]:
        """The numbers of the events that a text means: of all times that it happens, unless it says which."""
        found = place_of(self.told, text, source.name)
        if isinstance(found, Diagnostic):
            self.problems.append(found)
            return []
        places = [found]
        if "#" not in text and not text.strip().isdecimal():
            call = self.told.call(found)
            places = [each for each in range(len(self.told.happenings)) if self.told.call(each) == call]
        later = [each for each in places if each >= moment]
        if not later:
            at = self.read.asked.at or "start"
            self.problems.append(changing.before_the_moment(self.told.call(found), source.whole(), at))
        return later


def _numbered(option: str, number: int) -> str:
    """The name of the source of a text that was given with an option, and not as the first."""
    return option if number == 0 else f"{option} ({number + 1})"
