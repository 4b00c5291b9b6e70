# SPDX-License-Identifier: Apache-2.0
"""The meaning, remembered: equal states are one object, and no rule is worked out twice for the same state.

Every rule is the one of `fabula.semantics`; this module says only what is worth keeping, and where not to look.
"""

from __future__ import annotations

from fabula.diagnostics import NOWHERE
from fabula.engine.reference_depth import clock_matters
from fabula.engine.reference_views import Views, divides, on_minds, reads_minds, remembered
from fabula.model.expression import Operator
from fabula.model.ground import GroundExpression, Program
from fabula.model.values import Value
from fabula.semantics import Semantics, State
from fabula.semantics.expression import Condition, calculated, truth_of
from fabula.semantics.laws import Fired
from fabula.semantics.step import Change, Deed

Values = tuple[Value, ...]

STILL: frozenset[int] = frozenset()


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

    def __init__(self, program: Program, depth: int, shared: Memory | None = None) -> None:
        super().__init__(program, depth)
        self.deeds = tuple(remembered_deed(deed) for deed in self.deeds)
        self.views: Views = Views(program) if shared is None else shared.views
        self.timeless = not clock_matters(program)
        self.valuations: dict[Values, Values] = {} if shared is None else shared.valuations
        self._known: set[int] = set()
        self._nodes: dict[tuple[int, tuple[State, ...]], State] = {}
        self._happened: dict[tuple[State, int, int | None], State] = {}
        self._truths: dict[int, tuple[GroundExpression, Condition]] = {}
        self._after: dict[tuple[State, int], State] = {}
        self._settled: dict[State, State] = {}
        self._rounds: dict[tuple[State, Fired], tuple[State, Fired]] = {}
        self._ticked: dict[State, State] = {}
        self._timed: dict[tuple[State, int], State] = {}
        self._stirred: dict[State, frozenset[int]] = {}
        self._struck: dict[tuple[State, int], State] = {}
        self._possible: dict[State, tuple[int, ...]] = {}
        self._utilities: dict[tuple[State, int | None], float] = {}
        self._glances: dict[tuple[int, int, int], int | None] = {}
        self._observers: dict[tuple[int, int], tuple[bool, ...]] = {}
        self._dividing = any(divides(event.condition) for event in program.events)
        self._event_minds = [on_minds(event.condition) for event in program.events]
        self._law_minds = [on_minds(law.condition) for law in program.laws]
        self._seen_by_facts = [
            not any(reads_minds(condition) or divides(condition) for condition in event.observers)
            for event in program.events
        ]

    @property
    def size(self) -> int:
        """How many states are kept."""
        return len(self._nodes)

    def make(self, values: Values, believed: tuple[State, ...]) -> State:
        """The one state with these values and these minds."""
        if id(values) not in self._known:
            values = self.valuations.setdefault(values, values)
            self._known.add(id(values))
        key = (id(values), believed)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Node(values, believed)
        return node

    # Events.

    def events(self, state: State) -> tuple[int, ...]:
        """The possible events, in the order of the program."""
        found = self._possible.get(state)
        if found is None:
            minds = self._event_minds
            candidates = self.views.events(state)
            found = tuple(event for event in candidates if (asked := minds[event]) is None or asked(state))
            self._possible[state] = found
        return found

    def possible(self, state: State, event: int) -> bool:
        """Remembered with `events`, unless another event's condition may be an error."""
        return super().possible(state, event) if self._dividing else event in self.events(state)

    def observes(self, state: State, event: int, person: int) -> bool:
        """Remembered for the facts, where only facts are asked, and nothing that may be an error."""
        if not self._seen_by_facts[event]:
            return super().observes(state, event, person)
        key = (id(state.values), event)
        found = self._observers.get(key)
        if found is None:
            found = tuple(observer(state) for observer in self.deeds[event].observers)
            self._observers[key] = found
        return found[person]

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

    def truth(self, condition: GroundExpression) -> Condition:
        """Remembered for the expression, told apart as an object."""
        known = self._truths.get(id(condition))
        if known is None:
            known = self._truths[id(condition)] = (condition, truth_of(condition))
        return known[1]

    # Laws.

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
        """The same law, looked for only among those whose conditions on facts hold."""
        minds = self._law_minds
        for law in self.views.laws_on_facts(state):
            if law not in fired and ((asked := minds[law]) is None or asked(state)) and self.alters(state, law):
                return law
        if not state.believed:
            return None
        first: int | None = None
        for law in self.views.other_laws(state):
            if ((asked := minds[law]) is None or asked(state)) and self.alters(state, law):
                first = law
                break
        for person, laws in self.views.glances(state):
            if first is None or laws[0] < first:
                law_glanced = self.glanced(state, person, laws)
                if law_glanced is not None and (first is None or law_glanced < first):
                    first = law_glanced
        return first

    def glanced(self, state: State, person: int, laws: tuple[int, ...]) -> int | None:
        """The first law that fires because of what is so, and what the person takes it for."""
        key = (id(state.values), person, id(state.believed[person].values))
        if key in self._glances:
            return self._glances[key]
        found = None
        for law in laws:
            asked = self._law_minds[law]
            if (asked is None or asked(state)) and self.alters(state, law):
                found = law
                break
        self._glances[key] = found
        return found

    # Time.

    def ticked(self, state: State) -> State:
        """Remembered; where nothing ever reads the clock, it need not move."""
        if self.timeless:
            return state
        found = self._ticked.get(state)
        if found is None:
            found = self._ticked[state] = super().ticked(state)
        return found

    def timed(self, state: State, moments: int) -> State:
        """The state with the clock moved on in every mind, to be read and not to go on from."""
        clock = self.program.clock
        if clock is None:
            return state
        key = (state, moments)
        found = self._timed.get(key)
        if found is None:
            now = calculated(Operator.PLUS, state.values[clock], float(moments), NOWHERE)
            values = (*state.values[:clock], now, *state.values[clock + 1 :])
            found = self.make(values, tuple(self.timed(mind, moments) for mind in state.believed))
            self._timed[key] = found
        return found

    def struck(self, state: State, law: int) -> State:
        """Remembered; a law whose conditions on facts hold in no mind changes nothing."""
        if law not in self.stirred(state):
            return state
        key = (state, law)
        found = self._struck.get(key)
        if found is None:
            found = self._struck[key] = super().struck(state, law)
        return found

    def stirred(self, state: State) -> frozenset[int]:
        """The laws of each moment whose conditions on facts hold here or in any mind inside."""
        found = self._stirred.get(state)
        if found is None:
            laws = self.views.moment_laws(state)
            found = frozenset(laws) if laws else STILL
            for mind in set(state.believed):
                inner = self.stirred(mind)
                if inner and not inner <= found:
                    found |= inner
            self._stirred[state] = found
        return found

    def utility(self, state: State, person: int | None) -> float:
        """Remembered."""
        key = (state, person)
        found = self._utilities.get(key)
        if found is None:
            found = self._utilities[key] = super().utility(state, person)
        return found


def remembered_deed(deed: Deed) -> Deed:
    """The same deed, with what it asks of facts remembered."""
    form = deed.form
    return Deed(
        form,
        remembered(deed.condition, form.condition),
        tuple(
            Change(change.form, remembered(change.value, change.form.value), remembered_guard(change))
            for change in deed.changes
        ),
        tuple(remembered(test, asked) for test, asked in zip(deed.observers, form.observers, strict=True)),
        deed.impulses,
    )


def remembered_guard(change: Change) -> Condition | None:
    """The guard of an effect, remembered."""
    asked = change.form.guard
    return None if asked is None or change.guard is None else remembered(change.guard, asked)
