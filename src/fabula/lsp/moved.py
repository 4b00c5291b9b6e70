# SPDX-License-Identifier: Apache-2.0
"""Places in an older text, found again in a newer one: what was typed since pushes along whatever stands after it."""

from __future__ import annotations

from dataclasses import replace

from fabula.diagnostics import Diagnostic, Edit, Label, Source, Span
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two texts: the characters `start` to `end` of the old one became so many more or fewer."""

    name: str
    start: int
    end: int
    longer: int

    def span(self, span: Span) -> Span | None:
        """The span in the new text; None where it touches what was changed."""
        if span.source != self.name or span.end <= self.start:
            return span
        if span.start >= self.end:
            return Span(span.source, span.start + self.longer, span.end + self.longer)
        return None


def change_between(old: Source, new: Source) -> Change:
    """The smallest stretch that holds everything in which two texts differ."""
    one, other = old.text, new.text
    most = min(len(one), len(other))
    start = _same(one, other, most)
    end = _same(one[::-1], other[::-1], most - start)
    return Change(old.name, start, len(one) - end, len(other) - len(one))


def _same(one: str, other: str, most: int) -> int:
    """How many characters at the beginning of two texts are the same, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def moved(problem: Diagnostic, old: Source, new: Source) -> Diagnostic | None:
    """The problem with its places in the new text; None where its own place was changed."""
    change = change_between(old, new)
    primary = change.span(problem.primary.span)
    if primary is None:
        return None
    labels = [(label, change.span(label.span)) for label in problem.labels]
    fix = problem.fix
    if fix is not None:
        edits = [(edit, change.span(edit.span)) for edit in fix.edits]
        whole = all(span is not None for _, span in edits)
        fix = replace(fix, edits=tuple(Edit(span, edit.text) for edit, span in edits if span)) if whole else None
    return replace(
        problem,
        primary=Label(primary, problem.primary.text),
        labels=tuple(Label(span, label.text) for label, span in labels if span is not None),
        fix=fix,
    )
