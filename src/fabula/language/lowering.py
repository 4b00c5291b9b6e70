# SPDX-License-Identifier: Apache-2.0
"""From an expression of the syntax tree to one of the model: names looked up, kinds checked.

`lower` gives the expression and its type; `condition`, `number` and `person` ask for one type and report another.
Whatever is wrong is put into `Work.problems` once, and the place gets the type `Broken`, which fits everywhere.
What reads facts and definitions (overloads, argument kinds) is in `reading.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import Label, Span
from fabula.language import syntax
from fabula.language.kinds import (
    NOBODY,
    NUMBER,
    PERSON,
    UNSAID,
    YES_NO,
    Broken,
    One,
    Unsaid,
    ValueType,
    describe,
    is_thing,
)
from fabula.language.names import READER, Scope, declared_at
from fabula.language.parameters import introduce, kind_type
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.reading import read_call, read_name, wanted_kinds
from fabula.language.work import NOW, Typed, Work, broken, truth
from fabula.model import expression as model
from fabula.model.expression import Comparator, Expression, Operator, Quantifier
from fabula.model.values import NONE, UNKNOWN
from fabula.model.world import Number, OfKind, YesNo


def lower(tree: syntax.Expression, scope: Scope, work: Work, wanted: str | None = None) -> Typed:
    """The expression and its type. `wanted` is the kind that would fit here, for what is said about unknown names."""
    match tree:
        case syntax.Name():
            return read_name(tree, scope, work, wanted)
        case syntax.Call():
            return read_call(tree, lower_arguments(tree, scope, work), work)
        case syntax.NumberLiteral(value=value, span=span):
            return Typed(model.Literal(value, span), NUMBER)
        case syntax.YesNoLiteral(value=value, span=span):
            return Typed(model.Literal(value, span), YES_NO)
        case syntax.NoneLiteral(span=span):
            return Typed(model.Literal(NONE, span), NOBODY)
        case syntax.UnknownLiteral(span=span):
            return Typed(model.Literal(UNKNOWN, span), UNSAID)
        case syntax.Now(span=span):
            work.clock = True
            return Typed(model.FactRead(NOW, (), span), NUMBER)
        case syntax.Missing(span=span):
            return broken(span)
        case syntax.Grouped(body=body):
            return lower(body, scope, work, wanted)
        case _:
            return _lower_composed(tree, scope, work, wanted)


def lower_arguments(tree: syntax.Call, scope: Scope, work: Work) -> list[Typed]:
    """The arguments of a call."""
    kinds = wanted_kinds(tree.name.text, len(tree.arguments), work)
    return [lower(part, scope, work, kind) for part, kind in zip(tree.arguments, kinds, strict=True)]


def _lower_composed(tree: syntax.Expression, scope: Scope, work: Work, wanted: str | None) -> Typed:
    """An expression that is made of others."""
    match tree:
        case syntax.Negative() | syntax.Arithmetic():
            return _lower_arithmetic(tree, scope, work)
        case syntax.Comparison():
            return _lower_comparison(tree, scope, work)
        case syntax.KindTest():
            return _lower_kind_test(tree, scope, work)
        case syntax.Not(body=body, span=span):
            return Typed(model.Not(condition(body, scope, work), span), YES_NO)
        case syntax.Believes(person=who, body=body, span=span):
            mind = _believer(who, scope, work)
            inner = lower(body, scope, work, wanted)
            return Typed(model.Believes(mind, inner.expression, span), inner.type)
        case syntax.And(parts=parts, span=span):
            return Typed(model.And(tuple(condition(part, scope, work) for part in parts), span), YES_NO)
        case syntax.Or(parts=parts, span=span):
            return Typed(model.Or(tuple(condition(part, scope, work) for part in parts), span), YES_NO)
        case syntax.Choice():
            return _lower_choice(tree, scope, work, wanted)
        case syntax.Quantified():
            return _lower_quantified(tree, scope, work)
        case _:
            return broken(tree.span)


def condition(tree: syntax.Expression, scope: Scope, work: Work) -> Expression:
    """The expression as a condition; anything but yes/no is reported."""
    lowered = lower(tree, scope, work)
    if isinstance(lowered.type, YesNo | Broken):
        return lowered.expression
    shown = work.shown(tree.span)
    if isinstance(lowered.type, Number):
        advice = f"Compare it with a number: `{shown} > 0`."
    elif isinstance(lowered.type, Unsaid):
        advice = "Compare a fact with it: `… = unknown`."
    else:
        advice = f"Compare it with a thing: `{shown} = …`, or `{shown} != none`."
    work.say(kind_problems.not_a_condition(tree.span, shown, work.described(lowered.type), advice))
    return broken(tree.span).expression


def number(tree: syntax.Expression, scope: Scope, work: Work, wanted_by: str) -> Expression:
    """The expression as a number; anything else is reported."""
    lowered = lower(tree, scope, work)
    return as_number(lowered, tree.span, work, wanted_by)


def as_number(lowered: Typed, span: Span, work: Work, wanted_by: str) -> Expression:
    """A lowered expression as a number; anything else is reported."""
    if isinstance(lowered.type, Unsaid):
        work.say(kind_problems.unknown_compared(span, span))
    elif not isinstance(lowered.type, Number | Broken):
        work.say(kind_problems.not_a_number(span, work.described(lowered.type), wanted_by))
    return lowered.expression


def person(tree: syntax.Expression, scope: Scope, work: Work, why: str) -> Expression:
    """The expression as somebody; what is not surely a person is reported. `why`: what only a person can do."""
    lowered = lower(tree, scope, work, PERSON)
    if not work.names.kinds.of_kind(lowered.type, PERSON):
        at = declared_at(work.names, lowered.type)
        work.say(kind_problems.not_a_person(tree.span, work.described(lowered.type), why, at))
    return lowered.expression


def _believer(tree: syntax.Expression, scope: Scope, work: Work) -> Expression:
    """Who believes something: a person, or where that is allowed the reader."""
    if work.reader and isinstance(tree, syntax.Name) and tree.text == READER:
        return model.Literal(READER, tree.span)
    return person(tree, scope, work, "believe something")


def bind(binders: Iterable[syntax.Binder], scope: Scope, work: Work) -> tuple[Scope, tuple[model.Binder, ...]]:
    """The scope with a quantifier's variables, and those variables."""
    found: list[model.Binder] = []
    for binder in binders:
        type_ = kind_type(binder.kind, work)
        scope = introduce(binder.name, type_, scope, work)
        found.append(model.Binder(binder.name.text, binder.kind.text, binder.span))
    return scope, tuple(found)


