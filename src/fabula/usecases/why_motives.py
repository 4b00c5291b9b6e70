# SPDX-License-Identifier: Apache-2.0
"""What a reason rests on: the beliefs in a plan that are not so, each traced back to where it came from."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.ground import find_event
from fabula.model.answers import Reason
from fabula.model.why import Unseen
from fabula.usecases.check_failing import Reads, reads_of
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain
from fabula.usecases.why_timeline import When
from fabula.usecases.why_unseen import unseen


def rests_on(story: Story, chain: Chain, place: int) -> tuple[Unseen, ...]:
    """The mistaken beliefs on which people's reasons for the event numbered so (from 0) rest."""
    when = When(place)
    deed = next(deed for deed in chain.deeds() if deed.place == place + 1)
    found: list[Unseen] = []
    try:
        for reason in deed.reasons:
            for path, fluent in dict.fromkeys(_reads(story, place, reason)):
                state = chain.timeline.value(when, path, fluent)
                if fluent == chain.program.clock or state == chain.timeline.value(when, path[1:], fluent):
                    continue
                (number,) = chain.trace(((path, fluent),), when)
                one = unseen(chain, number, path, fluent, when)
                if one is not None:
                    found.append(one)
    except GaveUp:
        return tuple(found)
    return tuple(dict.fromkeys(found))


def _reads(story: Story, place: int, reason: Reason) -> Iterator[tuple[tuple[int, ...], int]]:
    """What the conditions of a plan's events, or of an impulse, read in the mind of who makes it."""
    program = story.setting.program
    person = program.people.index(reason.person)
    if reason.impulse:
        for who, condition in program.events[story.happenings[place].event].impulses:
            if who == person:
                yield from reads_of(condition, (person,))
    for step in reason.plan:
        number = find_event(program, step.event.name, step.event.arguments)
        if number is not None:
            yield from _only(reads_of(program.events[number].condition, (person,)))


def _only(reads: Reads) -> Reads:
    """What is read in the planner's own mind: what others are taken to believe belongs to the others' reasons."""
    return tuple((path, fluent) for path, fluent in reads if len(path) == 1)
