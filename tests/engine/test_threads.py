# SPDX-License-Identifier: Apache-2.0
"""Several threads give the space of stories that one gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.random_programs import program_of
from fabula import files
from fabula.diagnostics import Source
from fabula.engine.choose import engine_maker, native_is_there
from fabula.engine.port import Engine, Space
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.semantics import EngineError
from fabula.usecases.open_world import open_world

pytestmark = pytest.mark.skipif(not native_is_there(), reason="the native engine is not built here")
ROOT = Path(__file__).parents[2]


def plain(space: Space) -> tuple[object, ...]:
    """All that a space says; states are numbered alike on engines that are asked alike."""
    return (
        *(list(space.sources), list(space.events), list(space.targets)),
        *(list(space.layers), len(space.states), space.complete, space.limit),
    )


def spaces(program: Program, limits: Limits) -> list[tuple[object, ...] | str]:
    """What one thread finds, and what three find."""
    found: list[tuple[object, ...] | str] = []
    for threads in (1, 3):
        engine: Engine = engine_maker(None, threads=threads)(program, None, limits.minds)
        try:
            found.append(plain(engine.space(limits)))
        except EngineError as error:
            found.append(str(error))
    return found


def test_random_programs() -> None:
    grown = 0
    for seed in range(120):
        one, three = spaces(program_of(seed), Limits(length=4, imagine=2, minds=1))
        assert one == three, seed
        grown += isinstance(one, tuple) and len(one[0]) > 3  # type: ignore[arg-type]  # the steps
    assert grown > 20


@pytest.mark.parametrize("name", ["gates", "puddle"])
def test_the_founding_worlds(name: str) -> None:
    source = files.read(str(ROOT / "worlds" / name / f"{name}.world"))
    assert isinstance(source, Source)
    opened = open_world(source, files.open_file)
    assert opened.engine is not None
    one, three = spaces(opened.engine.program, Limits(length=8))
    assert one == three
