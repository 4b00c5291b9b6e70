# SPDX-License-Identifier: Apache-2.0
"""What a reason rests on: the beliefs without which its plan would not come to what it is meant for.

A plan is a story that somebody imagines. So what it gains is traced back in it as in any story, by way of its events
and of the laws that hold in that mind, to what they believe when they make it; and from there on in what has really
happened.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.ground import find_event
from fabula.model.answers import Reason
from fabula.model.why import Unseen
from fabula.semantics.errors import EngineError
from fabula.usecases.check_best import at_rest
from fabula.usecases.check_failing import Reads
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.check_history import History, Path, happen
from fabula.usecases.sentences import terms
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain
from fabula.usecases.why_links import foundations
from fabula.usecases.why_timeline import Timeline, When
from fabula.usecases.why_unseen import unseen


def rests_on(story: Story, chain: Chain, place: int) -> tuple[Unseen, ...]:
    """The mistakes on which people's reasons for the event numbered so (from 0) rest.

    What they rest on that was learnt since the start becomes known to the deed in the chain.
    """
    when = When(place)
    deed = next(deed for deed in chain.deeds() if deed.place == place + 1)
    condition = story.setting.condition_of(story.happenings[place].event)
    conditions = chain.timeline.looked_at(condition, (), when)
    found: list[Unseen] = []
    try:
        for reason in deed.reasons:
            for path, fluent in _beliefs(story, chain, place, reason):
                if _tells(chain, conditions, path, fluent, when):
                    number = chain.learnt(place, path, fluent)
                    one = unseen(chain, number, path, fluent, when)
                    found += [] if one is None else [one]
    except (GaveUp, EngineError):
        return tuple(found)
    return tuple(dict.fromkeys(found))


def _tells(chain: Chain, conditions: Reads, path: Path, fluent: int, when: When) -> bool:
    """Whether a belief is worth telling of: it is not so, or it was learnt, and is no condition of the event itself."""
    timeline = chain.timeline
    if timeline.value(when, path, fluent) != timeline.value(when, path[1:], fluent):
        return True
    return (path[1:], fluent) not in conditions and timeline.origin(path, fluent, when)[0] is not None


def _beliefs(story: Story, chain: Chain, place: int, reason: Reason) -> Reads:
    """What somebody believes that their reason rests on, in their own mind."""
    program = story.setting.program
    person = program.people.index(reason.person)
    if reason.impulse:
        impulses = program.events[story.happenings[place].event].impulses
        conditions = [condition for who, condition in impulses if who == person]
        reads = [read for each in conditions for read in chain.timeline.looked_at(each, (person,), When(place))]
    else:
        reads = [((person, *path), fluent) for path, fluent in _imagined(story, place, person, reason)]
    return tuple(dict.fromkeys(read for read in reads if len(read[0]) == 1 and read[1] != program.clock))


def _imagined(story: Story, place: int, person: int, reason: Reason) -> Iterator[tuple[tuple[int, ...], int]]:
    """What the plan of a reason rests on in the mind of who makes it."""
    engine, program = story.engine, story.setting.program
    mind = engine.believed(story.happenings[place].before, person)
    history = History(engine, story.history.opening, mind)
    numbers = [find_event(program, step.event.name, step.event.arguments) for step in reason.plan]
    events = [number for number in numbers if number is not None]
    for event in events:
        told = story.happenings[place]
        history = history.then(happen(engine, history.now, event, told.annotation, told.span))
    timeline = Timeline(history)
    idle = at_rest(engine, mind, tuple(events))
    for number in range(len(events)):
        condition = program.events[events[number]].condition
        yield from foundations(timeline, timeline.looked_at(condition, (), When(number)), When(number))
    for term in terms(program.utilities[person]):
        if engine.value(history.now, term) != engine.value(idle, term):
            yield from foundations(timeline, timeline.looked_at(term, (), timeline.end), timeline.end)
