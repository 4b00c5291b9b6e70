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
    """Numbers nodes and things in the order in which they are first met."""

    def __init__(self) -> None:
        self.things: dict[str, int] = {}
        self.nodes: list[Node] = []
        self.divisions: dict[int, Span] = {}
        self._numbers: dict[Node, int] = {}

    def number(self, expression: GroundExpression) -> int:
        """The number of an expression's node. A definition's name is left behind."""
        match expression:
            case Named(body=body):
                return self.number(body)
            case Calculation(operator=Operator.OVER, left=left, right=right, span=span):
                # Each division keeps its own row, so that one by zero can be shown where it was written.
                self.nodes.append(Node("/", (self.number(left), self.number(right))))
                self.divisions[len(self.nodes) - 1] = span
                return len(self.nodes) - 1
            case _:
                node = self._node(expression)
                if node not in self._numbers:
                    self._numbers[node] = len(self.nodes)
                    self.nodes.append(node)
                return self._numbers[node]

    def _node(self, expression: GroundExpression) -> Node:
        match expression:
            case Constant(value=value):
                return Node("value", value=shown_value(value, self.things))
            case Read(fluent=fluent):
                return Node("read", (fluent,))
            case Believed(person=person, body=body):
                return Node("believes", (person, self.number(body)))
            case Doubted(person=person, body=body):
                return Node("doubts", (person, self.number(body)))
            case All(parts=parts):
                return Node("all", (len(parts), *(self.number(part) for part in parts)))
            case Some(parts=parts):
                return Node("some", (len(parts), *(self.number(part) for part in parts)))
            case Comparison(comparator=sign, left=left, right=right):
                return Node(str(sign), (self.number(left), self.number(right)))
            case Calculation(operator=sign, left=left, right=right):
                return Node(str(sign), (self.number(left), self.number(right)))
            case Choice(condition=condition, then=then, otherwise=otherwise):
                return Node("if", (self.number(condition), self.number(then), self.number(otherwise)))
            case Named(body=body):
                return self._node(body)

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
