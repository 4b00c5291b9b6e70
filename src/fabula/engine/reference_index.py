# SPDX-License-Identifier: Apache-2.0
"""Which of many conditions may hold, found from the facts of a state without testing all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
    Read,
    Some,
)
from fabula.model.values import Value
from fabula.semantics import State
from fabula.semantics.expression import Condition, truth_of

Literal = tuple[int, Value]


def parts_of(condition: GroundExpression) -> Iterator[GroundExpression]:
    """The conditions that must all hold for the condition to hold."""
    match condition:
        case Named(body=body):
            yield from parts_of(body)
        case All(parts=parts):
            for part in parts:
                yield from parts_of(part)
        case _:
            yield condition


def reads_minds(expression: GroundExpression) -> bool:
    """Whether the value depends on what anybody believes."""
    match expression:
        case Believed() | Doubted():
            return True
        case Named(body=body):
            return reads_minds(body)
        case All(parts=parts) | Some(parts=parts):
            return any(reads_minds(part) for part in parts)
        case Comparison(left=left, right=right) | Calculation(left=left, right=right):
            return reads_minds(left) or reads_minds(right)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return reads_minds(condition) or reads_minds(then) or reads_minds(otherwise)
        case _:
            return False


def together(conditions: Sequence[Condition]) -> Condition | None:
    """The conditions as one; None if there is none."""
    match len(conditions):
        case 0:
            return None
        case 1:
            return conditions[0]
        case _:
            return lambda state: all(condition(state) for condition in conditions)


def on_minds(condition: GroundExpression) -> Condition | None:
    """What a condition asks of minds, its parts on facts left out; None if it asks nothing of them."""
    return together([truth_of(part) for part in parts_of(condition) if reads_minds(part)])


class Index:
    """Conditions, each filed under the rarest fact that it asks for."""

    def __init__(self, conditions: Sequence[GroundExpression]) -> None:
        facts = [[part for part in parts_of(condition) if not reads_minds(part)] for condition in conditions]
        literals = [[literal for part in parts for literal in literal_of(part)] for parts in facts]
        uses = Counter(literal for each in literals for literal in dict.fromkeys(each))
        self._tests = [together([truth_of(part) for part in parts]) for parts in facts]
        self._filed: dict[int, dict[Value, list[int]]] = {}
        self._others: list[int] = []
        for number, each in enumerate(literals):
            if each:
                fluent, value = min(each, key=uses.__getitem__)
                self._filed.setdefault(fluent, {}).setdefault(value, []).append(number)
            else:
                self._others.append(number)

    def candidates(self, state: State) -> list[int]:
        """The conditions whose parts on facts hold in the state, in order."""
        values = state.values
        numbers = list(self._others)
        for fluent, filed in self._filed.items():
            numbers.extend(filed.get(values[fluent], ()))
        tests = self._tests
        found = [number for number in numbers if (test := tests[number]) is None or test(state)]
        found.sort()
        return found


def literal_of(condition: GroundExpression) -> Iterator[Literal]:
    """The fact that a condition asks for, if it is one."""
    match condition:
        case Comparison(comparator=Comparator.EQUAL, left=Read(fluent=fluent), right=Constant(value=value)):
            yield fluent, value
