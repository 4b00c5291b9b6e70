# SPDX-License-Identifier: Apache-2.0
"""The map of endings says nothing that is not so: each way drawn can be gone, counts are those of listed stories."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from engine.random_programs import condition_of, program_of
from fabula.diagnostics import NOWHERE, Diagnostic
from fabula.engine import Cancel, Engine
from fabula.engine.port import Space
from fabula.engine.reference import ReferenceEngine
from fabula.model.answers import Outcome
from fabula.model.endings_map import EndingsMap, Place
from fabula.model.expression import Literal
from fabula.model.ground import GroundEnding
from fabula.model.limits import Limits
from fabula.model.world import Ending
from fabula.semantics import EngineError
from fabula.usecases.endings import endings
from fabula.usecases.endings_fold import OUTSIDE, Fold, fold
from fabula.usecases.endings_map import endings_map, goals_of, map_of
from fabula.usecases.endings_paths import Graph, graph_of
from usecases.test_endings import FORK, LIGHTS, engine_of

WORLDS = Path(__file__).parents[2] / "worlds"
LIMITS = Limits(length=4, imagine=1, minds=1)
LAMPS = LIGHTS.replace("lamp a, b, c, d, e, f, g, h", "lamp a, b, c")
ORDER = """\
world "In any order"
person Ash
fact one
fact two
fact three
fact sealed
fact good
fact bad
event first():
    when: not one
    then: one
event second():
    when: not two
    then: two
event third():
    when: not three
    then: three
event seal():
    when: one and two and three and not sealed
    then: sealed
event up():
    when: sealed and not good and not bad
    then: good
event down():
    when: sealed and not good and not bad
    then: bad
