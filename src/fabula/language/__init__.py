# SPDX-License-Identifier: Apache-2.0
"""Text to model: the world language and manuscripts, read against the world that they belong to.

Nothing here touches the disk: sources come in, and further files through the `open_file` that is handed in. Imports
`fabula.diagnostics` and `fabula.model`, never an engine. Problems of a text come back as diagnostics beside the
result, which is None where the text cannot be used. Begin reading with `worlds.py`, which does everything in order.
"""

from fabula.language.dialects import Dialect, begins_like_a_world, dialect_of, read_world
from fabula.language.format import format_world
from fabula.language.manuscript import read_manuscript
from fabula.language.manuscript_format import format_manuscript
from fabula.language.phrases import read_condition, read_effects, read_event, read_expression
from fabula.language.print_world import print_world
from fabula.language.spelling import spelt

__all__ = [
    "Dialect",
    "begins_like_a_world",
    "dialect_of",
    "format_manuscript",
    "format_world",
    "print_world",
    "read_condition",
    "read_effects",
    "read_event",
    "read_expression",
    "read_manuscript",
    "read_world",
    "spelt",
]
