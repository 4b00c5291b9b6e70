# SPDX-License-Identifier: Apache-2.0
"""An event that might happen at a moment: what makes it impossible, who would do it and why, who would not and why."""

from __future__ import annotations

from fabula.engine.ground import contradiction
from fabula.model.answers import EventCall, Reason
from fabula.model.why import Course, Part, Unwilling
from fabula.usecases.check_best import best_imagined
from fabula.usecases.check_failing import failing_parts
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain
from fabula.usecases.why_parts import mistaken, parts_of
from fabula.usecases.why_timeline import When
from fabula.usecases.wording import sentence


def number_of(story: Story, call: EventCall) -> int:
    """The number of an event that was read against the world, and so is in it."""
    number = story.setting.number(call)
    if number is None:
        message = f"{call} was not among the events for which the story was replayed"
        raise LookupError(message)
    return number


def course_of(story: Story, chain: Chain, event: int, place: int) -> Course:
    """What there is to say of the event numbered so, after the first `place` events."""
    setting, when = story.setting, When(place)
    state = chain.timeline.state(when)
    ground = setting.program.events[event]
    failing: tuple[Part, ...] = ()
    reasons: list[Reason] = []
    unwilling: list[Unwilling] = []
    if not setting.engine.holds(state, ground.condition):
        failing = _failing(story, chain, event, when)
    else:
        for person in ground.willing:
            reason = setting.engine.reason(state, event, person, setting.limits)
            if reason is None:
                unwilling.append(_unwilling(story, chain, event, person, when))
            else:
                reasons.append(setting.sentences.reason(state, event, reason))
    text = setting.sentences.event(state, event)
    return Course(EventCall(ground.name, ground.arguments), text, failing, tuple(reasons), tuple(unwilling))


def _failing(story: Story, chain: Chain, event: int, when: When) -> tuple[Part, ...]:
    """The parts of the condition that fail; that its own effects contradict each other is one as well."""
    ground = story.setting.program.events[event]
    parts = parts_of(chain, story.setting.condition_of(event), when, holding=False)
    if contradiction(story.setting.program, ground.name, ground.arguments) is not None:
        parts = (*parts, Part("its own effects contradict each other, so that it can never happen", ()))
    return parts


def _unwilling(story: Story, chain: Chain, event: int, person: int, when: When) -> Unwilling:
    """Why somebody would not do an event that is possible: they take it for impossible, or see nothing to gain."""
    setting, state = story.setting, chain.timeline.state(when)
    name, condition = setting.name(person), setting.condition_of(event)
    if not setting.engine.holds(setting.engine.believed(state, person), setting.program.events[event].condition):
        parts = parts_of(chain, condition, when, holding=False, path=(person,))
        wrong = (reason for one in mistaken(chain, condition, when, (person,)) for reason in one.reasons)
        return Unwilling(name, False, parts, tuple(dict.fromkeys(wrong)))
    parts = ()
    notes: list[str] = []
    for who, impulse in setting.program.events[event].impulses:
        if who == person:
            parts = (*parts, *parts_of(chain, impulse, when, holding=False, path=(person,)))
            said = " and ".join(part.sentence for part in failing_parts(setting.engine, state, impulse, (person,)))
            notes.append(sentence(f"on impulse {name} would, but {said}"))
    notes += best_imagined(setting, state, event, person)
    return Unwilling(name, True, () if notes else parts, tuple(notes))
