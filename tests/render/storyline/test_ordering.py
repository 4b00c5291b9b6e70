# SPDX-License-Identifier: Apache-2.0
"""The order of lines: with few people the best there is, with many far better than none, and always in groups."""

from itertools import permutations, product

import pytest
from hypothesis import given, strategies

from fabula.render.storyline import ordering
from fabula.render.storyline.measures import Layer, crossings, flat
from fabula.render.storyline.ordering import ordered
from fabula.render.storyline.ordering_exact import Task, grouped, strangers
from render.storyline.made_layers import wanderers


def every_order(layer: Layer) -> list[Layer]:
    """Each order of the groups, and of the people in each."""
    return [
        inner for groups in permutations(layer) for inner in product(*(tuple(permutations(group)) for group in groups))
    ]


def fewest(layers: tuple[Layer, ...]) -> int:
    """The fewest crossings that there can be, by trying all."""
    costs = dict.fromkeys(every_order(layers[0]), 0)
    for layer in layers[1:]:
        costs = {
            after: min(cost + crossings((before, after)) for before, cost in costs.items())
            for after in every_order(layer)
        }
    return min(costs.values())


@strategies.composite
def small_stories(draw: strategies.DrawFn) -> tuple[Layer, ...]:
    """Some steps of up to four people at up to three places; somebody may come late or leave."""
    people = draw(strategies.integers(1, 4))
    steps = draw(strategies.integers(1, 6))
    layers: list[Layer] = []
    for _ in range(steps):
        places = draw(strategies.lists(strategies.integers(0, 3), min_size=people, max_size=people))
        groups = [tuple(who for who in range(people) if places[who] == place) for place in range(3)]
        layers.append(tuple(group for group in groups if group))
    return tuple(layers)


@given(small_stories())
def test_with_few_people_no_order_crosses_less(layers: tuple[Layer, ...]) -> None:
    assert crossings(ordered(layers)) == fewest(layers)


@given(small_stories())
def test_local_search_comes_close(layers: tuple[Layer, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "affordable", lambda _task: False)
        assert crossings(ordered(layers)) <= fewest(layers) + 1


@given(small_stories())
def test_everybody_stays_in_their_group(layers: tuple[Layer, ...]) -> None:
    for before, after in zip(layers, ordered(layers), strict=True):
        assert {frozenset(group) for group in before} == {frozenset(group) for group in after}


@pytest.mark.parametrize(("people", "steps", "moves"), [(10, 60, 2), (30, 200, 1)])
def test_many_people_cross_far_less_than_in_the_order_of_the_world(people: int, steps: int, moves: int) -> None:
    layers = wanderers(people, steps, places=8, moves=moves)
    untreated = tuple(grouped(range(people), layer) for layer in layers)
    assert crossings(ordered(layers)) < crossings(untreated) * 0.55


def test_a_search_without_the_last_step_is_no_better_than_with_it() -> None:
    layers = wanderers(12, 80, places=4, moves=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "sifted", lambda layers, _weights, fixed: layers)  # noqa: ARG005 -- as the real one
        swept = crossings(ordered(layers))
    assert crossings(ordered(layers)) < swept


def test_the_order_is_the_same_each_time() -> None:
    layers = wanderers(12, 40, places=4, moves=2)
    assert ordered(layers) == ordered(layers)


def test_an_order_that_is_given_is_kept_at_the_beginning() -> None:
    layers: tuple[Layer, ...] = (((0,), (1,), (2,)), ((0, 2), (1,)))
    assert flat(ordered(layers, first=(2, 1, 0))[0]) == [2, 1, 0]
    many = wanderers(12, 10, places=4, moves=2)
    alone = (tuple((person,) for person in range(12)), *many)
    assert flat(ordered(alone, first=tuple(reversed(range(12))))[0]) == list(reversed(range(12)))


def test_people_of_one_event_stand_side_by_side_where_that_costs_no_crossing() -> None:
    layers: tuple[Layer, ...] = (((0, 1, 2),), ((0, 1, 2),))
    found = ordered(layers, (((0, 2),), ((0, 2),)))
    order = flat(found[0])
    assert abs(order.index(0) - order.index(2)) == 1
    assert strangers((0, 1, 2), [(0, 2)], (1, 1, 1)) == 1


def test_nobody_and_nothing() -> None:
    assert ordered(()) == ()
    assert ordered(((), ())) == ((), ())
    assert Task((), (), ()).first is None
