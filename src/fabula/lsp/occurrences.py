# SPDX-License-Identifier: Apache-2.0
"""Every place at which a text names something, with what it names: what definitions, references and renaming rest on.

A name in an expression is looked up as the language does: a variable in reach, else a thing, else a fact. That needs
no world that can be used: a text with mistakes has occurrences wherever it could be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from fabula.diagnostics import Span
from fabula.language import syntax
from fabula.lsp.vocabulary import Vocabulary
from fabula.records import dataclass


class Sort(StrEnum):
    """What a name is the name of. Facts and definitions are one sort: they share their names."""

    KIND = "kind"
    THING = "thing"
    FACT = "fact"
    EVENT = "event"
    LAW = "law"
    SIGHT = "sight"
    ENDING = "ending"
    VARIABLE = "variable"
    SCENE = "scene"


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something with a name. `scope`: of a variable, where it was introduced, which makes it this one."""

    sort: Sort
    name: str
    scope: Span | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place that names a symbol; `declares`: that brings it into the world."""

    symbol: Symbol
    span: Span
    declares: bool = False


Variables = Mapping[str, Symbol]
_NO_VARIABLES: Variables = {}


class Walker:
    """Collects the occurrences of syntax trees."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.found: list[Occurrence] = []

    def say(self, sort: Sort, name: syntax.Name, *, declares: bool = False) -> None:
        """Note a place."""
        self.found.append(Occurrence(Symbol(sort, name.text), name.span, declares))

    def _kind(self, name: syntax.Name) -> None:
        """A place where a kind is named, or (misplaced, or in a parameter) a thing."""
        thing = name.text in self.words.things and name.text not in self.words.kinds
        self.say(Sort.THING if thing else Sort.KIND, name)

    def _variable(self, name: syntax.Name, variables: Variables) -> Variables:
        """The variables with one more, which is introduced here."""
        symbol = Symbol(Sort.VARIABLE, name.text, name.span)
        self.found.append(Occurrence(symbol, name.span, declares=True))
        return {**variables, name.text: symbol}

    def _binders(self, binders: Iterable[syntax.Binder], variables: Variables) -> Variables:
        """The variables with those that are bound."""
        for binder in binders:
            self._kind(binder.kind)
            variables = self._variable(binder.name, variables)
        return variables

    def _parameters(self, parameters: Iterable[syntax.Parameter]) -> Variables:
        """The variables that parameters are."""
        variables = _NO_VARIABLES
        for parameter in parameters:
            if parameter.kind is None:
                self._kind(parameter.name)
            else:
                self._kind(parameter.kind)
                variables = self._variable(parameter.name, variables)
        return variables

    def _text(self, text: syntax.Text | None, variables: Variables) -> None:
        """What stands in the braces of a text."""
        for piece in () if text is None else text.pieces:
            if isinstance(piece, syntax.Hole):
                self.expression(piece.expression, variables)

    # Expressions.

    def _name(self, name: syntax.Name, variables: Variables) -> None:
        """A name that stands alone."""
        symbol = variables.get(name.text)
        if symbol is not None:
            self.found.append(Occurrence(symbol, name.span))
        elif name.text in self.words.things:
            self.say(Sort.THING, name)
        elif name.text in self.words.facts:
            self.say(Sort.FACT, name)
        elif name.text in self.words.kinds:
            self.say(Sort.KIND, name)

    def call(self, call: syntax.Call, variables: Variables, sort: Sort = Sort.FACT) -> None:
        """A fact that is read, or an event, with its arguments."""
        if sort is Sort.FACT and call.name.text in self.words.events and call.name.text not in self.words.facts:
            sort = Sort.EVENT
        self.say(sort, call.name)
        for argument in call.arguments:
            self.expression(argument, variables)

    def expressions(self, trees: Iterable[syntax.Expression | None], variables: Variables) -> None:
        """Each of some expressions."""
        for tree in trees:
            if tree is not None:
                self.expression(tree, variables)

    def expression(self, tree: syntax.Expression, variables: Variables) -> None:
        """An expression."""
        match tree:
            case syntax.Name():
                self._name(tree, variables)
            case syntax.Call():
                self.call(tree, variables)
            case syntax.Grouped(body=body) | syntax.Negative(body=body) | syntax.Not(body=body):
                self.expression(body, variables)
            case syntax.Arithmetic(left=one, right=other) | syntax.Comparison(left=one, right=other):
                self.expressions((one, other), variables)
            case syntax.Believes(person=one, body=other):
                self.expressions((one, other), variables)
            case syntax.And(parts=parts) | syntax.Or(parts=parts):
                self.expressions(parts, variables)
            case syntax.KindTest(thing=thing, kind=kind):
                self.expression(thing, variables)
                self._kind(kind)
            case syntax.Choice(then=then, condition=condition, otherwise=otherwise):
                self.expressions((then, condition, otherwise), variables)
            case syntax.Quantified(binders=binders, where=where, body=body):
                self.expressions((where, body), self._binders(binders, variables))
            case _:
                pass

    # Statements.

    def statements(self, trees: Iterable[syntax.Statement], variables: Variables) -> None:
        """Each of some statements."""
        for tree in trees:
            self._statement(tree, variables)

    def _statement(self, tree: syntax.Statement, variables: Variables) -> None:
        """A statement."""
        match tree:
            case syntax.Assignment(target=target, value=value):
                self.expressions((target, value), variables)
            case syntax.Holds(target=target):
                self.expression(target, variables)
            case syntax.BelievesStatement(person=person, statements=below):
                self.expression(person, variables)
                self.statements(below, variables)
            case syntax.IfStatement(branches=branches, otherwise=otherwise):
                for branch in branches:
                    self.expression(branch.condition, variables)
                    self.statements(branch.statements, variables)
                self.statements(otherwise, variables)
            case syntax.ForEveryStatement(binders=binders, where=where, statements=below):
                inner = self._binders(binders, variables)
                self.expressions((where,), inner)
                self.statements(below, inner)

    def declaration(self, tree: syntax.Declaration) -> None:
        """A declaration of a world."""
        match tree:
            case syntax.KindDeclaration(names=names, parents=parents):
                for name in names:
                    self.say(Sort.KIND, name, declares=True)
                for parent in parents:
                    self._kind(parent)
            case syntax.ThingsDeclaration(kind=kind, things=things):
                self._kind(kind)
                for entry in things:
                    self.say(Sort.THING, entry.name, declares=True)
            case syntax.FactDeclaration() | syntax.DefineDeclaration():
                self._readable(tree)
            case syntax.StartDeclaration(statements=statements):
                self.statements(statements, _NO_VARIABLES)
            case syntax.EventDeclaration(name=name, parameters=parameters, parts=parts):
                self.say(Sort.EVENT, name, declares=True)
                self._parts(parts, self._parameters(parameters))
            case syntax.LawDeclaration(name=name, parameters=parameters, parts=parts):
                self.say(Sort.LAW, name, declares=True)
                self._parts(parts, self._parameters(parameters))
            case syntax.SightDeclaration():
                self._sight(tree)
            case syntax.WantsDeclaration():
                self._wants(tree)
            case syntax.EndingDeclaration(name=name, text=text, conditions=conditions):
                self.say(Sort.ENDING, name, declares=True)
                self._text(text, _NO_VARIABLES)
                self.expressions(conditions, _NO_VARIABLES)
            case syntax.WithoutDeclaration(section=section, name=name):
                self._without(section, name)
            case syntax.IncludeDeclaration():
                pass

    def _readable(self, tree: syntax.FactDeclaration | syntax.DefineDeclaration) -> None:
        """A fact or a definition; the name of a parameter that is a kind alone stands for it in the text."""
        self.say(Sort.FACT, tree.name, declares=True)
        variables = self._parameters(tree.parameters)
        if isinstance(tree.result, syntax.KindType):
            self._kind(tree.result.kind)
        self._text(tree.text, variables)
        if isinstance(tree, syntax.DefineDeclaration):
            self.expression(tree.body, variables)

    def _parts(self, parts: Sequence[syntax.Part], variables: Variables) -> None:
        """The parts of an event or a law."""
        for part in parts:
            match part:
                case syntax.TextPart(text=text):
                    self._text(text, variables)
                case syntax.WhenPart(conditions=conditions):
                    self.expressions(conditions, variables)
                case syntax.ThenPart(statements=statements):
                    self.statements(statements, variables)
                case syntax.ByPart(people=people):
                    for willing in people:
                        self.expressions((willing.person, willing.impulse), variables)
                case syntax.SeenByPart(observer=observer, conditions=conditions):
                    self.expressions(conditions, self._variable(observer, variables))
                case _:
                    pass

    def _sight(self, tree: syntax.SightDeclaration) -> None:
        """A sight and its rules."""
        if tree.name is not None:
            self.say(Sort.SIGHT, tree.name, declares=True)
        variables = self._parameters(tree.parameters)
        for rule in tree.rules:
            self.expressions((rule.person, rule.subject, rule.value, rule.condition), variables)

    def _wants(self, tree: syntax.WantsDeclaration) -> None:
        """What somebody wants."""
        if tree.person is not None:
            self._name(tree.person, _NO_VARIABLES)
        variables = _NO_VARIABLES if tree.binder is None else self._binders((tree.binder,), _NO_VARIABLES)
        self.expressions((tree.where,), variables)
        self._terms(tree.terms, variables)

    def _terms(self, terms: Iterable[syntax.WantsTerm], variables: Variables) -> None:
        for term in terms:
            if isinstance(term, syntax.ForEveryTerm):
                inner = self._binders(term.binders, variables)
                self.expressions((term.where,), inner)
                self._terms(term.terms, inner)
            else:
                self.expressions((term.value, term.condition), variables)

    def _without(self, section: str, name: syntax.Name) -> None:
        """What a variant leaves out."""
        sorts = {"event": Sort.EVENT, "law": Sort.LAW, "sight": Sort.SIGHT, "ending": Sort.ENDING, "wants": Sort.THING}
        if section in sorts and name.text != "author":
            self.say(sorts[section], name)


def in_order(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """The occurrences in the order of the text."""
    return tuple(sorted(found, key=lambda each: each.span))


def occurrences_of(tree: syntax.WorldFile, words: Vocabulary) -> tuple[Occurrence, ...]:
    """The occurrences of a world file, in the order of the text."""
    walker = Walker(words)
    for declaration in tree.declarations:
        walker.declaration(declaration)
    return in_order(walker.found)


def at(found: Sequence[Occurrence], offset: int) -> Occurrence | None:
    """The occurrence at a place, or that ends there."""
    touching = [each for each in found if each.span.start <= offset <= each.span.end]
    return max(touching, key=lambda each: each.span.start, default=None)
