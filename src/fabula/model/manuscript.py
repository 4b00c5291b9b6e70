# SPDX-License-Identifier: Apache-2.0
"""A manuscript: what its annotations say happens, and what they expect, in the order told and in the order lived.

The prose itself is not kept: a manuscript is its annotations in telling order, and `story_order`, which puts them in
the order in which things happen. The two differ where a scene says `before` or `after` another. Every name is resolved
against the world. Spans point into the manuscript.
"""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Span
from fabula.model.answers import EventCall
from fabula.model.expression import Effect, Expression
from fabula.records import dataclass

READER = "reader"
"""The name under which conditions speak of the reader: `reader believes …` is `Believes(Literal("reader"), …)`."""

CODES_AT_EVENTS = ("impossible-event", "out-of-character", "knows-too-much")
"""What `check` may find at an event, and a waiver after the event may excuse."""

CODES_AT_EXPECTATIONS = ("expectation-failed",)
"""What `check` may find at an expectation, and a waiver after the expectation may excuse."""


@dataclass(frozen=True, slots=True)
class EventAnnotation:
    """`@ go(Wren, yard)`: the event happens. `scene` is the number of its scene, None before the first."""

    event: EventCall
    scene: int | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Holds:
    """The claim that a condition holds. A `not` in front of it is part of the condition."""

    condition: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reached:
    """`ending NAME`: the claim that the condition of the ending holds."""

    ending: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Possible:
    """`possible EVENT`: the claim that the event could happen now."""

    event: EventCall
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class InCharacter:
    """`in character EVENT`: the claim that everyone who must be willing to do the event would be."""

    event: EventCall
    span: Span = field(compare=False)


Claim: TypeAlias = Holds | Reached | Possible | InCharacter


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """`without EVENT, EVENT with EFFECT; EFFECT`: had these events not happened, had the start been so.

    Each of `without` stands for every annotation of that event before the expectation in story order; there is one at
    least. The effects of `start` come after all that the world's start says.
    """

    without: tuple[EventCall, ...]
    start: tuple[Effect, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """`@ expect …`: the claim must hold (`negated`: must not) after the events that come before it in story order.

    With `instead` it is asked of the replayed story. `text` is what stands after `expect`, as written, on one line.
    """

    claim: Claim
    negated: bool
    instead: Counterfactual | None
    text: str
    scene: int | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Waiver:
    """`@ allow CODE because "…"`: findings with `code` at the annotation numbered `subject` are meant.

    The subject is the nearest event told before it (for the codes found at expectations, the nearest expectation).
    """

    code: str
    because: str
    subject: int
    scene: int | None
    span: Span = field(compare=False)


Annotation: TypeAlias = EventAnnotation | Expectation | Waiver


@dataclass(frozen=True, slots=True)
class Scene:
    """`@ scene "Name"`. `before` or `after` names the scene that it is lived before or after, whenever it is told.

    `span` is where its name stands, `place` where that of the other scene does (its own, if there is none).
    """

    name: str
    before: str | None
    after: str | None
    span: Span = field(compare=False)
    place: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole manuscript. `name` is the source it was read from, `world` the world file that it names.

    `annotations` are in telling order. `story_order` holds their numbers (places in `annotations`) in the order in
    which things happen. `imagine` and `minds` are the limits that the front matter sets, None where it is silent.
    """

    name: str
    title: str | None
    world: str
    world_span: Span = field(compare=False)
    imagine: int | None
    minds: int | None
    scenes: tuple[Scene, ...]
    annotations: tuple[Annotation, ...]
    story_order: tuple[int, ...]

    def lived(self) -> tuple[tuple[int, Annotation], ...]:
        """The annotations in story order, each with its number."""
        return tuple((number, self.annotations[number]) for number in self.story_order)

    def events_before(self, number: int) -> tuple[int, ...]:
        """The numbers of the events that have happened before the annotation, in story order."""
        before = self.story_order[: self.story_order.index(number)]
        return tuple(each for each in before if isinstance(self.annotations[each], EventAnnotation))

    def events_told(self, number: int) -> tuple[int, ...]:
        """The numbers of the events told before the annotation, in story order: what the reader has been told of."""
        told = (each for each in self.story_order if each < number)
        return tuple(each for each in told if isinstance(self.annotations[each], EventAnnotation))
