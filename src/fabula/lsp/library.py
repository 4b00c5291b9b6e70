# SPDX-License-Identifier: Apache-2.0
"""Parsed texts, kept while they stay as they are, and which files lead to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from fabula import files
from fabula.diagnostics import Source, Span
from fabula.language import syntax
from fabula.language.manuscript_markdown import read_page
from fabula.language.parser import parse_world
from fabula.lsp.occurrences import Occurrence, occurrences_of
from fabula.lsp.texts import Texts
from fabula.lsp.told import Sheet, sheet_of, told_occurrences
from fabula.lsp.vocabulary import File, Vocabulary, vocabulary_of

_KEPT = 64
_MOST_FILES = 100
WORLD = ".world"
MANUSCRIPT = ".md"
Kept = TypeVar("Kept")


class Library:
    """What was parsed last. Belongs to one thread."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._sheets: dict[str, Sheet] = {}
        self._words: dict[str, Vocabulary] = {}
        self._found: dict[str, tuple[Source, Vocabulary, tuple[Occurrence, ...]]] = {}

    def file(self, source: Source) -> File:
        """A file of a world, parsed."""
        kept = self._files.get(source.name)
        if kept is None or kept.source != source:
            kept = File(source, parse_world(source)[0])
            _keep(self._files, source.name, kept)
        return kept

    def sheet(self, source: Source) -> Sheet:
        """A manuscript, taken apart."""
        kept = self._sheets.get(source.name)
        if kept is None or kept.source != source:
            kept = sheet_of(source, read_page(source.name, source.text))
            _keep(self._sheets, source.name, kept)
        return kept

    def reach(self, name: str, texts: Texts) -> tuple[File, ...]:
        """The files that a world is made of: itself first, then those that it names, wherever they stand."""
        found: dict[str, File] = {}
        waiting = [name]
        while waiting and len(found) < _MOST_FILES:
            next_name = waiting.pop()
            source = None if next_name in found else texts.read(next_name)
            if source is None:
                continue
            file = found[next_name] = self.file(source)
            waiting.extend(other for path, _ in named_in(file.tree) if (other := files.beside(next_name, path)))
        return tuple(found.values())

    def words(self, name: str, texts: Texts) -> Vocabulary:
        """The names of the world in a file; of a part that is no world by itself, those of a world that includes it."""
        reach = self.reach(name, texts)
        if reach and reach[0].tree.header is None:
            whole = (other for other in self.worlds(texts) if any(file.source.name == name for file in other))
            reach = next(whole, reach)
        kept = self._words.get(name)
        if kept is None or [id(file) for file in kept.files] != [id(file) for file in reach]:
            kept = vocabulary_of(reach)
            _keep(self._words, name, kept)
        return kept

    def worlds(self, texts: Texts) -> Iterator[tuple[File, ...]]:
        """The files of each world there is."""
        for name in texts.names():
            if name.endswith(WORLD):
                reach = self.reach(name, texts)
                if reach and reach[0].tree.header is not None:
                    yield reach

    def world_of(self, sheet: Sheet, texts: Texts) -> Source | None:
        """The file of the world that a manuscript names."""
        named = next((each.value for each in sheet.page.settings if each.key == "world"), None)
        return texts.open_file(sheet.source.name, named) if named else None

    def occurrences(self, source: Source, texts: Texts) -> tuple[Occurrence, ...]:
        """The occurrences of a world's file or of a manuscript."""
        if source.name.endswith(MANUSCRIPT):
            sheet = self.sheet(source)
            world = self.world_of(sheet, texts)
            words = vocabulary_of(()) if world is None else self.words(world.name, texts)
        else:
            sheet = None
            words = self.words(source.name, texts)
        kept = self._found.get(source.name)
        if kept is None or kept[0] != source or kept[1] is not words:
            found = occurrences_of(self.file(source).tree, words) if sheet is None else told_occurrences(sheet, words)
            kept = (source, words, found)
            _keep(self._found, source.name, kept)
        return kept[2]


def named_in(tree: syntax.WorldFile) -> Iterable[tuple[str, Span]]:
    """The paths of the files that a file of a world names, and where."""
    if isinstance(tree.header, syntax.VariantHeader):
        yield tree.header.base, tree.header.base_span
    for declaration in tree.declarations:
        if isinstance(declaration, syntax.IncludeDeclaration):
            yield declaration.path, declaration.path_span


def _keep(shelf: dict[str, Kept], name: str, what: Kept) -> None:
    """Put something on a shelf, and throw away what was put there first if it is full."""
    shelf.pop(name, None)
    shelf[name] = what
    while len(shelf) > _KEPT:
        del shelf[next(iter(shelf))]
