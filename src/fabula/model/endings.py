# SPDX-License-Identifier: Apache-2.0
"""What `endings` answers: of all stories of a world up to a length, which come to which ending, and which to none."""

from __future__ import annotations

from dataclasses import field

from fabula.model.answers import EventCall, Outcome, ToldStory
from fabula.model.limits import Limits
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class EventShare:
    """In how many of an ending's stories an event happens at least once."""

    event: EventCall
    stories: int


@dataclass(frozen=True, slots=True)
class SurveyedEnding:
    """An ending and the stories that come to it: the sequences of explained events that reach it with their last event.

    `counts[n]` is how many such stories have n events, `shortest` one of the shortest of them, told. `outcome` is
    *told*, *proved impossible* or *gave up*; an ending that no story of any length can come to is `never`. `shares` has
    every event that happens in any of the stories: those in all of them first, then by how many they happen in.
    """

    name: str
    text: str | None
    outcome: Outcome
    never: bool
    counts: tuple[int, ...]
    shortest: ToldStory | None
    shares: tuple[EventShare, ...]

    @property
    def stories(self) -> int:
        """How many stories there are."""
        return sum(self.counts)

    @property
    def pivotal(self) -> tuple[EventCall, ...]:
        """The events that no story to the ending can do without."""
        return tuple(share.event for share in self.shares if share.stories == self.stories)


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """A way into states from which no ending is reached any more.

    `way` is a shortest one; before its last event an ending could be reached. `left` is how many more events the
    length allows; with `proved` none would help, however many. `states` is how many states of this kind lie behind it.
    """

    way: tuple[EventCall, ...]
    text: str
    left: int
    proved: bool
    states: int


@dataclass(frozen=True, slots=True)
class SampledStory:
    """A story drawn at random: its ending, its events with their sentences."""

    ending: str
    events: tuple[EventCall, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EndingsAnswer:
    """The answer of `endings`.

    `complete` is how many events far everything is known; less than the length asked for, and `limit` names what was
    reached. `closed` says that no story leads any further: what is said then holds for stories of any length.
    `dead_ends` are the proved ones and those with most events left, of `dead_end_count` in all. `unused` are events
    that happen in some story in character but in none that comes to an ending, `unseen` those that happen in none.
    """

    world: str
    limits: Limits
    endings: tuple[SurveyedEnding, ...]
    dead_ends: tuple[DeadEnd, ...]
    dead_end_count: int
    unused: tuple[EventCall, ...]
    unseen: tuple[EventCall, ...]
    samples: tuple[SampledStory, ...]
    states: int
    steps: int
    complete: int
    closed: bool
    limit: str | None = None
    statistics: dict[str, float] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """Told if every ending is reached; else gave up if that is open for any; else proved impossible."""
        outcomes = {ending.outcome for ending in self.endings}
        return next((one for one in (Outcome.GAVE_UP, Outcome.IMPOSSIBLE) if one in outcomes), Outcome.TOLD)
