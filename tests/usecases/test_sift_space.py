# SPDX-License-Identifier: Apache-2.0
"""Sifting all stories of a world at once says what sifting each of them by itself does."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings, strategies as st

from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.engine.choose import default_engine
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
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
        events = [sentences.call(event) for _, event, _ in story]
        sifted = sift_events(engine, "a story", events, patterns, sentences)
        assert sifted.found == (tuple(event for _, event, _ in story) in matching)
