# SPDX-License-Identifier: Apache-2.0
"""Expressions of the model, written in our language: with no more brackets than are needed.

Comparisons that can have one answer only, which other languages let pass and ours does not, are written as it.
"""

from __future__ import annotations

from enum import IntEnum

from fabula.language.kinds import NUMBER, UNSAID, YES_NO, Nobody, One, Unsaid, ValueType
from fabula.language.print_names import PrintedNames, Scope
from fabula.model.expression import (
    And,
    Arithmetic,
    Believes,
    Choose,
    Comparator,
    Compare,
    DefinitionRead,
    Expression,
    FactRead,
    KindTest,
    Literal,
    Not,
    Operator,
    Or,
    Quantified,
    Quantifier,
    Variable,
)
from fabula.model.values import NONE, UNKNOWN, show_value
from fabula.model.world import OfKind
from fabula.records import dataclass


class Level(IntEnum):
    """How tightly an expression holds together, the loosest first."""

    CHOICE = 0
    QUANTIFIED = 1
    OR = 2
    AND = 3
    NOT = 4
    COMPARISON = 5
    SUM = 6
    PRODUCT = 7
    OPERAND = 8


_ORDERED = {Comparator.LESS, Comparator.AT_MOST, Comparator.MORE, Comparator.AT_LEAST}
_OPPOSITES = {
    Comparator.EQUAL: Comparator.DIFFERENT,
    Comparator.DIFFERENT: Comparator.EQUAL,
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.MORE,
}
_SUMS = {Operator.PLUS, Operator.MINUS}


