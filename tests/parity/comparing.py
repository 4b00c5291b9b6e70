# SPDX-License-Identifier: Apache-2.0
"""Two engines asked the same about one program; what they answer differently is a `Disagreement`.

Asked are: the states after events (values and minds in minds, three deep), possible events, utilities, errors of the
world, who would do what and for which plan, stories. Limits are tight, so that a world costs milliseconds. States are
told apart by engines in their own numbers; only what is in them is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import isnan
from typing import Protocol, TypeVar

from fabula.engine.port import Found, Goal
from fabula.model.answers import Outcome, Reason
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.semantics import DivisionByZero, EngineError, RestlessLaws

Shape = tuple[tuple[Value, ...], tuple["Shape", ...]]
Answer = TypeVar("Answer")

DEPTH = 3
MOST_STATES = 14
MOST_STORIES = 400


class Disagreement(AssertionError):
    """Two engines answer differently."""


class Asked(Protocol):
    """The part of the port that is compared."""

    program: Program

    def start(self) -> int: ...
    def possible(self, state: int) -> tuple[int, ...]: ...
    def after(self, state: int, event: int) -> int: ...
    def believed(self, state: int, person: int) -> int: ...
    def values(self, state: int) -> tuple[Value, ...]: ...
    def utility(self, state: int, person: int | None) -> float: ...
    def reason(self, state: int, event: int, person: int, limits: Limits) -> Reason | None: ...
    def explained(self, state: int, event: int, limits: Limits) -> bool: ...
    def tell(self, goal: Goal, limits: Limits) -> Found: ...
    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]: ...


@dataclass(frozen=True)
class Failed:
    """An error of the world: its kind, and the laws that never rest."""

    kind: str
    laws: frozenset[str] = frozenset()


def tried(ask: Callable[[], Answer]) -> Answer | Failed:
    """The answer, or how the world fails."""
    try:
        return ask()
    except DivisionByZero:
        return Failed("division")
    except RestlessLaws as error:
        return Failed("restless", frozenset(map(str, error.laws)))


def agreed(what: str, expected: Answer, found: Answer) -> Answer:
    """The answer that both give."""
    if expected != found:
        raise Disagreement(f"{what}: {expected!r} is expected, {found!r} is answered")
    return expected


@dataclass
class Comparison:
    """Two engines on one program; `noted` is what came up, so that a sample can be seen to be lively."""

    expected: Asked
    found: Asked
    limits: Limits
    noted: set[str] = field(default_factory=set)
    _shapes: tuple[dict[tuple[int, int], Shape], dict[tuple[int, int], Shape]] = field(
        default_factory=lambda: ({}, {})
    )

    def all(self) -> None:
        """Compare everything."""
        pairs = self.states()
        if pairs:
            self.wills(pairs)
            self.told()

    # States.

    def states(self) -> list[tuple[int, int]]:
        """The states after each event, and along a walk; both engines agree on all of them."""
        start, other = tried(self.expected.start), tried(self.found.start)
        if isinstance(start, Failed) or isinstance(other, Failed):
            agreed("start", start if isinstance(start, Failed) else Failed("none"), other if isinstance(other, Failed) else Failed("none"))
            self.note_failure(start)
            return []
        self.same(start, other, "start")
        pairs = [(start, other)]
        layer = self.following(start, other)
        pairs += layer
        for step in range(2):
            if not layer:
                break
            walked = layer[(7 * step + len(layer)) % len(layer)]
            layer = self.following(*walked)
            pairs += layer
        return pairs[:MOST_STATES]

    def following(self, state: int, other: int) -> list[tuple[int, int]]:
        """The states one event on."""
        possible = agreed(
            "possible", tried(lambda: self.expected.possible(state)), tried(lambda: self.found.possible(other))
        )
        if isinstance(possible, Failed):
            self.note_failure(possible)
            return []
        if possible:
            self.noted.add("an event is possible")
        pairs = []
        for event in possible:
            later = tried(lambda event=event: self.expected.after(state, event))
            other_later = tried(lambda event=event: self.found.after(other, event))
            if isinstance(later, Failed) or isinstance(other_later, Failed):
                agreed(f"after {event}", later if isinstance(later, Failed) else None, other_later if isinstance(other_later, Failed) else None)
                self.note_failure(later)
                continue
            self.same(later, other_later, f"after {self.expected.program.events[event]}")
            pairs.append((later, other_later))
        return pairs

    def note_failure(self, failed: int | Failed) -> None:
        if isinstance(failed, Failed):
            self.noted.add(f"error: {failed.kind}")

    def same(self, state: int, other: int, where: str) -> None:
        """Both states have the same values, minds and utilities."""
        agreed(where, self.shape(0, state, DEPTH), self.shape(1, other, DEPTH))
        for person in (None, *range(len(self.expected.program.people))):
            utilities = [tried(lambda engine=engine, at=at: engine.utility(at, person)) for engine, at in ((self.expected, state), (self.found, other))]
            if not all(isinstance(each, float) and isnan(each) for each in utilities):
                agreed(f"{where}, utility {person}", *utilities)

    def shape(self, which: int, state: int, depth: int) -> Shape:
        """All that is in a state, to a depth."""
        known = self._shapes[which]
        if (state, depth) not in known:
            engine = (self.expected, self.found)[which]
            people = range(len(engine.program.people)) if depth else ()
            minds = tuple(self.shape(which, engine.believed(state, person), depth - 1) for person in people)
            known[state, depth] = engine.values(state), minds
        return known[state, depth]

    # Wills.

    def wills(self, pairs: list[tuple[int, int]]) -> None:
        """Who would do what; what goes wrong where nobody need look is seen by the one engine or the other."""
        for state, other in pairs:
            for event, form in enumerate(self.expected.program.events):
                for person in form.willing:
                    reasons = [
                        tried(lambda engine=engine, at=at: engine.reason(at, event, person, self.limits))
                        for engine, at in ((self.expected, state), (self.found, other))
                    ]
                    if not any(isinstance(each, Failed) for each in reasons):
                        agreed(f"reason of {form.willing} for {form}", *map(_shown, reasons))
                        self.note_reason(reasons[0])
                explained = [
                    tried(lambda engine=engine, at=at: engine.explained(at, event, self.limits))
                    for engine, at in ((self.expected, state), (self.found, other))
                ]
                if not any(isinstance(each, Failed) for each in explained):
                    agreed(f"explained {form}", *explained)

    def note_reason(self, reason: Reason | None | Failed) -> None:
        if isinstance(reason, Reason):
            self.noted.add("reason: an impulse" if reason.impulse else "reason: a plan")
            if len(reason.plan) > 1:
                self.noted.add("reason: a plan of several steps")
        else:
            self.noted.add("reason: none")

    # Stories.

    def told(self) -> None:
        """Stories told and listed."""
        goals = [Goal(self.expected.program.endings[0].condition)] if self.expected.program.endings else []
        for goal in (*goals, Goal(raises=2.0)):
            for limits in (self.limits, Limits(2, self.limits.imagine, self.limits.minds, count=4)):
                first = tried(lambda goal=goal, limits=limits: self.expected.tell(goal, limits))
                second = tried(lambda goal=goal, limits=limits: self.found.tell(goal, limits))
                if isinstance(first, Failed) or isinstance(second, Failed):
                    continue
                agreed("outcome", first.outcome, second.outcome)
                agreed("lengths of stories", [*map(len, first.stories)], [*map(len, second.stories)])
                if limits.count > len(first.stories):
                    agreed("stories", sorted(first.stories), sorted(second.stories))
                if first.outcome is Outcome.TOLD:
                    self.noted.add("told" if first.stories[0] else "told: nothing has to happen")
                    self.noted |= {"told: several events"} if len(first.stories[-1]) > 1 else set()
                else:
                    self.noted.add(first.outcome.value)
        limits = Limits(2, self.limits.imagine, self.limits.minds)
        listed = [tried(lambda engine=engine: [*islice(engine.stories(limits), MOST_STORIES)]) for engine in (self.expected, self.found)]
        if not any(isinstance(each, Failed) for each in listed):
            agreed("all stories", *listed)


def _shown(reason: Reason | None | Failed) -> object:
    """A reason without what only one way of asking tells."""
    if not isinstance(reason, Reason):
        return None
    return reason.impulse, tuple(step.event for step in reason.plan)


__all__ = ["Asked", "Comparison", "Disagreement", "EngineError", "Failed", "Shape", "agreed", "tried"]
