# SPDX-License-Identifier: Apache-2.0
"""A condition of a question, ground and taken apart: what decides it, traced back; which beliefs in it are not so."""

from __future__ import annotations

from fabula.engine.ground import ground_condition
from fabula.model.expression import Expression
from fabula.model.ground import GroundExpression
from fabula.model.manuscript import EventAnnotation
from fabula.model.why import Part, Unseen
from fabula.usecases.check_failing import failing_parts, holding_parts
from fabula.usecases.check_history import Path
from fabula.usecases.check_reader import reader_of, speaks_of_reader
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain
from fabula.usecases.why_timeline import Timeline, When
from fabula.usecases.why_unseen import unseen


def grounded(story: Story, condition: Expression, place: int) -> tuple[Chain, GroundExpression]:
    """An empty chain on the story up to a place, or on that of its reader, and the condition over its facts."""
    history = story.until(place)
    if speaks_of_reader(condition):
        reader = reader_of(story.setting, (story.call(number) for number in range(len(story.happenings))))
        history = reader.history(history.happenings, told(story, place))
    return Chain(story, Timeline(history)), ground_condition(history.engine.program, condition)


def told(story: Story, place: int) -> frozenset[int]:
    """The annotations of the events that the reader has been told of when so many have been lived.

    That is all that is told up to the last of these, and everything at the end of the story.
    """
    happened = [happening.annotation for happening in story.happenings[:place]]
    latest = max(happened, default=-1) if place < len(story.happenings) else len(story.manuscript.annotations)
    annotations = enumerate(story.manuscript.annotations)
    return frozenset(number for number, each in annotations if isinstance(each, EventAnnotation) and number <= latest)


def parts_of(
    chain: Chain, condition: GroundExpression, when: When, *, holding: bool, path: Path = ()
) -> tuple[Part, ...]:
    """The parts that decide a condition in a mind, each with what it looked at, traced back to the start."""
    find = holding_parts if holding else failing_parts
    looked = frozenset(chain.timeline.looked_at(condition, path, when))
    parts: list[Part] = []
    for part in find(chain.engine, chain.timeline.state(when), condition, path):
        reads = tuple(read for read in part.reads if read in looked) or part.reads
        parts.append(Part(part.sentence, chain.trace(reads, when)))
    return tuple(dict.fromkeys(parts))


def mistaken(chain: Chain, condition: GroundExpression, when: When, path: Path = ()) -> tuple[Unseen, ...]:
    """The beliefs that a condition looks at and that are not so, with why nobody put them right."""
    found: list[Unseen] = []
    for minds, fluent in chain.timeline.looked_at(condition, path, when):
        if minds and fluent != chain.program.clock:
            (number,) = chain.trace(((minds, fluent),), when)
            one = unseen(chain, number, minds, fluent, when)
            if one is not None:
                found.append(one)
    return tuple(found)
