# SPDX-License-Identifier: Apache-2.0
"""A pattern in all stories of a world: whether any holds it, the shortest that does, and how many do.

Nothing is listed. The space of stories (`fabula.engine.port.Space`) is a graph; the pattern, with the set of all its
threads for one state, is an automaton; a story is a walk in their product, and one that matches ends where the
automaton accepts. Since each story is one walk there, walks are counted by adding up, exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine, Progress
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.model.pattern import Pattern
from fabula.model.sift import Match, MatchedEvent, SiftedSample, SiftedSpace
from fabula.semantics.errors import EngineError
from fabula.usecases.endings import Draw, endings
from fabula.usecases.endings_paths import Graph, graph_of
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences
from fabula.usecases.sift import Patterns, moments_of, sift_events
from fabula.usecases.sift_match import Matcher, Moment, Thread
from fabula.usecases.sift_trace import sifted

Threads: TypeAlias = frozenset[Thread]
Node: TypeAlias = tuple[int, Threads]
"""A place of the space, and the threads of all stories that come to this node."""


def sift_space(
    engine: Engine,
    pattern: Pattern,
    limits: Limits,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> SiftedSpace | Diagnostic:
    """All stories in character of at most `limits.length` events; or the problem of a world that cannot go on."""
    flag = Cancel() if cancel is None else cancel
    try:
        space = engine.space(limits, None, flag, progress)
        product = _Product(Matcher(engine, pattern), graph_of(space), flag, limits.states)
        product.run(space.complete)
        return _answer(product, limits, space.limit or product.limit)
    except EngineError as error:
        return engine_problem(engine.program, error)


def sift_sample(
    engine: Engine, patterns: Patterns, limits: Limits, draw: Draw, cancel: Cancel | None = None
) -> SiftedSample | Diagnostic:
    """Stories drawn among all that come to an ending, each as likely as any other, and what they hold."""
    survey = endings(engine, limits, (), draw, cancel)
    if isinstance(survey, Diagnostic):
        return survey
    sentences = Sentences(engine)
    stories = tuple(
        sift_events(engine, f"{number} ({sample.ending})", sample.events, patterns, sentences)
        for number, sample in enumerate(survey.samples, 1)
    )
    return SiftedSample(engine.program.world.title, limits, stories, survey.limit)


@dataclass(slots=True)
class _Product:
    """The product of a space and a pattern, walked through event by event."""

    matcher: Matcher
    graph: Graph
    cancel: Cancel
    most: int | None
    counts: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    found: Node | None = None
    closed: bool = False
    limit: str | None = None
    before: dict[Node, tuple[Node, int] | None] = field(default_factory=dict)
    _leaving: dict[Node, tuple[tuple[int, Node], ...]] = field(default_factory=dict)

    def run(self, length: int) -> None:
        """Walk so many events far, or to where a limit stops it."""
        first: Node = (0, frozenset((self.matcher.first(),)))
        self.before[first] = None
        ways = {first: 1}
        self._count(ways)
        for _ in range(length):
            known = len(self.before)
            later = self._later(ways)
            if later is None:
                return
            ways = later
            self._count(ways)
            if len(self.before) == known and not self.closed:
                self.closed = all(self.graph.expanded(place) for place, _ in self.before)

    def _later(self, ways: dict[Node, int]) -> dict[Node, int] | None:
        """The nodes one event later, with how many stories come to each; None where a limit is reached."""
        later: dict[Node, int] = {}
        for node, count in ways.items():
            if self.cancel.limit is not None or (self.most is not None and len(self.before) > self.most):
                self.limit = self.cancel.limit or "states"
                return None
            for event, target in self._steps(node):
                later[target] = later.get(target, 0) + count
                if target not in self.before:
                    self.before[target] = (node, event)
        return later

    def _steps(self, node: Node) -> tuple[tuple[int, Node], ...]:
        known = self._leaving.get(node)
        if known is None:
            place, threads = node
            known = self._leaving[node] = tuple(
                (event, (target, self._threads(threads, place, event, target)))
                for event, target in self.graph.leaving[place]
            )
        return known

    def _threads(self, threads: Threads, place: int, event: int, target: int) -> Threads:
        """The threads after a step; where one has matched for good, it alone."""
        if self._done(threads):
            return threads
        states = self.graph.space.states
        found = self.matcher.advanced(threads, Moment(states[place], event, states[target]))
        if self.matcher.settled and any(at == self.matcher.last for at, _ in found):
            return frozenset(((self.matcher.last, ()),))
        return found

    def _done(self, threads: Threads) -> bool:
        return (self.matcher.last, ()) in threads

    def accepts(self, node: Node) -> bool:
        """Whether a story that comes to the node matches."""
        place, threads = node
        state = self.graph.space.states[place]
        return self._done(threads) or any(self.matcher.over(thread, state) for thread in threads)

    def _count(self, ways: dict[Node, int]) -> None:
        accepting = [node for node in ways if self.accepts(node)]
        self.counts.append(sum(ways[node] for node in accepting))
        self.totals.append(sum(ways.values()))
        if self.found is None and accepting:
            self.found = min(accepting, key=self.way)

    def way(self, node: Node) -> tuple[int, ...]:
        """The events of a shortest story that comes to a node."""
        found: list[int] = []
        step = self.before[node]
        while step is not None:
            node, event = step
            found.append(event)
            step = self.before[node]
        return tuple(reversed(found))


def _answer(product: _Product, limits: Limits, limit: str | None) -> SiftedSpace:
    matcher = product.matcher
    engine, pattern = matcher.engine, matcher.pattern
    story: tuple[MatchedEvent, ...] | None = None
    matches: tuple[Match, ...] = ()
    if product.found is not None:
        sentences = Sentences(engine)
        moments = moments_of(engine, product.way(product.found))
        story = tuple(
            MatchedEvent(sentences.call(each.event), sentences.event(each.before, each.event)) for each in moments
        )
        matches = sifted(matcher, moments, sentences).matches
        outcome = Outcome.TOLD
    else:
        outcome = Outcome.IMPOSSIBLE if limit is None else Outcome.GAVE_UP
    return SiftedSpace(
        world=engine.program.world.title,
        limits=limits,
        pattern=pattern.name,
        title=pattern.title,
        outcome=outcome,
        never=outcome is Outcome.IMPOSSIBLE and product.closed,
        counts=tuple(product.counts),
        totals=tuple(product.totals),
        shortest=story,
        matches=matches,
        left_out=pattern.left_out,
        states=product.graph.places,
        nodes=len(product.before),
        limit=limit,
    )
