# SPDX-License-Identifier: Apache-2.0
"""What the names of a problem stand for: types, entities, properties, and the variables in reach.

A type is a kind of the model under another name: `character` is `person`, and a type called `person` gets a name that
is free. `boolean` variables and parameters stand for True and False one after the other, since the model's parameters
are things; so a property with such a parameter is a fact for each of the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.kinds import BROKEN, NUMBER, PERSON, YES_NO, Broken, Kinds, One, Unsaid, ValueType
from fabula.language.sabre import meaning, syntax
from fabula.language.work import Typed, broken
from fabula.model.expression import Literal
from fabula.model.values import Value, show_value
from fabula.model.world import Fact, FactType, Number, OfKind, Parameter, Thing, YesNo
from fabula.records import dataclass

CHARACTER = "character"
ENTITY = "entity"
BOOLEAN = "boolean"
NUMBERS = "number"


@dataclass(frozen=True, slots=True)
class Place:
    """A parameter: what it takes (a kind, True and False, or one constant), its name and place."""

    name: str
    type: ValueType
    constant: Value | None
    span: Span

    @property
    def is_boolean(self) -> bool:
        """Whether it stands for True and False, one after the other."""
        return self.constant is None and isinstance(self.type, YesNo)

    def bound(self, value: bool | None) -> Parameter:
        """The parameter of the model; of a boolean one for a value."""
        constant = value if self.is_boolean else self.constant
        kind = self.type.kind if isinstance(self.type, OfKind) else BOOLEAN
        return Parameter(self.name, kind, None if constant is None else written(constant), self.span)


@dataclass(frozen=True, slots=True)
class Property:
    """A property: a fact for each way to fill its boolean parameters."""

    name: str
    places: tuple[Place, ...]
    type: FactType
    facts: Mapping[tuple[bool, ...], Fact]
    span: Span


Scope: TypeAlias = Mapping[str, Typed]


def written(value: Value) -> str:
    """A constant as the name of a thing of the model."""
    return str(value) if isinstance(value, bool | str) else show_value(value)


@dataclass(slots=True)
class Names:
    """The names of one problem. `mentioned`: types that something ranges over; `over`: variables out of reach."""

    source: Source
    problems: list[Diagnostic]
    kinds: Kinds
    kind_names: dict[str, str]
    parents: dict[str, tuple[str, ...]]
    type_spans: dict[str, Span]
    things: dict[str, Thing] = field(default_factory=dict)
    properties: dict[str, list[Property]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    over: dict[str, Span] = field(default_factory=dict)

    def say(self, problem: Diagnostic) -> None:
        """Report a problem."""
        self.problems.append(problem)

    def type_of(self, word: syntax.Word, *, finite: bool = False) -> ValueType:
        """The type of a name; `finite`: something is to range over it."""
        self.mentioned.add(word.text)
        if word.text == BOOLEAN:
            return YES_NO
        if word.text == NUMBERS:
            if finite:
                self.say(meaning.no_finite_type(word.span))
                return BROKEN
            return NUMBER
        if word.text not in self.kind_names:
            known = [*self.kind_names, BOOLEAN, *([] if finite else [NUMBERS])]
            if word.text not in self.broken:
                self.say(meaning.unknown_type(word.text, word.span, known))
            return BROKEN
        return OfKind(self.kind_names[word.text])

    def described(self, type_: ValueType) -> str:
        """A type in words."""
        match type_:
            case YesNo():
                return "True or False"
            case Number():
                return "a number"
            case OfKind(kind=kind):
                name = self.shown_kind(kind)
                return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} `{name}`"
            case One(thing=thing):
                return f"the entity `{thing}`"
            case Unsaid():
                return "`?`"
            case _:
                return "something that is reported already"

    def shown_kind(self, kind: str) -> str:
        """The type that a kind stands for."""
        return next((name for name, own in self.kind_names.items() if own == kind), kind)

    def atom(self, atom: syntax.Atom, scope: Scope) -> Typed:
        """The value of a single word: a variable, or else an entity."""
        match atom:
            case syntax.NumberWritten(value=value, span=span):
                return Typed(Literal(value, span), NUMBER)
            case syntax.TruthWritten(value=value, span=span):
                return Typed(Literal(value, span), YES_NO)
            case syntax.UnknownWritten(span=span):
                return Typed(broken(span).expression, Unsaid())
            case syntax.Word(text=text, span=span):
                return self._named(text, span, scope)

    def _named(self, name: str, span: Span, scope: Scope) -> Typed:
        if name in scope:
            return scope[name]
        if name in self.things:
            return Typed(Literal(name, span), One(name))
        if name in self.properties:
            self.say(meaning.property_alone(name, span, self.properties[name][0].span))
        elif name in self.over:
            self.say(meaning.out_of_range(name, span, self.over[name]))
        elif name not in self.broken:
            self.say(meaning.unknown_name(name, span, [*scope, *self.things]))
        return broken(span)

    def character(self, atom: syntax.Atom, scope: Scope, why: str) -> Typed:
        """Somebody; what is not surely a character is reported."""
        found = self.atom(atom, scope)
        if not self.kinds.of_kind(found.type, PERSON):
            self.say(meaning.not_a_character(atom.span, self.described(found.type), why))
            return broken(atom.span)
        return found

    def fits(self, place: Place, argument: Typed) -> bool:
        """Whether an argument is surely one that a parameter takes."""
        if isinstance(argument.type, Broken):
            return True
        if place.constant is not None:
            value = argument.expression.value if isinstance(argument.expression, Literal) else None
            return value == place.constant and isinstance(value, bool) == isinstance(place.constant, bool)
        if place.is_boolean:
            return isinstance(argument.type, YesNo)
        return isinstance(place.type, OfKind) and self.kinds.of_kind(argument.type, place.type.kind)

    def signature(self, name: str, places: Sequence[Place]) -> str:
        """How a property is written, with types for its arguments."""
        parts = [
            written(place.constant)
            if place.constant is not None
            else BOOLEAN
            if place.is_boolean
            else self.shown_kind(place.type.kind)
            if isinstance(place.type, OfKind)
            else "…"
            for place in places
        ]
        return f"{name}({', '.join(parts)})"
