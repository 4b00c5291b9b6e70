# SPDX-License-Identifier: Apache-2.0
"""What a worker of a sweep does: answers one question about texts that are sent along with it.

Nothing is read from the disk, since the worker may sit on another machine. A worker reads the same texts once for all
questions about them.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import lru_cache

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.engine.choose import EngineName, engine_maker
from fabula.language import Dialect, read_effects, read_world
from fabula.model.answers import Outcome
from fabula.model.endings import EndingsAnswer
from fabula.model.limits import Limits
from fabula.model.sweep import EndingRow, EventRow, StoryRow, Swept
from fabula.model.whatif import Fate, Step, View, WhatIfAnswer
from fabula.model.world import World
from fabula.records import dataclass
from fabula.usecases.endings import endings
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.open_world import start_engine
from fabula.usecases.story import ReadStory, read_story
from fabula.usecases.sweep_changes import SmallChange
from fabula.usecases.whatif import what_if_of
from fabula.usecases.whatif_course import Asking

READ = 4
"""So many different stories and worlds a worker keeps read."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A text, which is asked about, and after it all those that it names, by the names under which they were found."""

    sources: tuple[Source, ...]

    @property
    def first(self) -> Source:
        """The text asked about."""
        return self.sources[0]

    def open(self, from_name: str, wanted: str) -> Source | None:
        """The text that one means by a path, None where it is not among them."""
        name = posixpath.normpath(posixpath.join(posixpath.dirname(from_name), wanted.replace("\\", "/")))
        return next((source for source in self.sources if source.name == name), None)


@dataclass(frozen=True, slots=True)
class StoryQuestion:
    """The question what would come of one change in the story of a manuscript."""

    texts: Texts
    change: SmallChange
    overrides: Overrides = NO_OVERRIDES
    engine: EngineName | None = None


@dataclass(frozen=True, slots=True)
class WorldQuestion:
    """The question which endings can be reached in a world whose start is changed."""

    texts: Texts
    change: SmallChange
    limits: Limits
    engine: EngineName | None = None
    dialect: Dialect | None = None


def answer_story(question: StoryQuestion) -> Swept:
    """One row for the story under the change, and one for each of its events."""
    change = question.change
    found = _story(question.texts)
    if found.manuscript is None or found.world is None:
        return _unanswered(change, found.diagnostics)
    asking = Asking(engine_maker(question.engine), question.overrides, outlooks=False)
    answered = what_if_of(found.manuscript, found.world, question.texts.open, change.changes, asking, {})
    if answered.answer is None:
        return _unanswered(change, answered.diagnostics)
    return Swept(change.key, (_story_row(change, answered.answer), *_event_rows(change.key, answered.answer)))


def _unanswered(change: SmallChange, problems: tuple[Diagnostic, ...]) -> Swept:
    """A row that says why there is no answer."""
    row = StoryRow(change.key, change.sort, change.subject, change.text, problem=_said(problems))
    return Swept(change.key, (row,))


def answer_world(question: WorldQuestion) -> Swept:
    """One row for each ending of the world with the changed start."""
    change = question.change
    answer = _surveyed(question)
    if isinstance(answer, EndingsAnswer):
        return Swept(change.key, tuple(_ending_rows(change, answer)))
    return Swept(change.key, (EndingRow(change.key, change.subject, change.text, problem=answer),))


@lru_cache(maxsize=READ)
def _story(texts: Texts) -> ReadStory:
    return read_story(texts.first, texts.open)


@lru_cache(maxsize=READ)
def _world(texts: Texts, dialect: Dialect | None) -> tuple[World | None, tuple[Diagnostic, ...]]:
    world, problems, _ = read_world(texts.first, texts.open, dialect)
    return world, tuple(problems)


def _surveyed(question: WorldQuestion) -> EndingsAnswer | str:
    """The survey, or in a sentence why there is none."""
    world, wrong = _world(question.texts, question.dialect)
    if world is None:
        return _said(wrong)
    effects = question.change.changes.effects
    more, problems = read_effects("; ".join(effects), world) if effects else ((), ())
    if more is None:
        return _said(problems)
    changed = replace(world, start=(*world.start, *more))
    engine, found = start_engine(changed, question.limits.minds, engine_maker(question.engine))
    if engine is None:
        return _said(found)
    answer = endings(engine, question.limits)
    return answer if isinstance(answer, EndingsAnswer) else answer.title


def _story_row(change: SmallChange, answer: WhatIfAnswer) -> StoryRow:
    """What became of the story."""
    told, now = answer.endings, answer.story.endings
    parting = answer.parting
    view = answer.story.view
    return StoryRow(
        key=change.key,
        sort=change.sort,
        subject=change.subject,
        change=change.text,
        parting=0 if parting is None else parting.number,
        event="" if parting is None else str(parting.event),
        fate="" if parting is None else str(parting.fate),
        why="" if parting is None else " ".join(parting.why),
        dropped=len(answer.story.dropped),
        facts=_really(view),
        beliefs=len(view.facts) - _really(view),
        endings=" ".join(now),
        lost=" ".join(name for name in told if name not in now),
        won=" ".join(name for name in now if name not in told),
        carries=any(name not in now for name in told),
        limit=answer.limit or "",
    )


def _really(view: View) -> int:
    return sum(not difference.people for difference in view.facts)


def _event_rows(key: str, answer: WhatIfAnswer) -> list[EventRow]:
    return [_event_row(key, step) for step in answer.story.steps]


def _event_row(key: str, step: Step) -> EventRow:
    happens = " ".join(map(str, step.happens))
    fate = str(step.fate if step.happens or step.fate is not Fate.AS_TOLD else Fate.LEFT_OUT)
    return EventRow(key, step.number, str(step.event), fate, happens, " ".join(step.sees), " ".join(step.misses))


def _ending_rows(change: SmallChange, answer: EndingsAnswer) -> list[EndingRow]:
    return [
        EndingRow(
            key=change.key,
            subject=change.subject,
            change=change.text,
            ending=ending.name,
            outcome=str(ending.outcome),
            stories=str(ending.stories),
            shortest=-1 if ending.shortest is None else len(ending.shortest.events),
            pivotal=" ".join(map(str, ending.pivotal)) if ending.outcome is Outcome.TOLD else "",
            dead_ends=answer.dead_end_count,
            limit=answer.limit or "",
        )
        for ending in answer.endings
    ]


def _said(problems: tuple[Diagnostic, ...]) -> str:
    """What is wrong, in a sentence."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return errors[0].title if errors else "There is no answer."
