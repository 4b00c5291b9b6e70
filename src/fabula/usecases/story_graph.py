# SPDX-License-Identifier: Apache-2.0
"""The space of stories as plain data: what every state has changed, which endings hold there, what leads on."""

from __future__ import annotations

from collections.abc import Callable

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine, Progress, Space
from fabula.model.limits import Limits
from fabula.model.story_graph import StoryGraph, StoryState, StoryStep
from fabula.model.values import show_value
from fabula.semantics.errors import EngineError
from fabula.usecases.endings_paths import FAR, graph_of, nearness
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences


def story_graph(
    engine: Engine,
    limits: Limits,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
    space: Space | None = None,
) -> StoryGraph | Diagnostic:
    """All states and steps of stories up to a length; or the problem of a world that cannot go on.

    `space` is the space of stories where it is known already.
    """
    try:
        return _graph(engine, limits, space or engine.space(limits, None, cancel, progress))
    except EngineError as error:
        return engine_problem(engine.program, error)


def _graph(engine: Engine, limits: Limits, space: Space) -> StoryGraph:
    sentences = Sentences(engine)
    said: dict[tuple[int, int], str] = {}
    steps: list[StoryStep] = []
    for source, event, target in zip(space.sources, space.events, space.targets, strict=True):
        text = said.setdefault((source, event), sentences.event(space.states[source], event))
        steps.append(StoryStep(source, target, sentences.call(event), text))
    return StoryGraph(
        world=engine.program.world.title,
        limits=limits,
        states=_states(engine, space),
        steps=tuple(steps),
        complete=space.complete,
        closed=space.limit is None and space.layers[-1] == space.layers[-2],
        limit=space.limit,
    )


def _states(engine: Engine, space: Space) -> tuple[StoryState, ...]:
    """Every state with what is known of it."""
    graph = graph_of(space)
    program = engine.program
    names = [str(fluent) for fluent in program.fluents]
    first = engine.values(space.states[0])
    endings = [
        tuple(ending.form.name for ending in program.endings if engine.holds(state, ending.condition))
        for state in space.states
    ]
    near = nearness(graph, [place for place, held in enumerate(endings) if held])
    beyond = nearness(graph, [place for place in range(graph.places) if not graph.expanded(place)])
    found: list[StoryState] = []
    depth = 0
    for place, state in enumerate(space.states):
        while depth + 1 < len(space.layers) - 1 and place >= space.layers[depth + 1]:
            depth += 1
        values = engine.values(state)
        changed = tuple(
            (name, show_value(value))
            for name, value, before in zip(names, values, first, strict=True)
            if value != before
        )
        dead = near[place] == FAR and beyond[place] == FAR
        found.append(StoryState(depth, endings[place], dead, graph.expanded(place), changed))
    return tuple(found)
