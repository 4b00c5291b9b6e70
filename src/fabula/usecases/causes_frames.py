# SPDX-License-Identifier: Apache-2.0
"""Frames of intention: what one person does toward one gain, from what moved them to it on, and what came of it.

The reasons for two deeds of a person are toward one gain where they would bring about the same, or where the later deed
is a step of the plan that the earlier was done for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from fabula.engine.ground import find_event
from fabula.model.answers import Reason
from fabula.model.causes import Frame, Link, LinkKind, Outcome
from fabula.model.ground import GroundExpression
from fabula.model.values import Value
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.causes_rest import Step
from fabula.usecases.causes_steps import followed
from fabula.usecases.check_best import at_rest
from fabula.usecases.sentences import terms
from fabula.usecases.story import Story

_CALCULATION = re.compile(r" [-+*/] ")


@dataclass(frozen=True, slots=True)
class Motive:
    """Why a person (by number) did the event whose number, from 0, is `place`."""

    place: int
    person: int
    reason: Reason

    @property
    def aim(self) -> tuple[str, ...]:
        """What they were after, in clauses."""
        return (*self.reason.gains, *self.reason.losses)


@dataclass(slots=True)
class _Open:
    """A frame as it grows."""

    motives: list[Motive] = field(default_factory=list)

    def takes(self, motive: Motive, story: Story) -> bool:
        """Whether a deed belongs to the frame."""
        last = self.motives[-1]
        if last.person != motive.person:
            return False
        planned = {step.event for step in last.reason.plan[1:]}
        return bool(set(motive.aim) & set(last.aim)) or story.call(motive.place) in planned


def frames_of(
    story: Story, motives: Sequence[Motive], links: Sequence[Link], numbers: dict[Step, int]
) -> tuple[Frame, ...]:
    """The frames, in the order in which they begin; what was done on impulse has none."""
    found: list[_Open] = []
    for motive in motives:
        if motive.reason.impulse or not motive.aim:
            continue
        frame = next((each for each in reversed(found) if each.takes(motive, story)), None)
        if frame is None:
            frame = _Open()
            found.append(frame)
        frame.motives.append(motive)
    return tuple(_frame(story, each.motives, links, numbers) for each in found)


def _frame(story: Story, motives: list[Motive], links: Sequence[Link], numbers: dict[Step, int]) -> Frame:
    first, last = motives[0], motives[-1]
    deeds = tuple(dict.fromkeys(numbers[motive.place, 0, ""] for motive in motives))
    moving = [
        link.source
        for link in links
        if link.target == deeds[0]
        and (link.kind is LinkKind.REASON or link.kind is LinkKind.KNOWLEDGE)
        and link.who == first.person
    ]
    outcome, decided = _outcome(story, last)
    gains, losses = _in_words(last.reason.gains), _in_words(last.reason.losses)
    return Frame(first.person, gains, losses, deeds, max(moving, default=None), outcome, decided)


def _in_words(clauses: tuple[str, ...]) -> tuple[str, ...]:
    """The clauses without those that are calculations, where there are others."""
    return tuple(clause for clause in clauses if not _CALCULATION.search(clause)) or clauses


def _outcome(story: Story, motive: Motive) -> tuple[Outcome, int | None]:
    """What came of the last deed's plan, and with which event."""
    engine, program = story.engine, story.setting.program
    found = [find_event(program, step.event.name, step.event.arguments) for step in motive.reason.plan]
    plan = tuple(number for number in found if number is not None)
    within = engine.believed(story.happenings[motive.place].before, motive.person)
    end, idle = followed(engine, within, plan), at_rest(engine, within, plan)
    if end is None:
        return Outcome.OPEN, None
    better: list[tuple[GroundExpression, Value]] = []
    for term in terms(program.utilities[motive.person]):
        value = engine.value(end, term)
        if value != engine.value(idle, term):
            better.append((term, value))

    def reached(state: int) -> bool:
        return all(engine.value(state, term) == value for term, value in better)

    rest = plan[1:]
    could = False
    for place in range(motive.place + 1, story.sound + 1):
        state = story.state(place)
        if place > motive.place + 1 and rest and story.happenings[place - 1].event == rest[0]:
            rest = rest[1:]
        if reached(state):
            return Outcome.REACHED, place
        try:
            after = followed(engine, state, rest)
            can = after is not None and bool(rest) and reached(after)
        except EngineError:
            can = False
        if not can:
            return (Outcome.THWARTED, place) if could else (Outcome.MISTAKEN, None)
        could = True
    return Outcome.OPEN, None
