# SPDX-License-Identifier: Apache-2.0
"""`fabula tell WORLD`: the shortest stories to its endings, with everybody's reasons."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import field, replace
from typing import Annotated, NoReturn

import typer

from fabula.cli.opening import bad_usage, no_such_ending, opened_engine
from fabula.cli.options import DEFAULT_ENGINE, Imagine, InDialect, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.output import line_width, say, show
from fabula.cli.progress import ProgressLine
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, IMPOSSIBLE, Format, show_problems
from fabula.cli.watch import watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.port import Cancel, Engine
from fabula.model.answers import Outcome, TellAnswer
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import show_value
from fabula.records import dataclass
from fabula.render.stories import answer_json, render_answer
from fabula.usecases.sentences import Sentences
from fabula.usecases.tell import (
    Asked,
    asked_by_default,
    asked_ending,
    asked_endings,
    asked_utility,
    has_author,
    summed_up,
    tell as tell_stories,
)

HELP = """\
Tell the shortest stories of WORLD in which nobody acts out of character.

Without --ending and --goal: the shortest story to each declared ending; in a world without endings, a story after which
the author's utility is at least 1 higher than at the start.
"""

EXAMPLES = """\
\b
Examples:
  fabula tell gates.world                       a story to each ending
  fabula tell gates.world --ending shut         to this ending
  fabula tell gates.world --ending shut --count 3 --length 15
  fabula tell gates.world --goal 4              to a wish of the author's
  fabula tell gates.world --time 60 --memory 2000 --format json

\b
Exit codes:
  0  told           1  proved impossible within the limits
  2  bad input      3  gave up: the limit that was reached is named
With several endings: 3 if one was given up, else 1 if one is impossible.
Ctrl-C ends the search with what was found so far.
"""

EXIT_CODES = {Outcome.TOLD: CLEAN, Outcome.IMPOSSIBLE: IMPOSSIBLE, Outcome.GAVE_UP: GAVE_UP}
DEFAULTS = Limits()


@dataclass(slots=True)
class Telling:
    """One run of the command: what is asked, the answers so far, and the limit that ends it before its time."""

    engine: Engine
    asked: Sequence[Asked]
    limits: Limits
    form: Format
    began: float
    stopped: str | None = None
    answers: dict[str, TellAnswer] = field(default_factory=dict)


def tell(  # noqa: PLR0913, PLR0917 -- the options of the command
    world: Annotated[str, typer.Argument(metavar="WORLD", show_default=False, help="A world file.")],
    ending: Annotated[
        list[str] | None,
        typer.Option("--ending", metavar="NAME", show_default=False, help="An ending to reach; may be given again."),
    ] = None,
    goal: Annotated[
        float | None,
        typer.Option("--goal", metavar="N", show_default=False, help="The author's utility to reach instead."),
    ] = None,
    every_ending: Annotated[bool, typer.Option("--every-ending", help="Reach each declared ending.")] = False,
    length: Annotated[int, typer.Option("--length", min=0, metavar="N", help="Events in a story.")] = DEFAULTS.length,
    count: Annotated[int, typer.Option("--count", min=1, metavar="N", help="Stories wanted.")] = DEFAULTS.count,
    imagine: Imagine = DEFAULTS.imagine,
    minds: Minds = DEFAULTS.minds,
    seconds: Seconds = None,
    memory: Memory = None,
    engine: UseEngine = DEFAULT_ENGINE,
    dialect: InDialect = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
) -> None:
    """Tell, show, and exit with the outcome's code."""
    began = time.monotonic()
    limits = Limits(
        length=length,
        imagine=DEFAULTS.imagine if imagine is None else imagine,
        minds=DEFAULTS.minds if minds is None else minds,
        count=count,
    )
    bound = memory_bound(memory)
    opened, sources = opened_engine(world, limits, engine, form, dialect, bound)
    asked = _asked(opened, ending or [], goal, every_ending)
    if isinstance(asked, Diagnostic):
        show_problems((asked,), sources, form)
        raise typer.Exit(BAD_INPUT)
    telling = Telling(opened, asked, limits, form, began)
    _tell_all(telling, sources, seconds, bound)
    _finish(telling)


