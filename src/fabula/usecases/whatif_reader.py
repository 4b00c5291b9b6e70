# SPDX-License-Identifier: Apache-2.0
"""What the reader would take for so: of the story as told, and of the story under the change.

The reader sees what is told and nothing else (`check_reader.py`). Where the telling keeps to the order in which things
happen, their knowledge is compared after every event; where it does not, when all has been told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fabula.engine.port import Engine
from fabula.model.manuscript import READER, EventAnnotation
from fabula.model.whatif import Difference, Step, Timeline, View
from fabula.records import dataclass
from fabula.usecases.check_history import Happening, begin
from fabula.usecases.check_reader import Reader, reader_of
from fabula.usecases.whatif_carried import carried
from fabula.usecases.whatif_differences import Comparison, changes_of
from fabula.usecases.whatif_replay import Replaying


def with_reader(played: Replaying, timeline: Timeline) -> Timeline:
    """The story with what the reader takes for so among what differs."""
    readers = _Readers(played)
    told = [happening.annotation for happening in played.course.told.happenings]
    in_order = told == sorted(told)
    differences = list(readers.differences())
    if not in_order:
        last = _with(timeline.view, differences[-1]) if timeline.steps else timeline.view
        return replace(timeline, view=last)
    steps: list[Step] = []
    before = opening = _with(timeline.opening, differences[0])
    for step, seen in zip(timeline.steps, differences[1:], strict=True):
        view = _with(step.view, seen)
        new, over = changes_of(before, view)
        steps.append(replace(step, view=view, new=new, over=over))
        before = view
    return replace(timeline, opening=opening, steps=tuple(steps), view=before)


def _with(view: View, differences: Sequence[Difference]) -> View:
    return replace(view, facts=(*view.facts, *differences))


@dataclass(slots=True)
class _Readers:
    """The reader of the story as told and the reader of the other one."""

    played: Replaying

    def differences(self) -> Iterator[tuple[Difference, ...]]:
        """What the two take for different, when the change is made and after every event of the told story."""
        course = self.played.course
        one, other = self._made()
        comparison = Comparison(one.engine, other.engine)
        told, now = self._openings(one, other)
        following = iter(course.told.happenings[course.place : course.last])
        done = 0
        yield self._differences(comparison, told, now)
        for count in self.played.counts:
            told = _seen(one, told, next(following), self._read())
            for happening in self.played.happenings[done:count]:
                now = _seen(other, now, happening, self._read())
            done = count
            yield self._differences(comparison, told, now)

    def _made(self) -> tuple[Reader, Reader]:
        """Both readers; on one engine they are one."""
        course = self.played.course
        calls = [course.told.setting.sentences.call(happening.event) for happening in course.told.happenings]
        others = [course.changed.sentences.call(happening.event) for happening in self.played.happenings]
        change = [] if course.change is None else [course.changed.sentences.call(course.change)]
        if course.changed is course.told.setting:
            both = reader_of(course.changed, (*calls, *others, *change))
            return both, both
        return reader_of(course.told.setting, calls), reader_of(course.changed, (*calls, *others, *change))

    def _openings(self, one: Reader, other: Reader) -> tuple[int, int]:
        """Both states when the change is made."""
        course = self.played.course
        told = begin(one.engine).now
        for happening in course.told.happenings[: course.place]:
            told = _seen(one, told, happening, self._read())
        if course.place == 0:
            return told, begin(other.engine, course.effects).now
        now = told if one is other else carried(one.engine, told, other.engine, 1)
        if course.change is not None:
            # Nobody sees the change itself, nor does the reader.
            now = other.engine.altered(now, (), other.told, False)
            now = other.engine.after(now, other.events[course.change])
        return told, now

    def _read(self) -> frozenset[int]:
        """The events that are told: all of them."""
        annotations = self.played.course.told.manuscript.annotations
        return frozenset(number for number, each in enumerate(annotations) if isinstance(each, EventAnnotation))

    def _differences(self, comparison: Comparison, told: int, changed: int) -> tuple[Difference, ...]:
        """What the reader believes in one state and not in the other."""
        minds = (_mind(comparison.told, told), _mind(comparison.changed, changed))
        return tuple(comparison.differences(*minds, (READER,), 1))


def _mind(engine: Engine, state: int) -> int:
    """What the reader believes."""
    return engine.believed(state, engine.program.people.index(READER))


def _seen(reader: Reader, state: int, happening: Happening, read: frozenset[int]) -> int:
    """The state after an event that the reader is told of, or not."""
    before = reader.engine.altered(state, (), reader.told, happening.annotation in read)
    return reader.engine.after(before, reader.events[happening.event])
