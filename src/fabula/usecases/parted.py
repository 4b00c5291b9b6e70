# SPDX-License-Identifier: Apache-2.0
"""A story and what would come of it under a change, both told as plain data, for one picture of the two.

The story under the change is the one that `whatif` answers with: nobody does what they would not do then, and while
they do nothing time passes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Source
from fabula.model.chronicle import Chronicle
from fabula.model.manuscript import Manuscript
from fabula.model.parted import Parted, PartedStep
from fabula.model.world import World
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import begin
from fabula.usecases.chronicle import chronicle
from fabula.usecases.problems import engine_problem
from fabula.usecases.story import Story
from fabula.usecases.whatif_changes import Changes, ReadChanges, read_changes
from fabula.usecases.whatif_course import Asking, course_of
from fabula.usecases.whatif_differences import Comparison
from fabula.usecases.whatif_replay import Course, Replaying


def parted(
    manuscript: Manuscript,
    world: World,
    open_file: Callable[[str, str], Source | None],
    changes: Changes,
    asking: Asking,
    sources: dict[str, Source],
    whereabouts: str | None = None,
) -> Parted | tuple[Diagnostic, ...]:
    """Both stories, or what is wrong with the change. Texts met go to `sources`. Raises `GaveUp` at a limit."""
    read = read_changes(changes, manuscript, world, open_file, sources)
    if not isinstance(read, ReadChanges):
        return read
    course = course_of(manuscript, world, read, asking)
    if not isinstance(course, Course):
        return course
    try:
        return _told(course, read, whereabouts)
    except EngineError as error:
        return (engine_problem(course.changed.program, error),)


def _told(course: Course, read: ReadChanges, whereabouts: str | None) -> Parted:
    """Both stories, from the course that the one takes under the change."""
    played = Replaying(course, written=False, comparison=Comparison(course.told.engine, course.engine))
    played.run()
    told = course.told
    sound = replace(told, history=told.until(course.last), broken=told.broken)
    history = replace(begin(course.engine), start=course.start, happenings=tuple(played.happenings))
    changed = Story(told.manuscript, course.changed, history)
    steps = tuple(_steps(played))
    as_told = chronicle(sound, whereabouts, reasons=False)
    otherwise = _in_scenes(chronicle(changed, whereabouts, reasons=False), as_told, steps)
    return Parted(as_told, otherwise, course.place, read.asked.described(), steps)


def _in_scenes(changed: Chronicle, told: Chronicle, steps: tuple[PartedStep, ...]) -> Chronicle:
    """The story under the change with the scenes of the told one: what happens instead is in no scene by itself."""
    scenes = {place: told.events[step.told].scene for step in steps for place in step.happens}
    events = tuple(replace(event, scene=scenes.get(place)) for place, event in enumerate(changed.events))
    return replace(changed, events=events)


def _steps(played: Replaying) -> list[PartedStep]:
    """What becomes of each event."""
    found: list[PartedStep] = []
    begun = 0
    for step, ended in zip(played.steps, played.counts, strict=True):
        happens = tuple(range(begun, ended))
        waits = bool(happens) and not step.happens
        found.append(PartedStep(step.number - 1, step.fate, happens, waits, step.why))
        begun = ended
    return found
