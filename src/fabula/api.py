# SPDX-License-Identifier: Apache-2.0
"""Fabula for Python programs: load a world, walk through its states, ask for reasons, have stories told.

    >>> import fabula
    >>> world = fabula.load("stolen-fire.world")
    >>> start = world.start()
    >>> start["Wren believes lit(lamp)"]
    True
    >>> [str(event) for event in start.possible()]
    ['go(Ash, yard)', 'go(Wren, yard)', 'give(Ash, lamp, Wren)']

What an author wrote wrong is data (`read` returns diagnostics); what a program asks wrongly is raised:

    FabulaError
    ├── InvalidWorld        the world cannot be used; `.diagnostics` say why and where
    └── InvalidQuestion     a question that makes no sense in this world
        ├── InvalidText     an event or an expression that cannot be read; `.diagnostics`
        ├── ImpossibleEvent   an event that cannot happen in this state
        └── UnknownName     a person or an ending that is not there; `.suggestions`
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from os import PathLike, fspath

from fabula import files
from fabula.diagnostics import Diagnostic, Severity, Source, render_text, suggest
from fabula.engine.ground import find_event, ground_value
from fabula.engine.port import Cancel, Engine, Progress
from fabula.language import read_event, read_expression
from fabula.model.answers import EventCall, Outcome, PlannedStep, Reason, TellAnswer, ToldEvent, ToldStory
from fabula.model.limits import Limits
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import World as WorldModel
from fabula.usecases.check import Checked, Overrides, check_text
from fabula.usecases.open_world import open_world, start_engine
from fabula.usecases.sentences import Sentences, reads
from fabula.usecases.tell import Asked, asked_by_default, asked_ending, asked_utility, summed_up, tell

__all__ = [
    "NONE",
    "UNKNOWN",
    "Cancel",
    "Checked",
    "Diagnostic",
    "EventCall",
    "FabulaError",
    "ImpossibleEvent",
    "InvalidQuestion",
    "InvalidText",
    "InvalidWorld",
    "Outcome",
    "PlannedStep",
    "Reason",
    "State",
    "TellAnswer",
    "ToldEvent",
    "ToldStory",
    "UnknownName",
    "World",
    "check",
    "load",
    "read",
]

DEFAULTS = Limits()
Step = tuple[str, int]
"""A step from one state to another: ("event", its number) or ("mind", the number of a person)."""


class FabulaError(Exception):
    """What a program may do wrong; the tree is drawn at the top of the module."""


class InvalidWorld(FabulaError):  # noqa: N818 -- a name that is told to users, and says what is wrong
    """The world cannot be used. `diagnostics` say why; as a string, it is their text."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], sources: Mapping[str, Source]) -> None:
        super().__init__(render_text(diagnostics, sources))
        self.diagnostics = diagnostics
        self.sources = dict(sources)


class InvalidQuestion(FabulaError, ValueError):  # noqa: N818 -- as InvalidWorld
    """A question that makes no sense in this world."""


class InvalidText(InvalidQuestion):
    """An event or an expression that cannot be read in this world. `diagnostics` say why."""

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        source = diagnostics[0].primary.span.source if diagnostics else ""
        super().__init__(render_text(diagnostics, {source: Source(source, text)}) or f"`{text}` cannot be read")
        self.text = text
        self.diagnostics = diagnostics


class ImpossibleEvent(InvalidQuestion):
    """An event that cannot happen in this state."""


class UnknownName(InvalidQuestion, LookupError):
    """A person or an ending that is not in the world. `suggestions` are near names."""

    def __init__(self, what: str, name: str, there_are: tuple[str, ...]) -> None:
        self.suggestions = suggest(name, there_are)
        hint = f"; did you mean `{self.suggestions[0]}`?" if self.suggestions else ""
        super().__init__(f"there is no {what} called `{name}`{hint}")


