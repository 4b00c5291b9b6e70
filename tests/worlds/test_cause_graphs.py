# SPDX-License-Identifier: Apache-2.0
"""The cause graphs of the founding worlds: each link is tried in another way than it was found in, frames are told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fabula import files
from fabula.diagnostics import Diagnostic
from fabula.engine.choose import engine_maker
from fabula.model.causes import CauseGraph, LinkKind, NodeKind, Outcome
from fabula.usecases.causes import Gathering, Tried, cause_graph
from fabula.usecases.causes_fold import Folding, folded
from fabula.usecases.check_history import mind
from fabula.usecases.story import Story, Wanted, read_story, replay_story

WORLDS = Path(__file__).parents[2] / "worlds"
STORIES = ("gates/gates.md", "puddle/puddle.md", "tutorial/tutorial.md", "heist/heist.md")


@cache
def gathered(path: str) -> Gathering:
    """A founding story with its graph as it was found."""
    source = files.read(str(WORLDS / path))
    assert not isinstance(source, Diagnostic)
    read = read_story(source, files.open_file)
    assert read.manuscript is not None
    assert read.world is not None
    story = replay_story(read.manuscript, read.world, Wanted(engine_maker(None)))
    assert isinstance(story, Story)
    found = Gathering(story)
    found.gather()
    return found


@cache
def graph_of(path: str) -> CauseGraph:
    """The whole graph of a founding story."""
    return cause_graph(gathered(path).story)


def lacks(found: Gathering, tried: Tried) -> bool:
    """Whether, with what the source made undone, the target lacks what it had, by asking the engine for all of it."""
    engine, program = found.story.engine, found.story.engine.program
    place, _, name = tried.target
    rested, who = tried.needed.rested, tried.needed.who
    if name:
        if tried.target in found.endings:
            return not engine.holds(rested.without_it, found.endings[tried.target])
        law = found.laws[tried.target]
        return any(
            not engine.holds(mind(engine, rested.without_it, path), law.made.law.condition) for path in law.paths
        )
    event = found.story.happenings[place].event
    match tried.needed.kind:
        case LinkKind.CONDITION:
            return not engine.holds(rested.without_it, program.events[event].condition)
        case LinkKind.KNOWLEDGE:
            assert who is not None
            return not engine.holds(engine.believed(rested.without_it, who), program.events[event].condition)
        case LinkKind.REASON:
            assert who is not None
            reason = engine.reason(rested.without_it, event, who, found.story.limits)
            had = next(each.reason for each in found.motives if (each.place, each.person) == (place, who))
            calls = None if reason is None else (reason.impulse, [step.event for step in reason.plan], reason.gain)
            return calls != (had.impulse, [step.event for step in had.plan], had.gain)
        case _:
            return True


@pytest.mark.parametrize("path", STORIES)
def test_without_the_source_the_target_lacks_something(path: str) -> None:
    found = gathered(path)
    plain = [
        tried for tried in found.tried if not tried.needed.rested.spare and tried.needed.kind is not LinkKind.EFFECT
    ]
    untold = [tried for tried in plain if not lacks(found, tried)]
    assert not untold
    assert len(plain) > 3


@pytest.mark.parametrize("path", STORIES)
def test_links_lead_forward(path: str) -> None:
    graph = graph_of(path)
    order = [(node.place, node.stage) for node in graph.nodes]
    assert order == sorted(order)
    assert all(order[link.source] < order[link.target] for link in graph.links)


@pytest.mark.parametrize("path", STORIES)
def test_a_link_left_out_of_pictures_is_a_longer_way(path: str) -> None:
    graph = graph_of(path)
    drawn: dict[int, set[int]] = {}
    for link in graph.links:
        if not link.implied:
            drawn.setdefault(link.source, set()).add(link.target)

    def reached(start: int) -> set[int]:
        seen, waiting = set[int](), [start]
        while waiting:
            for target in drawn.get(waiting.pop(), set()) - seen:
                seen.add(target)
                waiting.append(target)
        return seen

    assert all(link.target in reached(link.source) for link in graph.links)


def test_the_intentions_of_the_gates() -> None:
    graph = graph_of("gates/gates.md")
    told = [
        (graph.people[each.person], each.aim, [graph.nodes[deed].place for deed in each.deeds], each.outcome)
        for each in graph.frames
    ]
    assert told == [
        ("Glory", "so that the gates are open", [1], Outcome.REACHED),
        ("Willow", "so that Glory is not alive", [2], Outcome.REACHED),
        ("Faith", "so that Spike is not running into ruin", [4], Outcome.MISTAKEN),
        ("Faith", "or else Spike is not on their feet", [6], Outcome.REACHED),
        ("Faith", "so that the gates are not open", [9], Outcome.REACHED),
        ("Spike", "so that the gates are not open", [10], Outcome.REACHED),
        ("Spike", "so that Spike has seen that nobody is near", [11], Outcome.REACHED),
        ("Spike", "so that Faith is a vampire", [12, 13, 15, 16], Outcome.REACHED),
        ("Faith", "so that Faith is a vampire", [16], Outcome.REACHED),
    ]


def test_what_comes_to_nothing_is_told_with_the_event_that_brought_it_there() -> None:
    graph = graph_of("puddle/puddle.md")
    (frame,) = [each for each in graph.frames if graph.people[each.person] == "Buffy"]
    assert (frame.aim, frame.outcome, frame.decided) == ("so that her friends are safe", Outcome.THWARTED, 10)


def test_intentions_are_told_in_words_where_there_are_any() -> None:
    graph = graph_of("heist/heist.md")
    tams = [each.aim for each in graph.frames if graph.people[each.person] == "Tam"]
    assert tams == ["so that purse(Tam) / 10 is 2", "so that the van is gone"]


def test_chance_that_is_linked_to_nothing_is_left_out_and_named() -> None:
    graph = folded(graph_of("gates/gates.md"), Folding())
    assert {node.place for node in graph.nodes if node.name == "wait()"} == set()
    assert graph.notes == ("Left out, since they rested on nothing and nothing rested on them: 7, 17.",)


def test_somebody_is_moved_by_what_made_their_plan_work() -> None:
    graph = graph_of("gates/gates.md")
    (frame,) = [each for each in graph.frames if graph.people[each.person] == "Willow"]
    assert frame.moved is not None
    assert graph.nodes[frame.moved].name == "opens"


def test_what_an_ending_rests_on() -> None:
    graph = graph_of("gates/gates.md")
    (ending,) = [node.number for node in graph.nodes if node.kind is NodeKind.ENDING]
    rest = folded(graph, Folding((ending,)))
    places = {node.place for node in rest.nodes if node.kind is NodeKind.EVENT}
    assert places == set(range(1, 18)) - {7, 8, 11, 14, 17}


def test_a_law_that_fires_in_a_row_is_told_once() -> None:
    graph = folded(graph_of("gates/gates.md"), Folding())
    (bleeding,) = [node for node in graph.nodes if node.name == "bleeding(Dawn)"]
    assert (bleeding.times, bleeding.since, bleeding.place) == (4, 1, 5)


def test_only_somebodys_deeds_and_what_they_are_linked_to() -> None:
    graph = graph_of("gates/gates.md")
    faith = graph.people.index("Faith")
    kept = folded(graph, Folding(who=(faith,)))
    assert {node.place for node in kept.nodes if faith in node.people and node.kind is NodeKind.EVENT} == {
        4,
        6,
        9,
        14,
        16,
    }
    assert len(kept.nodes) < len(graph.nodes)
    assert all(link.source < len(kept.nodes) and link.target < len(kept.nodes) for link in kept.links)
