# SPDX-License-Identifier: Apache-2.0
"""What crosses to the native engine and back: kinds of questions, values and expressions as numbers, errors as figures.

`native/bind/asking.hpp` says what the figures of each question are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from fabula.diagnostics import NOWHERE
from fabula.engine.ground_flat import Flattener, flattened
from fabula.engine.ground_format import OPERATORS, Node, value_shown, write_ground
from fabula.model.answers import EventCall, PlannedStep, Reason
from fabula.model.ground import GroundExpression, Program
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.semantics.errors import DivisionByZero, EngineError, RestlessLaws

Figures = tuple[float, ...]

FIRST_THING = 4
SPARE_THINGS, MOST_SPARE = 64, 8_000
"""So many things may turn up in questions that are neither in the program nor its world, and so many of the latter."""


class Question(IntEnum):
    """The kinds of questions, in the order of the core."""

    START = 0
    STARTED = 1
    AFTER = 2
    BELIEVED = 3
    ALTERED = 4
    STAGES = 5
    POSSIBLE = 6
    OBSERVES = 7
    VALUATION = 8
    VALUES = 9
    UTILITY = 10
    NODE = 11
    HOLDS = 12
    VALUE = 13
    DEPTH = 14
    EXPLAINED = 15
    EXPLAINED_EVENTS = 16
    REASON = 17
    TELL = 18
    SPACE = 19


class Ended(IntEnum):
    """How an answer ended."""

    WELL = 0
    STATES = 1
    MEMORY = 2
    CANCELLED = 3
    SLICE = 4
    IMAGINE = 5
    DIVIDED = 16
    RESTLESS = 17


SIGNS = ("value", "read", "believes", "doubts", "all", "some")
COMPARISON, CALCULATION, CHOICE = 6, 7, 8
FIRST_CALCULATION = OPERATORS.index("+")


class Translation:
    """One program in numbers, and whatever is asked about it later."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._flat = Flattener()
        tables = flattened(program, self._flat)
        # Questions may name any thing of the world: each gets its number when it is first named.
        room = len(self._flat.things) + min(len(program.world.things), MOST_SPARE) + SPARE_THINGS
        text = write_ground(tables, named=False).replace(f"things {tables.things}\n", f"things {room}\n", 1)
        self.text = text.encode("ascii")
        self._symbols: list[Value] = [UNKNOWN, NONE, False, True, *self._flat.things]
        self._nodes = list(range(len(tables.nodes)))
        self._divisions = dict(self._flat.divisions)
        self._known: dict[int, int] = {}
        self._asked: list[GroundExpression] = []

    # Values.

    def code(self, value: Value) -> float:
        """A value as it crosses: a code, or a double."""
        match value:
            case bool():
                return 3 if value else 2
            case float() | int():
                return float(value)
            case str():
                return FIRST_THING + self._thing(value)
            case _:
                return 1 if value is NONE else 0

    def _thing(self, name: str) -> int:
        things = self._flat.things
        return things.setdefault(name, len(things))

    def value(self, figure: float) -> Value:
        """The value that crossed."""
        return self.values((figure,))[0]

    def values(self, figures: Iterable[int | float]) -> tuple[Value, ...]:
        """The values that crossed."""
        symbols = self._symbols
        if len(self._flat.things) > len(symbols) - FIRST_THING:
            symbols.extend(list(self._flat.things)[len(symbols) - FIRST_THING :])
        return tuple([figure if isinstance(figure, float) else symbols[figure] for figure in figures])

    # Expressions.

    def known(self, expression: GroundExpression) -> int | None:
        """The core's node of an expression, told apart as an object; None if it was not asked for before."""
        return self._known.get(id(expression))

    def missing(self, expression: GroundExpression) -> Iterator[Figures]:
        """The nodes that the core does not have yet, as questions; each is to be answered by `added`."""
        self._asked.append(expression)
        number = self._flat.number(expression)
        while len(self._nodes) < len(self._flat.nodes):
            yield tuple(self._node(self._flat.nodes[len(self._nodes)]))
        self._known[id(expression)] = self._nodes[number]

    def added(self, node: int) -> None:
        """The core's number of the node that was missing."""
        span = self._flat.divisions.get(len(self._nodes))
        if span is not None:
            self._divisions[node] = span
        self._nodes.append(node)

    def _node(self, node: Node) -> Iterator[float]:
        """Sign, operation, the number or value, and the parts, which are the core's nodes."""
        parts = node.parts
        if node.sign in SIGNS:
            yield from (SIGNS.index(node.sign), 0)
            if node.sign == "value":
                yield self.code(value_shown(node.value, tuple(self._flat.things)))
                return
            if node.sign not in {"all", "some"}:
                yield parts[0]
            parts = () if node.sign == "read" else parts[1:]
        elif node.sign == "if":
            yield from (CHOICE, 0)
        else:
            operation = OPERATORS.index(node.sign)
            yield from (COMPARISON if operation < FIRST_CALCULATION else CALCULATION, operation)
        yield from (self._nodes[part] for part in parts)

    # Answers.

    def trouble(self, answer: Figures) -> EngineError:
        """The error that an answer ended in."""
        if answer[0] == Ended.DIVIDED:
            return DivisionByZero(self._divisions.get(int(answer[1]), NOWHERE))
        minds = int(answer[1])
        path = tuple(int(person) for person in answer[2 : 2 + minds])
        laws = tuple(self.program.laws[int(law)] for law in answer[2 + minds :])
        facts = dict.fromkeys(self.program.fluents[effect.fluent] for law in laws for effect in law.effects)
        return RestlessLaws(laws, tuple(facts), path)

    def reason(self, figures: Iterator[float]) -> Reason:
        """The next reason."""
        person, impulse = int(next(figures)), next(figures) == 1
        without, gain = next(figures), next(figures)
        plan = tuple(self._step(figures) for _ in range(int(next(figures))))
        return Reason(self.program.people[person], impulse, plan, without, gain)

    def _step(self, figures: Iterator[float]) -> PlannedStep:
        event = self.program.events[int(next(figures))]
        reasons = tuple(self.reason(figures) for _ in range(int(next(figures))))
        return PlannedStep(EventCall(event.name, event.arguments), reasons)
