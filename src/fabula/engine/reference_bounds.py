# SPDX-License-Identifier: Apache-2.0
"""How well things can go at best in a few steps, whoever does what: a bound on imagined plans and on stories.

From a valuation, everything that may happen is let happen, and nothing undone: after each step a fact may have any
value that some event or law could have given it till then. What holds in no such relaxed valuation cannot be reached in
so many steps. What anybody believes may be anything, so the bound depends on the facts alone and is kept for each
valuation. (Reachability without deletions: Bonet and Geffner, "Planning as heuristic search", 2001.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from math import inf

from fabula.engine.reference_depth import clock_matters, read_by, reads
from fabula.engine.reference_relaxed import (
    ANY_NUMBER,
    ANYTHING,
    Interval,
    May,
    Range,
    Relaxation,
    Relaxed,
    calculated,
    either,
    recalled,
)
from fabula.engine.reference_spending import once_for_all, only_raised
from fabula.engine.reference_views import Views
from fabula.model.expression import Operator
from fabula.model.ground import GroundEffect, GroundEvent, GroundExpression, GroundLaw, Program
from fabula.records import dataclass
from fabula.semantics import State

Ranged = Callable[[Relaxed], Range]

MOST_PASSES = 20
"""Laws on numbers could go on for ever; after so many passes a number they touch may be anything."""


@dataclass(frozen=True, slots=True)
class Move:
    """What an effect on a fact may do."""

    fluent: int
    guard: May | None
    value: Ranged
    increase: bool


@dataclass(frozen=True, slots=True)
class Mover:
    """An event or a law, relaxed. `once`: to let it happen again brings nothing new.

    `gifts` are the raises, not among `moves`, of an event that can happen but once.
    """

    may: May
    moves: tuple[Move, ...]
    once: bool
    gifts: tuple[Move, ...] = ()


@dataclass(slots=True)
class Reach:
    """What is known of one valuation: what may be after each number of steps, and what was worked out from that."""

    layers: list[Relaxed]
    happened: set[int]
    again: list[int]
    utilities: dict[tuple[int | None, int], float] = field(default_factory=dict)
    waiting: list[int] | None = None
    moving: set[int] = field(default_factory=set)
    given: dict[tuple[int, int], Interval] = field(default_factory=dict)


class Bounds:
    """Bounds for one program; `events` are those that may happen: for imagined plans those that somebody must will."""

    def __init__(self, program: Program, views: Views, events: Sequence[int]) -> None:
        self._program = program
        self._views = views
        self._relaxation = Relaxation(program)
        self._allowed = frozenset(events)
        self._takes = 0
        if program.clock is not None:
            self._takes = max((event.takes for event in program.events), default=0)
        single, raised_only = once_for_all(program), only_raised(program)
        self._events = [
            self._mover(event, raised_only if number in single else frozenset())
            for number, event in enumerate(program.events)
        ]
        laws = [law for law in (*program.laws, *program.moment_laws) if any(not effect.path for effect in law.effects)]
        self._laws = [self._mover(law) for law in laws]
        # A law that reads a mind may come to hold though no fact has changed.
        self._unprompted = frozenset(
            number for number, law in enumerate(laws) if law.form.each_moment or _reads_minds(law)
        )
        self._event_readers = readers([(number, program.events[number]) for number in sorted(self._allowed)])
        self._law_readers = readers(list(enumerate(laws)))
        self._clock = self._ticking(program)
        self._utilities = [self._utility(utility) for utility in program.utilities]
        self._author = self._utility(program.author)
        self._reaches: dict[int, Reach] = {}

    def _mover(self, owner: GroundEvent | GroundLaw, given_once: frozenset[int] = frozenset()) -> Mover:
        """The owner relaxed; what it raises among `given_once` is raised once in any story."""
        effects = [effect for effect in owner.effects if not effect.path]
        gifts = [effect for effect in effects if effect.increase and effect.fluent in given_once]
        moves = [effect for effect in effects if effect not in gifts]
        once = not any(
            effect.increase or any(True for expression in read_by(effect) for _ in reads(expression))
            for effect in effects
        )
        may = self._relaxation.whole(owner.condition)
        return Mover(may, tuple(map(self._move, moves)), once, tuple(map(self._move, gifts)))

    def _move(self, effect: GroundEffect) -> Move:
        guard = None if effect.guard is None else self._relaxation.may(effect.guard)
        number = isinstance(self._relaxation.exactly(effect.fluent, 0.0), tuple)
        value: Ranged = self._relaxation.number(effect.value) if number else self._relaxation.symbol(effect.value)
        return Move(effect.fluent, guard, value, effect.increase)

    def _utility(self, utility: GroundExpression) -> Callable[[Relaxed], Interval]:
        number = self._relaxation.number(utility)
        fluents = sorted({fluent for path, fluent in reads(utility) if not path})
        return recalled(number, fluents) if fluents else number

    def _ticking(self, program: Program) -> Move | None:
        """The clock moves on by itself, wherever anything reads it."""
        if program.clock is None or not clock_matters(program):
            return None
        return Move(program.clock, None, lambda _: (1.0, 1.0, False), increase=True)

    # Questions.

    def utility(self, state: State, person: int | None, steps: int) -> float:
        """A utility that the person (None: the author) cannot exceed within so many steps from these facts."""
        reach = self._reach(state, steps)
        key = (person, min(steps, len(reach.layers) - 1))
        found = reach.utilities.get(key)
        if found is None:
            utility = self._author if person is None else self._utilities[person]
            found = reach.utilities[key] = utility(reach.layers[key[1]])[1]
        return found

    def may_hold(self, state: State, condition: May, steps: int) -> bool:
        """Whether a condition may come to hold within so many steps."""
        reach = self._reach(state, steps)
        return condition.hold(reach.layers[min(steps, len(reach.layers) - 1)])

    def happening(self, state: State, goal: May, struck: frozenset[int]) -> frozenset[int] | None:
        """The events that may happen till a goal may hold, some events struck out; None if it never may."""
        first = [self._relaxation.exactly(fluent, value) for fluent, value in enumerate(state.values)]
        events = [event for event in self._views.events(state) if event in self._allowed and event not in struck]
        reach = Reach([first], set(struck), [], waiting=events, moving=set(self._unprompted))
        while not goal.hold(reach.layers[-1]):
            if reach.waiting is None:
                return None
            self._advance(reach)
            self._widen(reach, struck)
        return frozenset(reach.happened - struck)

    def _widen(self, reach: Reach, struck: frozenset[int]) -> None:
        """Where nothing but numbers goes on changing, let them go as far as ever: so there is an end to it."""
        if len(reach.layers) < 2 or reach.waiting is None:
            return
        before, after = reach.layers[-2:]
        moved = [fluent for fluent, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        if any(isinstance(after[fluent], int) for fluent in moved):
            return
        candidates: set[int] = set()
        for fluent in moved:
            after[fluent] = widened(before[fluent], after[fluent])
            candidates |= self._event_readers.get(fluent, set())
        reach.waiting = sorted(
            event for event in candidates - reach.happened - struck if self._events[event].may.hold(after)
        )

    def relaxed(self, condition: GroundExpression) -> May:
        """The condition, relaxed."""
        return self._relaxation.whole(condition)

    # Layers.

    def _reach(self, state: State, steps: int) -> Reach:
        reach = self._reaches.get(id(state.values))
        if reach is None:
            first = [self._relaxation.exactly(fluent, value) for fluent, value in enumerate(state.values)]
            events = [event for event in self._views.events(state) if event in self._allowed]
            reach = self._reaches[id(state.values)] = Reach(
                [first], set(), [], waiting=events, moving=set(self._unprompted)
            )
        while len(reach.layers) <= steps and reach.waiting is not None:
            self._advance(reach)
        return reach

    def _advance(self, reach: Reach) -> None:
        """One more step: all that may happen happens, then the laws, till they bring nothing new."""
        before = reach.layers[-1]
        after = list(before)
        changed: set[int] = set()
        waiting = reach.waiting or []
        for event in (*reach.again, *waiting):
            self._let(self._events[event].moves, before, after, changed, 1)
            if self._events[event].gifts:
                self._give(reach, event, before, after, changed)
        reach.happened.update(waiting)
        reach.again.extend(event for event in waiting if not self._events[event].once)
        if self._clock is not None:
            self._let((self._clock,), before, after, changed, self._takes)
        self._laws_follow(after, changed, reach.moving)
        if not changed:
            reach.waiting = None
            return
        reach.layers.append(after)
        candidates: set[int] = set()
        for fluent in changed:
            candidates |= self._event_readers.get(fluent, set())
        reach.waiting = sorted(event for event in candidates - reach.happened if self._events[event].may.hold(after))

    def _laws_follow(self, after: Relaxed, changed: set[int], moving: set[int]) -> None:
        """Laws fire wherever they may; what they raise, they raise once for each time that laws can settle."""
        settlings = 1 + self._takes
        raised: set[int] = set()
        pending = self._laws_on(changed) | moving
        for _ in range(MOST_PASSES):
            news: set[int] = set()
            for law in sorted(pending):
                mover = self._laws[law]
                if mover.may.hold(after):
                    moves = [move for move in mover.moves if not move.increase or law not in raised]
                    raised.add(law)
                    if not mover.once:
                        moving.add(law)
                    self._let(moves, after, after, news, settlings)
            if not news:
                return
            changed |= news
            pending = self._laws_on(news)
        for mover in self._laws:
            for move in mover.moves:
                after[move.fluent] = ANY_NUMBER if isinstance(after[move.fluent], tuple) else ANYTHING
                changed.add(move.fluent)

    def _laws_on(self, changed: set[int]) -> set[int]:
        found: set[int] = set()
        for fluent in changed:
            found |= self._law_readers.get(fluent, set())
        return found

    def _let(self, moves: Sequence[Move], before: Relaxed, after: Relaxed, changed: set[int], times: int) -> None:
        """Let the effects of one event or law add what they may bring to what may be."""
        brought: dict[int, Range] = {}
        for move in moves:
            if move.guard is None or move.guard.hold(before):
                fluent = move.fluent
                new = move.value(before)
                if move.increase:
                    old = brought[fluent] if fluent in brought else before[fluent]
                    new = joined_with(old, raised(old, new, times))
                brought[fluent] = joined_with(brought[fluent], new) if fluent in brought else new
        for fluent, new in brought.items():
            joined = joined_with(after[fluent], new)
            if joined != after[fluent]:
                after[fluent] = joined
                changed.add(fluent)

    def _give(self, reach: Reach, event: int, before: Relaxed, after: Relaxed, changed: set[int]) -> None:
        """Let an event that happens but once raise what it raises: in all layers together by no more than at once."""
        for number, move in enumerate(self._events[event].gifts):
            if move.guard is not None and not move.guard.hold(before):
                continue
            old, gift = after[move.fluent], move.value(before)
            if isinstance(old, int) or isinstance(gift, int) or gift[0] > gift[1]:
                continue
            less, more, vague = reach.given.get((event, number), (0.0, 0.0, False))
            least, most, doubtful = min(less, gift[0]), max(more, gift[1]), vague or gift[2]
            if (least, most, doubtful) == (less, more, vague):
                continue
            reach.given[event, number] = least, most, doubtful
            new = joined_with(old, calculated(Operator.PLUS, old, (least - less, most - more, doubtful)))
            if new != old:
                after[move.fluent] = new
                changed.add(move.fluent)


def raised(old: Range, by: Range, times: int) -> Range:
    """What a number may be when it is raised by something, at most so many times."""
    if isinstance(old, int) or isinstance(by, int):
        return old
    low, high, vague = by
    step = (min(0.0, low * times), max(0.0, high * times), vague) if low <= high else by
    return calculated(Operator.PLUS, old, step)


def widened(old: Range, new: Range) -> Range:
    """A number that has moved, let go as far as ever that way."""
    if isinstance(old, int) or isinstance(new, int):
        return new
    return (-inf if new[0] < old[0] else new[0], inf if new[1] > old[1] else new[1], new[2])


def joined_with(old: Range, new: Range) -> Range:
    """What may be the one or the other."""
    if isinstance(old, int):
        return old | new if isinstance(new, int) else -1
    return either(old, new) if isinstance(new, tuple) else ANY_NUMBER


def _reads_minds(law: GroundLaw) -> bool:
    """Whether what a law does to facts hangs on what somebody believes."""
    effects = [effect for effect in law.effects if not effect.path]
    expressions = [law.condition, *(expression for effect in effects for expression in read_by(effect))]
    return any(path for expression in expressions for path, _ in reads(expression))


def readers(owners: Sequence[tuple[int, GroundEvent | GroundLaw]]) -> dict[int, set[int]]:
    """Which events or laws read a fluent, in their conditions or their effects on facts."""
    found: dict[int, set[int]] = {}
    for number, owner in owners:
        expressions = [owner.condition]
        expressions.extend(expression for effect in owner.effects if not effect.path for expression in read_by(effect))
        for expression in expressions:
            for _, fluent in reads(expression):
                found.setdefault(fluent, set()).add(number)
    return found
