# SPDX-License-Identifier: Apache-2.0
"""Which values a fact can ever have, found without running anything: a relaxed fixpoint over the whole world.

A fact's arguments are forgotten (whether *some* lamp can be lit), and so is what is lost again: a value once possible
stays possible. So what is called impossible here surely is; much that is not may be impossible all the same. What
people may believe is kept apart: all that is really possible, what beliefs are said to become, `unknown`, and whatever
would follow if events and laws happened in minds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TypeAlias

from fabula.language.contraries import contradict, exhaust
from fabula.model import expression as model
from fabula.model.expression import Comparator, Effect, Expression, Quantifier
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Definition, Event, Fact, Law, Number, OfKind, Parameter, World, YesNo
from fabula.records import dataclass
from fabula.semantics.expression import calculated, ordered

Values: TypeAlias = frozenset[Value] | None
"""Values that are possible; None: any."""

Bindings: TypeAlias = Mapping[str, frozenset[Value]]
"""What each variable may stand for."""

ANY: Values = None
EITHER: frozenset[Value] = frozenset({True, False})
_TRUTHS: dict[tuple[bool, bool], frozenset[Value]] = {
    (True, True): EITHER,
    (True, False): frozenset({True}),
    (False, True): frozenset({False}),
    (False, False): frozenset(),
}
_MANY_NUMBERS = 16
_MANY_ROUNDS = 200


def can_be(values: Values, wanted: bool) -> bool:
    """Whether a condition with these values can hold (`wanted`), or can fail to hold."""
    if values is None:
        return True
    return True in values if wanted else any(value is not True for value in values)


def _truth(can_hold: bool, can_fail: bool) -> frozenset[Value]:
    """The values of a condition that can or cannot hold and fail."""
    return _TRUTHS[can_hold, can_fail]


def _not(values: Values) -> frozenset[Value]:
    """The values of a negation; an unknown fact may make it hold (nobody believes it) or fail (it is not so either)."""
    if values is None:
        return EITHER
    return _truth(False in values or UNKNOWN in values, True in values or UNKNOWN in values)


@dataclass(slots=True)
class Possible:
    """What each fact may become, really and in minds. `settled`: the fixpoint was reached; then this may be trusted."""

    world: World
    really: dict[Fact, Values] = field(default_factory=dict)
    minds: dict[Fact, Values] = field(default_factory=dict)
    settled: bool = False
    _changed: bool = False
    _definitions: dict[tuple[str, tuple[Parameter, ...], bool], Values] = field(default_factory=dict)
    _things: dict[str, frozenset[Value]] = field(default_factory=dict)
    _contraries: dict[int, bool] = field(default_factory=dict)

    def values(self, tree: Expression, bound: Bindings, mind: bool = False) -> Values:
        """The values that an expression may have, really or in a mind."""
        match tree:
            case model.Literal(value=value):
                return frozenset({value})
            case model.Variable(name=name):
                return bound.get(name, ANY)
            case model.FactRead(fact=fact):
                return (self.minds if mind else self.really).get(fact, ANY)
            case model.DefinitionRead(definition=definition):
                return self._defined(definition, mind)
            case model.Believes(body=body):
                return self.values(body, bound, mind=True)
            case model.Arithmetic():
                return self._calculated(tree, bound, mind)
            case model.Choose(condition=condition, then=then, otherwise=otherwise):
                test = self.values(condition, bound, mind)
                yes = self.values(then, bound, mind) if can_be(test, True) else frozenset()
                no = self.values(otherwise, bound, mind) if can_be(test, False) else frozenset()
                return None if yes is None or no is None else yes | no
            case _:
                return self._truths(tree, bound, mind)

    def _truths(self, tree: Expression, bound: Bindings, mind: bool) -> Values:
        """Whether a condition may hold, may fail."""
        match tree:
            case model.Not(body=body):
                inner = self.values(body, bound, mind)
                return _not(inner)
            case model.And(parts=parts):
                all_of = [self.values(part, bound, mind) for part in parts]
                can_hold = all(can_be(v, True) for v in all_of) and not self._contrary(tree)
                return _truth(can_hold, any(can_be(v, False) for v in all_of))
            case model.Or(parts=parts):
                all_of = [self.values(part, bound, mind) for part in parts]
                can_fail = all(can_be(v, False) for v in all_of) and not self._contrary(tree)
                return _truth(any(can_be(v, True) for v in all_of), can_fail)
            case model.Compare():
                return self._compared(tree, bound, mind)
            case model.KindTest(thing=thing, kind=kind):
                things = self.values(thing, bound, mind)
                if things is None:
                    return EITHER
                members = self.things(kind)
                return _truth(any(t in members for t in things), any(t not in members for t in things))
            case model.Quantified():
                return self._quantified(tree, bound, mind)
            case _:
                return EITHER

    def _quantified(self, tree: model.Quantified, bound: Bindings, mind: bool) -> Values:
        """`every` and `any`; a count or sum may be any number."""
        inner = {**bound, **{b.name: self.things(b.kind) for b in tree.binders}}
        empty = not all(inner[b.name] for b in tree.binders)
        some = not empty and can_be(self.values(tree.where, inner, mind), True)
        body = self.values(tree.body, inner, mind)
        match tree.quantifier:
            case Quantifier.EVERY:
                return _truth(True, some and can_be(body, False))
            case Quantifier.ANY:
                return _truth(some and can_be(body, True), True)
            case _:
                return ANY if some else frozenset({0.0})

    def _compared(self, tree: model.Compare, bound: Bindings, mind: bool) -> Values:
        """A comparison of two sets of values."""
        left, right = self.values(tree.left, bound, mind), self.values(tree.right, bound, mind)
        same = tree.left == tree.right
        if tree.comparator in (Comparator.EQUAL, Comparator.DIFFERENT):
            equal = left is None or right is None or bool(left & right)
            differ = not same and (left is None or right is None or len(left | right) > 1)
            return _truth(equal, differ) if tree.comparator is Comparator.EQUAL else _truth(differ, equal)
        if left is None or right is None:
            return EITHER
        return frozenset(ordered(tree.comparator, one, other) for one in left for other in right)

    def _calculated(self, tree: model.Arithmetic, bound: Bindings, mind: bool) -> Values:
        """A calculation with two sets of numbers; too many numbers are any number."""
        left, right = self.values(tree.left, bound, mind), self.values(tree.right, bound, mind)
        if left is None or right is None or (tree.operator is model.Operator.OVER and 0.0 in right):
            return ANY
        return _few(frozenset(calculated(tree.operator, a, b, tree.span) for a in left for b in right))

    def _defined(self, definition: Definition, mind: bool) -> Values:
        """The values of a definition, whatever its arguments."""
        key = (definition.name, definition.parameters, mind)
        if key not in self._definitions:
            self._definitions[key] = self.values(definition.body, self.bindings(definition.parameters), mind)
        return self._definitions[key]

    def things(self, kind: str) -> frozenset[Value]:
        """The names of the things of a kind."""
        if kind not in self._things:
            self._things[kind] = frozenset(thing.name for thing in self.world.things_of(kind))
        return self._things[kind]

    def _contrary(self, tree: model.And | model.Or) -> bool:
        """Whether the parts exclude each other (`and`), or leave nothing out (`or`); asked once of each tree."""
        if id(tree) not in self._contraries:
            found = contradict(tree.parts) if isinstance(tree, model.And) else exhaust(tree.parts)
            self._contraries[id(tree)] = found
        return self._contraries[id(tree)]

    def bindings(self, parameters: Iterable[Parameter]) -> dict[str, frozenset[Value]]:
        """What parameters may stand for."""
        return {p.name: self.things(p.kind) for p in parameters if p.constant is None}

    def explore(self) -> None:
        """Find all values; `settled` if there is nothing more to find."""
        for fact in self.world.facts:
            first = ANY if fact.name == "now" and not fact.parameters else frozenset({_default(fact)})
            self.really[fact] = first
            self.minds[fact] = None if first is None else first | {UNKNOWN}
        for _ in range(_MANY_ROUNDS):
            self._changed = False
            self._definitions.clear()
            self._apply(self.world.start, {}, mind=False)
            for event in self.world.events:
                self._happen(event)
            for law in self.world.laws:
                self._happen(law)
            if not self._changed:
                self.settled = True
                self._definitions.clear()
                return

    def _happen(self, form: Event | Law) -> None:
        """Let an event or law happen if it can, really and in minds."""
        bound = self.bindings(form.parameters)
        if not all(bound.values()):
            return
        for mind in (False, True):
            if can_be(self.values(form.condition, bound, mind), True):
                self._apply(form.effects, bound, mind)

    def _apply(self, effects: Iterable[Effect], bound: Bindings, mind: bool) -> None:
        """Let effects happen."""
        for effect in effects:
            match effect:
                case model.Assign(believers=believers, target=target, value=value, increase=increase):
                    found = ANY if increase else self.values(value, bound, mind)
                    self._become(target.fact, found, mind or bool(believers))
                case model.Conditional(condition=condition, then=then, otherwise=otherwise):
                    test = self.values(condition, bound, mind)
                    if can_be(test, True):
                        self._apply(then, bound, mind)
                    if can_be(test, False):
                        self._apply(otherwise, bound, mind)
                case model.ForEvery(binders=binders, where=where, effects=inner):
                    wider = {**bound, **{b.name: self.things(b.kind) for b in binders}}
                    if can_be(self.values(where, wider, mind), True):
                        self._apply(inner, wider, mind)

    def _become(self, fact: Fact, found: Values, mind: bool) -> None:
        """A fact may have these values too; whatever is really possible may be believed."""
        for known in (self.minds,) if mind else (self.really, self.minds):
            before = known.get(fact, ANY)
            after = None if before is None or found is None else _few(before | found)
            if after != before:
                known[fact] = after
                self._changed = True
                self._definitions.clear()


def _few(values: frozenset[Value]) -> Values:
    """The values; any, where they are too many numbers to follow one by one."""
    numbers = sum(1 for value in values if isinstance(value, float) and not isinstance(value, bool))
    return ANY if numbers > _MANY_NUMBERS else values


def _default(fact: Fact) -> Value:
    """The value that a fact has if the start says nothing."""
    match fact.type:
        case YesNo():
            return False
        case Number():
            return 0.0
        case OfKind():
            return NONE
