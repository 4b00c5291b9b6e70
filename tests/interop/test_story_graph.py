# SPDX-License-Identifier: Apache-2.0
"""A space of stories as GraphML and JSON: what NetworkX and any reader of JSON find is the space."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

import fabula
from fabula.interop.graphml import graphml
from fabula.interop.story_graph import story_graph_json
from fabula.model.answers import EventCall
from fabula.model.story_graph import StoryGraph

WORLDS = Path(__file__).parents[2] / "worlds"
TWICE = """\
world "Twice"
person Ash
fact lit
event light():
    text: "Ash lights it."
    when: not lit
    then: lit
event flash():
    text: "It lights up by itself: <bang> & \\"puff\\"."
    when: not lit
    then: lit
ending bright: lit
"""


def graph_of(path: Path, length: int = 12) -> StoryGraph:
    """The graph of a world."""
    return fabula.load(str(path)).story_graph(length=length)


def read_back(graph: StoryGraph) -> nx.MultiDiGraph:
    """What NetworkX makes of the GraphML."""
    return nx.read_graphml(io.BytesIO(graphml(graph).encode()), force_multigraph=True)


@pytest.mark.parametrize(("name", "length"), [("tutorial", 12), ("cloak", 12), ("gates", 6)])
def test_networkx_reads_what_the_space_is(name: str, length: int) -> None:
    graph = graph_of(WORLDS / name / f"{name}.world", length)
    survey = fabula.load(str(WORLDS / name / f"{name}.world")).survey(length=length)
    found = read_back(graph)
    assert (found.number_of_nodes(), found.number_of_edges()) == (survey.states, survey.steps)
    for number, state in enumerate(graph.states):
        node = found.nodes[f"n{number}"]
        assert node["depth"] == state.depth == nx.shortest_path_length(found, "n0", f"n{number}")
        assert node["endings"] == "; ".join(state.endings)
        assert node["dead"] == state.dead
        assert node["known"] == state.known
        assert node["changed"] == "; ".join(f"{fact} = {value}" for fact, value in state.changed)
    assert sorted((a, b, data["event"], data["text"]) for a, b, data in found.edges(data=True)) == sorted(
        (f"n{step.source}", f"n{step.target}", str(step.event), step.text) for step in graph.steps
    )
    told = json.loads(story_graph_json(graph))
    assert told["version"] == 1
    assert [state["changed"] for state in told["states"]] == [dict(state.changed) for state in graph.states]
    assert [(step["source"], step["target"], step["event"]) for step in told["steps"]] == [
        (step.source, step.target, str(step.event)) for step in graph.steps
    ]
    assert told["closed"] == survey.closed == found.graph["closed"]


def test_what_is_dead_is_proved() -> None:
    graph = graph_of(WORLDS / "tutorial" / "tutorial.world")
    assert [state.dead for state in graph.states].count(True) == 1
    short = graph_of(WORLDS / "tutorial" / "tutorial.world", 1)
    assert (short.states[0].depth, short.states[0].known, short.states[0].dead) == (0, True, False)
    assert not any(state.dead for state in short.states if not state.known)


def test_two_events_between_the_same_states_and_a_text_with_markup(tmp_path: Path) -> None:
    path = tmp_path / "twice.world"
    path.write_text(TWICE, encoding="utf-8")
    graph = graph_of(path)
    found = read_back(graph)
    assert sorted(data["event"] for *_, data in found.edges(data=True)) == ["flash()", "light()"]
    assert any('<bang> & "puff"' in data["text"] for *_, data in found.edges(data=True))
    assert found.nodes["n1"]["endings"] == "bright"
    assert found.nodes["n1"]["changed"] == "lit = yes"


def test_what_is_no_xml_is_replaced() -> None:
    graph = graph_of(WORLDS / "tutorial" / "tutorial.world")
    odd = replace(graph, world="a\x00b", steps=(replace(graph.steps[0], event=EventCall("e\x1b", ())),))
    assert read_back(odd).graph["world"] == "a\ufffdb"


def test_the_same_bytes_each_time() -> None:
    one, other = (graph_of(WORLDS / "cloak" / "cloak.world") for _ in range(2))
    assert (graphml(one), story_graph_json(one)) == (graphml(other), story_graph_json(other))
