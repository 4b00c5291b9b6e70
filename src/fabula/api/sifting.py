# SPDX-License-Identifier: Apache-2.0
"""The patterns that a program asks for: by name, or by the path of a file."""

from __future__ import annotations

from fabula import files
from fabula.api.errors import InvalidText
from fabula.api.session import written
from fabula.diagnostics import Diagnostic, Source
from fabula.usecases.sift import Asked


def asked_patterns(names: tuple[str, ...]) -> Asked:
    """The patterns of these names and paths; of none, all that come along and fit the world."""
    if not names:
        return Asked(tuple(files.shipped_patterns().values()), whatever_fits=True)
    found: list[Source] = []
    for name in names:
        source = files.read_pattern(written(name, "a pattern"))
        if isinstance(source, Diagnostic):
            raise InvalidText(name, (source,))
        found.append(source)
    return Asked(tuple(found))


def refused(asked: Asked, problems: tuple[Diagnostic, ...], text: str | None = None) -> InvalidText:
    """What to raise where a pattern cannot be used in a world, or (`text`) there is no such moment."""
    wrong = problems[0].primary.span.source
    texts = {source.name: source.text for source in asked.sources}
    return InvalidText(texts.get(wrong, text or ""), problems)
