# SPDX-License-Identifier: Apache-2.0
"""The meaning, remembered: equal states are one object, and no rule is worked out twice for the same state.

Every rule is the one of `fabula.semantics`; this module says only what is worth keeping. What depends on the facts of a state
alone (events and laws whose conditions on facts hold) is kept for each valuation, since many states share one.
"""

from __future__ import annotations

from fabula.engine.reference_index import Index, on_minds
from fabula.model.ground import Program
from fabula.model.values import Value
from fabula.semantics import Semantics, State
from fabula.semantics.laws import Fired

Values = tuple[Value, ...]


class Node(State):
    """A state that is kept once: equal means identical, so it is compared and hashed as an object."""

    __slots__ = ()

    def __init__(self, values: Values, believed: tuple[State, ...]) -> None:
        self.values = values
        self.believed = believed
        self._hash = 0

    __hash__ = object.__hash__
    __eq__ = object.__eq__


class Memory(Semantics):
    """The semantics of one program, with a memory."""

    def __init__(self, program: Program, depth: int) -> None:
        super().__init__(program, depth)
        self._nodes: dict[tuple[Values, tuple[State, ...]], State] = {}
        self._happened: dict[tuple[State, int, int | None], State] = {}
        self._after: dict[tuple[State, int], State] = {}
        self._settled: dict[State, State] = {}
        self._rounds: dict[tuple[State, Fired], tuple[State, Fired]] = {}
        self._ticked: dict[State, State] = {}
        self._struck: dict[tuple[State, int], State] = {}
        self._possible: dict[State, tuple[int, ...]] = {}
        self._utilities: dict[tuple[State, int | None], float] = {}
        self._event_index = Index([event.condition for event in program.events])
        self._event_minds = [on_minds(event.condition) for event in program.events]
        self._event_candidates: dict[Values, list[int]] = {}
        # Facts move before anyone looks: laws on facts come first.
        self._law_order = sorted(range(len(program.laws)), key=lambda law: not program.laws[law].changes_facts)
        self._law_index = Index([program.laws[law].condition for law in self._law_order])
        self._law_minds = [on_minds(law.condition) for law in program.laws]
        self._law_candidates: dict[Values, list[int]] = {}

    @property
    def size(self) -> int:
        """How many states are kept."""
        return len(self._nodes)

    def make(self, values: Values, believed: tuple[State, ...]) -> State:
        """The one state with these values and these minds."""
        key = (values, believed)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Node(values, believed)
        return node

    def events(self, state: State) -> tuple[int, ...]:
        """The possible events, in the order of the program."""
        found = self._possible.get(state)
        if found is None:
            candidates = self._event_candidates.get(state.values)
            if candidates is None:
                candidates = self._event_candidates[state.values] = self._event_index.candidates(state)
            minds = self._event_minds
            found = tuple(event for event in candidates if (asked := minds[event]) is None or asked(state))
            self._possible[state] = found
        return found

    def possible(self, state: State, event: int) -> bool:
        """Remembered with `events`."""
        return event in self.events(state)

    def happened(self, state: State, event: int, owner: int | None = None) -> State:
        """Remembered."""
        key = (state, event, owner)
        found = self._happened.get(key)
        if found is None:
            found = self._happened[key] = super().happened(state, event, owner)
        return found

    def after(self, state: State, event: int) -> State:
        """Remembered."""
        key = (state, event)
        found = self._after.get(key)
        if found is None:
            found = self._after[key] = super().after(state, event)
        return found

    def settled(self, state: State) -> State:
        """Remembered."""
        found = self._settled.get(state)
        if found is None:
            found = self._settled[state] = super().settled(state)
        return found

    def round(self, state: State, fired: Fired) -> tuple[State, Fired]:
        """Remembered."""
        key = (state, fired)
        found = self._rounds.get(key)
        if found is None:
            found = self._rounds[key] = super().round(state, fired)
        return found

    def chosen(self, state: State, fired: frozenset[int]) -> int | None:
        """The same law, looked for among those whose conditions on facts hold."""
        candidates = self._law_candidates.get(state.values)
        if candidates is None:
            found = self._law_index.candidates(state)
            candidates = self._law_candidates[state.values] = [self._law_order[place] for place in found]
        for law in candidates:
            asked = self._law_minds[law]
            if law not in fired and (asked is None or asked(state)) and self.alters(state, law):
                return law
        return None

    def ticked(self, state: State) -> State:
        """Remembered."""
        found = self._ticked.get(state)
        if found is None:
            found = self._ticked[state] = super().ticked(state)
        return found

    def struck(self, state: State, law: int) -> State:
        """Remembered."""
        key = (state, law)
        found = self._struck.get(key)
        if found is None:
            found = self._struck[key] = super().struck(state, law)
        return found

    def utility(self, state: State, person: int | None) -> float:
        """Remembered."""
        key = (state, person)
        found = self._utilities.get(key)
        if found is None:
            found = self._utilities[key] = super().utility(state, person)
        return found
