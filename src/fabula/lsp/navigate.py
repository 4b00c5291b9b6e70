# SPDX-License-Identifier: Apache-2.0
"""From a name to where it is declared, and to wherever it is used: in a world, its parts, variants and stories."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.diagnostics import Source, Span
from fabula.language.manuscript_markdown import read_page
from fabula.lsp.analysis import Analysis
from fabula.lsp.desk import Desk
from fabula.lsp.library import MANUSCRIPT, Library, named_in
from fabula.lsp.occurrences import Occurrence, Sort, Symbol
from fabula.lsp.reading import Form
from fabula.lsp.texts import Texts
from fabula.lsp.vocabulary import Declared, File, Vocabulary, vocabulary_of
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text."""

    source: Source
    span: Span


def definition(analysis: Analysis, offset: int, desk: Desk) -> list[Place]:
    """Where what is named at a place is declared; for the path of a file, the file."""
    opened = _file_named(analysis, offset)
    if opened is not None:
        return [Place(opened, Span(opened.name, 0, 0))]
    found = desk.occurrence(analysis, offset)
    if found is None:
        return []
    if found.symbol.sort in {Sort.VARIABLE, Sort.SCENE}:
        own = desk.occurrences(analysis)
        return [Place(analysis.source, each.span) for each in own if each.declares and each.symbol == found.symbol]
    return [Place(each.file.source, each.name.span) for each in declared_as(found.symbol, desk.words(analysis))]


def declared_as(symbol: Symbol, words: Vocabulary) -> list[Declared]:
    """The declarations of a symbol."""
    among: dict[Sort, dict[str, list[Declared]]] = {
        Sort.KIND: words.kinds,
        Sort.THING: words.things,
        Sort.FACT: words.facts,
        Sort.EVENT: words.events,
        Sort.LAW: words.laws,
        Sort.SIGHT: words.sights,
        Sort.ENDING: words.endings,
    }
    return among.get(symbol.sort, {}).get(symbol.name, [])


def references(analysis: Analysis, offset: int, desk: Desk, declarations: bool = True) -> list[Place]:
    """Everywhere that what is named at a place is named."""
    found = desk.occurrence(analysis, offset)
    if found is None:
        return []
    places = used(analysis, found.symbol, desk)
    return [Place(source, each.span) for source, each in places if declarations or not each.declares]


def used(analysis: Analysis, symbol: Symbol, desk: Desk) -> list[tuple[Source, Occurrence]]:
    """All occurrences of a symbol, in every text that shares its declaration."""
    if symbol.sort in {Sort.VARIABLE, Sort.SCENE}:
        sources = [analysis.source]
    else:
        sources = sharing(analysis, symbol, desk)
    return [
        (source, each)
        for source in sources
        for each in desk.library.occurrences(source, analysis.texts)
        if each.symbol == symbol
    ]


def sharing(analysis: Analysis, symbol: Symbol, desk: Desk) -> list[Source]:
    """The texts in which a name means the same: files of worlds in which it is declared where it is declared here.

    A name that a variant declares for itself alone is another one in its sister.
    """
    library, texts = desk.library, analysis.texts
    own = analysis.source.name
    if analysis.form is Form.MANUSCRIPT:
        world = library.world_of(desk.sheet(analysis), texts)
        if world is None:
            return [analysis.source]
        own = world.name
    worlds = _worlds(library, texts, own)
    mine = [world for world in worlds if any(file.source.name == own for file in world)]
    declaring = {file.source.name for world in mine for file in world if declared_as(symbol, vocabulary_of((file,)))}
    shared = [world for world in worlds if any(file.source.name in declaring for file in world)] or mine
    found = {file.source.name: file.source for world in shared for file in world}
    named = {world[0].source.name for world in shared}
    found.update((source.name, source) for source in _manuscripts(library, texts, named))
    return list(found.values())


def _worlds(library: Library, texts: Texts, own: str) -> list[tuple[File, ...]]:
    """The files of each world that is known, that of a text with them."""
    found = {world[0].source.name: world for world in library.worlds(texts)}
    for name in texts.opened:
        if name.endswith(MANUSCRIPT):
            source = texts.read(name)
            world = None if source is None else library.world_of(library.sheet(source), texts)
            if world is not None and world.name not in found:
                found[world.name] = library.reach(world.name, texts)
    if not any(file.source.name == own for world in found.values() for file in world):
        found[own] = library.reach(own, texts)
    return [world for world in found.values() if world]


def _manuscripts(library: Library, texts: Texts, worlds: set[str]) -> Iterator[Source]:
    """The manuscripts that name one of the worlds."""
    for name in texts.names():
        source = texts.read(name) if name.endswith(MANUSCRIPT) else None
        if source is None or "world" not in source.text:
            continue
        world = library.world_of(library.sheet(source), texts)
        if world is not None and world.name in worlds:
            yield source


def _file_named(analysis: Analysis, offset: int) -> Source | None:
    """The file whose path stands at a place."""
    source = analysis.source
    if analysis.form is Form.MANUSCRIPT:
        page = read_page(source.name, source.text)
        paths = [(each.value, each.value_span) for each in page.settings if each.key == "world"]
    elif analysis.form is Form.WORLD:
        paths = list(named_in(Library().file(source).tree))
    else:
        paths = []
    for path, span in paths:
        if span.start <= offset <= span.end:
            return analysis.texts.open_file(source.name, path)
    return None
