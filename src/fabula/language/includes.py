# SPDX-License-Identifier: Apache-2.0
"""One world out of several files: includes spliced in, variants laid over their base.

Files are named by whoever opens them (`open_file` gives a `Source` for a path as written in another): the same name is
the same file, counts once, and must not lead back to itself. Whatever is wrong stays with the file it is written in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.parser import parse_world
from fabula.language.problems import composition as problems
from fabula.language.variants import apply_variant
from fabula.records import dataclass

OpenFile: TypeAlias = Callable[[str, str], Source | None]
"""From the name of the file that asks and the path it writes to the source; None if it cannot be read."""

_DEEPEST = 50


@dataclass(slots=True)
class Composition:
    """A world's declarations from all its files, in order, with the files met and the problems found.

    `complete`: every file could be found, so that a name that is not there was never declared. `broken`: names whose
    declarations could not be read. `bases`: the files of the worlds that this one is a variant of.
    """

    title: str
    declarations: tuple[syntax.Declaration, ...] = ()
    complete: bool = True
    broken: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)


def compose(source: Source, open_file: OpenFile) -> Composition:
    """The whole world that begins with a file."""
    whole = Composition(source.name)
    done: set[str] = set()
    whole.declarations, title = _read(source, (), open_file, whole, done)
    whole.title = title or source.name
    return whole


def _read(
    source: Source, above: tuple[str, ...], open_file: OpenFile, whole: Composition, done: set[str]
) -> tuple[tuple[syntax.Declaration, ...], str | None]:
    """The declarations of a file with all that it includes or is a variant of, and its title."""
    done.add(source.name)
    whole.sources[source.name] = source
    tree, said = parse_world(source)
    whole.problems.extend(said)
    whole.broken.update(name.text for name in tree.broken)
    way = (*above, source.name)
    base: tuple[syntax.Declaration, ...] | None = None
    title: str | None = None
    if isinstance(tree.header, syntax.VariantHeader):
        base = follow(tree.header.base, tree.header.base_span, way, open_file, whole, done)
        whole.bases.update(name for name in whole.sources if name not in way)
    if tree.header is not None:
        title = tree.header.title.value
    elif not above:
        _report_no_header(source, said, whole)
    own: list[syntax.Declaration] = []
    for declaration in tree.declarations:
        if isinstance(declaration, syntax.IncludeDeclaration):
            own.extend(follow(declaration.path, declaration.path_span, way, open_file, whole, done))
        elif isinstance(declaration, syntax.WithoutDeclaration) and base is None:
            whole.problems.append(problems.without_base(declaration.span))
        else:
            own.append(declaration)
    if base is None:
        return tuple(own), title
    composed, said_of_variant = apply_variant(base, own)
    if whole.complete and not whole.broken:
        # Else what is to be left out may stand where nothing could be read.
        whole.problems.extend(said_of_variant)
    return composed, title


def _report_no_header(source: Source, said: Sequence[Diagnostic], whole: Composition) -> None:
    """Say that a world has no first line, unless that line is there and was reported."""
    lines = (line for line in range(1, source.line_count + 1) if source.line_text(line).strip(" \t\ufeff"))
    first = source.line_span(next(lines, 1))
    if any(problem.primary.span.start <= first.end for problem in said):
        whole.complete = False
    else:
        whole.problems.append(problems.no_world(first))


def follow(
    path: str, span: Span, way: tuple[str, ...], open_file: OpenFile, whole: Composition, done: set[str]
) -> tuple[syntax.Declaration, ...]:
    """The declarations of another file; nothing if it has been read, cannot be, or leads back to itself."""
    source = open_file(way[-1], path)
    whole.complete = whole.complete and source is not None and source.name not in way
    if source is None:
        whole.problems.append(problems.file_not_found(path, span))
    elif source.name in way:
        whole.problems.append(problems.cyclic_include(path, span, _round(way, source.name)))
    elif len(way) >= _DEEPEST:
        whole.problems.append(problems.too_many_files(span, _DEEPEST))
    elif source.name not in done:
        declarations, _ = _read(source, way, open_file, whole, done)
        return declarations
    return ()


def _round(way: tuple[str, ...], again: str) -> Iterable[str]:
    """The files of a circle, from the one that comes again to itself."""
    return (*way[way.index(again) :], again)
