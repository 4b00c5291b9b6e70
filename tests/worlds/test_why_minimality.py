# SPDX-License-Identifier: Apache-2.0
"""The smallest changes that `why --not` finds at the start are what `expect with …` of a manuscript confirms.

`check` alters the start and replays by itself, so it is a judge of its own: each set makes the event possible and in
character, and no part of it does.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from fabula.diagnostics import Source
from fabula.model.why import Change, WhyAnswer
from fabula.usecases.check import check_text
from fabula.usecases.why import WhyQuestion
from usecases.asking import asked_why
from usecases.checking import LAMP
from usecases.test_questions import CHEST

WORLDS = Path(__file__).parents[2] / "worlds"
TEXTS = {
    "chest": CHEST,
    "lamp": LAMP,
    "gates": (WORLDS / "gates" / "gates.world").read_text(encoding="utf-8"),
    "puddle": (WORLDS / "puddle" / "puddle.world").read_text(encoding="utf-8"),
}
CASES = [
    ("chest", "dig(Wren)"),
    ("chest", "go(Wren, yard)"),
    ("chest", "laugh(Ash)"),
    ("lamp", "take(Wren)"),
    ("lamp", "give(Wren, Ash)"),
    ("gates", "chase(Faith, Spike)"),
    ("gates", "staunch(Faith, Dawn)"),
    ("puddle", "feed(Drusilla, Angelus, Spike)"),
    ("puddle", "roll(Spike, floor)"),
    ("puddle", "say_able(Spike, Buffy)"),
]


def remedies(world: str, event: str) -> list[tuple[Change, ...]]:
    """The sets of facts and beliefs that are found."""
    answer = asked_why("", WhyQuestion(event, at="start", negated=True), TEXTS[world])
    assert isinstance(answer, WhyAnswer)
    assert answer.remedies is not None
    sets = [remedy.changes for remedy in answer.remedies.found]
    return [changes for changes in sets if all(change.kind in ("fact", "belief") for change in changes)]


def confirmed(world: str, event: str, changes: tuple[Change, ...]) -> bool:
    """Whether `check` finds the event possible and in character, had the start been so."""
    said = "; ".join(change.said for change in changes)
    claims = "".join(f"@ expect with {said}: {claim} {event}\n" for claim in ("possible", "in character"))
    story = Source("story.md", f"---\nworld: w.world\n---\n{claims}")
    checked = check_text(story, lambda _, wanted: Source(wanted, TEXTS[world]))
    assert checked.answer is not None
    return all(expectation.holds for expectation in checked.answer.expectations)


@pytest.mark.parametrize(("world", "event"), CASES)
def test_each_set_does_and_no_part_of_it_does(world: str, event: str) -> None:
    found = remedies(world, event)
    assert found
    for changes in found:
        assert confirmed(world, event, changes), changes
        for size in range(1, len(changes)):
            for part in combinations(changes, size):
                assert not confirmed(world, event, part), part
