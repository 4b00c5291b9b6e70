# SPDX-License-Identifier: Apache-2.0
"""Text to model: the world language and manuscripts, read against the world that they belong to.

Nothing here touches the disk: sources come in, and further files through the `open_file` that is handed in. Imports
`fabula.diagnostics` and `fabula.model`, never an engine. Problems of a text come back as diagnostics beside the
result, which is None where the text cannot be used. Begin reading with `worlds.py`, which does everything in order.
What writes texts is imported when it is first used: whoever checks a story writes none.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from fabula.language.dialects import Dialect, begins_like_a_world, dialect_of, is_world, read_world
from fabula.language.manuscript import read_manuscript
from fabula.language.phrases import read_condition, read_effects, read_event, read_expression
from fabula.language.spelling import spelt

if TYPE_CHECKING:
    from fabula.language.format import format_world
    from fabula.language.manuscript_format import format_manuscript
    from fabula.language.world_printer import print_world

__all__ = [
    "Dialect",
    "begins_like_a_world",
    "dialect_of",
    "format_manuscript",
    "format_world",
    "is_world",
    "print_world",
    "read_condition",
    "read_effects",
    "read_event",
    "read_expression",
    "read_manuscript",
    "read_world",
    "spelt",
]

_WRITERS = {"format_manuscript": "manuscript_format", "format_world": "format", "print_world": "world_printer"}


def __getattr__(name: str) -> object:
    """A function that writes texts, imported when it is first asked for."""
    if name in _WRITERS:
        return getattr(import_module(f"fabula.language.{_WRITERS[name]}"), name)
    raise AttributeError(f"module 'fabula.language' has no attribute '{name}'")
