# SPDX-License-Identifier: Apache-2.0
"""Endings: a survey of all stories in character up to a length, by the endings they come to.

The engine gives the space of stories (`fabula.engine.port.Space`); what is counted and proved about it is in
`endings_paths.py` and `endings_dead.py`. A survey that a limit stopped answers for the events that it knows: what was
found holds, what was not found is *gave up*, never *impossible*.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine, Progress, Space
from fabula.model.answers import EventCall, Outcome
from fabula.model.endings import DeadEnd, EndingsAnswer, EventShare, SampledStory, SurveyedEnding
from fabula.model.ground import GroundEnding
from fabula.model.limits import Limits
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.endings_dead import entries
from fabula.usecases.endings_paths import Graph, counted, drawing_of, graph_of, nearness, shortest, used
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences
from fabula.usecases.tell import told

DEAD_ENDS = 100
"""So many dead ends are kept; the others are counted."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How many stories to draw, and from where chance comes: `below(n)` is a whole number from 0 to n - 1."""

    count: int
    below: Callable[[int], int]


def endings(
    engine: Engine,
    limits: Limits,
    names: Sequence[str] = (),
    draw: Draw | None = None,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
    space: Space | None = None,
) -> EndingsAnswer | Diagnostic:
    """The survey of the endings of these names (none: all of them); or the problem of a world that cannot go on.

    `space` is the space of stories where it is known already.
    """
    try:
        space = space or engine.space(limits, None, cancel, progress)
        wanted = [each for each in engine.program.endings if not names or each.form.name in names]
        return _Survey(engine, limits, space, wanted).answer(draw)
    except EngineError as error:
        return engine_problem(engine.program, error)


def explored_space(
    engine: Engine,
    limits: Limits,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Space | Diagnostic:
    """The space of stories of a world, for more than one question; or the problem of a world that cannot go on."""
    try:
        return engine.space(limits, None, cancel, progress)
    except EngineError as error:
        return engine_problem(engine.program, error)


class _Survey:
    """Answers from one space; `length` is how many events far it is known."""

    def __init__(self, engine: Engine, limits: Limits, space: Space, wanted: Sequence[GroundEnding]) -> None:
        self.engine = engine
        self.limits = limits
        self.space = space
        self.graph: Graph = graph_of(space)
        self.length = space.complete
        self.closed = space.limit is None and space.layers[-1] == space.layers[-2]
        self.sentences = Sentences(engine)
        known = space.layers[space.complete + 1] if space.complete + 1 < len(space.layers) else space.layers[-1]
        self.goals = {
            ending.form.name: frozenset(
                place for place in range(known) if engine.holds(space.states[place], ending.condition)
            )
            for ending in wanted
        }
        self.wanted = wanted

    def answer(self, draw: Draw | None) -> EndingsAnswer:
        """The whole answer."""
        surveyed = tuple(self._ending(ending) for ending in self.wanted)
        goal = frozenset().union(*self.goals.values())
        happens = set(self.space.events)
        useful = {share.event for ending in surveyed for share in ending.shares}
        every = range(len(self.engine.program.events))
        dead, dead_count = self._dead_ends(goal)
        return EndingsAnswer(
            world=self.engine.program.world.title,
            limits=self.limits,
            endings=surveyed,
            dead_ends=dead,
            dead_end_count=dead_count,
            unused=tuple(
                call for event in every if event in happens and (call := self.sentences.call(event)) not in useful
            ),
            unseen=tuple(self.sentences.call(event) for event in every if event not in happens),
            samples=() if draw is None else tuple(self._samples(draw)),
            states=len(self.space.states),
            steps=len(self.space.sources),
            complete=self.space.complete,
            closed=self.closed,
            limit=self.space.limit,
        )

    def _ending(self, ending: GroundEnding) -> SurveyedEnding:
        """One ending."""
        name, goal = ending.form.name, self.goals[ending.form.name]
        near = nearness(self.graph, goal)
        counts = counted(self.graph, goal, near, self.length)
        if near[0] > self.length:
            gave_up = self.space.limit is not None
            outcome = Outcome.GAVE_UP if gave_up else Outcome.IMPOSSIBLE
            text = ending.form.text
            return SurveyedEnding(name, text, outcome, self.closed, counts, None, ())
        story = told(self.engine, shortest(self.graph, near, goal), self.limits, self.sentences)
        shares = [
            EventShare(self.sentences.call(event), sum(counts) - sum(self._without(goal, event)))
            for event in sorted(used(self.graph, near, self.length))
        ]
        shares.sort(key=lambda share: -share.stories)
        return SurveyedEnding(name, ending.form.text, Outcome.TOLD, False, counts, story, tuple(shares))

    def _without(self, goal: frozenset[int], event: int) -> tuple[int, ...]:
        """The counts of the stories in which an event does not happen."""
        near = nearness(self.graph, goal, without=event)
        return counted(self.graph, goal, near, self.length, without=event)

    def _dead_ends(self, goal: frozenset[int]) -> tuple[tuple[DeadEnd, ...], int]:
        """The dead ends, in words, and how many there are besides."""
        found: list[DeadEnd] = []
        kept, count = entries(self.graph, goal, self.length, DEAD_ENDS)
        for entry in kept:
            way = tuple(self.sentences.call(event) for event in entry.way)
            text = self.sentences.event(self.space.states[entry.before], entry.way[-1]) if entry.way else ""
            found.append(DeadEnd(way, text, entry.left, entry.proved, entry.places))
        return tuple(found), count

    def _samples(self, draw: Draw) -> list[SampledStory]:
        """Stories drawn uniformly among all to any of the endings: each story to each ending is equally likely."""
        drawings = {name: drawing_of(self.graph, goal, self.length) for name, goal in self.goals.items() if goal}
        totals = {name: sum(table.get(0, 0) for table in each.ways) for name, each in drawings.items()}
        whole = sum(totals.values())
        found: list[SampledStory] = []
        for _ in range(draw.count if whole else 0):
            number = draw.below(whole)
            for name, total in totals.items():
                if number < total:
                    found.append(self._sampled(name, drawings[name].draw(draw.below)))
                    break
                number -= total
        return found

    def _sampled(self, name: str, events: tuple[int, ...]) -> SampledStory:
        """A drawn story in words."""
        state = self.engine.start()
        calls: list[EventCall] = []
        texts: list[str] = []
        for event in events:
            calls.append(self.sentences.call(event))
            texts.append(self.sentences.event(state, event))
            state = self.engine.after(state, event)
        return SampledStory(name, tuple(calls), tuple(texts))
