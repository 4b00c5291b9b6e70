# SPDX-License-Identifier: Apache-2.0
"""What-ifs about stories written in a test."""

from __future__ import annotations

from textwrap import dedent

from fabula.diagnostics import Source, render_text
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.port import Cancel
from fabula.model.whatif import Difference, Timeline, WhatIfAnswer
from fabula.usecases.whatif import Answered, what_if
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import MOST_STATES, Asking

HOUSE = """
    world "A house"
    kind place
    person Ash, Wren, Rook
    place hall, yard, cellar
    fact at(person) is place
    fact keeper is person
    fact lit
    fact oil is number
    fact kind_to(person, person)
    start:
        for every person p: at(p) = hall
        at(Rook) = yard
        keeper = Ash
        lit
        oil = 3
    event go(p: person, to: place):
        text: "{p} goes to {to}."
        when: at(p) != to
        then: at(p) = to
        seen by q: at(q) = at(p) or at(q) = to
    event give(giver: person, taker: person):
        text: "{giver} gives {taker} the lamp."
        when: keeper = giver and at(giver) = at(taker) and giver != taker
        then:
            keeper = taker
            kind_to(giver, taker)
        by: taker
        seen by q: at(q) = at(giver)
    event burn():
        when: lit and oil > 0
        then: oil -= 1
    law dark:
        when: lit and oil <= 0
        then: not lit
    wants Wren: 2 if keeper = Wren and lit
    ending lamp_with_wren "Wren has the lamp.": keeper = Wren
    ending darkness: not lit
    ending cellar_life: at(Ash) = cellar and at(Wren) = cellar
"""

STORY = """
    ---
    title: The lamp
    world: house.world
    ---
    @ burn()
    @ scene "The gift"
    @ give(Ash, Wren)
    @ go(Wren, cellar)
    @ burn()
"""


def asked(
    changes: Changes,
    story: str = STORY,
    world: str = HOUSE,
    *,
    cancel: Cancel | None = None,
    make_engine: MakeEngine = default_engine,
    name: str = "house.world",
    length: int | None = None,
    states: int | None = MOST_STATES,
) -> Answered:
    """What comes of asking about a story."""
    source = Source("story.md", dedent(story).lstrip())
    house = Source(name, dedent(world).lstrip())
    flag = Cancel() if cancel is None else cancel
    asking = Asking(make_engine, length=length, states=states, cancel=flag)
    return what_if(source, lambda _, path: house if path == name else None, changes, asking)


def answered(
    changes: Changes,
    story: str = STORY,
    world: str = HOUSE,
    length: int | None = None,
    states: int | None = MOST_STATES,
) -> WhatIfAnswer:
    """The answer."""
    found = asked(changes, story, world, length=length, states=states)
    assert found.answer is not None, render_text(found.diagnostics, found.sources)
    return found.answer


def refused(changes: Changes, story: str = STORY, world: str = HOUSE) -> list[str]:
    """The codes of what is wrong with the question; rendering it raises nothing."""
    found = asked(changes, story, world)
    assert found.answer is None
    assert render_text(found.diagnostics, found.sources)
    return [problem.code for problem in found.diagnostics]


def fates(timeline: Timeline) -> list[str]:
    """What becomes of each event."""
    return [str(step.fate) for step in timeline.steps]


def in_truth(timeline: Timeline) -> dict[str, tuple[object, object]]:
    """What is really different at the end."""
    return {each.fact: (each.told, each.changed) for each in timeline.view.facts if not each.people}


def believed(timeline: Timeline, *people: str) -> dict[str, tuple[object, object]]:
    """What is different at the end in a mind."""
    found: tuple[Difference, ...] = timeline.view.facts
    return {each.fact: (each.told, each.changed) for each in found if each.people == people}
