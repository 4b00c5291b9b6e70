# SPDX-License-Identifier: Apache-2.0
"""Cause graphs in words: a sentence for each node, link and intention, and the whole for those who do not see it."""

from __future__ import annotations

from fabula.model.causes import CauseGraph, Frame, Ground, Link, LinkKind, Node, NodeKind, Outcome


def node_title(node: Node) -> str:
    """A node by its number and text: `5. Wren finds the key.`; a law by its sentence and its event."""
    match node.kind:
        case NodeKind.EVENT:
            return f"{node.place}. {node.text}"
        case NodeKind.LAW:
            often = f"{node.times} times from {node.since} on, " if node.times > 1 else ""
            return f"{_stopped(node.text)} ({often}after {node.place})"
        case NodeKind.ENDING:
            return f"The ending: {node.text}"


def node_sentence(graph: CauseGraph, node: Node) -> str:
    """A node, and why people did it."""
    said = [node_title(node)]
    if node.kind is NodeKind.LAW and node.people:
        said.append(f"So it is in what {_listed(graph, node.people)} believes.")
    if not node.possible:
        said.append("This could not happen.")
    for reason in node.reasons:
        so = f"so that {', and '.join(reason.gains)}" if reason.gains else ""
        otherwise = f"or else {', or '.join(reason.losses)}" if reason.losses else ""
        aims = ", ".join(part for part in (so, otherwise) if part)
        why = "on impulse" if reason.impulse else aims or "with a plan"
        said.append(f"{reason.shown or reason.person}: {why}.")
    return " ".join(said)


def link_sentence(graph: CauseGraph, link: Link) -> str:
    """What a link says."""
    source, target = graph.nodes[link.source], graph.nodes[link.target]
    who = "" if link.who is None else graph.people[link.who]
    facts = "; ".join(ground_words(ground) for ground in link.grounds)
    match link.kind:
        case LinkKind.CONDITION:
            said = "made it possible that"
        case LinkKind.EFFECT:
            said = "brought it about, as it did, that"
        case LinkKind.SIGHT:
            said = f"let {who} see that" if who else "let it be seen that"
        case LinkKind.KNOWLEDGE:
            said = f"let {who} know that it could be that"
        case _:
            said = f"gave {who} a reason for it that"
    return f"{_stopped(node_title(source))} {said} {_stopped(node_title(target))}: {facts}."


def ground_words(ground: Ground) -> str:
    """A fact of a link; that something later would have done is said."""
    return f"{ground.words} (something later would have done, too)" if ground.spare else ground.words


def frame_sentence(graph: CauseGraph, frame: Frame) -> str:
    """An intention: whose, what for, moved by what, and what came of it."""
    deeds = ", ".join(str(graph.nodes[deed].place) for deed in frame.deeds)
    moved = "from the start" if frame.moved is None else f"moved by {_stopped(node_title(graph.nodes[frame.moved]))}"
    return f"{graph.people[frame.person]} does {deeds} {frame.aim} ({moved}; {came_of(frame)})."


def came_of(frame: Frame) -> str:
    """What came of an intention."""
    match frame.outcome:
        case Outcome.REACHED:
            return f"reached with {frame.decided}"
        case Outcome.THWARTED:
            return f"brought to nothing by {frame.decided}"
        case Outcome.MISTAKEN:
            return "it could never have come about so"
        case Outcome.OPEN:
            return "still open at the end"


def described(graph: CauseGraph) -> str:
    """The whole graph in sentences, without the links that others imply."""
    said = [node_sentence(graph, node) for node in graph.nodes]
    said += [link_sentence(graph, link) for link in graph.links if not link.implied]
    said += [frame_sentence(graph, frame) for frame in graph.frames]
    return " ".join((*(said or ["Nothing happens."]), *graph.notes))


def _listed(graph: CauseGraph, people: tuple[int, ...]) -> str:
    names = [graph.people[person] for person in people]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _stopped(text: str) -> str:
    """A sentence without its full stop."""
    return text.rstrip(".")
