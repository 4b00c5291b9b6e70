# SPDX-License-Identifier: Apache-2.0
"""`fabula whatif STORY`: the story under a change, beside the story as it is told."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.asking_what_if import TEXTS, AskedWhatIf, answer_what_if
from fabula.cli.opening import bad_usage
from fabula.cli.options import Cluster, Imagine, Memory, Minds, Output, Seconds, UseEngine, Workers
from fabula.cli.report import Format
from fabula.cli.running import DEFAULT_ENGINE
from fabula.usecases.manuscript_needs import Overrides

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
  fabula whatif gates.md --every-event
  fabula whatif gates.md --every-fact --workers 4 --output facts

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
    every_fact: Annotated[bool, typer.Option("--every-fact", help="Try every fact of the start otherwise.")] = False,
    every_event: Annotated[bool, typer.Option("--every-event", help="Try the story without each event.")] = False,
    workers: Workers = None,
    cluster: Cluster = None,
    output: Output = None,
    imagine: Imagine = None,
    minds: Minds = None,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
) -> None:
    """Answer, show, and exit with the code of the answer."""
    if every_fact or every_event:
        if any((change, without, instead, wants, law, variant, at, length)):
            bad_usage("a sweep makes its own changes: `--every-fact` and `--every-event` go with no other")
        from fabula.cli.sweeping import Means, sweep_story

        overrides = Overrides(imagine=imagine, minds=minds)
        sweep_story(story, every_fact, every_event, overrides, engine, Means(workers, cluster, output, seconds, form))
    if workers is not None or cluster is not None or output is not None:
        bad_usage("`--workers`, `--cluster` and `--output` are for `--every-fact` and `--every-event`")
    texts = dict(
        zip(TEXTS, (change or (), without or (), instead or (), wants or (), law or (), variant or ()), strict=True)
    )
    asked = AskedWhatIf(story, texts, at, length, imagine, minds, engine, seconds, memory, form)
    raise typer.Exit(answer_what_if(asked))
