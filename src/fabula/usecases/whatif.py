# SPDX-License-Identifier: Apache-2.0
"""What if: a story told again under a change, where the two part, and how it goes on from there.

The story is replayed once as it was told and once (`whatif_replay.py`) under the change, on the same engine, or on a
second one where the world itself is another. What the change cannot touch is answered as in the told story: as long as
the states are equal nothing is asked again, and whoever acts out of character in the told story may do so here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Source
from fabula.model.answers import Outcome, Reason
from fabula.model.manuscript import Manuscript
from fabula.model.whatif import Fate, Outlook, Parting, Reach, Step, Timeline, View, WhatIfAnswer
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.problems import changing, engine_problem
from fabula.usecases.story import Story, read_story
from fabula.usecases.whatif_changes import Changes, ReadChanges, read_changes
from fabula.usecases.whatif_course import Asking, course_of
from fabula.usecases.whatif_differences import Comparison
from fabula.usecases.whatif_outlooks import Fork, alternatives
from fabula.usecases.whatif_reader import with_reader
from fabula.usecases.whatif_replay import Course, Replaying, parting_of
from fabula.usecases.wording import one_of

FEWEST = 6
"""So many events may follow from the parting at least, unless it is said how many: a late parting is no reason to see
nothing but what is near."""

OpenFile: TypeAlias = Callable[[str, str], Source | None]
Problems: TypeAlias = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer, None where the question cannot be answered; `diagnostics` say why not."""

    answer: WhatIfAnswer | None
    diagnostics: Problems
    sources: dict[str, Source]


def what_if(source: Source, open_file: OpenFile, changes: Changes, asking: Asking) -> Answered:
    """What would come of the changes in the story of a manuscript."""
    found = read_story(source, open_file)
    sources = dict(found.sources)
    if found.manuscript is None or found.world is None:
        return Answered(None, found.diagnostics, sources)
    return what_if_of(found.manuscript, found.world, open_file, changes, asking, sources)


def what_if_of(
    manuscript: Manuscript,
    world: World,
    open_file: OpenFile,
    changes: Changes,
    asking: Asking,
    sources: dict[str, Source],
) -> Answered:
    """The same of a manuscript that has been read; sources that are met besides go to `sources`."""
    read = read_changes(changes, manuscript, world, open_file, sources)
    if not isinstance(read, ReadChanges):
        return Answered(None, read, sources)
    answer = answer_changes(manuscript, world, read, asking)
    if isinstance(answer, WhatIfAnswer):
        return Answered(answer, (), sources)
    return Answered(None, answer, sources)


def answer_changes(manuscript: Manuscript, world: World, read: ReadChanges, asking: Asking) -> WhatIfAnswer | Problems:
    """What would come of changes that have been read."""
    empty = _nothing_yet(manuscript, read)
    try:
        course = course_of(manuscript, world, read, asking)
    except GaveUp as gave_up:
        return replace(empty, limit=gave_up.limit)
    if not isinstance(course, Course):
        return course
    try:
        return _Answering(course, asking, empty).answer()
    except EngineError as error:
        return (engine_problem(course.changed.program, error),)


def _nothing_yet(manuscript: Manuscript, read: ReadChanges) -> WhatIfAnswer:
    """An answer before anything is found out."""
    return WhatIfAnswer(
        title=manuscript.title or manuscript.name,
        changes=read.asked.described(),
        place=0,
        moment=read.asked.at,
        people=(),
        story=Timeline(View(), (), View(), ()),
        written=None,
        parting=None,
        alternatives=(),
        endings=(),
        outlooks=(),
        length=0,
    )


