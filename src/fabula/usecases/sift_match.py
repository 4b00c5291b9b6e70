# SPDX-License-Identifier: Apache-2.0
"""A pattern as an automaton that watches a story event by event.

A *thread* is one way in which the events so far fit the first steps: how many, and what the variables are bound to. An
event that fits the next step extends it, and it stays as it was besides (another event may fit the step later), unless
the event is one that must not come between. Whoever watches a set of threads watches all ways at once: that is the
automaton made deterministic, one set of threads for each state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from fabula.engine.port import Engine
from fabula.model.ground import GroundEvent, GroundExpression
from fabula.model.pattern import FACT, Change, EventFilter, Measure, Pattern, When
from fabula.usecases.sift_facts import ground_measure, ground_when
from fabula.usecases.sift_future import Future

Value: TypeAlias = str | int | None
"""What a variable is bound to: the name of a thing, the number of a fluent, nothing yet."""

Binding: TypeAlias = tuple[Value, ...]
Thread: TypeAlias = tuple[int, Binding]
"""How many steps have been taken, and by whom."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An event that happens: its number, the states before and after."""

    before: int
    event: int
    after: int


@dataclass(slots=True)
class Matcher:
    """Watches for one pattern in the stories of one engine."""

    engine: Engine
    pattern: Pattern
    future: Future = field(init=False)
    _places: dict[str, int] = field(init=False)
    _domains: tuple[tuple[str | int, ...], ...] = field(init=False)
    _ground: dict[tuple[int, tuple[Value, ...]], GroundExpression | None] = field(default_factory=dict)
    _held: dict[tuple[int, tuple[Value, ...], int], bool] = field(default_factory=dict)
    _extensions: dict[tuple[int, Binding, int, int], tuple[Binding, ...]] = field(default_factory=dict)
    _changed: dict[tuple[int, int, int | None], frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work out what each variable can stand for."""
        program = self.engine.program
        self.future = Future(self.engine, self.pattern.moments)
        self._places = {each.name: place for place, each in enumerate(self.pattern.variables)}
        facts = tuple(number for number in range(len(program.fluents)) if number != program.clock)
        self._domains = tuple(
            facts if each.kind == FACT else tuple(thing.name for thing in program.world.things_of(each.kind))
            for each in self.pattern.variables
        )

    @property
    def last(self) -> int:
        """How many steps the pattern has."""
        return len(self.pattern.steps)

    @property
    def settled(self) -> bool:
        """Whether what has matched has matched for good: nothing is asked of how the story goes on."""
        return not self.pattern.ends and not self.pattern.barred[-1]

    def first(self) -> frozenset[Thread]:
        """The threads of a story that has not begun: one, unless something is barred before the first step."""
        nobody: Binding = (None,) * len(self.pattern.variables)
        asked = frozenset[str]().union(*(self._asked(bar) for bar in self.pattern.barred[0]))
        return frozenset((0, binding) for binding in self._filled(nobody, asked) if self._fits_where(binding))

    def stays(self, thread: Thread, moment: Moment) -> bool:
        """Whether a thread survives an event that it does not take."""
        at, binding = thread
        return not any(self._extended(bar, binding, moment) for bar in self.pattern.barred[at])

    def taken(self, thread: Thread, moment: Moment) -> tuple[Thread, ...]:
        """The threads that come of one by taking an event for its next step."""
        at, binding = thread
        if at == self.last:
            return ()
        found: dict[Binding, None] = {}
        for way in self.pattern.steps[at].ways:
            for extended in self._extended(way, binding, moment):
                for bound in self._bound_for_bars(at + 1, extended):
                    if self._fits_where(bound):
                        found[bound] = None
        return tuple((at + 1, bound) for bound in found)

    def advanced(self, threads: Iterable[Thread], moment: Moment) -> frozenset[Thread]:
        """All threads after an event."""
        found: set[Thread] = set()
        for thread in threads:
            if self.stays(thread, moment):
                found.add(thread)
            found.update(self.taken(thread, moment))
        return frozenset(found)

    def over(self, thread: Thread, state: int) -> bool:
        """Whether a thread is a whole match of a story that is over in this state."""
        at, binding = thread
        return at == self.last and all(self._any(each, binding, state) for each in self.pattern.ends)

    # ------------------------------------------------------------------------------------------ one filter
    def _extended(self, way: EventFilter, binding: Binding, moment: Moment) -> tuple[Binding, ...]:
        """The bindings that make the event one that the filter lets through, each extending this one."""
        key = (id(way), binding, moment.before, moment.event)
        known = self._extensions.get(key)
        if known is None:
            known = self._extensions[key] = tuple(self._search(way, binding, moment))
        return known

    def _search(self, way: EventFilter, binding: Binding, moment: Moment) -> Iterator[Binding]:
        event = self.engine.program.events[moment.event]
        bindings = self._by_event(way, event, [binding])
        willing = tuple(self.engine.program.people[person] for person in event.willing)
        for name in way.by:
            bindings = self._choose(bindings, name, willing)
        for name in way.mentions:
            bindings = self._choose(bindings, name, event.arguments)
        for change in way.changes:
            bindings = [each for one in bindings for each in self._changing(one, change, moment)]
        for bound in bindings:
            for whole in self._filled(bound, self._asked(way)):
                if self._lets_through(way, whole, event, moment):
                    yield whole

    def _by_event(self, way: EventFilter, event: GroundEvent, bindings: list[Binding]) -> list[Binding]:
        if way.event is None:
            return bindings
        if way.event.name != event.name or len(way.event.arguments) != len(event.arguments):
            return []
        for wanted, argument in zip(way.event.arguments, event.arguments, strict=True):
            if wanted is not None:
                bindings = self._choose(bindings, wanted, (argument,))
        return bindings

    def _choose(self, bindings: list[Binding], name: str, among: tuple[str, ...]) -> list[Binding]:
        """The bindings in which a name is one of these things."""
        place = self._places.get(name)
        if place is None:
            return bindings if name in among else []
        found: dict[Binding, None] = {}
        for binding in bindings:
            if binding[place] is not None:
                if binding[place] in among:
                    found[binding] = None
                continue
            for thing in dict.fromkeys(among):
                if thing in self._domains[place]:
                    found[_with(binding, place, thing)] = None
        return list(found)

    def _changing(self, binding: Binding, change: Change, moment: Moment) -> Iterator[Binding]:
        """The bindings in which the event, and not the time that it takes, changes the fact."""
        place = self._places[change.fact]
        minds = [binding] if change.mind is None else list(self._filled(binding, frozenset((change.mind,))))
        for bound in minds:
            mind = None if change.mind is None else self._person(change.mind, bound)
            changed = self._changed_by(moment, mind)
            if bound[place] is not None:
                if bound[place] in changed:
                    yield bound
            else:
                yield from (_with(bound, place, fluent) for fluent in self._domains[place] if fluent in changed)

    def _changed_by(self, moment: Moment, mind: int | None) -> frozenset[int]:
        before, after = self._rest(moment), moment.after
        key = (before, after, mind)
        if key not in self._changed:
            if mind is not None:
                before, after = self.engine.believed(before, mind), self.engine.believed(after, mind)
            pairs = zip(self.engine.values(before), self.engine.values(after), strict=True)
            self._changed[key] = frozenset(number for number, (one, two) in enumerate(pairs) if one != two)
        return self._changed[key]

    def _lets_through(self, way: EventFilter, binding: Binding, event: GroundEvent, moment: Moment) -> bool:
        """Whether all that the filter asks is so, everybody that it speaks of known."""
        engine, before = self.engine, moment.before
        people = engine.program.people
        sees = (self._person(name, binding) for name in way.seen_by)
        blind = (self._person(name, binding) for name in way.not_seen_by)
        return (
            not any(people[person] == self._thing(name, binding) for name in way.not_by for person in event.willing)
            and all(engine.observes(before, moment.event, person) for person in sees)
            and not any(engine.observes(before, moment.event, person) for person in blind)
            and all(self._any(each, binding, before) for each in way.before)
            and all(self._any(each, binding, moment.after) for each in way.after)
            and all(self._gain(name, binding, moment) > 0 for name in way.helps)
            and all(self._gain(name, binding, moment) < 0 for name in way.harms)
            and all(self._rise(each, binding, moment) > 0 for each in way.raises)
            and all(self._rise(each, binding, moment) < 0 for each in way.lowers)
        )

    # --------------------------------------------------------------------------------------- what is asked
    def _any(self, when: When, binding: Binding, state: int) -> bool:
        """Whether a condition holds in a state, or in what would become of it."""
        if when.would:
            state = self.future.of(state)
        bound = self._bound(when.variables, binding)
        key = (id(when), bound, state)
        known = self._held.get(key)
        if known is None:
            made = (id(when), bound)
            if made not in self._ground:
                named = self._named(when.variables, binding)
                self._ground[made] = ground_when(self.engine.program, when, named)
            ground = self._ground[made]
            known = self._held[key] = ground is not None and self.engine.holds(state, ground)
        return known

    def _rise(self, measure: Measure, binding: Binding, moment: Moment) -> float:
        """By how much the event raises a number; nothing where it is unknown."""
        key = (id(measure), self._bound(measure.variables, binding))
        if key not in self._ground:
            named = self._named(measure.variables, binding)
            self._ground[key] = ground_measure(self.engine.program, measure, named)
        ground = self._ground[key]
        if ground is None:
            return 0.0
        one, two = (self.engine.value(state, ground) for state in (moment.before, moment.after))
        return two - one if isinstance(one, float | int) and isinstance(two, float | int) else 0.0

    def _gain(self, name: str, binding: Binding, moment: Moment) -> float:
        """What somebody gains by the event, against the same time with nobody doing anything."""
        person = self._person(name, binding)
        return self.engine.utility(moment.after, person) - self.engine.utility(self._rest(moment), person)

    def _rest(self, moment: Moment) -> int:
        """The state had the time of the event passed with nobody doing anything."""
        return self.future.after(moment.before, self.engine.program.events[moment.event].takes)

    def _fits_where(self, binding: Binding) -> bool:
        """Whether what the pattern says of its people at the start holds, as far as they are known."""
        start = self.engine.start()
        return all(
            any(binding[self._places[name]] is None for name in each.variables) or self._any(each, binding, start)
            for each in self.pattern.where
        )

    # ------------------------------------------------------------------------------------------- bindings
    def _bound_for_bars(self, at: int, binding: Binding) -> Iterator[Binding]:
        """The bindings after so many steps, with everybody known of whom what is barred speaks, or at last the end."""
        asked = frozenset[str]().union(*(self._asked(bar) for bar in self.pattern.barred[at]))
        if at == self.last:
            asked = asked.union(*(each.variables for each in self.pattern.ends))
        return self._filled(binding, asked)

    def _asked(self, way: EventFilter) -> frozenset[str]:
        """The variables that a filter speaks of."""
        people = (*way.by, *way.not_by, *way.seen_by, *way.not_seen_by, *way.mentions, *way.helps, *way.harms)
        arguments = (name for name in (way.event.arguments if way.event else ()) if name is not None)
        changed = (name for change in way.changes for name in (change.fact, change.mind) if name is not None)
        named = {name for name in (*people, *arguments, *changed) if name in self._places}
        conditions = (each.variables for each in (*way.before, *way.after))
        measures = (each.variables for each in (*way.raises, *way.lowers))
        return frozenset(named).union(*conditions, *measures)

    def _filled(self, binding: Binding, names: frozenset[str]) -> Iterator[Binding]:
        """The bindings with these variables bound to whatever they can stand for."""
        places = [place for name, place in self._places.items() if name in names and binding[place] is None]
        for values in product(*(self._domains[place] for place in places)):
            whole = list(binding)
            for place, value in zip(places, values, strict=True):
                whole[place] = value
            yield tuple(whole)

    def _bound(self, names: frozenset[str], binding: Binding) -> tuple[Value, ...]:
        return tuple(binding[place] for name, place in self._places.items() if name in names)

    def _named(self, names: frozenset[str], binding: Binding) -> dict[str, str | int]:
        pairs = ((name, binding[self._places[name]]) for name in names)
        return {name: value for name, value in pairs if value is not None}

    def _thing(self, name: str, binding: Binding) -> Value:
        place = self._places.get(name)
        return name if place is None else binding[place]

    def _person(self, name: str, binding: Binding) -> int:
        return self.engine.program.people.index(str(self._thing(name, binding)))


def _with(binding: Binding, place: int, value: str | int) -> Binding:
    return (*binding[:place], value, *binding[place + 1 :])
