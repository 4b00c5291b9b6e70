# SPDX-License-Identifier: Apache-2.0
"""Why an event could not happen, or would not be done; why a thing is not so, or not believed; and what would do.

The smallest changes are searched for in `why_search.py`: for an event at its moment (`why_event_changes.py`), for a
condition anywhere in the story so far (`why_story_changes.py`).
"""

from __future__ import annotations

from dataclasses import replace

from fabula.model.answers import EventCall
from fabula.model.ground import GroundExpression
from fabula.model.why import Course, Verdict, WhyAnswer
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain, moment_at, title_of
from fabula.usecases.why_course import course_of, number_of
from fabula.usecases.why_event_changes import event_remedies
from fabula.usecases.why_parts import mistaken, parts_of
from fabula.usecases.why_story_changes import story_remedies
from fabula.usecases.why_timeline import Timeline


def why_not_condition(story: Story, chain: Chain, condition: GroundExpression, base: WhyAnswer) -> WhyAnswer:
    """Why a condition does not hold at the end of the chain's story, and what would have made it hold."""
    when = chain.timeline.end
    parts = parts_of(chain, condition, when, holding=False)
    stale = mistaken(chain, condition, when)
    answer = replace(base, negated=True, parts=parts, unseen=stale, facts=tuple(chain.facts), deeds=chain.deeds())
    try:
        remedies = story_remedies(story, chain, condition)
    except GaveUp as stopped:
        return replace(answer, limit=stopped.limit)
    return replace(answer, remedies=remedies)


def why_not_event(story: Story, question: str, call: EventCall, place: int, *, given: bool) -> WhyAnswer:
    """Why an event could not happen at a place, or who would not do it, and what would make it happen in character.

    Unless a place was `given`, one that does happen in the story is answered with just that.
    """
    happens = next((number for number in range(place) if story.call(number) == call), None)
    base = WhyAnswer(title_of(story), question, Verdict.SO, moment_at(story, place), is_event=True, negated=True)
    if happens is not None and not given:
        return replace(base, moment=moment_at(story, happens + 1))
    event = number_of(story, call)
    chain = Chain(story, Timeline(story.until(place)))
    try:
        course = course_of(story, chain, event, place)
    except GaveUp as stopped:
        unknown = Course(call, str(call), (), (), ())
        return replace(base, verdict=Verdict.ANSWERED, course=unknown, limit=stopped.limit)
    if course.open:
        return replace(base, course=course)
    answer = replace(base, verdict=Verdict.ANSWERED, course=course, facts=tuple(chain.facts), deeds=chain.deeds())
    try:
        return replace(answer, remedies=event_remedies(story, place, event))
    except GaveUp as stopped:
        return replace(answer, limit=stopped.limit)
