# SPDX-License-Identifier: Apache-2.0
"""`fabula knows STORY`: who believes what at a moment, where they are wrong, and since when."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula import files
from fabula.cli.options import DEFAULT_ENGINE, Memory, Seconds, UseEngine, memory_bound
from fabula.cli.output import line_width, say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, Format, show_problems
from fabula.cli.running import engine_of
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.port import Cancel
from fabula.model.knows import KnowsAnswer
from fabula.render.knows import knows_data, render_knows
from fabula.render.stories import LIMIT_WORDS
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.knows import KnowsQuestion, knows as answer_knows
from fabula.usecases.story import read_story

HELP = """\
Say who believes what in STORY: of each fact about which somebody is wrong, what everybody believes, since when, and by
which event. The reader is among them, and believes what has been told by then.
"""

EXAMPLES = """\
\b
Examples:
  fabula knows gates.md                                   at the end
  fabula knows gates.md --at "The tower" --about key      about the key
  fabula knows gates.md --who Willow --who reader --about "holder(key)"
  fabula knows gates.md --about evil --deep 2             of each other, too
  fabula knows gates.md --who Faith --all --format json

\b
Exit codes:
  0  answered      2  bad input      3  gave up at a limit
"""


def knows(  # noqa: PLR0913, PLR0917 -- the options of the command
    path: Annotated[str, typer.Argument(metavar="STORY", show_default=False, help="A manuscript.")],
    who: Annotated[
        list[str] | None,
        typer.Option(
            "--who", metavar="PERSON", show_default=False, help="Only of them, or `reader`; may be given again."
        ),
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about", metavar="FACT", show_default=False, help="`at`, `at(Wren)`, or a thing; may be given again."
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="MOMENT", show_default=False, help="A scene, an event, `start` or `end` (as is)."),
    ] = None,
    deep: Annotated[int, typer.Option("--deep", min=1, max=4, metavar="N", help="Minds inside minds to look at.")] = 1,
    everything: Annotated[bool, typer.Option("--all", help="Also what everybody is right about.")] = False,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
) -> None:
    """Answer, show, and exit with the code of the answer."""
    question = KnowsQuestion(tuple(who or ()), tuple(about or ()), at, deep, everything)
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {}, form)
        raise typer.Exit(BAD_INPUT)
    read = read_story(source, files.open_file)
    if read.manuscript is None or read.world is None:
        show_problems(read.diagnostics, read.sources, form)
        raise typer.Exit(BAD_INPUT)
    cancel = Cancel()
    try:
        with watching(cancel, seconds, memory_bound(memory), grace=PATIENCE, raised=GaveUp):
            answer = answer_knows(read.manuscript, read.world, question, engine_of(engine, memory), cancel=cancel)
    except GaveUp as stopped:
        say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}")
        raise typer.Exit(GAVE_UP) from None
    if not isinstance(answer, KnowsAnswer):
        show_problems(answer, read.sources | _sources(question, answer), form)
        raise typer.Exit(BAD_INPUT)
    show(_json(answer) if form is Format.JSON else render_knows(answer, line_width()))
    raise typer.Exit(CLEAN)


def _sources(question: KnowsQuestion, problems: tuple[Diagnostic, ...]) -> dict[str, Source]:
    """The texts of the command line as sources, named after their options: of those given again, the one meant."""
    sources = {} if question.at is None else {"--at": Source("--at", question.at)}
    for name, texts in (("--who", question.who), ("--about", question.about)):
        wrong = [text for text in texts if any(f"`{text.strip()}`" in problem.title for problem in problems)]
        if wrong:
            sources[name] = Source(name, wrong[0])
    return sources


def _json(answer: KnowsAnswer) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(knows_data(answer)), indent=2).decode("utf-8") + "\n"
