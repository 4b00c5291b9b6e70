# SPDX-License-Identifier: Apache-2.0
"""`fabula whatif STORY`: the story under a change, beside the story as it is told."""

from __future__ import annotations

import sys
from typing import Annotated

import msgspec
import typer

from fabula import files
from fabula.cli.options import DEFAULT_ENGINE, Imagine, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.output import WIDEST, is_terminal, line_width, say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, Format, show_problems
from fabula.cli.running import engine_of
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.port import Cancel
from fabula.model.whatif import Turn, WhatIfAnswer
from fabula.render.stories import LIMIT_WORDS
from fabula.render.whatif import render_what_if
from fabula.render.whatif_data import what_if_data
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.whatif import Answered, what_if
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking

HELP = """\
Tell STORY under a change, beside the story as it is: where the two part, what comes out differently, and which endings
can still be reached.

The change holds from the start, or from --at on; several combine. It may be of the state (--change), of the story
(--without, --instead) or of the world (--wants, --law, --variant).
"""

EXAMPLES = """\
\b
Examples:
  fabula whatif gates.md --change "soul(Spike)"
  fabula whatif gates.md --change "blood(Dawn) = 16; not evil(Faith)"
  fabula whatif gates.md --change "at(Willow) = far_field" --at "gust()"
  fabula whatif gates.md --without "push(Faith, Spike)"
  fabula whatif gates.md --without "wait() #2"
  fabula whatif gates.md --instead "gust() => wait()"
  fabula whatif gates.md --wants "Faith: 3 if walks(Spike); 5 if whole(Faith)"
  fabula whatif gates.md --law "without event gust"
  fabula whatif gates.md --law "law l: when: ruin > 5; then: not gates_open"
  fabula whatif gates.md --variant variants/soul.world --format json

\b
Exit codes:
  0  answered      2  bad input
  3  gave up at a limit: the answer says at which, and what is known
"""


def whatif(  # noqa: PLR0913, PLR0917 -- the options of the command
    story: Annotated[str, typer.Argument(metavar="STORY", show_default=False, help="A manuscript.")],
    change: Annotated[
        list[str] | None,
        typer.Option("--change", metavar="EFFECT", show_default=False, help="What is so; may be given again."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="EVENT", show_default=False, help="What does not happen; `EVENT #2`: once."),
    ] = None,
    instead: Annotated[
        list[str] | None,
        typer.Option("--instead", metavar='"EVENT => EVENT"', show_default=False, help="What happens instead of what."),
    ] = None,
    wants: Annotated[
        list[str] | None,
        typer.Option("--wants", metavar='"PERSON: …"', show_default=False, help="What somebody wants."),
    ] = None,
    law: Annotated[
        list[str] | None,
        typer.Option("--law", metavar="TEXT", show_default=False, help="A declaration, or `without law NAME`."),
    ] = None,
    variant: Annotated[
        list[str] | None,
        typer.Option("--variant", metavar="FILE", show_default=False, help="All that a variant says."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="MOMENT", show_default=False, help="From then on: a scene or event, or before it."
        ),
    ] = None,
    length: Annotated[
        int | None,
        typer.Option("--length", min=0, metavar="N", show_default=False, help="Events to an ending (as many as told)."),
    ] = None,
    imagine: Imagine = None,
    minds: Minds = None,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
) -> None:
    """Answer, show, and exit with the code of the answer."""
    source = _read(story, form)
    variants = tuple(_read(path, form) for path in variant or [])
    changes = Changes(
        tuple(change or ()),
        tuple(without or ()),
        tuple(instead or ()),
        tuple(wants or ()),
        tuple(law or ()),
        variants,
        at,
    )
    cancel = Cancel()
    asking = Asking(engine_of(engine, memory), Overrides(imagine=imagine, minds=minds), length, cancel=cancel)
    try:
        with watching(cancel, seconds, memory_bound(memory), grace=PATIENCE, raised=GaveUp):
            answered = what_if(source, files.open_file, changes, asking)
    except GaveUp as stopped:
        say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}")
        raise typer.Exit(GAVE_UP) from None
    raise typer.Exit(_shown(answered, form))


def _read(path: str, form: Format) -> Source:
    """The text of a file; ends the command where there is none."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {}, form)
        raise typer.Exit(BAD_INPUT)
    return source


def _shown(answered: Answered, form: Format) -> int:
    """Show the answer, or what is wrong with the question; the exit code."""
    answer = answered.answer
    if answer is None:
        show_problems(answered.diagnostics, answered.sources, form)
        return BAD_INPUT
    if form is Format.JSON:
        show(msgspec.json.format(msgspec.json.encode(what_if_data(answer)), indent=2).decode("utf-8") + "\n")
    else:
        show(render_what_if(answer, WIDEST if not is_terminal(sys.stdout) else line_width()))
    return GAVE_UP if _gave_up(answer) else CLEAN


def _gave_up(answer: WhatIfAnswer) -> bool:
    """Whether some of the answer is not known."""
    return answer.limit is not None or any(each.turn is Turn.NOT_KNOWN for each in answer.outlooks)
