# SPDX-License-Identifier: Apache-2.0
"""The patterns that come along, in the manuscripts of the founding worlds: where each is found, and with whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula import load, load_story

WORLDS = Path(__file__).parents[2] / "worlds"

FOUND = {
    "gates": {"a-life-for-a-life": [("Faith", "Spike")], "unrequited-help": [("Willow", "Xander")]},
    "puddle": {
        "a-life-for-a-life": [("Buffy", "Spike")],
        "a-secret-kept": [("Spike", "Buffy", "resolved(Spike)")],
        "unrequited-help": [("Spike", "Buffy")],
    },
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_and_nothing_else(name: str) -> None:
    answer = load_story(WORLDS / name / f"{name}.md").sift()
    found = {
        pattern.name.removesuffix(".pattern"): [
            tuple(each.value for each in match.bindings) for match in pattern.matches
        ]
        for pattern in answer.patterns
        if pattern.matches
    }
    assert found == FOUND[name]
    assert len(answer.patterns) == 5
    assert answer.unfit == ()


def test_a_life_for_a_life_in_both_worlds() -> None:
    steps = {
        name: [
            str(step.event)
            for step in load_story(WORLDS / name / f"{name}.md").sift("a-life-for-a-life").patterns[0].matches[0].steps
        ]
        for name in FOUND
    }
    assert steps == {
        "gates": ["push(Faith, Spike)", "swallow(Faith, Spike)"],
        "puddle": ["catch_tear(Spike, Buffy)", "seal(Spike, Buffy)"],
    }


def test_who_is_in_no_danger_is_given_no_life(tmp_path: Path) -> None:
    world = (WORLDS / "gates" / "gates.world").read_text(encoding="utf-8")
    assert "    not soul(Spike)\n    speed" in world
    (tmp_path / "gates.world").write_text(
        world.replace("    not soul(Spike)\n    speed", "    speed"), encoding="utf-8"
    )
    (tmp_path / "gates.md").write_text((WORLDS / "gates" / "gates.md").read_text(encoding="utf-8"), encoding="utf-8")
    (pattern,) = load_story(tmp_path / "gates.md").sift("a-life-for-a-life").patterns
    assert pattern.matches == ()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "length", "stories"), [("gates", 11, 4), ("puddle", 9, 22)])
def test_all_stories(name: str, length: int, stories: int) -> None:
    answer = load(WORLDS / name / f"{name}.world").sift("a-life-for-a-life", length=length)
    assert sum(answer.counts) == stories
    assert answer.shortest is not None
    assert len(answer.shortest) == next(number for number, count in enumerate(answer.counts) if count)
