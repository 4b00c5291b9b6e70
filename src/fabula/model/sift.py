# SPDX-License-Identifier: Apache-2.0
"""What `sift` answers: where a pattern is found in a story, what of it is under way, and in how many of all stories."""

from __future__ import annotations

from dataclasses import field

from fabula.model.answers import EventCall, Outcome
from fabula.model.limits import Limits
from fabula.model.pattern import LeftOut
from fabula.model.why import Moment
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """Who or what a variable of the pattern is: `value` as it is written, `shown` in prose."""

    variable: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class MatchedStep:
    """A step that an event takes: `place` is the number of the event, `said` its sentence, `text` that of the step."""

    step: str
    text: str | None
    place: int
    event: EventCall
    said: str


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: with whom, and by which events first. `ways` is in how many ways the same people fit."""

    bindings: tuple[Bound, ...]
    text: str | None
    steps: tuple[MatchedStep, ...]
    ways: int


@dataclass(frozen=True, slots=True)
class MissingStep:
    """A step that has not been taken yet; in its text, whoever is not known is somebody."""

    step: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Underway:
    """A pattern that has begun and is not whole: the steps taken, those that are missing."""

    bindings: tuple[Bound, ...]
    steps: tuple[MatchedStep, ...]
    missing: tuple[MissingStep, ...]


@dataclass(frozen=True, slots=True)
class SiftedPattern:
    """What was found of one pattern. `lasting`: it asks how the story goes on, so that a match can yet be lost."""

    name: str
    title: str
    matches: tuple[Match, ...]
    underway: tuple[Underway, ...]
    left_out: tuple[LeftOut, ...] = ()
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class SiftedStory:
    """One story, looked through up to a moment. `unfit` are patterns that this world has no words for, and why.

    `broken` is how many events the story has up to where it breaks, None for a whole one.
    """

    story: str
    moment: Moment
    patterns: tuple[SiftedPattern, ...]
    unfit: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    broken: int | None = None

    @property
    def found(self) -> bool:
        """Whether any pattern was found."""
        return any(pattern.matches for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class SiftedSample:
    """Stories of a world drawn at random, each as likely as any other, and looked through."""

    world: str
    limits: Limits
    stories: tuple[SiftedStory, ...]
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class SiftedSpace:
    """All stories of a world looked through for one pattern, without being listed.

    `counts[n]` is how many stories of `n` events match, `totals[n]` how many there are; both reach as far as all is
    known. `never`: what is *impossible* is so for stories of any length. `shortest` is a shortest story that matches.
    """

    world: str
    limits: Limits
    pattern: str
    title: str
    outcome: Outcome
    never: bool
    counts: tuple[int, ...]
    totals: tuple[int, ...]
    shortest: tuple[MatchedEvent, ...] | None
    matches: tuple[Match, ...]
    left_out: tuple[LeftOut, ...]
    states: int
    nodes: int
    limit: str | None = None
    statistics: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatchedEvent:
    """An event of a story, and its sentence."""

    event: EventCall
    said: str
