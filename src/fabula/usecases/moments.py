# SPDX-License-Identifier: Apache-2.0
"""When: a moment of a story, as a question names it.

`start` and `end`, the name of a scene (after its last event), an event (after it happens; `go(Wren, yard) #2` is the
second time), `before` and any of these, or the number of an event. A moment is a place: how many events have happened.
"""

from __future__ import annotations

import re

from fabula.diagnostics import Diagnostic, Source, Span, suggest
from fabula.language.pieces import read_event
from fabula.model.answers import EventCall
from fabula.records import dataclass
from fabula.usecases.problems import asking
from fabula.usecases.story import Story

_TIMES = re.compile(r"^(?P<event>.*?\))\s*#\s*(?P<which>\d+)$")


def moment_of(story: Story, text: str | None, option: str = "--at") -> int | Diagnostic:
    """The place that the text names: so many events have happened. None is the end of the story.

    What is wrong with it is said at a source called `option`, whose text it is.
    """
    if text is None:
        return len(story.happenings)
    said = text.strip()
    name = said.removeprefix("before ").lstrip()
    naming = _Naming(story, Source(option, text), name)
    place = naming.after()
    return naming.first(place) if name != said and not isinstance(place, Diagnostic) else place


def place_of(story: Story, text: str, option: str = "--at") -> int | Diagnostic:
    """The number, from 0, of the event that a text names: by its call, or by its number from 1."""
    naming = _Naming(story, Source(option, text), text.strip())
    place = naming.event()
    if place is None or place == 0:
        return naming.unknown()
    return place if isinstance(place, Diagnostic) else place - 1


def scene_of(story: Story, place: int) -> str | None:
    """The name of the scene in which the event numbered so (from 0) is told; None before the first scene."""
    scene = story.manuscript.annotations[story.happenings[place].annotation].scene
    return None if scene is None else story.manuscript.scenes[scene].name


@dataclass(frozen=True, slots=True)
class _Naming:
    """A text that names a moment: `said` is it without `before`, somewhere in the source."""

    story: Story
    source: Source
    said: str

    @property
    def span(self) -> Span:
        """Where the moment is named."""
        start = self.source.text.rindex(self.said)
        return Span(self.source.name, start, start + len(self.said))

    def after(self) -> int | Diagnostic:
        """The place after what is named."""
        if self.said == "start":
            return 0
        if self.said == "end":
            return len(self.story.happenings)
        found = self.event()
        if found is not None:
            return found
        within = self.within()
        if within is None:
            return self.unknown()
        return within[-1] + 1 if within else asking.empty_scene(self.said, self.span)

    def first(self, after: int) -> int:
        """The place before what is named, given the place after it."""
        within = self.within()
        if within:
            return within[0]
        return after if self.said in {"start", "end"} else max(after - 1, 0)

    def within(self) -> list[int] | None:
        """The numbers of the events of a scene; None where no scene is called that."""
        name = self.said.strip('"“”')
        if all(scene.name != name for scene in self.story.manuscript.scenes):
            return None
        return [place for place in range(len(self.story.happenings)) if scene_of(self.story, place) == name]

    def event(self) -> int | Diagnostic | None:
        """The place after an event; None where the text does not look like one."""
        story, lived = self.story, len(self.story.happenings)
        if self.said.isdecimal():
            number = int(self.said)
            return number if number <= lived else asking.no_such_event_number(number, lived, self.span)
        timed = _TIMES.match(self.said)
        name, which = (timed["event"], int(timed["which"])) if timed else (self.said, 1)
        if "(" not in name:
            return None
        start = self.span.start
        call, problems = read_event(self.source, Span(self.source.name, start, start + len(name)), story.setting.world)
        if call is None:
            return problems[0]
        times = [place for place in range(lived) if story.call(place) == call]
        if not 0 < which <= len(times):
            return asking.event_does_not_happen(call, which, len(times), self._near(call), self.span)
        return times[which - 1] + 1

    def unknown(self) -> Diagnostic:
        """There is no such moment."""
        return asking.unknown_moment(self.said, [scene.name for scene in self.story.manuscript.scenes], self.span)

    def _near(self, call: EventCall) -> list[str]:
        """Events of the story that may have been meant."""
        happened = list(dict.fromkeys(str(self.story.call(place)) for place in range(len(self.story.happenings))))
        same = [event for event in happened if event.startswith(f"{call.name}(")]
        return same or list(suggest(str(call), happened, 1))
