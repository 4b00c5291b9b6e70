# SPDX-License-Identifier: Apache-2.0
"""What of a map of endings is drawn: the boxes that most stories come through, their rows, and what is left over.

A map may have hundreds of nodes. Drawn are the start and then, again and again, whichever node next to what is drawn
most stories come through; what is left out is counted where it would have been. So the drawn part hangs together.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.model.endings_map import EndingsMap, MapBranch, MapEvent, MapNode, Place
from fabula.records import dataclass

MOST_BOXES = 18
MOST_ROWS = 9
MOST_INSIDE = 4
"""So many boxes, so many choices in a box, so many events that happen in it anyway."""


@dataclass(frozen=True, slots=True)
class Row:
    """A choice in a box: what happens, in how many stories (or ways into a dead end), and where it leads.

    `late`: what it closes is closed by the length alone. `target` is a box (its number among those drawn), `reached` is
    what comes about; neither, and not `dead`: what is left out.
    """

    text: str
    others: int
    stories: int
    details: str
    target: int | None = None
    reached: tuple[int, ...] = ()
    dead: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class BoxView:
    """A node to draw: what happens in it, and its rows."""

    node: MapNode
    start: bool
    inside: tuple[MapEvent, ...]
    inside_more: int
    rows: tuple[Row, ...]


def view(shown: EndingsMap) -> tuple[BoxView, ...]:
    """The boxes to draw, the start first."""
    kept = _kept(shown)
    numbers = {node: place for place, node in enumerate(kept)}
    return tuple(_box(shown, node, numbers) for node in kept)


def _kept(shown: EndingsMap) -> list[int]:
    """The nodes to draw as boxes, in the order of the map: each is led to by a row that is drawn."""
    kept = {0}
    near = {branch.target for branch in _leading(shown, 0)}
    while len(kept) < MOST_BOXES and near - kept:
        best = max(near - kept, key=lambda number: (sum(shown.nodes[number].stories), -number))
        kept.add(best)
        near |= {branch.target for branch in _leading(shown, best)}
    return sorted(kept)


def _leading(shown: EndingsMap, number: int) -> list[MapBranch]:
    """The branches from a node to other boxes that have a row of their own."""
    return [branch for branch in _own_rows(_branches(shown, number)) if _is_box(shown.nodes[branch.target])]


def _branches(shown: EndingsMap, number: int) -> list[MapBranch]:
    """The branches of a node, those of most stories first."""
    branches = [branch for branch in shown.branches if branch.source == number]
    return sorted(branches, key=lambda branch: (-_weight(branch), branch.target))


def _own_rows(branches: list[MapBranch]) -> list[MapBranch]:
    """The branches that have rows of their own: all, or as many as leave a row for the rest."""
    return branches if len(branches) <= MOST_ROWS else branches[: MOST_ROWS - 1]


def _is_box(node: MapNode) -> bool:
    return node.kind in {Place.CHOICE, Place.PASSED}


def _box(shown: EndingsMap, number: int, numbers: dict[int, int]) -> BoxView:
    """One node with its rows: the branches of most stories, and the rest as one."""
    node = shown.nodes[number]
    branches = _branches(shown, number)
    few = [
        branch for branch in _own_rows(branches) if not _is_box(shown.nodes[branch.target]) or branch.target in numbers
    ]
    rows = [_row(shown, branch, numbers) for branch in few]
    left = [branch for branch in branches if branch not in few]
    if left:
        said = f"and {len(left):,} more {'branch' if len(left) == 1 else 'branches'}"
        details = "\n".join(_details(shown, branch) for branch in left)
        rows.append(Row(said, 0, sum(_weight(branch) for branch in left), details))
    few_inside = node.inside if len(node.inside) <= MOST_INSIDE else node.inside[: MOST_INSIDE - 1]
    return BoxView(node, number == 0, few_inside, len(node.inside) - len(few_inside), tuple(rows))


def _row(shown: EndingsMap, branch: MapBranch, numbers: dict[int, int]) -> Row:
    target = shown.nodes[branch.target]
    said = branch.events[0].text if branch.events else ""
    newly = tuple(each for each in target.holds if each not in shown.nodes[branch.source].holds)
    return Row(
        said,
        len(branch.events) - 1,
        _weight(branch),
        _details(shown, branch),
        numbers.get(branch.target) if _is_box(target) else None,
        newly or target.holds,
        target.kind is Place.DEAD,
        branch.late,
    )


def _weight(branch: MapBranch) -> int:
    return sum(branch.stories) + branch.dead


def _details(shown: EndingsMap, branch: MapBranch) -> str:
    """All that is known of a branch, for those who ask: its events and the stories to each ending."""
    events = " or ".join(str(each.event) for each in branch.events)
    return f"{events}: {counted(shown, branch.stories, branch.dead)}"


def counted(shown: EndingsMap, stories: Sequence[int], dead: int = 0) -> str:
    """Stories by ending in words: `shut 3, never 1,024`."""
    parts = [f"{ending.name} {number:,}" for ending, number in zip(shown.endings, stories, strict=True) if number]
    if dead:
        parts.append(f"{dead:,} to a dead end")
    return ", ".join(parts) or "no story"
