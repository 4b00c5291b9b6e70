# SPDX-License-Identifier: Apache-2.0
"""The languages that a world may be written in: ours, and the problem files of another planner, Sabre.

Which it is shows in the text: nothing in our language begins like `action NAME(` or ends in a semicolon. What reads
problem files is imported when there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module

from fabula.diagnostics import Diagnostic, Source
from fabula.language.includes import OpenFile
from fabula.language.worlds import read_world as read_world_text
from fabula.model.world import World

_OURS = (".world", ".md")
_PROBLEM = re.compile(
    r"^[ \t]*(?:(?:type|entity|property)[ \t]+[^\W\d]\w*[^;{]*;"
    r"|(?:action|trigger)[ \t]+[^\W\d]\w*\s*\("
    r"|utility\s*\([^()]*\)\s*:)",
    re.MULTILINE,
)
_WORLD = re.compile(r"\s*(?:#[^\n]*\s*)*(?:world|variant)\s*\"")
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


class Dialect(StrEnum):
    """What a world is written in."""

    WORLD = "world"
    SABRE = "sabre"


def dialect_of(source: Source) -> Dialect:
    """What a text is written in: a name that ends as ours do settles it, else the text does."""
    if source.name.endswith(_OURS) or _PROBLEM.search(_COMMENT.sub(" ", source.text)) is None:
        return Dialect.WORLD
    return Dialect.SABRE


def begins_like_a_world(source: Source) -> bool:
    """Whether the first line that says anything is that of a world or a variant, whatever the file is called."""
    return _WORLD.match(source.text) is not None


def is_world(source: Source, dialect: Dialect | None = None) -> bool:
    """Whether a text is a world and no manuscript: by its name, by `dialect` where one is named, or by itself."""
    if source.name.endswith(".md"):
        return False
    if dialect is not None or source.name.endswith(".world"):
        return True
    return dialect_of(source) is not Dialect.WORLD or begins_like_a_world(source)


def read_world(
    source: Source, open_file: OpenFile, dialect: Dialect | None = None
) -> tuple[World | None, tuple[Diagnostic, ...], tuple[Source, ...]]:
    """The world of a file, or None if there are errors; all that is to be said about it; all sources met."""
    if (dialect or dialect_of(source)) is Dialect.SABRE:
        read_problem: Callable[[Source], tuple[World | None, tuple[Diagnostic, ...]]]
        read_problem = import_module("fabula.language.sabre").read_problem
        world, problems = read_problem(source)
        return world, problems, (source,)
    return read_world_text(source, open_file)
