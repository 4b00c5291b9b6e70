# SPDX-License-Identifier: Apache-2.0
"""How a story may go on from the parting: for each ending the shortest way to it in character, as told and as changed.

What the story as told goes on to is a way to its own endings, if it is in character: there nobody has to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fabula.engine.port import Goal
from fabula.model.answers import EventCall, Outcome, ToldEvent
from fabula.model.ground import GroundEnding
from fabula.model.whatif import Alternative, Outlook, Reach
from fabula.records import dataclass
from fabula.usecases.check_setting import Setting
from fabula.usecases.story import Story
from fabula.usecases.tell import told
from fabula.usecases.whatif_replay import Course, Replaying

_NOWHERE = Reach(Outcome.IMPOSSIBLE)


@dataclass(slots=True)
class Fork:
    """The place where two stories part: the event numbered `place` (from 0) of the told one, the other being at `now`.

    Ways may have `length` events, and a search may keep so many `states`.
    """

    course: Course
    place: int
    now: int
    length: int
    states: int | None

    @property
    def told(self) -> Story:
        """The story as told."""
        return self.course.told

    @property
    def changed(self) -> Setting:
        """The world under the change."""
        return self.course.changed

    def endings(self) -> tuple[GroundEnding, ...]:
        """The endings of both worlds, each once."""
        known = {each.form.name for each in self.told.setting.program.endings}
        won = (each for each in self.changed.program.endings if each.form.name not in known)
        return (*self.told.setting.program.endings, *won)

    def outlook(self, ending: GroundEnding) -> Outlook:
        """What can be said of an ending, where a world that does not declare it never comes to it."""
        name = ending.form.name
        here = _ending(self.told.setting, name)
        there = _ending(self.changed, name)
        changed = _NOWHERE if there is None else self._reach(self.changed, self.now, there)
        told = _NOWHERE if here is None else self._as_told(here, changed)
        setting, state = (self.changed, self.now) if here is None else (self.told.setting, self.told.state(self.place))
        return Outlook(name, setting.sentences.ending(state, ending.form), told, changed)

    def _as_told(self, ending: GroundEnding, changed: Reach) -> Reach:
        """Whether the story as told reaches it or, had it gone on otherwise from here, could have.

        The way that leads there under the change may be one here as well, though not the shortest.
        """
        story = self.told
        for place in range(self.place, min(self.course.last, self.place + self.length) + 1):
            if story.engine.holds(story.state(place), ending.condition) and self._in_character(place):
                return Reach(Outcome.TOLD, tuple(self._told_events(place)), shortest=False)
        if changed.outcome is Outcome.TOLD and self._leads_there(changed, ending):
            return Reach(Outcome.TOLD, tuple(replace(each, reasons=()) for each in changed.events), shortest=False)
        return self._reach(story.setting, story.state(self.place), ending)

    def _leads_there(self, way: Reach, ending: GroundEnding) -> bool:
        """Whether the events of a way, in the story as told, are possible and in character and lead to the ending."""
        story = self.told
        state = story.state(self.place)
        for told_event in way.events:
            event = story.setting.number(told_event.event)
            if event is None or not story.engine.holds(state, story.setting.program.events[event].condition):
                return False
            if not story.engine.explained(state, event, story.limits):
                return False
            state = story.engine.after(state, event)
        return story.engine.holds(state, ending.condition)

    def _told_events(self, until: int) -> Iterator[ToldEvent]:
        """The events of the told story from here to a place."""
        for place in range(self.place, until):
            happening = self.told.happenings[place]
            text = self.told.setting.sentences.event(happening.before, happening.event)
            yield ToldEvent(self.told.call(place), (), text)

    def _in_character(self, until: int) -> bool:
        """Whether the told story is in character from here to a place."""
        story = self.told
        return all(
            story.engine.explained(happening.before, happening.event, story.limits)
            for happening in story.happenings[self.place : until]
        )

    def _reach(self, setting: Setting, state: int, ending: GroundEnding) -> Reach:
        """The shortest way from a state to an ending."""
        limits = replace(setting.limits, length=self.length, count=1, states=self.states)
        found = setting.engine.tell(Goal(ending.condition), limits, start=state)
        if found.outcome is not Outcome.TOLD:
            return Reach(found.outcome, limit=found.limit)
        story = told(setting.engine, found.stories[0], setting.limits, setting.sentences, state)
        return Reach(Outcome.TOLD, story.events, shortest=found.shortest)


def _ending(setting: Setting, name: str) -> GroundEnding | None:
    """The ending of that name."""
    return next((each for each in setting.program.endings if each.form.name == name), None)


def alternatives(course: Course, played: Replaying, place: int) -> tuple[Alternative, ...]:
    """What people might do instead at the parting, the step numbered `place`; or next, where its event happens."""
    step = played.steps[place]
    told = course.told.state(step.number if step.happens else step.number - 1)
    now = played.after(place) if step.happens else played.states[place]
    engine, setting = course.engine, course.changed
    found: list[Alternative] = []
    for event in engine.possible(now):
        call = setting.sentences.call(event)
        if engine.program.events[event].willing and engine.explained(now, event, setting.limits):
            text = setting.sentences.event(now, event)
            found.append(Alternative(call, text, not _as_told(course.told, told, call)))
    return tuple(found)


def _as_told(story: Story, state: int, call: EventCall) -> bool:
    """Whether an event is possible and in character in a state of the told story."""
    event = story.setting.number(call)
    if event is None or not story.engine.holds(state, story.setting.program.events[event].condition):
        return False
    return story.engine.explained(state, event, story.limits)
