# SPDX-License-Identifier: Apache-2.0
"""A state of a world, as a value."""

from __future__ import annotations

from fabula.api.errors import ImpossibleEvent, InvalidQuestion
from fabula.api.session import DEFAULTS, Session, Unpickled, asked_limits
from fabula.api.sifting import asked_patterns, refused
from fabula.engine.port import Engine
from fabula.model.answers import EventCall, Reason
from fabula.model.limits import Limits
from fabula.model.sift import SiftedStory
from fabula.model.values import Value
from fabula.usecases.sentences import Sentences, reads
from fabula.usecases.sift import sift_events

Step = tuple[str, int]
"""A step from one state to another: ("event", its number) or ("mind", the number of a person)."""


class State(Unpickled):
    """A state of a world: what is so, and what everybody believes. Immutable, hashable; equal states are the same.

    >>> start = load("stolen-fire.world").start()
    >>> there_and_back = start.after("go(Wren, yard)").after("go(Wren, hall)")
    >>> there_and_back == start, start["Wren believes Ash believes lit(lamp)"], start["lit(lamp)"]
    (True, True, False)
    """

    __slots__ = ("_number", "_session", "_trail")

    def __init__(self, session: Session, number: int, trail: tuple[Step, ...]) -> None:
        self._session = session
        self._number = number
        self._trail = trail

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and other._session is self._session and other._number == self._number

    def __hash__(self) -> int:
        return hash((id(self._session), self._number))

    def __copy__(self) -> State:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> State:
        return self

    def __repr__(self) -> str:
        return f"<State {self._number} of {self._session.model.title!r}>"

    def possible(self) -> tuple[EventCall, ...]:
        """The events that can happen now, in the order of the file."""
        with self._session.asking() as engine:
            numbers = engine.possible(self._number)
        events = engine.program.events
        return tuple(EventCall(events[number].name, events[number].arguments) for number in numbers)

    def after(self, event: EventCall | str) -> State:
        """The state after an event, which must be possible.

        >>> load("stolen-fire.world").start().after("go(Wren, yard)")["at(Wren)"]
        'yard'
        """
        number = self._session.number_of(event)
        with self._session.asking() as engine:
            if number is None or number not in engine.possible(self._number):
                raise ImpossibleEvent(f"`{event}` cannot happen in this state")
            after = engine.after(self._number, number)
        return State(self._session, after, (*self._trail, ("event", number)))

    def __getitem__(self, expression: str) -> Value:
        """The value of a fact or of any expression; a yes/no fact or a condition is True or False.

        `none` is `fabula.NONE`, `unknown` is `fabula.UNKNOWN`, a thing is its name.

        >>> start = load("stolen-fire.world").start()
        >>> start["keeper(lamp)"], start["keeper(lamp) = Wren or lit(lamp)"]
        ('Ash', False)
        """
        ground = self._session.expression(expression)
        with self._session.asking():
            engine = self._deep_enough(max((len(path) for path, _ in reads(ground)), default=0))
            return engine.value(self._in(engine), ground)

    def believed_by(self, person: str) -> State:
        """What a person believes to be so.

        >>> load("stolen-fire.world").start().believed_by("Wren")["lit(lamp)"]
        True
        """
        number = self._session.person(person)
        believed = self._session.engine.believed(self._number, number)
        return State(self._session, believed, (*self._trail, ("mind", number)))

    def utility(self, person: str | None = None) -> float:
        """How good this state is for a person, or (None) for the author."""
        number = None if person is None else self._session.person(person)
        with self._session.asking() as engine:
            return engine.utility(self._number, number)

    def reasons(
        self, event: EventCall | str, imagine: int = DEFAULTS.imagine, minds: int = DEFAULTS.minds
    ) -> dict[str, Reason | None]:
        """For each person who must want the event: why they would, or None if they have no reason within the limits.

        >>> reasons = load("stolen-fire.world").start().reasons("go(Wren, yard)")
        >>> reasons["Wren"] is None
        True
        """
        number = self._session.number_of(event)
        if number is None:
            raise ImpossibleEvent(f"`{event}` can never happen")
        with self._session.asking():
            return self._reasons(self._deep_enough(minds), number, asked_limits(imagine=imagine, minds=minds))

    def sift(self, *patterns: str) -> SiftedStory:
        """Which patterns the events that led here hold, and which are under way: see `docs/sift.md`.

        >>> state = load("stolen-fire.world").start().after("give(Ash, lamp, Wren)")
        >>> [step.text for begun in state.sift("betrayal").patterns[0].underway for step in begun.missing]
        ['Wren harms Ash']
        """
        if any(kind == "mind" for kind, _ in self._trail):
            raise InvalidQuestion("no events led to what somebody believes: sift the state that they are in")
        asked = asked_patterns(patterns)
        read = asked.read(self._session.model)
        if read.problems:
            raise refused(asked, read.problems)
        with self._session.asking():
            engine = self._session.engine_for(read.minds)
            events = [number for _, number in self._trail]
            return sift_events(engine, self._session.model.title, events, read, Sentences(engine))

    def _reasons(self, engine: Engine, event: int, limits: Limits) -> dict[str, Reason | None]:
        state = self._in(engine)
        sentences = Sentences(engine)
        found: dict[str, Reason | None] = {}
        for person in engine.program.events[event].willing:
            reason = engine.reason(state, event, person, limits)
            name = engine.program.people[person]
            found[name] = None if reason is None else sentences.reason(state, event, reason)
        return found

    def _deep_enough(self, minds: int) -> Engine:
        """An engine in which minds can be read so deep from this state: each mind entered on the way here counts."""
        return self._session.engine_for(minds + sum(kind == "mind" for kind, _ in self._trail))

    def _in(self, engine: Engine) -> int:
        """The number of this state in an engine: the same way is gone there from the start."""
        if engine is self._session.engine:
            return self._number
        state = engine.start()
        for kind, number in self._trail:
            state = engine.after(state, number) if kind == "event" else engine.believed(state, number)
        return state
