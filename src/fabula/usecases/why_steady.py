# SPDX-License-Identifier: Apache-2.0
"""Facts that nothing changes, kept from being folded away where it is asked what would be, were they otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.ground import event_form
from fabula.engine.ground_reading import unchanging_facts
from fabula.model.answers import EventCall
from fabula.model.expression import Effect, Expression
from fabula.model.world import World
from fabula.usecases.check_weighed import changed, facts_in


def unfolded(world: World, call: EventCall) -> tuple[Effect, ...]:
    """Effects that keep unchanging whatever the event's condition and the wants of those who must will it read."""
    form = event_form(world, call.name, call.arguments)
    if form is None:
        return ()
    read = dict.fromkeys(fact for expression in _asked(world, call) for fact in facts_in(expression))
    unchanging = unchanging_facts(world)
    return tuple(changed(fact) for fact in read if fact in unchanging)


def _asked(world: World, call: EventCall) -> Iterator[Expression]:
    form = event_form(world, call.name, call.arguments)
    if form is None:
        return
    yield form.condition
    if form.willing:
        yield from (who.impulse for who in form.willing if who.impulse is not None)
        yield from (wants.utility for wants in world.wants if wants.person is not None)