def _lower_arithmetic(tree: syntax.Negative | syntax.Arithmetic, scope: Scope, work: Work) -> Typed:
    """`-x` and `a + b`; what is written as numbers alone is worked out, and checked for a zero below the line."""
    if isinstance(tree, syntax.Negative):
        body = number(tree.body, scope, work, "A minus sign")
        return Typed(negative(body, tree.span), NUMBER)
    left = number(tree.left, scope, work, f"`{tree.operator}`")
    right = number(tree.right, scope, work, f"`{tree.operator}`")
    if tree.operator is Operator.OVER and written_number(right) == 0:
        work.say(kind_problems.division_by_zero(tree.span, tree.right.span))
        return broken(tree.span)
    return Typed(model.Arithmetic(tree.operator, left, right, tree.span), NUMBER)


def negative(body: Expression, span: Span) -> Expression:
    """Less than nothing by so much."""
    if isinstance(body, model.Literal) and isinstance(body.value, float) and body.value:
        return model.Literal(-body.value, span)
    return model.Arithmetic(Operator.MINUS, model.Literal(0.0, span), body, span)


def written_number(expression: Expression) -> float | None:
    """The number that is written, if it is one of numbers alone."""
    match expression:
        case model.Literal(value=float() | int() as value) if not isinstance(value, bool):
            return float(value)
        case model.Arithmetic(operator=operator, left=left, right=right):
            one, other = written_number(left), written_number(right)
            if one is None or other is None or (operator is Operator.OVER and other == 0):
                return None
            match operator:
                case Operator.PLUS:
                    return one + other
                case Operator.MINUS:
                    return one - other
                case Operator.TIMES:
                    return one * other
                case Operator.OVER:
                    return one / other
        case _:
            return None


def _kind_of(type_: ValueType) -> str | None:
    """The kind that a comparison with this type calls for."""
    return type_.kind if isinstance(type_, OfKind) else None