ending well "Well.": good
ending ill "Ill.": bad
"""


@pytest.fixture(autouse=True)
def engine_that_answers() -> None:
    """The default one: spaces are the same on both, which is tested elsewhere."""


def mapped(engine: Engine, limits: Limits = LIMITS, cancel: Cancel | None = None) -> EndingsMap:
    """The map of a world that can go on."""
    found = endings_map(engine, limits, (), cancel)
    assert not isinstance(found, Diagnostic)
    return found


def folded(engine: Engine, limits: Limits = LIMITS) -> tuple[Space, Graph, Fold, tuple[frozenset[int], ...]]:
    """The space of a world, and how it folds."""
    space = engine.space(limits)
    goals = goals_of(engine, space, engine.program.endings)
    graph = graph_of(space)
    return space, graph, fold(graph, goals), goals


def ways(found: Fold, graph: Graph) -> dict[int, set[int]]:
    """Which regions are drawn to lead to which."""
    drawn: dict[int, set[int]] = {}
    for place, steps in enumerate(graph.leaving):
        home = found.region[place]
        if home != OUTSIDE and found.labels[home][1] not in {0, found.dead}:
            there = {found.region[to] for _, to in steps} - {home, OUTSIDE}
            drawn.setdefault(home, set()).update(there)
    return drawn


def gone(found: Fold, graph: Graph, places: set[int], to: int) -> set[int]:
    """The places of a region that can be come to from places of another, without going through a third."""
    seen, waiting = set(places), list(places)
    entered: set[int] = set()
    while waiting:
        place = waiting.pop()
        for _, target in graph.leaving[place]:
            if found.region[target] == to:
                entered.add(target)
            elif found.region[target] == found.region[place] and target not in seen:
                seen.add(target)
                waiting.append(target)
    return entered


def assert_every_way_can_be_gone(graph: Graph, found: Fold, most: int = 2000) -> int:
    """Walk every path of the map, region by region, and see that a walk through the space does the same."""
    drawn = ways(found, graph)
    waiting: list[tuple[int, set[int], tuple[int, ...]]] = [(found.region[0], {0}, (found.region[0],))]
    tried = 0
    while waiting and tried < most:
        home, places, path = waiting.pop()
        for to in sorted(drawn.get(home, ())):
            if to in path:
                continue
            entered = gone(found, graph, places, to)
            assert entered, f"{path} then {to} is drawn, and cannot be gone"
            tried += 1
            waiting.append((to, entered, (*path, to)))
    return tried


def assert_counts_are_those_of_stories(engine: ReferenceEngine, limits: Limits) -> None:
    """List every story, follow it over the map, and compare all counts."""
    space, graph, found, goals = folded(engine, limits)
    shown = map_of(engine, limits, space)
    after = {(source, event): to for source, steps in enumerate(graph.leaving) for event, to in steps}
    between: Counter[tuple[int, int, int]] = Counter()
    total: Counter[int] = Counter()
    for story in ((), *engine.stories(limits)):
        places = [0]
        for event in story:
            places.append(after[places[-1], event])
        for number, goal in enumerate(goals):
            if places[-1] in goal and not any(place in goal for place in places[:-1]):
                total[number] += 1
                homes = [found.region[place] for place in places]
                assert OUTSIDE not in homes
                between.update((one, other, number) for one, other in pairwise(homes) if one != other)
    assert [ending.stories for ending in shown.endings] == [total[number] for number in range(len(goals))]
    drawn = sorted(branch.stories for branch in shown.branches if any(branch.stories))
    pairs = sorted({(one, other) for one, other, _ in between})
    assert drawn == sorted(tuple(between[one, other, each] for each in range(len(goals))) for one, other in pairs)


def assert_nothing_is_lost(shown: EndingsMap) -> None:
    """What comes into a node goes out of it or ends there; all stories begin at the first."""
    for number, node in enumerate(shown.nodes):
        into = [branch.stories for branch in shown.branches if branch.target == number]
        out = [branch.stories for branch in shown.branches if branch.source == number]
        for each, stories in enumerate(node.stories):
            whole = shown.endings[each].stories if number == 0 else sum(found[each] for found in into)
            assert stories == whole == sum(found[each] for found in out) + node.ends[each]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_random_worlds(seed: int, one: int, other: int) -> None:
    forms = [Ending(name, None, Literal(True, NOWHERE), NOWHERE) for name in ("one", "other")]
    conditions = [condition_of(each) for each in (one, other)]
    both = tuple(GroundEnding(form, each) for form, each in zip(forms, conditions, strict=True))
    engine = ReferenceEngine(replace(program_of(seed), endings=both), None, 1)
    try:
        _, graph, found, _ = folded(engine)
    except EngineError:
        assume(False)
        return
    assert_every_way_can_be_gone(graph, found, 300)
    assert_counts_are_those_of_stories(engine, replace(LIMITS, length=3))


@pytest.mark.parametrize(
    ("name", "length"), [("tutorial/tutorial", 12), ("cloak/cloak", 12), ("gates/gates", 9), ("puddle/puddle", 7)]
)
def test_the_shipped_worlds(name: str, length: int) -> None:
    engine = engine_of((WORLDS / f"{name}.world").read_text(encoding="utf-8"))
    limits = Limits(length=length)
    space, graph, found, _ = folded(engine, limits)
    assert assert_every_way_can_be_gone(graph, found) > 1
    shown = map_of(engine, limits, space)
    assert_nothing_is_lost(shown)
    survey = endings(engine, limits, space=space)
    assert not isinstance(survey, Diagnostic)
    assert [each.stories for each in shown.endings] == [each.stories for each in survey.endings]
    assert [each.outcome for each in shown.endings] == [each.outcome for each in survey.endings]
    assert map_of(engine, limits, space) == shown


def said(shown: EndingsMap) -> list[tuple[int, int, tuple[int, ...], int, list[str]]]:
    """The branches of a map, in short."""
    return [
        (each.source, each.target, each.stories, each.dead, [str(event.event) for event in each.events])
        for each in shown.branches
    ]


def test_a_fork_with_a_dead_end() -> None:
    shown = mapped(engine_of(FORK), Limits(length=5, imagine=1, minds=1))
    assert [(node.kind, node.open, node.dead_open, node.ends) for node in shown.nodes] == [
        (Place.CHOICE, (0,), True, (0,)),
        (Place.ENDING, (), False, (2,)),
        (Place.DEAD, (), True, (0,)),
    ]
    assert said(shown) == [
        (0, 1, (2,), 0, ["turn_left()", "walk()"]),
        (0, 2, (0,), 1, ["stumble()"]),
    ]
    assert [str(each.event) for each in shown.nodes[0].inside] == ["turn_right()"]


def test_what_may_happen_in_any_order_is_one_box_and_the_choice_another_matter() -> None:
    shown = mapped(engine_of(ORDER), Limits(length=6, imagine=1, minds=1))
    assert shown.states == 11
    assert len(shown.nodes) == 3
    assert said(shown) == [(0, 1, (6, 0), 0, ["up()"]), (0, 2, (0, 6), 0, ["down()"])]
    assert [str(each.event) for each in shown.nodes[0].inside] == ["first()", "second()", "third()", "seal()"]


def test_going_round_is_no_choice() -> None:
    shown = mapped(engine_of(LAMPS), Limits(length=9, imagine=1, minds=1))
    assert (shown.states, len(shown.nodes)) == (8, 2)
    assert shown.endings[1].outcome is Outcome.IMPOSSIBLE
    assert_nothing_is_lost(shown)


def test_an_ending_at_the_start() -> None:
    shown = mapped(
        engine_of('world "Over"\nperson Ash\nfact gone\nevent go():\n    then: gone\nending over: not gone\n')
    )
    assert [(node.kind, node.ends) for node in shown.nodes] == [(Place.ENDING, (1,))]
    assert shown.branches == ()


def test_a_world_without_events() -> None:
    shown = mapped(engine_of('world "Still"\nperson Ash\nfact gone\nending over: gone\n'))
    assert [(node.kind, node.stories) for node in shown.nodes] == [(Place.DEAD, (0,))]
    assert shown.closed


def test_a_world_without_endings() -> None:
    shown = mapped(engine_of('world "Endless"\nperson Ash\nfact gone\nevent go():\n    then: gone\n'))
    assert shown.endings == ()
    assert shown.branches == ()


def test_an_ending_that_is_lost_again_and_another_after_it() -> None:
    text = ORDER.replace(
        "when: sealed and not good and not bad\n    then: bad", "when: good and not bad\n    then: bad; not good"
    )
    shown = mapped(engine_of(text), Limits(length=6, imagine=1, minds=1))
    assert [(node.kind, node.holds, node.open, node.ends) for node in shown.nodes] == [
        (Place.CHOICE, (), (0, 1), (0, 0)),
        (Place.PASSED, (0,), (1,), (6, 0)),
        (Place.ENDING, (1,), (), (0, 6)),
    ]
    assert_nothing_is_lost(shown)


LATE = """\
world "Late"
person Ash
fact steps is number
fact naps is number
fact lost
event step():
    when: steps < 3 and not lost
    then: steps += 1
