# SPDX-License-Identifier: Apache-2.0
"""What a question is about, opened: a story with its world, or a world with an engine on it."""

from __future__ import annotations

from dataclasses import replace

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.engine.port import Engine
from fabula.language import is_world, read_manuscript, read_world
from fabula.model.limits import Limits
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass
from fabula.studio.asking import Asked, Problems
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.open_world import start_engine
from fabula.usecases.story import read_story

Sources = dict[str, Source]


@dataclass(frozen=True, slots=True)
class OpenedStory:
    """A manuscript and its world."""

    manuscript: Manuscript
    world: World
    sources: Sources


def overrides_of(asked: Asked) -> Overrides:
    """The limits of imagination that the question sets itself."""
    return Overrides(asked.options.imagine, asked.options.minds)


def limits_of(asked: Asked) -> Limits:
    """The limits of a question about all stories of a world."""
    options, usual = asked.options, Limits()
    length = getattr(options, "length", None)
    return replace(
        usual,
        length=usual.length if length is None else length,
        imagine=options.imagine or usual.imagine,
        minds=options.minds or usual.minds,
        count=getattr(options, "count", None) or usual.count,
    )


def story_of(asked: Asked) -> OpenedStory:
    """The story of a manuscript; raises `Problems`."""
    read = read_story(asked.source, asked.texts.open_file)
    if read.manuscript is None or read.world is None:
        raise Problems(read.diagnostics, read.sources)
    return OpenedStory(read.manuscript, read.world, dict(read.sources))


def world_of(asked: Asked) -> tuple[World, tuple[Diagnostic, ...], Sources]:
    """The world of a world file, or of a manuscript, with what there is to say about it; raises `Problems`."""
    source = asked.source
    if is_world(source):
        world, problems, met = read_world(source, asked.texts.open_file)
    else:
        _, world, problems, met = read_manuscript(source, asked.texts.open_file)
    sources = {each.name: each for each in (*met, source)}
    if world is None or any(each.severity is Severity.ERROR for each in problems):
        raise Problems(tuple(problems), sources)
    return world, tuple(problems), sources


def engine_of(asked: Asked, minds: int | None = None) -> tuple[Engine, tuple[Diagnostic, ...], Sources]:
    """An engine on the world; raises `Problems` where it cannot run."""
    world, said, sources = world_of(asked)
    depth = max(limits_of(asked).minds, minds or 0)
    engine, problems = start_engine(world, depth, asked.make_engine)
    if engine is None:
        raise Problems((*said, *problems), sources)
    return engine, said, sources


def asked_sources(**texts: str | list[str] | None) -> Sources:
    """The texts of a question as sources, named after their options as on the command line."""
    sources: Sources = {}
    for name, text in texts.items():
        option = "WHAT" if name == "what" else f"--{name.replace('_', '-')}"
        for one in [text] if isinstance(text, str) else text or []:
            sources.setdefault(option, Source(option, one))
    return sources
