# SPDX-License-Identifier: Apache-2.0
"""The example world of the documentation, from its text to its program."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.diagnostics import Source
from fabula.engine.dump import dump
from fabula.engine.ground import ground
from fabula.language import read_world
from fabula.model.ground import Program

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.golden
def test_the_stolen_fire_becomes_this_program(golden_update: bool) -> None:
    text = (DATA / "stolen-fire.world").read_text(encoding="utf-8")
    world, problems, _ = read_world(Source("stolen-fire.world", text), lambda _from, _wanted: None)
    assert world is not None, problems
    program = ground(world)
    assert isinstance(program, Program)
    golden = DATA / "stolen-fire.program"
    if golden_update:
        golden.write_text(dump(program), encoding="utf-8")
    assert dump(program) == golden.read_text(encoding="utf-8")
