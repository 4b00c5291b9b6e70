# SPDX-License-Identifier: Apache-2.0
"""Reads a text that stands by itself (`go(Wren, yard)`, `at(Wren) = hall`) against a finished world.

The same as `pieces.py`, for the Python interface, templates and questions from the command line.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Source
from fabula.language import pieces
from fabula.language.pieces import Problems
from fabula.model.answers import EventCall
from fabula.model.expression import Effect, Expression
from fabula.model.world import Parameter, World

TEXT = "<text>"
"""What such a text is called in diagnostics; give `Source(TEXT, text)` to a renderer."""


def read_condition(text: str, world: World) -> tuple[Expression | None, Problems]:
    """The condition that a text says, and what is wrong with it."""
    source = Source(TEXT, text)
    return pieces.read_condition(source, source.whole(), world)


def read_expression(
    text: str, world: World, parameters: Sequence[Parameter] = ()
) -> tuple[Expression | None, Problems]:
    """The expression that a text says, whatever its kind; names of the parameters become variables."""
    source = Source(TEXT, text)
    return pieces.read_expression(source, source.whole(), world, parameters)


def read_effects(text: str, world: World) -> tuple[tuple[Effect, ...] | None, Problems]:
    """The effects that a text says, and what is wrong with it."""
    source = Source(TEXT, text)
    return pieces.read_effects(source, source.whole(), world)


def read_event(text: str, world: World) -> tuple[EventCall | None, Problems]:
    """The event that a text names, and what is wrong with it."""
    source = Source(TEXT, text)
    return pieces.read_event(source, source.whole(), world)
