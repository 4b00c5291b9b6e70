# SPDX-License-Identifier: Apache-2.0
"""What a world and its states share: the model and the engines that answer for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NoReturn

from fabula.api.errors import InvalidQuestion, InvalidText, InvalidWorld, NoSuchEngine, UnknownName
from fabula.engine.choose import EngineMissing, EngineName, MakeEngine, default_engine, engine_maker
from fabula.engine.ground import find_event, ground_value
from fabula.engine.port import Engine
from fabula.language import read_event, read_expression, spelt
from fabula.model.answers import EventCall
from fabula.model.ground import GroundExpression
from fabula.model.limits import Limits
from fabula.model.world import World as WorldModel
from fabula.semantics import EngineError
from fabula.usecases.open_world import start_engine
from fabula.usecases.problems import engine_problem

DEFAULTS = Limits()
_LEAST = {"length": 0}
"""What a limit may be at least; every other one at least 1."""


def asked_limits(**limits: int) -> Limits:
    """The limits of a question; raises where there is one that allows nothing, or is no whole number."""
    for name, value in limits.items():
        least = _LEAST.get(name, 1)
        if type(value) is not int or value < least:
            raise InvalidQuestion(f"`{name}` is a whole number of at least {least}, not {value!r}")
    return Limits(**limits)


def written(text: object, what: str) -> str:
    """The text that something is asked with; raises where it is none."""
    if not isinstance(text, str):
        raise InvalidQuestion(f"{what} is named by a text, not by {text!r}")
    return text


class Unpickled:
    """What lives in an engine, and is lost outside of it."""

    __slots__ = ()

    def __reduce__(self) -> NoReturn:
        raise InvalidQuestion(
            f"a {type(self).__name__.lower()} cannot be pickled: it lives in an engine. "
            "Load the world again where it is wanted, and let the same events happen"
        )


def maker_of(engine: EngineName | str | None) -> MakeEngine:
    """Makes engines of that name; None: the native one, or the one in plain Python where that is not built."""
    try:
        return engine_maker(None if engine is None else EngineName(engine))
    except EngineMissing as missing:
        raise NoSuchEngine(str(missing)) from missing
    except ValueError as unknown:
        there_are = " and ".join(f"`{each}`" for each in EngineName)
        raise NoSuchEngine(f"there is no engine called `{engine}`; there are {there_are}") from unknown


@dataclass(eq=False, slots=True)
class Session:
    """A world and the engine on it; engines that keep deeper minds are made when somebody reads so deep."""

    model: WorldModel
    engine: Engine
    make_engine: MakeEngine = default_engine
    _deeper: dict[int, Engine] = field(default_factory=dict)
    _expressions: dict[str, GroundExpression] = field(default_factory=dict)

    def engine_for(self, minds: int) -> Engine:
        """An engine that keeps minds deep enough to read them `minds` deep."""
        if minds <= DEFAULTS.minds:
            return self.engine
        if minds not in self._deeper:
            engine, problems = start_engine(self.model, minds, self.make_engine)
            if engine is None:
                raise InvalidWorld(problems, {})
            self._deeper[minds] = engine
        return self._deeper[minds]

    @contextmanager
    def asking(self) -> Iterator[Engine]:
        """The engine, for questions that the world itself may make impossible: `InvalidWorld` says why."""
        try:
            yield self.engine
        except EngineError as error:
            raise InvalidWorld((engine_problem(self.engine.program, error),), {}) from error

    def call(self, event: EventCall | str) -> EventCall:
        """The event that a text means."""
        if isinstance(event, EventCall):
            return event
        call, problems = read_event(written(event, "an event"), self.model)
        if call is None:
            raise InvalidText(event, tuple(problems))
        return call

    def expression(self, text: str) -> GroundExpression:
        """The expression that a text says, read once. It serves every engine of the world: all number alike."""
        if written(text, "a fact or an expression") not in self._expressions:
            found, problems = read_expression(text, self.model)
            if found is None:
                raise InvalidText(text, tuple(problems))
            self._expressions[text] = ground_value(self.engine.program, found)
        return self._expressions[text]

    def number_of(self, event: EventCall | str) -> int | None:
        """The number of an event; None for one that can never happen."""
        call = self.call(event)
        return find_event(self.engine.program, call.name, call.arguments)

    def person(self, name: str) -> int:
        """The number of a person."""
        people = self.engine.program.people
        if spelt(written(name, "a person")) not in people:
            raise UnknownName("person", name, people)
        return people.index(spelt(name))
