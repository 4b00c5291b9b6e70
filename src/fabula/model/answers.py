# SPDX-License-Identifier: Apache-2.0
"""What the questions are answered with. All immutable; `fabula.render` turns them into text.

Events are kept as `EventCall` (name and arguments), not as numbers, so that an answer outlives its engine.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from fabula.records import dataclass


class Outcome(StrEnum):
    """How a search ended. The three are never confused."""

    TOLD = "told"
    IMPOSSIBLE = "impossible"
    GAVE_UP = "gave-up"


@dataclass(frozen=True, slots=True)
class EventCall:
    """An event that happens: `give(Ash, lamp, Wren)`."""

    name: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of an imagined plan, and why those who must be willing would be, as the planner imagines it.

    `text` is its sentence as a part of a longer one; engines leave it empty, use cases fill it in.
    """

    event: EventCall
    reasons: tuple[Reason, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person does an event: on impulse, or for a plan that they believe leads from `without` to `gain`.

    `plan` begins with the event itself. `without` is the utility they expect had the same time passed with
    nobody doing anything, `gain` the one they expect at the end of the plan.

    The rest is the same in words; engines leave it empty, use cases fill it in. `shown` is the person's name in
    prose, `gains` what the plan brings about that they want, `losses` what would happen to what they want
    without it, `beliefs` what they believe, and rest the plan on, although it is not so.
    """

    person: str
    impulse: bool
    plan: tuple[PlannedStep, ...]
    without: float
    gain: float
    shown: str = ""
    gains: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    beliefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event of a told story, why each willing person does it, and its sentence."""

    event: EventCall
    reasons: tuple[Reason, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story in character; `utility` is the author's at its end, `ending` the text of the ending reached.

    `endings` are the names of all endings whose condition holds at its end.
    """

    events: tuple[ToldEvent, ...]
    utility: float
    ending: str | None
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TellAnswer:
    """The answer of `tell`. `limit` names what was reached when the outcome is *gave up*.

    `shortest` is False where it was not shown that no story is shorter than the first.
    """

    outcome: Outcome
    stories: tuple[ToldStory, ...]
    limit: str | None
    statistics: dict[str, float] = field(default_factory=dict)
    shortest: bool = True
