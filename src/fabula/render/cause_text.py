# SPDX-License-Identifier: Apache-2.0
"""Cause graphs in characters, for the terminal: each event and law in order, with what it rests on and why it was done.

An event has its number; the laws that fire after it have that number and a letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from fabula.model.causes import CauseGraph, Frame, Link, LinkKind, Node, NodeKind
from fabula.render.cause_words import came_of, ground_words
from fabula.render.paragraphs import paragraph


def cause_graph_text(graph: CauseGraph, title: str = "What led to what", width: int = 80, plain: bool = False) -> str:
    """The graph in lines, without the links that others imply."""
    names = _names(graph)
    indent = max((len(name) for name in names), default=0) + 2
    blocks = [[*paragraph(title, width), *paragraph(graph.story, width)]]
    blocks += [
        [*_node(graph, node, names, indent, width), *_below(graph, node, names, indent, width, plain)]
        for node in graph.nodes
    ]
    blocks += [["Nothing happens."]] if not graph.nodes else []
    frames = [line for frame in graph.frames for line in paragraph(_frame(graph, frame, names), width, "  ", "    ")]
    blocks += [["What people were after:", *frames]] if frames else []
    blocks += [paragraph(note, width) for note in graph.notes]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _names(graph: CauseGraph) -> tuple[str, ...]:
    """What each node is called: `5`, `5a` for the first law after it, `end`."""
    laws: dict[int, int] = {}
    names: list[str] = []
    for node in graph.nodes:
        if node.kind is NodeKind.LAW:
            laws[node.place] = laws.get(node.place, -1) + 1
            number = laws[node.place]
            letter = ascii_lowercase[number % 26] * (number // 26 + 1)
            names.append(f"{node.place}{letter}")
        else:
            names.append("end" if node.kind is NodeKind.ENDING else str(node.place))
    return tuple(names)


def _node(graph: CauseGraph, node: Node, names: tuple[str, ...], indent: int, width: int) -> list[str]:
    said = node.text
    if node.kind is NodeKind.LAW:
        often = f", {node.times} times from {node.since} on" if node.times > 1 else ""
        whose = f", in what {', '.join(graph.people[person] for person in node.people)} believes" if node.people else ""
        said = f"{node.text} (law{often}{whose})"
    return paragraph(said, width, f"{names[node.number]:>{indent - 2}}  ", " " * indent)


def _below(
    graph: CauseGraph, node: Node, names: tuple[str, ...], indent: int, width: int, plain: bool
) -> Iterator[str]:
    """What a node rests on, and on whose impulse it was done."""
    arrow = "<-" if plain else "←"
    margin, following = " " * indent, " " * (indent + 3)
    for person in node.impulsive:
        yield from paragraph(f"{graph.people[person]} does it on impulse.", width, margin, following)
    for link in graph.links:
        if link.target == node.number and not link.implied:
            facts = "; ".join(ground_words(ground) for ground in link.grounds)
            said = f"{arrow} {names[link.source]} {_kind(graph, link)}: {facts}"
            yield from paragraph(said, width, margin, following)


def _kind(graph: CauseGraph, link: Link) -> str:
    who = "" if link.who is None else graph.people[link.who]
    match link.kind:
        case LinkKind.CONDITION:
            return "made it possible"
        case LinkKind.EFFECT:
            return "made it come out so"
        case LinkKind.SIGHT:
            return f"let {who} see it" if who else "let it be seen"
        case LinkKind.KNOWLEDGE:
            return f"let {who} know that it could be"
        case LinkKind.REASON:
            return f"gave {who} a reason"


def _frame(graph: CauseGraph, frame: Frame, names: tuple[str, ...]) -> str:
    deeds = ", ".join(names[deed] for deed in frame.deeds)
    moved = "" if frame.moved is None else f", moved by {names[frame.moved]}"
    return f"{graph.people[frame.person]}: {deeds} {frame.aim}{moved}; {came_of(frame)}."
