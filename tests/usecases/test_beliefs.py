# SPDX-License-Identifier: Apache-2.0
"""The ledger of all beliefs says at each moment what `knows` answers there, and its rows cut as they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula import files
from fabula.diagnostics import Diagnostic
from fabula.engine.choose import engine_maker
from fabula.model.beliefs import Ledger
from fabula.model.knows import KnowsAnswer
from fabula.usecases.beliefs import ledger
from fabula.usecases.knows import KnowsQuestion, knows
from fabula.usecases.story import ReadStory, Story, Wanted, read_story, replay_story
from usecases.asking import read

WORLDS = Path(__file__).parents[2] / "worlds"

FLASHBACK = """
    @ scene "The yard"
    @ go(Wren, yard)
    @ scene "Earlier", before "The yard"
    @ drop(Ash)
    @ take(Rook)
"""


def written(path: str) -> ReadStory:
    """A manuscript of the founding worlds."""
    source = files.read(str(WORLDS / path))
    assert not isinstance(source, Diagnostic)
    return read_story(source, files.open_file)


def replayed(told: ReadStory, deep: int = 1) -> Story:
    """The story, replayed with minds deep enough."""
    assert told.manuscript is not None
    assert told.world is not None
    story = replay_story(told.manuscript, told.world, Wanted(engine_maker(None), minds=deep))
    assert isinstance(story, Story), story
    return story


def agree(told: ReadStory, gathered: Ledger, moments: range) -> int:
    """Compare with what `knows` answers at these moments; how many beliefs were compared."""
    assert told.manuscript is not None
    assert told.world is not None
    numbers = {fact.said: number for number, fact in enumerate(gathered.facts)}
    compared = 0
    for moment in moments:
        question = KnowsQuestion(at=str(moment) if moment else "start", deep=gathered.deep, everything=True)
        answer = knows(told.manuscript, told.world, question, engine_maker(None))
        assert isinstance(answer, KnowsAnswer)
        for fact in answer.facts:
            if fact.fact not in numbers:
                assert all(belief.so for belief in fact.beliefs), (moment, fact.fact)
                continue
            number = numbers[fact.fact]
            real = gathered.row(number, ()).at(moment)
            assert (real.value, real.words, real.cause) == (fact.value, fact.words, fact.cause)
            for belief in fact.beliefs:
                minds = tuple(gathered.people.index(name) for name in belief.minds)
                assert gathered.row(number, minds).at(moment).value == belief.value, (moment, fact.fact, minds)
                assert gathered.so(number, minds, moment) is belief.so, (moment, fact.fact, minds)
                if minds in gathered.minds(number):
                    assert gathered.row(number, minds).at(moment).cause == belief.cause, (moment, fact.fact, minds)
                compared += 1
    return compared


@pytest.mark.parametrize("path", ["gates/gates.md", "puddle/puddle.md", "tutorial/tutorial.md"])
def test_at_each_moment_the_ledger_says_what_knows_answers(path: str) -> None:
    told = written(path)
    gathered = ledger(replayed(told, 2), 2)
    last = len(gathered.moments)
    assert agree(told, gathered, range(1, last, max(last // 2, 1))) > 5


def test_a_story_told_in_another_order_than_it_is_lived() -> None:
    told = read(FLASHBACK)
    gathered = ledger(replayed(told), everything=True)
    assert agree(told, gathered, range(len(gathered.moments))) > 10


def test_what_nobody_is_ever_wrong_about_is_only_counted() -> None:
    story = replayed(written("tutorial/tutorial.md"))
    some, everything = ledger(story), ledger(story, everything=True)
    assert some.left_out > 0
    assert len(some.facts) + some.left_out == len(everything.facts)
    assert {fact.said for fact in some.facts} == {"purse"}


def test_stretches_are_cut_where_a_belief_changes_and_where_it_becomes_wrong() -> None:
    gathered = ledger(replayed(written("gates/gates.md")))
    fact = next(number for number, each in enumerate(gathered.facts) if each.said == "holder(key)")
    willow = gathered.people.index("Willow")
    real = [(each.first, each.last, each.run.value, each.so) for each in gathered.stretches(fact, ())]
    hers = [(each.first, each.last, each.run.value, each.so) for each in gathered.stretches(fact, (willow,))]
    assert real == [(0, 4, "Dawn", True), (5, 5, "none", True), (6, 17, "Faith", True)]
    assert hers == [(0, 4, "Dawn", True), (5, 17, "Dawn", False)]


def test_a_mind_without_a_row_is_right() -> None:
    gathered = ledger(replayed(written("gates/gates.md"), 2), 2)
    fact = next(number for number, each in enumerate(gathered.facts) if each.said == "holder(key)")
    faith, willow = gathered.people.index("Faith"), gathered.people.index("Willow")
    assert (faith, willow) not in gathered.minds(fact)
    assert gathered.row(fact, (faith, willow)) == gathered.row(fact, (willow,))


def test_a_story_that_breaks_is_told_up_to_there() -> None:
    gathered = ledger(replayed(read("@ go(Wren, yard)\n@ give(Ash, Wren)")), everything=True)
    assert gathered.broken == 1
    assert len(gathered.moments) == 2
    assert "cannot happen" in gathered.notes[0]