def _lower_comparison(tree: syntax.Comparison, scope: Scope, work: Work) -> Typed:
    """Two values compared."""
    left = lower(tree.left, scope, work)
    right = lower(tree.right, scope, work, _kind_of(left.type))
    compared = Typed(model.Compare(tree.comparator, left.expression, right.expression, tree.span), YES_NO)
    if isinstance(left.type, Broken) or isinstance(right.type, Broken):
        return compared
    if tree.comparator in (Comparator.EQUAL, Comparator.DIFFERENT):
        if not work.names.kinds.may_equal(left.type, right.type):
            both = isinstance(left.type, One) and isinstance(right.type, One)
            words = describe if both else work.described
            labels = (Label(side.span, f"this is {words(type_)}") for side, type_ in _sides(tree, left, right))
            work.say(kind_problems.kinds_never_equal(tree.span, *labels))
            return broken(tree.span)
        return compared
    for (side, type_), (other, _) in zip(_sides(tree, left, right), reversed(_sides(tree, left, right)), strict=True):
        if isinstance(type_, Unsaid):
            work.say(kind_problems.unknown_compared(side.span, other.span))
            return broken(tree.span)
        if not isinstance(type_, Number):
            work.say(kind_problems.not_ordered(side.span, work.described(type_)))
            return broken(tree.span)
    return compared


def _sides(tree: syntax.Comparison, left: Typed, right: Typed) -> list[tuple[syntax.Expression, ValueType]]:
    """The two sides of a comparison with their types."""
    return [(tree.left, left.type), (tree.right, right.type)]


def _lower_kind_test(tree: syntax.KindTest, scope: Scope, work: Work) -> Typed:
    """`p is a vampire`, `p is not a vampire`."""
    thing = lower(tree.thing, scope, work)
    if tree.kind.text in work.names.things:
        declared = work.names.things[tree.kind.text].span
        sign = "!=" if tree.negated else "="
        advice = f"Write `{work.shown(tree.thing.span)} {sign} {tree.kind.text}`."
        work.say(name_problems.misplaced_name(tree.kind.text, "a thing, not a kind", tree.kind.span, declared, advice))
        return broken(tree.span)
    kind = kind_type(tree.kind, work)
    if isinstance(kind, Broken) or isinstance(thing.type, Broken):
        return broken(tree.span)
    if not is_thing(thing.type):
        shown = work.shown(tree.thing.span)
        advice = f"`is a …` asks for the kind of a thing; compare with `{shown} = …` instead."
        work.say(kind_problems.not_a_thing(tree.thing.span, work.described(thing.type), advice))
        return broken(tree.span)
    if not work.names.kinds.may_be(thing.type, tree.kind.text):
        declared = work.names.kind_spans[tree.kind.text]
        work.say(kind_problems.never_of_kind(tree.thing.span, work.described(thing.type), tree.kind.text, declared))
        return broken(tree.span)
    test = model.KindTest(thing.expression, tree.kind.text, tree.span)
    return Typed(model.Not(test, tree.span) if tree.negated else test, YES_NO)


def _lower_choice(tree: syntax.Choice, scope: Scope, work: Work, wanted: str | None) -> Typed:
    """`A if C else B`."""
    test = condition(tree.condition, scope, work)
    then = lower(tree.then, scope, work, wanted)
    otherwise = lower(tree.otherwise, scope, work, wanted)
    joined = work.names.kinds.join(then.type, otherwise.type)
    if joined is None:
        one = Label(tree.then.span, f"this is {work.described(then.type)}")
        other = Label(tree.otherwise.span, f"this is {work.described(otherwise.type)}")
        work.say(kind_problems.different_branches(tree.span, one, other))
        return broken(tree.span)
    return Typed(model.Choose(test, then.expression, otherwise.expression, tree.span), joined)


def _lower_quantified(tree: syntax.Quantified, scope: Scope, work: Work) -> Typed:
    """`every person p where C: BODY`, `count(…)`, `sum(…)`."""
    inner, binders = bind(tree.binders, scope, work)
    where = truth(tree.span) if tree.where is None else condition(tree.where, inner, work)
    if tree.body is None:
        body = truth(tree.span)
    elif tree.word is syntax.QuantifierWord.SUM:
        body = number(tree.body, inner, work, "A sum")
    else:
        body = condition(tree.body, inner, work)
    match tree.word:
        case syntax.QuantifierWord.NO:
            some = model.Quantified(Quantifier.ANY, binders, where, body, tree.span)
            return Typed(model.Not(some, tree.span), YES_NO)
        case syntax.QuantifierWord.COUNT:
            if tree.body is None:
                where, body = body, where
            return Typed(model.Quantified(Quantifier.COUNT, binders, where, body, tree.span), NUMBER)
        case syntax.QuantifierWord.SUM:
            return Typed(model.Quantified(Quantifier.SUM, binders, where, body, tree.span), NUMBER)
        case _:
            return Typed(model.Quantified(Quantifier(tree.word.value), binders, where, body, tree.span), YES_NO)
