# SPDX-License-Identifier: Apache-2.0
"""What the reader believes: a person who sees just what has been told, in the order in which it happens.

For a place of the telling, the story is replayed in an engine with one person more. That person sees an event if it
has been told by then, and is surprised like everybody else. Nobody in the story knows of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from fabula.diagnostics import NOWHERE
from fabula.engine.ground_reading import children
from fabula.engine.port import Engine
from fabula.model.answers import EventCall
from fabula.model.expression import Comparator, Effect, Expression, Literal
from fabula.model.ground import Comparison, Constant, Fluent, Program, Read
from fabula.model.manuscript import READER
from fabula.model.world import Fact, YesNo
from fabula.records import dataclass
from fabula.usecases.check_history import Happening, History, begin
from fabula.usecases.check_setting import Setting
from fabula.usecases.check_start import opening_of

_MOST_KEPT = 4
"""So many engines of one setting are kept: a manuscript that is written, or asked about again, needs the same one."""

_TOLD = "told to the reader"
"""A fact of which no author's text can speak: no name has spaces in it."""


@dataclass(slots=True)
class Reader:
    """The reader of one setting's story: `told` is the fact that an event is told.

    `events` gives the numbers that the story's events have here: there are no others, but that time may pass.
    """

    engine: Engine
    told: int
    events: dict[int, int]

    def history(
        self, happenings: Sequence[Happening], told: Collection[int], start: tuple[Effect, ...] = ()
    ) -> History:
        """The story as it happens from its start on, with the events numbered `told` seen by the reader."""
        engine = self.engine
        history = begin(engine, start)
        for happening in happenings:
            before = engine.altered(history.now, (), self.told, happening.annotation in told)
            event = self.events[happening.event]
            after = engine.after(before, event)
            history = history.then(replace(happening, event=event, before=before, after=after))
        return history


def reader_of(setting: Setting, calls: Iterable[EventCall]) -> Reader:
    """The reader of a story in which these events happen."""
    program = setting.program
    wait = set() if program.wait is None else {program.wait}
    numbers = sorted(wait | {number for call in calls if (number := setting.number(call)) is not None})
    told = len(program.fluents)
    here = {number: place for place, number in enumerate(numbers)}
    kept = setting.readers.get(tuple(numbers))
    if kept is None:
        if len(setting.readers) >= _MOST_KEPT:
            setting.readers.clear()
        kept = setting.readers[tuple(numbers)] = _engine(setting, numbers, told)
    return Reader(kept, told, here)


def _engine(setting: Setting, numbers: Sequence[int], told: int) -> Engine:
    """An engine with a reader, on the events numbered so."""
    program = setting.program
    here = {number: place for place, number in enumerate(numbers)}
    sees = Comparison(Comparator.EQUAL, Read(told, NOWHERE), Constant(True, NOWHERE), NOWHERE)
    happening = [program.events[number] for number in numbers]
    events = tuple(replace(event, observers=(*event.observers, sees)) for event in happening)
    fact = Fact(_TOLD, (), YesNo(), None, NOWHERE)
    changed = replace(
        program,
        world=replace(program.world, facts=(*program.world.facts, fact)),
        people=(*program.people, READER),
        fluents=(*program.fluents, Fluent(_TOLD, (), YesNo())),
        events=events,
        utilities=(*program.utilities, Constant(0.0, NOWHERE)),
        start_values=(*program.start_values, False),
        wait=None if program.wait is None else here[program.wait],
    )
    return _opened(setting, changed)


def _opened(setting: Setting, program: Program) -> Engine:
    """An engine at the start as the reader, too, believes it; nobody's will is asked there, so minds are kept flat."""
    opening = opening_of(program)
    return setting.make(replace(program, start_beliefs=opening.beliefs), minds=0)


def speaks_of_reader(expression: Expression) -> bool:
    """Whether a condition asks what the reader believes."""
    if isinstance(expression, Literal):
        return expression.value == READER
    return any(speaks_of_reader(child) for child in children(expression))
