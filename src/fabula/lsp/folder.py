# SPDX-License-Identifier: Apache-2.0
"""Which files a session may read: everything that it takes from a disk comes through a `Folder`.

A file is named as in its URI: `/home/ann/gates/gates.md`, or whatever the owner of the folder makes of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from fabula import files
from fabula.diagnostics import Source
from fabula.records import dataclass

ENDINGS = (".world", ".md", ".pattern")
MOST_FILES = 2_000
DEEPEST = 8
SKIPPED = frozenset(("node_modules", "__pycache__", "build", "dist"))


class Folder(Protocol):
    """What may be read."""

    def read(self, name: str) -> Source | None:
        """The text of a file, its source called by the name; None where there is none, or it may not be read."""

    def names(self) -> Iterable[str]:
        """The names of the worlds, manuscripts and patterns that there are, in any order; a bounded number."""


@dataclass(frozen=True, slots=True)
class DiskFolder:
    """Files on the disk: those below `root`, symbolic links followed before that is asked; without one, all.

    Names are those of the files below the root, or without one below the folders `listed`.
    """

    root: str | None = None
    listed: tuple[str, ...] = ()

    def read(self, name: str) -> Source | None:
        """The text of a file."""
        if not self._inside(name):
            return None
        found = files.read(name)
        return found if isinstance(found, Source) else None

    def names(self) -> Iterator[str]:
        """The files below the root, those of hidden folders left out."""
        below = self.listed if self.root is None else (os.path.abspath(self.root),)  # noqa: PTH100 -- names are texts
        yield from islice(dict.fromkeys(name for each in below for name in self._below(each)), MOST_FILES)

    def _below(self, root: str) -> Iterator[str]:
        """The files below one folder."""
        count = 0
        for folder, folders, names in os.walk(root):
            depth = os.path.relpath(folder, root).count(os.sep)
            kept = [name for name in sorted(folders) if not name.startswith(".") and name not in SKIPPED]
            folders[:] = kept if depth < DEEPEST else []
            for name in sorted(names):
                if name.endswith(ENDINGS):
                    count += 1
                    if count > MOST_FILES:
                        return
                    yield files.normal(os.path.join(folder, name))  # noqa: PTH118 -- names are texts, as everywhere

    def _inside(self, name: str) -> bool:
        """Whether the file lies below the root, wherever links lead."""
        if self.root is None:
            return True
        try:
            root, real = os.path.realpath(self.root), os.path.realpath(name)
            return os.path.commonpath((root, real)) == root
        except (OSError, ValueError):
            return False
