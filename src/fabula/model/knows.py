# SPDX-License-Identifier: Apache-2.0
"""What `knows` answers: who believes what at a moment of a story, where they are wrong, and since when."""

from __future__ import annotations

from fabula.model.why import Cause, Moment
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Belief:
    """What somebody believes of a fact: `minds` from the outside in, two for what one believes another believes.

    `value` is as it is written, `so` whether it is so: that is what it is outside the first of the minds. `wrong_since`
    is the number of the event since which it is not (0: the start), None where it is so.
    """

    minds: tuple[str, ...]
    value: str
    so: bool
    cause: Cause
    wrong_since: int | None = None


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact, what is so of it and what made it so, and what people believe of it."""

    fact: str
    value: str
    words: str
    cause: Cause
    beliefs: tuple[Belief, ...]


@dataclass(frozen=True, slots=True)
class KnowsAnswer:
    """The answer of `knows`. `left_out` is how many facts are not listed since all agree on them.

    `people` are those asked about, the reader last; `deep` is how many minds inside minds are looked at. `broken` is
    how many events the story has up to where it breaks, None for a whole one.
    """

    story: str
    moment: Moment
    people: tuple[str, ...]
    deep: int
    facts: tuple[KnownFact, ...]
    left_out: int
    notes: tuple[str, ...] = ()
    broken: int | None = None
