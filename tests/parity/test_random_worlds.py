# SPDX-License-Identifier: Apache-2.0
"""The engines agree on whole worlds made at random, and the worlds have everything in them that the language has.

`FABULA_PARITY_WORLDS` says how many worlds (5,000 in continuous integration); `make parity` tries others, and longer.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from parity.judging import Disagreement, judged, report
from parity.random_worlds import RandomWorld, random_worlds, world_of

WORLDS = int(os.environ.get("FABULA_PARITY_WORLDS", "2000"))
SHARDS = 10

CONSTRUCTS = {
    "a definition": 4,
    "a fact about what a fact says": 10,
    "a subkind of person": 8,
    "by: nobody": 20,
    "by: on impulse": 20,
    "by: two": 20,
    "condition: a belief": 30,
    "condition: a belief about a belief": 10,
    "condition: a number": 30,
    "condition: and": 40,
    "condition: count": 30,
    "condition: every, any, no": 15,
    "condition: if": 8,
    "condition: is a": 3,
    "condition: no belief": 10,
    "condition: not": 15,
    "condition: now": 8,
    "condition: or": 30,
    "condition: two yes or no compared": 4,
    "condition: unknown": 15,
    "effect: for every": 8,
    "effect: on a belief": 40,
    "effect: on a belief about a belief": 10,
    "effect: on a condition": 35,
    "effect: on a number": 15,
    "effect: unknown": 12,
    "event: condition": 50,
    "event: takes": 15,
    "law": 25,
    "law: each moment": 8,
    "law: on a belief": 12,
    "law: several effects": 8,
    "number: calculation": 20,
    "number: count": 8,
    "number: division": 8,
    "number: if": 8,
    "number: sum": 4,
    "number: what somebody believes": 8,
    "seen by: a condition": 40,
    "seen by: nobody": 15,
    "sight": 8,
    "start: a belief about a belief": 8,
    "start: a wrong belief": 25,
    "start: for every": 6,
    "three people": 5,
    "value: if": 8,
    "value: none": 8,
    "value: what a fact says": 8,
    "value: what somebody believes": 8,
    "wants: a calculation": 8,
    "wants: a number": 5,
    "wants: for every": 8,
}
"""What worlds must have in them, in so many of a hundred."""

LIVELY = {
    "a law takes effect": 15,
    "an event is possible": 80,
    "error: division": 1,
    "error: restless": 1,
    "impossible": 60,
    "reason: a plan": 25,
    "reason: a plan of several steps": 4,
    "reason: an impulse": 10,
    "reason: none": 70,
    "the plain semantics agrees": 10,
    "told": 15,
    "told: several events": 5,
}
"""What must come up, in so many worlds of a hundred."""


def short_of(counted: Counter[str], wanted: dict[str, int], of: int) -> list[str]:
    """What came up too seldom."""
    return [
        f"{what}: {counted[what] * 100 / of:.1f}" for what, least in wanted.items() if counted[what] * 100 < least * of
    ]


def test_everything_occurs_in_random_worlds() -> None:
    random = Random(0)
    worlds = [world_of(random.randbytes(random.randint(160, 320))) for _ in range(1_000)]
    counted = Counter(construct for world in worlds for construct in world.constructs)
    assert short_of(counted, CONSTRUCTS, len(worlds)) == []
    assert set(counted) == set(CONSTRUCTS)


def test_bytes_that_are_nothing_are_a_plain_world() -> None:
    assert len(world_of(b"").text.splitlines()) < 30
    judged(world_of(b"").text)


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_engines_agree(shard: int, tmp_path: Path) -> None:
    counted: Counter[str] = Counter()
    last: list[str] = []

    # A world that they disagree on is made smaller as a text, which leaves more out than smaller bytes do.
    @seed(shard)
    @settings(
        max_examples=WORLDS // SHARDS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(random_worlds())
    def judge(world: RandomWorld) -> None:
        last.append(world.text)
        counted.update(judged(world.text))

    try:
        judge()
    except Disagreement:
        pytest.fail(report(last[-1], tmp_path))
    worlds = set(last)
    assert len(worlds) >= WORLDS // SHARDS * 9 // 10
    if len(worlds) >= 400:
        assert short_of(counted, LIVELY, len(worlds)) == []
