# SPDX-License-Identifier: Apache-2.0
"""A pattern of stories, read against a world: steps that follow each other, and what must not come between.

Names in a filter are variables of the pattern or things of the world; a variable keeps its value through all steps. A
variable of the kind `fact` stands for one fact about given things, such as `at(Wren)`.
"""

from __future__ import annotations

from dataclasses import field

from fabula.diagnostics import Span
from fabula.model.expression import Expression
from fabula.records import dataclass

FACT = "fact"
"""The kind of variables that stand for facts."""

MOMENTS = 30
"""So far `would` looks ahead, unless the pattern says otherwise."""


@dataclass(frozen=True, slots=True)
class PatternVariable:
    """Somebody or something that a pattern is about."""

    name: str
    kind: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class When:
    """A condition on a state; with `would`, on the state that it would become if nobody did anything more."""

    would: bool
    condition: Expression
    variables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that an event raises, or lowers."""

    value: Expression
    variables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """That an event, with the laws after it, changes a fact: really, or in what somebody believes."""

    fact: str
    mind: str | None


@dataclass(frozen=True, slots=True)
class EventShape:
    """An event by its name and arguments; None is any argument."""

    name: str
    arguments: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is asked of one event; everything must hold, and nothing asked is any event."""

    event: EventShape | None = None
    by: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()
    not_seen_by: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    raises: tuple[Measure, ...] = ()
    lowers: tuple[Measure, ...] = ()
    before: tuple[When, ...] = ()
    after: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternStep:
    """One step: an event that fits one of the `ways`. `text` is a template for it."""

    name: str
    text: str | None
    ways: tuple[EventFilter, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An alternative of a step (from 1) that this world has no words for, and why."""

    step: str
    alternative: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole pattern. `barred[n]` must not come after `n` steps and before the next one (the last: ever after).

    `ends` must hold when the story is over, `where` when it begins.
    """

    name: str
    title: str
    text: str | None
    variables: tuple[PatternVariable, ...]
    where: tuple[When, ...]
    moments: int
    steps: tuple[PatternStep, ...]
    barred: tuple[tuple[EventFilter, ...], ...]
    ends: tuple[When, ...]
    left_out: tuple[LeftOut, ...] = ()
