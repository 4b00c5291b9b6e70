# SPDX-License-Identifier: Apache-2.0
"""Worlds written in a test, and questions to their meaning by names instead of numbers."""

from __future__ import annotations

from textwrap import dedent

from fabula.diagnostics import Source
from fabula.engine.choose import default_engine
from fabula.engine.ground import ground
from fabula.engine.port import Engine, Goal
from fabula.language import read_world
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import Value, show_value


class Told:
    """A world, its engine, and the state after the events told so far."""

    def __init__(self, text: str, minds: int = 2) -> None:
        source = Source("test.world", dedent(text))
        world, diagnostics, _ = read_world(source, lambda _from, _wanted: None)
        assert world is not None, [diagnostic.title for diagnostic in diagnostics]
        program = ground(world)
        assert isinstance(program, Program), program
        self.program = program
        self.engine: Engine = default_engine(program, minds=minds)
        self.state = self.engine.start()

    def event(self, call: str) -> int:
        return [str(event) for event in self.program.events].index(call)

    def told(self, *calls: str) -> Told:
        """Let events happen, possible or not."""
        for call in calls:
            self.state = self.engine.after(self.state, self.event(call))
        return self

    def possible(self) -> list[str]:
        return [str(self.program.events[event]) for event in self.engine.possible(self.state)]

    def value(self, fact: str, *minds: str) -> str:
        """The value of a fact, in the mind at the end of a path of names."""
        state = self.state
        for person in minds:
            state = self.engine.believed(state, self.program.people.index(person))
        number = [str(fluent) for fluent in self.program.fluents].index(fact)
        value: Value = self.engine.values(state)[number]
        return show_value(value)

    def plan(self, call: str, person: str, imagine: int = 5, minds: int = 2) -> list[str] | str | None:
        """The plan for which somebody would do something; "impulse"; None if they would not."""
        limits = Limits(imagine=imagine, minds=minds)
        reason = self.engine.reason(self.state, self.event(call), self.program.people.index(person), limits)
        if reason is None:
            return None
        if reason.impulse:
            return "impulse"
        return [str(step.event) for step in reason.plan]

    def stories(self, ending: str, length: int = 6, count: int = 1, imagine: int = 5) -> list[list[str]]:
        """The stories to an ending."""
        (goal,) = (each for each in self.program.endings if each.form.name == ending)
        found = self.engine.tell(Goal(goal.condition), Limits(length=length, count=count, imagine=imagine))
        return [[str(self.program.events[event]) for event in story] for story in found.stories]
