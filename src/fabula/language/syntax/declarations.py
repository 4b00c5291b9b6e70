# SPDX-License-Identifier: Apache-2.0
"""Declarations, what a file is made of, and `WorldFile`, the whole."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.language.syntax.events import EventDeclaration, LawDeclaration, Parameter
from fabula.language.syntax.expressions import Binder, Expression, Name, Text
from fabula.language.syntax.statements import Statement
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class NumberType:
    """`is number`."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class KindType:
    """`is place`: the value is a thing of the kind."""

    kind: Name
    span: Span = field(compare=False)


ResultType: TypeAlias = NumberType | KindType
"""What a fact or definition says after `is`. Nothing said (None): yes/no, or for a definition whatever its body is."""


@dataclass(frozen=True, slots=True)
class KindDeclaration:
    """`kind NAME, NAME: PARENT, PARENT`; every name gets all the parents."""

    names: tuple[Name, ...]
    parents: tuple[Name, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ThingEntry:
    """One thing of a things line; `title` is its name in prose."""

    name: Name
    title: Text | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ThingsDeclaration:
    """`KIND NAME "Title", NAME, …`."""

    kind: Name
    things: tuple[ThingEntry, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """`fact NAME(PARAMETERS) is KIND "template"`."""

    name: Name
    parameters: tuple[Parameter, ...]
    result: ResultType | None
    text: Text | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class DefineDeclaration:
    """`define NAME(PARAMETERS) is KIND "template": EXPRESSION`."""

    name: Name
    parameters: tuple[Parameter, ...]
    result: ResultType | None
    text: Text | None
    body: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class StartDeclaration:
    """`start:` and its statements."""

    statements: tuple[Statement, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class SeesRule:
    """`person sees whether subject = value if condition`.

    Without a `value`: `person sees whether subject` (yes/no, `whether` is True) or `person sees subject` (its
    value, whatever it is, `whether` is False). `condition` None: always.
    """

    person: Expression
    whether: bool
    subject: Expression
    value: Expression | None
    condition: Expression | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class SightDeclaration:
    """`sight NAME for PARAMETERS:` and its rules; the name may be missing."""

    name: Name | None
    parameters: tuple[Parameter, ...]
    rules: tuple[SeesRule, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """`value`, or `value if condition` (nothing where the condition does not hold)."""

    value: Expression
    condition: Expression | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ForEveryTerm:
    """`for every person q where C: TERM`; the terms are added up over all bindings."""

    binders: tuple[Binder, ...]
    where: Expression | None
    terms: tuple[WantsTerm, ...]
    span: Span = field(compare=False)


WantsTerm: TypeAlias = Term | ForEveryTerm


@dataclass(frozen=True, slots=True)
class WantsDeclaration:
    """`wants NAME:`, `wants author:`, `wants every KIND v where C:`, and terms that add up.

    Exactly one of the first three holds: `person` is a name, `author` is True, `binder` is given.
    """

    person: Name | None
    author: bool
    binder: Binder | None
    where: Expression | None
    terms: tuple[WantsTerm, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class EndingDeclaration:
    """`ending NAME "text": C`; all conditions, one a line, must hold."""

    name: Name
    text: Text | None
    conditions: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IncludeDeclaration:
    """`include "path"`; `path_span` is the place of the path."""

    path: str
    path_span: Span = field(compare=False)
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class WithoutDeclaration:
    """`without event NAME`: the variant has it not. `section` is `event`, `law`, `sight`, `ending` or `wants`."""

    section: str
    name: Name
    span: Span = field(compare=False)


Declaration: TypeAlias = (
    KindDeclaration
    | ThingsDeclaration
    | FactDeclaration
    | DefineDeclaration
    | StartDeclaration
    | EventDeclaration
    | LawDeclaration
    | SightDeclaration
    | WantsDeclaration
    | EndingDeclaration
    | IncludeDeclaration
    | WithoutDeclaration
)


@dataclass(frozen=True, slots=True)
class WorldHeader:
    """`world "Title"`."""

    title: Text
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class VariantHeader:
    """`variant "Title" of gates.world:`; the declarations of the file are what differs."""

    title: Text
    base: str
    base_span: Span = field(compare=False)
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comment:
    """`# …`, from the hash to the end of its line. `alone`: nothing else stands on that line."""

    text: str
    line: int
    alone: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class WorldFile:
    """A whole file. `header` is None if no `world` or `variant` line could be read (an included file needs none).

    `broken` are names whose declarations could not be read: their uses are no problem of their own. `comments` are in
    the order of the text, lines counted from 0. Neither is compared.
    """

    header: WorldHeader | VariantHeader | None
    declarations: tuple[Declaration, ...]
    span: Span = field(compare=False)
    broken: tuple[Name, ...] = field(default=(), compare=False)
    comments: tuple[Comment, ...] = field(default=(), compare=False)
