# SPDX-License-Identifier: Apache-2.0
"""The start of a world: its statements imposed one after another.

Each statement reads the state built so far and what it says holds from then on, so later ones win. Inside one
`for every` or `if` everything happens at once. A belief that nobody stated is as in the mind with the last person left
out: unsaid, `Ash believes Wren believes f` is what Ash believes, and what Ash believes is the truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.engine.ground_effects import ground_all_effects
from fabula.engine.ground_expressions import Grounder
from fabula.engine.ground_folding import compare_values
from fabula.model.expression import Effect, Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    Fluent,
    GroundEffect,
    GroundExpression,
    Named,
    Read,
    Some,
)
from fabula.model.values import NONE, Value
from fabula.model.world import FactType, Number, World, YesNo
from fabula.records import dataclass
from fabula.semantics.expression import calculated

Path = tuple[int, ...]


@dataclass(slots=True)
class StartState:
    """The real values and the stated beliefs, while the start is being read."""

    values: list[Value]
    beliefs: dict[tuple[Path, int], Value]

    def read(self, path: Path, fluent: int) -> Value:
        """What the last person on the path believes, stated or not."""
        while path:
            if (path, fluent) in self.beliefs:
                return self.beliefs[path, fluent]
            path = path[:-1]
        return self.values[fluent]

    def write(self, path: Path, fluent: int, value: Value) -> None:
        """State a value; of two statements about the same the later one is kept, in its own place."""
        if not path:
            self.values[fluent] = value
            return
        self.beliefs.pop((path, fluent), None)
        self.beliefs[path, fluent] = value


def default_value(type_: FactType) -> Value:
    """What a fact is unless the start says otherwise."""
    match type_:
        case YesNo():
            return False
        case Number():
            return 0.0
        case _:
            return NONE


def impose_start(grounder: Grounder, world: World, fluents: Sequence[Fluent]) -> StartState:
    """The state at the start, before any law has fired."""
    return impose(grounder, world.start, StartState([default_value(fluent.type) for fluent in fluents], {}))


def impose(grounder: Grounder, statements: Iterable[Effect], state: StartState) -> StartState:
    """The state with more said about it, statement by statement."""
    for statement in statements:
        effects, _ = ground_all_effects(grounder, (statement,), {})
        for path, fluent, value in [change for effect in effects for change in _change(state, effect)]:
            state.write(path, fluent, value)
    return state


def _change(state: StartState, effect: GroundEffect) -> list[tuple[Path, int, Value]]:
    if effect.guard is not None and _evaluate(state, (), effect.guard) is not True:
        return []
    value = _evaluate(state, (), effect.value)
    if effect.increase:
        value = calculated(Operator.PLUS, state.read(effect.path, effect.fluent), value, effect.span)
    return [(effect.path, effect.fluent, value)]


def _evaluate(state: StartState, path: Path, expression: GroundExpression) -> Value:
    match expression:
        case Constant(value):
            return value
        case Read(fluent):
            return state.read(path, fluent)
        case Believed(person, body):
            return _evaluate(state, (*path, person), body)
        case Doubted(person, body):
            return _evaluate(state, (*path, person), body) is not True
        case All(parts):
            return all(_evaluate(state, path, part) is True for part in parts)
        case Some(parts):
            return any(_evaluate(state, path, part) is True for part in parts)
        case Comparison(comparator, left, right):
            return compare_values(comparator, _evaluate(state, path, left), _evaluate(state, path, right))
        case Calculation(operator, left, right, span):
            return calculated(operator, _evaluate(state, path, left), _evaluate(state, path, right), span)
        case Choice(condition, then, otherwise):
            return _evaluate(state, path, then if _evaluate(state, path, condition) is True else otherwise)
        case Named(_, body):
            return _evaluate(state, path, body)
