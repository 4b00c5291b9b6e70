# SPDX-License-Identifier: Apache-2.0
"""A space of stories as GraphML (Brandes and others 2002), which Gephi, yEd, Cytoscape and NetworkX read.

Lists are texts with `; ` between their members, since GraphML has no lists. The same graph gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.model.story_graph import StoryGraph, StoryState, StoryStep

_KEYS = (
    ("graph", "version", "int"),
    ("graph", "world", "string"),
    ("graph", "length", "int"),
    ("graph", "complete", "int"),
    ("graph", "closed", "boolean"),
    ("graph", "limit", "string"),
    ("node", "depth", "int"),
    ("node", "endings", "string"),
    ("node", "dead", "boolean"),
    ("node", "known", "boolean"),
    ("node", "changed", "string"),
    ("edge", "event", "string"),
    ("edge", "text", "string"),
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
VERSION = 1


def graphml(graph: StoryGraph) -> str:
    """The graph as a GraphML document; nodes are called n0, n1, …, as many as there are states."""
    return "\n".join(_document(graph)) + "\n"


def _document(graph: StoryGraph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for domain, name, kind in _KEYS:
        yield f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="stories" edgedefault="directed">'
    yield from _data(
        "graph",
        {
            "version": VERSION,
            "world": graph.world,
            "length": graph.limits.length,
            "complete": graph.complete,
            "closed": graph.closed,
            "limit": graph.limit or "",
        },
    )
    for number, state in enumerate(graph.states):
        yield from _node(number, state)
    for number, step in enumerate(graph.steps):
        yield from _edge(number, step)
    yield "</graph>"
    yield "</graphml>"


def _node(number: int, state: StoryState) -> Iterator[str]:
    yield f'<node id="n{number}">'
    said: dict[str, str | int] = {
        "depth": state.depth,
        "endings": "; ".join(state.endings),
        "dead": state.dead,
        "known": state.known,
        "changed": "; ".join(f"{fact} = {value}" for fact, value in state.changed),
    }
    yield from _data("node", said)
    yield "</node>"


def _edge(number: int, step: StoryStep) -> Iterator[str]:
    yield f'<edge id="e{number}" source="n{step.source}" target="n{step.target}">'
    yield from _data("edge", {"event": str(step.event), "text": step.text})
    yield "</edge>"


def _data(domain: str, said: dict[str, str | int]) -> Iterator[str]:
    for name, value in said.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        yield f'<data key="{domain}-{name}">{_escaped(text)}</data>'


def _escaped(text: str) -> str:
    clean = _NOT_XML.sub("\ufffd", text)
    return "".join(_ESCAPES.get(character, character) for character in clean)
