# SPDX-License-Identifier: Apache-2.0
"""Folding any space: each way drawn can be gone, and the stories counted on it are those that can be listed."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from fabula.engine.port import Space
from fabula.usecases.endings_flow import flow
from fabula.usecases.endings_fold import OUTSIDE, fold
from fabula.usecases.endings_paths import Graph, graph_of
from usecases.test_endings_map import assert_every_way_can_be_gone

LENGTH = 6
Goals = tuple[frozenset[int], ...]


@pytest.fixture(autouse=True)
def engine_that_answers() -> None:
    """None: spaces are made up here."""


def space_of(after: dict[int, list[int]], length: int = LENGTH) -> tuple[Space, dict[int, int]]:
    """The space of a graph from its place 0, explored breadth first as engines do; and its places by old number."""
    numbers, layers = {0: 0}, [0, 1]
    order = [0]
    sources: list[int] = []
    targets: list[int] = []
    for depth in range(length):
        for place in order[layers[depth] : layers[depth + 1]]:
            for target in after.get(place, []):
                if target not in numbers:
                    numbers[target] = len(order)
                    order.append(target)
                sources.append(numbers[place])
                targets.append(numbers[target])
        layers.append(len(order))
    return Space(order, sources, range(len(sources)), targets, layers, length), numbers


def made_up(seed: int) -> tuple[Graph, Goals]:
    """A small space with some endings, often closed, sometimes cut off by the length."""
    chance = random.Random(seed)
    count = chance.randint(2, 14)
    after = {
        place: [chance.randrange(count) for _ in range(chance.choice((1, 2, 2, 3)))]
        if chance.random() < 0.3
        else [chance.randrange(place, count) for _ in range(chance.choice((0, 1, 2, 2, 3)))]
        for place in range(count)
    }
    space, numbers = space_of(after, chance.choice((LENGTH, LENGTH, 3)))
    goals = []
    for _ in range(chance.randint(1, 4)):
        chosen = {chance.randrange(1, count) for _ in range(chance.choice((1, 1, 2)))}
        goals.append(frozenset(numbers[place] for place in chosen if place in numbers))
    return graph_of(space), tuple(goals)


@settings(max_examples=1500)
@given(st.integers(0, 10**9))
def test_every_way_can_be_gone(seed: int) -> None:
    graph, goals = made_up(seed)
    found = fold(graph, goals)
    assert_every_way_can_be_gone(graph, found, 200)


@settings(max_examples=400)
@given(st.integers(0, 10**9))
def test_stories_are_counted_where_they_go(seed: int) -> None:
    graph, goals = made_up(seed)
    found = fold(graph, goals)
    length = graph.space.complete
    between: Counter[tuple[int, int, int]] = Counter()
    ends: Counter[tuple[int, int]] = Counter()
    dead: Counter[tuple[int, int]] = Counter()
    for walk in walks(graph, length):
        homes = [found.region[place] for place in walk]
        for number, goal in enumerate(goals):
            if walk[-1] in goal and not any(place in goal for place in walk[:-1]):
                ends[homes[-1], number] += 1
                between.update((one, other, number) for one, other in pairwise(homes) if one != other)
        dying = [home != OUTSIDE and found.labels[home] == (0, found.dead) for home in homes]
        met = any(place in goal for place in walk[:-1] for goal in goals)
        if len(walk) > 1 and dying[-1] and not any(dying[:-1]) and OUTSIDE not in homes and not met:
            dead[homes[-2], homes[-1]] += 1
    answer = flow(graph, found, goals, length)
    counted = {
        (*pair, number): sum(each[number] for each in table.values())
        for pair, table in answer.between.items()
        for number in range(len(goals))
    }
    assert +Counter(counted) == between
    assert +Counter({(home, n): found[n] for home, found in answer.ends.items() for n in range(len(goals))}) == ends
    assert {pair: sum(table.values()) for pair, table in answer.dead.items()} == dict(dead)


def walks(graph: Graph, length: int) -> list[tuple[int, ...]]:
    """Every walk of at most so many steps from the start; parallel steps are walks of their own."""
    layer: list[tuple[int, ...]] = [(0,)]
    found = list(layer)
    for _ in range(length):
        layer = [(*walk, to) for walk in layer for _, to in graph.leaving[walk[-1]]]
        found += layer
    return found


def regions(after: dict[int, list[int]], *goals: set[int]) -> list[int]:
    """The regions of the places of a graph that are come to, by the numbers of the graph."""
    space, numbers = space_of(after)
    found = fold(graph_of(space), tuple(frozenset(numbers[place] for place in goal) for goal in goals))
    return [found.region[numbers[place]] for place in sorted(numbers)]


def test_steps_that_decide_nothing_fold_and_diamonds_with_them() -> None:
    #   0 - 1 - 3 - 4 ending one
    #     \ 2 /   \ 5 ending other
    assert regions({0: [1, 2], 1: [3], 2: [3], 3: [4, 5]}, {4}, {5}) == [0, 0, 0, 0, 1, 2]


def test_a_chain_to_an_ending_is_the_ending() -> None:
    assert regions({0: [1, 4], 1: [2], 2: [3]}, {3}, {4}) == [0, 1, 1, 1, 2]


def test_a_place_entered_from_where_its_head_cannot_be_stays_by_itself() -> None:
    # From 3 and from 4 the same endings are open: 7, 8 and 9. But 1 steps to 4 only, and from there nothing leads to 5.
    after = {0: [1, 2], 1: [4, 11], 2: [3, 12], 3: [4, 5], 4: [6, 8], 5: [7, 8], 6: [7, 9]}
    apart = regions(after, {7}, {8}, {9}, {11}, {12})
    assert apart[3] != apart[4]
    after[1] = [4, 3, 11]
    together = regions(after, {7}, {8}, {9}, {11}, {12})
    assert together[3] == together[4]


def test_the_start_is_no_ending() -> None:
    assert regions({0: [1], 1: [2]}, {2}) == [0, 0, 1]


def test_what_runs_out_of_events_is_outside() -> None:
    assert regions({place: [place + 1] for place in range(20)} | {0: [1, 100]}, {100})[1] == OUTSIDE
