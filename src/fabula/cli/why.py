# SPDX-License-Identifier: Apache-2.0
"""`fabula why STORY WHAT`: what made a thing so, why people did it, and (`--not`) what would have to be otherwise."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula import files
from fabula.cli.options import DEFAULT_ENGINE, Imagine, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.output import line_width, say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, FINDINGS, GAVE_UP, Format, show_problems
from fabula.cli.running import engine_of
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.port import Cancel
from fabula.model.why import Verdict, WhyAnswer
from fabula.render.stories import LIMIT_WORDS
from fabula.render.why import DEPTH, render_why
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.story import read_story
from fabula.usecases.why import WhyQuestion, why as answer_why

HELP = """\
Say why a thing is so in STORY, why an event happens, or why somebody believes something: what made it so, back to the
start, and why everybody did what they did.

WHAT is a condition, `ending NAME`, an event of the story (`go(Wren, yard)`, `go(Wren, yard) #2`) or its number. With
--not: why it is not so, could not happen, or would not be done, and the smallest changes that would do.
"""

EXAMPLES = """\
\b
Examples:
  fabula why gates.md "holder(key) = Faith"             what made it so?
  fabula why gates.md "slit(Spike, Faith)"              why, and how could he?
  fabula why gates.md "Willow believes holder(key) = Dawn"
  fabula why gates.md "ending faith_walks" --depth 9
  fabula why gates.md "alive(Dawn)" --not --at "The far field"
  fabula why gates.md "follow(Willow, far_field)" --not --at "gust()"
  fabula why gates.md "offer(Spike, Faith)" --rather-than "wait()"

\b
Exit codes:
  0  answered      1  it is not so (with --not: it is), which is said
  2  bad input     3  gave up at a limit, with what is known until then
"""


def why(  # noqa: PLR0913, PLR0917 -- the options of the command
    path: Annotated[str, typer.Argument(metavar="STORY", show_default=False, help="A manuscript.")],
    what: Annotated[str, typer.Argument(metavar="WHAT", show_default=False, help="A condition or an event.")],
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="MOMENT", show_default=False, help="A scene, an event, `start` or `end` (as is)."),
    ] = None,
    negated: Annotated[bool, typer.Option("--not", help="Why not, and what would do.")] = False,
    rather_than: Annotated[
        str | None,
        typer.Option("--rather-than", metavar="EVENT", show_default=False, help="Why WHAT happens and not this."),
    ] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, metavar="N", help="Levels of the chain to show.")] = DEPTH,
    imagine: Imagine = None,
    minds: Minds = None,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
) -> None:
    """Answer, show, and exit with the code of the answer."""
    if negated and rather_than is not None:
        say_error("`--not` asks of one event, `--rather-than` of two: leave out one of them")
        raise typer.Exit(BAD_INPUT)
    question = WhyQuestion(what, at, negated, rather_than)
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {}, form)
        raise typer.Exit(BAD_INPUT)
    read = read_story(source, files.open_file)
    sources = read.sources | asked_sources(what=what, at=at, rather_than=rather_than)
    if read.manuscript is None or read.world is None:
        show_problems(read.diagnostics, sources, form)
        raise typer.Exit(BAD_INPUT)
    cancel = Cancel()
    try:
        with watching(cancel, seconds, memory_bound(memory), grace=PATIENCE, raised=GaveUp):
            overrides = Overrides(imagine=imagine, minds=minds)
            answer = answer_why(read.manuscript, read.world, question, engine_of(engine, memory), overrides, cancel)
    except GaveUp as stopped:
        say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}; nothing was known yet")
        raise typer.Exit(GAVE_UP) from None
    if not isinstance(answer, WhyAnswer):
        show_problems(answer, sources, form)
        raise typer.Exit(BAD_INPUT)
    show(_json(answer) if form is Format.JSON else render_why(answer, depth, line_width()))
    raise typer.Exit(_code(answer))


def asked_sources(**texts: str | None) -> dict[str, Source]:
    """The texts of the command line as sources, named after their options."""
    names = {name: "WHAT" if name == "what" else f"--{name.replace('_', '-')}" for name in texts}
    return {names[name]: Source(names[name], text) for name, text in texts.items() if text is not None}


def _code(answer: WhyAnswer) -> int:
    """The exit code of an answer."""
    if answer.limit is not None:
        return GAVE_UP
    return CLEAN if answer.verdict is Verdict.ANSWERED else FINDINGS


def _json(answer: WhyAnswer) -> str:
    import msgspec

    from fabula.render.why_data import why_data

    return msgspec.json.format(msgspec.json.encode(why_data(answer)), indent=2).decode("utf-8") + "\n"
