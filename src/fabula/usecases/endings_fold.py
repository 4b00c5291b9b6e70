# SPDX-License-Identifier: Apache-2.0
"""Folds a space of stories to its choices: which places may be drawn as one without drawing a story that is none.

Three steps, each sound by itself. (1) Places are told apart by what holds in them and by which endings can still be
come to (their *outlook*, with proved dead ends as one more outcome). (2) Places of one outlook fold if they can go on
to the same blocks without leaving their own: branching bisimulation (van Glabbeek and Weijland 1996) with every step
silent that decides nothing, found by refining signatures (Blom and Orzan 2003). Interleavings and loops fold away here.
(3) Blocks of one outlook fold into the region of a *head* from which they are come to, as intervals do (Allen 1970),
if whoever steps into them from without could have stepped to the head. So a way from region to region can be gone:
to the head, from there to any exit. `docs/design/endings-map.md` has the proof.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from typing import TypeAlias

from fabula.records import dataclass
from fabula.usecases.endings_paths import FAR, Graph, nearness

Label: TypeAlias = tuple[int, int]
"""What holds (a bit for each ending), and the outlook (the same bits, and one more for a proved dead end)."""

OUTSIDE = -1
"""The region of places that lead to nothing within what is known."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Regions of places: `region[place]`, `OUTSIDE` where a story only runs out of events before any ending.

    `heads[number]` is a place from which the region is gone through, `labels[number]` what holds there and what is
    open. `outlook[place]` has the bits of a label; `dead` is the bit for dead ends.
    """

    region: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[Label, ...]
    dead: int


def fold(graph: Graph, goals: Sequence[Collection[int]]) -> Fold:
    """The regions of a space whose endings hold in these places; the first region has the start for its head."""
    labels, dead = _labels(graph, goals)
    blocks = _refined(graph, labels)
    after = _block_graph(graph, labels, blocks)
    region_of_block, heads = _regions(after, blocks, labels)
    where = [OUTSIDE if _idle(label) else region_of_block[block] for label, block in zip(labels, blocks, strict=True)]
    where[0] = region_of_block[blocks[0]]
    return _numbered(_settled(labels, where, dead), heads, labels, dead)


def _labels(graph: Graph, goals: Sequence[Collection[int]]) -> tuple[list[Label], int]:
    """What holds in each place and what can be come to, and the bit of dead ends."""
    holds, open_ = [0] * graph.places, [0] * graph.places
    for number, goal in enumerate(goals):
        for place in goal:
            holds[place] |= 1 << number
        for place, steps in enumerate(nearness(graph, goal)):
            if 0 < steps < FAR:
                open_[place] |= 1 << number
    dead = 1 << len(goals)
    beyond = nearness(graph, [place for place in range(graph.places) if not graph.expanded(place)])
    waiting = [p for p in range(graph.places) if not holds[p] and not open_[p] and beyond[p] == FAR]
    for place in waiting:
        open_[place] = dead
    for place in waiting:  # grows while it is gone through: dead ends are come to while something is open
        for source in graph.before[place]:
            if open_[source] and not open_[source] & dead:
                open_[source] |= dead
                waiting.append(source)
    return list(zip(holds, open_, strict=True)), dead


def _idle(label: Label) -> bool:
    """Whether nothing holds and nothing can be come to in what is known, nor is that proved."""
    return label == (0, 0)


def _refined(graph: Graph, labels: Sequence[Label]) -> list[int]:
    """The number of each place's block: the coarsest branching bisimulation that keeps labels."""
    numbers: dict[object, int] = {}
    blocks = [numbers.setdefault(label, len(numbers)) for label in labels]
    count = 0
    while count != len(numbers):
        count = len(numbers)
        exits = _exits(graph, labels, blocks)
        numbers = {}
        blocks = [numbers.setdefault((block, frozenset(exits[p])), len(numbers)) for p, block in enumerate(blocks)]
    return blocks


