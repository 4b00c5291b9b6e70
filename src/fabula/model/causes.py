# SPDX-License-Identifier: Apache-2.0
"""The cause graph of a story: events and laws, what each made so that another rested on, and what people were after.

A link is a causal link of partial-order planning, read off a story that has happened: it leads from the step that made
a condition true to the step that needed it, and nothing between them undid it (D. McAllester and D. Rosenblitt,
"Systematic nonlinear planning", AAAI 1991). A frame of intention is what one person does toward one gain, with what
moved them to it (M. Riedl and R. M. Young, "Narrative planning: balancing plot and character", JAIR 39, 2010, after P.
Cohen and H. Levesque, "Intention is choice with commitment", Artificial Intelligence 42, 1990); one that something
brought to nothing is the conflict of S. Ware and R. M. Young ("CPOCL", AIIDE 2011).
"""

from __future__ import annotations

from enum import StrEnum

from fabula.model.answers import Reason
from fabula.records import dataclass


class NodeKind(StrEnum):
    """What a node is: an event of the story, a law that fired, or an ending that is reached."""

    EVENT = "event"
    LAW = "law"
    ENDING = "ending"


class LinkKind(StrEnum):
    """What the target rested on the source for.

    `condition`: it could happen. `effect`: it had the effect that mattered. `sight`: somebody saw it. `knowledge`: who
    willed it knew that it could happen. `reason`: somebody had a reason for it.
    """

    CONDITION = "condition"
    EFFECT = "effect"
    SIGHT = "sight"
    KNOWLEDGE = "knowledge"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Node:
    """An event, a law that fired, or an ending.

    `place` is the number of the event with which it came about (from 1), `stage` orders what came about with one event.
    `name` is as it is written, `text` its sentence. `people` are those who willed it (of a law: those in whose minds
    it fired, nobody where it really did), by number; `impulsive` are those of them who did not weigh it. `times` is how
    often in a row a law fired that is told as one node, from event `since` on.
    """

    number: int
    kind: NodeKind
    place: int
    stage: int
    name: str
    text: str
    people: tuple[int, ...] = ()
    impulsive: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()
    possible: bool = True
    sight: bool = False
    times: int = 1
    since: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that the source made so and the target rested on; `minds` are empty for what was really so.

    `spare`: something later would have done as well.
    """

    said: str
    words: str
    minds: tuple[str, ...] = ()
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """That a node rested on another, for what, and on which facts; `who` knew or had the reason (by number).

    `implied` is whether a longer way through the graph leads from the one to the other: pictures leave such links out.
    """

    source: int
    target: int
    kind: LinkKind
    grounds: tuple[Ground, ...]
    who: int | None = None
    implied: bool = False

    @property
    def spare(self) -> bool:
        """Whether the target would have had all that it needed without this link."""
        return all(ground.spare for ground in self.grounds)


class Outcome(StrEnum):
    """What came of an intention.

    `reached`: what was wanted came about. `thwarted`: an event made it impossible. `mistaken`: it could never have come
    about so. `open`: it still might.
    """

    REACHED = "reached"
    THWARTED = "thwarted"
    MISTAKEN = "mistaken"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a person (by number) does toward one gain: `gains` in clauses, `losses` are what it keeps off.

    `deeds` are numbers of nodes. `moved` is the node that moved them to it, None where nothing since the start did.
    `decided` is the place of the event that reached it or brought it to nothing, None where it is open or was mistaken.
    """

    person: int
    gains: tuple[str, ...]
    losses: tuple[str, ...]
    deeds: tuple[int, ...]
    moved: int | None
    outcome: Outcome
    decided: int | None = None

    @property
    def aim(self) -> str:
        """What they are after, in a clause."""
        so = f"so that {', and '.join(self.gains)}" if self.gains else ""
        otherwise = f"or else {', or '.join(self.losses)}" if self.losses else ""
        return ", ".join(part for part in (so, otherwise) if part)


@dataclass(frozen=True, slots=True)
class CauseGraph:
    """The graph. `people` are the names in prose; nodes are in the order in which they came about.

    `events` is how many events the story has, `scenes` has the scene of each. `notes` say what was left out.
    """

    story: str
    people: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    frames: tuple[Frame, ...]
    events: int
    scenes: tuple[str | None, ...]
    notes: tuple[str, ...] = ()
    broken: int | None = None
