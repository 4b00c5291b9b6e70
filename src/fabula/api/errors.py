# SPDX-License-Identifier: Apache-2.0
"""What may be raised: the world cannot be used, or the question makes no sense. The tree is drawn in `fabula.api`."""

from __future__ import annotations

from collections.abc import Mapping

from fabula.diagnostics import Diagnostic, Source, render_text, suggest


class FabulaError(Exception):
    """What a program may do wrong; the tree is drawn at the top of the module."""


class InvalidWorld(FabulaError):
    """The world cannot be used. `diagnostics` say why; as a string, it is their text."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], sources: Mapping[str, Source]) -> None:
        super().__init__(render_text(diagnostics, sources))
        self.diagnostics = diagnostics
        self.sources = dict(sources)


class InvalidQuestion(FabulaError, ValueError):
    """A question that makes no sense in this world."""


class NoSuchEngine(InvalidQuestion):
    """An engine that does not exist, or is not built here."""


class InvalidText(InvalidQuestion):
    """An event or an expression that cannot be read in this world. `diagnostics` say why."""

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        source = diagnostics[0].primary.span.source if diagnostics else ""
        super().__init__(render_text(diagnostics, {source: Source(source, text)}) or f"`{text}` cannot be read")
        self.text = text
        self.diagnostics = diagnostics


class ImpossibleEvent(InvalidQuestion):
    """An event that cannot happen in this state."""


class UnknownName(InvalidQuestion, LookupError):
    """A person or an ending that is not in the world. `suggestions` are near names."""

    def __init__(self, what: str, name: str, there_are: tuple[str, ...]) -> None:
        self.suggestions = suggest(name, there_are)
        hint = f"; did you mean `{self.suggestions[0]}`?" if self.suggestions else ""
        super().__init__(f"there is no {what} called `{name}`{hint}")
