# SPDX-License-Identifier: Apache-2.0
"""What a condition looks at in a state, and what would turn it: single values that make it hold, or fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeGuard

from fabula.engine.port import Engine
from fabula.model.expression import Comparator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundExpression,
    Named,
    Program,
    Read,
    Some,
)
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Number, OfKind, YesNo
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_failing import Reads
from fabula.usecases.check_history import Path, mind

Turn = tuple[Path, int, Value]
"""A fact in a mind, and a value that it might have there."""

_MOST_VALUES = 6


def looked_at(engine: Engine, expression: GroundExpression, path: Path, state: int) -> Reads:
    """The facts on which the value of an expression rests in a mind: of a choice, only the side that is taken."""
    return tuple(dict.fromkeys(_looked_at(engine, expression, path, state)))


def _looked_at(engine: Engine, expression: GroundExpression, path: Path, state: int) -> Iterator[tuple[Path, int]]:
    match expression:
        case Read(fluent):
            yield path, fluent
        case Believed(person, body) | Doubted(person, body):
            yield from _looked_at(engine, body, (*path, person), state)
        case Comparison(_, left, right) | Calculation(_, left, right):
            yield from _looked_at(engine, left, path, state)
            yield from _looked_at(engine, right, path, state)
        case Named(_, body):
            yield from _looked_at(engine, body, path, state)
        case Choice(condition, then, otherwise):
            yield from _looked_at(engine, condition, path, state)
            yield from _looked_at(engine, then if _holds(engine, state, condition, path) else otherwise, path, state)
        case All(parts):
            yield from _deciding(engine, parts, path, state, deciding=False)
        case Some(parts):
            yield from _deciding(engine, parts, path, state, deciding=True)
        case _:
            return


def _deciding(
    engine: Engine, parts: tuple[GroundExpression, ...], path: Path, state: int, *, deciding: bool
) -> Iterator[tuple[Path, int]]:
    """What decides a list of conditions: the first that alone does, or all of them."""
    for part in parts:
        if _holds(engine, state, part, path) is deciding:
            yield from _looked_at(engine, part, path, state)
            return
    for part in parts:
        yield from _looked_at(engine, part, path, state)


def _holds(engine: Engine, state: int, condition: GroundExpression, path: Path) -> bool:
    return engine.holds(mind(engine, state, path), condition)


def agreed(engine: Engine, state: int, turn: Turn, deepest: int) -> int:
    """The state with a value put into a mind, and into the minds inside it that agree with it about the fact.

    `deepest` is how many minds inside minds are looked at. With no mind it is really so, and known to whoever knew.
    """
    path, fluent, value = turn
    for each in _agreeing(engine, state, path, fluent, deepest):
        state = engine.altered(state, each, fluent, value)
    return state


def _agreeing(engine: Engine, state: int, path: Path, fluent: int, deepest: int) -> list[Path]:
    paths = [path]
    value = engine.values(mind(engine, state, path))[fluent]
    if len(path) < deepest:
        for person in range(len(engine.program.people)):
            inner = (*path, person)
            if path[-1:] != (person,) and engine.values(mind(engine, state, inner))[fluent] == value:
                paths += _agreeing(engine, state, inner, fluent, deepest)
    return paths


def emptied(program: Program) -> frozenset[str]:
    """The names of facts that are about nobody or nothing at times: `none` is a value that they may well have."""
    starting = zip(program.fluents, program.start_values, strict=True)
    names = {fluent.name for fluent, value in starting if value is NONE}
    effects = [effect for event in program.events for effect in event.effects]
    effects += [effect for law in (*program.laws, *program.moment_laws) for effect in law.effects]
    for effect in effects:
        if isinstance(effect.value, Constant) and effect.value.value is NONE:
            names.add(program.fluents[effect.fluent].name)
    return frozenset(names)


@dataclass(frozen=True, slots=True)
class Turning:
    """Looks for values that turn conditions; `emptied` are the facts that may be `none`."""

    engine: Engine
    emptied: frozenset[str]

    def turns(
        self, state: int, condition: GroundExpression, path: Path = (), *, wanted: bool = True
    ) -> tuple[Turn, ...]:
        """Single values of which one at least must come about if the condition is to hold (or not) in the mind.

        Where several parts have to be turned, those of the part with the fewest ways are given: all others have to be
        turned besides. Nothing is given for a condition that is as it is wanted, or that no value can turn.
        """
        if _holds(self.engine, state, condition, path) is wanted:
            return ()
        match condition:
            case All(parts):
                return self._of_parts(state, parts, path, wanted=wanted, every=wanted)
            case Some(parts):
                return self._of_parts(state, parts, path, wanted=wanted, every=not wanted)
            case Believed(person, body):
                return self.turns(state, body, (*path, person), wanted=wanted)
            case Doubted(person, body):
                return self.turns(state, body, (*path, person), wanted=not wanted)
            case Named(_, body):
                return self.turns(state, body, path, wanted=wanted)
            case Comparison():
                return tuple(self._of_comparison(state, condition, path, wanted))
            case _:
                return ()

    def _of_parts(
        self, state: int, parts: Iterable[GroundExpression], path: Path, *, wanted: bool, every: bool
    ) -> tuple[Turn, ...]:
        """The ways to turn all the parts (those of the hardest of them) or one of them (those of each)."""
        wrong = [part for part in parts if _holds(self.engine, state, part, path) is not wanted]
        ways = [self.turns(state, part, path, wanted=wanted) for part in wrong]
        if every:
            return min(ways, key=len, default=())
        return tuple(dict.fromkeys(turn for each in ways for turn in each))

    def _of_comparison(self, state: int, comparison: Comparison, path: Path, wanted: bool) -> Iterator[Turn]:
        """For each fact that is compared, values with which the comparison comes out as wanted; the nearest number."""
        for where, fluent in looked_at(self.engine, comparison, path, state):
            if fluent == self.engine.program.clock:
                continue
            found = 0
            for value in self._values(state, comparison, path, (where, fluent), wanted):
                try:
                    altered = self.engine.altered(state, where, fluent, value)
                    turned = _holds(self.engine, altered, comparison, path) is wanted
                except EngineError:
                    continue
                if turned:
                    found += 1
                    yield where, fluent, value
                    if found == _MOST_VALUES or isinstance(self.engine.program.fluents[fluent].type, Number):
                        break

    def _values(
        self, state: int, comparison: Comparison, path: Path, read: tuple[Path, int], wanted: bool
    ) -> Iterator[Value]:
        """Values that a fact might have; of numbers, those by which the two sides differ, nearest first."""
        where, fluent = read
        now = self.engine.values(mind(self.engine, state, where))[fluent]
        values: list[Value] = []
        match self.engine.program.fluents[fluent].type:
            case YesNo():
                values = [True, False]
            case OfKind(kind):
                values = [thing.name for thing in self.engine.program.world.things_of(kind)]
                if self.engine.program.fluents[fluent].name in self.emptied:
                    away = (comparison.comparator is Comparator.DIFFERENT) is wanted
                    values = [NONE] if away and now is not NONE else [*values, NONE]
            case Number():
                here = mind(self.engine, state, path)
                sides = self.engine.value(here, comparison.left), self.engine.value(here, comparison.right)
                values = _numbers(now, *sides)
        yield from (value for value in values if value not in (now, UNKNOWN))


def _numbers(now: Value, left: Value, right: Value) -> list[Value]:
    """Numbers to try for one that is `now` where two sides are these."""
    if not (_number(now) and _number(left) and _number(right)):
        return [*(side for side in (left, right) if _number(side)), 0.0]
    gap = abs(left - right)
    return [now + gap, now - gap, now + gap + 1, now - gap - 1, 0.0]


def _number(value: Value) -> TypeGuard[float]:
    return isinstance(value, float | int) and not isinstance(value, bool)
