# SPDX-License-Identifier: Apache-2.0
"""Layouts in layers: nothing overlaps, links go forward, the same graph is laid out alike."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

from hypothesis import given, strategies as st

from fabula.render.drawing.layers import LANE, Box, Laid, Link, laid_out, layers_of


def graph_of(seed: int) -> tuple[list[Box], list[Link]]:
    """Some boxes and links, most of them forward."""
    chance = random.Random(seed)
    count = chance.randint(1, 14)
    boxes = [Box(chance.randint(20, 90), chance.randint(20, 90)) for _ in range(count)]
    links = []
    for _ in range(chance.randint(0, 24)):
        source, target = chance.randrange(count), chance.randrange(count)
        if source != target:
            if chance.random() < 0.9:
                source, target = min(source, target), max(source, target)
            links.append(Link(source, target, boxes[source].height / 2, 10.0))
    return boxes, links


def crossings(laid: Laid) -> int:
    """How many pairs of straight pieces of routes cross."""
    pieces = [(one, other) for route in laid.routes for one, other in pairwise(route)]
    return sum(_cross(*one, *other) for one, other in combinations(pieces, 2))


def _cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


@given(st.integers(0, 10**9))
def test_boxes_do_not_overlap_and_links_are_whole(seed: int) -> None:
    boxes, links = graph_of(seed)
    laid = laid_out(boxes, links)
    frames = list(zip(boxes, laid.corners, strict=True))
    for (box, (x, y)), (other, (other_x, other_y)) in combinations(frames, 2):
        apart = x + box.width <= other_x or other_x + other.width <= x
        assert apart or y + box.height <= other_y + 0.1 or other_y + other.height <= y + 0.1
    for box, (x, y) in frames:
        assert x >= 0
        assert y >= 0
        assert x + box.width <= laid.width
        assert y + box.height <= laid.height
    for link, route in zip(links, laid.routes, strict=True):
        (x, y), (to_x, to_y) = laid.corners[link.source], laid.corners[link.target]
        assert route[0] == (x + boxes[link.source].width, y + link.port)
        assert route[-1] == (to_x, to_y + link.into)
    assert laid_out(boxes, links) == laid


@given(st.integers(0, 10**9))
def test_every_link_leads_on_unless_the_graph_goes_round(seed: int) -> None:
    boxes, links = graph_of(seed)
    forward = [(link.source, link.target) for link in links if link.source < link.target]
    ranks = layers_of(len(boxes), forward)
    assert all(ranks[source] < ranks[target] for source, target in forward)
    layers_of(len(boxes), [(link.source, link.target) for link in links])  # comes to an end


def test_crossings_are_undone() -> None:
    boxes = [Box(10, 10)] * 8
    links = [Link(0, 4 - number, 5, 5) for number in range(4)] + [Link(number + 1, 5, 5, 5) for number in range(4)]
    links += [Link(1, 6, 5, 5), Link(4, 7, 5, 5)]
    assert crossings(laid_out(boxes, links)) == 0


def test_a_long_link_keeps_clear_of_the_boxes_that_it_passes() -> None:
    boxes = [Box(40, 30)] * 3
    laid = laid_out(boxes, [Link(0, 1, 15, 15), Link(1, 2, 15, 15), Link(0, 2, 25, 15)])
    (x, y) = laid.corners[1]
    passing = [point for point in laid.routes[2][1:-1] if x <= point[0] <= x + 40]
    assert passing
    assert all(not y - LANE / 2 < point[1] < y + 30 + LANE / 2 for point in passing)


def test_nothing_to_lay_out() -> None:
    assert laid_out([], []) == Laid((), (), 0.0, 0.0)
