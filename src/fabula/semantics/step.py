# SPDX-License-Identifier: Apache-2.0
"""An event happens: its effects, who sees it, and what it does to minds that took it for impossible."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.model.expression import Operator
from fabula.model.ground import GroundEffect, GroundEvent, Program
from fabula.model.values import Value
from fabula.records import dataclass
from fabula.semantics.expression import Condition, Reading, calculated, truth_of, value_of
from fabula.semantics.state import Path, State, Write
from fabula.semantics.surprise import Surprise


@dataclass(frozen=True, slots=True)
class Change:
    """What an effect means."""

    form: GroundEffect
    value: Reading
    guard: Condition | None


@dataclass(frozen=True, slots=True)
class Deed:
    """What an event means: when it can happen, what it changes, who sees it, who does it without thinking."""

    form: GroundEvent
    condition: Condition
    changes: tuple[Change, ...]
    observers: tuple[Condition, ...]
    impulses: tuple[tuple[int, Condition], ...]


def changes_of(effects: Sequence[GroundEffect]) -> tuple[Change, ...]:
    """What effects mean."""
    return tuple(
        Change(effect, value_of(effect.value), None if effect.guard is None else truth_of(effect.guard))
        for effect in effects
    )


def deed_of(event: GroundEvent) -> Deed:
    """What an event means."""
    observers = tuple(truth_of(condition) for condition in event.observers)
    impulses = tuple((person, truth_of(condition)) for person, condition in event.impulses)
    return Deed(event, truth_of(event.condition), changes_of(event.effects), observers, impulses)


def writes_of(changes: Sequence[Change], state: State) -> list[Write]:
    """What the effects put where.

    All read the state before the event, all happen at once: the later of two assignments stands, increases add up.
    """
    written: dict[tuple[Path, int], Value] = {}
    for change in changes:
        if change.guard is not None and not change.guard(state):
            continue
        form = change.form
        place = (form.path, form.fluent)
        value = change.value(state)
        if form.increase:
            before = written[place] if place in written else state.at(form.path).values[form.fluent]
            value = calculated(Operator.PLUS, before, value, form.span)
        written[place] = value
    return [(path, fluent, value) for (path, fluent), value in written.items()]


class Step(Surprise):
    """What events do, before any law answers.

    Every rule calls the others through `self`, so that an engine may remember what they answered.
    """

    def __init__(self, program: Program, depth: int) -> None:
        self.program = program
        self.depth = depth
        self.deeds = tuple(deed_of(event) for event in program.events)

    def possible(self, state: State, event: int) -> bool:
        """Whether the event may happen. "In `s` it may happen if its condition holds in `s`"."""
        return self.deeds[event].condition(state)

    def observes(self, state: State, event: int, person: int) -> bool:
        """Whether the person sees it. "A condition for each person, read in the state before"."""
        return self.deeds[event].observers[person](state)

    def happened(self, state: State, event: int, owner: int | None = None) -> State:
        """The state after the event's effects, in every mind that sees it.

        "Afterwards the effects hold; each observer `p` moves to the state after the same event in `s/p`; whoever
        does not observe it keeps `s/p`. […] Explicit belief effects are applied last, and only to what they name".
        The same at every depth, by itself: what `p` believes that `q` believes is a mind of the state `s/p`. The
        `owner` of the mind `state` knows to have seen it, wherever they may wrongly believe that they are.
        """
        writes = writes_of(self.deeds[event].changes, state)
        believed = tuple(
            self.seen(state, event, person, mind) if person == owner or self.observes(state, event, person) else mind
            for person, mind in enumerate(state.believed)
        )
        return self.written(state, writes, believed)

    def seen(self, state: State, event: int, person: int, mind: State) -> State:
        """What the mind of a person makes of an event that they see happen in `state`.

        "If an observer believed that the event could not happen, then before it happens in `s/p`, `s/p` is first
        corrected".
        """
        if not self.possible(mind, event):
            mind = self.corrected(mind, person, self.program.events[event].condition, state)
        return self.happened(mind, event, person)

    def written(self, state: State, writes: Sequence[Write], believed: tuple[State, ...]) -> State:
        """The state with its minds moved on to `believed`, and then what effects put into it and into them."""
        moved = self.remade(state, state.values, believed)
        return self.imposed(moved, writes) if writes else moved
