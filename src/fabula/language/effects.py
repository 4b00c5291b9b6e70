# SPDX-License-Identifier: Apache-2.0
"""From the statements of `start:` and `then:` to effects of the model.

All that stands under `P believes` is read as P believes it: values, arguments, conditions, what comes after `where`.
The model reads everything in the state that acts, so what P reads is wrapped here in `Believes` (`Minds.reads`).
"""

from __future__ import annotations

from collections.abc import Iterable

from fabula.language import syntax
from fabula.language.lowering import as_number, bind, condition, lower, lower_arguments, negative, person
from fabula.language.names import NO_VARIABLES, READER, Scope, signature
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.problems.writing import too_deep
from fabula.language.reading import resolve
from fabula.language.syntax import AssignmentSign
from fabula.language.work import Work, truth
from fabula.model import expression as model
from fabula.model.expression import Effect, Expression
from fabula.model.world import Definition, Fact, Number, OfKind, YesNo
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Minds:
    """The people in whose minds an effect happens, from the outside in, each as the one before reads them."""

    people: tuple[Expression, ...] = ()

    def reads(self, expression: Expression) -> Expression:
        """The expression as the innermost of the minds reads it; what reads nothing stays as it is."""
        if isinstance(expression, model.Literal | model.Variable) or expression == model.And((), expression.span):
            return expression
        for who in reversed(self.people):
            expression = model.Believes(who, expression, expression.span)
        return expression

    def believers(self) -> tuple[Expression, ...]:
        """The people, each read in the state that acts."""
        return tuple(Minds(self.people[:place]).reads(who) for place, who in enumerate(self.people))

    def within(self, who: Expression) -> Minds:
        """One mind deeper."""
        return Minds((*self.people, who))


REALLY = Minds()
_MANY_BRANCHES = 100


def lower_statements(
    trees: Iterable[syntax.Statement], scope: Scope, work: Work, minds: Minds = REALLY
) -> tuple[Effect, ...]:
    """The effects that the statements say; a statement that is wrong is reported and left out."""
    return tuple(effect for tree in trees for effect in _lower_statement(tree, scope, work, minds))


def _lower_statement(tree: syntax.Statement, scope: Scope, work: Work, minds: Minds) -> tuple[Effect, ...]:
    """The effects of one statement."""
    match tree:
        case syntax.Assignment() | syntax.Holds():
            assigned = _lower_assignment(tree, scope, work, minds)
            return () if assigned is None else (assigned,)
        case syntax.BelievesStatement():
            return _lower_belief(tree, scope, work, minds)
        case syntax.IfStatement(branches=branches):
            return _lower_branches(tree, branches, scope, work, minds)
        case syntax.ForEveryStatement(binders=binders, where=where, statements=statements, span=span):
            inner, variables = bind(binders, scope, work)
            test = truth(span) if where is None else minds.reads(condition(where, inner, work))
            return (model.ForEvery(variables, test, lower_statements(statements, inner, work, minds), span),)


def _lower_belief(tree: syntax.BelievesStatement, scope: Scope, work: Work, minds: Minds) -> tuple[Effect, ...]:
    """`P believes …` as a statement. The reader may be told something in the start, and never inside a mind."""
    who = tree.person
    if isinstance(who, syntax.Name) and who.text == READER and work.reader_told:
        if minds.people:
            work.say(name_problems.reader_out_of_place(who.span))
        mind: Expression = model.Literal(READER, who.span)
    else:
        mind = person(who, scope, work, "believe something")
    return lower_statements(tree.statements, scope, work, minds.within(mind))


def _lower_branches(
    tree: syntax.IfStatement, branches: tuple[syntax.Branch, ...], scope: Scope, work: Work, minds: Minds
) -> tuple[Effect, ...]:
    """`if … else if … else …`: the later branches stand in the otherwise-part of the earlier."""
    if len(branches) > _MANY_BRANCHES:
        work.say(too_deep(branches[_MANY_BRANCHES].span, _MANY_BRANCHES, "branches of an `if`"))
        return ()
    lowered = [
        (minds.reads(condition(b.condition, scope, work)), lower_statements(b.statements, scope, work, minds), b.span)
        for b in branches
    ]
    otherwise = lower_statements(tree.otherwise, scope, work, minds)
    for test, then, span in reversed(lowered):
        otherwise = (model.Conditional(test, then, otherwise, span),)
    return otherwise


