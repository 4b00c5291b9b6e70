# SPDX-License-Identifier: Apache-2.0
"""A space of stories as JSON: `docs/endings.md` says what stands in it. `version` changes if that does."""

from __future__ import annotations

from typing import Any

import msgspec

from fabula.model.story_graph import StoryGraph, StoryState, StoryStep

VERSION = 1


def story_graph_json(graph: StoryGraph) -> str:
    """The graph as a JSON object on a line for each state and each step."""
    head = {
        "version": VERSION,
        "world": graph.world,
        "length": graph.limits.length,
        "imagine": graph.limits.imagine,
        "minds": graph.limits.minds,
        "complete": graph.complete,
        "closed": graph.closed,
        "limit": graph.limit,
    }
    lines = [f" {_text(key)}: {_text(value)}" for key, value in head.items()]
    lines.append(f' "states": [\n{_lines([_state(number, each) for number, each in enumerate(graph.states)])}\n ]')
    lines.append(f' "steps": [\n{_lines([_step(each) for each in graph.steps])}\n ]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _lines(members: list[dict[str, Any]]) -> str:
    return ",\n".join(f"  {_text(member)}" for member in members)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _state(number: int, state: StoryState) -> dict[str, Any]:
    return {
        "id": number,
        "depth": state.depth,
        "endings": list(state.endings),
        "dead": state.dead,
        "known": state.known,
        "changed": dict(state.changed),
    }


def _step(step: StoryStep) -> dict[str, Any]:
    return {"source": step.source, "target": step.target, "event": str(step.event), "text": step.text}