event nap():
    when: naps < 9 and steps < 3 and not lost
    then: naps += 1
event stray():
    when: steps = 1 and not lost
    then: lost
ending home: steps = 3
ending astray: lost
ending asleep: naps = 3
"""


def test_what_is_only_too_late_is_told_from_what_decides() -> None:
    shown = mapped(engine_of(LATE), Limits(length=4, imagine=1, minds=1))
    (late,) = [branch for branch in shown.branches if branch.late]
    # The second nap before the third step: four events, and three steps would be needed.
    assert (shown.nodes[late.source].open, shown.nodes[late.target].open) == ((0, 1, 2), (1, 2))
    assert [str(each.event) for each in late.events] == ["nap()"]
    assert not any(branch.late for branch in mapped(engine_of(LATE), Limits(length=20, imagine=1, minds=1)).branches)


def test_what_gave_up_says_so() -> None:
    shown = mapped(engine_of(FORK), cancel=Cancel("time"))
    assert (shown.limit, shown.complete) == ("time", 0)
    assert [ending.outcome for ending in shown.endings] == [Outcome.GAVE_UP]
    assert shown.branches == ()


def test_only_the_endings_asked_for() -> None:
    found = endings_map(engine_of(ORDER), Limits(length=6, imagine=1, minds=1), ("ill",))
    assert not isinstance(found, Diagnostic)
    assert [ending.name for ending in found.endings] == ["ill"]
    assert [node.kind for node in found.nodes] == [Place.CHOICE, Place.DEAD, Place.ENDING]