@dataclass(slots=True)
class _Answering:
    """One question, on the way to its answer; `known` is the answer as far as it is known."""

    course: Course
    asking: Asking
    known: WhatIfAnswer

    def answer(self) -> WhatIfAnswer | Problems:
        """The whole answer, or what was found out before a limit was reached."""
        told = self.course.told
        known = replace(self.known, place=self.course.place, broken=_broken(told, self.course.last))
        self.known = replace(known, people=self.course.engine.program.people)
        try:
            self.known = replace(self.known, endings=_endings_of(self.course))
            played = self._played()
            problems = self._written(played)
            if problems:
                return problems
            self._part(played)
        except GaveUp as gave_up:
            self.known = replace(self.known, limit=gave_up.limit)
        return self.known

    def _played(self) -> Replaying:
        """The story in character."""
        played = Replaying(self.course, False, Comparison(self.course.told.engine, self.course.engine))
        try:
            played.run()
        except GaveUp:
            self.known = replace(self.known, story=played.so_far())
            raise
        self.known = replace(self.known, story=played.timeline())
        self.known = replace(self.known, story=with_reader(played, self.known.story))
        return played

    def _written(self, played: Replaying) -> Problems:
        """The story as written, where it is another; or what cannot be written so."""
        forced = [step for step in played.steps if step.number - 1 in self.course.instead]
        if not self.known.story.dropped and not any(step.fate is Fate.IMPOSSIBLE for step in forced):
            return ()
        written = Replaying(self.course, True, played.comparison)
        written.run()
        wrong = [
            changing.impossible_replacement(self.course.instead[step.number - 1], step.event, place, step.why)
            for step in written.steps
            if step.fate is Fate.IMPOSSIBLE and (place := self.course.places.get(step.number - 1)) is not None
        ]
        self.known = replace(self.known, written=written.timeline())
        return tuple(wrong)

    def _part(self, played: Replaying) -> None:
        """Where the stories part, and what may follow."""
        place = parting_of(played.steps)
        if place is None:
            return
        step, before = played.steps[place], played.states[place]
        parting = Parting(step.number, step.event, step.fate, _said(step), self._reasons(step))
        length = self.asking.length
        length = max(self.course.last - step.number + 1, FEWEST) if length is None else length
        self.known = replace(self.known, parting=parting, length=length)
        self.known = replace(self.known, alternatives=alternatives(self.course, played, place))
        if self.asking.outlooks:
            self._look_out(Fork(self.course, step.number - 1, before, length, self.asking.states))

    def _look_out(self, fork: Fork) -> None:
        """For each ending, whether and how it can still be reached."""
        for ending in fork.endings():
            try:
                outlook = fork.outlook(ending)
            except GaveUp as gave_up:
                unknown = Reach(Outcome.GAVE_UP, limit=gave_up.limit)
                outlook = Outlook(ending.form.name, None, unknown, unknown)
                self.known = replace(self.known, limit=gave_up.limit)
            self.known = replace(self.known, outlooks=(*self.known.outlooks, outlook))

    def _reasons(self, step: Step) -> tuple[Reason, ...]:
        """The reasons that they who have none now had in the story as told."""
        told = self.course.told
        happening = told.happenings[step.number - 1]
        people = told.setting.program.people
        found: list[Reason] = []
        for name in step.unwilling:
            if name in people:
                reason = told.engine.reason(happening.before, happening.event, people.index(name), told.limits)
                if reason is not None:
                    found.append(told.setting.sentences.reason(happening.before, happening.event, reason))
        return tuple(found)


def _said(step: Step) -> tuple[str, ...]:
    """What makes the event differ."""
    sees = [f"{one_of(list(step.sees), 'and')} {_verb(step.sees, 'see')} it"] if step.sees else []
    misses = [f"{one_of(list(step.misses), 'and')} no longer {_verb(step.misses, 'see')} it"] if step.misses else []
    return (*step.why, *sees, *misses)


def _verb(people: tuple[str, ...], verb: str) -> str:
    return f"{verb}s" if len(people) == 1 else verb


def _broken(told: Story, last: int) -> str | None:
    """How far a story that does not hold was followed, and why not further."""
    if last < len(told.happenings):
        return f"The story as told holds up to event {last}: then `{told.call(last)}` cannot happen."
    if told.broken is not None:
        return f"The story as told holds up to event {last}. {told.broken.title}"
    return None


def _endings_of(course: Course) -> tuple[str, ...]:
    """The endings that the story as told reaches."""
    told = course.told
    state = told.state(course.last)
    return tuple(each.form.name for each in told.setting.program.endings if told.engine.holds(state, each.condition))
