# SPDX-License-Identifier: Apache-2.0
"""From the expressions of a problem to those of the model.

Two things are decided here that the model's own language decides otherwise. `believes(c, …)` is everything inside, with
each property read as c believes it; so it is wrapped around each reading, and "not believed" is "its contrary
believed". And a variable that stands for True and False, or a product, is written out, since the model has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from fabula.diagnostics import Label, Span
from fabula.language.kinds import NUMBER, YES_NO, Broken, One, Unsaid, ValueType
from fabula.language.lowering import written_number
from fabula.language.sabre import meaning, syntax
from fabula.language.sabre.names import Names, Property, Scope, written
from fabula.language.sabre.quirks import told_apart
from fabula.language.work import Typed, broken, truth
from fabula.model import expression as model
from fabula.model.expression import Comparator, Expression, Operator, Quantifier
from fabula.model.values import UNKNOWN
from fabula.model.world import FactType, Number, OfKind, YesNo
from fabula.records import dataclass

Minds = tuple[Expression, ...]
"""Who believes what is being read, from the outside in."""

COMPARATORS = {
    "==": (Comparator.EQUAL, Comparator.DIFFERENT),
    "!=": (Comparator.DIFFERENT, Comparator.EQUAL),
    "<": (Comparator.LESS, Comparator.AT_LEAST),
    "<=": (Comparator.AT_MOST, Comparator.MORE),
    ">": (Comparator.MORE, Comparator.AT_MOST),
    ">=": (Comparator.AT_LEAST, Comparator.LESS),
}
"""Each sign, and what its negation is."""

EQUALITIES = (Comparator.EQUAL, Comparator.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an expression stands: the variables in reach, and the minds it is read in."""

    names: Names
    scope: Scope
    minds: Minds = ()

    def believed(self, person: Expression) -> Reading:
        """The same, as somebody believes it."""
        return replace(self, minds=(*self.minds, person))

    def with_variable(self, name: str, value: Typed) -> Reading:
        """The same with one more variable in reach."""
        return replace(self, scope={**self.scope, name: value})

    # Values.

    def value(self, tree: syntax.Node) -> Typed:
        """The value of an expression, and its type; a condition's is yes or no."""
        match tree:
            case syntax.Word() | syntax.NumberWritten() | syntax.TruthWritten() | syntax.UnknownWritten():
                return self.names.atom(tree, self.scope)
            case syntax.Grouped(body=body):
                return self.value(body)
            case syntax.Call():
                fact = self.fact(tree)
                if fact is None:
                    return broken(tree.span)
                return Typed(in_minds(fact, self.minds), fact.fact.type)
            case syntax.Belief(person=person, body=body):
                return self.believed(self.believer(person)).value(body)
            case syntax.If():
                return self._chosen(tree)
            case syntax.Arithmetic():
                return self._calculated(tree)
            case syntax.Ranging(word=syntax.Range.SUM | syntax.Range.PRODUCT):
                return Typed(self._total(tree), NUMBER)
            case _:
                return Typed(self.condition(tree), YES_NO)

    def believer(self, person: syntax.Atom) -> Expression:
        """Who believes something."""
        return self.names.character(person, self.scope, "believe something").expression

    def number(self, tree: syntax.Node, wanted_by: str) -> Expression:
        """The value as a number; anything else is reported."""
        found = self.value(tree)
        if not isinstance(found.type, Number | Unsaid | Broken):
            self.names.say(meaning.not_a_number(tree.span, self.names.described(found.type), wanted_by))
        return found.expression

    def fact(self, tree: syntax.Call) -> model.FactRead | None:
        """The property that is read, with its arguments; None if there is none, which is reported."""
        names, name = self.names, tree.name.text
        arguments = [names.atom(argument, self.scope) for argument in tree.arguments]
        ways = names.properties.get(name, [])
        if not ways and name not in names.broken:
            names.say(meaning.unknown_property(name, tree.name.span, names.properties))
        if name in names.broken or not ways or any(isinstance(each.type, Broken) for each in arguments):
            return None
        counted = [way for way in ways if len(way.places) == len(arguments)]
        for way in counted:
            if all(names.fits(place, argument) for place, argument in zip(way.places, arguments, strict=True)):
                return _read(way, arguments, tree.span)
        shown = [(names.signature(name, way.places), len(way.places), way.span) for way in ways]
        if not counted:
            names.say(meaning.wrong_count(name, tree.span, len(arguments), shown))
            return None
        self._wrong_arguments(tree, arguments, counted)
        return None

    def _wrong_arguments(self, tree: syntax.Call, arguments: list[Typed], ways: list[Property]) -> None:
        """Report the argument that fits no declaration, or all of them where each fits some."""
        names = self.names
        shown = [(names.signature(way.name, way.places), way.span) for way in ways]
        for number, (argument, atom) in enumerate(zip(arguments, tree.arguments, strict=True)):
            if not any(names.fits(way.places[number], argument) for way in ways):
                is_ = names.described(argument.type)
                names.say(meaning.wrong_argument(tree.name.text, atom.span, is_, shown))
                return
        is_ = " with ".join(names.described(argument.type) for argument in arguments)
        names.say(meaning.wrong_argument(tree.name.text, tree.span, is_, shown))

    def _chosen(self, tree: syntax.If) -> Typed:
        """`if … else …` as a value; as a condition it may lack its `else`."""
        values = [self.value(then) for _, then in tree.branches]
        last = None if tree.otherwise is None else self.value(tree.otherwise)
        if last is None:
            if all(isinstance(value.type, YesNo | Broken) for value in values):
                return Typed(self.condition(tree), YES_NO)
            self.names.say(meaning.no_else(tree.span))
            return broken(tree.span)
        joined: ValueType = last.type
        for (_, then), value in zip(tree.branches, values, strict=True):
            both = self.names.kinds.join(value.type, joined)
            if both is None:
                one = Label(then.span, f"this is {self.names.described(value.type)}")
                other = Label(tree.span, f"another is {self.names.described(joined)}")
                self.names.say(meaning.different_branches(then.span, one, other))
                return broken(tree.span)
            joined = both
        found = last.expression
        for (test, _), value in zip(reversed(tree.branches), reversed(values), strict=True):
            found = model.Choose(self.condition(test), value.expression, found, tree.span)
        return Typed(found, joined)

    def _calculated(self, tree: syntax.Arithmetic) -> Typed:
        told_apart(tree, self.names)
        left = self.number(tree.left, f"`{tree.operator}`")
        right = self.number(tree.right, f"`{tree.operator}`")
        if tree.operator == "/" and written_number(right) == 0:
            self.names.say(meaning.division_by_zero(tree.span, tree.right.span))
            return broken(tree.span)
        return Typed(model.Arithmetic(Operator(tree.operator), left, right, tree.span), NUMBER)

    def _total(self, tree: syntax.Ranging) -> Expression:
        """`sum` and `product`."""
        wanted = f"`{tree.word}`"
        type_ = self.names.type_of(tree.type, finite=True)
        if tree.word is syntax.Range.SUM and isinstance(type_, OfKind):
            inner, binder = self.bind(tree, type_)
            body = inner.number(tree.body, wanted)
            return model.Quantified(Quantifier.SUM, (binder,), truth(tree.span), body, tree.span)
        parts = [inner.number(tree.body, wanted) for inner in self.each(tree, type_)]
        empty, operator = (0.0, Operator.PLUS) if tree.word is syntax.Range.SUM else (1.0, Operator.TIMES)
        if not parts:
            return model.Literal(empty, tree.span)
        return reduce(lambda left, right: model.Arithmetic(operator, left, right, tree.span), parts)

    # Variables.

    def bind(self, tree: syntax.Ranging, type_: OfKind) -> tuple[Reading, model.Binder]:
        """The place inside a quantifier, and its variable."""
        name = tree.variable
        self.names.over[name.text] = name.span
        variable = Typed(model.Variable(name.text, name.span), type_)
        return self.with_variable(name.text, variable), model.Binder(name.text, type_.kind, name.span)

    def each(self, tree: syntax.Ranging, type_: ValueType) -> list[Reading]:
        """The place inside a quantifier for each value of its variable."""
        name = tree.variable
        self.names.over[name.text] = name.span
        values: list[Typed] = []
        if isinstance(type_, YesNo):
            values = [Typed(model.Literal(value, name.span), YES_NO) for value in (True, False)]
        elif isinstance(type_, OfKind):
            found = self.names.things.values()
            of_kind = [thing.name for thing in found if type_.kind in thing.kinds]
            values = [Typed(model.Literal(thing, name.span), One(thing)) for thing in of_kind]
        else:
            values = [broken(name.span)]
        return [self.with_variable(name.text, value) for value in values]

    # Conditions.

    def condition(self, tree: syntax.Node, holds: bool = True) -> Expression:
        """The expression as a condition, or with `holds` false its contrary."""
        if not holds and not self.minds and not says_believes(tree) and not isinstance(tree, syntax.Not):
            contrary = self.condition(tree)
            if isinstance(contrary, model.Literal) and isinstance(contrary.value, bool):
                return model.Literal(not contrary.value, contrary.span)
            return model.Not(contrary, tree.span)
        match tree:
            case syntax.Grouped(body=body):
                return self.condition(body, holds)
            case syntax.Not(body=body):
                return self.condition(body, not holds)
            case syntax.And(parts=parts) | syntax.Or(parts=parts):
                told_apart(tree, self.names)
                found = tuple(self.condition(part, holds) for part in parts)
                every = isinstance(tree, syntax.And) is holds
                return model.And(found, tree.span) if every else model.Or(found, tree.span)
            case syntax.Belief(person=person, body=body):
                return self.believed(self.believer(person)).condition(body, holds)
            case syntax.If(branches=branches, otherwise=otherwise):
                last = model.Literal(holds, tree.span) if otherwise is None else self.condition(otherwise, holds)
                for test, then in reversed(branches):
                    last = model.Choose(self.condition(test), self.condition(then, holds), last, tree.span)
                return last
            case syntax.Ranging(word=syntax.Range.FORALL | syntax.Range.EXISTS):
                return self._ranging(tree, holds)
            case syntax.Compare(comparator=sign, left=left, right=right):
                if isinstance(right, syntax.Compare | syntax.Assign):
                    self.names.say(meaning.chained(right.sign, left.span))
                    return broken(tree.span).expression
                return self._compared(sign, (left, right), tree.span, holds)
            case syntax.Assign(target=left, value=right):
                self.names.say(meaning.assigned_in_condition(tree.sign))
                return self._compared("==", (left, right), tree.span, holds)
            case syntax.TypeTest():
                asked = self._type_test(tree)
                return asked if holds else model.Not(asked, tree.span)
            case _:
                return self._bare(tree, holds)

    def _bare(self, tree: syntax.Node, holds: bool) -> Expression:
        """A value as a condition: a boolean property, True, False, or a variable that stands for one of them."""
        found = self.value(tree)
        if not isinstance(found.type, YesNo):
            if not isinstance(found.type, Broken):
                self.names.say(meaning.not_a_condition(tree.span, self.names.described(found.type)))
            return broken(tree.span).expression
        if isinstance(found.expression, model.Literal) and isinstance(found.expression.value, bool):
            return model.Literal(found.expression.value is holds, tree.span)
        if isinstance(tree, syntax.Call) and not holds:
            fact = self.fact(tree)
            return found.expression if fact is None else in_minds(model.Not(fact, tree.span), self.minds)
        return found.expression

    def _ranging(self, tree: syntax.Ranging, holds: bool) -> Expression:
        type_ = self.names.type_of(tree.type, finite=True)
        every = (tree.word is syntax.Range.FORALL) is holds
        if isinstance(type_, OfKind):
            inner, binder = self.bind(tree, type_)
            quantifier = Quantifier.EVERY if every else Quantifier.ANY
            body = inner.condition(tree.body, holds)
            return model.Quantified(quantifier, (binder,), truth(tree.span), body, tree.span)
        parts = tuple(inner.condition(tree.body, holds) for inner in self.each(tree, type_))
        return model.And(parts, tree.span) if every else model.Or(parts, tree.span)

    def _compared(self, sign: str, sides: tuple[syntax.Node, syntax.Node], span: Span, holds: bool) -> Expression:
        """Two values compared."""
        comparator = COMPARATORS[sign][0 if holds else 1]
        left, right = self.value(sides[0]), self.value(sides[1])
        if isinstance(left.type, Broken) or isinstance(right.type, Broken):
            return broken(span).expression
        if comparator not in EQUALITIES:
            for side, found in zip(sides, (left, right), strict=True):
                if not isinstance(found.type, Number | Unsaid):
                    self.names.say(meaning.not_a_number(side.span, self.names.described(found.type), f"`{sign}`"))
                    return broken(span).expression
        elif isinstance(left.type, YesNo) and isinstance(right.type, YesNo):
            return self._same_truth(sides, (left, right), comparator is Comparator.EQUAL, span)
        elif not self.names.kinds.may_equal(left.type, right.type) and not _is_guard(sign, sides):
            labels = [
                Label(side.span, f"this is {self.names.described(found.type)}")
                for side, found in zip(sides, (left, right), strict=True)
            ]
            self.names.say(meaning.never_equal(span, *labels))
        return model.Compare(comparator, left.expression, right.expression, span)

    def _same_truth(
        self, sides: tuple[syntax.Node, syntax.Node], values: tuple[Typed, Typed], equal: bool, span: Span
    ) -> Expression:
        """Two conditions compared: with True or False, one of them is meant."""
        for tree, other in ((sides[0], values[1]), (sides[1], values[0])):
            if isinstance(other.expression, model.Literal) and isinstance(other.expression.value, bool):
                return self.condition(tree, other.expression.value is equal)
        comparator = Comparator.EQUAL if equal else Comparator.DIFFERENT
        return model.Compare(comparator, values[0].expression, values[1].expression, span)

    def _type_test(self, tree: syntax.TypeTest) -> Expression:
        """`x : weapon`: whether a value is one of the type's."""
        found = self.value(tree.body)
        type_ = self.names.type_of(tree.type)
        if isinstance(found.type, Broken) or isinstance(type_, Broken):
            return broken(tree.span).expression
        if isinstance(type_, OfKind):
            if isinstance(found.type, OfKind | One):
                return model.KindTest(found.expression, type_.kind, tree.span)
            return model.Literal(False, tree.span)
        if found.type != type_:
            return model.Literal(False, tree.span)
        unknown = model.Literal(UNKNOWN, tree.span)
        return model.Compare(Comparator.DIFFERENT, found.expression, unknown, tree.span)


