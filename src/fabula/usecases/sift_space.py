# SPDX-License-Identifier: Apache-2.0
"""A pattern in all stories of a world: whether any holds it, the shortest that does, and how many do.

Nothing is listed. The states that explained events lead to are a graph; the pattern, with the set of all its threads
for one state, is an automaton; a story is a walk in their product, and one that matches ends where the automaton
accepts. Since each story is one walk there, walks are counted by adding up, exactly. States and pattern are explored
together, a length at a time: so whenever a limit stops it, all is known for every shorter length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine, Progress
from fabula.model.answers import EventCall, Outcome
from fabula.model.limits import Limits
from fabula.model.pattern import Pattern
from fabula.model.sift import Match, MatchedEvent, SiftedSample, SiftedSpace
from fabula.semantics.errors import EngineError
from fabula.usecases.endings import Draw, endings
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences
from fabula.usecases.sift import Patterns, moments_of, sift_events
from fabula.usecases.sift_match import Matcher, Moment, Thread
from fabula.usecases.sift_trace import sifted

Threads: TypeAlias = frozenset[Thread]
Node: TypeAlias = tuple[int, Threads]
"""A state of the world, and the threads of all stories that come to this node."""


class _Stopped(Exception):
    """A limit was reached."""


def sift_space(
    engine: Engine,
    pattern: Pattern,
    limits: Limits,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> SiftedSpace | Diagnostic:
    """All stories in character of at most `limits.length` events; or the problem of a world that cannot go on."""
    try:
        product = _Product(Matcher(engine, pattern), limits, Cancel() if cancel is None else cancel, progress)
        product.run()
        return _answer(product)
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
    numbers = {EventCall(event.name, event.arguments): number for number, event in enumerate(engine.program.events)}
    stories = tuple(
        sift_events(
            engine, f"{number} ({sample.ending})", [numbers[call] for call in sample.events], patterns, sentences
        )
        for number, sample in enumerate(survey.samples, 1)
    )
    return SiftedSample(engine.program.world.title, limits, stories, survey.limit)


@dataclass(slots=True)
class _Product:
    """The product of a world and a pattern, explored length by length.

    `before` has, for each node that is known, the node and the event by which a shortest story comes to it.
    """

    matcher: Matcher
    limits: Limits
    cancel: Cancel
    progress: Callable[[Progress], None] | None
    counts: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    found: Node | None = None
    closed: bool = False
    limit: str | None = None
    before: dict[Node, tuple[Node, int] | None] = field(default_factory=dict)
    steps: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    _leaving: dict[Node, tuple[tuple[int, Node], ...]] = field(default_factory=dict)

    def run(self) -> None:
        """Explore all lengths, or as many as a limit lets."""
        first: Node = (self.matcher.engine.start(), self.matcher.first())
        self.before[first] = None
        ways = {first: 1}
        self._count(ways)
        try:
            for _ in range(self.limits.length):
                known = len(self.before)
                ways = self._later(ways)
                self._count(ways)
                self.closed = len(self.before) == known
        except _Stopped:
            self.limit = self.cancel.limit or "states"

    def _later(self, ways: dict[Node, int]) -> dict[Node, int]:
        """The nodes one event later, with how many stories come to each."""
        if self.progress is not None:
            self.progress(Progress(len(self.counts), len(self.before), sum(self.counts)))
        later: dict[Node, int] = {}
        for node, count in ways.items():
            for event, target in self._next(node):
                later[target] = later.get(target, 0) + count
                if target not in self.before:
                    self.before[target] = (node, event)
        return later

    def _next(self, node: Node) -> tuple[tuple[int, Node], ...]:
        """The events that may happen at a node, and the nodes that they lead to."""
        known = self._leaving.get(node)
        if known is None:
            self._heed()
            state, threads = node
            known = self._leaving[node] = tuple(
                (event, (after, self._threads(threads, Moment(state, event, after))))
                for event, after in self._explained(state)
            )
        return known

    def _explained(self, state: int) -> tuple[tuple[int, int], ...]:
        """The events in character in a state, and the states after them."""
        known = self.steps.get(state)
        if known is None:
            engine = self.matcher.engine
            events = engine.explained_events(state, self.limits, self.cancel)
            self._heed()
            known = self.steps[state] = tuple((event, engine.after(state, event)) for event in events)
        return known

    def _heed(self) -> None:
        """Stop where a limit is reached; an engine that was stopped in the middle has told nothing."""
        most = self.limits.states
        if self.cancel.limit is not None or (most is not None and len(self.before) > most):
            raise _Stopped

    def _threads(self, threads: Threads, moment: Moment) -> Threads:
        """The threads after an event; where one has matched for good, it alone."""
        if self._done(threads):
            return threads
        found = self.matcher.advanced(threads, moment)
        if self.matcher.settled and any(at == self.matcher.last for at, _ in found):
            return frozenset(((self.matcher.last, ()),))
        return found

    def _done(self, threads: Threads) -> bool:
        return (self.matcher.last, ()) in threads

    def accepts(self, node: Node) -> bool:
        """Whether a story that comes to the node matches."""
        state, threads = node
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


def _answer(product: _Product) -> SiftedSpace:
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
        outcome = Outcome.IMPOSSIBLE if product.limit is None else Outcome.GAVE_UP
    return SiftedSpace(
        world=engine.program.world.title,
        limits=product.limits,
        pattern=pattern.name,
        title=pattern.title,
        outcome=outcome,
        never=outcome is Outcome.IMPOSSIBLE and product.closed,
        counts=tuple(product.counts),
        totals=tuple(product.totals),
        shortest=story,
        matches=matches,
        left_out=pattern.left_out,
        states=len({state for state, _ in product.before}),
        nodes=len(product.before),
        limit=product.limit,
    )
