# SPDX-License-Identifier: Apache-2.0
"""The native engine and the reference engine agree on programs made at random: states, errors, wills, stories.

`FABULA_PARITY` says how many programs; `FABULA_PARITY_FIRST` where they begin.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from engine.random_programs import condition_of, program_of
from fabula.diagnostics import NOWHERE
from fabula.engine.port import Goal
from fabula.engine.reference import ReferenceEngine
from fabula.model.answers import Reason
from fabula.model.expression import Literal
from fabula.model.ground import GroundEnding, Program
from fabula.model.limits import Limits
from fabula.model.world import Ending
from fabula.semantics import EngineError
from parity.replaying import REPLAY, Replayed, Shape, replayed

pytestmark = pytest.mark.skipif(not REPLAY.exists(), reason="the native engine is not built: `make native`")

COUNT = int(os.environ.get("FABULA_PARITY", "60"))
FIRST = int(os.environ.get("FABULA_PARITY_FIRST", "0"))
BATCH = 20
DEPTH = 3


def with_ending(seed: int) -> Program:
    ending = Ending("end", None, Literal(True, NOWHERE), NOWHERE)
    return replace(program_of(seed), endings=(GroundEnding(ending, condition_of(seed)),))


def engine_shape(engine: ReferenceEngine, state: int, depth: int) -> Shape:
    minds = range(len(engine.program.people)) if depth else ()
    return engine.values(state), tuple(
        engine_shape(engine, engine.believed(state, person), depth - 1) for person in minds
    )


def after(engine: ReferenceEngine, state: int, event: int) -> int | None:
    try:
        return engine.after(state, event)
    except EngineError:
        return None


def started(engine: ReferenceEngine) -> int | None:
    try:
        return engine.start()
    except EngineError:
        return None


def reached(engine: ReferenceEngine, native: Replayed, length: int) -> list[tuple[int, int]]:
    """The states after every sequence of events, by both; they agree on all of them."""
    first, native_first = started(engine), native.state("start")
    assert (first is None) == (native_first is None)
    if first is None or native_first is None:
        return []
    found = [(first, native_first)]
    layer = found
    for _ in range(length):
        following = []
        for state, number in layer:
            possible = list(engine.possible(state))
            assert native.line("possible", number) == ["events", *map(str, possible)]
            for event in possible:
                later, native_later = after(engine, state, event), native.state("after", number, event)
                assert (later is None) == (native_later is None), f"event {event}"
                if later is not None and native_later is not None:
                    assert native.shape(native_later, DEPTH) == engine_shape(engine, later, DEPTH)
                    following.append((later, native_later))
        found = [*found, *following]
        layer = following
    return found


def shown_reason(program: Program, reason: Reason | None) -> list[str]:
    if reason is None:
        return ["none"]
    if reason.impulse:
        return ["impulse"]
    names = [(event.name, event.arguments) for event in program.events]
    return ["plan", *(str(names.index((step.event.name, step.event.arguments))) for step in reason.plan)]


def compare_wills(engine: ReferenceEngine, native: Replayed, pairs: list[tuple[int, int]], limits: Limits) -> None:
    for state, number in pairs:
        for event, form in enumerate(engine.program.events):
            for person in form.willing:
                question = (number, event, person, limits.imagine, limits.minds)
                try:
                    expected = shown_reason(engine.program, engine.reason(state, event, person, limits))
                except EngineError:
                    # What goes wrong where nobody need look is seen by the one engine or the other.
                    continue
                answer = native.line("reason", *question)
                if answer[0] != "error":
                    assert answer == expected, f"event {event}, person {person}"


def compare_stories(engine: ReferenceEngine, native: Replayed, limits: Limits) -> None:
    try:
        expected = engine.tell(Goal(engine.program.endings[0].condition), limits)
    except EngineError:
        return
    answer = native.ask("tell", 0, limits.length, limits.imagine, limits.minds, limits.count)
    if answer[0][0] != "error":
        assert answer[0] == [expected.outcome.value]
        stories = [tuple(map(int, story[1:])) for story in answer[1:]]
        assert [len(story) for story in stories] == [len(story) for story in expected.stories]
        if limits.count > 1:
            assert sorted(stories) == sorted(expected.stories) or len(stories) == limits.count


@pytest.mark.parametrize("batch", range(FIRST, FIRST + COUNT, BATCH))
def test_both_engines_agree(batch: int) -> None:
    for seed in range(batch, min(batch + BATCH, FIRST + COUNT)):
        program = with_ending(seed)
        for minds in (seed % 3,):
            engine = ReferenceEngine(program, minds=minds)
            with replayed(program, engine.depth) as native:
                pairs = reached(engine, native, 2)
                if not pairs:
                    continue
                compare_wills(engine, native, pairs[:8], Limits(imagine=3, minds=minds))
                compare_stories(engine, native, Limits(length=4, imagine=3, minds=minds))
                compare_stories(engine, native, Limits(length=3, imagine=2, minds=minds, count=6))
