# SPDX-License-Identifier: Apache-2.0
"""What `why` answers: what made a thing so, back to the start, and why people did what made it so.

The chain is a graph without circles: a `Because` is one fact (or belief) with what made it so and what that rested on,
named by numbers of others; each stands in it once. All immutable, and no state of any engine in it.
"""

from __future__ import annotations

from enum import StrEnum

from fabula.model.answers import EventCall, Reason
from fabula.records import dataclass


class By(StrEnum):
    """What gave a fact its value."""

    START = "start"
    EVENT = "event"
    SEEN = "seen"
    TOLD = "told"
    CORRECTED = "corrected"
    LAW = "law"
    REASONED = "reasoned"
    SIGHT = "sight"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a story: so many events have happened; the last of them, and the scene in which it is told."""

    place: int
    event: EventCall | None = None
    scene: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What gave a fact its value: at the start, or after event number `place` (from 1), by the event or by a law.

    `minds` are those in which it came about, from the outside in: who saw the event, in whom the law holds. `text` is
    the sentence of the event or of the law, None for a law without one. `possible` is whether the event could happen.
    """

    by: By
    place: int = 0
    event: EventCall | None = None
    law: str | None = None
    minds: tuple[str, ...] = ()
    text: str | None = None
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Because:
    """One fact of the chain. `said` is the condition as it is written, `words` the same in prose.

    `because` are the numbers of the facts that its cause rested on. `times` is how often, in a row, the same cause has
    moved a number on to its value, from `since` (the first of those events) to the cause's own. `so` is whether what
    is believed is so (of a fact: whether it still is) at the moment that is asked about.
    """

    number: int
    said: str
    words: str
    minds: tuple[str, ...]
    cause: Cause
    because: tuple[int, ...]
    so: bool
    times: int = 1
    since: int = 0


@dataclass(frozen=True, slots=True)
class Unseen:
    """Why a belief is behind the times: what made it false, and why the believer did not notice.

    `outside` is what is so instead, `reasons` are clauses.
    """

    number: int
    outside: str
    cause: Cause
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event of the story on a chain: why everybody did it, and (numbers of facts) what made it possible.

    `known` are beliefs of those who willed it, in what made it possible, that came about otherwise than the facts did.
    """

    place: int
    event: EventCall
    text: str
    scene: str | None
    possible: bool
    reasons: tuple[Reason, ...]
    unwilling: tuple[str, ...]
    because: tuple[int, ...]
    known: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition that decides it: a sentence, and the numbers of the facts that it reads."""

    sentence: str
    because: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that might be otherwise: before event number `before` (None: at the moment asked about).

    `said` is a condition or event as it is written, `clause` the same as a part of "had …". `kind` is `fact`,
    `belief`, `want`, `event` or `without`.
    """

    kind: str
    said: str
    clause: str
    cost: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """A smallest set of changes that would do, verified by running it; `lost` are later events then impossible."""

    changes: tuple[Change, ...]
    lost: tuple[EventCall, ...] = ()

    @property
    def cost(self) -> int:
        """What the changes cost together: the cheapest remedies are told first."""
        return sum(change.cost for change in self.changes)


@dataclass(frozen=True, slots=True)
class Remedies:
    """The smallest sets of changes, cheapest first; `limit` names the bound that was reached, None: these are all.

    `tried` is how many sets were run, `whole` the largest size of which all were.
    """

    found: tuple[Remedy, ...]
    limit: str | None = None
    tried: int = 0
    whole: int = 3


@dataclass(frozen=True, slots=True)
class Unwilling:
    """Somebody who would not do an event, and why: `parts` is what keeps them, `notes` what is to be said besides.

    `believes_possible` is False where they take the event for impossible.
    """

    person: str
    believes_possible: bool
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What there is to say of an event that might happen at a moment.

    `failing` is what makes it impossible, `reasons` why those would do it who would, `unwilling` who would not.
    """

    event: EventCall
    text: str
    failing: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    unwilling: tuple[Unwilling, ...]

    @property
    def open(self) -> bool:
        """Whether it is possible and everybody would do it."""
        return not self.failing and not self.unwilling


class How(StrEnum):
    """How somebody looks at an event."""

    PLAN = "plan"
    IMPULSE = "impulse"
    UNWILLING = "unwilling"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Differing:
    """For one person: how they look at two events, and what their plans with them would come to in their eyes.

    The utilities are None where there is no plan. `notes` are the wants that come to something else.
    """

    person: str
    chosen: How
    other: How
    chosen_gain: float | None
    other_gain: float | None
    notes: tuple[str, ...]


class Verdict(StrEnum):
    """What a question came to."""

    ANSWERED = "answered"
    NOT_SO = "not-so"
    SO = "so"


@dataclass(frozen=True, slots=True)
class WhyAnswer:
    """The answer of `why`; what does not belong to the question that was asked is empty.

    `verdict` is *not so* where a thing is asked for that is not so, *so* where `--not` is asked of one that is.
    `broken` is how many events the story has up to where it breaks, None for a whole one. `limit` names what was
    reached before all was worked out.
    """

    story: str
    question: str
    verdict: Verdict
    moment: Moment
    is_event: bool = False
    negated: bool = False
    words: str = ""
    parts: tuple[Part, ...] = ()
    facts: tuple[Because, ...] = ()
    deeds: tuple[Deed, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    course: Course | None = None
    chosen: Course | None = None
    differing: tuple[Differing, ...] = ()
    remedies: Remedies | None = None
    notes: tuple[str, ...] = ()
    broken: int | None = None
    limit: str | None = None
