# SPDX-License-Identifier: Apache-2.0
"""Renaming, everywhere at once, and only to a name that is one, is free, and leaves every text as right as it was."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import Edit, Severity, Source
from fabula.diagnostics.mended import apply
from fabula.language.kinds import PERSON
from fabula.language.spelling import NAME, spelt
from fabula.language.tokens import RESERVED
from fabula.lsp.analysis import Analysis
from fabula.lsp.desk import Desk
from fabula.lsp.library import MANUSCRIPT
from fabula.lsp.navigate import declared_as, used
from fabula.lsp.occurrences import Occurrence, Sort
from fabula.lsp.reading import Shelf
from fabula.lsp.texts import OpenText, Texts
from fabula.records import dataclass

_NEEDED = frozenset(("reader", "author", "number", "everyone", "nobody", "wait", PERSON))
_BUILT_IN = frozenset((PERSON, "wait", "now"))
_MOST_READ = 60


class Refused(Exception):
    """A renaming that would break something; the message is a sentence for the author."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """The edits of one text."""

    source: Source
    edits: tuple[Edit, ...]


def renamable(analysis: Analysis, offset: int, desk: Desk) -> Occurrence | None:
    """What can be renamed at a place; None where nothing can."""
    found = desk.occurrence(analysis, offset)
    if found is None or (found.symbol.name in _BUILT_IN and not declared_as(found.symbol, desk.words(analysis))):
        return None
    declared = found.symbol.sort in {Sort.VARIABLE, Sort.SCENE} or declared_as(found.symbol, desk.words(analysis))
    return found if declared else None


def rename(analysis: Analysis, offset: int, name: str, desk: Desk) -> list[Renaming]:
    """The edits that give what is named at a place another name; raises `Refused`."""
    found = renamable(analysis, offset, desk)
    if found is None:
        raise Refused("There is nothing here that can be renamed.")
    name = _valid(name, found.symbol.sort)
    places = used(analysis, found.symbol, desk)
    edits: dict[str, list[Edit]] = {}
    sources: dict[str, Source] = {}
    for source, each in places:
        sources[source.name] = source
        edits.setdefault(source.name, []).append(Edit(each.span, name))
    _check_free(analysis, found, name, sources.values(), desk)
    renamings = [Renaming(sources[text], tuple(each)) for text, each in edits.items()]
    _check_right(analysis.texts, renamings)
    return renamings


def _valid(name: str, sort: Sort) -> str:
    """The one spelling of a new name, if it is one."""
    name = name.strip()
    if sort is Sort.SCENE:
        if not name or set(name) & set('"“”\n\r'):
            raise Refused("The name of a scene is a text without quotes, on one line.")
        return name
    if not name:
        raise Refused("A name is needed.")
    if NAME.fullmatch(name) is None:
        raise Refused(f"`{name}` is no name: a name is letters, digits and `_`, and begins with a letter.")
    if name in RESERVED:
        raise Refused(f"`{name}` is a word of the language.")
    if name in _NEEDED:
        raise Refused(f"`{name}` has a meaning of its own.")
    return spelt(name)


def _check_free(analysis: Analysis, found: Occurrence, name: str, sources: Iterable[Source], desk: Desk) -> None:
    """Refuse a name that something has already with which it could be confused."""
    sort = found.symbol.sort
    if name == found.symbol.name:
        return
    own = {sort} if sort in {Sort.EVENT, Sort.LAW, Sort.SIGHT, Sort.ENDING, Sort.SCENE} else _SHARED
    for source in sources:
        for each in desk.library.occurrences(source, analysis.texts):
            if each.symbol.name != name or each.symbol.sort not in own or not each.declares:
                continue
            if sort is Sort.VARIABLE and each.symbol.sort is Sort.VARIABLE and not _near(source, found, each):
                continue
            at = source.position(each.span.start)
            article = "an" if each.symbol.sort in {Sort.EVENT, Sort.ENDING} else "a"
            where = f"{source.name.rpartition('/')[2]}, line {at.line}"
            raise Refused(f"`{name}` is the name of {article} {each.symbol.sort} already ({where}).")


_SHARED = frozenset((Sort.KIND, Sort.THING, Sort.FACT, Sort.VARIABLE))


def _near(source: Source, found: Occurrence, other: Occurrence) -> bool:
    """Whether two variables stand in the same block of lines, where one could be taken for the other."""
    first, last = sorted((found.span.start, other.span.start))
    lines = source.text[first:last].split("\n")[1:]
    return all(not line.strip() or line[0] in " \t#" for line in lines)


def _check_right(texts: Texts, renamings: list[Renaming]) -> None:
    """Refuse a renaming after which a text has an error that it did not have."""
    after = dict(texts.opened)
    for renaming in renamings:
        text = apply(renaming.source, renaming.edits)
        if text is None:
            raise Refused("The places of this name overlap.")
        after[renaming.source.name] = OpenText(Source(renaming.source.name, text), None, "")
    then = Texts(after, texts.folder)
    shelf = Shelf()
    for renaming in renamings[:_MOST_READ]:
        name = renaming.source.name
        wrong = _errors(after[name].source, then, shelf)
        if wrong and len(wrong) > len(_errors(renaming.source, texts, Shelf())):
            raise Refused(f"Then {name.rpartition('/')[2]} would be wrong: {wrong[0]}")


def _errors(source: Source, texts: Texts, shelf: Shelf) -> list[str]:
    """What is wrong with a text."""
    if source.name.endswith(MANUSCRIPT):
        problems = shelf.story(source, texts).problems
    else:
        problems = shelf.world(source, texts).problems
    return [problem.title for problem in problems if problem.severity is Severity.ERROR]