@dataclass(frozen=True, slots=True)
class Words:
    """Writes expressions; `scope` are the variables in reach."""

    names: PrintedNames
    scope: Scope

    def text(self, expression: Expression, needed: Level = Level.CHOICE) -> str:
        """The expression, in brackets where it is looser than needed."""
        level, words = self._written(expression)
        return words if level >= needed else f"({words})"

    def within(self, name: str, kind: str) -> tuple[str, Words]:
        """How a new variable is written, and who writes what stands inside."""
        written, scope = self.names.variable(name, kind, self.scope)
        return written, Words(self.names, scope)

    def _written(self, expression: Expression) -> tuple[Level, str]:
        match expression:
            case Literal(value=str() as thing):
                return Level.OPERAND, self.names.things[thing]
            case Literal(value=value):
                shown = show_value(value)
                return (Level.PRODUCT if shown.startswith("-") else Level.OPERAND), shown
            case Variable(name=name):
                return Level.OPERAND, self.scope.words[name]
            case FactRead(fact=fact, arguments=arguments):
                return Level.OPERAND, self.call(fact.name, arguments)
            case DefinitionRead(definition=definition, arguments=arguments):
                return Level.OPERAND, self.call(definition.name, arguments)
            case And(parts=parts):
                return self._joined(parts, "and", Level.AND, "yes")
            case Or(parts=parts):
                return self._joined(parts, "or", Level.OR, "no")
            case Arithmetic(operator=operator, left=left, right=right):
                level = Level.SUM if operator in _SUMS else Level.PRODUCT
                return level, f"{self.text(left, level)} {operator} {self.text(right, Level(level + 1))}"
            case Choose(condition=condition, then=then, otherwise=otherwise):
                test = self.text(condition, Level.OR)
                return Level.CHOICE, f"{self.text(then, Level.OR)} if {test} else {self.text(otherwise)}"
            case Believes(person=person, body=body):
                return Level.NOT, f"{self.text(person, Level.OPERAND)} believes {self.text(body, Level.NOT)}"
            case Quantified():
                return self._quantified(expression)
            case _:
                return self._condition(expression)

    def call(self, name: str, arguments: tuple[Expression, ...]) -> str:
        """A fact with its arguments."""
        words = ", ".join(self.text(argument) for argument in arguments)
        return f"{self.names.facts[name]}({words})" if arguments else self.names.facts[name]

    def parts(self, expression: Expression) -> list[str]:
        """A condition as lines that must all hold; none for one that always does."""
        conjuncts = list(expression.parts) if isinstance(expression, And) else [expression]
        lines = [line for part in conjuncts for line in self._line(part)]
        return [line for line in lines if line != "yes"]

    def _line(self, part: Expression) -> list[str]:
        return self.parts(part) if isinstance(part, And) else [self.text(part)]

    def _joined(self, parts: tuple[Expression, ...], joint: str, level: Level, empty: str) -> tuple[Level, str]:
        """Parts with `and` or `or` between them; a part that says nothing is left out."""
        words = [word for word in (self.text(part, Level(level + 1)) for part in parts) if word != empty]
        if not words:
            return Level.OPERAND, empty
        return (level, f" {joint} ".join(words)) if len(words) > 1 else (Level(level + 1), words[0])

    def _condition(self, expression: Expression) -> tuple[Level, str]:
        match expression:
            case Compare():
                return self._compared(expression)
            case KindTest(thing=thing, kind=kind):
                return self._kind_test(thing, kind, "is")
            case Not(body=KindTest(thing=thing, kind=kind)):
                return self._kind_test(thing, kind, "is not")
            case Not(body=Compare(comparator=comparator, left=left, right=right)):
                return self._compared(Compare(_OPPOSITES[comparator], left, right, expression.span))
            case Not(body=Quantified(quantifier=Quantifier.ANY) as body):
                return self._ranging("no", body)
            case Not(body=body):
                return Level.NOT, f"not {self.text(body, Level.NOT)}"
            case _:
                raise AssertionError(expression)

    def _compared(self, compare: Compare) -> tuple[Level, str]:
        comparator, left, right = compare.comparator, compare.left, compare.right
        one, other = self.type_of(left), self.type_of(right)
        if comparator in _ORDERED and (isinstance(one, Unsaid) or isinstance(other, Unsaid)):
            if comparator in (Comparator.LESS, Comparator.MORE):
                return Level.OPERAND, "no"
            comparator = Comparator.EQUAL
        if comparator not in _ORDERED and not self.names.lattice.may_equal(one, other):
            return Level.OPERAND, "no" if comparator is Comparator.EQUAL else "yes"
        if isinstance(left, Believes) and isinstance(right, Literal | Variable):
            # `p believes f = v` says the same as `(p believes f) = v`, since `v` is the same in every mind.
            inner = Compare(comparator, left.body, right, compare.span)
            return Level.NOT, f"{self.text(left.person, Level.OPERAND)} believes {self.text(inner, Level.NOT)}"
        return Level.COMPARISON, f"{self.text(left, Level.SUM)} {comparator} {self.text(right, Level.SUM)}"

    def _kind_test(self, thing: Expression, kind: str, word: str) -> tuple[Level, str]:
        if not self.names.lattice.may_be(self.type_of(thing), kind):
            return Level.OPERAND, "no" if word == "is" else "yes"
        article = "an" if kind[:1].lower() in "aeiou" else "a"
        return Level.COMPARISON, f"{self.text(thing, Level.SUM)} {word} {article} {self.names.kinds[kind]}"

    def _quantified(self, expression: Quantified) -> tuple[Level, str]:
        if expression.quantifier in (Quantifier.EVERY, Quantifier.ANY):
            return self._ranging(expression.quantifier.value, expression)
        bound, inner = self.binders(expression)
        return Level.OPERAND, f"{expression.quantifier}({bound}: {inner.text(expression.body)})"

    def _ranging(self, word: str, expression: Quantified) -> tuple[Level, str]:
        bound, inner = self.binders(expression)
        return Level.QUANTIFIED, f"{word} {bound}: {inner.text(expression.body)}"

    def binders(self, expression: Quantified) -> tuple[str, Words]:
        """Variables with their kinds and what comes after `where`, and who writes what stands inside."""
        found: list[str] = []
        words = self
        for binder in expression.binders:
            written, words = words.within(binder.name, binder.kind)
            found.append(f"{self.names.kinds[binder.kind]} {written}")
        where = words.text(expression.where)
        return ", ".join(found) + ("" if where == "yes" else f" where {where}"), words

    def type_of(self, expression: Expression) -> ValueType:
        """What the language knows of a value."""
        match expression:
            case Literal(value=value):
                return _type_of_value(value)
            case Variable(name=name):
                return OfKind(self.scope.kinds[name])
            case FactRead(fact=fact):
                return fact.type
            case DefinitionRead(definition=definition):
                return definition.type
            case Believes(body=body):
                return self.type_of(body)
            case Choose(then=then, otherwise=otherwise):
                return self.names.lattice.join(self.type_of(then), self.type_of(otherwise)) or UNSAID
            case Arithmetic() | Quantified(quantifier=Quantifier.COUNT | Quantifier.SUM):
                return NUMBER
            case _:
                return YES_NO


def _type_of_value(value: object) -> ValueType:
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, str):
        return One(value)
    if value is NONE:
        return Nobody()
    return UNSAID if value is UNKNOWN else NUMBER
