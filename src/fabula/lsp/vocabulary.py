# SPDX-License-Identifier: Apache-2.0
"""The names that the files of a world declare, with the declarations: whatever of them could be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from fabula.diagnostics import Source
from fabula.language import syntax
from fabula.language.kinds import PERSON
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file of a world, parsed."""

    source: Source
    tree: syntax.WorldFile


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration of a name, and the file that it stands in."""

    name: syntax.Name
    declaration: syntax.Declaration
    file: File


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the names of a world stand for. `files` are what it is made of, the world's own first."""

    files: tuple[File, ...]
    kinds: dict[str, list[Declared]] = field(default_factory=dict)
    things: dict[str, list[Declared]] = field(default_factory=dict)
    facts: dict[str, list[Declared]] = field(default_factory=dict)
    events: dict[str, list[Declared]] = field(default_factory=dict)
    laws: dict[str, list[Declared]] = field(default_factory=dict)
    sights: dict[str, list[Declared]] = field(default_factory=dict)
    endings: dict[str, list[Declared]] = field(default_factory=dict)


def vocabulary_of(files: Iterable[File]) -> Vocabulary:
    """The names that files declare."""
    words = Vocabulary(tuple(files))
    words.kinds[PERSON] = []
    for file in words.files:
        for declaration in file.tree.declarations:
            for names, name in _named(declaration, words):
                names.setdefault(name.text, []).append(Declared(name, declaration, file))
    return words


def _named(
    declaration: syntax.Declaration, words: Vocabulary
) -> Iterable[tuple[dict[str, list[Declared]], syntax.Name]]:
    """The names that a declaration brings, and among which they belong."""
    match declaration:
        case syntax.KindDeclaration(names=names):
            return [(words.kinds, name) for name in names]
        case syntax.ThingsDeclaration(things=things):
            return [(words.things, entry.name) for entry in things]
        case syntax.FactDeclaration(name=name) | syntax.DefineDeclaration(name=name):
            return [(words.facts, name)]
        case syntax.EventDeclaration(name=name):
            return [(words.events, name)]
        case syntax.LawDeclaration(name=name):
            return [(words.laws, name)]
        case syntax.SightDeclaration(name=syntax.Name() as name):
            return [(words.sights, name)]
        case syntax.EndingDeclaration(name=name):
            return [(words.endings, name)]
        case _:
            return []
