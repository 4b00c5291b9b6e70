# SPDX-License-Identifier: Apache-2.0
"""What the others do after the player: everybody once, each for reasons of their own, then chance.

The others have their turns in the order of the file. Whoever has a reason for something does it; of several things, one
is drawn. Who has taken part in what another began has had their turn. What needs the player's will as well is offered
to them, and the round waits for the answer. Chance strikes one round in `SELDOM`; what takes more than a moment by
itself (a night goes by) comes only where nobody has done anything. A round is cut short where an ending is reached.
"""

from __future__ import annotations

from dataclasses import field

from fabula.engine.port import Cancel
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.play_tree import Below, Game, Happened, heed

SELDOM = 6
"""Of so many rounds, chance strikes in one."""


@dataclass(slots=True)
class Round:
    """A round under way: what has happened in it, who is still to act, and what the player is offered."""

    game: Game
    state: int
    to_act: tuple[int, ...]
    declined: frozenset[int]
    below: Below
    cancel: Cancel | None
    happened: list[Happened] = field(default_factory=list)
    offer: int | None = None

    def happen(self, event: int, *, own: bool = False) -> bool:
        """Let an event happen; whether an ending has been reached by it. Raises where the world cannot go on."""
        engine = self.game.engine
        after = engine.after(self.state, event)
        engine.possible(after)
        self.happened.append(Happened(event, self.state, after, own))
        before = self.game.reached(self.state)
        reached = any(ending not in before for ending in self.game.reached(after))
        self.state = after
        taken_part = self.game.event(event).willing
        self.to_act = tuple(person for person in self.to_act if person not in taken_part)
        return reached

    def others(self, idle: bool) -> None:
        """Everybody's turn, then chance's. `idle`: the player has done nothing."""
        while self.to_act and self.offer is None:
            person, self.to_act = self.to_act[0], self.to_act[1:]
            event = self.drawn(person)
            if event is None:
                continue
            if self.game.player in self.game.event(event).willing:
                self.offer = event
            elif self.happen(event):
                return
        if self.offer is None:
            self.chance(idle=idle and not any(not each.own for each in self.happened))

    def drawn(self, person: int) -> int | None:
        """Something that a person does now, or offers to the player; None where they have no reason for anything."""
        engine = self.game.engine
        left = [event for event in engine.possible(self.state) if person in self.game.event(event).willing]
        while left:
            heed(self.cancel)
            event = left.pop(self.below(len(left)))
            if self.in_character(event):
                return event
        return None

    def in_character(self, event: int) -> bool:
        """Whether everybody but the player is willing to do an event, and nothing breaks by it.

        Each is asked for a reason by themselves, as `check` does: who cannot think it through has none.
        """
        game, engine = self.game, self.game.engine
        ground = game.event(event)
        theirs = game.player in ground.willing
        try:
            if theirs and (event in self.declined or not engine.holds(game.mind(self.state), ground.condition)):
                return False
            for person in ground.willing:
                reason = engine.reason(self.state, event, person, game.limits, self.cancel)
                heed(self.cancel)
                if reason is None and person != game.player:
                    return False
            engine.possible(engine.after(self.state, event))
        except EngineError:
            return False
        return True

    def chance(self, *, idle: bool) -> None:
        """Perhaps something happens that nobody wills."""
        if self.below(SELDOM):
            return
        game = self.game
        may = [
            event
            for event in game.engine.possible(self.state)
            if not game.event(event).willing
            and event != game.program.wait
            and (idle or game.event(event).takes <= 1)
            and self.in_character(event)
        ]
        if may:
            self.happen(may[self.below(len(may))])
