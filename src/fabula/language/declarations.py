# SPDX-License-Identifier: Apache-2.0
"""Events, laws, wants, endings and the start, lowered one declaration at a time.

Each function gives the model's declaration, or None (nothing) where something about it is wrong, which is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.diagnostics import NOWHERE, Span
from fabula.language import syntax
from fabula.language.effects import lower_statements
from fabula.language.kinds import PERSON
from fabula.language.lowering import as_number, bind, condition, lower, person
from fabula.language.names import NO_VARIABLES, Entry, Scope
from fabula.language.parameters import introduce, kind_type, lower_parameters
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.texts import check_declared_text, check_text
from fabula.language.work import Work, conjunction, truth
from fabula.model import expression as model
from fabula.model.expression import Expression, Operator, Quantifier
from fabula.model.world import Ending, Event, Fact, Law, LawOrigin, OfKind, Parameter, Sight, Wants, Willing

WAIT = Event("wait", (), "Time passes.", truth(NOWHERE), (), (), None, 1, NOWHERE)
"""The event of worlds with a clock in which nothing happens but that a moment passes."""


_MANY_TERMS = 16


def lower_conditions(trees: Iterable[syntax.Expression], scope: Scope, work: Work, tree: object) -> Expression:
    """All the conditions as one."""
    found = [condition(part, scope, work) for part in trees]
    span = found[0].span.to(found[-1].span) if found else getattr(tree, "span", NOWHERE)
    return conjunction(found, span)


def check_fact_text(tree: syntax.FactDeclaration, fact: Fact, work: Work) -> None:
    """Check the template of a fact: its parameters and `value` may stand in it."""
    if tree.text is None:
        return
    scope = Scope({p.name: Entry(p.name, OfKind(p.kind), p.span) for p in fact.parameters if p.constant is None})
    check_declared_text(tree.text, scope, fact.parameters, fact.type, work)


def lower_event(tree: syntax.EventDeclaration, work: Work) -> Event | None:
    """An event."""
    parameters, scope = lower_parameters(tree.parameters, work, named=True)
    if tree.text is not None:
        check_text(tree.text, scope, work)
    test = lower_conditions(tree.when, scope, work, tree.name)
    effects = lower_statements(tree.then, scope, work)
    willing = tuple(_lower_willing(who, scope, work) for who in tree.by)
    sight = _lower_seen_by(tree.seen_by, scope, work)
    takes = tree.takes.moments if tree.takes is not None else 1
    work.clock = work.clock or tree.takes is not None
    if parameters is None:
        return None
    text = tree.text.value if tree.text is not None else None
    return Event(tree.name.text, parameters, text, test, effects, willing, sight, takes, tree.name.span)


def _lower_willing(tree: syntax.WillingPerson, scope: Scope, work: Work) -> Willing:
    """Somebody who must want the event."""
    who = person(tree.person, scope, work, "be willing")
    if not isinstance(who, model.Variable | model.Literal):
        why, example = "Who must want an event", f"`when: {work.shown(tree.person.span)} = p`."
        work.say(kind_problems.not_by_name(tree.person.span, why, example))
    impulse = None if tree.impulse is None else condition(tree.impulse, scope, work)
    return Willing(who, impulse, tree.person.span)


def _lower_seen_by(trees: Iterable[syntax.SeenByPart | syntax.SeenByAllPart], scope: Scope, work: Work) -> Sight | None:
    """Who sees an event: whoever any of the parts lets see it; None for everybody."""
    parts = tuple(trees)
    observer = next((part.observer.text for part in parts if isinstance(part, syntax.SeenByPart)), "observer")
    while scope.find(observer) is not None:
        observer += "_"
    conditions: list[Expression] = []
    everyone = not parts
    for part in parts:
        if isinstance(part, syntax.SeenByAllPart):
            everyone = everyone or part.everyone
            continue
        inner = introduce(part.observer, OfKind(PERSON), scope, work)
        inner = inner.extended(part.observer.text, Entry(observer, OfKind(PERSON), part.observer.span))
        conditions.append(lower_conditions(part.conditions, inner, work, part))
    if everyone:
        return None
    span = parts[0].span.to(parts[-1].span)
    return Sight(observer, conditions[0] if len(conditions) == 1 else model.Or(tuple(conditions), span), span)


def lower_law(tree: syntax.LawDeclaration, work: Work) -> Law | None:
    """A law."""
    parameters, scope = lower_parameters(tree.parameters, work, named=True)
    if tree.text is not None:
        check_text(tree.text, scope, work)
    test = lower_conditions(tree.when, scope, work, tree.name)
    effects = lower_statements(tree.then, scope, work)
    work.clock = work.clock or tree.each_moment
    if parameters is None:
        return None
    text = tree.text.value if tree.text is not None else None
    each, span = tree.each_moment, tree.name.span
    return Law(tree.name.text, parameters, text, test, effects, each, LawOrigin.LAW, span)


def lower_ending(tree: syntax.EndingDeclaration, work: Work) -> Ending:
    """An ending."""
    if tree.text is not None:
        check_text(tree.text, NO_VARIABLES, work)
    text = tree.text.value if tree.text is not None else None
    return Ending(tree.name.text, text, lower_conditions(tree.conditions, NO_VARIABLES, work, tree), tree.name.span)


def lower_wants(tree: syntax.WantsDeclaration, work: Work) -> Wants:
    """What somebody, everybody of a kind, or the author wants."""
    scope = NO_VARIABLES
    parameters: tuple[Parameter, ...] = ()
    who: Expression | None = None
    span = tree.span
    if tree.binder is not None:
        type_ = kind_type(tree.binder.kind, work)
        if not work.names.kinds.of_kind(type_, PERSON):
            at = work.names.kind_spans.get(tree.binder.kind.text, NOWHERE)
            is_ = f"a `{tree.binder.kind.text}`"
            work.say(kind_problems.not_a_person(tree.binder.kind.span, is_, "want something", at))
        name = tree.binder.name
        scope = introduce(name, type_, scope, work)
        parameters = (Parameter(name.text, tree.binder.kind.text, None, tree.binder.span),)
        who, span = model.Variable(name.text, name.span), tree.binder.span
    elif tree.person is not None:
        who, span = person(tree.person, scope, work, "want something"), tree.person.span
    utility = _lower_terms(tree.terms, scope, work, tree)
    if tree.where is not None:
        test = condition(tree.where, scope, work)
        utility = model.Choose(test, utility, model.Literal(0.0, tree.where.span), utility.span)
    return Wants(parameters, who, utility, span)


def _lower_terms(
    trees: Iterable[syntax.WantsTerm], scope: Scope, work: Work, tree: syntax.WantsDeclaration | syntax.ForEveryTerm
) -> Expression:
    """The sum of the terms, from left to right; very many are added in pairs, so that nothing becomes too deep."""
    terms = [_lower_term(term, scope, work) for term in trees]
    while len(terms) > _MANY_TERMS:
        pairs = [terms[place : place + 2] for place in range(0, len(terms), 2)]
        terms = [_sum(pair, tree.span) for pair in pairs]
    return _sum(terms, tree.span)


def _sum(terms: Sequence[Expression], span: Span) -> Expression:
    """The terms added up; nothing is 0."""
    total: Expression = terms[0] if terms else model.Literal(0.0, span)
    for term in terms[1:]:
        total = model.Arithmetic(Operator.PLUS, total, term, total.span.to(term.span))
    return total


def _lower_term(tree: syntax.WantsTerm, scope: Scope, work: Work) -> Expression:
    """One term: `2 if C`, a number, or the sum over a `for every`."""
    if isinstance(tree, syntax.Term):
        lowered = lower(tree.value, scope, work)
        value = as_number(lowered, tree.value.span, work, "A want")
        if tree.condition is None:
            return value
        test = condition(tree.condition, scope, work)
        return model.Choose(test, value, model.Literal(0.0, tree.span), tree.span)
    inner, binders = bind(tree.binders, scope, work)
    where = truth(tree.span) if tree.where is None else condition(tree.where, inner, work)
    body = _lower_terms(tree.terms, inner, work, tree)
    return model.Quantified(Quantifier.SUM, binders, where, body, tree.span)


def check_wait(trees: Iterable[syntax.EventDeclaration], work: Work) -> None:
    """Report an event of the author's own called `wait` in a world with a clock."""
    for tree in trees:
        if tree.name.text == WAIT.name:
            why = "in a world with a clock, `wait` is the event that lets a moment pass."
            work.say(name_problems.reserved_name(tree.name.text, tree.name.span, why))
