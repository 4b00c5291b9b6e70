# SPDX-License-Identifier: Apache-2.0
"""The native engine and the reference engine agree on whole worlds: along walks at random, and on their endings."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from fabula import files
from fabula.diagnostics import Source
from fabula.engine.ground import ground
from fabula.engine.port import Goal
from fabula.engine.reference import ReferenceEngine
from fabula.language import read_world
from fabula.model.ground import Program
from fabula.model.limits import Limits
from parity.replaying import REPLAY, ROOT, Replayed, Shape, replayed

pytestmark = pytest.mark.skipif(not REPLAY.exists(), reason="the native engine is not built: `make native`")

WORLDS = (
    ROOT / "tests" / "data" / "stolen-fire.world",
    ROOT / "worlds" / "gates" / "gates.world",
    ROOT / "worlds" / "puddle" / "puddle.world",
)
STEPS = 12
EVENTS = 6
LIMITS = Limits(length=4, imagine=2, minds=1)


def program_of(path: Path) -> Program:
    source = files.read(str(path))
    assert isinstance(source, Source)
    world, _, _ = read_world(source, files.open_file)
    assert world is not None
    program = ground(world)
    assert isinstance(program, Program)
    return program


def shape(engine: ReferenceEngine, state: int, depth: int) -> Shape:
    minds = range(len(engine.program.people)) if depth else ()
    return engine.values(state), tuple(shape(engine, engine.believed(state, person), depth - 1) for person in minds)


def compare_state(engine: ReferenceEngine, native: Replayed, state: int, number: int, random: Random) -> None:
    possible = engine.possible(state)
    assert native.line("possible", number) == ["events", *map(str, possible)]
    assert native.shape(number, 2) == shape(engine, state, 2)
    for event in random.sample(possible, min(EVENTS, len(possible))):
        expected = "yes" if engine.explained(state, event, LIMITS) else "no"
        assert native.line("explained", number, event, LIMITS.imagine, LIMITS.minds) == [expected], f"event {event}"


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(2))
def test_along_a_walk(path: Path, seed: int) -> None:
    program, random = program_of(path), Random(seed)
    engine = ReferenceEngine(program, minds=LIMITS.minds)
    with replayed(program, engine.depth) as native:
        state, number = engine.start(), native.state("start")
        for _ in range(STEPS):
            assert number is not None
            compare_state(engine, native, state, number, random)
            possible = engine.possible(state)
            if not possible:
                break
            event = random.choice(possible)
            state, number = engine.after(state, event), native.state("after", number, event)


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_endings(path: Path) -> None:
    program = program_of(path)
    engine = ReferenceEngine(program, minds=LIMITS.minds)
    with replayed(program, engine.depth) as native:
        for number, ending in enumerate(program.endings):
            expected = engine.tell(Goal(ending.condition), LIMITS)
            answer = native.ask("tell", number, LIMITS.length, LIMITS.imagine, LIMITS.minds)
            assert answer[0] == [expected.outcome.value]
            assert [len(story) - 1 for story in answer[1:]] == [len(story) for story in expected.stories]