def _lower_assignment(
    tree: syntax.Assignment | syntax.Holds, scope: Scope, work: Work, minds: Minds
) -> model.Assign | None:
    """`f = e`, `f += e`, `f -= e`, `f`, `not f`."""
    target = lower_target(tree.target, scope, work)
    if isinstance(tree, syntax.Holds):
        if target is None:
            return None
        if not isinstance(target.fact.type, YesNo):
            takes, declared = work.described(target.fact.type), target.fact.span
            work.say(kind_problems.needs_value(work.shown(tree.target.span), tree.span, takes, declared))
            return None
        value: Expression = model.Literal(not tree.negated, tree.span)
        return _assign(target, value, False, minds, tree)
    wanted = target.fact.type.kind if target is not None and isinstance(target.fact.type, OfKind) else None
    lowered = lower(tree.value, scope, work, wanted)
    if target is None:
        return None
    if tree.sign is AssignmentSign.SET:
        if not work.names.kinds.takes(target.fact.type, lowered.type):
            _report_value(target.fact, tree.value, work.described(lowered.type), work)
            return None
        return _assign(target, lowered.expression, False, minds, tree)
    if not isinstance(target.fact.type, Number):
        work.say(kind_problems.not_a_number(tree.target.span, work.described(target.fact.type), f"`{tree.sign}`"))
        return None
    value = as_number(lowered, tree.value.span, work, f"`{tree.sign}`")
    if tree.sign is AssignmentSign.LOWER:
        value = negative(value, tree.value.span)
    return _assign(target, value, True, minds, tree)


def _assign(
    target: model.FactRead, value: Expression, increase: bool, minds: Minds, tree: syntax.Assignment | syntax.Holds
) -> model.Assign:
    """The effect, its arguments and value read in the mind that it happens in; the value as it is, if that is said."""
    arguments = tuple(minds.reads(argument) for argument in target.arguments)
    as_it_is = isinstance(tree, syntax.Assignment) and tree.as_it_is
    read = model.FactRead(target.fact, arguments, target.span)
    return model.Assign(minds.believers(), read, value if as_it_is else minds.reads(value), increase, tree.span)


def _report_value(fact: Fact, value: syntax.Expression, is_: str, work: Work) -> None:
    """Say that a fact cannot have such a value."""
    work.say(kind_problems.wrong_value(signature(fact), work.described(fact.type), value.span, is_, fact.span))


def lower_target(tree: syntax.Name | syntax.Call, scope: Scope, work: Work) -> model.FactRead | None:
    """The fact that an effect changes; whatever is no fact is reported."""
    name = tree if isinstance(tree, syntax.Name) else tree.name
    arguments = lower_arguments(tree, scope, work) if isinstance(tree, syntax.Call) else []
    if isinstance(tree, syntax.Name):
        variable, thing = scope.find(name.text), work.names.things.get(name.text)
        if variable is not None or thing is not None:
            what = "a variable" if variable is not None else "a thing"
            at = variable.span if variable is not None else thing.span if thing is not None else tree.span
            advice = "Change one of its facts: `fact(…) = …`."
            work.say(kind_problems.not_a_fact(name.text, tree.span, what, at, advice))
            return None
    way = resolve(name, arguments, tree, work)
    if isinstance(way, Definition):
        advice = "Change the facts that it is worked out from."
        work.say(kind_problems.not_a_fact(name.text, tree.span, "a definition", way.span, advice))
        return None
    if way is None:
        return None
    return model.FactRead(way, tuple(argument.expression for argument in arguments), tree.span)


def lower_start(trees: Iterable[syntax.StartDeclaration], work: Work) -> tuple[Effect, ...]:
    """How it all starts; what the reader believes is an effect in the mind of the person named `reader`."""
    work.reader_told = True
    effects = lower_statements((statement for tree in trees for statement in tree.statements), NO_VARIABLES, work)
    work.reader_told = False
    return effects
