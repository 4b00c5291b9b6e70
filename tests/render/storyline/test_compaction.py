# SPDX-License-Identifier: Apache-2.0
"""The heights of lines: gaps are kept, lines are straight where they can be, pictures no higher than they must be."""

from itertools import pairwise, product

import pytest
from hypothesis import given

from fabula.render.storyline.compaction import compacted
from fabula.render.storyline.measures import (
    Gaps,
    Layer,
    Rows,
    flat,
    height,
    tightest,
    white_space,
    wiggle_height,
    wiggles,
)
from fabula.render.storyline.ordering import ordered
from render.storyline.made_layers import wanderers
from render.storyline.test_ordering import small_stories

GAPS = Gaps(1, 2)


def kept(layer: Layer, rows: Rows, gaps: Gaps) -> bool:
    """Whether neighbours are as far apart as they must be, and those of one group no farther."""
    within = all(rows[low] - rows[high] == gaps.inner for group in layer for high, low in pairwise(group))
    between = all(rows[low[0]] - rows[high[-1]] >= gaps.outer for high, low in pairwise(layer))
    return within and between


def least_wiggles(layers: tuple[Layer, ...], room: int) -> int:
    """The fewest wiggles in so many rows with groups as they are, by trying all heights."""
    costs: dict[tuple[tuple[int, int], ...], int] = {(): 0}
    for layer in layers:
        reached: dict[tuple[tuple[int, int], ...], int] = {}
        for tops in product(range(room), repeat=len(layer)):
            rows = {who: top + place for top, group in zip(tops, layer, strict=True) for place, who in enumerate(group)}
            if kept(layer, rows, GAPS):
                after = tuple(sorted(rows.items()))
                reached[after] = min(cost + wiggles((dict(before), rows)) for before, cost in costs.items())
        costs = reached
    return min(costs.values())


@given(small_stories())
def test_neighbours_are_as_far_apart_as_they_must_be(layers: tuple[Layer, ...]) -> None:
    order = ordered(layers)
    rows = compacted(order, GAPS)
    assert all(kept(layer, at, GAPS) for layer, at in zip(order, rows, strict=True))
    assert all(at.keys() == set(flat(layer)) for layer, at in zip(order, rows, strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_small_stories_wiggle_hardly_more_than_they_must(seed: int) -> None:
    order = ordered(wanderers(3, 5, places=2, moves=1, seed=seed))
    assert wiggles(compacted(order, GAPS)) <= least_wiggles(order, room=7) + 1


def test_who_stays_where_they_are_runs_straight_on() -> None:
    order: tuple[Layer, ...] = (((0, 1), (2, 3)), ((0,), (1, 2, 3)), ((0, 1), (2, 3)))
    homes = (("hall", "yard"),) * 3
    rows = compacted(order, GAPS, homes)
    assert len({at[2] for at in rows}) == 1
    assert len({at[0] for at in rows}) == 1
    assert wiggles(rows) == 2


def test_a_place_stays_where_it_is_though_all_its_people_change() -> None:
    order: tuple[Layer, ...] = (((0,), (1, 2)), ((1,), (2,)))
    rows = compacted(order, GAPS, (("hall", "yard"), ("hall", "yard")))
    assert rows[0][0] == rows[1][1]
    assert rows[0][2] == rows[1][2]


@pytest.mark.parametrize(("people", "steps", "moves"), [(10, 60, 2), (30, 200, 1)])
def test_big_stories_are_far_better_than_layers_as_tight_as_can_be(people: int, steps: int, moves: int) -> None:
    order = ordered(wanderers(people, steps, places=8, moves=moves))
    rows = compacted(order, GAPS)
    tight = tuple(tight_rows(layer) for layer in order)
    assert wiggles(rows) < wiggles(tight) * 0.6
    highest = max(tightest(layer, GAPS) for layer in order)
    assert height(rows) < highest * 2
    assert white_space(order, tight, GAPS) == 0


def tight_rows(layer: Layer) -> dict[int, int]:
    """The rows of a layer from the top on, with no gap more than there must be."""
    rows: dict[int, int] = {}
    row = 0
    for group in layer:
        for person in group:
            rows[person] = row
            row += GAPS.inner
        row += GAPS.outer - GAPS.inner
    return rows


def test_nobody_and_nothing() -> None:
    assert compacted((), GAPS) == ()
    assert compacted(((), ()), GAPS) == ({}, {})


def test_the_measures_say_what_they_measure() -> None:
    rows = ({0: 0, 1: 1}, {0: 0, 1: 3}, {0: 2})
    assert wiggles(rows) == 2
    assert wiggle_height(rows) == 4
    assert height(rows) == 3
    assert white_space((((0,), (1,)), ((0,), (1,)), ((0,),)), ({0: 0, 1: 2}, {0: 0, 1: 5}, {0: 1}), GAPS) == 3
