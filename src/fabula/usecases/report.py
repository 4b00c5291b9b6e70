# SPDX-License-Identifier: Apache-2.0
"""Report: a manuscript with all that can be found out about it; or a world, by the shortest story to each ending.

The story is replayed once, deep enough to look into minds within minds, and checked on the same engine. A story that
breaks is reported up to the break; one that cannot be read is reported as prose, with what is wrong beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.port import Cancel, Progress
from fabula.language import Dialect, is_world, read_manuscript, read_world
from fabula.language.manuscript_prose import MARK, prose_of
from fabula.model.answers import Outcome, TellAnswer
from fabula.model.beliefs import Ledger
from fabula.model.checked import CheckAnswer
from fabula.model.limits import Limits
from fabula.model.manuscript import Manuscript
from fabula.model.report import Aside, EventTold, Report, ReportedStory, Untold
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.beliefs import ledger
from fabula.usecases.check import check_in
from fabula.usecases.chronicle import chronicle, manuscript_of
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.open_world import start_engine
from fabula.usecases.report_asides import asides_of, at_no_story
from fabula.usecases.report_what_ifs import named_what_ifs
from fabula.usecases.story import Story, Wanted, replay_story
from fabula.usecases.tell import asked_by_default, tell
from fabula.usecases.whatif_course import Asking

DEEP = 2
"""Whom the reader of a report can look into: what they believe, and what they believe that others believe."""

OpenFile = Callable[[str, str], Source | None]


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a report is made: on which engine, within which limits; `length` is how many events lead to an ending.

    `about` is told what is being worked on, `progress` how far a search is.
    """

    make_engine: MakeEngine = default_engine
    overrides: Overrides = NO_OVERRIDES
    length: int | None = None
    deep: int = DEEP
    cancel: Cancel = field(default_factory=Cancel)
    about: Callable[[str], None] | None = None
    progress: Callable[[Progress], None] | None = None

    def say(self, what: str) -> None:
        """Tell what is being worked on, where somebody wants to know."""
        if self.about is not None:
            self.about(what)


def report_of(source: Source, open_file: OpenFile, how: Reporting, dialect: Dialect | None = None) -> Report:
    """The report of a text: of a world if it is one, else of a manuscript. Raises `GaveUp` at a limit."""
    if is_world(source, dialect):
        world, problems, met = read_world(source, open_file, dialect)
        sources = _by_name((*met, source))
        if world is None or any(each.severity == "error" for each in problems):
            return _empty(source.name, sources, problems)
        return report_of_world(world, how, sources, tuple(problems))
    manuscript, world, problems, met = read_manuscript(source, open_file)
    sources = _by_name((*met, source))
    if manuscript is None or world is None or any(each.severity == "error" for each in problems):
        return _unread(source, world, sources, tuple(problems))
    return report_of_story(source, manuscript, world, open_file, how, sources, tuple(problems))


