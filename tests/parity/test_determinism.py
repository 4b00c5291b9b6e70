# SPDX-License-Identifier: Apache-2.0
"""The same question has the same answer in every process: stories, reasons, and how much work they took."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from parity.replaying import ROOT

ASKED = """
import sys
from pathlib import Path
from random import Random

from fabula.engine.native import NativeEngine
from fabula.engine.port import Goal
from fabula.engine.reference import ReferenceEngine
from fabula.model.limits import Limits
from parity.judging import limits_of, program_of
from parity.random_worlds import world_of
from parity.comparing import tried

def answers(make, program, limits):
    engine = make(program, minds=limits.minds)
    for ending in program.endings:
        yield tried(lambda: engine.tell(Goal(ending.condition), limits))
    yield tried(lambda: engine.tell(Goal(raises=2.0), limits))
    yield tried(lambda: list(engine.stories(Limits(2, limits.imagine, limits.minds))))
    start = tried(engine.start)
    for event, form in enumerate(program.events if isinstance(start, int) else ()):
        for person in form.willing:
            yield tried(lambda: engine.reason(start, event, person, limits))

make = {"native": NativeEngine, "reference": ReferenceEngine}[sys.argv[1]]
for path in sys.argv[2:]:
    for answer in answers(make, program_of(Path(path).read_text(encoding="utf-8")), Limits(4, 2, 1)):
        print(path, answer)
random = Random(3)
for number in range(25):
    text = world_of(random.randbytes(240)).text
    for answer in answers(make, program_of(text), limits_of(text)):
        print(number, answer)
"""
WORLDS = ("tests/data/stolen-fire.world", "worlds/puddle/puddle.world")


def answered(engine: str, hash_seed: str) -> str:
    """All that a fresh process answers."""
    path = os.pathsep.join(str(ROOT / folder) for folder in ("src", "tests"))
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path}
    command = [sys.executable, "-c", ASKED, engine, *WORLDS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("engine", ["native", "reference"])
def test_every_process_answers_the_same(engine: str) -> None:
    first = answered(engine, "1")
    assert first.count("told") > 5
    assert answered(engine, "2") == first
