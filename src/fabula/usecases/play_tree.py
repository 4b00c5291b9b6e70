# SPDX-License-Identifier: Apache-2.0
"""A play: all moments at which the player chose, as a tree that is never changed, and the moment that is looked at.

Undoing is going to the parent; choosing otherwise there grows a branch. Of the state of a moment only its number in the
engine is kept, so that a play costs what its events cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from fabula.diagnostics import suggest
from fabula.engine.port import Cancel, Engine
from fabula.model.answers import EventCall
from fabula.model.ground import GroundEnding, GroundEvent, GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.play import Deed, SteeringState
from fabula.model.values import Value
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.check_setting import Setting

Below: TypeAlias = Callable[[int], int]
"""A number from 0 up to, and without, the one given: how a front end lends its dice."""


@dataclass(frozen=True, slots=True)
class Game:
    """What stays the same for a whole play: the world, who is played, the ending that others are steered to."""

    setting: Setting
    player: int
    toward: str | None
    limits: Limits

    @property
    def engine(self) -> Engine:
        """The engine."""
        return self.setting.engine

    @property
    def program(self) -> Program:
        """The ground world."""
        return self.setting.program

    def event(self, number: int) -> GroundEvent:
        """An event by its number."""
        return self.program.events[number]

    def call(self, number: int) -> EventCall:
        """What an event is called."""
        event = self.program.events[number]
        return EventCall(event.name, event.arguments)

    def reached(self, state: int) -> tuple[GroundEnding, ...]:
        """The endings that hold in a state; one that cannot be worked out there does not."""
        return tuple(ending for ending in self.program.endings if self.holds(state, ending.condition))

    def holds(self, state: int, condition: GroundExpression) -> bool:
        """Whether a condition holds; one that cannot be worked out does not."""
        try:
            return self.engine.holds(state, condition)
        except EngineError:
            return False

    def mind(self, state: int) -> int:
        """What the player believes."""
        return self.engine.believed(state, self.player)


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that happened; `own` is whether the player chose it."""

    event: int
    before: int
    after: int
    own: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What a vain attempt has shown: a fact in the player's mind, or (`path`) in a mind as they see it.

    `believed` is what the player believed of it then, and goes on believing in the story; `value` what they have found.
    """

    path: tuple[int, ...]
    fluent: int
    believed: Value
    value: Value


@dataclass(frozen=True, slots=True)
class Course:
    """The way to the ending that the author wants, as far as it is known."""

    state: SteeringState
    way: tuple[int, ...] = ()
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which the player chooses.

    They came from `parent` by a `deed`, of an `event` or none; then `happened` what did. While there is an `offer`,
    `to_act` are those who have not had their turn yet. `corrections` are what vain attempts have shown; `because` and
    `refused_by` say why the deed was in vain. `course` is None where nobody is steered.
    """

    parent: int | None
    deed: Deed
    event: int | None
    happened: tuple[Happened, ...]
    state: int
    offer: int | None = None
    to_act: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    because: tuple[str, ...] = ()
    refused_by: tuple[int, ...] = ()
    course: Course | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """A game as it has been played so far: `turns` in the order in which they were first come to, and where we are."""

    game: Game
    turns: tuple[Turn, ...]
    at: int

    @property
    def turn(self) -> Turn:
        """The moment that is looked at."""
        return self.turns[self.at]

    def grown(self, turn: Turn) -> Play:
        """The play with one more moment, and there."""
        return replace(self, turns=(*self.turns, turn), at=len(self.turns))

    def gone(self, number: int) -> Play:
        """The play at another of its moments."""
        return replace(self, at=number)

    def path(self) -> tuple[int, ...]:
        """The numbers of the moments from the start to here."""
        found: list[int] = []
        number: int | None = self.at
        while number is not None:
            found.append(number)
            number = self.turns[number].parent
        return tuple(reversed(found))

    def lived(self) -> Iterator[Turn]:
        """The moments from the start to here."""
        yield from (self.turns[number] for number in self.path())

    def events(self) -> tuple[Happened, ...]:
        """All that has happened from the start to here."""
        return tuple(happened for turn in self.lived() for happened in turn.happened)

    def start(self) -> int:
        """The state before anything happened."""
        first = self.turns[0]
        return first.happened[0].before if first.happened else first.state

    def before(self, turn: Turn) -> int:
        """The state before the deed that led to a moment."""
        return self.start() if turn.parent is None else self.turns[turn.parent].state

    def declined(self) -> frozenset[int]:
        """The events that the player has declined on the way to here, and not accepted since."""
        found: set[int] = set()
        for turn in self.lived():
            if turn.event is not None and turn.deed is Deed.DECLINED:
                found.add(turn.event)
            elif turn.event is not None:
                found.discard(turn.event)
        return frozenset(found)

    def trail(self) -> str:
        """A text that tells the way to here from every other: front ends begin their dice with it."""
        deeds = (f"{turn.deed}:{'' if turn.event is None else self.game.call(turn.event)}" for turn in self.lived())
        return "/".join(deeds)


class NotOpen(LookupError):
    """A choice is made that is not among those of the moment: `keys` are those that could be."""

    def __init__(self, key: str, keys: tuple[str, ...]) -> None:
        self.key, self.keys = key, keys
        near = suggest(key, keys, 1)
        super().__init__(f"`{key}` is not open now; {f'did you mean `{near[0]}`?' if near else 'choose one that is'}")


def heed(cancel: Cancel | None) -> None:
    """Raise `GaveUp` where the flag is set."""
    if cancel is not None and cancel.limit is not None:
        raise GaveUp(cancel.limit)
