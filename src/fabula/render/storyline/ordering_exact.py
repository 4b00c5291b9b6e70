# SPDX-License-Identifier: Apache-2.0
"""The order of the lines with the fewest crossings there can be, for a story of few people.

Two orders that follow each other cross as often as neighbours must change places to turn the one into the other. So the
least cost of coming to each order is a distance in the graph in which two orders are neighbours where two people beside
each other change places: one search from everywhere at once for each step of time, instead of a comparison of each
order with each other. Gronemann, Jünger, Liers & Mambelli, "Crossing Minimization in Storyline Visualization" (2016),
reach such orders, of many more people, by integer programming.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import permutations
from math import factorial
from typing import TypeAlias

from fabula.records import dataclass
from fabula.render.storyline.measures import Layer

Order: TypeAlias = tuple[int, ...]

WORK = 150_000
"""So many orders are looked at, at most: some tenths of a second."""
CROSSING = 8
"""What a crossing costs; that somebody stands between people of one event costs 1."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be ordered: the groups of each step, who is best brought together there, and how heavy each line is.

    `first` is an order that the first step must have, None where any will do.
    """

    layers: tuple[Layer, ...]
    bonds: tuple[tuple[tuple[int, ...], ...], ...]
    weights: tuple[int, ...]
    first: Order | None = None


def affordable(task: Task) -> bool:
    """Whether the best order can be found in time."""
    work = 0
    for layer in task.layers:
        people = sum(len(group) for group in layer)
        if people > 9:
            return False
        work += factorial(people) * max(people - 1, 1)
    return work <= WORK


def best_orders(task: Task) -> tuple[Layer, ...]:
    """The groups of each step from top to bottom, and in each its people, with the fewest crossings.

    Of several such, the one in which fewest stand between the people of an event; then that which is first in the order
    of the numbers.
    """
    arrived: list[dict[Order, tuple[int, Order | None]]] = []
    for place, layer in enumerate(task.layers):
        people = sorted(person for group in layer for person in group)
        reached = _reached(arrived[-1] if place else None, people, task.weights)
        allowed: dict[Order, tuple[int, Order | None]] = {}
        for order in _admissible(layer):
            if place == 0 and task.first is not None and order != task.first:
                continue
            cost, came_from = (0, None) if reached is None else reached[order]
            allowed[order] = cost + strangers(order, task.bonds[place], task.weights), came_from
        arrived.append(allowed)
    return _traced(task.layers, arrived)


def strangers(order: Sequence[int], bonds: Sequence[tuple[int, ...]], weights: Sequence[int]) -> int:
    """How many stand between the people of the events of a step who do not take part in them."""
    count = 0
    for bond in bonds:
        places = [place for place, person in enumerate(order) if person in bond]
        if places:
            between = order[places[0] : places[-1] + 1]
            count += sum(weights[person] for person in between if person not in bond)
    return count


def _admissible(layer: Layer) -> Iterator[Order]:
    """Every order in which each group stands together, the first in the order of the numbers first."""
    orders = [
        order for groups in permutations(sorted(tuple(sorted(group)) for group in layer)) for order in _within(groups)
    ]
    return iter(sorted(orders))


def _within(groups: Sequence[tuple[int, ...]]) -> Iterator[Order]:
    if not groups:
        yield ()
        return
    for first in permutations(groups[0]):
        for rest in _within(groups[1:]):
            yield first + rest


def _reached(
    before: dict[Order, tuple[int, Order | None]] | None, people: list[int], weights: Sequence[int]
) -> dict[Order, tuple[int, Order]] | None:
    """What it costs at least to come to each order of the people, and from which order of the step before."""
    if before is None:
        return None
    costs: dict[Order, tuple[int, Order]] = {}
    for order, (cost, _) in before.items():
        for start in _with_newcomers(tuple(person for person in order if person in people), people):
            if start not in costs or (cost, order) < costs[start]:
                costs[start] = cost, order
    queue = [(cost, order, start) for start, (cost, order) in costs.items()]
    heapify(queue)
    settled: dict[Order, tuple[int, Order]] = {}
    while queue:
        cost, origin, order = heappop(queue)
        if order in settled:
            continue
        settled[order] = cost, origin
        for place in range(len(order) - 1):
            one, other = order[place], order[place + 1]
            changed = (*order[:place], other, one, *order[place + 2 :])
            further = cost + CROSSING * weights[one] * weights[other]
            if changed not in settled and (changed not in costs or (further, origin) < costs[changed]):
                costs[changed] = further, origin
                heappush(queue, (further, origin, changed))
    return settled


def _with_newcomers(order: Order, people: list[int]) -> Iterator[Order]:
    """The order with everybody who was not there before, each at every place: to come costs nothing."""
    missing = [person for person in people if person not in order]
    if not missing:
        yield order
        return
    for place in range(len(order) + 1):
        yield from _with_newcomers((*order[:place], missing[0], *order[place:]), people)


def _traced(layers: Sequence[Layer], arrived: Sequence[dict[Order, tuple[int, Order | None]]]) -> tuple[Layer, ...]:
    """The cheapest way through all steps, from its end to its beginning."""
    if not arrived:
        return ()
    order: Order | None = min(arrived[-1], key=lambda each: (arrived[-1][each][0], each))
    found: list[Layer] = []
    for layer, orders in zip(reversed(layers), reversed(arrived), strict=True):
        assert order is not None  # noqa: S101 -- only the first step has nothing before it
        found.append(grouped(order, layer))
        order = orders[order][1]
    return tuple(reversed(found))


def grouped(order: Sequence[int], layer: Layer) -> Layer:
    """The layer with its groups, and the people in each, in the order of a list of all of them."""
    place = {person: number for number, person in enumerate(order)}
    groups = [tuple(sorted(group, key=place.__getitem__)) for group in layer if group]
    return tuple(sorted(groups, key=lambda group: place[group[0]]))
