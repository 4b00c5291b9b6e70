# SPDX-License-Identifier: Apache-2.0
"""Texts read, and kept as long as nothing that they were read from has changed.

While a manuscript is written its world stays as it is: then the very same `World` is given out again, and whatever was
made of it (a ground program, an engine) can be kept by who made it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.language import Dialect, is_world, read_manuscript, read_world
from fabula.language.manuscript_markdown import read_page
from fabula.language.manuscript_syntax import take_apart
from fabula.lsp.texts import Texts
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.records import dataclass

_KEPT = 6
_NAMES_A_WORLD = re.compile(r"---\n(?:(?!---)[^\n]+\n)*?world[ \t]*:")
"""Front matter that names a world among its first settings: so begin nearly all manuscripts."""


class Form(StrEnum):
    """What a text is."""

    WORLD = "world"
    MANUSCRIPT = "manuscript"
    PATTERN = "pattern"
    PROSE = "prose"
    """Markdown that names no world and says nothing to us: a README, for example."""


@dataclass(frozen=True, slots=True)
class ReadWorld:
    """A world as it was read, and from which sources; None where they cannot be used."""

    name: str
    world: World | None
    problems: tuple[Diagnostic, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A manuscript as it was read, with its world; each None where it cannot be used."""

    manuscript: Manuscript | None
    world: ReadWorld | None
    problems: tuple[Diagnostic, ...]
    sources: dict[str, Source]


class Shelf:
    """The worlds that were read last. Belongs to one thread."""

    def __init__(self) -> None:
        self._worlds: dict[str, ReadWorld] = {}

    def world(self, source: Source, texts: Texts) -> ReadWorld:
        """The world of a text: the one given out before, if nothing has changed since."""
        kept = self._worlds.pop(source.name, None)
        if kept is None or not _as_it_was(kept, source, texts):
            dialect = Dialect.WORLD if source.name.endswith(".world") else None
            world, problems, sources = read_world(source, texts.open_file, dialect)
            kept = ReadWorld(source.name, world, problems, sources)
        self._worlds[source.name] = kept
        while len(self._worlds) > _KEPT:
            del self._worlds[next(iter(self._worlds))]
        return kept

    def story(self, source: Source, texts: Texts) -> ReadStory:
        """The manuscript of a text, with its world."""
        found: list[ReadWorld] = []

        def read(opened: Source, _open_file: object) -> tuple[World | None, tuple[Diagnostic, ...], tuple[Source, ...]]:
            found.append(self.world(opened, texts))
            return found[0].world, found[0].problems, found[0].sources

        manuscript, _, problems, sources = read_manuscript(source, texts.open_file, read)
        known = {each.name: each for each in (*sources, source)}
        return ReadStory(manuscript, found[0] if found else None, problems, known)


def form_of(source: Source) -> Form:
    """What a text is, by its name, or for Markdown by whether it names a world or holds an annotation of ours."""
    if source.name.endswith(".pattern"):
        return Form.PATTERN
    if is_world(source):
        return Form.WORLD
    if _NAMES_A_WORLD.match(source.text):
        return Form.MANUSCRIPT
    page = read_page(source.name, source.text)
    if any(setting.key == "world" for setting in page.settings):
        return Form.MANUSCRIPT
    ours = any(not isinstance(take_apart(snippet), Diagnostic) for snippet in page.snippets)
    return Form.MANUSCRIPT if ours else Form.PROSE


def unusable(problems: tuple[Diagnostic, ...]) -> bool:
    """Whether one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _as_it_was(kept: ReadWorld, source: Source, texts: Texts) -> bool:
    """Whether every text that a world was read from says what it said; where one was missing, it may be there now."""
    if any(problem.code == "file-not-found" for problem in kept.problems):
        return False
    return all(
        (source if each.name == source.name else texts.read(each.name)) == each  # names and texts are compared
        for each in kept.sources
    )
