# SPDX-License-Identifier: Apache-2.0
"""From a path to a world, or to what there is to say about it."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath

from fabula import files
from fabula.api.errors import InvalidWorld
from fabula.api.session import DEFAULTS, maker_of
from fabula.api.world import World
from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.engine.choose import EngineName
from fabula.language import Dialect
from fabula.usecases.check import Checked, check_text
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.open_world import open_world


def load(
    path: str | PathLike[str], dialect: Dialect | str | None = None, engine: EngineName | str | None = None
) -> World:
    """The world of a file; raises `InvalidWorld` where it cannot be used.

    `dialect` says what it is written in where its text does not tell: "world", or "sabre" (a problem of that planner).
    `engine` says who answers: "native", "reference" (in plain Python), or None: the native one where it is built.
    """
    world, diagnostics, sources = _read(path, dialect, engine)
    if world is None:
        raise InvalidWorld(diagnostics, sources)
    return world


def read(
    path: str | PathLike[str], dialect: Dialect | str | None = None, engine: EngineName | str | None = None
) -> tuple[World | None, list[Diagnostic]]:
    """The world of a file, None where it cannot be used, and what there is to say about it.

    >>> world, diagnostics = read("no-such.world")
    >>> world is None, diagnostics[0].code
    (True, 'cannot-read')
    """
    world, diagnostics, _ = _read(path, dialect, engine)
    return world, list(diagnostics)


def check(
    path: str | PathLike[str],
    imagine: int | None = None,
    minds: int | None = None,
    engine: EngineName | str | None = None,
) -> Checked:
    """What there is to say about a manuscript or a world; `.answer` is None where it cannot be used.

    >>> checked = check("stolen-fire.world")
    >>> checked.answer.clean
    True
    """
    source = files.read(fspath(path))
    if isinstance(source, Diagnostic):
        return Checked(None, (source,), {})
    return check_text(source, files.open_file, Overrides(imagine=imagine, minds=minds), maker_of(engine))


def _read(
    path: str | PathLike[str], dialect: Dialect | str | None, engine: EngineName | str | None
) -> tuple[World | None, tuple[Diagnostic, ...], Mapping[str, Source]]:
    source = files.read(fspath(path))
    if isinstance(source, Diagnostic):
        return None, (source,), {}
    make_engine, written = maker_of(engine), None if dialect is None else Dialect(dialect)
    opened = open_world(source, files.open_file, DEFAULTS.minds, make_engine, written)
    if opened.world is None or opened.engine is None:
        return None, opened.diagnostics, opened.sources
    warnings = tuple(problem for problem in opened.diagnostics if problem.severity is not Severity.ERROR)
    return World(opened.world, opened.engine, warnings, make_engine), opened.diagnostics, opened.sources
