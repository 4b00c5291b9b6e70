# SPDX-License-Identifier: Apache-2.0
"""Sifting all stories of a world at once says what sifting each of them by itself does."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings, strategies as st

from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.engine import Cancel
from fabula.engine.choose import default_engine
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.model.sift import SiftedSpace
from fabula.semantics import EngineError
from fabula.usecases.open_world import open_world
from fabula.usecases.sentences import Sentences
from fabula.usecases.sift import Asked, sift_events
from fabula.usecases.sift_space import sift_space
from parity.random_worlds import RandomWorld, random_worlds
from usecases.sifting import Maker, Trial, every_story

LIMITS = Limits(length=3, imagine=2, minds=1)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(random_worlds(), st.integers(0, 1_000_000))
def test_it_finds_and_counts_what_trying_everything_does(made: RandomWorld, seed: int) -> None:
    opened = open_world(Source("random.world", made.text), lambda *_: None, 3, default_engine)
    assume(opened.world is not None and opened.engine is not None)
    assert opened.world is not None
    assert opened.engine is not None
    spec = Maker(seed, opened.world).spec()
    source = Source("random.pattern", spec.text())
    patterns = Asked((source,)).read(opened.world)
    assert not patterns.problems, render_text(patterns.problems, {source.name: source})
    engine, trial = opened.engine, Trial(opened.engine, opened.world, spec)
    try:
        stories = list(every_story(engine, LIMITS))
        matching = {tuple(event for _, event, _ in story) for story in stories if trial.matches(story)}
    except EngineError:
        assume(False)
        return
    answer = sift_space(engine, patterns.patterns[0], LIMITS)
    assert not isinstance(answer, Diagnostic)
    assert answer.totals == tuple(sum(len(story) == length for story in stories) for length in range(4))
    assert answer.counts == tuple(sum(len(story) == length for story in matching) for length in range(4))
    assert answer.outcome is (Outcome.TOLD if matching else Outcome.IMPOSSIBLE)
    numbers = {str(event): number for number, event in enumerate(engine.program.events)}
    if answer.shortest is not None:
        found = tuple(numbers[str(each.event)] for each in answer.shortest)
        assert found in matching
        assert len(found) == min(map(len, matching))
        assert answer.matches
    sentences = Sentences(engine)
    for story in stories[:40]:
        events = [event for _, event, _ in story]
        sifted = sift_events(engine, "a story", events, patterns, sentences)
        assert sifted.found == (tuple(event for _, event, _ in story) in matching)


LAMPS = """\
world "Lamps"
kind lamp
person Ash, Wren
lamp a, b, c, d
fact lit(lamp)
event switch(p: person, l: lamp):
    when: not lit(l)
    then: lit(l)
event douse(p: person, l: lamp):
    when: lit(l)
    then: not lit(l)
"""
TWICE = """\
pattern "Undone"
about p: person, q: person, l: lamp where p != q
step lights:
    event: switch(p, l)
meanwhile no switch(q, _)
step douses:
    event: douse(q, l)
"""


def space(limits: Limits, cancel: Cancel | None = None, text: str = TWICE) -> SiftedSpace:
    """All stories of the lamps."""
    opened = open_world(Source("lamps.world", LAMPS), lambda *_: None, 1, default_engine)
    assert opened.world is not None
    assert opened.engine is not None
    patterns = Asked((Source("test.pattern", text),)).read(opened.world)
    answer = sift_space(opened.engine, patterns.patterns[0], limits, cancel)
    assert not isinstance(answer, Diagnostic)
    return answer


def test_what_is_known_at_a_limit_is_a_beginning_of_all() -> None:
    whole = space(Limits(length=5, imagine=1, minds=1))
    assert (whole.outcome, whole.limit, len(whole.counts)) == (Outcome.TOLD, None, 6)
    known = set()
    for states in (1, 10, 100, 300):
        part = space(Limits(length=5, imagine=1, minds=1, states=states))
        assert part.limit == "states"
        assert part.counts == whole.counts[: len(part.counts)]
        assert part.totals == whole.totals[: len(part.totals)]
        assert part.outcome is (Outcome.TOLD if any(part.counts) else Outcome.GAVE_UP)
        known.add(len(part.counts))
    assert len(known) > 1
    stopped = space(Limits(length=5, imagine=1, minds=1), Cancel("time"))
    assert (stopped.outcome, stopped.limit, stopped.counts) == (Outcome.GAVE_UP, "time", (0,))


def test_more_stories_than_could_be_listed() -> None:
    answer = space(Limits(length=30, imagine=1, minds=1))
    assert answer.totals[30] == 8**30
    assert 8**29 < answer.counts[30] < 8**30


def test_a_proof_holds_for_any_length_once_there_is_nothing_new() -> None:
    never = TWICE.replace("event: douse(q, l)", "event: douse(q, l)\n    before: not lit(l)")
    assert space(Limits(length=1, imagine=1, minds=1), text=never).never is False
    answer = space(Limits(length=30, imagine=1, minds=1), text=never)
    assert (answer.outcome, answer.never) == (Outcome.IMPOSSIBLE, True)
