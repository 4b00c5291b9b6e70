# SPDX-License-Identifier: Apache-2.0
"""What may be written next, by what is written so far; a half-typed line is the usual case.

In a manuscript that is what can happen at this moment of its story (`completion_told.py`), in a world what the line
can go on with (`completion_world.py`). Names come from what could be read of the world, also while it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from fabula.language import syntax
from fabula.language.kinds import PERSON
from fabula.lsp.occurrences import Sort
from fabula.lsp.typed import OpenCall
from fabula.lsp.vocabulary import Declared, Vocabulary
from fabula.records import dataclass

MOST = 300


class Rank(StrEnum):
    """What comes first in a list."""

    BEST = "1"
    GOOD = "2"
    FAIR = "3"
    LAST = "4"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be written; `insert` where that is not the label itself."""

    label: str
    sort: Sort | None
    detail: str = ""
    rank: Rank = Rank.GOOD
    insert: str | None = None


def keywords(words: Iterable[str], rank: Rank = Rank.FAIR) -> list[Item]:
    """Words of the language."""
    return [Item(word, None, rank=rank) for word in words]


def kinds_above(kind: str, words: Vocabulary) -> set[str]:
    """A kind, and those that contain it."""
    found = {kind}
    waiting = [kind]
    while waiting:
        for declared in words.kinds.get(waiting.pop(), ()):
            if isinstance(declared.declaration, syntax.KindDeclaration):
                new = {each.text for each in declared.declaration.parents} - found
                found |= new
                waiting += new
    return found


def things(words: Vocabulary, kind: str | None = None, rank: Rank = Rank.GOOD) -> Iterator[Item]:
    """The things of a kind, or all."""
    for name, ways in words.things.items():
        own = [way.declaration.kind.text for way in ways if isinstance(way.declaration, syntax.ThingsDeclaration)]
        if kind is None or any(kind in kinds_above(each, words) for each in own):
            yield Item(name, Sort.THING, ", ".join(own), rank)


def people(words: Vocabulary, rank: Rank = Rank.GOOD) -> Iterator[Item]:
    """Everybody."""
    return things(words, PERSON, rank)


def signature(declared: Declared) -> str:
    """How a fact or an event is called: `at(person) is place`."""
    tree = declared.declaration
    if not isinstance(tree, syntax.FactDeclaration | syntax.DefineDeclaration | syntax.EventDeclaration):
        return declared.name.text
    kinds = ", ".join((each.kind or each.name).text for each in tree.parameters)
    result = "" if isinstance(tree, syntax.EventDeclaration) else result_of(tree)
    return f"({kinds}){f' is {result}' if result else ''}" if kinds else f"is {result}" if result else ""


def result_of(tree: syntax.FactDeclaration | syntax.DefineDeclaration) -> str:
    """The kind of a fact's value; empty for one that is so or not."""
    match tree.result:
        case syntax.KindType(kind=kind):
            return kind.text
        case syntax.NumberType():
            return "number"
        case None:
            return ""


def facts(words: Vocabulary, rank: Rank = Rank.GOOD) -> Iterator[Item]:
    """The facts and definitions."""
    for name, ways in words.facts.items():
        yield Item(name, Sort.FACT, signature(ways[0]), rank)


def argument_kinds(call: OpenCall, ways: Sequence[Declared]) -> list[str]:
    """The kinds, or things, that an argument may be of."""
    found: list[str] = []
    for way in ways:
        tree = way.declaration
        if isinstance(tree, syntax.FactDeclaration | syntax.DefineDeclaration | syntax.EventDeclaration):
            parameters = tree.parameters
            if call.argument < len(parameters):
                parameter = parameters[call.argument]
                found.append((parameter.kind or parameter.name).text)
    return list(dict.fromkeys(found))


def arguments(call: OpenCall, ways: Sequence[Declared], words: Vocabulary) -> list[Item]:
    """The things of the right kind for an argument."""
    found: dict[str, Item] = {}
    for kind in argument_kinds(call, ways):
        if kind in words.things:
            found[kind] = Item(kind, Sort.THING)
        found.update((item.label, item) for item in things(words, kind, Rank.BEST))
    return list(found.values())


def values(name: str, words: Vocabulary) -> list[Item]:
    """What a fact may be."""
    found: list[Item] = []
    for way in words.facts.get(name, ()):
        if isinstance(way.declaration, syntax.FactDeclaration | syntax.DefineDeclaration):
            result = result_of(way.declaration)
            if result == "number":
                found += keywords(("0", "1"), Rank.GOOD)
            elif result:
                found += (*things(words, result, Rank.BEST), *keywords(("none",), Rank.GOOD))
            else:
                found += keywords(("yes", "no"), Rank.BEST)
    return [*found, *keywords(("unknown",), Rank.LAST)] if found else []


def once(items: Iterable[Item]) -> list[Item]:
    """The items, each label once, the best ones first."""
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.label, item)
    return sorted(found.values(), key=lambda item: item.rank)[:MOST]
