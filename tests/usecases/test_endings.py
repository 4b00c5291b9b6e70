# SPDX-License-Identifier: Apache-2.0
"""A survey of endings says what listing every story says, without listing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings, strategies as st

from engine.random_programs import condition_of, program_of
from fabula.diagnostics import NOWHERE, Diagnostic, Source
from fabula.engine import Cancel, Engine
from fabula.engine.reference import ReferenceEngine
from fabula.model.answers import Outcome
from fabula.model.endings import EndingsAnswer
from fabula.model.expression import Literal
from fabula.model.ground import GroundEnding
from fabula.model.limits import Limits
from fabula.model.world import Ending
from fabula.semantics import EngineError
from fabula.usecases.endings import Draw, endings
from fabula.usecases.open_world import open_world

LIMITS = Limits(length=3, imagine=2, minds=1)

LIGHTS = """\
world "Eight lamps"
kind lamp
person Ash
lamp a, b, c, d, e, f, g, h
fact lit(lamp)
event switch(l: lamp):
    when: not lit(l)
    then: lit(l)
event douse(l: lamp):
    when: lit(l)
    then: not lit(l)
ending bright: every lamp l: lit(l)
ending none_left: lit(a) and not lit(a)
"""

FORK = """\
world "A fork"
person Ash
fact left
fact right
fact broken
fact home
event turn_left():
    when: not left and not right
    then: left
event turn_right():
    when: not left and not right
    then: right
event stumble():
    when: right and not home
    then: broken
event walk():
    when: (left or right) and not broken and not home
    then: home
event rest():
    when: home
    then: home
ending arrived "Ash is home.": home
"""


def engine_of(text: str) -> Engine:
    """An engine on a world."""
    opened = open_world(Source("a.world", text), lambda *_: None)
    assert opened.engine is not None, opened.diagnostics
    return opened.engine


def surveyed(
    engine: Engine, limits: Limits = LIMITS, draw: Draw | None = None, cancel: Cancel | None = None
) -> EndingsAnswer:
    """The survey of a world that can go on."""
    answer = endings(engine, limits, (), draw, cancel)
    assert not isinstance(answer, Diagnostic)
    return answer


def listed(engine: ReferenceEngine, condition: GroundEnding) -> list[tuple[int, ...]]:
    """Every story that reaches the ending with its last event."""
    found: list[tuple[int, ...]] = []
    if engine.holds(engine.start(), condition.condition):
        return [()]
    for story in engine.stories(LIMITS):
        states = [engine.start()]
        for event in story:
            states.append(engine.after(states[-1], event))
        reached = [engine.holds(state, condition.condition) for state in states]
        if reached[-1] and not any(reached[:-1]):
            found.append(story)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_it_counts_what_can_be_listed(seed: int, other: int) -> None:
    program = program_of(seed)
    form = Ending("over", None, Literal(True, NOWHERE), NOWHERE)
    ending = GroundEnding(form, condition_of(other))
    program = replace(program, endings=(ending,))
    engine = ReferenceEngine(program, None, LIMITS.minds)
    try:
        stories = listed(engine, ending)
    except EngineError:
        assume(False)
        return
    answer = surveyed(engine)
    (found,) = answer.endings
    assert found.outcome is (Outcome.TOLD if stories else Outcome.IMPOSSIBLE)
    assert found.counts == tuple(sum(len(story) == length for story in stories) for length in range(4))
    calls = [tuple(str(program.events[event]) for event in story) for story in stories]
    assert {str(share.event): share.stories for share in found.shares} == dict(
        Counter(event for story in calls for event in set(story))
    )
    if stories:
        assert found.shortest is not None
        told = tuple(str(event.event) for event in found.shortest.events)
        assert told in calls
        assert len(told) == min(map(len, calls))
    assert not any(str(event) in story for event in (*answer.unused, *answer.unseen) for story in calls)


def test_more_stories_than_could_be_listed() -> None:
    answer = surveyed(engine_of(LIGHTS), Limits(length=16, imagine=1, minds=1))
    bright, none_left = answer.endings
    assert answer.states == 256
    assert answer.closed
    assert bright.stories == sum(_lit_after(length) for length in range(17)) > 10**12
    assert bright.counts[8] == 40_320  # the eight lamps in any order
    assert (none_left.outcome, none_left.never) == (Outcome.IMPOSSIBLE, True)


def _lit_after(length: int) -> int:
    """In how many ways one lamp after the other is switched until, for the first time, all eight are lit."""
    ways = {0: 1}
    for _ in range(length):
        later: Counter[int] = Counter()
        for lit, count in ways.items():
            if lit < 8:
                later[lit + 1] += count * (8 - lit)
                later[lit - 1] += count * lit
        ways = {lit: count for lit, count in later.items() if count}
    return ways.get(8, 0)


def test_pivots_dead_ends_and_events_that_lead_nowhere() -> None:
    answer = surveyed(engine_of(FORK), Limits(length=5, imagine=1, minds=1))
    (arrived,) = answer.endings
    assert arrived.counts == (0, 0, 2, 0, 0, 0)
    assert [str(event) for event in arrived.pivotal] == ["walk()"]
    assert [(list(map(str, dead.way)), dead.left, dead.proved, dead.states) for dead in answer.dead_ends] == [
        (["turn_right()", "stumble()"], 3, True, 1)
    ]
    assert [str(event) for event in answer.unused] == ["stumble()", "rest()"]
    assert answer.unseen == ()


def test_what_is_too_far_is_no_dead_end_and_what_is_cut_off_is_not_proved() -> None:
    engine = engine_of(FORK)
    short = surveyed(engine, Limits(length=1, imagine=1, minds=1))
    assert short.endings[0].outcome is Outcome.IMPOSSIBLE
    assert not short.endings[0].never
    assert [(dead.way, dead.proved) for dead in short.dead_ends] == [((), False)]
    assert surveyed(engine, Limits(length=0)).dead_ends == ()
    stopped = surveyed(engine, Limits(length=5, imagine=1, minds=1), cancel=Cancel("time"))
    assert (stopped.endings[0].outcome, stopped.limit, stopped.complete) == (Outcome.GAVE_UP, "time", 0)


def _every_choice(engine: Engine, limits: Limits) -> Counter[tuple[str, ...]]:
    """How likely each story is drawn, by trying every choice of chance; all choices of one draw are equally likely."""
    found: Counter[tuple[str, ...]] = Counter()
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        script = waiting.pop()
        asked: list[int] = []
        answer = surveyed(engine, limits, Draw(1, _scripted(script, asked)))
        if len(asked) > len(script):
            waiting += [(*script, choice) for choice in range(asked[len(script)])]
            continue
        weight = 1
        for number in asked:
            weight *= number
        (story,) = answer.samples
        found[story.ending, *map(str, story.events)] += 10**9 // weight
    return found


def _scripted(script: tuple[int, ...], asked: list[int]) -> Callable[[int], int]:
    def below(number: int) -> int:
        asked.append(number)
        return script[len(asked) - 1] if len(asked) <= len(script) else 0

    return below


def test_every_story_is_drawn_as_often_as_any_other() -> None:
    likely = _every_choice(engine_of(FORK), Limits(length=5, imagine=1, minds=1))
    assert set(likely) == {("arrived", "turn_left()", "walk()"), ("arrived", "turn_right()", "walk()")}
    assert len(set(likely.values())) == 1