def _asked(
    engine: Engine, endings: list[str], goal: float | None, every_ending: bool
) -> tuple[Asked, ...] | Diagnostic:
    """What is asked for; ends the command where that makes no sense in this world."""
    program = engine.program
    if (endings or every_ending) and goal is not None:
        bad_usage("an ending or a goal, not both: leave out `--goal`, `--ending` or `--every-ending`")
    if goal is not None:
        if not has_author(program):
            bad_usage("the author of this world wants nothing, so no story can reach `--goal`: add `wants author: …`")
        return (asked_utility(goal),)
    if every_ending and not program.endings:
        bad_usage("this world declares no ending: add `ending NAME: …`")
    if every_ending:
        return asked_endings(program)
    answer = _asked_by_name(program, endings) or asked_by_default(engine)
    if not answer:
        bad_usage("this world declares no ending and no `wants author`: there is nothing to tell towards")
    return answer


def _asked_by_name(program: Program, endings: list[str]) -> tuple[Asked, ...]:
    """The endings of these names, each once; ends the command where one is not there."""
    return tuple(asked_ending(program, name) or no_such_ending(program, name) for name in dict.fromkeys(endings))


def _tell_all(telling: Telling, sources: dict[str, Source], seconds: float | None, memory: float | None) -> None:
    """Search for one goal after the other; show each answer as it comes. What time is left is shared among the rest."""
    line = ProgressLine()
    sentences = Sentences(telling.engine)
    for number, asked in enumerate(telling.asked):
        title = _title(asked)
        line.about(title)
        started = time.monotonic()
        left = None if seconds is None else max(seconds - (started - telling.began), 0.0)
        share = None if left is None else left / (len(telling.asked) - number)
        cancel = Cancel(telling.stopped)
        with watching(cancel, share, memory, lambda limit: _end_stuck(telling, limit)):
            answer = tell_stories(telling.engine, asked.goal, telling.limits, cancel, line, sentences)
        telling.stopped = cancel.limit if cancel.limit in {"interrupted", "memory"} else None
        line.wipe()
        if isinstance(answer, Diagnostic):
            show_problems((answer,), sources, telling.form)
            raise typer.Exit(BAD_INPUT)
        statistics = {"search_seconds": round(time.monotonic() - started, 3), **answer.statistics}
        telling.answers[title] = replace(answer, statistics=statistics)
        if telling.form is Format.TEXT:
            before = "\n" if len(telling.answers) > 1 else ""
            show(before + render_answer(telling.answers[title], title, telling.limits, line_width()))


def _finish(telling: Telling) -> NoReturn:
    """Write what is left to write, and end with the code of the worst outcome."""
    answer = _whole(telling)
    if telling.form is Format.JSON:
        show(_json(telling, answer))
    raise typer.Exit(EXIT_CODES[answer.outcome])


def _end_stuck(telling: Telling, limit: str) -> NoReturn:
    """End the process although the engine does not stop: called in the watching thread."""
    for asked in telling.asked:
        telling.answers.setdefault(_title(asked), TellAnswer(Outcome.GAVE_UP, (), limit))
    if telling.form is Format.JSON:
        show(_json(telling, _whole(telling)))
    say(f"gave up: {limit}; the engine did not stop when it was asked to")
    os._exit(GAVE_UP)


def _whole(telling: Telling) -> TellAnswer:
    """All answers as one, with the seconds since the command began."""
    answer = summed_up(telling.answers.values())
    seconds = {"seconds": round(time.monotonic() - telling.began, 3)}
    return replace(answer, statistics=seconds | answer.statistics)


def _json(telling: Telling, answer: TellAnswer) -> str:
    parts = telling.answers if len(telling.asked) > 1 else None
    names = {_title(asked): asked.ending or "" for asked in telling.asked}
    return answer_json(answer, None if parts is None else {names[title]: part for title, part in parts.items()})


def _title(asked: Asked) -> str:
    """What is asked for, in words."""
    if asked.ending is not None:
        return f"Ending {asked.ending}"
    return f"The author's utility at least {show_value(asked.goal.raises or 0.0)}"
