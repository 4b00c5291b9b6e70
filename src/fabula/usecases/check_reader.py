# SPDX-License-Identifier: Apache-2.0
"""What the reader believes: a person who sees just what has been told, in the order in which it happens.

For a place of the telling, the story is replayed in an engine with one person more. That person sees an event if it
has been told by then, and is surprised like everybody else. Nobody in the story knows of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from fabula.diagnostics import NOWHERE
from fabula.engine.ground import ground_effects
from fabula.engine.ground_reading import children
from fabula.engine.port import Engine
from fabula.model.expression import Assign, Comparator, Conditional, Effect, Expression, ForEvery, Literal
from fabula.model.ground import Comparison, Constant, Fluent, Read
from fabula.model.manuscript import READER
from fabula.model.world import Fact, YesNo
from fabula.usecases.check_history import Happening, History
from fabula.usecases.check_setting import Setting

_TOLD = "told to the reader"
"""A fact of which no author's text can speak: no name has spaces in it."""


@dataclass(slots=True)
class Reader:
    """The reader of one setting's story: `number` is theirs among the people, `told` the fact that an event is told."""

    engine: Engine
    number: int
    told: int

    def history(self, happenings: Sequence[Happening], told: Collection[int]) -> History:
        """The story as it happens, with the events numbered `told` seen by the reader."""
        engine = self.engine
        history = History(engine, _as_believed_at_the_start(engine, self.number))
        for happening in happenings:
            before = engine.altered(history.now, (), self.told, happening.annotation in told)
            stages = engine.stages(before, happening.event)
            history = history.then(replace(happening, before=before, stages=stages))
        return history


def reader_of(setting: Setting) -> Reader:
    """The reader of the setting's story."""
    program = setting.program
    reader, told = len(program.people), len(program.fluents)
    sees = Comparison(Comparator.EQUAL, Read(told, NOWHERE), Constant(True, NOWHERE), NOWHERE)
    events = tuple(replace(event, observers=(*event.observers, sees)) for event in program.events)
    fact = Fact(_TOLD, (), YesNo(), None, NOWHERE)
    changed = replace(
        program,
        world=replace(program.world, facts=(*program.world.facts, fact)),
        people=(*program.people, READER),
        fluents=(*program.fluents, Fluent(_TOLD, (), YesNo())),
        events=events,
        utilities=(*program.utilities, Constant(0.0, NOWHERE)),
        start_values=(*program.start_values, False),
    )
    return Reader(setting.make(changed), reader, told)


def _as_believed_at_the_start(engine: Engine, reader: int) -> int:
    """The start, with what the world says the reader believes of it."""
    program, state = engine.program, engine.start()
    stated = tuple(effect for effect in program.world.start if _of_reader(effect))
    for effect in ground_effects(program, stated):
        if effect.path[:1] == (reader,) and (effect.guard is None or engine.holds(state, effect.guard)):
            state = engine.altered(state, effect.path, effect.fluent, engine.value(state, effect.value))
    return state


def _of_reader(effect: Effect) -> bool:
    """Whether a statement of the start says what the reader believes."""
    match effect:
        case Assign(believers):
            return bool(believers) and isinstance(believers[0], Literal) and believers[0].value == READER
        case Conditional(_, then, otherwise):
            return any(_of_reader(inner) for inner in (*then, *otherwise))
        case ForEvery(_, _, effects):
            return any(_of_reader(inner) for inner in effects)


def speaks_of_reader(expression: Expression) -> bool:
    """Whether a condition asks what the reader believes."""
    if isinstance(expression, Literal):
        return expression.value == READER
    return any(speaks_of_reader(child) for child in children(expression))