def _by_name(met: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple({each.name: each for each in met}.values())


def _empty(name: str, sources: tuple[Source, ...], problems: tuple[Diagnostic, ...]) -> Report:
    """The report of a world that cannot be used."""
    return Report(name, name, name, None, True, (), (), problems, sources, MARK)


# ------------------------------------------------------------------------------------------------------- manuscripts


def _unread(
    source: Source, world: World | None, sources: tuple[Source, ...], problems: tuple[Diagnostic, ...]
) -> Report:
    """The report of a manuscript that cannot be used: its prose, and what is wrong where."""
    prose = prose_of(source)
    asides = asides_of(source, prose, None, None, None, problems, ())
    title = _heading(prose.text) or source.name
    story = ReportedStory(title, None, prose.text, asides, None, None, None, None)
    return Report(
        title=title,
        name=source.name,
        world_title="" if world is None else world.title,
        world=world,
        of_world=False,
        stories=(story,),
        untold=(),
        problems=at_no_story(problems, source, prose),
        sources=sources,
        mark=MARK,
    )


def report_of_story(
    source: Source,
    manuscript: Manuscript,
    world: World,
    open_file: OpenFile,
    how: Reporting,
    sources: tuple[Source, ...],
    problems: tuple[Diagnostic, ...] = (),
) -> Report:
    """The report of a manuscript that was read, together with its world. Raises `GaveUp` at a limit."""
    prose = prose_of(source)
    told = _told(manuscript, world, how)
    checked: CheckAnswer | None = None
    if isinstance(told, Story):
        how.say("Checking")
        checked = check_in(told.setting, manuscript)
        problems = (*problems, *checked.diagnostics)
        asking = Asking(how.make_engine, how.overrides, outlooks=False, cancel=how.cancel)
        what_ifs = named_what_ifs(manuscript, world, prose, checked, open_file, asking, how.say)
    else:
        problems, what_ifs = (*problems, *told), ()
    chronicled = chronicle(told, reasons=False) if isinstance(told, Story) else None
    asides = asides_of(source, prose, manuscript, chronicled, checked, problems, what_ifs)
    found = _ledger(told, how.deep) if isinstance(told, Story) else None
    title = manuscript.title or _heading(prose.text) or source.name
    story = ReportedStory(title, None, prose.text, asides, manuscript, chronicled, found, checked, what_ifs)
    outside = at_no_story(problems, source, prose)
    return Report(title, source.name, world.title, world, False, (story,), (), outside, sources, MARK)


def _heading(prose: str) -> str | None:
    """The first heading of a manuscript that does not say its title, where it begins with one."""
    line = prose.replace("\ufeff", "").lstrip().partition("\n")[0].strip()
    text = line.lstrip("#").strip() if line.startswith("# ") else ""
    return text if text and MARK not in text and not set(text) & set("*_`[]<>\\&") else None


def _told(manuscript: Manuscript, world: World, how: Reporting) -> Story | tuple[Diagnostic, ...]:
    """The story, replayed."""
    wanted = Wanted(how.make_engine, how.overrides, minds=how.deep, cancel=how.cancel)
    return replay_story(manuscript, world, wanted)


def _ledger(told: Story, deep: int) -> Ledger | None:
    """All beliefs; None where the world breaks down over them, which the check says."""
    try:
        return ledger(told, deep, everything=True)
    except EngineError:
        return None


# ------------------------------------------------------------------------------------------------------------ worlds


def report_of_world(
    world: World, how: Reporting, sources: tuple[Source, ...] = (), problems: tuple[Diagnostic, ...] = ()
) -> Report:
    """The report of a world: the shortest story to each ending. Raises `GaveUp` at a limit."""
    stories: list[ReportedStory] = []
    untold: list[Untold] = []
    usual = Limits()
    limits = Limits(
        length=how.length or usual.length,
        imagine=how.overrides.imagine or usual.imagine,
        minds=how.overrides.minds or usual.minds,
    )
    engine, wrong = start_engine(world, limits.minds, how.make_engine)
    if engine is None:
        return _empty(world.name, sources, (*problems, *wrong))
    asked = asked_by_default(engine)
    found = [*problems, *wrong, *((asked,) if isinstance(asked, Diagnostic) else ())]
    texts = {ending.name: ending.text for ending in world.endings}
    for each in () if isinstance(asked, Diagnostic) else asked:
        how.say(f"Ending {each.ending or world.title}")
        answer = tell(engine, each.goal, limits, how.cancel, how.progress)
        text = texts.get(each.ending or "")
        if isinstance(answer, Diagnostic):
            found.append(answer)
        elif answer.outcome is Outcome.TOLD:
            stories.append(_told_story(world, each.ending, answer, how))
        else:
            untold.append(Untold(each.ending or world.title, text, answer.outcome, answer.limit))
    made = tuple(stories), tuple(untold), tuple(found)
    return Report(world.title, world.name, world.title, world, True, *made, sources, MARK)


def _told_story(world: World, ending: str | None, answer: TellAnswer, how: Reporting) -> ReportedStory:
    """A story that was found, as it goes."""
    told = answer.stories[0]
    title = told.ending or ending or world.title
    manuscript = manuscript_of(world, (happened.event for happened in told.events), title)
    story = _told(manuscript, world, how)
    if not isinstance(story, Story):
        return ReportedStory(title, ending, "", (), manuscript, None, None, None)
    chronicled = chronicle(story, reasons=False)
    asides = tuple(
        Aside((EventTold(event.event, event, happened.reasons, (), ()),))
        for event, happened in zip(chronicled.events, told.events, strict=False)
    )
    return ReportedStory(title, ending, "", asides, manuscript, chronicled, _ledger(story, how.deep), None)
