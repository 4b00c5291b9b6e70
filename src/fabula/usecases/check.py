# SPDX-License-Identifier: Apache-2.0
"""Check: a manuscript held against its world, event by event in the order lived; or a world alone.

The story is replayed once. Then every event is judged in the state before it (`check_events.py`) and every
expectation in the state that it stands at (`check_expectations.py`). After an event that cannot happen the story is
read on as if it had, so that what follows is judged as written. What a waiver excuses is counted and left out. Where a
limit is reached (`check_heed.py`), what was judged until then is the answer, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from itertools import islice

from fabula.diagnostics import Diagnostic, Severity, Source, Span
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.port import Cancel
from fabula.language import Dialect, is_world, read_manuscript, read_world
from fabula.model.checked import CheckAnswer, CheckedEvent, CheckedExpectation
from fabula.model.manuscript import (
    Annotation,
    EventAnnotation,
    Expectation,
    Holds,
    Manuscript,
    Waiver,
)
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_events import at_annotation, judge_event
from fabula.usecases.check_expectations import Expectations, Story
from fabula.usecases.check_heed import GaveUp, heeding
from fabula.usecases.check_history import Happening, History, begin, happen
from fabula.usecases.check_reader import speaks_of_reader
from fabula.usecases.check_replay import Replays
from fabula.usecases.check_setting import EFFORT, Plan, Setting, set_up
from fabula.usecases.check_waivers import Finding, waive
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides, calls_of, deepest_of, limits_of, starts_of
from fabula.usecases.problems.running import check_gave_up

READ_ON = "From here on the story is read as if it had happened."


@dataclass(frozen=True, slots=True)
class Checked:
    """A text checked. No answer: it could not be read, or its world cannot run. The diagnostics are all there are."""

    answer: CheckAnswer | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]


def check_text(
    source: Source,
    open_file: Callable[[str, str], Source | None],
    overrides: Overrides = NO_OVERRIDES,
    make_engine: MakeEngine = default_engine,
    cancel: Cancel | None = None,
    dialect: Dialect | None = None,
) -> Checked:
    """The text checked: a world if it is one (by name, text or `dialect`), else a manuscript together with its world.

    Once `cancel` is set, the check gives up, with what it has judged by then.
    """
    manuscript: Manuscript | None = None
    if is_world(source, dialect):
        world, problems, met = read_world(source, open_file, dialect)
        usable = world is not None
    else:
        manuscript, world, problems, met = read_manuscript(source, open_file)
        usable = world is not None and manuscript is not None
    sources = {each.name: each for each in (*met, source)}
    if world is None or not usable or any(problem.severity is Severity.ERROR for problem in problems):
        return Checked(None, tuple(problems), sources)
    answer = check(world, manuscript, overrides, make_engine, cancel=cancel)
    if isinstance(answer, CheckAnswer):
        return Checked(answer, (*problems, *answer.diagnostics), sources)
    return Checked(None, (*problems, *answer), sources)


def check(
    world: World,
    manuscript: Manuscript | None = None,
    overrides: Overrides = NO_OVERRIDES,
    make_engine: MakeEngine = default_engine,
    effort: int = EFFORT,
    cancel: Cancel | None = None,
) -> CheckAnswer | tuple[Diagnostic, ...]:
    """What is found in the manuscript (or, without one, in the world); diagnostics alone if the world cannot run."""
    engines = heeding(make_engine, Cancel() if cancel is None else cancel)
    plan = Plan(limits_of(manuscript, overrides), engines, effort, deepest_of(manuscript))
    calls = () if manuscript is None else calls_of(manuscript)
    try:
        setting = set_up(world, plan, calls, () if manuscript is None else starts_of(manuscript))
    except GaveUp as stopped:
        return (check_gave_up(stopped.limit, _first_place(world, manuscript), plan.limits, reached=False),)
    return check_in(setting, manuscript) if isinstance(setting, Setting) else setting


def check_in(setting: Setting, manuscript: Manuscript | None) -> CheckAnswer:
    """What is found in the manuscript, whose world is set up already for all that it needs."""
    if manuscript is None:
        return _answer(setting, None, _Checking())
    return _Checker(setting, manuscript, Replays(setting, manuscript)).check()


def _first_place(world: World, manuscript: Manuscript | None) -> Span:
    """Where a check begins: at the first annotation lived, or at the head of the world."""
    lived = [] if manuscript is None else manuscript.lived()
    return next((annotation.span for _, annotation in lived), Span(world.name, 0, 0))


@dataclass(slots=True)
class _Checking:
    """What has been found so far; `judged` are the annotations, by number, about which everything has been said."""

    events: list[CheckedEvent] = field(default_factory=list)
    expectations: list[CheckedExpectation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    judged: set[int] = field(default_factory=set)


class _Checker:
    """Checks one manuscript."""

    def __init__(self, setting: Setting, manuscript: Manuscript, replays: Replays) -> None:
        self.setting = setting
        self.manuscript = manuscript
        self.expectations = Expectations(manuscript, replays)
        self.found = _Checking()
        self.happenings: list[Happening] = []
        self.to_come = self._replayed()
        self.waivers: dict[int, list[str]] = {}
        for each in manuscript.annotations:
            if isinstance(each, Waiver):
                self.waivers.setdefault(each.subject, []).append(each.code)

    def check(self) -> CheckAnswer:
        """The whole answer, or what there is of it when the check gives up."""
        place = _first_place(self.setting.world, self.manuscript)
        number = -1
        try:
            history = begin(self.setting.engine)
            for number, annotation in self.manuscript.lived():
                place = annotation.span
                after = self._judge(history, number, annotation)
                if after is None:
                    break
                history = after
                self.found.judged.add(number)
        except GaveUp as stopped:
            problem = check_gave_up(stopped.limit, place, self.setting.limits, reached=number >= 0)
            self.found.findings.append(Finding(number, problem))
        return _answer(self.setting, self.manuscript, self.found)

    def _judge(self, history: History, number: int, annotation: Annotation) -> History | None:
        """Judge one annotation; the history after it, or None where the world itself cannot go on."""
        place = len(history.happenings)
        match annotation:
            case EventAnnotation():
                lived = self._lived(place + 1)
                if place == len(lived):
                    return None
                self._event(history, number, annotation, lived[place])
                return history.then(lived[place])
            case Expectation():
                # Only the reader can be told of what happens later; all else is judged before that is worked out.
                later = self._lived(None)[place:] if _asks_reader(annotation) else []
                told = Story(self.setting, history, tuple(later))
                checked, problems = self.expectations.judge(told, number, annotation)
                self.found.expectations.append(checked)
                self.found.findings += (Finding(number, problem) for problem in problems)
            case Waiver():
                pass
        return history

    def _lived(self, count: int | None) -> list[Happening]:
        """At least the first `count` events of the story as they happen (None: all), or as many as there are."""
        self.happenings.extend(islice(self.to_come, None if count is None else max(count - len(self.happenings), 0)))
        return self.happenings

    def _replayed(self) -> Iterator[Happening]:
        """The story as it happens, up to an event at which the world itself cannot go on."""
        engine = self.setting.engine
        state = engine.start()
        for number, annotation in self.manuscript.lived():
            event = self.setting.number(annotation.event) if isinstance(annotation, EventAnnotation) else None
            if event is None:
                continue
            try:
                happening = happen(engine, state, event, number, annotation.span)
            except EngineError as error:
                problem = at_annotation(self.setting, error, annotation.span, "when this happens")
                stopped = replace(problem, notes=(*problem.notes, "What follows in the story is not checked."))
                self.found.findings.append(Finding(number, stopped))
                return
            yield happening
            state = happening.after

    def _event(self, history: History, number: int, annotation: EventAnnotation, happening: Happening) -> None:
        """Judge one event."""
        judged = judge_event(self.setting, history, happening.event, annotation.span, self._excused(number))
        problems = judged.diagnostics
        first = all(finding.diagnostic.code != "impossible-event" for finding in self.found.findings)
        if not judged.possible and first:
            problems = tuple(replace(problem, notes=(*problem.notes, READ_ON)) for problem in problems)
        self.found.findings += (Finding(number, problem) for problem in problems)
        codes = tuple(problem.code for problem in problems)
        self.found.events.append(
            CheckedEvent(annotation.event, judged.possible, not codes, judged.reasons, codes, annotation.span)
        )

    def _excused(self, number: int) -> frozenset[str]:
        """The codes that the manuscript waives at an annotation."""
        return frozenset(self.waivers.get(number, ()))


def _answer(setting: Setting, manuscript: Manuscript | None, found: _Checking) -> CheckAnswer:
    """Everything found, with what is waived taken out."""
    annotations = () if manuscript is None else manuscript.annotations
    waived = waive(annotations, found.findings, found.judged)
    program = setting.program
    return CheckAnswer(
        world=setting.world.title,
        manuscript=None if manuscript is None else manuscript.title or manuscript.name,
        imagine=setting.limits.imagine,
        minds=setting.limits.minds,
        events=tuple(found.events),
        expectations=tuple(found.expectations),
        waivers=waived.waivers,
        diagnostics=waived.diagnostics,
        size=(
            ("person", len(program.people)),
            ("fact", len(program.fluents)),
            ("event", len(program.events)),
            ("law", len(program.laws) + len(program.moment_laws)),
        ),
    )


def _asks_reader(expectation: Expectation) -> bool:
    """Whether the expectation is about what the reader believes."""
    return isinstance(expectation.claim, Holds) and speaks_of_reader(expectation.claim.condition)
