# SPDX-License-Identifier: Apache-2.0
"""The syntax tree of a problem file: what was written, with the places, before any name means anything.

An argument is a single word (`Atom`). Brackets are kept (`Grouped`), since warnings speak of what has none.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A name: of a type, an entity, a variable, a property or an event; which, its place tells."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class NumberWritten:
    """`2.5`."""

    value: float
    span: Span


@dataclass(frozen=True, slots=True)
class TruthWritten:
    """`True` or `False`."""

    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class UnknownWritten:
    """`?`."""

    span: Span


Atom: TypeAlias = Word | NumberWritten | TruthWritten | UnknownWritten


@dataclass(frozen=True, slots=True)
class Call:
    """A property with its arguments."""

    name: Word
    arguments: tuple[Atom, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Belief:
    """`believes(c, …)`."""

    person: Atom
    body: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Grouped:
    """An expression in brackets."""

    body: Node
    span: Span


@dataclass(frozen=True, slots=True)
class And:
    """`a & b`."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Or:
    """`a | b`."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """`!a`."""

    body: Node
    span: Span


@dataclass(frozen=True, slots=True)
class If:
    """`if(c) a elseif(d) b else e`: conditions with what follows from each, and what else."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None
    span: Span


class Range(StrEnum):
    """What ranges over the values of a type."""

    FORALL = "forall"
    EXISTS = "exists"
    SUM = "sum"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Ranging:
    """`forall(c : character) …` and its like."""

    word: Range
    variable: Word
    type: Word
    body: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Assign:
    """`p(x) = …`."""

    target: Node
    value: Node
    sign: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Compare:
    """`a == b`, and with the other signs."""

    comparator: str
    left: Node
    right: Node
    sign: Span
    span: Span


@dataclass(frozen=True, slots=True)
class TypeTest:
    """`x : weapon`."""

    body: Node
    type: Word
    span: Span


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`a + b`, and with the other signs."""

    operator: str
    left: Node
    right: Node
    sign: Span
    span: Span


Node: TypeAlias = (
    Word
    | NumberWritten
    | TruthWritten
    | UnknownWritten
    | Call
    | Belief
    | Grouped
    | And
    | Or
    | Not
    | If
    | Ranging
    | Assign
    | Compare
    | TypeTest
    | Arithmetic
)


@dataclass(frozen=True, slots=True)
class TypeDefinition:
    """`type weapon : item;`."""

    name: Word
    parents: tuple[Word, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class EntityDefinition:
    """`entity Axe : weapon;`."""

    name: Word
    types: tuple[Word, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ParameterDefinition:
    """A parameter: `name : type`, or a constant by itself."""

    name: Word | None
    type: Word | None
    constant: Atom | None
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """A name with its parameters."""

    name: Word
    parameters: tuple[ParameterDefinition, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class PropertyDefinition:
    """`property at(c : character) : place;`."""

    signature: Signature
    type: Word
    span: Span


@dataclass(frozen=True, slots=True)
class Observing:
    """`observing(c : character): …`."""

    variable: Word
    type: Word
    condition: Node


@dataclass(frozen=True, slots=True)
class EventDefinition:
    """An action, or (`trigger`) a trigger; parts that were not written, or not so that they can be read, are None."""

    trigger: bool
    signature: Signature
    precondition: Node | None
    effect: Node | None
    consenting: tuple[Atom, ...]
    observing: Observing | None
    span: Span


@dataclass(frozen=True, slots=True)
class UtilityDefinition:
    """`utility(Tom): …`, or of the author."""

    person: Word | None
    body: Node
    head: Span
    span: Span


@dataclass(frozen=True, slots=True)
class InitialDefinition:
    """A statement about the beginning."""

    body: Node
    span: Span


Definition: TypeAlias = (
    TypeDefinition | EntityDefinition | PropertyDefinition | EventDefinition | UtilityDefinition | InitialDefinition
)
