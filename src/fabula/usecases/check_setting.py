# SPDX-License-Identifier: Apache-2.0
"""A world set up to be checked: ground, an engine on it, and every event that the manuscript names at hand.

Grounding leaves out what can never happen. A manuscript may say all the same that it happens, so such events are added
to the program; their condition is kept whole, to say what fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from typing import TypeAlias

from fabula.diagnostics import Diagnostic
from fabula.engine import choose
from fabula.engine.ground import contradiction, find_event, ground, ground_one
from fabula.engine.ground_reading import children
from fabula.engine.port import Engine
from fabula.model.answers import EventCall
from fabula.model.expression import Believes, DefinitionRead, Effect, Expression
from fabula.model.ground import All, Constant, GroundEvent, GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_start import changeable
from fabula.usecases.problems import engine_problem
from fabula.usecases.sentences import Sentences

MakeEngine: TypeAlias = choose.MakeEngine
"""An engine for a program, the depth of minds to be kept, and the minds limit."""

EFFORT = 1_500
"""How many looks the search for a nearest miss may take, for one finding."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a check is to be made: within which limits, on which engine, with how much effort for nearest misses.

    `asked` is how many minds inside minds the deepest expectation asks about.
    """

    limits: Limits
    make_engine: MakeEngine
    effort: int = EFFORT
    asked: int = 0


@dataclass(slots=True)
class Setting:
    """An engine at its start, and what a check asks of it again and again.

    `opened` and `weighed` are kept for the search for nearest misses (`check_weighed.py`): a program with less folded
    away, and for each person who needed one an engine on it. `readers` are the engines with a reader in them
    (`check_reader.py`), by the numbers of the events that happen there.
    """

    world: World
    engine: Engine
    plan: Plan
    sentences: Sentences = field(init=False)
    opened: Program | None = None
    weighed: dict[int, Engine] = field(default_factory=dict)
    readers: dict[tuple[int, ...], Engine] = field(default_factory=dict)
    _numbers: dict[EventCall, int] = field(init=False)
    _conditions: dict[int, GroundExpression] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the events by what they are called."""
        self.sentences = Sentences(self.engine)
        events = self.engine.program.events
        self._numbers = {EventCall(event.name, event.arguments): number for number, event in enumerate(events)}

    @property
    def program(self) -> Program:
        """The ground world."""
        return self.engine.program

    @property
    def limits(self) -> Limits:
        """The limits of the check."""
        return self.plan.limits

    @property
    def effort(self) -> int:
        """How many looks the search for a nearest miss may take."""
        return self.plan.effort

    def name(self, person: int) -> str:
        """The person's name."""
        return self.program.people[person]

    def number(self, call: EventCall) -> int | None:
        """The event's number; None where no event form takes its arguments."""
        return self._numbers.get(call)

    def condition_of(self, event: int) -> GroundExpression:
        """The event's condition with every part kept, those that never change too."""
        if event not in self._conditions:
            form = self.program.events[event]
            whole = ground_one(self.program, form.name, form.arguments)
            folded = whole is None or contradiction(self.program, form.name, form.arguments) is not None
            self._conditions[event] = form.condition if whole is None or folded else whole.condition
        return self._conditions[event]

    def make(self, program: Program, minds: int | None = None) -> Engine:
        """Another engine, for a program that differs."""
        return _engine(program, self.plan if minds is None else replace(self.plan, limits=Limits(minds=minds)))


def set_up(
    world: World, plan: Plan, calls: Iterable[EventCall] = (), starts: tuple[Effect, ...] = ()
) -> Setting | tuple[Diagnostic, ...]:
    """The world ready to be checked, whatever of `starts` is said about its start; or why it cannot run."""
    program = ground(changeable(world, starts))
    if not isinstance(program, Program):
        return tuple(program)
    program = with_events(program, calls)
    try:
        engine = _engine(program, plan)
        engine.possible(engine.start())
    except EngineError as error:
        return (engine_problem(program, error),)
    return Setting(world, engine, plan)


def _engine(program: Program, plan: Plan) -> Engine:
    """An engine that keeps minds deep enough for what is asked."""
    return plan.make_engine(program, None, max(plan.limits.minds, plan.asked - 1))


def minds_in(expression: Expression) -> int:
    """How many minds inside minds an expression asks about."""
    deepest = max((minds_in(child) for child in children(expression)), default=0)
    if isinstance(expression, DefinitionRead):
        return max(deepest, minds_in(expression.definition.body))
    return deepest + 1 if isinstance(expression, Believes) else deepest


def with_events(program: Program, calls: Iterable[EventCall]) -> Program:
    """The program with the events that grounding left out since they can never happen."""
    missing = [call for call in dict.fromkeys(calls) if find_event(program, call.name, call.arguments) is None]
    events = (_left_out(program, call) for call in missing)
    return replace(program, events=(*program.events, *(event for event in events if event is not None)))


def _left_out(program: Program, call: EventCall) -> GroundEvent | None:
    """An event that can never happen: its condition says so, or its effects contradict each other."""
    event = ground_one(program, call.name, call.arguments)
    clash = contradiction(program, call.name, call.arguments)
    if event is None or clash is None:
        return event
    never = Constant(False, clash.second.span)
    return replace(event, condition=All((event.condition, never), event.condition.span))
