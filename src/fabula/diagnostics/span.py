# SPDX-License-Identifier: Apache-2.0
"""A place in a text.

A span names its source and two offsets, counted in characters (Unicode code points) of the decoded text,
so that it stays right whatever the line ends or the width of the characters. Lines and columns are worked
out only when somebody wants to see them (`source.py`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` (included) to `end` (excluded) of the source called `source`."""

    source: str
    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """The smallest span of the same source that covers both."""
        return Span(self.source, min(self.start, other.start), max(self.end, other.end))


NOWHERE = Span("", 0, 0)
"""The place of what nobody wrote: built-in kinds, the event `wait`, the fact `now`."""
