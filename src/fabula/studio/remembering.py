# SPDX-License-Identifier: Apache-2.0
"""The last story and the last play of a process: who moves the cursor, or plays, asks about them again and again."""

from __future__ import annotations

from dataclasses import field

from fabula.api.play import Play
from fabula.diagnostics import Source
from fabula.lsp.reading import Shelf
from fabula.lsp.running import Running, Stable
from fabula.model.chronicle import Chronicle
from fabula.records import dataclass
from fabula.usecases.story import Story


@dataclass(slots=True)
class Told:
    """A story that was replayed and told as data, from these texts and with these options."""

    file: str
    sources: dict[str, Source]
    depth: tuple[int | None, int | None]
    story: Story
    chronicle: Chronicle
    running: Running | None = None


@dataclass(slots=True)
class Played:
    """A play from these texts by this person: its moments by the choices that led there."""

    cast: tuple[object, ...]
    sources: dict[str, Source]
    moments: dict[tuple[str, ...], Play]


@dataclass(slots=True)
class Remembered:
    """What is remembered."""

    told: Told | None = field(default=None)
    shelf: Shelf | None = field(default=None)
    stable: Stable | None = field(default=None)
    played: Played | None = field(default=None)
