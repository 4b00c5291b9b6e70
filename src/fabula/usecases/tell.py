# SPDX-License-Identifier: Apache-2.0
"""Tell: the shortest stories in character that reach an ending, or raise the author's utility.

The engine finds them as numbers. Here each story is walked through once more, and every event gets its sentence and the
reasons of those who wanted it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine, Goal, Progress
from fabula.language import spelt
from fabula.model.answers import Outcome, Reason, TellAnswer, ToldEvent, ToldStory
from fabula.model.ground import GroundEnding, Program
from fabula.model.limits import Limits
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Asked:
    """A goal and what to call it: the name of an ending, or None for a goal of the author's utility."""

    goal: Goal
    ending: str | None = None


def asked_ending(program: Program, name: str) -> Asked | None:
    """The goal to reach the ending of that name; None where the world has no such ending."""
    return next((_asked(ending) for ending in program.endings if ending.form.name == spelt(name)), None)


def asked_endings(program: Program) -> tuple[Asked, ...]:
    """The goals to reach each declared ending, in the order of the file."""
    return tuple(_asked(ending) for ending in program.endings)


def asked_utility(utility: float) -> Asked:
    """The goal that the author's utility be at least so much."""
    return Asked(Goal(raises=utility))


def has_author(program: Program) -> bool:
    """Whether the author wants anything in this world (`wants author: …`)."""
    return any(part.person is None for part in program.world.wants)


def asked_by_default(engine: Engine) -> tuple[Asked, ...] | Diagnostic:
    """What is told where nothing is asked for: each ending; without endings, what the author likes better.

    Nothing, where the world has neither endings nor an author who wants something.
    """
    program = engine.program
    if program.endings or not has_author(program):
        return asked_endings(program)
    try:
        return (asked_utility(engine.utility(engine.start(), None) + 1),)
    except EngineError as error:
        return engine_problem(program, error)


def tell(
    engine: Engine,
    goal: Goal,
    limits: Limits,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
    sentences: Sentences | None = None,
) -> TellAnswer | Diagnostic:
    """The stories that reach the goal, with reasons and sentences; or the problem of a world that cannot go on."""
    speaker = Sentences(engine) if sentences is None else sentences
    try:
        found = engine.tell(goal, limits, cancel, progress)
        stories = tuple(told(engine, events, limits, speaker) for events in found.stories)
    except EngineError as error:
        return engine_problem(engine.program, error)
    statistics = {"states": float(found.states), **found.statistics}
    return TellAnswer(found.outcome, stories, found.limit, statistics, found.shortest)


def told(
    engine: Engine, events: Iterable[int], limits: Limits, sentences: Sentences, start: int | None = None
) -> ToldStory:
    """A story from the numbers of its events, from the start of the world or from another state."""
    state = engine.start() if start is None else start
    happened: list[ToldEvent] = []
    for event in events:
        happened.append(_told_event(engine, state, event, limits, sentences))
        state = engine.after(state, event)
    reached = [ending for ending in engine.program.endings if engine.holds(state, ending.condition)]
    text = next((sentences.ending(state, ending.form) for ending in reached), None)
    names = tuple(ending.form.name for ending in reached)
    return ToldStory(tuple(happened), engine.utility(state, None), text, names)


def summed_up(answers: Iterable[TellAnswer]) -> TellAnswer:
    """Several answers as one: told if all are; else gave up if any did; else proved impossible."""
    every = tuple(answers)
    outcomes = {answer.outcome for answer in every}
    outcome = next((one for one in (Outcome.GAVE_UP, Outcome.IMPOSSIBLE) if one in outcomes), Outcome.TOLD)
    statistics: dict[str, float] = {}
    for answer in every:
        for name, number in answer.statistics.items():
            statistics[name] = statistics.get(name, 0.0) + number
    stories = tuple(story for answer in every for story in answer.stories)
    limit = next((answer.limit for answer in every if answer.outcome is outcome and answer.limit), None)
    return TellAnswer(outcome, stories, limit, statistics, all(answer.shortest for answer in every))


def _asked(ending: GroundEnding) -> Asked:
    return Asked(Goal(condition=ending.condition), ending.form.name)


def _told_event(engine: Engine, state: int, event: int, limits: Limits, sentences: Sentences) -> ToldEvent:
    """An event of a story that happens in a state."""
    ground = engine.program.events[event]
    reasons: list[Reason] = []
    for person in ground.willing:
        reason = engine.reason(state, event, person, limits)
        if reason is not None:
            reasons.append(sentences.reason(state, event, reason))
    return ToldEvent(sentences.call(event), tuple(reasons), sentences.event(state, event))
