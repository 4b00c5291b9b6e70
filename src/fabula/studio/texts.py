# SPDX-License-Identifier: Apache-2.0
"""Texts as the author sees them now: what is not saved yet stands for what the disk has."""

from __future__ import annotations

from collections.abc import Mapping

from fabula import files
from fabula.diagnostics import Source
from fabula.studio.folder import Folder
from fabula.studio.refused import Refused


class Texts:
    """The folder with unsaved texts over it. `opened` are all sources that were taken, by name."""

    def __init__(self, folder: Folder, unsaved: Mapping[str, str]) -> None:
        self.folder = folder
        self.unsaved = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in unsaved.items()}

    def read(self, path: str) -> Source:
        """A text of the folder; raises `Refused`."""
        if path in self.unsaved:
            return Source(path, self.unsaved[path])
        return Source(path, self.folder.read(path).text)

    def open_file(self, from_name: str, wanted: str) -> Source | None:
        """The text that another means by a path; None if there is none in the folder."""
        name = files.beside(from_name, wanted)
        if name is None or name.startswith(("../", "/")):
            return None
        try:
            return self.read(name)
        except Refused:
            return None
