# SPDX-License-Identifier: Apache-2.0
"""The last story of a process, replayed: who moves the cursor asks about it again and again."""

from __future__ import annotations

from dataclasses import field

from fabula.diagnostics import Source
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


@dataclass(slots=True)
class Remembered:
    """What is remembered."""

    told: Told | None = field(default=None)
