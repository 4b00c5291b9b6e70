# SPDX-License-Identifier: Apache-2.0
"""One run of `fabula sift`: each file in its turn, then what was found."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import typer

from fabula import files
from fabula.cli.opening import bad_usage, opened_engine
from fabula.cli.output import line_width, say_error, show
from fabula.cli.progress import ProgressLine
from fabula.cli.report import BAD_INPUT, CLEAN, FINDINGS, GAVE_UP, Format, show_problems
from fabula.cli.running import engine_of
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import EngineName
from fabula.engine.port import Cancel, Engine
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.model.sift import SiftedSample, SiftedSpace, SiftedStory
from fabula.render.sift import render_sample, render_space, render_story, render_unfit
from fabula.render.sift_data import VERSION, sample_data, space_data, stories_data
from fabula.render.stories import LIMIT_WORDS
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.endings import Draw
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.open_world import start_engine
from fabula.usecases.sift import Asked, Patterns, SiftQuestion, sift
from fabula.usecases.sift_space import sift_sample, sift_space
from fabula.usecases.story import read_story

_CODES = {Outcome.TOLD: CLEAN, Outcome.IMPOSSIBLE: FINDINGS, Outcome.GAVE_UP: GAVE_UP}


@dataclass(frozen=True, slots=True)
class SiftOptions:
    """The options of the command."""

    at: str | None
    partial: bool
    every: bool
    length: int
    sample: int
    seed: int
    imagine: int | None
    minds: int | None


@dataclass(slots=True)
class Sifting:
    """One run."""

    asked: Asked
    options: SiftOptions
    engine: EngineName | None
    seconds: float | None
    memory: float | None
    form: Format
    began: float = field(default_factory=time.monotonic)
    stories: list[tuple[str, SiftedStory]] = field(default_factory=list)
    worlds: list[SiftedSpace | SiftedSample] = field(default_factory=list)
    unfit: list[tuple[str, str]] = field(default_factory=list)

    def run(self, paths: tuple[str, ...]) -> int:
        """Sift every file, show what was found, and give the exit code."""
        if not paths:
            bad_usage("name a manuscript or a world: `fabula sift STORY`; `fabula sift --list` lists the patterns")
        if self.options.at is not None and any(not path.endswith(".md") for path in paths):
            bad_usage("`--at` names a moment of one story; all stories of a world are sifted to their ends")
        for path in paths:
            source = files.read(path)
            if isinstance(source, Diagnostic):
                self._refuse((source,), {})
            elif path.endswith(".md"):
                self._story(path, source)
            else:
                self._world(path)
        self._show()
        return self._code()

    def _left(self) -> float | None:
        return None if self.seconds is None else max(self.seconds - (time.monotonic() - self.began), 0.0)

    def _refuse(self, problems: tuple[Diagnostic, ...], sources: dict[str, Source]) -> None:
        """End the command, since something is wrong with what was given."""
        patterns = {source.name: source for source in self.asked.sources}
        at = {} if self.options.at is None else {"--at": Source("--at", self.options.at)}
        show_problems(problems, {**sources, **patterns, **at}, self.form)
        raise typer.Exit(BAD_INPUT)

    def _story(self, path: str, source: Source) -> None:
        """Sift one manuscript."""
        read = read_story(source, files.open_file)
        if read.manuscript is None or read.world is None:
            self._refuse(read.diagnostics, read.sources)
            return
        question = SiftQuestion(self.asked, self.options.at)
        overrides = Overrides(self.options.imagine, self.options.minds)
        cancel = Cancel()
        try:
            with watching(cancel, self._left(), self.memory, grace=PATIENCE, raised=GaveUp):
                engines = engine_of(self.engine, self.memory)
                answer = sift(read.manuscript, read.world, question, engines, overrides, cancel)
        except GaveUp as stopped:
            say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}")
            raise typer.Exit(GAVE_UP) from None
        if isinstance(answer, SiftedStory):
            self.stories.append((path, answer))
        else:
            self._refuse(answer, read.sources)

    def _world(self, path: str) -> None:
        """Sift all stories of a world, or some that are drawn."""
        usual = Limits(length=self.options.length)
        minds = self.options.minds or usual.minds
        limits = replace(usual, imagine=self.options.imagine or usual.imagine, minds=minds)
        engine, sources = opened_engine(path, limits, self.engine, self.form, None, self.memory)
        patterns = self.asked.read(engine.program.world)
        if patterns.problems:
            self._refuse(patterns.problems, sources)
        if not self.options.sample:
            self.unfit += patterns.unfit
        if patterns.minds > minds + 1:
            deeper = start_engine(engine.program.world, patterns.minds - 1, engine_of(self.engine, self.memory))[0]
            engine = deeper or engine
        if self.options.sample and not engine.program.endings:
            bad_usage("stories are drawn among those that come to an ending, and this world declares none")
        line = ProgressLine()
        line.about("Sifting")
        cancel = Cancel()
        with watching(cancel, self._left(), self.memory):
            answers = self._answers(engine, patterns, limits, cancel, line)
        line.wipe()
        for answer in answers:
            if isinstance(answer, Diagnostic):
                self._refuse((answer,), sources)
            else:
                self.worlds.append(answer)

    def _answers(
        self, engine: Engine, patterns: Patterns, limits: Limits, cancel: Cancel, line: ProgressLine
    ) -> list[SiftedSpace | SiftedSample | Diagnostic]:
        if self.options.sample:
            chance = random.Random(self.options.seed).randrange  # noqa: S311 -- chance, not secrecy
            return [sift_sample(engine, patterns, limits, Draw(self.options.sample, chance), cancel)]
        return [sift_space(engine, pattern, limits, cancel, line) for pattern in patterns.patterns]

    def _show(self) -> None:
        """Write what was found."""
        if self.form is Format.JSON:
            data: dict[str, Any] = {"version": VERSION, **stories_data(self.stories)}
            data["worlds"] = [space_data(each) for each in self.worlds if isinstance(each, SiftedSpace)]
            data["unfit"] = [{"pattern": title, "why": why} for title, why in self.unfit]
            data["samples"] = [sample_data(each) for each in self.worlds if isinstance(each, SiftedSample)]
            show(msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8") + "\n")
            return
        width = line_width()
        options = self.options
        texts = [render_story(story, width, partial=options.partial, every=options.every) for _, story in self.stories]
        texts += [
            render_space(each, width) if isinstance(each, SiftedSpace) else render_sample(each, width)
            for each in self.worlds
        ]
        if self.unfit:
            texts.append(render_unfit(tuple(dict.fromkeys(self.unfit)), width))
        show("\n".join(texts))

    def _code(self) -> int:
        """Found at all is 0; else giving up goes before being found nowhere."""
        codes = [CLEAN if story.found else FINDINGS for _, story in self.stories]
        for answer in self.worlds:
            if isinstance(answer, SiftedSpace):
                codes.append(_CODES[answer.outcome])
            else:
                codes.append(CLEAN if any(story.found for story in answer.stories) else FINDINGS)
        if CLEAN in codes:
            return CLEAN
        return max(codes, default=FINDINGS)
