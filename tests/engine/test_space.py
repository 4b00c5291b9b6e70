# SPDX-License-Identifier: Apache-2.0
"""The space of stories: its walks are exactly the stories, and what stops it is named."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from engine.random_programs import program_of
from fabula.engine import Cancel
from fabula.engine.choose import default_engine
from fabula.engine.native import NativeEngine
from fabula.engine.port import Space
from fabula.engine.reference import ReferenceEngine
from fabula.model.limits import Limits
from fabula.semantics import EngineError

LIMITS = Limits(length=3, imagine=2, minds=1)


def walks(space: Space, length: int) -> set[tuple[int, ...]]:
    """The events along every walk from the start of at most so many steps."""
    found: set[tuple[int, ...]] = set()
    layer: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for _ in range(length):
        layer = [
            (target, (*story, event))
            for place, story in layer
            for source, event, target in zip(space.sources, space.events, space.targets, strict=True)
            if source == place
        ]
        found |= {story for _, story in layer}
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1_000_000))
def test_its_walks_are_the_stories(seed: int) -> None:
    engine = ReferenceEngine(program_of(seed), None, LIMITS.minds)
    try:
        stories = set(engine.stories(LIMITS))
        space = engine.space(LIMITS)
    except EngineError:
        return
    assert walks(space, LIMITS.length) == stories
    assert (space.complete, space.limit, len(space.layers)) == (3, None, 5)
    assert len(set(space.states)) == len(space.states) == space.layers[-1]
    native = NativeEngine(program_of(seed), None, LIMITS.minds).space(LIMITS)
    assert (native.complete, native.limit) == (3, None)
    for one, other in (
        (native.sources, space.sources),
        (native.events, space.events),
        (native.targets, space.targets),
        (native.layers, space.layers),
    ):
        assert tuple(one) == tuple(other)
    assert len(native.states) == len(space.states)


@pytest.mark.usefixtures("each_engine")
def test_a_space_that_is_stopped_names_the_limit() -> None:
    engine = default_engine(program_of(8), None, LIMITS.minds)
    whole = engine.space(LIMITS)
    assert len(whole.states) > 2
    stopped = engine.space(LIMITS, cancel=Cancel("time"))
    assert (stopped.limit, stopped.complete, tuple(stopped.states)) == ("time", 0, tuple(whole.states)[:1])
    few = engine.space(Limits(length=3, imagine=2, minds=1, states=1))
    assert few.limit == "states"
    assert few.complete < 3


@pytest.mark.usefixtures("each_engine")
def test_a_space_from_another_state() -> None:
    engine = default_engine(program_of(8), None, LIMITS.minds)
    whole = engine.space(LIMITS)
    there = engine.space(Limits(length=0), start=whole.states[1])
    assert (tuple(there.states), tuple(there.layers)) == ((whole.states[1],), (0, 1))
