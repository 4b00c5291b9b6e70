# SPDX-License-Identifier: Apache-2.0
"""Expressions with their variables replaced: quantifiers spelled out, negation pushed down, definitions inlined.

A `Grounder` knows a world's things, the numbers of its fluents, and the values of those that never differ from their
start in anybody's mind (`constants`: they are folded away). The same part of an expression under the same bindings is
ground once and shared, since most parts of an event mention few of its parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from itertools import product
from math import prod
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.engine.ground_cases import alternatives, flattened, is_condition, nothing, plain
from fabula.engine.ground_folding import OPPOSITES, Builder, GroundValue, Split, is_constant
from fabula.engine.ground_reading import domain, free_variables
from fabula.engine.ground_weight import TooMuchError, too_combined
from fabula.model.expression import (
    And,
    Arithmetic,
    Believes,
    Binder,
    Choose,
    Comparator,
    Compare,
    DefinitionRead,
    Expression,
    FactRead,
    KindTest,
    Literal,
    Not,
    Or,
    Quantified,
    Quantifier,
    Variable,
)
from fabula.model.ground import All, Comparison, Constant, Doubted, GroundExpression, Named, Read, Some
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Fact, Parameter, World, YesNo
from fabula.records import dataclass

Bindings: TypeAlias = Mapping[str, str]

ALLOWANCE = 500_000
"""So many combinations are spelled out for one world, all in all."""

NESTED = 5
"""As so many combinations a case of a fact inside a fact counts: it brings its conditions with it."""


@dataclass(slots=True)
class _Made:
    """What was made of an expression, by the things its free variables stood for."""

    expression: Expression  # kept, so that its identity stays its own
    free: tuple[str, ...]
    conditions: dict[tuple[object, ...], GroundExpression] = field(default_factory=dict)
    values: dict[tuple[str, ...], GroundValue] = field(default_factory=dict)


@dataclass(slots=True)
class Grounder:
    """Grounds the expressions of one world; see the module. `allowance` is how many quantified bindings are left."""

    world: World
    people: dict[str, int]
    numbers: Mapping[tuple[str, tuple[Value, ...]], int]
    constants: Mapping[int, Value]
    builder: Builder = field(default_factory=Builder)
    allowance: int = ALLOWANCE
    _made: dict[int, _Made] = field(default_factory=dict)
    _domains: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def things_of(self, kind: str) -> tuple[str, ...]:
        """The names of the things of a kind."""
        if kind not in self._domains:
            self._domains[kind] = tuple(thing.name for thing in self.world.things_of(kind))
        return self._domains[kind]

    def domain(self, parameter: Parameter) -> tuple[str, ...]:
        """The names of the things a parameter can stand for."""
        return domain(self.world, parameter) if parameter.constant is not None else self.things_of(parameter.kind)

    def condition(self, expression: Expression, bindings: Bindings, holds: bool = True) -> GroundExpression:
        """The condition, or with `holds` false its negation as the author means it."""
        made = self._made_of(expression)
        key = (holds, *[bindings[name] for name in made.free])
        condition = made.conditions.get(key)
        if condition is None:
            condition = made.conditions[key] = self._condition(expression, bindings, holds)
        return condition

    def value(self, expression: Expression, bindings: Bindings) -> GroundExpression:
        """The value of an expression; a condition's is yes or no."""
        return self.builder.chosen(self.cases(expression, bindings), expression.span)

    def cases(self, expression: Expression, bindings: Bindings) -> GroundValue:
        """The value of an expression, kept apart by what it depends on."""
        made = self._made_of(expression)
        key = tuple([bindings[name] for name in made.free])
        value = made.values.get(key)
        if value is None:
            value = made.values[key] = self._cases(expression, bindings)
        return value

    def people_cases(self, expression: Expression, bindings: Bindings) -> list[tuple[GroundExpression, int]]:
        """Who a person may be: (condition, number); nobody where none of the conditions holds."""
        yes = Constant(True, expression.span)
        found: list[tuple[GroundExpression, int]] = []
        for when, value in alternatives(self.cases(expression, bindings), yes):
            if isinstance(value, Constant):
                if isinstance(value.value, str) and value.value in self.people:
                    found.append((when, self.people[value.value]))
                continue
            for name, number in self.people.items():
                this = self.builder.compare(Comparator.EQUAL, value, Constant(name, expression.span), expression.span)
                found.append((Builder().every([when, this], expression.span), number))
        return found

    def argument_cases(
        self, fact: Fact, arguments: tuple[Expression, ...], bindings: Bindings
    ) -> list[tuple[GroundExpression, tuple[Value, ...]]]:
        """What the arguments of a fact may be: (condition, values), `none` and `unknown` among them."""
        names = plain(arguments, bindings)
        if names is not None:
            return [(Constant(True, fact.span), names)]
        found: list[tuple[GroundExpression, tuple[Value, ...]]] = []
        parts = [
            self._thing_cases(argument, parameter, bindings)
            for argument, parameter in zip(arguments, fact.parameters, strict=True)
        ]
        span = arguments[0].span
        if max(len(part) for part in parts) > 1:
            self._charge(NESTED * prod(len(part) for part in parts), span)
        for combination in product(*parts):
            condition = Builder().every([when for when, _ in combination], span)
            if not is_constant(condition, False):
                found.append((condition, tuple(value for _, value in combination)))
        return found

    def bindings_of(self, binders: tuple[Binder, ...], bindings: Bindings, span: Span) -> Iterator[dict[str, str]]:
        """The bindings with the binders' variables added, in every way."""
        domains = [self.things_of(binder.kind) for binder in binders]
        self._charge(prod(len(names) for names in domains), span)
        for combination in product(*domains):
            yield {**bindings, **dict(zip((binder.name for binder in binders), combination, strict=True))}

    def _charge(self, count: int, span: Span) -> None:
        """Take so many combinations from what is allowed: the last guard where each single thing was small enough."""
        self.allowance -= count
        if self.allowance < 0:
            raise TooMuchError(too_combined(span))

    def _made_of(self, expression: Expression) -> _Made:
        made = self._made.get(id(expression))
        if made is None:
            made = self._made[id(expression)] = _Made(expression, tuple(sorted(free_variables(expression))))
        return made

    def _condition(self, expression: Expression, bindings: Bindings, holds: bool) -> GroundExpression:
        builder, span = self.builder, expression.span
        match expression:
            case Literal(bool() as value):
                return Constant(value is holds, span)
            case Not(body):
                denied = self.condition(body, bindings, not holds)
                return _with_its_not(denied, span) if holds else denied
            case And(parts) | Or(parts):
                grounded = [self.condition(part, bindings, holds) for part in parts]
                join = builder.every if isinstance(expression, And) is holds else builder.some
                return join(grounded, span)
            case Compare():
                return self._compared(expression, bindings, holds)
            case Believes(person, body):
                return self._believed(self.people_cases(person, bindings), self.condition(body, bindings), holds, span)
            case KindTest(thing, kind):
                return self._kind_test(thing, kind, bindings, holds)
            case DefinitionRead(definition) if isinstance(definition.type, YesNo):
                cases = self._definition(
                    expression, bindings, lambda inner: self.condition(definition.body, inner, holds), holds
                )
                return self._joined_cases(cases, span)
            case Choose(condition, then, otherwise):
                when = self.condition(condition, bindings)
                first = builder.every([when, self.condition(then, bindings, holds)], span)
                second = builder.every([builder.fails(when), self.condition(otherwise, bindings, holds)], span)
                return builder.some([first, second], span)
            case Quantified(Quantifier.EVERY | Quantifier.ANY):
                return self._quantified(expression, bindings, holds)
            case _:
                return builder.compare(Comparator.EQUAL, self.cases(expression, bindings), Constant(holds, span), span)

    def _compared(self, expression: Compare, bindings: Bindings, holds: bool) -> GroundExpression:
        comparator = expression.comparator
        for side, other in ((expression.left, expression.right), (expression.right, expression.left)):
            if isinstance(other, Literal) and isinstance(other.value, bool) and is_condition(side):
                equal = comparator is Comparator.EQUAL
                return self.condition(side, bindings, holds is (equal is other.value))
        left, right = self.cases(expression.left, bindings), self.cases(expression.right, bindings)
        return self.builder.compare(comparator if holds else OPPOSITES[comparator], left, right, expression.span)

    def _believed(
        self, people: list[tuple[GroundExpression, int]], body: GroundExpression, holds: bool, span: Span
    ) -> GroundExpression:
        builder = self.builder
        believed = [builder.every([when, builder.believed(person, body, span)], span) for when, person in people]
        if holds:
            return builder.some(believed, span) if len(believed) != 1 else believed[0]
        if len(people) == 1 and is_constant(people[0][0], True):
            return builder.doubted(people[0][1], body, span)
        return builder.every([builder.fails(part) for part in believed], span)

    def _kind_test(self, thing: Expression, kind: str, bindings: Bindings, holds: bool) -> GroundExpression:
        value, span = self.cases(thing, bindings), thing.span
        if isinstance(value, Constant):
            return Constant((value.value in self.things_of(kind)) is holds, span)
        comparator = Comparator.EQUAL if holds else Comparator.DIFFERENT
        tests = [self.builder.compare(comparator, value, Constant(name, span), span) for name in self.things_of(kind)]
        return self.builder.some(tests, span) if holds else self.builder.every(tests, span)

    def _quantified(self, expression: Quantified, bindings: Bindings, holds: bool) -> GroundExpression:
        builder, span = self.builder, expression.span
        every = (expression.quantifier is Quantifier.EVERY) is holds
        parts: list[GroundExpression] = []
        for inner in self.bindings_of(expression.binders, bindings, span):
            where = self.condition(expression.where, inner)
            if is_constant(where, False):
                continue
            body = self.condition(expression.body, inner, holds)
            bound = builder.some([builder.fails(where), body], span) if every else builder.every([where, body], span)
            parts.append(body if is_constant(where, True) else bound)
        return builder.every(parts, span) if every else builder.some(parts, span)

    def _cases(self, expression: Expression, bindings: Bindings) -> GroundValue:
        builder, span = self.builder, expression.span
        match expression:
            case Literal(value):
                return Constant(value, span)
            case Variable(name):
                return Constant(bindings[name], span)
            case FactRead(fact, arguments):
                return self._read(fact, self.argument_cases(fact, arguments, bindings), span)
            case DefinitionRead(definition):
                cases = self._definition(expression, bindings, lambda inner: self.cases(definition.body, inner))
                return flattened(cases, Constant(nothing(definition.type), span))
            case Believes(person, body):
                return self._believed_value(person, self.cases(body, bindings), bindings, span)
            case Arithmetic(operator, left, right):
                return builder.calculation(operator, self.value(left, bindings), self.value(right, bindings), span)
            case Choose(condition, then, otherwise):
                when = self.condition(condition, bindings)
                return builder.choice(when, self.value(then, bindings), self.value(otherwise, bindings), span)
            case Quantified(Quantifier.COUNT | Quantifier.SUM):
                return self._summed(expression, bindings)
            case _:
                return self.condition(expression, bindings)

    def _read(self, fact: Fact, cases: list[tuple[GroundExpression, tuple[Value, ...]]], span: Span) -> GroundValue:
        read: list[tuple[GroundExpression, GroundExpression]] = []
        for when, arguments in cases:
            number = self.numbers.get((fact.name, arguments))
            if number is None:
                missing = UNKNOWN if UNKNOWN in arguments else nothing(fact.type)
                read.append((when, Constant(missing, span)))
            elif number in self.constants:
                read.append((when, Constant(self.constants[number], span)))
            else:
                read.append((when, Read(number, span)))
        return read[0][1] if len(read) == 1 else Split(tuple(read))

    def _thing_cases(
        self, argument: Expression, parameter: Parameter, bindings: Bindings
    ) -> list[tuple[GroundExpression, Value]]:
        span = argument.span
        found: list[tuple[GroundExpression, Value]] = []
        for when, value in alternatives(self.cases(argument, bindings), Constant(True, span)):
            if isinstance(value, Constant):
                found.append((when, value.value))
                continue
            self._charge(NESTED * len(self.domain(parameter)), span)
            names: tuple[Value, ...] = (*self.domain(parameter), NONE, UNKNOWN)
            for name in names:
                this = self.builder.compare(Comparator.EQUAL, value, Constant(name, span), span)
                found.append((Builder().every([when, this], span), name))
        return found

    def _definition(
        self,
        expression: DefinitionRead,
        bindings: Bindings,
        body: Callable[[Bindings], GroundValue],
        holds: bool = True,
    ) -> list[tuple[GroundExpression, GroundValue]]:
        definition, span = expression.definition, expression.span
        yes = Constant(True, span)
        parts = [
            self._thing_cases(argument, parameter, bindings)
            for argument, parameter in zip(expression.arguments, definition.parameters, strict=True)
        ]
        found: list[tuple[GroundExpression, GroundValue]] = []
        for combination in product(*parts):
            names = [value for _, value in combination if isinstance(value, str)]
            if len(names) < len(combination):
                continue
            when = Builder().every([yes, *(condition for condition, _ in combination)], span)
            inner = dict(zip((parameter.name for parameter in definition.parameters), names, strict=True))
            called = f"{definition.name}({', '.join(names)})" if names else definition.name
            found.append((when, self._named(called if holds else f"not {called}", body(inner), span)))
        return found

    def _named(self, name: str, value: GroundValue, span: Span) -> GroundValue:
        if isinstance(value, Split):
            return Split(tuple((when, self.builder.named(name, part, span)) for when, part in value.cases))
        return self.builder.named(name, value, span)

    def _joined_cases(self, cases: list[tuple[GroundExpression, GroundValue]], span: Span) -> GroundExpression:
        builder = self.builder
        ways = [builder.every([when, builder.chosen(value, span)], span) for when, value in cases]
        if len(cases) == 1 and is_constant(cases[0][0], True):
            return builder.chosen(cases[0][1], span)
        return builder.some(ways, span)

    def _believed_value(self, person: Expression, body: GroundValue, bindings: Bindings, span: Span) -> GroundValue:
        builder = self.builder
        cases: list[tuple[GroundExpression, GroundValue]] = []
        for when, number in self.people_cases(person, bindings):
            if isinstance(body, Split):
                inner = ((builder.believed(number, c, span), builder.believed(number, v, span)) for c, v in body.cases)
                cases.append((when, Split(tuple(inner))))
            else:
                cases.append((when, builder.believed(number, body, span)))
        return flattened(cases, Constant(UNKNOWN, span))

    def _summed(self, expression: Quantified, bindings: Bindings) -> GroundExpression:
        builder, span = self.builder, expression.span
        nothing, one = Constant(0.0, span), Constant(1.0, span)
        parts: list[GroundExpression] = []
        for inner in self.bindings_of(expression.binders, bindings, span):
            when = self.condition(expression.where, inner)
            if is_constant(when, False):
                continue
            term: GroundExpression = one
            if expression.quantifier is Quantifier.COUNT:
                when = builder.every([when, self.condition(expression.body, inner)], span)
            else:
                term = self.value(expression.body, inner)
            part = builder.choice(when, term, nothing, span)
            if not is_constant(part, 0.0):
                parts.append(part)
        return builder.sum(parts, span)


def _with_its_not(denied: GroundExpression, span: Span) -> GroundExpression:
    """A denial that stands where its `not` does; of `not (a or b)` each part, since each can fail by itself."""
    match denied:
        case All(parts):
            return All(tuple(_with_its_not(part, span) for part in parts), span)
        case Comparison() | Some() | Doubted() | Named():
            return replace(denied, span=span)
        case _:
            return denied
