# SPDX-License-Identifier: Apache-2.0
"""A world with something changed by texts that are no files: a variant that nobody wrote down.

Each text is a source of its own, so that what is wrong with it is said at its own words. The declarations follow one
another as if they stood in one variant of the world, and mean what they would mean there (`variants.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.language import syntax
from fabula.language.dialects import Dialect, dialect_of
from fabula.language.includes import Composition, OpenFile, compose, follow
from fabula.language.parser import parse_world
from fabula.language.problems import hypothetical as problems
from fabula.language.variants import apply_variant
from fabula.language.worlds import lower_world
from fabula.model.expression import Effect
from fabula.model.world import World
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class ChangedWorld:
    """The world as changed, and what of its start the changes say; None and no effect where something is wrong."""

    world: World | None
    start: tuple[Effect, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]


def read_changed_world(
    source: Source, open_file: OpenFile, variants: Sequence[Source], texts: Sequence[Source]
) -> ChangedWorld:
    """The world of a file with the declarations of the variants and then of the texts.

    Of a variant its own declarations count, whatever its base is. About the world itself nothing is said again.
    """
    if dialect_of(source) is not Dialect.WORLD:
        first = (*variants, *texts)[0]
        wrong = problems.cannot_be_varied(source.name, first.line_span(1))
        return ChangedWorld(None, (), (wrong,), {first.name: first})
    whole = compose(source, open_file)
    whole.problems.clear()
    base = set(whole.sources)
    said: list[Diagnostic] = []
    own: list[syntax.Declaration] = []
    for each in (*variants, *texts):
        tree, problems_of_text = parse_world(each)
        said += problems_of_text
        if each in variants and not isinstance(tree.header, syntax.VariantHeader):
            wrong = problems.not_a_variant(each.name, each.line_span(1))
            return ChangedWorld(None, (), (wrong,), {each.name: each})
        whole.sources[each.name] = each
        whole.broken.update(name.text for name in tree.broken)
        own += _with_included(each, tree, open_file, whole)
    declarations, left_out = apply_variant(whole.declarations, own)
    world, wrong_with_it = lower_world(source.name, whole.title, declarations, whole.sources, whole.broken)
    said += whole.problems
    if whole.complete:
        # What is to be left out may stand where nothing could be read.
        said += [*(() if whole.broken else left_out), *wrong_with_it]
    found = tuple(dict.fromkeys(said))
    if any(problem.severity is Severity.ERROR for problem in found):
        return ChangedWorld(None, (), found, whole.sources)
    start = tuple(effect for effect in world.start if effect.span.source not in base)
    return ChangedWorld(world, start, found, whole.sources)


def _with_included(
    source: Source, tree: syntax.WorldFile, open_file: OpenFile, whole: Composition
) -> Iterable[syntax.Declaration]:
    """What a text declares, with what it includes."""
    own: list[syntax.Declaration] = []
    done = set(whole.sources)
    for declaration in tree.declarations:
        if isinstance(declaration, syntax.IncludeDeclaration):
            own += follow(declaration.path, declaration.path_span, (source.name,), open_file, whole, done)
        else:
            own.append(declaration)
    return own
