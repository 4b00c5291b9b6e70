# SPDX-License-Identifier: Apache-2.0
"""Who and what `knows` is asked about, as texts of the command line name them."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Span
from fabula.language import spelt
from fabula.model.ground import Program
from fabula.model.manuscript import READER
from fabula.usecases.problems import asking


def people_asked(program: Program, names: Sequence[str]) -> tuple[int | Diagnostic, ...]:
    """The numbers of people, the reader's being that after the last; everybody and the reader where none is named."""
    everybody = (*program.people, READER)
    if not names:
        return tuple(range(len(everybody)))
    found: list[int | Diagnostic] = []
    for name in names:
        said = spelt(name.strip())
        known = said in everybody
        place = Span("--who", 0, len(name))
        found.append(everybody.index(said) if known else asking.unknown_person(said, everybody, place))
    return tuple(found)


def subjects_asked(program: Program, texts: Sequence[str]) -> tuple[int | Diagnostic, ...]:
    """The numbers of the facts that texts name: `holder(key)`, all of `holder`, or all about a thing, `key`."""
    if not texts:
        return tuple(range(len(program.fluents)))
    found: list[int | Diagnostic] = []
    for text in texts:
        said = _plain(spelt(text))
        named = [
            number
            for number, fluent in enumerate(program.fluents)
            if said in {_plain(str(fluent)), fluent.name} or said in fluent.arguments
        ]
        if named:
            found += named
        else:
            found.append(asking.unknown_subject(text.strip(), _nameable(program), Span("--about", 0, len(text))))
    return tuple(found)


def _plain(text: str) -> str:
    return "".join(text.split())


def _nameable(program: Program) -> list[str]:
    """All that can be named."""
    facts = (name for fluent in program.fluents for name in (str(fluent), fluent.name))
    return list(dict.fromkeys((*facts, *(thing.name for thing in program.world.things))))
