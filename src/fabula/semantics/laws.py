# SPDX-License-Identifier: Apache-2.0
"""Laws: what follows by itself, in rounds until all is at rest; and time, which passes for everyone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fabula.diagnostics import NOWHERE
from fabula.model.expression import Operator
from fabula.model.ground import GroundLaw, Program
from fabula.records import dataclass
from fabula.semantics.errors import RestlessLaws
from fabula.semantics.expression import Condition, calculated, truth_of
from fabula.semantics.state import Path, State
from fabula.semantics.step import Change, Step, changes_of, writes_of

MOST_ROUNDS = 1_000
"""Laws on numbers may go on for ever without ever coming to the same state again."""

Firing = tuple[Path, int]
"""The law fired in the mind at the end of the path."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a law means."""

    form: GroundLaw
    condition: Condition
    changes: tuple[Change, ...]


class Fired(NamedTuple):
    """The laws on facts that have fired in a mind since it was last at rest, and in the minds inside it."""

    laws: frozenset[int]
    minds: tuple[Fired, ...]


UNFIRED = Fired(frozenset(), ())


class Laws(Step):
    """What events and laws do, until all is at rest."""

    def __init__(self, program: Program, depth: int) -> None:
        super().__init__(program, depth)
        self.rules = tuple(rule_of(law) for law in program.laws)
        self.moment_rules = tuple(rule_of(law) for law in program.moment_laws)

    def after(self, state: State, event: int) -> State:
        """The state after an event, laws at rest, time passed."""
        state = self.settled(self.happened(state, event))
        for _ in range(self.moments(event)):
            state = self.settled(self.moment(state))
        return state

    # Rest.

    def settled(self, state: State) -> State:
        """The state when all laws are at rest. "Rounds repeat until nothing fires"."""
        fired = UNFIRED
        trail = {(state, fired): 0}
        while True:
            after = self.round(state, fired)
            if after[0] == state:
                break
            if after in trail or len(trail) > MOST_ROUNDS:
                # "Two laws that undo each other's beliefs without end […] are errors."
                going = list(trail)[trail.get(after, len(trail) - len(self.rules)) :]
                raise self.restless([firing for each in going for firing in self.firings(*each)])
            trail[after] = len(trail)
            state, fired = after
        still = [law for law in sorted(fired.laws) if self.fires(state, law)]
        if still:
            # "A law whose condition still holds in the *real* state when all is at rest" is an error.
            facts = {effect.fluent for law in still for effect in self.program.laws[law].effects}
            undone = [law for law in fired.laws if self.touches(law, facts)]
            raise self.restless([((), law) for law in sorted({*still, *undone})])
        return state

    def round(self, state: State, fired: Fired) -> tuple[State, Fired]:
        """One round; the same state where nothing fires.

        "In one round the real state and every believed state each fire one law that holds there, all at the same
        moment"; what the law of a state puts into a mind stands above what that mind's own law makes of it.
        """
        law = self.chosen(state, fired.laws)
        laws = fired.laws
        if law is not None and self.rules[law].form.changes_facts:
            laws = laws | {law}
        inner = tuple(
            self.round(mind, fired.minds[person] if fired.minds else UNFIRED)
            for person, mind in enumerate(state.believed)
        )
        minds = tuple(later for _, later in inner)
        if all(later is UNFIRED for later in minds):
            minds = ()
        writes = () if law is None else writes_of(self.rules[law].changes, state)
        after = self.written(state, writes, tuple(mind for mind, _ in inner))
        return after, UNFIRED if not laws and not minds else Fired(laws, minds)

    def chosen(self, state: State, fired: frozenset[int]) -> int | None:
        """The law that fires in a state, its minds apart.

        "The first law, in the order of the file, that changes facts; only where none holds, the first that changes
        beliefs alone. […] A ground law that changes facts fires at most once in a mind in one such settling."
        """
        first = None
        for law, rule in enumerate(self.rules):
            if rule.form.changes_facts:
                if law not in fired and self.fires(state, law):
                    return law
            elif first is None and self.fires(state, law):
                first = law
        return first

    def fires(self, state: State, law: int) -> bool:
        """Whether a law holds in a state: its condition is true, and it would change something."""
        return self.rules[law].condition(state) and self.alters(state, law)

    def alters(self, state: State, law: int) -> bool:
        """Whether any fact would come out different where the law's effects put it."""
        return any(state.denies(write) for write in writes_of(self.rules[law].changes, state))

    # Time.

    def moments(self, event: int) -> int:
        """How many moments pass. "Every event takes moments" where the world has a clock."""
        return 0 if self.program.clock is None else self.program.events[event].takes

    def moment(self, state: State) -> State:
        """A moment passes: the clock moves on, and "`each moment` laws fire once", one after another."""
        state = self.ticked(state)
        for law in range(len(self.moment_rules)):
            state = self.struck(state, law)
        return state

    def ticked(self, state: State) -> State:
        """One moment later by the clock, "in every believed state as well, seen or unseen"."""
        clock = self.program.clock
        if clock is None:
            return state
        now = calculated(Operator.PLUS, state.values[clock], 1.0, NOWHERE)
        return self.written(state, [((), clock, now)], tuple(self.ticked(mind) for mind in state.believed))

    def struck(self, state: State, law: int) -> State:
        """One law of each moment fires wherever it holds, in every mind by that mind's own beliefs."""
        rule = self.moment_rules[law]
        writes = writes_of(rule.changes, state) if rule.condition(state) else ()
        return self.written(state, writes, tuple(self.struck(mind, law) for mind in state.believed))

    def firings(self, state: State, fired: Fired) -> tuple[Firing, ...]:
        """The laws that fire in a round, and in which minds."""
        law = self.chosen(state, fired.laws)
        found: list[Firing] = [] if law is None else [((), law)]
        for person, mind in enumerate(state.believed):
            inner = fired.minds[person] if fired.minds else UNFIRED
            if self.round(mind, inner)[0] != mind:
                found.extend(((person, *path), each) for path, each in self.firings(mind, inner))
        return tuple(found)

    def touches(self, law: int, fluents: set[int]) -> bool:
        """Whether a law has an effect on one of the fluents."""
        return any(effect.fluent in fluents for effect in self.program.laws[law].effects)

    def restless(self, going: Sequence[Firing]) -> RestlessLaws:
        """The error that names the laws that go round, and the facts with them."""
        laws = tuple(self.program.laws[law] for law in dict.fromkeys(law for _, law in going))
        facts = dict.fromkeys(self.program.fluents[effect.fluent] for law in laws for effect in law.effects)
        return RestlessLaws(laws, tuple(facts), min((path for path, _ in going), key=len))


def rule_of(law: GroundLaw) -> Rule:
    """What a law means."""
    return Rule(law, truth_of(law.condition), changes_of(law.effects))
