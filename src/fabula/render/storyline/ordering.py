# SPDX-License-Identifier: Apache-2.0
"""Who stands above whom at each step of a story, so that few lines cross.

People who are always together, in events too, are ordered as one, and steps that follow each other with the same
groups as one step: neither costs a crossing. What is left is solved exactly where it is small (`ordering_exact.py`),
else as in StoryFlow (Liu, Wu, Wei, Liu & Liu, "StoryFlow: Tracking the Evolution of Stories", 2013): sweeps to and fro,
in which groups stand in the order of their barycentres in the step before, then local search. It takes one line at a
time out of the picture and puts it back on its best way through all steps, the others staying where they are (as in
the sifting of Matuszewski, Schönfeld & Molitor, 1999), until nothing gets better.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from fabula.records import dataclass
from fabula.render.storyline.measures import Layer, crossings, flat
from fabula.render.storyline.ordering_exact import Order, Task, affordable, best_orders, grouped
from fabula.render.storyline.sifting import sifted

SWEEPS = 12
"""So often the steps are gone through to and fro, at most."""
PATIENCE = 4
"""After so many sweeps in which nothing gets better, no more are tried."""


@dataclass(frozen=True, slots=True)
class _Bundles:
    """The people who are ordered as one: `of` says in which bundle somebody is, `members` who is in each."""

    of: dict[int, int]
    members: tuple[tuple[int, ...], ...]

    def wrap(self, people: Sequence[int]) -> tuple[int, ...]:
        """The bundles of these people, each once."""
        return tuple(dict.fromkeys(self.of[person] for person in people))

    def unwrap(self, bundles: Sequence[int]) -> tuple[int, ...]:
        """The people in these bundles, one bundle after the other."""
        return tuple(person for bundle in bundles for person in self.members[bundle])


def ordered(
    layers: Sequence[Layer], bonds: Sequence[tuple[tuple[int, ...], ...]] = (), first: Order | None = None
) -> tuple[Layer, ...]:
    """The layers with their groups, and the people in each group, from top to bottom.

    `bonds` names for each step the people of its events, who had better stand side by side; `first` is an order that
    the first layer must have.
    """
    if not layers:
        return ()
    bonds = bonds or ((),) * len(layers)
    bundles = _bundled(layers, bonds, first)
    runs = [[place for place, _ in run] for _, run in groupby(enumerate(layers), key=lambda each: _partition(each[1]))]
    task = Task(
        tuple(tuple(bundles.wrap(group) for group in layers[run[0]] if group) for run in runs),
        tuple(tuple(bundles.wrap(bond) for place in run for bond in bonds[place]) for run in runs),
        tuple(len(members) for members in bundles.members),
        None if first is None else bundles.wrap(first),
    )
    best = best_orders(task) if affordable(task) else _searched(task)
    return tuple(
        tuple(bundles.unwrap(group) for group in layer) for layer, run in zip(best, runs, strict=True) for _ in run
    )


def _partition(layer: Layer) -> frozenset[frozenset[int]]:
    return frozenset(frozenset(group) for group in layer if group)


def _bundled(layers: Sequence[Layer], bonds: Sequence[tuple[tuple[int, ...], ...]], first: Order | None) -> _Bundles:
    """The people who are always in the same group and events, bundle by bundle in the order of the first of each.

    Where the first order is given, nobody is bundled who does not stand side by side there.
    """
    paths: dict[int, list[tuple[int, ...]]] = {}
    for step, layer in enumerate(layers):
        for group in layer:
            for person in group:
                shared = (number for number, bond in enumerate(bonds[step]) if person in bond)
                paths.setdefault(person, []).append((step, min(group), *shared))
    if first is not None:
        for place, person in enumerate(first):
            paths[person].append((-1, place))
    alike: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for person in sorted(paths):
        alike.setdefault(tuple(paths[person]), []).append(person)
    members = tuple(tuple(people) for people in alike.values())
    return _Bundles({person: bundle for bundle, people in enumerate(members) for person in people}, members)


def _searched(task: Task) -> tuple[Layer, ...]:
    """A good order of a big story: the best of some sweeps, made better line by line."""
    layers = _begun(task)
    best, fewest = layers, crossings(layers)
    idle = 0
    for sweep in range(SWEEPS):
        layers = _swept(layers, backwards=sweep % 2 == 1, fixed=task.first is not None)
        count = crossings(layers)
        idle = 0 if count < fewest else idle + 1
        if count < fewest:
            best, fewest = layers, count
        if idle == PATIENCE:
            break
    return sifted(best, task.weights, fixed=task.first is not None)


def _begun(task: Task) -> tuple[Layer, ...]:
    """The layers in the order of the numbers, or of the order that is given."""
    order = task.first or tuple(range(len(task.weights)))
    rest = [each for each in range(len(task.weights)) if each not in order]
    return tuple(grouped((*order, *rest), layer) for layer in task.layers)


def _swept(layers: tuple[Layer, ...], backwards: bool, fixed: bool) -> tuple[Layer, ...]:
    """Each layer ordered after the one before it, from one end to the other; the first may be left as it is."""
    going = list(reversed(layers)) if backwards else list(layers)
    last_seen: dict[int, float] = {}
    for place, layer in enumerate(going):
        first = place == (len(going) - 1 if backwards else 0)
        if place > 0 and not (fixed and first):
            going[place] = _after(layer, last_seen)
        order = flat(going[place])
        # Who is not there for a while keeps the place in which they were last seen.
        last_seen.update({person: number / len(order) for number, person in enumerate(order)})
    return tuple(reversed(going)) if backwards else tuple(going)


def _after(layer: Layer, last_seen: dict[int, float]) -> Layer:
    """The groups in the order of their barycentres, their people in the order in which they were last seen."""
    groups = []
    for number, group in enumerate(layer):
        seen = [last_seen[person] for person in group if person in last_seen]
        centre = sum(seen) / len(seen) if seen else number / len(layer)
        own = tuple(sorted(group, key=lambda person: last_seen.get(person, centre)))
        groups.append((centre, number, own))
    return tuple(group for _, _, group in sorted(groups))
