# SPDX-License-Identifier: Apache-2.0
"""A place in a manuscript as a moment of its story, and what is so then, and who believes what.

Telling order and story order differ: what counts at a line is what has happened, in the order lived, when the last
event told before it (in the same scene) is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.diagnostics import Span
from fabula.engine.ground import ground_value
from fabula.engine.port import Engine
from fabula.language.pieces import read_expression
from fabula.lsp.told import Sheet
from fabula.model.answers import EventCall
from fabula.model.ground import GroundExpression, Program
from fabula.model.manuscript import EventAnnotation
from fabula.model.values import Value, show_value
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.story import Story


@dataclass(frozen=True, slots=True)
class Valued:
    """What is read at a moment, its value, and who takes it for something else."""

    said: str
    value: str
    otherwise: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments of a replayed story, by their places in its manuscript."""

    story: Story

    @property
    def engine(self) -> Engine:
        """The engine of the story, which one thread may ask at a time."""
        return self.story.engine

    @property
    def program(self) -> Program:
        """The ground world."""
        return self.story.setting.program

    def place(self, offset: int) -> int:
        """How many events have happened, in the order lived, at a place of the text."""
        scene = sum(scene.span.start <= offset for scene in self.story.manuscript.scenes) - 1
        lived = [
            (happening.span.start, number)
            for number, happening in enumerate(self.story.happenings)
            if self._scene(happening.annotation) == scene
        ]
        told = [number + 1 for start, number in sorted(lived) if start <= offset]
        if told:
            return told[-1]
        if lived:
            return min(number for _, number in lived)
        earlier = [
            (happening.span.start, number + 1)
            for number, happening in enumerate(self.story.happenings)
            if happening.span.start <= offset
        ]
        return max(earlier)[1] if earlier else 0

    def event(self, span: Span) -> int | None:
        """The number, from 0, of the event whose annotation begins where the span does."""
        starts = (happening.span.start for happening in self.story.happenings)
        return next((number for number, start in enumerate(starts) if start == span.start), None)

    def call(self, number: int) -> EventCall:
        """The event numbered so."""
        return self.story.call(number)

    def before(self, number: int) -> int:
        """The state in which the event numbered so happens."""
        return self.story.happenings[number].before

    def seers(self, state: int, event: int) -> tuple[str, ...]:
        """Who sees an event that happens in a state."""
        people = enumerate(self.program.people)
        return tuple(name for person, name in people if self.engine.observes(state, event, person))

    def valued(self, state: int, said: str, read: Callable[[int], Value]) -> Valued:
        """A value in a state, and in what everybody believes; `read` gives it in one state."""
        value = read(state)
        minds = ((name, read(self.engine.believed(state, person))) for person, name in enumerate(self.program.people))
        otherwise = tuple((name, show_value(other)) for name, other in minds if other != value)
        return Valued(said, show_value(value), otherwise)

    def fact(self, state: int, fluent: int) -> Valued:
        """A ground fact in a state."""
        return self.valued(state, str(self.program.fluents[fluent]), lambda mind: self.engine.values(mind)[fluent])

    def expression(self, state: int, said: str, expression: GroundExpression) -> Valued:
        """An expression in a state."""
        return self.valued(state, said, lambda mind: self.engine.value(mind, expression))

    def about(self, state: int, thing: str) -> Iterator[Valued]:
        """The facts that a thing stands in or is the value of, in a state; those that are not so left out."""
        values = self.engine.values(state)
        for number, fluent in enumerate(self.program.fluents):
            if thing in fluent.arguments or values[number] == thing:
                found = self.fact(state, number)
                if found.value not in {"no", "none", "0"} or found.otherwise:
                    yield found

    def _scene(self, annotation: int) -> int:
        found = self.story.manuscript.annotations[annotation]
        scene = found.scene if isinstance(found, EventAnnotation) else None
        return -1 if scene is None else scene


def read_here(sheet: Sheet, span: Span, world: World, program: Program) -> GroundExpression | None:
    """The expression at a span of a manuscript, ground; None where it cannot be read."""
    expression, _ = read_expression(sheet.flat, span, world)
    if expression is None:
        return None
    try:
        return ground_value(program, expression)
    except EngineError:
        return None
