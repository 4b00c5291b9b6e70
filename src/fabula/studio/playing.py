# SPDX-License-Identifier: Apache-2.0
"""Being one of the people: what has happened, what one sees and believes of it, and what one may do now."""

from __future__ import annotations

from fabula.studio.asking import Asked, Found
from fabula.studio.refused import Refused


def play(asked: Asked) -> Found:
    """What is open to the person after the events so far."""
    raise Refused(501, "not-yet", f"`{asked.ask.file}` cannot be played in the studio yet.")
