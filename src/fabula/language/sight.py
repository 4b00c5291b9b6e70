# SPDX-License-Identifier: Apache-2.0
"""Sight is a law and nothing more: each line of a `sight` becomes one law or two.

`p sees whether f = g if c` gives
    learn:   when c and f = g and not (p believes f) = g    then p believes f = g
    forget:  when c and f != g and (p believes f) = g       then p believes f = unknown
`p sees f if c`, and `p sees whether f if c` of a yes/no fact, give
    see:     when c and (p believes f) != f                 then p believes f = f
where `f`, its arguments and `g` are read as they really are. An argument that is itself worked out, as in
`at(keeper(lamp))`, would be read in p's mind under `p believes`; it becomes a parameter of the law, and an equality
in the condition.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Label, Span
from fabula.language import syntax
from fabula.language.kinds import Broken
from fabula.language.lowering import condition, lower, person
from fabula.language.names import Scope
from fabula.language.parameters import lower_parameters
from fabula.language.problems import kinds as problems
from fabula.language.work import Typed, Work, truth
from fabula.model import expression as model
from fabula.model.expression import Comparator, Expression
from fabula.model.values import UNKNOWN
from fabula.model.world import Definition, Law, LawOrigin, Parameter, YesNo
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line of a sight, lowered: who sees, which fact, whether of what value, when; and the parameters it needs."""

    person: Expression
    fact: model.FactRead
    value: Expression | None
    conditions: tuple[Expression, ...]
    parameters: tuple[Parameter, ...]
    span: Span


def lower_sight(tree: syntax.SightDeclaration, work: Work, taken: set[str]) -> list[Law]:
    """The laws that a sight stands for. `taken`: the names of laws so far."""
    parameters, scope = lower_parameters(tree.parameters, work, named=True)
    laws: list[Law] = []
    for rule in tree.rules:
        seen = _lower_rule(rule, parameters or (), scope, work)
        if seen is not None and parameters is not None:
            laws.extend(_laws(seen, tree.name.text if tree.name is not None else f"sight of {seen.fact.fact.name}"))
    named: list[Law] = []
    for law in laws:
        name = _free(law.name, taken)
        taken.add(name)
        named.append(Law(name, law.parameters, None, law.condition, law.effects, False, LawOrigin.SIGHT, law.span))
    return named


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first of `name 2`, `name 3` … that no law has."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free


def _lower_rule(rule: syntax.SeesRule, parameters: tuple[Parameter, ...], scope: Scope, work: Work) -> _Seen | None:
    """One line; None if it is wrong, which is reported."""
    before = len(work.problems)
    who = person(rule.person, scope, work, "see")
    subject = lower(rule.subject, scope, work)
    value = None if rule.value is None else lower(rule.value, scope, work)
    test = truth(rule.span) if rule.condition is None else condition(rule.condition, scope, work)
    if len(work.problems) > before or isinstance(subject.type, Broken):
        return None
    fact, other = _fact_of(subject, value)
    if fact is None:
        _report_no_fact(subject, rule, work)
        return None
    if not _fitting(rule, fact, subject, value, work):
        return None
    fact, conditions, extra = _named_arguments(fact, parameters)
    return _Seen(who, fact, other, (test, *conditions), (*parameters, *extra), rule.span)


def _fact_of(subject: Typed, value: Typed | None) -> tuple[model.FactRead | None, Expression | None]:
    """The fact that is seen and the value it is compared with; the fact may stand on either side."""
    if isinstance(subject.expression, model.FactRead):
        return subject.expression, None if value is None else value.expression
    if value is not None and isinstance(value.expression, model.FactRead):
        return value.expression, subject.expression
    return None, None


def _report_no_fact(subject: Typed, rule: syntax.SeesRule, work: Work) -> None:
    """Say what cannot be seen, and what can."""
    shown = f"`{work.shown(rule.subject.span)}`"
    match subject.expression:
        case model.DefinitionRead(definition=Definition(name=name)):
            advice = f"Let people see the facts that `{name}` is worked out from; they will work it out too."
        case model.Not():
            advice = "Leave `not` away: whoever sees whether it is so, sees also that it is not."
        case _:
            advice = "What is seen is `whether FACT(…) = VALUE`, or `whether FACT(…)`; put the rest under `if`."
    work.say(problems.cannot_be_seen(rule.subject.span, shown, advice))


def _fitting(rule: syntax.SeesRule, fact: model.FactRead, subject: Typed, value: Typed | None, work: Work) -> bool:
    """Whether fact and value can be equal, and `sees whether f` is about a yes/no fact; reported if not."""
    if value is not None:
        if work.names.kinds.may_equal(subject.type, value.type):
            return True
        at = rule.value.span if rule.value is not None else rule.span
        one = Label(rule.subject.span, f"this is {work.described(subject.type)}")
        other = Label(at, f"this is {work.described(value.type)}")
        work.say(problems.kinds_never_equal(rule.subject.span.to(at), one, other))
        return False
    if rule.whether and not isinstance(fact.fact.type, YesNo):
        shown = work.shown(rule.subject.span)
        advice = f"Say `sees {shown}` for its value, or `sees whether {shown} = …`."
        work.say(problems.not_a_condition(rule.subject.span, shown, work.described(fact.fact.type), advice))
        return False
    return True


def _named_arguments(
    fact: model.FactRead, parameters: Sequence[Parameter]
) -> tuple[model.FactRead, tuple[Expression, ...], tuple[Parameter, ...]]:
    """The fact with a new parameter for every argument that is worked out, and what those parameters are equal to."""
    arguments: list[Expression] = []
    equal: list[Expression] = []
    extra: list[Parameter] = []
    used = {parameter.name for parameter in parameters}
    for argument, place in zip(fact.arguments, fact.fact.parameters, strict=True):
        if isinstance(argument, model.Literal | model.Variable):
            arguments.append(argument)
            continue
        name = _free(place.name, used)
        used.add(name)
        variable = model.Variable(name, argument.span)
        extra.append(Parameter(name, place.kind, None, argument.span))
        equal.append(model.Compare(Comparator.EQUAL, variable, argument, argument.span))
        arguments.append(variable)
    return model.FactRead(fact.fact, tuple(arguments), fact.span), tuple(equal), tuple(extra)


def _laws(seen: _Seen, name: str) -> list[Law]:
    """The laws for one line."""
    span = seen.span
    believed = model.Believes(seen.person, seen.fact, span)
    if seen.value is None:
        sees = model.Compare(Comparator.DIFFERENT, believed, seen.fact, span)
        return [_law(seen, name, (sees,), seen.fact)]
    true = model.Compare(Comparator.EQUAL, seen.fact, seen.value, span)
    false = model.Compare(Comparator.DIFFERENT, seen.fact, seen.value, span)
    held = model.Compare(Comparator.EQUAL, believed, seen.value, span)
    return [
        _law(seen, name, (true, model.Not(held, span)), seen.value),
        _law(seen, name, (false, held), model.Literal(UNKNOWN, span)),
    ]


def _law(seen: _Seen, name: str, conditions: tuple[Expression, ...], value: Expression) -> Law:
    """One law: under the conditions the person comes to believe that the fact has the value."""
    effect = model.Assign((seen.person,), seen.fact, value, False, seen.span)
    own = tuple(part for part in seen.conditions if part != model.And((), seen.span))
    test = model.And((*own, *conditions), seen.span)
    return Law(name, seen.parameters, None, test, (effect,), False, LawOrigin.SIGHT, seen.span)
