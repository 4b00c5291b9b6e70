# SPDX-License-Identifier: Apache-2.0
"""Cause graphs made legible: sights folded away, a law that fires in a row told once, and only what is asked for kept.

What is left out here is in the whole graph; each link that stays, or that takes the place of others, is so all the
same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from fabula.model.causes import CauseGraph, Frame, Link, LinkKind, Node, NodeKind
from fabula.records import dataclass

MOST_NODES = 60
"""In a graph with more nodes than this those are left out that are not linked to anything."""

_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Folding:
    """What to keep: `targets` (numbers of nodes) and what they rest on, `depth` links back (None: all the way).

    Without targets everything is kept. `who` (numbers of people) keeps what they did, and what is linked to it.
    """

    targets: tuple[int, ...] = ()
    who: tuple[int, ...] = ()
    depth: int | None = None


def folded(graph: CauseGraph, folding: Folding) -> CauseGraph:
    """The graph as it is drawn."""
    kept = _kept(graph, folding)
    graph = _only(graph, kept)
    graph = _runs_told_once(_without_sights(graph))
    return _without_idle(graph)


def with_implied(links: tuple[Link, ...], nodes: int) -> tuple[Link, ...]:
    """The links, those marked to whose ends a longer way leads: the transitive reduction leaves them out."""
    following: list[set[int]] = [set() for _ in range(nodes)]
    for link in links:
        following[link.source].add(link.target)
    reached: list[set[int]] = [set() for _ in range(nodes)]
    for node in reversed(range(nodes)):
        for each in following[node]:
            reached[node] |= {each} | reached[each]
    return tuple(
        replace(link, implied=any(link.target in reached[each] for each in following[link.source] - {link.target}))
        for link in links
    )


# ---------------------------------------------------------------------------------------------------- what is kept


def _kept(graph: CauseGraph, folding: Folding) -> frozenset[int]:
    """The numbers of the nodes to keep."""
    if folding.targets:
        return _back(graph, folding.targets, folding.depth)
    if folding.who:
        own = [
            node.number for node in graph.nodes if node.kind is NodeKind.EVENT and set(folding.who) & set(node.people)
        ]
        near = _back(graph, own, folding.depth or 1)
        after = {link.target for link in graph.links if link.source in own and not link.implied}
        return near | after
    return frozenset(node.number for node in graph.nodes)


def _back(graph: CauseGraph, targets: Iterable[int], depth: int | None) -> frozenset[int]:
    """The targets and what they rest on, so many links back."""
    sources: dict[int, list[int]] = {}
    for link in graph.links:
        if depth is None or not link.implied:
            sources.setdefault(link.target, []).append(link.source)
    found = dict.fromkeys(targets, 0)
    waiting = deque(found)
    while waiting:
        node = waiting.popleft()
        for source in sources.get(node, ()):
            if source not in found and (depth is None or found[node] < depth):
                found[source] = found[node] + 1
                waiting.append(source)
    return frozenset(found)


def _only(graph: CauseGraph, kept: Collection[int]) -> CauseGraph:
    """The graph of these nodes alone."""
    return _renumbered(graph, [node for node in graph.nodes if node.number in kept], graph.links)


# -------------------------------------------------------------------------------------------------------- contracted


def _without_sights(graph: CauseGraph) -> CauseGraph:
    """The graph with links through what somebody saw, in place of the seeing."""
    sights = [node.number for node in graph.nodes if node.sight]
    links = graph.links
    for sight in sights:  # in the order in which they came about: one may have let another happen
        before = [link for link in links if link.target == sight]
        after = [link for link in links if link.source == sight]
        through = {(one.source, two.target, two.kind, two.who): two for one in before for two in after}
        others = [link for link in links if sight not in {link.source, link.target}]
        joined = [Link(*key[:2], key[2], two.grounds, key[3]) for key, two in through.items()]
        links = _merged([*others, *joined])
    return _renumbered(graph, [node for node in graph.nodes if not node.sight], links)


def _runs_told_once(graph: CauseGraph) -> CauseGraph:
    """The graph with a law that fires in a row, each time resting on the last, as one node at its last firing."""
    following: dict[int, set[int]] = {}
    for link in graph.links:
        following.setdefault(link.source, set()).add(link.target)
    goes_into: dict[int, int] = {}
    for node in graph.nodes:
        after = following.get(node.number, set())
        if node.kind is NodeKind.LAW and len(after) == 1:
            (target,) = after
            if graph.nodes[target].kind is NodeKind.LAW and graph.nodes[target].name == node.name:
                goes_into[node.number] = target

    def last(number: int) -> int:
        while number in goes_into:
            number = goes_into[number]
        return number

    nodes = list(graph.nodes)
    for number in sorted(goes_into):
        run, end = nodes[number], nodes[last(number)]
        since = min(run.since or run.place, end.since or end.place)
        nodes[end.number] = replace(end, times=end.times + 1, since=since)
    links = _merged(
        replace(link, source=last(link.source), target=last(link.target))
        for link in graph.links
        if last(link.source) != last(link.target)
    )
    return _renumbered(graph, [node for node in nodes if node.number not in goes_into], links)


def _without_idle(graph: CauseGraph) -> CauseGraph:
    """The graph without chance events that are not linked to anything; of a large one without any such events."""
    linked = {number for link in graph.links for number in (link.source, link.target)}
    large = len(graph.nodes) > MOST_NODES
    idle = [node for node in graph.nodes if node.number not in linked and (large or not (node.people or node.sight))]
    if not linked or not idle:
        return graph
    kept = {node.number for node in graph.nodes} - {node.number for node in idle}
    places = [str(node.place) for node in idle]
    told = f"{', '.join(places[:_MOST_TOLD])}{' and others' if len(places) > _MOST_TOLD else ''}"
    note = f"Left out, since they rested on nothing and nothing rested on them: {told}."
    return replace(_only(graph, kept), notes=(*graph.notes, note))


def _merged(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links, those between the same nodes, of the same kind and person, put together."""
    found: dict[tuple[int, int, LinkKind, int | None], Link] = {}
    for link in links:
        key = link.source, link.target, link.kind, link.who
        earlier = found.get(key)
        grounds = link.grounds if earlier is None else tuple(dict.fromkeys((*earlier.grounds, *link.grounds)))
        found[key] = replace(link, grounds=grounds)
    return tuple(found[key] for key in sorted(found, key=_order))


def _order(key: tuple[int, int, LinkKind, int | None]) -> tuple[int, int, int, int]:
    return key[0], key[1], list(LinkKind).index(key[2]), -1 if key[3] is None else key[3]


def _renumbered(graph: CauseGraph, nodes: list[Node], links: Iterable[Link]) -> CauseGraph:
    """The graph of these nodes, with the links and frames between them."""
    numbers = {node.number: number for number, node in enumerate(nodes)}
    kept = tuple(
        replace(link, source=numbers[link.source], target=numbers[link.target])
        for link in links
        if link.source in numbers and link.target in numbers
    )
    return replace(
        graph,
        nodes=tuple(replace(node, number=numbers[node.number]) for node in nodes),
        links=with_implied(_merged(kept), len(nodes)),
        frames=tuple(frame for each in graph.frames for frame in _reframed(each, numbers.get)),
    )


def _reframed(frame: Frame, number: Callable[[int], int | None]) -> tuple[Frame, ...]:
    """The frame with new numbers; nothing where none of its deeds is left."""
    deeds = tuple(found for deed in frame.deeds if (found := number(deed)) is not None)
    moved = None if frame.moved is None else number(frame.moved)
    return (replace(frame, deeds=deeds, moved=moved),) if deeds else ()
