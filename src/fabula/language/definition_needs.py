# SPDX-License-Identifier: Apache-2.0
"""Which definitions a definition speaks of, before any of them is lowered.

Definitions may share a name and a number of parameters, told apart by the kinds of their arguments. Here the kind of an
argument is read off what is declared: parameters, variables, things, facts, other definitions. Where it cannot be known
before lowering, every definition of that name and number counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, fields, is_dataclass

from fabula.diagnostics import Span
from fabula.language import syntax
from fabula.language.kinds import Broken, One, ValueType
from fabula.language.names import Names, fits
from fabula.model.world import Number, OfKind
from fabula.records import dataclass

Variables = Mapping[str, ValueType]

_FARTHEST = 50
"""So many definitions are followed, each the value of the one before, to learn what kind of thing the first is."""


@dataclass(slots=True)
class Needs:
    """Looks through the bodies of definitions.

    `named` are the places of the trees by name and number of parameters, `values` what definitions turned out to be.
    """

    trees: Sequence[syntax.DefineDeclaration]
    names: Names
    named: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    values: dict[int, ValueType | None] = field(default_factory=dict)
    followed: int = 0

    def __post_init__(self) -> None:
        """File the definitions under what they are called."""
        for place, tree in enumerate(self.trees):
            self.named.setdefault((tree.name.text, len(tree.parameters)), []).append(place)

    def of(self, tree: syntax.DefineDeclaration) -> dict[int, int]:
        """The places of the definitions that the body speaks of, each with how deep it stands there."""
        found: dict[int, int] = {}
        stack: list[tuple[object, int, Variables]] = [(tree.body, 1, _parameters(tree))]
        while stack:
            node, depth, known = stack.pop()
            if isinstance(node, tuple):
                stack.extend((part, depth, known) for part in node)
                continue
            if not is_dataclass(node) or isinstance(node, Span):
                continue
            parts: list[object]
            match node:
                case syntax.Call(arguments=arguments):
                    found.update((other, max(depth, found.get(other, 0))) for other in self._called(node, known))
                    parts = [arguments]
                case syntax.Name(text=text):
                    others = () if text in known else self.named.get((text, 0), ())
                    found.update((other, max(depth, found.get(other, 0))) for other in others)
                    parts = []
                case syntax.KindTest(thing=thing):
                    parts = [thing]
                case syntax.Quantified(binders=binders, where=where, body=body):
                    known = {**known, **{binder.name.text: OfKind(binder.kind.text) for binder in binders}}
                    parts = [where, body]
                case _:
                    parts = [getattr(node, part.name) for part in fields(node)]
            stack.extend((part, depth + 1, known) for part in parts)
        return found

    def _called(self, call: syntax.Call, known: Variables) -> list[int]:
        """The definitions that a call may mean."""
        places = self.named.get((call.name.text, len(call.arguments)), [])
        if not places:
            return []
        types = [self._type(argument, known) for argument in call.arguments]
        return [place for place in places if self._may_take(self.trees[place], types)]

    def _may_take(self, tree: syntax.DefineDeclaration, types: Sequence[ValueType | None]) -> bool:
        """Whether a definition may be meant with arguments of these types (None: not known yet)."""
        return all(
            type_ is None
            or (type_ == One(parameter.name.text) if parameter.kind is None else self._is(type_, parameter.kind.text))
            for parameter, type_ in zip(tree.parameters, types, strict=True)
        )

    def _is(self, type_: ValueType, kind: str) -> bool:
        return self.names.kinds.of_kind(type_, kind)

    def _type(self, tree: syntax.Expression, known: Variables) -> ValueType | None:
        """What an argument is, as far as declarations alone say it."""
        match tree:
            case syntax.Grouped(body=body):
                return self._type(body, known)
            case syntax.Name(text=text):
                if text in known:
                    return known[text]
                return One(text) if text in self.names.things else self._result(text, (), known)
            case syntax.Call(name=name, arguments=arguments):
                return self._result(name.text, arguments, known)
            case _:
                return None

    def _result(self, name: str, arguments: tuple[syntax.Expression, ...], known: Variables) -> ValueType | None:
        """What a fact or a definition is whose kind is declared; None unless all that may be meant are the same."""
        types = [self._type(argument, known) for argument in arguments]
        found: set[ValueType | None] = set()
        for fact in self.names.readables.get(name, ()):
            pairs = zip(fact.parameters, types, strict=False)
            if len(fact.parameters) == len(types) and all(
                type_ is None or isinstance(type_, Broken) or fits(self.names.kinds, parameter, type_)
                for parameter, type_ in pairs
            ):
                found.add(fact.type)
        for place in self.named.get((name, len(types)), ()):
            if self._may_take(self.trees[place], types):
                found.add(self._value(place))
        return found.pop() if len(found) == 1 else None

    def _value(self, place: int) -> ValueType | None:
        """What a definition is: as it says, or else as far as its body shows it; None of one that needs itself."""
        tree = self.trees[place]
        match tree.result:
            case syntax.NumberType():
                return Number()
            case syntax.KindType(kind=kind):
                return OfKind(kind.text)
            case None:
                pass
        if place not in self.values and self.followed < _FARTHEST:
            self.values[place] = None
            self.followed += 1
            self.values[place] = self._type(tree.body, _parameters(tree))
            self.followed -= 1
        return self.values.get(place)


def _parameters(tree: syntax.DefineDeclaration) -> dict[str, ValueType]:
    """The variables that the parameters of a definition are."""
    return {each.name.text: OfKind(each.kind.text) for each in tree.parameters if each.kind is not None}
