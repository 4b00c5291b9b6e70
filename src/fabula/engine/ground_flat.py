# SPDX-License-Identifier: Apache-2.0
"""A program in numbers: every expression a row of one table, equal ones once, parts before wholes."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Span
from fabula.engine.ground_format import FlatEffect, FlatEvent, FlatLaw, GroundTables, Names, Node, Stated, shown_value
from fabula.model.expression import Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundEffect,
    GroundEvent,
    GroundExpression,
    GroundLaw,
    Named,
    Program,
    Read,
    Some,
)
from fabula.model.world import FactType, Number, YesNo


class Flattener:
    """Numbers nodes and things in the order in which they are first met.

    Expressions are looked up as objects before they are looked into, so whoever numbers one keeps it for as long.
    """

    def __init__(self) -> None:
        self.things: dict[str, int] = {}
        self.nodes: list[Node] = []
        self.divisions: dict[int, Span] = {}
        self._numbers: dict[Node, int] = {}
        self._known: dict[int, int] = {}

    def number(self, expression: GroundExpression) -> int:
        """The number of an expression's node. A definition's name is left behind."""
        known = self._known.get(id(expression))
        if known is None:
            known = self._known[id(expression)] = self._number(expression)
        return known

    def _number(self, expression: GroundExpression) -> int:
        # The commonest first, and no patterns: worlds are numbered whenever one is checked.
        if isinstance(expression, Read):
            return self._kept(Node("read", (expression.fluent,)))
        if isinstance(expression, Comparison):
            sides = (self.number(expression.left), self.number(expression.right))
            return self._kept(Node(expression.comparator.value, sides))
        if isinstance(expression, All | Some):
            parts = tuple(map(self.number, expression.parts))
            return self._kept(Node("all" if isinstance(expression, All) else "some", (len(parts), *parts)))
        if isinstance(expression, Named):
            return self.number(expression.body)
        return self._number_others(expression)

    def _number_others(self, expression: GroundExpression) -> int:
        match expression:
            case Constant(value=value):
                return self._kept(Node("value", (), shown_value(value, self.things)))
            case Believed(person=person, body=body):
                return self._kept(Node("believes", (person, self.number(body))))
            case Doubted(person=person, body=body):
                return self._kept(Node("doubts", (person, self.number(body))))
            case Calculation(operator=sign, left=left, right=right, span=span):
                node = Node(sign.value, (self.number(left), self.number(right)))
                if sign is not Operator.OVER:
                    return self._kept(node)
                # Each division keeps its own row, so that one by zero can be shown where it was written.
                self.nodes.append(node)
                self.divisions[len(self.nodes) - 1] = span
                return len(self.nodes) - 1
            case Choice(condition=condition, then=then, otherwise=otherwise):
                return self._kept(Node("if", (self.number(condition), self.number(then), self.number(otherwise))))
            case _:
                raise AssertionError(expression)

    def _kept(self, node: Node) -> int:
        number = self._numbers.setdefault(node, len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append(node)
        return number

    def effects(self, effects: Sequence[GroundEffect]) -> tuple[FlatEffect, ...]:
        """Effects in numbers."""
        return tuple(
            FlatEffect(
                effect.path,
                effect.fluent,
                self.number(effect.value),
                None if effect.guard is None else self.number(effect.guard),
                effect.increase,
            )
            for effect in effects
        )

    def event(self, event: GroundEvent) -> FlatEvent:
        """An event in numbers."""
        return FlatEvent(
            self.number(event.condition),
            event.takes,
            event.willing,
            tuple((person, self.number(condition)) for person, condition in event.impulses),
            tuple(self.number(observer) for observer in event.observers),
            self.effects(event.effects),
        )

    def laws(self, laws: Sequence[GroundLaw]) -> tuple[FlatLaw, ...]:
        """Laws in numbers."""
        return tuple(FlatLaw(self.number(law.condition), law.changes_facts, self.effects(law.effects)) for law in laws)


def flattened(program: Program, flat: Flattener | None = None) -> GroundTables:
    """The program in numbers, with its names. Whoever brings a fresh `flat` can number further expressions with it."""
    flat = Flattener() if flat is None else flat
    fluents = tuple(
        (_kind(fluent.type), shown_value(value, flat.things))
        for fluent, value in zip(program.fluents, program.start_values, strict=True)
    )
    beliefs: tuple[Stated, ...] = tuple(
        (path, fluent, shown_value(value, flat.things)) for path, fluent, value in program.start_beliefs
    )
    events = tuple(flat.event(event) for event in program.events)
    laws, moments = flat.laws(program.laws), flat.laws(program.moment_laws)
    utilities = tuple(flat.number(utility) for utility in program.utilities)
    author = flat.number(program.author)
    endings = tuple(flat.number(ending.condition) for ending in program.endings)
    return GroundTables(
        people=len(program.people),
        things=len(flat.things),
        clock=program.clock,
        wait=program.wait,
        fluents=fluents,
        nodes=tuple(flat.nodes),
        beliefs=beliefs,
        events=events,
        laws=laws,
        moments=moments,
        utilities=utilities,
        author=author,
        endings=endings,
        names=_names(program, tuple(flat.things)),
    )


def _kind(kind: FactType) -> str:
    match kind:
        case YesNo():
            return "yes/no"
        case Number():
            return "number"
        case _:
            return "thing"


def _names(program: Program, things: tuple[str, ...]) -> Names:
    return Names(
        people=program.people,
        things=things,
        fluents=tuple(str(fluent) for fluent in program.fluents),
        events=tuple(str(event) for event in program.events),
        laws=tuple(str(law) for law in program.laws),
        moments=tuple(str(law) for law in program.moment_laws),
        endings=tuple(ending.form.name for ending in program.endings),
    )
