# SPDX-License-Identifier: Apache-2.0
"""Events that can happen but once, and what they raise: found in the program, for tighter bounds.

Who drinks a cup empties it: where an event takes away a fact that it needs, and nothing ever gives that fact back, it
happens at most once in any story. Where nothing does more than raise a number, such an event adds to it once, however
long the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.expression import Comparator
from fabula.model.ground import (
    All,
    Comparison,
    Constant,
    GroundEffect,
    GroundEvent,
    GroundExpression,
    GroundLaw,
    Program,
    Read,
)
from fabula.model.values import Value


def once_for_all(program: Program) -> frozenset[int]:
    """The events that can happen at most once in any story."""
    given = _given(program)
    return frozenset(number for number, event in enumerate(program.events) if _spends(event, given))


def only_raised(program: Program) -> frozenset[int]:
    """The fluents that nothing really sets: whatever changes them raises or lowers them."""
    effects = list(_effects(program))
    set_outright = {effect.fluent for effect in effects if not effect.increase}
    return frozenset({effect.fluent for effect in effects} - set_outright)


def _given(program: Program) -> dict[int, set[Value] | None]:
    """The values that each fluent may be set to; None where that cannot be said beforehand."""
    given: dict[int, set[Value] | None] = {}
    for effect in _effects(program):
        values = given.setdefault(effect.fluent, set())
        if effect.increase or not isinstance(effect.value, Constant):
            given[effect.fluent] = None
        elif values is not None:
            values.add(effect.value.value)
    return given


def _effects(program: Program) -> Iterator[GroundEffect]:
    """Whatever really changes facts."""
    owners: list[GroundEvent | GroundLaw] = [*program.events, *program.laws, *program.moment_laws]
    return (effect for owner in owners for effect in owner.effects if not effect.path)


def _spends(event: GroundEvent, given: dict[int, set[Value] | None]) -> bool:
    """Whether the event takes away a fact that it needs, and that nothing gives back."""
    for fluent, needed in _needs(event.condition):
        values = given.get(fluent)
        if values is None or needed in values:
            continue
        if any(effect.fluent == fluent and not effect.path and effect.guard is None for effect in event.effects):
            return True
    return False


def _needs(condition: GroundExpression) -> Iterator[tuple[int, Value]]:
    """The facts without which the condition cannot hold."""
    match condition:
        case All(parts=parts):
            for part in parts:
                yield from _needs(part)
        case Comparison(comparator=Comparator.EQUAL, left=Read(fluent=fluent), right=Constant(value=value)):
            yield fluent, value
        case _:
            return
