# SPDX-License-Identifier: Apache-2.0
"""One line at a time is taken out of the picture and put back on its best way through all steps."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from fabula.records import dataclass
from fabula.render.storyline.measures import Layer, flat

PASSES = 3
"""So often each line is taken out and put back, at most."""


@dataclass(frozen=True, slots=True)
class _Slots:
    """Where a line may stand in a layer: over how many of the others (`above`), and as what.

    A slot is the number of a group and a place in it; where the line is alone, the number of the group that it comes
    before, and None.
    """

    above: tuple[int, ...]
    spots: tuple[tuple[int, int | None], ...]


def sifted(layers: tuple[Layer, ...], weights: Sequence[int], fixed: bool) -> tuple[Layer, ...]:
    """The layers, with no more crossings than before; the first is left as it is where it is `fixed`."""
    people = sorted({person for layer in layers for person in flat(layer)})
    for _ in range(PASSES):
        better = False
        for person in people:
            spans = _spans(layers, person)
            for start, end in spans:
                changed = _put_back(layers, person, (start, end), weights, fixed)
                better = better or changed is not None
                layers = changed or layers
        if not better:
            break
    return layers


def _spans(layers: Sequence[Layer], person: int) -> list[tuple[int, int]]:
    """The stretches of steps in which somebody is there without a break: the first step, and the one after the last."""
    there = [any(person in group for group in layer) for layer in layers]
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for step, present in enumerate([*there, False]):
        if present and start is None:
            start = step
        if not present and start is not None:
            spans.append((start, step))
            start = None
    return spans


def _put_back(
    layers: tuple[Layer, ...], person: int, span: tuple[int, int], weights: Sequence[int], fixed: bool
) -> tuple[Layer, ...] | None:
    """The layers with one line on the way on which it crosses the fewest others; None where it is on such a way now."""
    start, end = span
    steps = range(start, end)
    others = [_without(layers[step], person) for step in steps]
    orders = [[each for group in rest for each in group if each != person] for rest in others]
    slots = [_slots(layers[step], person) for step in steps]
    now = [flat(layers[step]).index(person) for step in steps]
    if fixed and start == 0:
        slots[0] = _only(slots[0], now[0])
    costs = [0] * len(slots[0].above)
    came_from: list[list[int]] = []
    staying = 0
    for place in range(1, len(slots)):
        table = _table(orders[place - 1], orders[place], slots[place - 1].above, slots[place].above, weights)
        staying += table[slots[place - 1].above.index(now[place - 1])][slots[place].above.index(now[place])]
        best = [
            min((costs[before] + table[before][after], before) for before in range(len(costs)))
            for after in range(len(slots[place].above))
        ]
        costs = [cost for cost, _ in best]
        came_from.append([before for _, before in best])
    if min(costs) >= staying:
        return None
    slot = costs.index(min(costs))
    chosen = [slot]
    for back in reversed(came_from):
        slot = back[slot]
        chosen.append(slot)
    chosen.reverse()
    found = list(layers)
    for place, step in enumerate(steps):
        found[step] = _with(others[place], person, slots[place].spots[chosen[place]])
    return tuple(found)


def _without(layer: Layer, person: int) -> Layer:
    """The layer without somebody; a group in which they were alone is gone."""
    rest = (tuple(each for each in group if each != person) for group in layer)
    return tuple(group for group in rest if group)


def _with(layer: Layer, person: int, spot: tuple[int, int | None]) -> Layer:
    """The layer with somebody at a spot."""
    number, place = spot
    if place is None:
        return (*layer[:number], (person,), *layer[number:])
    group = layer[number]
    return (*layer[:number], (*group[:place], person, *group[place:]), *layer[number + 1 :])


def _slots(layer: Layer, person: int) -> _Slots:
    """Where somebody may stand: anywhere in their group, or between any groups where they are alone."""
    rest = _without(layer, person)
    above: list[int] = []
    spots: list[tuple[int, int | None]] = []
    count = 0
    if (person,) in layer:
        for number in range(len(rest) + 1):
            above.append(count)
            spots.append((number, None))
            count += len(rest[number]) if number < len(rest) else 0
        return _Slots(tuple(above), tuple(spots))
    own = next(number for number, group in enumerate(layer) if person in group)
    first = sum(len(group) for group in rest[:own])
    places = range(len(rest[own]) + 1)
    return _Slots(tuple(first + place for place in places), tuple((own, place) for place in places))


def _only(slots: _Slots, now: int) -> _Slots:
    number = slots.above.index(now)
    return _Slots((now,), (slots.spots[number],))


def _table(
    before: Sequence[int], after: Sequence[int], starts: Sequence[int], ends: Sequence[int], weights: Sequence[int]
) -> list[list[int]]:
    """How many lines are crossed from each slot before to each slot after (both in ascending order)."""
    places = {person: place for place, person in enumerate(after)}
    known = [(places[person], weights[person]) for person in before if person in places]
    stays = [person in places for person in before]
    total = _below(sorted(known), ends)
    above: list[tuple[int, int]] = []
    table: list[list[int]] = []
    passed = index = 0
    for start in starts:
        while passed < start:
            if stays[passed]:
                insort(above, known[index])
                index += 1
            passed += 1
        own = _below(above, ends)
        weight = sum(each for _, each in above)
        # Crossed are those who were above and are below now, and those who were below and are above now.
        table.append([weight - mine + (whole - mine) for mine, whole in zip(own, total, strict=True)])
    return table


def _below(places: list[tuple[int, int]], ends: Sequence[int]) -> list[int]:
    """The weight of those who stand above each slot."""
    sums = [0]
    for _, weight in places:
        sums.append(sums[-1] + weight)
    return [sums[bisect_left(places, (end, 0))] for end in ends]
