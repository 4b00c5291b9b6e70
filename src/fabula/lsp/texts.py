# SPDX-License-Identifier: Apache-2.0
"""The texts that a session sees: those open in the editor, and behind them the files of its folder.

`OpenTexts` changes with every message and belongs to the thread that reads them; `Texts` is a picture of one moment,
which any thread may read. Line ends are made one line feed each: positions count lines, so nothing moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fabula import files
from fabula.diagnostics import Source
from fabula.lsp.folder import Folder
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class OpenText:
    """A text open in the editor, and which version of it that is."""

    source: Source
    version: int | None
    uri: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts at one moment, by their names."""

    opened: Mapping[str, OpenText]
    folder: Folder

    def read(self, name: str) -> Source | None:
        """The text of a name."""
        opened = self.opened.get(name)
        return self.folder.read(name) if opened is None else opened.source

    def open_file(self, from_name: str, wanted: str) -> Source | None:
        """The text that another one means by a path."""
        name = files.beside(from_name, wanted)
        return None if name is None else self.read(name)

    def names(self) -> Iterable[str]:
        """The names of all texts, open ones first."""
        return dict.fromkeys((*self.opened, *self.folder.names()))

    def uri(self, name: str, otherwise: str) -> str:
        """The URI that the editor calls a text by; `otherwise` where it is not open."""
        opened = self.opened.get(name)
        return otherwise if opened is None else opened.uri


def with_line_feeds(text: str) -> str:
    """The text with every line end made a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
