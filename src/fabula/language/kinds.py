# SPDX-License-Identifier: Apache-2.0
"""Kinds of things and kinds of values: which contains which, which can ever be equal.

`Kinds` is the lattice of declared kinds with the things in it. A `ValueType` is what is known of an expression before
anything runs: yes/no, a number, a thing of some kind, exactly one thing, `none`, `unknown`, or `Broken`. The last
stands for everything about which a problem has been reported: it fits everywhere, so that one mistake is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypeVar

from fabula.model.world import FactType, Number, OfKind, YesNo
from fabula.records import dataclass

PERSON = "person"
Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class One:
    """The type of a name: this thing and no other."""

    thing: str


@dataclass(frozen=True, slots=True)
class Nobody:
    """The type of `none`."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """The type of `unknown`."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The type of what has been reported already."""


ValueType: TypeAlias = YesNo | Number | OfKind | One | Nobody | Unsaid | Broken

YES_NO = YesNo()
NUMBER = Number()
NOBODY = Nobody()
UNSAID = Unsaid()
BROKEN = Broken()


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds, each with all that contain it (itself first, nearest first), and each thing with all that it is."""

    above: Mapping[str, tuple[str, ...]]
    things: Mapping[str, tuple[str, ...]]

    def contains(self, kind: str, other: str) -> bool:
        """Whether every `other` is a `kind`."""
        return kind in self.above.get(other, ())

    def overlap(self, one: str, other: str) -> bool:
        """Whether a thing may be of both kinds: one contains the other, or some thing is both."""
        if self.contains(one, other) or self.contains(other, one):
            return True
        return any(one in kinds and other in kinds for kinds in self.things.values())

    def of_kind(self, type_: ValueType, kind: str) -> bool:
        """Whether a value of this type is surely a thing of the kind (or has been reported)."""
        match type_:
            case OfKind(kind=own):
                return self.contains(kind, own)
            case One(thing=thing):
                return kind in self.things.get(thing, ())
            case Broken():
                return True
            case _:
                return False

    def may_be(self, type_: ValueType, kind: str) -> bool:
        """Whether a value of this type can be a thing of the kind."""
        match type_:
            case OfKind(kind=own):
                return self.overlap(kind, own)
            case Unsaid() | Broken():
                return True
            case _:
                return self.of_kind(type_, kind)

    def may_equal(self, one: ValueType, other: ValueType) -> bool:
        """Whether values of the two types can ever be equal."""
        match one, other:
            case (Broken() | Unsaid(), _) | (_, Broken() | Unsaid()):
                return True
            case (YesNo(), YesNo()) | (Number(), Number()):
                return True
            case One(), One():
                return one == other
            case (OfKind(kind=kind), value) | (value, OfKind(kind=kind)):
                return isinstance(value, Nobody) or self.may_be(value, kind)
            case (Nobody(), value) | (value, Nobody()):
                return isinstance(value, Nobody)
            case _:
                return False

    def takes(self, target: FactType, value: ValueType) -> bool:
        """Whether a fact of type `target` may be given any value of type `value`."""
        match target, value:
            case _, Unsaid() | Broken():
                return True
            case OfKind(kind=kind), _:
                return isinstance(value, Nobody) or self.of_kind(value, kind)
            case _:
                return target == value

    def join(self, one: ValueType, other: ValueType) -> ValueType | None:
        """The nearest type that has room for both, or None if there is none."""
        match one, other:
            case (Broken(), _) | (_, Broken()):
                return BROKEN
            case (Unsaid(), value) | (value, Unsaid()):
                return value
            case (Nobody(), (OfKind() | One() | Nobody()) as value) | ((OfKind() | One()) as value, Nobody()):
                return value
            case _ if one == other:
                return one
        ours, theirs = self._all_of(one), self._all_of(other)
        common = next((kind for kind in ours if kind in theirs), None)
        return None if common is None else OfKind(common)

    def _all_of(self, type_: ValueType) -> tuple[str, ...]:
        """All kinds that a thing of this type surely is."""
        match type_:
            case OfKind(kind=kind):
                return self.above.get(kind, (kind,))
            case One(thing=thing):
                return self.things.get(thing, ())
            case _:
                return ()

    def settled(self, type_: ValueType) -> FactType | None:
        """The type as a fact's or definition's type; None of `none`, `unknown` and what is broken."""
        match type_:
            case YesNo() | Number() | OfKind():
                return type_
            case One(thing=thing):
                kinds = self.things.get(thing, ())
                return OfKind(kinds[0]) if kinds else None
            case _:
                return None


def is_thing(type_: ValueType) -> bool:
    """Whether the value is a thing or `none` (or reported)."""
    return isinstance(type_, OfKind | One | Nobody | Broken)


def all_above(parents: Mapping[str, tuple[str, ...]], first: Iterable[str]) -> tuple[str, ...]:
    """The kinds given and all above them, nearest first, each once; kinds that are not declared are left out."""
    found: dict[str, None] = {}
    row = [kind for kind in first if kind in parents]
    while row:
        found.update(dict.fromkeys(row))
        above = dict.fromkeys(above for kind in row for above in parents[kind])
        row = [kind for kind in above if kind in parents and kind not in found]
    return tuple(found)


def cycles(parents: Mapping[Key, tuple[Key, ...]]) -> list[tuple[Key, ...]]:
    """Every circle of names that are, over others, above themselves: one walk round each, in order of declaration."""
    found: list[tuple[Key, ...]] = []
    done: set[Key] = set()
    for first in parents:
        path: list[Key] = []
        place: dict[Key, int] = {}
        stack: list[tuple[Key, int]] = [(first, 0)]
        while stack:
            name, at = stack.pop()
            if at == 0:
                if name in done:
                    continue
                place[name] = len(path)
                path.append(name)
            following = [above for above in parents[name] if above in parents]
            if at < len(following):
                stack.append((name, at + 1))
                above = following[at]
                if above in place:
                    found.append(tuple(path[place[above] :]))
                elif above not in done:
                    stack.append((above, 0))
            else:
                done.add(name)
                path.pop()
                del place[name]
    return found


def describe(type_: ValueType) -> str:
    """The type in words, as the end of "… is …": `a place`, `a number`, `yes or no`."""
    match type_:
        case YesNo():
            return "yes or no"
        case Number():
            return "a number"
        case OfKind(kind=kind):
            return a_kind(kind)
        case One(thing=thing):
            return f"the thing `{thing}`"
        case Nobody():
            return "`none`"
        case Unsaid():
            return "`unknown`"
        case Broken():
            return "something that is reported already"


def a_kind(kind: str) -> str:
    """The kind with its article, between backticks: a `place`, an `animal`."""
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} `{kind}`"
