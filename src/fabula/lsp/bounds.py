# SPDX-License-Identifier: Apache-2.0
"""What one text may cost: limits that hold for every check, whoever wrote it."""

from __future__ import annotations

from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of a session.

    Of a text with more than `characters` nothing is looked at. A check gives up after `seconds`, and where its engine
    keeps more than `mebibytes`. A check begins `delay` seconds after a key, unless another key comes first. A question
    waits at most `patience` seconds for an engine that is busy, and then answers without it.
    """

    characters: int = 2_000_000
    seconds: float = 10.0
    mebibytes: float = 512.0
    delay: float = 0.005
    patience: float = 1.0
