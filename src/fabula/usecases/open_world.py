# SPDX-License-Identifier: Apache-2.0
"""A world opened for questions: read, ground, an engine on it, and the start tried out.

The one place where a text becomes an engine. What is wrong shows at different moments (a name when reading, too many
instances when grounding, laws that never rest at the start); here all of it comes back as diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.ground import ground
from fabula.engine.port import Engine
from fabula.language import Dialect, read_world
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.problems import engine_problem

OpenFile = Callable[[str, str], Source | None]
"""From the name of a text and the path that it names: the text there, None where there is none."""


@dataclass(frozen=True, slots=True)
class OpenedWorld:
    """A world and an engine on it; both None where the text cannot be used. Diagnostics may be warnings alone."""

    world: World | None
    engine: Engine | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]


def open_world(
    source: Source,
    open_file: OpenFile,
    minds: int = 2,
    make_engine: MakeEngine = default_engine,
    dialect: Dialect | None = None,
) -> OpenedWorld:
    """The world of a text, ready for questions that read minds `minds` deep."""
    world, problems, met = read_world(source, open_file, dialect)
    sources = {one.name: one for one in met} | {source.name: source}
    if world is None or _unusable(problems):
        return OpenedWorld(None, None, tuple(problems), sources)
    engine, more = start_engine(world, minds, make_engine)
    return OpenedWorld(world, engine, (*problems, *more), sources)


def start_engine(
    world: World, minds: int = 2, make_engine: MakeEngine = default_engine
) -> tuple[Engine | None, tuple[Diagnostic, ...]]:
    """An engine whose start has been tried; None, and what is wrong, where the world cannot run."""
    program = ground(world)
    if isinstance(program, tuple):
        return None, program
    try:
        engine = make_engine(program, None, minds)
        engine.start()
    except EngineError as error:
        return None, (engine_problem(program, error),)
    return engine, ()


def _unusable(problems: tuple[Diagnostic, ...]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
