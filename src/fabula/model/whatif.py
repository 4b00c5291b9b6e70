# SPDX-License-Identifier: Apache-2.0
"""What `whatif` answers: a story as told and as it would be, side by side, where the two part, and where each can go.

Events are named, not numbered, so that an answer outlives its engines. What differs is kept as differences: a fact,
whose view of it, its value in the story as told and its value under the change.
"""

from __future__ import annotations

from enum import StrEnum

from fabula.model.answers import EventCall, Outcome, Reason, ToldEvent
from fabula.model.values import Value
from fabula.records import dataclass


class Fate(StrEnum):
    """What becomes of an event of the told story under the change."""

    AS_TOLD = "as-told"
    LEFT_OUT = "left-out"
    INSTEAD = "instead"
    IMPOSSIBLE = "impossible"
    OUT_OF_CHARACTER = "out-of-character"
    SEEN_OTHERWISE = "seen-otherwise"


PARTINGS = frozenset((Fate.IMPOSSIBLE, Fate.OUT_OF_CHARACTER, Fate.SEEN_OTHERWISE))
"""What is a difference that the change brings about, and not the change itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that comes out differently: really (`people` empty), or as they believe, from the outside in."""

    people: tuple[str, ...]
    fact: str
    told: Value
    changed: Value


@dataclass(frozen=True, slots=True)
class Worth:
    """How good the state is for a person, or (None) for the author: in the story as told, and under the change."""

    person: str | None
    told: float
    changed: float


@dataclass(frozen=True, slots=True)
class View:
    """Everything in which two states differ."""

    facts: tuple[Difference, ...] = ()
    worths: tuple[Worth, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """An event of the told story, by its number from 1, and what becomes of it.

    `happens` is what happens under the change; where it is empty nothing does, and nobody does anything while it would
    have happened. `why` says in sentences why it cannot happen or who has no reason for it; `unwilling` are those who
    have none, `sees` and `misses` those who see it now, or no longer. `view` is what differs afterwards; `new` of it
    did not differ so before, and `over` are the differences that ended here.
    """

    number: int
    scene: str | None
    event: EventCall
    text: str
    fate: Fate
    happens: tuple[EventCall, ...]
    happens_text: tuple[str, ...]
    why: tuple[str, ...] = ()
    unwilling: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    view: View = View()
    new: View = View()
    over: View = View()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The story under the change, event by event from the change on; `opening` is what differs at once.

    `view` is what differs at its end, `endings` are the names of those that are then reached.
    """

    opening: View
    steps: tuple[Step, ...]
    view: View
    endings: tuple[str, ...]

    @property
    def dropped(self) -> tuple[Step, ...]:
        """The events that do not happen any more, though the change does not say so."""
        return tuple(step for step in self.steps if step.fate in PARTINGS and not step.happens)


@dataclass(frozen=True, slots=True)
class Parting:
    """The first event that differs by itself; `reasons` are those that its people had for it in the story as told."""

    number: int
    event: EventCall
    fate: Fate
    why: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """What somebody might do instead at the parting, in character; `new` if they would not, or could not, as told."""

    event: EventCall
    text: str
    new: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether an ending can be reached from somewhere in character, and by which events, the fewest.

    `events` are empty where it is not, or not known; `limit` names what stopped a search that gave up. `shortest` is
    False where a story is known, but nobody has looked for a shorter one.
    """

    outcome: Outcome
    events: tuple[ToldEvent, ...] = ()
    limit: str | None = None
    shortest: bool = True


class Turn(StrEnum):
    """What the change does to an ending: whether it can be reached from the parting on, before and after."""

    KEPT = "kept"
    LOST = "lost"
    WON = "won"
    OUT_OF_REACH = "out-of-reach"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Outlook:
    """An ending seen from the parting: as told, and under the change."""

    ending: str
    text: str | None
    told: Reach
    changed: Reach

    @property
    def turn(self) -> Turn:
        """What becomes of it."""
        match self.told.outcome, self.changed.outcome:
            case (Outcome.GAVE_UP, _) | (_, Outcome.GAVE_UP):
                return Turn.NOT_KNOWN
            case Outcome.TOLD, Outcome.TOLD:
                return Turn.KEPT
            case Outcome.TOLD, _:
                return Turn.LOST
            case _, Outcome.TOLD:
                return Turn.WON
            case _:
                return Turn.OUT_OF_REACH


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """The answer of `whatif`.

    `changes` are the changes as they were asked for; they are made after the first `place` of the story's events,
    `moment` as the question names it. `story` is the story as it goes where nobody acts out of character; `written` is
    the one in which every event that is possible happens as it was written, None where that is the same.
    `alternatives` are what people might do instead at the parting (after it, where the parting event happens all the
    same). `endings` are those reached by the story as told. `outlooks` speak of what can follow within `length` events
    from the parting.
    `broken` says, of a story that does not hold, how far it was followed and why; `limit` what was reached before all
    was found out.
    """

    title: str
    changes: tuple[str, ...]
    place: int
    moment: str | None
    people: tuple[str, ...]
    story: Timeline
    written: Timeline | None
    parting: Parting | None
    alternatives: tuple[Alternative, ...]
    endings: tuple[str, ...]
    outlooks: tuple[Outlook, ...]
    length: int
    broken: str | None = None
    limit: str | None = None
