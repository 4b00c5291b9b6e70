# SPDX-License-Identifier: Apache-2.0
"""What `fabula whatif` does, once it is known what is asked. Nothing here needs Typer to parse options."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from fabula import files
from fabula.cli.output import WIDEST, is_terminal, line_width, say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, Format, show_problems
from fabula.cli.running import DEFAULT_ENGINE, engine_of, memory_bound
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import EngineName
from fabula.engine.port import Cancel
from fabula.model.whatif import Turn, WhatIfAnswer
from fabula.records import dataclass
from fabula.render.stories import LIMIT_WORDS
from fabula.render.whatif import render_what_if
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.whatif import Answered, what_if
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking

TEXTS = ("--change", "--without", "--instead", "--wants", "--law", "--variant")
"""The options that may be given again; what stands after the last is a path."""


@dataclass(frozen=True, slots=True)
class AskedWhatIf:
    """What the command is given: the path of the story, and what stands after each option of `TEXTS`."""

    story: str
    texts: Mapping[str, Sequence[str]]
    at: str | None = None
    length: int | None = None
    imagine: int | None = None
    minds: int | None = None
    engine: EngineName | None = DEFAULT_ENGINE
    seconds: float | None = None
    memory: float | None = None
    form: Format = Format.TEXT


def asked_plainly(arguments: Sequence[str]) -> AskedWhatIf | None:
    """What `whatif` is asked with these arguments; None where there is more to parse than a story and texts."""
    stories: list[str] = []
    texts: dict[str, list[str]] = {option: [] for option in (*TEXTS, "--at")}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            stories.append(argument)
            continue
        value = next(rest, None)
        if argument not in texts or value is None:
            return None
        texts[argument].append(value)
    if len(stories) != 1:
        return None
    moments = texts.pop("--at")
    return AskedWhatIf(stories[0], texts, moments[-1] if moments else None)


def answer_what_if(asked: AskedWhatIf) -> int:
    """The exit code; the answer has been shown."""
    source = _read(asked.story, asked.form)
    effects, without, instead, wants, laws, paths = (tuple(asked.texts[option]) for option in TEXTS)
    variants = tuple(_read(path, asked.form) for path in paths)
    changes = Changes(effects, without, instead, wants, laws, variants, asked.at)
    cancel = Cancel()
    overrides = Overrides(imagine=asked.imagine, minds=asked.minds)
    asking = Asking(engine_of(asked.engine, asked.memory), overrides, asked.length, cancel=cancel)
    try:
        with watching(cancel, asked.seconds, memory_bound(asked.memory), grace=PATIENCE, raised=GaveUp):
            answered = what_if(source, files.open_file, changes, asking)
    except GaveUp as stopped:
        say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}")
        return GAVE_UP
    return _shown(answered, asked.form)


def _read(path: str, form: Format) -> Source:
    """The text of a file; ends the command where there is none."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        show_problems((source,), {}, form)
        raise SystemExit(BAD_INPUT)
    return source


def _shown(answered: Answered, form: Format) -> int:
    """Show the answer, or what is wrong with the question; the exit code."""
    answer = answered.answer
    if answer is None:
        show_problems(answered.diagnostics, answered.sources, form)
        return BAD_INPUT
    if form is Format.JSON:
        show(_json(answer))
    else:
        show(render_what_if(answer, line_width() if is_terminal(sys.stdout) else WIDEST))
    return GAVE_UP if _gave_up(answer) else CLEAN


def _json(answer: WhatIfAnswer) -> str:
    import msgspec

    from fabula.render.whatif_data import what_if_data

    return msgspec.json.format(msgspec.json.encode(what_if_data(answer)), indent=2).decode("utf-8") + "\n"


def _gave_up(answer: WhatIfAnswer) -> bool:
    """Whether some of the answer is not known."""
    return answer.limit is not None or any(each.turn is Turn.NOT_KNOWN for each in answer.outlooks)
