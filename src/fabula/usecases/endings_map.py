# SPDX-License-Identifier: Apache-2.0
"""The map of endings of a world: its space of stories folded to its choices, with exact counts.

`endings_fold.py` says which places are one, `endings_flow.py` how many stories go where; here it gets its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine, Progress, Space
from fabula.model.answers import Outcome
from fabula.model.endings_map import EndingsMap, MapBranch, MapEnding, MapEvent, MapNode, Place
from fabula.model.ground import GroundEnding
from fabula.model.limits import Limits
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.endings_flow import Flow, flow
from fabula.usecases.endings_fold import OUTSIDE, Fold, fold
from fabula.usecases.endings_paths import FAR, Graph, graph_of, nearness
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences


def endings_map(
    engine: Engine,
    limits: Limits,
    names: Sequence[str] = (),
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> EndingsMap | Diagnostic:
    """The map of the endings of these names (none: all of them); or the problem of a world that cannot go on."""
    try:
        space = engine.space(limits, None, cancel, progress)
        return map_of(engine, limits, space, names)
    except EngineError as error:
        return engine_problem(engine.program, error)


def map_of(engine: Engine, limits: Limits, space: Space, names: Sequence[str] = ()) -> EndingsMap:
    """The map of a space that is known already."""
    wanted = [each for each in engine.program.endings if not names or each.form.name in names]
    graph = graph_of(space)
    goals = goals_of(engine, space, wanted)
    folded = fold(graph, goals)
    return _Map(engine, limits, graph, goals, folded, flow(graph, folded, goals, space.complete)).drawn(wanted)


def goals_of(engine: Engine, space: Space, wanted: Sequence[GroundEnding]) -> tuple[frozenset[int], ...]:
    """The places in which each ending holds, of those that stories of full length come to."""
    known = space.layers[min(space.complete + 1, len(space.layers) - 1)]
    return tuple(
        frozenset(place for place in range(known) if engine.holds(space.states[place], ending.condition))
        for ending in wanted
    )


@dataclass(slots=True)
class _Map:
    """Puts a fold and its flow into words."""

    engine: Engine
    limits: Limits
    graph: Graph
    goals: tuple[frozenset[int], ...]
    fold: Fold
    flow: Flow
    sentences: Sentences = field(init=False)
    depths: list[int] = field(init=False)
    first: dict[tuple[int, int, int], int] = field(init=False)
    late: dict[tuple[int, int], bool] = field(init=False)

    def __post_init__(self) -> None:
        """Find where each event is first taken from region to region, and which ways are only late."""
        self.sentences = Sentences(self.engine)
        layers = self.graph.space.layers
        self.depths = [0] * self.graph.places
        for depth in range(len(layers) - 1):
            for place in range(layers[depth], min(layers[depth + 1], self.graph.places)):
                self.depths[place] = depth
        self.first, self.late = {}, {}
        near = [nearness(self.graph, goal) for goal in self.goals]
        for place, steps in enumerate(self.graph.leaving):
            home = self.fold.region[place]
            for event, target in steps:
                pair = home, self.fold.region[target]
                if OUTSIDE not in pair:
                    self.first.setdefault((*pair, event), place)
                    late = all(near[ending][place] >= self._left(place) for ending in self._closed(pair))
                    self.late[pair] = self.late.get(pair, bool(self._closed(pair))) and late

    def _closed(self, pair: tuple[int, int]) -> tuple[int, ...]:
        """The endings that are open in one region, and neither open nor held in another where something is open."""
        holds, open_ = self.fold.labels[pair[1]]
        closed = self.fold.labels[pair[0]][1] & ~(holds | open_ | self.fold.dead)
        return _numbers(closed) if open_ & ~self.fold.dead else ()

    def _left(self, place: int) -> int:
        """How many events the length leaves in a place, at most; without bound where there is nothing beyond it."""
        space = self.graph.space
        return FAR if space.layers[-1] == space.layers[-2] else space.complete - self.depths[place]

    def drawn(self, wanted: Sequence[GroundEnding]) -> EndingsMap:
        """The whole map; regions that no story comes to within its length are left out."""
        space = self.graph.space
        come_to = {0} | {target for _, target in (*self.flow.between, *self.flow.dead)}
        kept = [home for home in range(len(self.fold.heads)) if home in come_to]
        number = {home: position for position, home in enumerate(kept)}
        pairs = sorted({*self.flow.between, *self.flow.dead}, key=lambda pair: (number[pair[0]], number[pair[1]]))
        return EndingsMap(
            world=self.engine.program.world.title,
            limits=self.limits,
            endings=tuple(self._ending(position, ending) for position, ending in enumerate(wanted)),
            nodes=tuple(self._node(home) for home in kept),
            branches=tuple(self._branch(pair, number) for pair in pairs),
            states=len(space.states),
            steps=len(space.sources),
            unfinished=self.fold.region.count(OUTSIDE),
            complete=space.complete,
            closed=space.limit is None and space.layers[-1] == space.layers[-2],
            limit=space.limit,
        )

    def _ending(self, position: int, ending: GroundEnding) -> MapEnding:
        """An ending in the list of them."""
        stories = sum(ends[position] for ends in self.flow.ends.values())
        gave_up = self.graph.space.limit is not None
        outcome = Outcome.TOLD if stories else Outcome.GAVE_UP if gave_up else Outcome.IMPOSSIBLE
        return MapEnding(ending.form.name, ending.form.text, outcome, stories)

    def _node(self, home: int) -> MapNode:
        """A region in words."""
        holds, open_ = self.fold.labels[home]
        dead = self.fold.dead
        places = [place for place, region in enumerate(self.fold.region) if region == home]
        none = [0] * len(self.goals)
        ends = self.flow.ends.get(home, none)
        arrived = [table for pair, table in self.flow.between.items() if pair[1] == home]
        stories = [sum(counts[each] for table in arrived for counts in table.values()) for each in range(len(none))]
        if home == self.fold.region[0]:
            stories = [sum(found[each] for found in self.flow.ends.values()) for each in range(len(none))]
        kind = (
            Place.DEAD
            if not holds and open_ == dead
            else Place.CHOICE
            if not holds
            else Place.PASSED
            if open_
            else Place.ENDING
        )
        inside = self._events((home, home), self.flow.inside.get(home, {}), {})
        return MapNode(
            kind=kind,
            holds=_numbers(holds),
            open=_numbers(open_ & ~dead),
            dead_open=bool(open_ & dead),
            inside=inside,
            ends=tuple(ends),
            stories=tuple(stories),
            depth=min(self.depths[place] for place in places),
            states=len(places),
        )

    def _branch(self, pair: tuple[int, int], number: Mapping[int, int]) -> MapBranch:
        """A way between regions in words."""
        taken, dying = self.flow.between.get(pair, {}), self.flow.dead.get(pair, {})
        counts = [sum(each) for each in zip(*taken.values(), strict=True)] or [0] * len(self.goals)
        events = self._events(pair, taken, dying)
        ends = number[pair[0]], number[pair[1]]
        return MapBranch(*ends, events, tuple(counts), sum(dying.values()), self.late[pair])

    def _events(
        self, pair: tuple[int, int], taken: Mapping[int, Sequence[int]], dying: Mapping[int, int]
    ) -> tuple[MapEvent, ...]:
        """The events of steps between two regions, those of most stories first."""
        found = []
        for event in sorted({*taken, *dying}):
            state = self.graph.space.states[self.first[(*pair, event)]]
            times = sum(taken.get(event, ())) + dying.get(event, 0)
            found.append(MapEvent(self.sentences.call(event), self.sentences.event(state, event), times))
        return tuple(sorted(found, key=lambda each: -each.stories))


def _numbers(bits: int) -> tuple[int, ...]:
    return tuple(number for number in range(bits.bit_length()) if bits >> number & 1)
