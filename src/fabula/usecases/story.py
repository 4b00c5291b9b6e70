# SPDX-License-Identifier: Apache-2.0
"""A manuscript's story, replayed and ready to be asked about: what every question about a story begins with.

Reading and replaying are two steps, since what is asked may have to be read against the world in between: a change to
the start must be known before grounding, or it may have been folded away. Nothing here judges character; a story that
breaks (an event that cannot happen, a world that cannot go on) is replayed up to the break, and says where that is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel, Engine
from fabula.language import Dialect, is_world, read_manuscript, read_world
from fabula.model.answers import EventCall
from fabula.model.expression import Effect
from fabula.model.limits import Limits
from fabula.model.manuscript import EventAnnotation, Manuscript
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_events import at_annotation
from fabula.usecases.check_heed import heeding
from fabula.usecases.check_history import Happening, History, begin, happen
from fabula.usecases.check_setting import EFFORT, Plan, Setting, set_up
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides, calls_of, deepest_of, limits_of, starts_of
from fabula.usecases.problems import asking


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A manuscript and its world, read; both None where a text cannot be used, and `diagnostics` says why."""

    manuscript: Manuscript | None
    world: World | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks of the engine: on which one, within which limits, about what.

    `calls` are the events it names, `starts` what it says besides about the start, `minds` how many minds inside minds
    its deepest condition reads. Once `cancel` is set, asking anything raises `GaveUp`.
    """

    make_engine: MakeEngine
    overrides: Overrides = NO_OVERRIDES
    calls: tuple[EventCall, ...] = ()
    starts: tuple[Effect, ...] = ()
    minds: int = 0
    effort: int = EFFORT
    cancel: Cancel = field(default_factory=Cancel)


@dataclass(frozen=True, slots=True)
class Story:
    """A replayed story, in the order lived.

    `broken` is why the world could not go on after the last happening, None where the story is whole. An event that
    was not possible is among the happenings all the same, as if it had been; `sound` leaves such off.
    """

    manuscript: Manuscript
    setting: Setting
    history: History
    broken: Diagnostic | None = None

    @property
    def engine(self) -> Engine:
        """The engine on the world of the story."""
        return self.setting.engine

    @property
    def limits(self) -> Limits:
        """The limits of imagination that hold in the story."""
        return self.setting.limits

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What happens, in the order lived."""
        return self.history.happenings

    @property
    def sound(self) -> int:
        """How many events from the beginning are possible: the place of the first that is not, or all."""
        return next((place for place, each in enumerate(self.happenings) if not each.possible), len(self.happenings))

    def state(self, place: int) -> int:
        """The state after the first `place` events (0: the start)."""
        return self.history.start if place == 0 else self.happenings[place - 1].after

    def until(self, place: int) -> History:
        """The history of the first `place` events."""
        return replace(self.history, happenings=self.happenings[:place])

    def call(self, place: int) -> EventCall:
        """The event numbered so, from 0."""
        event = self.setting.program.events[self.happenings[place].event]
        return EventCall(event.name, event.arguments)


def read_story(
    source: Source, open_file: Callable[[str, str], Source | None], dialect: Dialect | None = None
) -> ReadStory:
    """The manuscript of a text with its world. A world alone is refused: it has no story yet."""
    if is_world(source, dialect):
        world, problems, met = read_world(source, open_file, dialect)
        sources = {each.name: each for each in (*met, source)}
        wanted = asking.story_wanted(source.name, None if world is None else world.title)
        return ReadStory(None, None, (*problems, wanted), sources)
    manuscript, world, problems, met = read_manuscript(source, open_file)
    sources = {each.name: each for each in (*met, source)}
    if manuscript is None or world is None or any(problem.severity is Severity.ERROR for problem in problems):
        return ReadStory(None, None, tuple(problems), sources)
    return ReadStory(manuscript, world, tuple(problems), sources)


def replay_story(manuscript: Manuscript, world: World, wanted: Wanted) -> Story | tuple[Diagnostic, ...]:
    """The story replayed to its end or to where its world cannot go on; diagnostics alone if the world cannot run.

    Raises `GaveUp` where `wanted.cancel` is set meanwhile.
    """
    engines = heeding(wanted.make_engine, wanted.cancel)
    minds = max(deepest_of(manuscript), wanted.minds)
    plan = Plan(limits_of(manuscript, wanted.overrides), engines, wanted.effort, minds)
    calls = (*calls_of(manuscript), *wanted.calls)
    setting = set_up(world, plan, calls, (*starts_of(manuscript), *wanted.starts))
    if not isinstance(setting, Setting):
        return setting
    return relive(setting, manuscript, begin(setting.engine))


def relive(setting: Setting, manuscript: Manuscript, history: History) -> Story:
    """The events of the manuscript as they happen from the beginning of a history on."""
    for number, annotation in manuscript.lived():
        event = setting.number(annotation.event) if isinstance(annotation, EventAnnotation) else None
        if event is None:
            continue
        try:
            history = history.then(happen(setting.engine, history.now, event, number, annotation.span))
        except EngineError as error:
            problem = at_annotation(setting, error, annotation.span, "when this happens")
            return Story(manuscript, setting, history, problem)
    return Story(manuscript, setting, history)
