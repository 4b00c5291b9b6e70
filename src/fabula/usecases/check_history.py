# SPDX-License-Identifier: Apache-2.0
"""Since when a thing is so, and what made it so.

A `History` is a story as it was replayed: the states before and after each event. For a
fluent in the real state, or in a mind inside minds, `since` finds the last stage in which its value changed, and
names the event, the law, or the start.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.engine.port import Engine
from fabula.model.expression import Effect
from fabula.model.ground import GroundEffect, GroundEvent, GroundLaw
from fabula.model.values import Value
from fabula.records import dataclass
from fabula.usecases.check_start import Opening, opening_as_said, opening_of

Path: TypeAlias = tuple[int, ...]
"""Minds from the outside in, as numbers of people; empty is the real state."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a replayed story: `annotation` is its number in the manuscript, `possible` whether it could be."""

    event: int
    annotation: int
    span: Span
    possible: bool
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class SinceStart:
    """It has been so all along."""


@dataclass(frozen=True, slots=True)
class SinceEvent:
    """The event itself made it so; `effect` is the effect that says it, None where only time passed."""

    happening: Happening
    effect: GroundEffect | None


@dataclass(frozen=True, slots=True)
class SinceLaw:
    """A law that fired after the event made it so, in the mind at the end of `path` or (empty) really."""

    happening: Happening
    law: GroundLaw
    effect: GroundEffect
    path: Path


Since: TypeAlias = SinceStart | SinceEvent | SinceLaw


@dataclass(frozen=True, slots=True)
class History:
    """A story as replayed by an engine, from `start`, which `opening` describes."""

    engine: Engine
    opening: Opening
    start: int
    happenings: tuple[Happening, ...] = ()

    @property
    def now(self) -> int:
        """The state after everything that has happened."""
        return self.happenings[-1].after if self.happenings else self.start

    def then(self, happening: Happening) -> History:
        """The history with one more event."""
        return replace(self, happenings=(*self.happenings, happening))

    def event(self, happening: Happening) -> GroundEvent:
        """The ground event that happened."""
        return self.engine.program.events[happening.event]


def begin(engine: Engine, more: tuple[Effect, ...] = ()) -> History:
    """The story before anything has happened; with `more` said about the start than the world says."""
    if not more:
        return History(engine, opening_as_said(engine.program), engine.start())
    opening = opening_of(engine.program, more)
    return History(engine, opening, engine.started(opening.values, opening.beliefs))


def happen(engine: Engine, state: int, event: int, annotation: int, span: Span) -> Happening:
    """The event as it happens in the state, possible or not. Breaks down if nobody can say what is possible then."""
    possible = engine.holds(state, engine.program.events[event].condition)
    after = engine.after(state, event)
    engine.possible(after)
    return Happening(event, annotation, span, possible, state, after)


def mind(engine: Engine, state: int, path: Path) -> int:
    """The state believed at the end of the path."""
    for person in path:
        state = engine.believed(state, person)
    return state


def value_at(engine: Engine, state: int, path: Path, fluent: int) -> Value:
    """The value that the fluent has in the mind at the end of the path."""
    return engine.values(mind(engine, state, path))[fluent]


def since(history: History, path: Path, fluent: int) -> Since:
    """What gave the fluent the value that it has now in the mind at the end of the path."""
    engine = history.engine
    for happening in reversed(history.happenings):
        now = value_at(engine, happening.after, path, fluent)
        if value_at(engine, happening.before, path, fluent) != now:
            return _within(engine, happening, path, fluent)
    return SinceStart()


def order_of(history: History, moment: Since) -> int:
    """A number that is higher for what changed later: 0 for the start, else the place of the event."""
    match moment:
        case SinceStart():
            return 0
        case SinceEvent() | SinceLaw():
            return history.happenings.index(moment.happening) + 1


def _within(engine: Engine, happening: Happening, path: Path, fluent: int) -> Since:
    """The stage of one event that last changed the fluent."""
    stages = engine.stages(happening.before, happening.event)  # asked only here: to know them all takes its time
    states = (happening.before, *(stage.state for stage in stages))
    values = [value_at(engine, state, path, fluent) for state in states]
    last = max(number for number in range(1, len(values)) if values[number] != values[number - 1])
    stage = stages[last - 1]
    laws = engine.program.moment_laws if stage.moment else engine.program.laws
    for where, number in stage.fired:
        if path[: len(where)] == where:
            effect = _effect_on(laws[number].effects, path[len(where) :], fluent)
            if effect is not None:
                return SinceLaw(happening, laws[number], effect, where)
    return SinceEvent(happening, _event_effect(engine, happening, path, fluent) if last == 1 else None)


def _event_effect(engine: Engine, happening: Happening, path: Path, fluent: int) -> GroundEffect | None:
    """The effect of the event that names the fluent: on this very mind, or one seen from there."""
    effects = engine.program.events[happening.event].effects
    for skipped in range(len(path) + 1):
        effect = _effect_on(effects, path[skipped:], fluent)
        if effect is not None:
            return effect
    return None


def _effect_on(effects: tuple[GroundEffect, ...], path: Path, fluent: int) -> GroundEffect | None:
    """The last effect on the fluent at exactly this path."""
    for effect in reversed(effects):
        if effect.path == path and effect.fluent == fluent:
            return effect
    return None