def _is_guard(sign: str, sides: tuple[syntax.Node, syntax.Node]) -> bool:
    """Whether two parameters are said to differ: that is written by habit, also where it can be left away."""
    return sign == "!=" and all(isinstance(side, syntax.Word) for side in sides)


def in_minds(expression: Expression, minds: Iterable[Expression]) -> Expression:
    """The expression as somebody believes that somebody believes it."""
    for person in reversed(tuple(minds)):
        expression = model.Believes(person, expression, expression.span)
    return expression


def _read(way: Property, arguments: list[Typed], span: Span) -> model.FactRead:
    """The reading of a property with arguments that fit."""
    booleans: list[bool] = []
    found: list[Expression] = []
    for place, argument in zip(way.places, arguments, strict=True):
        expression = argument.expression
        if isinstance(expression, model.Literal) and not isinstance(expression.value, str):
            if place.is_boolean:
                booleans.append(expression.value is True)
            expression = model.Literal(written(expression.value), expression.span)
        found.append(expression)
    return model.FactRead(way.facts[tuple(booleans)], tuple(found), span)


def says_believes(tree: syntax.Node) -> bool:
    """Whether `believes` stands anywhere in an expression."""
    match tree:
        case syntax.Belief():
            return True
        case syntax.Grouped(body=body) | syntax.Not(body=body) | syntax.Ranging(body=body) | syntax.TypeTest(body=body):
            return says_believes(body)
        case syntax.And(parts=parts) | syntax.Or(parts=parts):
            return any(says_believes(part) for part in parts)
        case syntax.If(branches=branches, otherwise=otherwise):
            inside = [part for branch in branches for part in branch]
            return any(says_believes(part) for part in (*inside, *(() if otherwise is None else (otherwise,))))
        case syntax.Assign(target=left, value=right):
            return says_believes(left) or says_believes(right)
        case syntax.Compare(left=left, right=right) | syntax.Arithmetic(left=left, right=right):
            return says_believes(left) or says_believes(right)
        case _:
            return False


def is_boolean(type_: FactType) -> bool:
    """Whether a property is True or False."""
    return isinstance(type_, YesNo)
