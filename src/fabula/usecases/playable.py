# SPDX-License-Identifier: Apache-2.0
"""The stories of a world as something to be played outside Fabula: what Ink and Twee files are written from.

The space of stories (`fabula.engine.port.Space`) is already folded: a place of it is a state. Stories end where the
first ending is reached, as those that `endings` counts; what nobody can come to any more is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine, Progress, Space
from fabula.model.limits import Limits
from fabula.model.playable import Choice, Left, Playable, Scene
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.endings_paths import Graph, graph_of
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences
from fabula.usecases.words import shown_name


def playable(
    engine: Engine,
    limits: Limits,
    person: int | None = None,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Playable | Diagnostic:
    """All stories of at most `limits.length` events; or the problem of a world that cannot go on.

    With `person` (a number) the choices of that person come first, and are marked as their own.
    """
    try:
        return _Folding(engine, engine.space(limits, None, cancel, progress), person).playable()
    except EngineError as error:
        return engine_problem(engine.program, error)


@dataclass(slots=True)
class _Folding:
    """Makes scenes of the places of one space."""

    engine: Engine
    space: Space
    person: int | None

    def playable(self) -> Playable:
        """Every place that a story comes to, numbered in the order in which they are come to."""
        program = self.engine.program
        graph, sentences = graph_of(self.space), Sentences(self.engine)
        numbers, waiting = {0: 0}, deque([0])
        scenes: list[Scene] = []
        while waiting:
            place = waiting.popleft()
            state = self.space.states[place]
            reached = tuple(
                (ending.form.name, sentences.ending(state, ending.form))
                for ending in program.endings
                if self.engine.holds(state, ending.condition)
            )
            steps = [] if reached else graph.leaving[place]
            for _, target in steps:
                if target not in numbers:
                    numbers[target] = len(numbers)
                    waiting.append(target)
            choices = tuple(self._choice(sentences, state, event, numbers[target]) for event, target in steps)
            ordered = tuple(sorted(choices, key=lambda choice: not choice.own))
            scenes.append(Scene(ordered, _left(graph, place, ordered, bool(reached)), reached))
        shown = None if self.person is None else shown_name(program.world, program.people[self.person])
        return Playable(program.world.title, shown, tuple(scenes), self.space.complete, self.space.limit)

    def _choice(self, sentences: Sentences, state: int, event: int, target: int) -> Choice:
        own = self.person is None or self.person in self.engine.program.events[event].willing
        return Choice(sentences.call(event), sentences.event(state, event), target, own)


def _left(graph: Graph, place: int, choices: tuple[Choice, ...], ended: bool) -> Left | None:
    if choices:
        return None
    if ended:
        return Left.ENDED
    return Left.NOTHING_TO_DO if graph.expanded(place) else Left.NOT_LOOKED_FURTHER
