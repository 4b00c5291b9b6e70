# SPDX-License-Identifier: Apache-2.0
"""The progress line: one line on a terminal's standard error, drawn over itself and wiped at the end."""

from __future__ import annotations

import sys
import time

from fabula.cli.output import is_terminal
from fabula.engine.port import Progress

BETWEEN = 0.1
"""Seconds between two drawings: often enough to look alive, seldom enough to cost nothing."""


class ProgressLine:
    """Shows how far a search is. Where nobody looks (no terminal), does nothing."""

    def __init__(self) -> None:
        self._shown = is_terminal(sys.stderr)
        self._drawn_at = 0.0
        self._about = ""

    def about(self, what: str) -> None:
        """Say what is being searched from now on."""
        self._about = what
        self._draw(what)

    def __call__(self, progress: Progress) -> None:
        """Draw how far the search is, if the last drawing is long enough ago."""
        now = time.monotonic()
        if self._shown and now - self._drawn_at >= BETWEEN:
            self._drawn_at = now
            found = f", {progress.stories} found" if progress.stories else ""
            self._draw(f"{self._about}: stories of {progress.length} events, {progress.states:,} states{found}")

    def wipe(self) -> None:
        """Take the line away, before anything else is printed."""
        self._draw("")

    def _draw(self, text: str) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{text[:79]}")
            sys.stderr.flush()
