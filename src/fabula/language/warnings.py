# SPDX-License-Identifier: Apache-2.0
"""What cannot matter in a world."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic
from fabula.model.world import World


def warnings(world: World) -> list[Diagnostic]:
    """What cannot matter."""
    return []
