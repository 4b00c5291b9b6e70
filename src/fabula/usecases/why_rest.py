# SPDX-License-Identifier: Apache-2.0
"""An event with which nothing happens but that the laws come to rest: for states into which a change has been put.

Whoever would see the change by the world's own sight sees it then, and what a law does at once it has done. No author
can name the event, nobody sees it or can plan on it, and it takes no time.
"""

from __future__ import annotations

from dataclasses import replace

from fabula.diagnostics import NOWHERE
from fabula.engine.port import Engine
from fabula.model.expression import Literal
from fabula.model.ground import Constant, GroundEvent, Program
from fabula.model.world import Event
from fabula.usecases.check_setting import MakeEngine

_NAME = "laws come to rest"
"""No author's event has a name with spaces in it."""


def resting(make_engine: MakeEngine) -> MakeEngine:
    """Makes engines whose programs have the event besides, as the last one."""

    def make(program: Program, depth: int | None, minds: int) -> Engine:
        if any(event.name == _NAME for event in program.events):
            return make_engine(program, depth, minds)
        return make_engine(replace(program, events=(*program.events, _event(program))), depth, minds)

    return make


def rested(engine: Engine, state: int) -> int:
    """The state with all laws at rest."""
    return engine.after(state, rest_of(engine))


def rest_of(engine: Engine) -> int:
    """The number of the event."""
    events = engine.program.events
    return next(number for number in range(len(events) - 1, -1, -1) if events[number].name == _NAME)


def _event(program: Program) -> GroundEvent:
    form = Event(_NAME, (), None, Literal(False, NOWHERE), (), (), None, 0, NOWHERE)
    never = Constant(False, NOWHERE)
    return GroundEvent(_NAME, (), form, never, (), (), (), tuple(never for _ in program.people), 0)
