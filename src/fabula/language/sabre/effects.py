# SPDX-License-Identifier: Apache-2.0
"""From expressions that stand as effects, or as statements about the beginning, to effects of the model."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.diagnostics import Span
from fabula.language.kinds import Broken, Unsaid
from fabula.language.sabre import meaning, syntax
from fabula.language.sabre.lowering import Reading, is_boolean
from fabula.language.work import truth
from fabula.model import expression as model
from fabula.model.expression import Assign, Conditional, Effect, Expression, ForEvery
from fabula.model.values import UNKNOWN
from fabula.model.world import OfKind, YesNo


def effects_of(tree: syntax.Node, reading: Reading, holds: bool = True) -> tuple[Effect, ...]:
    """The effects that an expression is, or with `holds` false those of its contrary."""
    match tree:
        case syntax.Grouped(body=body):
            return effects_of(body, reading, holds)
        case syntax.Not(body=body):
            return effects_of(body, reading, not holds)
        case syntax.And(parts=parts) | syntax.Or(parts=parts) if isinstance(tree, syntax.And) is holds:
            return tuple(effect for part in parts for effect in effects_of(part, reading, holds))
        case syntax.And() | syntax.Or():
            return _refused(tree.span, "it may come about in several ways", reading)
        case syntax.Belief(person=person, body=body):
            return effects_of(body, reading.believed(reading.believer(person)), holds)
        case syntax.If():
            return _conditional(tree, reading, holds)
        case syntax.Ranging(word=syntax.Range.FORALL | syntax.Range.EXISTS):
            return _for_every(tree, reading, holds)
        case syntax.Call():
            return _plain(tree, reading, holds)
        case syntax.Assign(target=target, value=value):
            return _assigned(target, value, tree.span, reading, holds)
        case syntax.Compare(comparator="==" | "!=", left=left, right=right):
            return _assigned(left, right, tree.span, reading, holds is (tree.comparator == "=="))
        case syntax.TruthWritten(value=value) if value is holds:
            return ()
        case syntax.Word():
            found = reading.names.atom(tree, reading.scope)
            return () if isinstance(found.type, Broken) else _refused(tree.span, "it changes no property", reading)
        case _:
            return _refused(tree.span, "it changes no property", reading)


def statements_of(tree: syntax.Node, reading: Reading) -> Iterator[Effect]:
    """The statements that an expression is at the beginning: the parts of a conjunction one after the other."""
    match tree:
        case syntax.Grouped(body=body):
            yield from statements_of(body, reading)
        case syntax.And(parts=parts):
            for part in parts:
                yield from statements_of(part, reading)
        case _:
            found = effects_of(tree, reading)
            if len(found) > 1 and not all(isinstance(each, Assign) and _fixed(each) for each in found):
                # What stands in one statement happens at once; in the model, statements follow each other.
                yield Conditional(truth(tree.span), found, (), tree.span)
            else:
                yield from found


def _fixed(effect: Assign) -> bool:
    return isinstance(effect.value, model.Literal)


def _refused(span: Span, why: str, reading: Reading) -> tuple[Effect, ...]:
    reading.names.say(meaning.no_effect(span, why))
    return ()


def _conditional(tree: syntax.If, reading: Reading, holds: bool) -> tuple[Effect, ...]:
    """`if`: what follows from the first condition that holds."""
    last = () if tree.otherwise is None else effects_of(tree.otherwise, reading, holds)
    for test, then in reversed(tree.branches):
        last = (Conditional(reading.condition(test), effects_of(then, reading, holds), last, tree.span),)
    return last


def _for_every(tree: syntax.Ranging, reading: Reading, holds: bool) -> tuple[Effect, ...]:
    if (tree.word is syntax.Range.FORALL) is not holds:
        return _refused(tree.span, "it may come about in several ways", reading)
    type_ = reading.names.type_of(tree.type, finite=True)
    if isinstance(type_, OfKind):
        inner, binder = reading.bind(tree, type_)
        return (ForEvery((binder,), truth(tree.span), effects_of(tree.body, inner, holds), tree.span),)
    return tuple(effect for inner in reading.each(tree, type_) for effect in effects_of(tree.body, inner, holds))


def _plain(tree: syntax.Call, reading: Reading, holds: bool) -> tuple[Effect, ...]:
    """A boolean property by itself."""
    target = reading.fact(tree)
    if target is None:
        return ()
    if not is_boolean(target.fact.type):
        described = reading.names.described(target.fact.type)
        reading.names.say(meaning.needs_value(tree.name.text, tree.span, described, target.fact.span))
        return ()
    return (Assign(reading.minds, target, model.Literal(holds, tree.span), False, tree.span),)


def _assigned(target: syntax.Node, tree: syntax.Node, span: Span, reading: Reading, holds: bool) -> tuple[Effect, ...]:
    """A property given a value. The value is read outside the beliefs that only the left side speaks of."""
    inner = reading
    while isinstance(target, syntax.Belief | syntax.Grouped):
        if isinstance(target, syntax.Belief):
            inner = inner.believed(inner.believer(target.person))
        target = target.body
    if not isinstance(target, syntax.Call):
        return _refused(target.span, "its left side is no property", reading)
    fact = reading.fact(target)
    value = reading.value(tree)
    if fact is None or isinstance(value.type, Broken):
        return ()
    boolean = is_boolean(fact.fact.type)
    if not holds and not boolean:
        return _refused(span, "it says only what a value is not", reading)
    takes = reading.names.kinds.takes(fact.fact.type, value.type) and not (boolean and isinstance(value.type, Unsaid))
    if not takes:
        names = reading.names
        wanted, is_ = names.described(fact.fact.type), names.described(value.type)
        names.say(meaning.wrong_value(target.name.text, wanted, tree.span, is_, fact.fact.span))
        return ()
    expression = reading.condition(tree, holds) if boolean and isinstance(value.type, YesNo) else value.expression
    return (Assign(inner.minds, fact, expression, False, span),)


def unknown_at_first(reading: Reading) -> Iterator[Effect]:
    """The statements that every property of entities is `?`: the model's own default is `none`."""
    for ways in reading.names.properties.values():
        for way in ways:
            for fact in way.facts.values() if isinstance(way.type, OfKind) else ():
                binders: list[model.Binder] = []
                arguments: list[Expression] = []
                for number, parameter in enumerate(fact.parameters):
                    if parameter.constant is not None:
                        arguments.append(model.Literal(parameter.constant, way.span))
                        continue
                    taken = any(parameter.name == binder.name for binder in binders)
                    name = f"{parameter.name}_{number}" if taken else parameter.name
                    binders.append(model.Binder(name, parameter.kind, way.span))
                    arguments.append(model.Variable(name, way.span))
                target = model.FactRead(fact, tuple(arguments), way.span)
                effect = Assign((), target, model.Literal(UNKNOWN, way.span), False, way.span)
                yield ForEvery(tuple(binders), truth(way.span), (effect,), way.span) if binders else effect
