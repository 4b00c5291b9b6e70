# SPDX-License-Identifier: Apache-2.0
"""Every declared ending of the founding worlds is told, in as many events as a search found to be the fewest."""

import pytest

import fabula
from worlds.judging import WORLDS

ENDINGS = [
    ("gates", "never_shut", 2),
    ("gates", "another_way", 6),
    ("gates", "faith_dead", 8),
    ("gates", "faith_walks", 11),
    ("puddle", "dust_at_dawn", 3),
    ("puddle", "turned", 2),
    ("puddle", "killed_as_asked", 6),
    ("puddle", "left_alone", 7),
    pytest.param("puddle", "both_safe", 14, marks=pytest.mark.slow),
    ("heist", "taken", 6),
    ("heist", "shared", 9),
    ("heist", "sold", 11),
    ("heist", "nothing", 13),
    ("heist", "outwitted", 14),
]
IMAGINE = {"nothing": 2, "outwitted": 2}
"""Endings whose reasons need so little foresight; with more, the search takes five times as long."""


@pytest.mark.parametrize(("name", "ending", "fewest"), ENDINGS)
def test_the_ending_is_told(name: str, ending: str, fewest: int) -> None:
    world = fabula.load(str(WORLDS / name / f"{name}.world"))
    answer = world.tell(ending, length=fewest, imagine=IMAGINE.get(ending, 5))
    assert answer.outcome is fabula.Outcome.TOLD
    assert len(answer.stories[0].events) == fewest


@pytest.mark.parametrize(
    ("name", "ending", "fewest"), [("gates", "another_way", 6), ("puddle", "left_alone", 7), ("heist", "shared", 9)]
)
def test_and_not_in_fewer_events(name: str, ending: str, fewest: int) -> None:
    world = fabula.load(str(WORLDS / name / f"{name}.world"))
    assert world.tell(ending, length=fewest - 1).outcome is fabula.Outcome.IMPOSSIBLE


@pytest.mark.parametrize("name", ["gates", "heist", "puddle"])
def test_all_endings_are_tried(name: str) -> None:
    world = fabula.load(str(WORLDS / name / f"{name}.world"))
    tried = {str(values[1]) for values in (getattr(each, "values", each) for each in ENDINGS) if values[0] == name}
    assert set(world.endings) == tried
