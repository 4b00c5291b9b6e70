# SPDX-License-Identifier: Apache-2.0
"""One message for a name that is unknown in many places: most often it is its declaration that is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Fix, Label, Source
from fabula.language.spelling import spelt

UNKNOWN = frozenset(("unknown-name", "unknown-kind", "unknown-fact", "unknown-event", "unknown-ending"))
"""The codes of names that mean nothing; the primary place of each is the name."""

MOST_PLACES = 5
"""So many places are shown besides the first."""

_MANY = 3
"""Who misspells a name in so many places has perhaps misspelt its declaration."""


def told_once(problems: Iterable[Diagnostic], sources: Mapping[str, Source]) -> list[Diagnostic]:
    """The problems in their order, those of one unknown name made one, at the first of its places."""
    found: dict[object, list[Diagnostic]] = {}
    for number, problem in enumerate(problems):
        source = sources.get(problem.primary.span.source)
        if problem.code not in UNKNOWN or source is None:
            found[number] = [problem]
        else:
            found.setdefault((problem.code, spelt(source.slice(problem.primary.span))), []).append(problem)
    return [_as_one(group) for group in found.values()]


def _as_one(group: Sequence[Diagnostic]) -> Diagnostic:
    """One diagnostic for all places; the first speaks for all."""
    first = group[0]
    if len(group) == 1:
        return first
    others = [problem.primary.span for problem in group[1:]]
    labels = tuple(Label(span, "and here") for span in others[:MOST_PLACES])
    more = len(others) - len(labels)
    notes = (f"And {more} more {'place' if more == 1 else 'places'}.",) if more else ()
    advice = first.help
    if first.fix is not None and len(group) >= _MANY:
        advice = f"{advice} Or mend its declaration, if that is where it is misspelt."
    return replace(
        first, labels=(*first.labels, *labels), notes=(*first.notes, *notes), help=advice, fix=_fix_of_all(group)
    )


def _fix_of_all(group: Sequence[Diagnostic]) -> Fix | None:
    """One fix for all places, if they are few and all are mended in the same way."""
    fixes = [problem.fix for problem in group if problem.fix is not None]
    titles = {fix.title for fix in fixes}
    if len(fixes) < len(group) or len(group) >= _MANY or len(titles) > 1:
        return None
    return Fix(fixes[0].title, tuple(edit for fix in fixes for edit in fix.edits))
