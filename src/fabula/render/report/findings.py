# SPDX-License-Identifier: Apache-2.0
"""Diagnostics in the page: the sentence, under it the lines of the text with all there is to say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.records import dataclass

COLUMNS = 62


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic to be shown. `frame` is what `check` prints of it, without its sentence."""

    severity: str
    code: str
    title: str
    frame: str


def findings_of(problems: Iterable[Diagnostic], sources: Mapping[str, Source]) -> tuple[Finding, ...]:
    """The diagnostics, whole."""
    return tuple(Finding(str(each.severity), each.code, each.title, _frame(each, sources)) for each in problems)


def _frame(problem: Diagnostic, sources: Mapping[str, Source]) -> str:
    """The lines of the text with their marks, the notes and the help."""
    whole = render_text([replace(problem, title="")], sources, COLUMNS)
    return whole.partition("\n")[2].rstrip("\n")
