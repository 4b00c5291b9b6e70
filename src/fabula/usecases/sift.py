# SPDX-License-Identifier: Apache-2.0
"""Sifting: which patterns a story holds, at its end or at a moment of it.

Story sifting finds what is worth telling among the things that happen (Kreminski, Dickinson and Wardrip-Fruin, *Felt: A
Simple Story Sifter*, 2019; matches that are under way while a story runs: Kreminski, Dickinson and Mateas, *Winnow: A
Domain-Specific Language for Incremental Story Sifting*, 2021). All stories of a world are sifted by `sift_space.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel, Engine
from fabula.language.patterns import pattern_title, read_pattern, when_conditions
from fabula.model.manuscript import Manuscript
from fabula.model.pattern import Pattern
from fabula.model.sift import SiftedStory
from fabula.model.why import Moment as ToldMoment
from fabula.model.world import World
from fabula.semantics.errors import EngineError
from fabula.usecases.check_setting import minds_in
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.moments import moment_of
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences
from fabula.usecases.sift_match import Matcher, Moment
from fabula.usecases.sift_trace import sifted
from fabula.usecases.story import Story, Wanted, replay_story
from fabula.usecases.why_break import until_break
from fabula.usecases.why_chain import moment_at, title_of


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns read against a world. `unfit` are those that it has no words for: their titles, and why.

    `problems` are what is wrong with patterns that were asked for by name; then nothing is sifted.
    """

    patterns: tuple[Pattern, ...]
    unfit: tuple[tuple[str, str], ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def minds(self) -> int:
        """How many minds inside minds the deepest condition asks about."""
        conditions = (when.condition for pattern in self.patterns for when in when_conditions(pattern))
        return max(map(minds_in, conditions), default=0) + 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Patterns as they are asked for: each must fit the world, unless `whatever_fits`."""

    sources: tuple[Source, ...]
    whatever_fits: bool = False

    def read(self, world: World) -> Patterns:
        """The patterns for a world."""
        found: list[Pattern] = []
        unfit: list[tuple[str, str]] = []
        problems: list[Diagnostic] = []
        for source in self.sources:
            pattern, said = read_pattern(source, world)
            if pattern is not None:
                found.append(pattern)
            elif self.whatever_fits:
                unfit.append((pattern_title(source) or source.name, said[0].title))
            else:
                problems += said
        return Patterns(tuple(found), tuple(unfit), tuple(problems))


@dataclass(frozen=True, slots=True)
class SiftQuestion:
    """For what a story is sifted, and up to when (None: its end)."""

    asked: Asked
    at: str | None = None


def sift(
    manuscript: Manuscript,
    world: World,
    question: SiftQuestion,
    make_engine: MakeEngine,
    overrides: Overrides = NO_OVERRIDES,
    cancel: Cancel | None = None,
) -> SiftedStory | tuple[Diagnostic, ...]:
    """What a story holds; diagnostics alone where the question or the world is wrong. Raises `GaveUp`."""
    patterns = question.asked.read(world)
    if patterns.problems:
        return patterns.problems
    wanted = Wanted(make_engine, overrides, minds=patterns.minds, cancel=Cancel() if cancel is None else cancel)
    story = replay_story(manuscript, world, wanted)
    if not isinstance(story, Story):
        return story
    place = moment_of(story, question.at)
    if isinstance(place, Diagnostic):
        return (place,)
    notes, broken = until_break(story, place)
    sound = min(place, story.sound)
    moments = [Moment(each.before, each.event, each.after) for each in story.happenings[:sound]]
    try:
        found = tuple(
            sifted(Matcher(story.engine, pattern), moments, story.setting.sentences) for pattern in patterns.patterns
        )
    except EngineError as error:
        return (engine_problem(story.setting.program, error),)
    return SiftedStory(title_of(story), moment_at(story, sound), found, patterns.unfit, notes, broken)


def sift_events(
    engine: Engine, title: str, events: Sequence[int], patterns: Patterns, sentences: Sentences
) -> SiftedStory:
    """What a story of these events (by their numbers) from the start of a world holds."""
    moments = moments_of(engine, events)
    found = tuple(sifted(Matcher(engine, pattern), moments, sentences) for pattern in patterns.patterns)
    last = moments[-1] if moments else None
    moment = (
        ToldMoment(0)
        if last is None
        else ToldMoment(len(moments), sentences.call(last.event), None, sentences.event(last.before, last.event))
    )
    return SiftedStory(title, moment, found, patterns.unfit)


def moments_of(engine: Engine, events: Sequence[int]) -> list[Moment]:
    """The events, each with the states before and after it."""
    state, found = engine.start(), []
    for event in events:
        after = engine.after(state, event)
        found.append(Moment(state, event, after))
        state = after
    return found
