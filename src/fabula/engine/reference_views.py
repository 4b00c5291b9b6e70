# SPDX-License-Identifier: Apache-2.0
"""What the facts of a state alone say: which events and laws they allow, whatever anybody believes.

Many states share one valuation, and one valuation differs little from the last one met. So the answer is kept for each
valuation, and a new one is worked out from another: only conditions that read a changed fact are tested again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import TypeVar

from fabula.engine.reference_depth import reads
from fabula.model.expression import Comparator, Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundExpression,
    GroundLaw,
    Named,
    Program,
    Read,
    Some,
)
from fabula.model.values import Value
from fabula.semantics import State
from fabula.semantics.expression import Condition, truth_of

Values = tuple[Value, ...]


def parts_of(condition: GroundExpression) -> Iterator[GroundExpression]:
    """The conditions that must all hold for the condition to hold."""
    match condition:
        case Named(body=body):
            yield from parts_of(body)
        case All(parts=parts):
            for part in parts:
                yield from parts_of(part)
        case _:
            yield condition


def reads_minds(expression: GroundExpression) -> bool:
    """Whether the value depends on what anybody believes."""
    return any(path for path, _ in reads(expression))


Made = TypeVar("Made")

MOST_FACTS = 12
"""What reads more facts than this is seldom asked twice for the same values."""


def remembered(meaning: Callable[[State], Made], expression: GroundExpression) -> Callable[[State], Made]:
    """The meaning of an expression, remembered for the values of the few facts that it reads, if it reads no mind.

    Conditions spelled out over all places and people are long, but read few facts, which have few values.
    """
    if isinstance(expression, (Comparison, Constant, Read)) or reads_minds(expression):
        return meaning
    fluents = sorted({fluent for _, fluent in reads(expression)})
    if not 1 < len(fluents) <= MOST_FACTS:
        return meaning
    values_of = itemgetter(*fluents)
    known: dict[Values, Made] = {}

    def recall(state: State) -> Made:
        key = values_of(state.values)
        if key in known:
            return known[key]
        found = known[key] = meaning(state)
        return found

    return recall


def together(conditions: Sequence[GroundExpression]) -> Condition | None:
    """What the conditions mean as one; None if there is none."""
    if not conditions:
        return None
    whole = conditions[0] if len(conditions) == 1 else All(tuple(conditions), conditions[0].span)
    return remembered(truth_of(whole), whole)


def divides(expression: GroundExpression) -> bool:
    """Whether anything is divided in it: then it may be an error of the world, but only if it is come to."""
    match expression:
        case Calculation(operator=operator, left=left, right=right):
            return operator is Operator.OVER or divides(left) or divides(right)
        case Comparison(left=left, right=right):
            return divides(left) or divides(right)
        case All(parts=parts) | Some(parts=parts):
            return any(divides(part) for part in parts)
        case Believed(body=body) | Doubted(body=body) | Named(body=body):
            return divides(body)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return divides(condition) or divides(then) or divides(otherwise)
        case _:
            return False


def split(condition: GroundExpression) -> tuple[list[GroundExpression], list[GroundExpression]]:
    """The parts of a condition on facts alone, which may be tested before all others, and the rest, in order.

    A condition that divides is tested as a whole, and not at all where the law before it takes effect.
    """
    if divides(condition):
        return [], [condition]
    parts = list(parts_of(condition))
    return [part for part in parts if not reads_minds(part)], [part for part in parts if reads_minds(part)]


def on_minds(condition: GroundExpression) -> Condition | None:
    """What a condition asks of minds, its parts on facts left out; None if it asks nothing of them."""
    return together(split(condition)[1])


Turn = tuple[int, Value, Value]
"""A fact that changed: its number, what it was, what it is."""


class Index:
    """Conditions, their parts on facts alone, each filed under the facts that they read.

    A part that asks for one value of one fact is filed under both, so that only who asks for the value that a fact took
    on need be tested again.
    """

    def __init__(self, conditions: Sequence[GroundExpression]) -> None:
        parts = [split(condition)[0] for condition in conditions]
        self._tests = [together(each) for each in parts]
        self._askers: dict[int, dict[Value, set[int]]] = {}
        self._readers: dict[int, set[int]] = {}
        for number, each in enumerate(parts):
            for part in each:
                match part:
                    case Comparison(comparator=Comparator.EQUAL, left=Read(fluent=fluent), right=Constant(value=value)):
                        self._askers.setdefault(fluent, {}).setdefault(value, set()).add(number)
                    case _:
                        for _, fluent in reads(part):
                            self._readers.setdefault(fluent, set()).add(number)

    @property
    def watched(self) -> set[int]:
        """The facts that any condition reads."""
        return {*self._askers, *self._readers}

    def all(self, state: State) -> tuple[int, ...]:
        """The conditions that hold, every one tested."""
        return tuple(number for number, test in enumerate(self._tests) if test is None or test(state))

    def changed(self, state: State, before: tuple[int, ...], turns: Sequence[Turn]) -> tuple[int, ...]:
        """The same, given those that held before certain facts changed."""
        touched: set[int] = set()
        lost: set[int] = set()
        for fluent, old, new in turns:
            if fluent in self._readers:
                touched |= self._readers[fluent]
            if fluent in self._askers:
                asked = self._askers[fluent]
                lost |= asked.get(old, NOBODY)
                touched |= asked.get(new, NOBODY)
        if not touched and not lost:
            return before
        tests = self._tests
        found = [number for number in before if number not in touched and number not in lost]
        found.extend(number for number in touched if (test := tests[number]) is None or test(state))
        found.sort()
        return tuple(found)


NOBODY: frozenset[int] = frozenset()


class Tracker:
    """The conditions that hold by the facts of a state, kept for each valuation and worked out from the last one met.

    Valuations are told apart as objects: equal ones must be one and the same.
    """

    def __init__(self, numbers: Sequence[int], conditions: Sequence[GroundExpression]) -> None:
        self._numbers = tuple(numbers)
        self._index = Index(conditions)
        self._watched = tuple(sorted(self._index.watched))
        self._known: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._last: tuple[Values, tuple[int, ...]] | None = None

    def of(self, state: State) -> tuple[int, ...]:
        """The numbers of those that hold, in order."""
        known = self._known.get(id(state.values))
        if known is None:
            places = self._places(state)
            self._last = (state.values, places)
            known = self._known[id(state.values)] = (places, tuple(self._numbers[place] for place in places))
        return known[1]

    def _places(self, state: State) -> tuple[int, ...]:
        if self._last is None:
            return self._index.all(state)
        values = state.values
        before, places = self._last
        turns = [
            (fluent, before[fluent], values[fluent])
            for fluent in self._watched
            if values[fluent] is not before[fluent] and values[fluent] != before[fluent]
        ]
        return self._index.changed(state, places, turns) if turns else places


Glances = tuple[tuple[int, tuple[int, ...]], ...]


class Views:
    """What the facts of a state allow: events, laws, laws of each moment, each in the order of the program.

    Laws come in three sorts: on facts; on one mind alone (`glance_of`), for each person; and the rest.
    """

    def __init__(self, program: Program) -> None:
        laws = list(enumerate(program.laws))
        self._glancers = {
            number: person for number, law in laws if not law.changes_facts and (person := glance_of(law)) is not None
        }
        self._events = Tracker(range(len(program.events)), [event.condition for event in program.events])
        self._laws = tracker([(number, law) for number, law in laws if law.changes_facts])
        self._glance_laws = tracker([(number, law) for number, law in laws if number in self._glancers])
        rest = [(number, law) for number, law in laws if not law.changes_facts and number not in self._glancers]
        self._others = tracker(rest)
        self._moment_laws = tracker(list(enumerate(program.moment_laws)))
        self._glances: dict[int, Glances] = {}

    def events(self, state: State) -> tuple[int, ...]:
        """The events."""
        return self._events.of(state)

    def laws_on_facts(self, state: State) -> tuple[int, ...]:
        """The laws that change facts."""
        return self._laws.of(state)

    def other_laws(self, state: State) -> tuple[int, ...]:
        """The laws that change beliefs alone, and not one mind by what is so and what that mind takes it for."""
        return self._others.of(state)

    def moment_laws(self, state: State) -> tuple[int, ...]:
        """The laws of each moment."""
        return self._moment_laws.of(state)

    def glances(self, state: State) -> Glances:
        """The laws that change one mind by what is so and what that mind takes it for, for each such person."""
        found = self._glances.get(id(state.values))
        if found is None:
            laws: dict[int, list[int]] = {}
            for law in self._glance_laws.of(state):
                laws.setdefault(self._glancers[law], []).append(law)
            found = self._glances[id(state.values)] = tuple((each, tuple(laws[each])) for each in sorted(laws))
        return found


def tracker(laws: Sequence[tuple[int, GroundLaw]]) -> Tracker:
    """A tracker of laws."""
    return Tracker([number for number, _ in laws], [law.condition for _, law in laws])


def glance_of(law: GroundLaw) -> int | None:
    """The person whose mind alone a law writes and reads, besides facts; None if it does anything else.

    Whether such a law fires (each `sight` is one) is settled by two valuations: the facts, and what that person takes
    them for.
    """
    people = {effect.path[0] for effect in law.effects if len(effect.path) == 1}
    if len(people) != 1 or any(len(effect.path) != 1 for effect in law.effects):
        return None
    read = [path for path, _ in reads(law.condition)]
    for effect in law.effects:
        read.extend(path for path, _ in reads(effect.value))
        if effect.guard is not None:
            read.extend(path for path, _ in reads(effect.guard))
    person = people.pop()
    return person if all(path in ((), (person,)) for path in read) else None
