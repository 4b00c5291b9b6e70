# SPDX-License-Identifier: Apache-2.0
"""Whatever happens to whomever: every story can be drawn, and every what-if of it."""

import xml.etree.ElementTree as ET
from dataclasses import replace

from hypothesis import given, settings, strategies

from fabula.diagnostics.show_line import columns_of
from fabula.model.chronicle import Chronicle, Deadline, Fired
from fabula.model.parted import Parted, PartedStep
from fabula.model.whatif import Fate
from fabula.render.drawing.svg import Page, document
from fabula.render.storyline.parting_picture import parted_storyline
from fabula.render.storyline.picture import storyline
from fabula.render.storyline.terminal import parted_text, storyline_text
from render.storyline.made import clocked, happening, story

WORDS = strategies.text(max_size=30)
PLACES = strategies.sampled_from([None, "hall", "yard", "灯台"])


@strategies.composite
def stories(draw: strategies.DrawFn, people: int | None = None) -> Chronicle:
    """A story of a few people, some of whom die, rise, go and come."""
    count = draw(strategies.integers(0, 5)) if people is None else people
    length = draw(strategies.integers(0, 7))
    names = [f"{draw(WORDS)}{number}" for number in range(count)]
    numbers = strategies.lists(strategies.integers(0, max(count - 1, 0)), max_size=count, unique=True)
    laws = strategies.lists(strategies.sampled_from(names), max_size=2) if names else strategies.just([])
    events = [
        replace(
            happening(number, draw(WORDS), draw(numbers), draw(numbers), scene=draw(strategies.none() | WORDS)),
            concerned=tuple(draw(numbers)),
            laws=(Fired("law", tuple(draw(laws)), draw(strategies.none() | WORDS), False),),
            possible=draw(strategies.booleans()),
        )
        for number in range(1, length + 1)
    ]
    places = [[draw(PLACES) for _ in names] for _ in range(length + 1)]
    beings = {
        name: [[draw(strategies.booleans()) for _ in names] for _ in range(length + 1)]
        for name in ("alive", "undead", "ghost", "dust")
    }
    told = story(names, places, events, beings, title=draw(WORDS))
    told = clocked(told, sorted(draw(strategies.floats(0, 99)) for _ in range(length + 1)))
    return replace(told, deadlines=(Deadline(None, draw(WORDS), draw(strategies.floats(0, 120))),))


def check(page: Page) -> None:
    """The page is XML, of a finite size, and the same each time."""
    svg = document(page)
    ET.fromstring(svg)
    assert 0 < page.width < 5000
    assert 0 < page.height < 5000
    assert "nan" not in svg
    assert "inf" not in svg.replace("info", "")


@settings(max_examples=40)
@given(stories())
def test_every_story_can_be_drawn(told: Chronicle) -> None:
    check(storyline(told))
    assert document(storyline(told)) == document(storyline(told))


@settings(max_examples=40)
@given(stories(), strategies.booleans())
def test_every_story_can_be_written(told: Chronicle, plain: bool) -> None:
    lines = storyline_text(told, 80, plain).splitlines()
    assert all(columns_of(line) <= 80 or " " not in line.strip() for line in lines)


@settings(max_examples=40)
@given(strategies.data())
def test_every_what_if_can_be_drawn(data: strategies.DataObject) -> None:
    people = data.draw(strategies.integers(0, 4))
    told, changed = data.draw(stories(people)), data.draw(stories(people))
    changed = replace(changed, people=told.people, facts=told.facts)
    place = data.draw(strategies.integers(0, len(told.events)))
    rest, steps = list(range(len(changed.events))), []
    for number in range(place, len(told.events)):
        taken = data.draw(strategies.integers(0, min(3, len(rest))))
        fate = data.draw(strategies.sampled_from(Fate))
        steps.append(PartedStep(number, fate, tuple(rest[:taken]), data.draw(strategies.booleans()), ("so",)))
        rest = rest[taken:]
    parted = Parted(told, changed, place, ("a change",), tuple(steps))
    check(parted_storyline(parted))
    assert parted_text(parted)
