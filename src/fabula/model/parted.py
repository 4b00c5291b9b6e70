# SPDX-License-Identifier: Apache-2.0
"""A story as told and as it would be under a change, as plain data: what the picture of a what-if is drawn from."""

from __future__ import annotations

from fabula.model.chronicle import Chronicle
from fabula.model.whatif import Fate
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class PartedStep:
    """What becomes of an event of the told story (`told`, its place among them).

    `happens` are the places of what happens under the change among the events of that story: nothing, one event or
    several, or time that passes instead (`waits`). `why` says in sentences why the event does not happen.
    """

    told: int
    fate: Fate
    happens: tuple[int, ...]
    waits: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """Both stories. `changed` begins after the first `place` events of the told one, where the change is made.

    `changes` are the changes as they were asked for; `steps` has one for each event of the told story from there on.
    """

    told: Chronicle
    changed: Chronicle
    place: int
    changes: tuple[str, ...]
    steps: tuple[PartedStep, ...]
