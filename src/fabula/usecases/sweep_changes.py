# SPDX-License-Identifier: Apache-2.0
"""The small changes that a sweep tries: every fact of the start otherwise, every event of the story left out."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.port import Engine
from fabula.model.ground import Fluent, Program
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Number, YesNo
from fabula.records import dataclass
from fabula.usecases.check_start import opening_of
from fabula.usecases.story import Story
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.wording import show_belief


@dataclass(frozen=True, slots=True)
class SmallChange:
    """One change: of a `fact` or an `event`, which one, and how `whatif` would be asked for it."""

    sort: str
    subject: str
    text: str
    changes: Changes

    @property
    def key(self) -> str:
        """What names the change among all of a sweep."""
        return f"{self.sort}: {self.text}"


def fact_changes(engine: Engine) -> Iterator[SmallChange]:
    """Every fact of the start with other values: no for yes, each other thing, one more and one less of a number."""
    program = engine.program
    values = opening_of(program).values
    for number, fluent in enumerate(program.fluents):
        if number == program.clock:
            continue
        for value in _others(program, fluent, values[number]):
            text = show_belief([], str(fluent), value)
            yield SmallChange("fact", str(fluent), text, Changes((text,)))


def event_changes(story: Story) -> Iterator[SmallChange]:
    """Every event of the story left out, each time it happens by itself."""
    times: dict[str, int] = {}
    calls = [str(story.call(place)) for place in range(len(story.happenings))]
    for call in calls:
        times[call] = times.get(call, 0) + 1
        text = call if calls.count(call) == 1 else f"{call} #{times[call]}"
        yield SmallChange("event", call, f"without {text}", Changes(without=(text,)))


def _others(program: Program, fluent: Fluent, value: Value) -> Iterator[Value]:
    """The other values that a fact is tried with."""
    match fluent.type:
        case YesNo():
            if value is not UNKNOWN:
                yield not value
        case Number():
            if isinstance(value, int | float):
                yield value + 1
                yield value - 1
        case _:
            things = (thing.name for thing in program.world.things_of(fluent.type.kind))
            others: list[Value] = [*things, NONE]
            yield from (other for other in others if other != value)
