# SPDX-License-Identifier: Apache-2.0
"""Why one event and not another, at the same moment: what keeps the other from happening, or what speaks for the first.

A contrastive question ("why this rather than that?") is answered by what tells the two apart, not by all the causes of
the one (P. Lipton, "Contrastive explanation", 1990; T. Miller, "Explanation in artificial intelligence", 2019).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fabula.engine.ground import find_event
from fabula.model.answers import EventCall, Reason
from fabula.model.ground import Choice, GroundExpression
from fabula.model.why import Course, Differing, How, Verdict, WhyAnswer
from fabula.semantics.errors import EngineError
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.sentences import terms
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain, moment_at, title_of
from fabula.usecases.why_course import course_of, number_of
from fabula.usecases.why_event_changes import event_remedies
from fabula.usecases.why_timeline import Timeline
from fabula.usecases.wording import show_expression, show_number


def why_rather(story: Story, question: str, place: int, other: EventCall) -> WhyAnswer:
    """Why the event numbered so (from 0) happened and not the other."""
    chain = Chain(story, Timeline(story.until(place)))
    event = number_of(story, other)
    here = story.happenings[place].event
    chosen, course = course_of(story, chain, here, place), course_of(story, chain, event, place)
    answer = WhyAnswer(
        title_of(story),
        question,
        Verdict.ANSWERED,
        moment_at(story, place),
        is_event=True,
        course=course,
        chosen=chosen,
        differing=tuple(_differing(story, place, chosen, course)),
        facts=tuple(chain.facts),
        deeds=chain.deeds(),
    )
    try:
        remedies = event_remedies(story, place, event, here if course.open and chosen.open else None)
    except GaveUp as stopped:
        return replace(answer, limit=stopped.limit)
    return replace(answer, remedies=remedies)


def _differing(story: Story, place: int, chosen: Course, other: Course) -> Iterator[Differing]:
    """For everybody who must will one of the events: what each comes to in their eyes."""
    if other.failing:
        return
    people = (reason.person for course in (chosen, other) for reason in course.reasons)
    for person in dict.fromkeys((*people, *(each.person for each in other.unwilling))):
        (how, one), (other_how, two) = (_look(course, person) for course in (chosen, other))
        notes = () if one is None or two is None else tuple(_told_apart(story, place, one, two))
        yield Differing(person, how, other_how, _gain(one), _gain(two), notes)


def _look(course: Course, person: str) -> tuple[How, Reason | None]:
    """How somebody looks at an event, and their plan with it."""
    for reason in course.reasons:
        if reason.person == person:
            return (How.IMPULSE, None) if reason.impulse else (How.PLAN, reason)
    unwilling = any(each.person == person for each in course.unwilling)
    return (How.UNWILLING if unwilling else How.NOT_ASKED), None


def _gain(reason: Reason | None) -> float | None:
    return None if reason is None else reason.gain


def _told_apart(story: Story, place: int, one: Reason, other: Reason) -> Iterator[str]:
    """The wants that come to something else at the end of one plan and of the other."""
    program = story.setting.program
    person = program.people.index(one.person)
    try:
        ends = [_end(story, place, person, reason) for reason in (one, other)]
        for term in terms(program.utilities[person]):
            first, second = (story.engine.value(end, term) for end in ends)
            if first != second and isinstance(first, float | int) and isinstance(second, float | int):
                yield f"{_want(story, term)} is worth {show_number(first)} then, not {show_number(second)}"
    except EngineError:
        return


def _end(story: Story, place: int, person: int, reason: Reason) -> int:
    """The state at the end of a plan, as the person believes it."""
    state = story.engine.believed(story.state(place), person)
    for step in reason.plan:
        number = find_event(story.setting.program, step.event.name, step.event.arguments)
        if number is not None:
            state = story.engine.after(state, number)
    return state


def _want(story: Story, term: GroundExpression) -> str:
    condition = term.condition if isinstance(term, Choice) else term
    return f"`{show_expression(story.setting.program, condition)}`"