def _exits(graph: Graph, labels: Sequence[Label], blocks: Sequence[int]) -> list[set[int]]:
    """The blocks that each place can step into by way of its own block."""
    exits: list[set[int]] = [set() for _ in blocks]
    for place, steps in enumerate(graph.leaving):
        if labels[place][1]:
            exits[place] = {blocks[to] for _, to in steps if blocks[to] != blocks[place] and not _idle(labels[to])}
    waiting = deque(place for place, found in enumerate(exits) if found)
    while waiting:
        place = waiting.popleft()
        for source in graph.before[place]:
            inert = blocks[source] == blocks[place] and labels[source][1]
            if inert and not exits[place] <= exits[source]:
                exits[source] |= exits[place]
                waiting.append(source)
    return exits


def _block_graph(graph: Graph, labels: Sequence[Label], blocks: Sequence[int]) -> dict[int, set[int]]:
    """The blocks that each block steps into, for blocks that can be come to while something is open."""
    after: dict[int, set[int]] = {blocks[0]: set()}
    for place, steps in enumerate(graph.leaving):
        if labels[place][1]:
            found = after.setdefault(blocks[place], set())
            found.update(blocks[to] for _, to in steps if blocks[to] != blocks[place] and not _idle(labels[to]))
    return after


def _regions(
    after: dict[int, set[int]], blocks: Sequence[int], labels: Sequence[Label]
) -> tuple[dict[int, int], list[int]]:
    """For each block its region, and the first place of the head of each region."""
    first: dict[int, int] = {}
    for place, block in enumerate(blocks):
        first.setdefault(block, place)
    before: dict[int, set[int]] = {block: set() for block in first}
    for source, targets in after.items():
        for target in targets:
            before[target].add(source)
    region: dict[int, int] = {}
    heads: list[int] = []
    entered: list[set[int]] = []
    for block in _ordered(after, blocks[0], first):
        found = _home(before[block], region, heads, entered, labels, first[block])
        if found is None:
            found = len(heads)
            heads.append(first[block])
            entered.append({region[source] for source in before[block] if source in region})
        region[block] = found
    return region, heads


def _home(
    sources: set[int],
    region: dict[int, int],
    heads: Sequence[int],
    entered: Sequence[set[int]],
    labels: Sequence[Label],
    place: int,
) -> int | None:
    """The region that a block folds into, if there is one: reached from within, and entered by its head as well."""
    if not labels[place][1] or any(source not in region for source in sources):
        return None
    homes = sorted({region[source] for source in sources})
    for home in homes:
        if labels[heads[home]] == labels[place] and all(other == home or other in entered[home] for other in homes):
            return home
    return None


def _ordered(after: dict[int, set[int]], start: int, first: dict[int, int]) -> list[int]:
    """The blocks, each after those it is come to from, as far as they do not go round; the start is the first."""
    done: list[int] = []
    seen = {start}
    roots = [start, *sorted((block for block in first if block != start), key=lambda block: first[block])]
    for root in roots:
        if root in seen and root != start:
            continue
        seen.add(root)
        stack = [(root, iter(sorted(after.get(root, ()), key=lambda block: -first[block])))]
        while stack:
            block, rest = stack[-1]
            following = next((each for each in rest if each not in seen), None)
            if following is None:
                done.append(block)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(sorted(after.get(following, ()), key=lambda each: -first[each]))))
    return done[::-1]


def _settled(labels: Sequence[Label], where: Sequence[int], dead: int) -> list[int]:
    """Places from which only one ending is left belong to that ending; the start stays by itself."""
    ending: dict[int, int] = {}
    for place, label in enumerate(labels):
        if label[0] and not label[1] and label[0] & (label[0] - 1) == 0:
            ending.setdefault(label[0], where[place])
    moved = list(where)
    for place, (holds, open_) in enumerate(labels):
        alone = not holds and open_ != dead and open_ and open_ & (open_ - 1) == 0
        if alone and where[place] != where[0] and open_ in ending:
            moved[place] = ending[open_]
    return moved


def _numbered(where: Sequence[int], heads: Sequence[int], labels: Sequence[Label], dead: int) -> Fold:
    """The regions numbered anew, in the order of their first places."""
    numbers: dict[int, int] = {}
    for home in where:
        if home != OUTSIDE:
            numbers.setdefault(home, len(numbers))
    kept = sorted(numbers, key=lambda home: numbers[home])
    return Fold(
        tuple(numbers.get(home, OUTSIDE) for home in where),
        tuple(heads[home] for home in kept),
        tuple(labels[heads[home]] for home in kept),
        dead,
    )
