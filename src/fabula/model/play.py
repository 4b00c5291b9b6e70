# SPDX-License-Identifier: Apache-2.0
"""What a player is shown: one moment of a play, seen by the person who is played, and nothing that they cannot know.

All of it is in words, or is a key that is handed back (`Choice.key`). Moments are numbered from 0 (the start); at each
of them the player chooses, and each knows its parent, so that all of them are a tree.
"""

from __future__ import annotations

from enum import StrEnum

from fabula.model.answers import EventCall
from fabula.records import dataclass


class Deed(StrEnum):
    """How the player came from one moment to the next."""

    BEGAN = "began"
    CONTINUED = "continued"
    ACTED = "acted"
    WAITED = "waited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TRIED = "tried"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Perceived:
    """An event as the player perceived it.

    `text` is its sentence, None where they did not see it and only notice what came of it. `own` is whether it was the
    player's own deed. `followed` are sentences of laws, `noticed` clauses that they now believe and did not before.
    """

    text: str | None
    own: bool
    followed: tuple[str, ...] = ()
    noticed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """What the player tried or asked for in vain, and why: clauses that they have found to be so."""

    text: str
    because: tuple[str, ...]
    refused_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReachedEnding:
    """An ending: its name, and its text where it has one."""

    name: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """What one choice, made to come to moment `number`, led to: a piece of the story as the player lived it."""

    number: int
    did: Deed
    did_text: str
    perceived: tuple[Perceived, ...]
    failure: Failure | None
    ended: tuple[ReachedEnding, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the player believes of one subject (a name in prose; empty: of nobody in particular).

    `clauses` are in the author's words, or as they are written where there are none; `figures` are numbers without
    words: `blood(Wren) = 14`.
    """

    subject: str
    clauses: tuple[str, ...]
    figures: tuple[str, ...] = ()


class ChoiceKind(StrEnum):
    """What a choice is: an event, letting time pass (or the others act), or the answer to an offer."""

    EVENT = "event"
    WAIT = "wait"
    ACCEPT = "accept"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the player may choose: `key` names it, `text` is its sentence.

    `asks` are the people who must be willing as well. `in_character` is whether the person has a reason of their own;
    `reason` says it in a few words. `tried` is whether the player has found that it does not work as things stand.
    """

    key: str
    kind: ChoiceKind
    text: str
    asks: tuple[str, ...] = ()
    in_character: bool = True
    reason: str = ""
    tried: bool = False


@dataclass(frozen=True, slots=True)
class BlockedChoice:
    """An event that the player believes to be impossible now, and why, in what they believe."""

    event: EventCall
    text: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """The blocked choices, those that lack least first; `left_out` are how many more there are."""

    choices: tuple[BlockedChoice, ...]
    left_out: int


class SteeringState(StrEnum):
    """Where the others stand on the way to the ending that they are steered to."""

    THERE = "there"
    ON_COURSE = "on-course"
    LOST = "lost"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Steering:
    """The author's mode: to which ending, whether there is a way, and how many events it has still.

    LOST: proved that no way of at most `length` events is in character. UNSURE: none was found before `limit`.
    """

    ending: str
    state: SteeringState
    left: int = 0
    length: int = 0
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class PlayMoment:
    """A moment of the play, as the player sees it.

    `did` is how they came here, with its sentence in `did_text`; `perceived` is what has happened since then. An
    `offer` is made by `offered_by`: only answers to it are among the choices then. `ended` are the endings that have
    just been reached, `reached` all that hold. `depth` is how many choices lie behind. `children` are the moments that
    were played on from here.
    """

    number: int
    parent: int | None
    depth: int
    children: tuple[int, ...]
    world: str
    person: str
    shown: str
    clock: float | None
    did: Deed
    did_text: str
    perceived: tuple[Perceived, ...]
    failure: Failure | None
    known: tuple[Known, ...]
    offer: str | None
    offered_by: tuple[str, ...]
    choices: tuple[Choice, ...]
    ended: tuple[ReachedEnding, ...]
    reached: tuple[ReachedEnding, ...]
    steering: Steering | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A moment in the tree of all that was played: how it was come to, and whether it is on the way to here."""

    number: int
    parent: int | None
    depth: int
    did: Deed
    text: str
    here: bool
    on_path: bool
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedEvent:
    """An event of one story: its call and its sentence."""

    event: EventCall
    text: str


@dataclass(frozen=True, slots=True)
class ComparedPlay:
    """The story played beside a told one: the first `common` events are the same.

    `told_endings` and `played_endings` are the names of the endings that each comes to.
    """

    title: str
    common: int
    told: tuple[ComparedEvent, ...]
    played: tuple[ComparedEvent, ...]
    told_endings: tuple[str, ...]
    played_endings: tuple[str, ...]
