# SPDX-License-Identifier: Apache-2.0
"""Runs a sweep: asks what has not been answered, shows how far it is, keeps each answer at once, shows the table."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from fabula import files
from fabula.cli.executors import executor_maker
from fabula.cli.opening import bad_usage
from fabula.cli.output import line_width, show
from fabula.cli.progress import ProgressLine
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, Format, show_problems
from fabula.cli.running import engine_of
from fabula.cli.watch import watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import EngineName
from fabula.engine.port import Cancel, Engine
from fabula.language import Dialect
from fabula.model.limits import Limits
from fabula.model.sweep import SweepAnswer, Swept
from fabula.records import dataclass
from fabula.render.sweep import render_sweep, sweep_json
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.story import Story, Wanted, read_story, replay_story
from fabula.usecases.sweep import Crew, swept
from fabula.usecases.sweep_changes import SmallChange, event_changes, fact_changes
from fabula.usecases.sweep_work import StoryQuestion, Texts, WorldQuestion, answer_story, answer_world
from fabula.usecases.whatif_changes import Changes

if TYPE_CHECKING:
    from fabula.cli.sweep_folder import SweepFolder

Question = TypeVar("Question", StoryQuestion, WorldQuestion)


@dataclass(frozen=True, slots=True)
class Means:
    """With what a sweep is made: on whose workers, into which folder, in how many seconds, shown in which form."""

    workers: int | None = None
    cluster: str | None = None
    output: str | None = None
    seconds: float | None = None
    form: Format = Format.TEXT


@dataclass(frozen=True, slots=True)
class Sweep(Generic[Question]):
    """What is swept: the title of what is asked about, every question, and who answers one."""

    title: str
    questions: Sequence[Question]
    work: Callable[[Question], Swept]


def sweep_story(
    path: str,
    facts: bool,
    events: bool,
    overrides: Overrides,
    engine: EngineName | None,
    means: Means,
) -> NoReturn:
    """Try every fact of a story's start otherwise, or its events left out one by one, or both."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {}, means.form)
        raise SystemExit(BAD_INPUT)
    found = read_story(source, files.open_file)
    problems = found.diagnostics
    if found.manuscript is not None and found.world is not None:
        story = replay_story(found.manuscript, found.world, Wanted(engine_of(engine), overrides))
        if isinstance(story, Story):
            texts = _texts(found.sources, source)
            changes = [*(event_changes(story) if events else ()), *(fact_changes(story.engine) if facts else ())]
            questions = [StoryQuestion(texts, change, overrides, engine) for change in changes]
            run_sweep(Sweep(found.manuscript.title or source.name, questions, answer_story), means)
        problems = story
    show_problems(problems, found.sources, means.form)
    raise SystemExit(BAD_INPUT)


def sweep_world(
    opened: Engine,
    sources: dict[str, Source],
    path: str,
    limits: Limits,
    engine: EngineName | None,
    dialect: Dialect | None,
    means: Means,
) -> NoReturn:
    """Survey the endings of a world from every start in which one fact is otherwise, and from its own."""
    texts = _texts(sources, sources[files.normal(path)])
    as_it_is = SmallChange("fact", "", "as it is", Changes())
    changes = [as_it_is, *fact_changes(opened)]
    questions = [WorldQuestion(texts, change, limits, engine, dialect) for change in changes]
    run_sweep(Sweep(opened.program.world.title, questions, answer_world), means)


def _texts(sources: dict[str, Source], first: Source) -> Texts:
    """The text asked about, and all others that were met."""
    return Texts((first, *(source for name, source in sources.items() if name != first.name)))


def run_sweep(sweep: Sweep[Question], means: Means) -> NoReturn:
    """Ask, show, and end the command: 0 where all is answered, 3 where a limit came first."""
    make_executor = executor_maker(means.workers, means.cluster)
    folder = None if means.output is None else _opened(means.output, sweep.questions)
    finished = {} if folder is None else dict(folder.finished)
    asked = [question for question in sweep.questions if question.change.key not in finished]
    answered = {key: found for question in sweep.questions if (found := finished.get(key := question.change.key))}
    taken_over = len(answered)
    line, cancel = ProgressLine(), Cancel()
    began = time.monotonic()
    with watching(cancel, means.seconds):
        for question, found in swept(asked, Crew(sweep.work, make_executor), cancel):
            answered[question.change.key] = found
            if folder is not None:
                folder.add(found)
            rate = (time.monotonic() - began) / (len(answered) - taken_over)
            left = rate * (len(sweep.questions) - len(answered))
            line.about(f"{len(answered):,} of {len(sweep.questions):,} changes tried, about {left:.0f} s to go")
    line.wipe()
    if folder is not None:
        folder.flush()
    every = tuple(answered[key] for question in sweep.questions if (key := question.change.key) in answered)
    limit = cancel.limit if len(every) < len(sweep.questions) else None
    answer = SweepAnswer(sweep.title, len(sweep.questions), every, taken_over, limit)
    show(sweep_json(answer) if means.form is Format.JSON else render_sweep(answer, line_width()))
    raise SystemExit(CLEAN if limit is None else GAVE_UP)


def _opened(path: str, questions: Sequence[StoryQuestion] | Sequence[WorldQuestion]) -> SweepFolder:
    """The folder for the answers; ends the command where it cannot be used, or PyArrow is not there."""
    try:
        from fabula.cli.sweep_folder import SweepFolder
    except ImportError:
        bad_usage("a dataset needs PyArrow: `pip install 'fabula[sweep]'`")
    return SweepFolder(path, [_asked(question) for question in questions])


def _asked(question: StoryQuestion | WorldQuestion) -> str:
    """All that decides the answer, as one text."""
    return f"{question.change.key}\n{question!r}"
