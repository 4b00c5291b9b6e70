# SPDX-License-Identifier: Apache-2.0
"""Cause graphs of random small worlds: no link that is not so, and in plain worlds none that is missing.

In a world without laws, beliefs and conditional effects what happens later can fail for want of an event only where the
graph leads from the one to the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest

from fabula.diagnostics import Source, render_text
from fabula.engine.choose import engine_maker
from fabula.language import read_world
from fabula.model.answers import EventCall
from fabula.model.causes import LinkKind
from fabula.model.world import World
from fabula.semantics.errors import EngineError
from fabula.usecases.causes import Gathering, cause_graph
from fabula.usecases.chronicle import manuscript_of
from fabula.usecases.open_world import start_engine
from fabula.usecases.story import Story, Wanted, replay_story
from parity.random_worlds import world_of
from worlds.test_cause_graphs import lacks

WORLDS = 120
LENGTH = 9


def world_from(text: str) -> World:
    """The world of a text."""
    world, problems, _ = read_world(Source("random.world", text), lambda _, __: None)
    assert world is not None, render_text(problems, {})
    return world


def wandering(world: World, random: Random) -> Story | None:
    """A story of events chosen at random among those that are possible; None where the world breaks down."""
    engine, _ = start_engine(world, 1, engine_maker(None))
    if engine is None:
        return None
    state, calls = engine.start(), list[EventCall]()
    try:
        for _ in range(LENGTH):
            possible = engine.possible(state)
            if not possible:
                break
            event = engine.program.events[random.choice(possible)]
            calls.append(EventCall(event.name, event.arguments))
            state = engine.after(state, engine.program.events.index(event))
    except EngineError:
        return None
    story = replay_story(manuscript_of(world, calls, "A walk"), world, Wanted(engine_maker(None)))
    return story if isinstance(story, Story) and story.sound == len(calls) else None


def plain_world(random: Random) -> str:
    """A world of switches and dials: events that need some of them to be so, and set others."""
    switches, dials = [f"switch{number}" for number in range(4)], [f"dial{number}" for number in range(2)]
    lines = ['world "Switches"', "kind colour", "colour red, green, blue", "person Ash"]
    lines += [f"fact {name}" for name in switches] + [f"fact {name} is colour" for name in dials]
    lines += ["start:", *(f"    {name} = {random.choice(['red', 'green', 'blue'])}" for name in dials)]

    def condition() -> str:
        if random.random() < 0.5:
            return random.choice(["", "not "]) + random.choice(switches)
        if random.random() < 0.3:
            return f"{dials[0]} {random.choice(['=', '!='])} {dials[1]}"
        return f"{random.choice(dials)} {random.choice(['=', '!='])} {random.choice(['red', 'green', 'blue'])}"

    for number in range(6):
        joint = random.choice([" and ", " or "])
        conditions = [condition() for _ in range(random.randint(1, 3))]
        colour = random.choice(["red", "green", "blue"])
        effect = random.choice(
            [f"{random.choice(dials)} = {colour}", f"{random.choice(['', 'not '])}{switches[number % 4]}"]
        )
        lines += [f"event turn{number}():", f"    when: {joint.join(conditions)}", f"    then: {effect}"]
    return "\n".join(lines) + "\n"


def failing_without(story: Story, left_out: int) -> set[int]:
    """The events (from 0) that cannot happen any more where one is left out, and whatever cannot then is skipped."""
    engine, state, failing = story.engine, story.history.start, set[int]()
    for place, happening in enumerate(story.happenings):
        if place == left_out:
            continue
        if engine.holds(state, engine.program.events[happening.event].condition):
            state = engine.after(state, happening.event)
        else:
            failing.add(place)
    return failing


def led_to(story: Story) -> list[set[int]]:
    """For each event (from 0) those to which the graph leads."""
    graph = cause_graph(story)
    places = {node.number: node.place - 1 for node in graph.nodes}
    found = [set[int]() for _ in story.happenings]
    for link in sorted(graph.links, key=lambda link: -link.source):
        found[places[link.source]] |= {places[link.target]} | found[places[link.target]]
    return found


def untrue(found: Gathering) -> Iterable[str]:
    """The links whose target lacks nothing where the source is undone, and those that lead back."""
    for tried in found.tried:
        if tried.source[:2] >= tried.target[:2]:
            yield f"{tried.source} leads back to {tried.target}"
        if not tried.needed.rested.spare and tried.needed.kind is not LinkKind.EFFECT and not lacks(found, tried):
            yield f"{tried.target} does not need {tried.source}"


def test_links_in_random_worlds_are_so() -> None:
    random, told = Random(5), 0
    for _ in range(WORLDS):
        text = world_of(random.randbytes(random.randint(160, 320))).text
        story = wandering(world_from(text), random)
        if story is None:
            continue
        found = Gathering(story)
        try:
            found.gather()
        except EngineError:
            continue
        assert list(untrue(found)) == [], text
        told += len(found.tried)
    assert told > 200


@pytest.mark.parametrize("seed", range(4))
def test_no_link_is_missing_in_plain_worlds(seed: int) -> None:
    random, needed = Random(seed), 0
    for _ in range(120):
        text = plain_world(random)
        story = wandering(world_from(text), random)
        assert story is not None
        leads = led_to(story)
        for place in range(len(story.happenings)):
            failing = failing_without(story, place)
            assert failing <= leads[place], (text, [str(story.call(each)) for each in range(LENGTH)], place, failing)
            needed += len(failing)
    assert needed > 40
