# SPDX-License-Identifier: Apache-2.0
"""Facts, conditions and effects of a ground world in the terms of unified-planning.

A fact that names a thing is a predicate with one argument more, true of one thing at a time (of the object `none` where
it is nobody); two such facts are compared by trying every thing. `up` is the module `unified_planning.shortcuts`.
"""

from __future__ import annotations

import re
from dataclasses import field
from fractions import Fraction
from itertools import chain, count
from typing import Any

from fabula.model.expression import Comparator, Operator
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
    Program,
    Read,
    Some,
)
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Number, OfKind, YesNo
from fabula.records import dataclass


class CannotSay(Exception):
    """Something that PDDL has no word for; the message is a sentence for the author."""


@dataclass(slots=True)
class Terms:
    """The translation of one world's facts; `values` are what facts that name a thing may come to, by number."""

    up: Any
    program: Program
    _objects: dict[Value, Any] = field(default_factory=dict)
    _predicates: dict[tuple[str, int, str], Any] = field(default_factory=dict)
    values: dict[int, tuple[Value, ...]] = field(default_factory=dict)

    def declare(self, problem: Any, start: tuple[Value, ...]) -> None:
        """Add every thing and every fact to the problem, with the values of the start."""
        thing = self.up.UserType("thing")
        names: list[Value] = [NONE, *(each.name for each in self.program.world.things)]
        taken: dict[str, Value] = {}
        for name in names:
            plain = "none" if name is NONE else re.sub(r"[^a-z0-9]", "_", str(name).lower())
            said = plain if plain not in taken and plain[:1].isalpha() else f"thing_{len(taken)}_{plain}"
            taken[said] = name
            self._objects[name] = problem.add_object(said, thing)
        for number, (fluent, value) in enumerate(zip(self.program.fluents, start, strict=True)):
            if isinstance(fluent.type, OfKind):
                kind = fluent.type.kind
                self.values[number] = (NONE, *(each.name for each in self.program.world.things_of(kind)))
            self._start(problem, thing, number, value)

    def condition(self, expression: GroundExpression) -> Any:
        """The condition."""
        up = self.up
        match expression:
            case Constant(bool() as value):
                return up.TRUE() if value else up.FALSE()
            case All(parts):
                return up.And([self.condition(part) for part in parts])
            case Some(parts):
                return up.Or([self.condition(part) for part in parts])
            case Named(_, body):
                return self.condition(body)
            case Choice(condition, then, otherwise):
                when = self.condition(condition)
                return up.Or(up.And(when, self.condition(then)), up.And(up.Not(when), self.condition(otherwise)))
            case Comparison(comparator, left, right):
                return self._compared(comparator, left, right)
            case Believed() | Doubted():
                raise CannotSay(
                    "what happens in this world rests on what somebody believes, of which PDDL knows nothing"
                )
            case _:
                return self._compared(Comparator.EQUAL, expression, Constant(True, expression.span))

    def add_effect(self, action: Any, effect: GroundEffect, guards: list[Any]) -> None:
        """Let the action give the fact its value, where all the guards hold."""
        up, fluent = self.up, self.program.fluents[effect.fluent]
        for when, value in self._cases(effect.value):
            if isinstance(value, Constant) and value.value is UNKNOWN:
                raise CannotSay(f"`{fluent}` may become unknown, and PDDL knows no unknown values")
            guard = up.And([*guards, *when]) if guards or when else up.TRUE()
            match fluent.type:
                case YesNo() if isinstance(value, Constant) and isinstance(value.value, bool):
                    action.add_effect(self.atom(effect.fluent), value.value, guard)
                case YesNo():
                    holds = self.condition(value)
                    action.add_effect(self.atom(effect.fluent), True, up.And(guard, holds))
                    action.add_effect(self.atom(effect.fluent), False, up.And(guard, up.Not(holds)))
                case Number():
                    change = action.add_increase_effect if effect.increase else action.add_effect
                    change(self.atom(effect.fluent), self._number(value), guard)
                case OfKind():
                    for name in self.values[effect.fluent]:
                        equal = self._is(value, name)
                        action.add_effect(self.atom(effect.fluent, name), True, up.And(guard, equal))
                        action.add_effect(self.atom(effect.fluent, name), False, up.And(guard, up.Not(equal)))

    def alters(self, effect: GroundEffect) -> Any:
        """That the fact would come out different, were the effect to act."""
        up, value = self.up, effect.value
        match self.program.fluents[effect.fluent].type:
            case YesNo():
                return up.Not(up.Iff(self.atom(effect.fluent), self.condition(value)))
            case Number() if effect.increase:
                return up.Not(up.Equals(self._number(value), up.Real(Fraction(0))))
            case Number():
                ways = self._cases(value)
                return up.Or([up.And([*when, self._differs(effect.fluent, number)]) for when, number in ways])
            case OfKind():
                names = self.values[effect.fluent]
                return up.Or([up.And(self._is(value, name), up.Not(self.atom(effect.fluent, name))) for name in names])

    def _differs(self, fluent: int, number: GroundExpression) -> Any:
        return self.up.Not(self.up.Equals(self.atom(fluent), self._number(number)))

    # --------------------------------------------------------------------------------------------------- facts

    def _start(self, problem: Any, thing: Any, number: int, value: Value) -> None:
        """The fact's predicate, and what it is at the start."""
        fluent = self.program.fluents[number]
        if value is UNKNOWN:
            raise CannotSay(f"`{fluent}` is unknown at the start, and PDDL knows no unknown values")
        predicate = self._predicate(problem, thing, fluent)
        arguments = [self._objects[name] for name in fluent.arguments]
        if isinstance(fluent.type, OfKind):
            for name in self.values[number]:
                problem.set_initial_value(predicate(*arguments, self._objects[name]), name == value)
        else:
            said = value if isinstance(value, bool) else Fraction(str(value))
            problem.set_initial_value(predicate(*arguments), said)

    def _predicate(self, problem: Any, thing: Any, fluent: Fluent) -> Any:
        up, form = self.up, type(fluent.type).__name__
        key = (fluent.name, len(fluent.arguments), form)
        if key not in self._predicates:
            places = len(fluent.arguments) + isinstance(fluent.type, OfKind)
            name = _unused(re.sub(r"[^a-z0-9]", "_", fluent.name.lower()), problem)
            signature = {f"x{place + 1}": thing for place in range(places)}
            number = isinstance(fluent.type, Number)
            made = up.Fluent(name, up.RealType() if number else up.BoolType(), **signature)
            problem.add_fluent(made, default_initial_value=0 if number else False)
            self._predicates[key] = made
        return self._predicates[key]

    def atom(self, number: int, *value: Value) -> Any:
        """The fact as a term; of one that names a thing, that it names this one."""
        fluent = self.program.fluents[number]
        predicate = self._predicates[fluent.name, len(fluent.arguments), type(fluent.type).__name__]
        return predicate(*(self._objects[name] for name in (*fluent.arguments, *value)))

    # -------------------------------------------------------------------------------------------------- values

    def _compared(self, comparator: Comparator, left: GroundExpression, right: GroundExpression) -> Any:
        up = self.up
        if comparator is Comparator.DIFFERENT:
            return up.Not(self._compared(Comparator.EQUAL, left, right))
        for side, other in ((left, right), (right, left)):
            if isinstance(other, Constant) and (isinstance(other.value, bool | str) or other.value in (NONE, UNKNOWN)):
                return up.Or([up.And([*when, self._is(value, other.value)]) for when, value in self._cases(side)])
        things = self._things(left) | self._things(right)
        if things:
            return up.Or([up.And(self._is(left, name), self._is(right, name)) for name in sorted(things, key=str)])
        if self._yes_no(left) and self._yes_no(right):
            return up.Iff(self.condition(left), self.condition(right))
        return self._ordered(comparator, self._number(left), self._number(right))

    def _ordered(self, comparator: Comparator, left: Any, right: Any) -> Any:
        up = self.up
        match comparator:
            case Comparator.EQUAL:
                return up.Equals(left, right)
            case Comparator.LESS:
                return up.LT(left, right)
            case Comparator.AT_MOST:
                return up.LE(left, right)
            case Comparator.MORE:
                return up.GT(left, right)
            case _:
                return up.GE(left, right)

    def _is(self, expression: GroundExpression, value: Value) -> Any:
        """That an expression has a value that is no number."""
        up = self.up
        match expression:
            case Constant(said):
                return up.TRUE() if said == value and type(said) is type(value) else up.FALSE()
            case Named(_, body):
                return self._is(body, value)
            case Choice(condition, then, otherwise):
                when = self.condition(condition)
                return up.Or(up.And(when, self._is(then, value)), up.And(up.Not(when), self._is(otherwise, value)))
            case Read(fluent) if value is UNKNOWN or not self._may_be(fluent, value):
                return up.FALSE()
            case Read(fluent) if fluent in self.values:
                return self.atom(fluent, value)
            case Read(fluent):
                return self.atom(fluent) if value is True else up.Not(self.atom(fluent))
            case _:
                holds = self.condition(expression)
                return holds if value is True else up.Not(holds)

    def _may_be(self, fluent: int, value: Value) -> bool:
        """Whether the fact may ever have that value, which is no number."""
        if fluent in self.values:
            return value in self.values[fluent]
        return isinstance(value, bool) and isinstance(self.program.fluents[fluent].type, YesNo)

    def _number(self, expression: GroundExpression) -> Any:
        up = self.up
        match expression:
            case Constant(float() | int() as value):
                return up.Real(Fraction(str(value)))
            case Named(_, body):
                return self._number(body)
            case Read(fluent):
                return self.atom(fluent)
            case Calculation(operator, left, right):
                return _CALCULATIONS[operator](up, self._number(left), self._number(right))
            case Believed():
                return self.condition(expression)
            case _:
                raise CannotSay("a number in this world is chosen by a condition where PDDL wants one number")

    def _cases(self, expression: GroundExpression) -> list[tuple[list[Any], GroundExpression]]:
        """A value by the conditions that decide it."""
        match expression:
            case Choice(condition, then, otherwise):
                when = self.condition(condition)
                first = [([when, *more], value) for more, value in self._cases(then)]
                return first + [([self.up.Not(when), *more], value) for more, value in self._cases(otherwise)]
            case _:
                return [([], expression)]

    def _things(self, expression: GroundExpression) -> set[Value]:
        """The things that an expression may come to, `none` among them; nothing for yes/no and numbers."""
        match expression:
            case Read(fluent):
                return set(self.values.get(fluent, ()))
            case Constant(str() as value):
                return {value}
            case Named(_, body):
                return self._things(body)
            case Choice(_, then, otherwise):
                return self._things(then) | self._things(otherwise)
            case _:
                return set()

    def _yes_no(self, expression: GroundExpression) -> bool:
        match expression:
            case Read(fluent):
                return isinstance(self.program.fluents[fluent].type, YesNo)
            case Constant(value):
                return isinstance(value, bool)
            case Named(_, body) | Choice(_, body, _):
                return self._yes_no(body)
            case Calculation():
                return False
            case _:
                return True


def _unused(name: str, problem: Any) -> str:
    """The name for a fact, where it is free in the problem and begins with a letter; else one like it."""
    candidates = chain([name] if name[:1].isalpha() else [], [f"is_{name}"], (f"is_{name}_{n}" for n in count(2)))
    return next(each for each in candidates if not problem.has_name(each))


_CALCULATIONS = {
    Operator.PLUS: lambda up, left, right: up.Plus(left, right),
    Operator.MINUS: lambda up, left, right: up.Minus(left, right),
    Operator.TIMES: lambda up, left, right: up.Times(left, right),
    Operator.OVER: lambda up, left, right: up.Div(left, right),
}