class World:
    """A world ready for questions. Made by `load` and `read`.

    `model` is the world as data, `diagnostics` are the warnings of reading it.

    >>> world = load("stolen-fire.world")
    >>> world.title, world.people, world.endings
    ('A stolen fire', ('Ash', 'Wren'), ('handed_on',))
    """

    def __init__(self, model: WorldModel, engine: Engine, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        self.model = model
        self.diagnostics = diagnostics
        self._engine = engine
        self._deeper: dict[int, Engine] = {DEFAULTS.minds: engine}

    def __repr__(self) -> str:
        return f"<World {self.title!r}>"

    @property
    def title(self) -> str:
        """The title."""
        return self.model.title

    @property
    def people(self) -> tuple[str, ...]:
        """The names of everybody, in the order of the file."""
        return self._engine.program.people

    @property
    def endings(self) -> tuple[str, ...]:
        """The names of the declared endings, in the order of the file."""
        return tuple(ending.name for ending in self.model.endings)

    def start(self) -> State:
        """The state at the start."""
        return State(self, self._engine.start(), ())

    def event(self, event: EventCall | str) -> EventCall:
        """The event that a text means.

        >>> load("stolen-fire.world").event("go( Wren,yard )")
        EventCall(name='go', arguments=('Wren', 'yard'))
        """
        if isinstance(event, EventCall):
            return event
        call, problems = read_event(event, self.model)
        if call is None:
            raise InvalidText(event, tuple(problems))
        return call

    def tell(
        self,
        ending: str | None = None,
        goal: float | None = None,
        *,
        length: int = DEFAULTS.length,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        count: int = DEFAULTS.count,
        seconds: float | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> TellAnswer:
        """The shortest stories in character to an ending, or to an author's utility of at least `goal`.

        Without either, as `fabula tell`: a story to each ending, or to what the author likes better than the start.

        >>> answer = load("stolen-fire.world").tell("handed_on")
        >>> str(answer.outcome), [str(happened.event) for happened in answer.stories[0].events]
        ('told', ['give(Ash, lamp, Wren)'])
        """
        limits = Limits(length=length, imagine=imagine, minds=minds, count=count)
        engine = self._engine_for(minds)
        flag = Cancel() if cancel is None else cancel
        timer = None if seconds is None else threading.Timer(seconds, flag.set, ("time",))
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            answers = [self._told(engine, asked, limits, flag, progress) for asked in self._asked(ending, goal)]
        finally:
            if timer is not None:
                timer.cancel()
        return answers[0] if len(answers) == 1 else summed_up(answers)

    def _asked(self, ending: str | None, goal: float | None) -> tuple[Asked, ...]:
        if ending is not None and goal is not None:
            raise InvalidQuestion("an ending or a goal, not both")
        if goal is not None:
            return (asked_utility(goal),)
        if ending is None:
            asked = asked_by_default(self._engine)
            if not asked:
                raise InvalidQuestion("this world has no ending and no `wants author`: there is nothing to tell towards")
            return asked
        found = asked_ending(self._engine.program, ending)
        if found is None:
            raise UnknownName("ending", ending, self.endings)
        return (found,)

    def _told(
        self,
        engine: Engine,
        asked: Asked,
        limits: Limits,
        cancel: Cancel,
        progress: Callable[[Progress], None] | None,
    ) -> TellAnswer:
        answer = tell(engine, asked.goal, limits, cancel, progress)
        if isinstance(answer, Diagnostic):
            raise InvalidWorld((answer,), {})
        return answer

    def _engine_for(self, minds: int) -> Engine:
        """An engine that keeps minds deep enough to read them `minds` deep."""
        if minds <= DEFAULTS.minds:
            return self._engine
        if minds not in self._deeper:
            engine, problems = start_engine(self.model, minds)
            if engine is None:
                raise InvalidWorld(problems, {})
            self._deeper[minds] = engine
        return self._deeper[minds]

    def _number_of(self, event: EventCall | str) -> int | None:
        call = self.event(event)
        return find_event(self._engine.program, call.name, call.arguments)

    def _person(self, name: str) -> int:
        if name not in self.people:
            raise UnknownName("person", name, self.people)
        return self.people.index(name)


class State:
    """A state of a world: what is so, and what everybody believes. Immutable, hashable; equal states are the same.

    >>> start = load("stolen-fire.world").start()
    >>> there_and_back = start.after("go(Wren, yard)").after("go(Wren, hall)")
    >>> start == there_and_back, start["Ash believes Wren believes at(Ash)"], start["at(Ash)"]
    (False, 'yard', 'hall')
    """

    __slots__ = ("_number", "_trail", "_world")

    def __init__(self, world: World, number: int, trail: tuple[Step, ...]) -> None:
        self._world = world
        self._number = number
        self._trail = trail

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and other._world is self._world and other._number == self._number

    def __hash__(self) -> int:
        return hash((id(self._world), self._number))

    def __repr__(self) -> str:
        return f"<State {self._number} of {self._world.title!r}>"

    @property
    def world(self) -> World:
        """The world that this is a state of."""
        return self._world

    def possible(self) -> tuple[EventCall, ...]:
        """The events that can happen now, in the order of the file."""
        events = self._world._engine.program.events
        numbers = self._world._engine.possible(self._number)
        return tuple(EventCall(events[number].name, events[number].arguments) for number in numbers)

    def after(self, event: EventCall | str) -> State:
        """The state after an event, which must be possible.

        >>> load("stolen-fire.world").start().after("go(Wren, yard)")["at(Wren)"]
        'yard'
        """
        engine = self._world._engine
        number = self._world._number_of(event)
        if number is None or number not in engine.possible(self._number):
            raise ImpossibleEvent(f"`{event}` cannot happen in this state")
        return State(self._world, engine.after(self._number, number), (*self._trail, ("event", number)))

    def __getitem__(self, expression: str) -> Value:
        """The value of a fact or of any expression; a yes/no fact or a condition is True or False.

        `none` is `fabula.NONE`, `unknown` is `fabula.UNKNOWN`, a thing is its name.

        >>> start = load("stolen-fire.world").start()
        >>> start["keeper(lamp)"], start["keeper(lamp) = Wren or lit(lamp)"]
        ('Ash', False)
        """
        found, problems = read_expression(expression, self._world.model)
        if found is None:
            raise InvalidText(expression, tuple(problems))
        engine = self._world._engine
        ground = ground_value(engine.program, found)
        engine = self._deep_enough(max((len(path) for path, _ in reads(ground)), default=0))
        return engine.value(self._in(engine), ground)

    def believed_by(self, person: str) -> State:
        """What a person believes to be so.

        >>> load("stolen-fire.world").start().believed_by("Wren")["lit(lamp)"]
        True
        """
        number = self._world._person(person)
        believed = self._world._engine.believed(self._number, number)
        return State(self._world, believed, (*self._trail, ("mind", number)))

    def utility(self, person: str | None = None) -> float:
        """How good this state is for a person, or (None) for the author."""
        number = None if person is None else self._world._person(person)
        return self._world._engine.utility(self._number, number)

    def reasons(
        self, event: EventCall | str, imagine: int = DEFAULTS.imagine, minds: int = DEFAULTS.minds
    ) -> dict[str, Reason | None]:
        """For each person who must want the event: why they would, or None if they have no reason within the limits.

        >>> reasons = load("stolen-fire.world").start().reasons("go(Wren, yard)")
        >>> reasons["Wren"] is None
        True
        """
        number = self._world._number_of(event)
        if number is None:
            raise ImpossibleEvent(f"`{event}` can never happen")
        engine = self._deep_enough(minds)
        state = self._in(engine)
        limits = Limits(imagine=imagine, minds=minds)
        sentences = Sentences(engine)
        found: dict[str, Reason | None] = {}
        for person in engine.program.events[number].willing:
            reason = engine.reason(state, number, person, limits)
            name = engine.program.people[person]
            found[name] = None if reason is None else sentences.reason(state, number, reason)
        return found

    def _deep_enough(self, minds: int) -> Engine:
        """An engine in which minds can be read so deep from this state: each mind entered on the way here counts."""
        return self._world._engine_for(minds + sum(kind == "mind" for kind, _ in self._trail))

    def _in(self, engine: Engine) -> int:
        """The number of this state in an engine: the same way is gone there from the start."""
        if engine is self._world._engine:
            return self._number
        state = engine.start()
        for kind, number in self._trail:
            state = engine.after(state, number) if kind == "event" else engine.believed(state, number)
        return state


def load(path: str | PathLike[str]) -> World:
    """The world of a file; raises `InvalidWorld` where it cannot be used."""
    world, diagnostics, sources = _read(path)
    if world is None:
        raise InvalidWorld(diagnostics, sources)
    return world


def read(path: str | PathLike[str]) -> tuple[World | None, list[Diagnostic]]:
    """The world of a file, None where it cannot be used, and what there is to say about it.

    >>> world, diagnostics = read("no-such.world")
    >>> world is None, diagnostics[0].code
    (True, 'cannot-read')
    """
    world, diagnostics, _ = _read(path)
    return world, list(diagnostics)


def check(path: str | PathLike[str], imagine: int | None = None, minds: int | None = None) -> Checked:
    """What there is to say about a manuscript or a world; `.answer` is None where it cannot be used.

    >>> checked = check("stolen-fire.world")
    >>> checked.answer.clean
    True
    """
    source = files.read(fspath(path))
    if isinstance(source, Diagnostic):
        return Checked(None, (source,), {})
    return check_text(source, files.open_file, Overrides(imagine=imagine, minds=minds))


def _read(path: str | PathLike[str]) -> tuple[World | None, tuple[Diagnostic, ...], Mapping[str, Source]]:
    source = files.read(fspath(path))
    if isinstance(source, Diagnostic):
        return None, (source,), {}
    opened = open_world(source, files.open_file, DEFAULTS.minds)
    if opened.world is None or opened.engine is None:
        return None, opened.diagnostics, opened.sources
    warnings = tuple(problem for problem in opened.diagnostics if problem.severity is not Severity.ERROR)
    return World(opened.world, opened.engine, warnings), opened.diagnostics, opened.sources
