# SPDX-License-Identifier: Apache-2.0
"""The best that can come of an event as somebody sees it, although it is no reason for them.

Looks through what may follow the event in what they believe, nearest first, as far as a fixed number of states goes.
"""

from __future__ import annotations

from math import isnan

from fabula.engine.port import Engine
from fabula.model.ground import Program
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_setting import Setting
from fabula.usecases.wording import one_of, show_number

MOST_STATES = 150


@dataclass(frozen=True, slots=True)
class _Course:
    """What may happen: events, and the state that they lead to."""

    events: tuple[int, ...]
    state: int


def best_imagined(setting: Setting, state: int, event: int, person: int) -> tuple[str, ...]:
    """A note on the best that can come of the event, and what it is that keeps it from being a reason."""
    engine, name = setting.engine, setting.name(person)
    within = engine.believed(state, person)
    try:
        best, gain, whole = _best(engine, within, event, person, setting.limits.imagine)
        rest = engine.utility(at_rest(engine, within, best.events), person)
    except EngineError:
        return ()
    if isnan(gain) or isnan(rest):
        return (f"What {name} wants depends on what {name} does not know.",)
    if gain <= rest:
        number = setting.limits.imagine
        reach = f"within {number} events" if whole else "soon after"
        said = f"As {name} sees it, nothing worth more than {show_number(gain)} can come of it {reach}"
        return (f"{said}; doing nothing is worth {show_number(rest)}.",)
    shown = [f"`{engine.program.events[each]}`" for each in best.events]
    said = (
        f"As {name} sees it, {one_of(shown, 'and')} would come to {show_number(gain)} rather than {show_number(rest)}"
    )
    return (f"{said}, but {_hindrance(setting, within, best, person, gain)}.",)


def _best(engine: Engine, within: int, event: int, person: int, imagine: int) -> tuple[_Course, float, bool]:
    """The best course that begins with the event, its utility, and whether all courses were looked at."""
    first = _Course((event,), engine.after(within, event))
    best, most = first, engine.utility(first.state, person)
    front, seen = [first], {first.state}
    for _ in range(imagine - 1):
        following: list[_Course] = []
        for course in front:
            for each in engine.possible(course.state):
                if not _can_be_planned(engine.program, each):
                    continue
                after = engine.after(course.state, each)
                if after in seen:
                    continue
                seen.add(after)
                following.append(_Course((*course.events, each), after))
                if isnan(most) or engine.utility(after, person) > most:
                    best, most = following[-1], engine.utility(after, person)
                if len(seen) >= MOST_STATES:
                    return best, most, False
        front = following
    return best, most, True


def _can_be_planned(program: Program, event: int) -> bool:
    """Whether somebody wills the event, or it is waiting: nobody plans on chance."""
    return bool(program.events[event].willing) or event == program.wait


def at_rest(engine: Engine, within: int, events: tuple[int, ...]) -> int:
    """The state had the time of the events passed with nobody doing anything."""
    program = engine.program
    if program.wait is not None:
        for _ in range(sum(program.events[event].takes for event in events)):
            within = engine.after(within, program.wait)
    return within


def _hindrance(setting: Setting, within: int, best: _Course, person: int, gain: float) -> str:
    """Why a better course is no reason: somebody would not take part, or it does as well without the event."""
    engine = setting.engine
    state = engine.after(within, best.events[0])
    for event in best.events[1:]:
        for who in engine.program.events[event].willing:
            if engine.reason(state, event, who, setting.limits) is None:
                return f"{setting.name(who)} would not be willing to `{engine.program.events[event]}`"
        state = engine.after(state, event)
    state = within
    for event in best.events[1:]:
        if not engine.holds(state, engine.program.events[event].condition):
            return "that is no plan that holds together"
        state = engine.after(state, event)
    if engine.utility(state, person) >= gain:
        return f"`{engine.program.events[best.events[0]]}` adds nothing to it"
    return "that is no plan that holds together"
