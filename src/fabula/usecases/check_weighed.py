# SPDX-License-Identifier: Apache-2.0
"""An engine in which a person's wants have weights that can be changed, and what wants read is not folded away.

All weights are facts which nobody sees and nothing changes: another weight is tried by putting another number into the
person's mind. What never changes in the world is a fact like any other here, as far as anybody's wants or impulses read
it, so that it can be asked what they would do if they believed otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fabula.diagnostics import NOWHERE
from fabula.engine.ground import find_event, ground
from fabula.engine.ground_program import completed, constants_of
from fabula.engine.ground_reading import children, unchanging_facts
from fabula.engine.port import Cancel, Engine
from fabula.model.answers import EventCall
from fabula.model.expression import (
    Assign,
    Binder,
    DefinitionRead,
    Effect,
    Expression,
    FactRead,
    ForEvery,
    Literal,
    Operator,
    Variable,
)
from fabula.model.ground import Calculation, Constant, Fluent, GroundExpression, Program, Read
from fabula.model.limits import Limits
from fabula.model.values import UNKNOWN
from fabula.model.world import Fact, Number, World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import History
from fabula.usecases.check_setting import Setting, with_events
from fabula.usecases.check_start import changeable
from fabula.usecases.sentences import terms

MOST_TERMS = 24
_MOST_EVENTS = 4
"""A program that is so many times as large as the one that was asked about is not worth its effort."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The engine; `state` is the story's there, `event` the number of the event that somebody is to want.

    `wants` are the person's, their weights are facts from `first` on. `folded` are the facts that have been folded away
    where the story is checked.
    """

    engine: Engine
    state: int
    event: int
    person: int
    wants: tuple[GroundExpression, ...]
    first: int
    folded: frozenset[int]

    def helps(self, state: int, limits: Limits, budget: Cancel) -> bool:
        """Whether the person has a reason for the event in a state."""
        if budget.limit is not None:
            return False
        try:
            return self.engine.reason(state, self.event, self.person, limits, budget) is not None
        except EngineError:
            return False

    def weighing(self, number: int, weight: float) -> int:
        """The state in which the person gives one want another weight."""
        return self.engine.altered(self.state, (self.person,), self.first + number, weight)


def weigh(setting: Setting, history: History, event: int, person: int) -> Weighed | None:
    """The engine with weights and the story so far replayed in it; None where the world breaks down on the way."""
    program = setting.program
    opened = _opened(setting)
    wants = tuple(term for term in terms(opened.utilities[person]) if not isinstance(term, Constant))[:MOST_TERMS]
    if person not in setting.weighed:
        setting.weighed[person] = setting.make(_with_weights(opened, person, wants))
    engine = setting.weighed[person]
    calls = [program.events[each] for each in (event, *(happening.event for happening in history.happenings))]
    numbers = [find_event(opened, call.name, call.arguments) for call in calls]
    if numbers[0] is None:
        return None
    try:
        opening = history.opening
        state = engine.started((*opening.values, *(1.0 for _ in wants)), opening.beliefs)
        for number in numbers[1:]:
            state = state if number is None else engine.after(state, number)
    except EngineError:
        return None
    beliefs = {(path, fluent): value for path, fluent, value in program.start_beliefs}
    folded = constants_of(completed(program.world), program.fluents, program.start_values, beliefs)
    return Weighed(engine, state, numbers[0], person, wants, len(opened.fluents), frozenset(folded))


def _with_weights(program: Program, person: int, wants: Sequence[GroundExpression]) -> Program:
    """The program with a weight for each of a person's wants."""
    first = len(program.fluents)
    utility: GroundExpression = Constant(0.0, NOWHERE)
    for number, want in enumerate(wants):
        weighted = Calculation(Operator.TIMES, Read(first + number, NOWHERE), want, NOWHERE)
        utility = Calculation(Operator.PLUS, utility, weighted, NOWHERE)
    return replace(
        program,
        fluents=(*program.fluents, *(Fluent("weight", (str(number),), Number()) for number in range(len(wants)))),
        utilities=(*program.utilities[:person], utility, *program.utilities[person + 1 :]),
        start_values=(*program.start_values, *(1.0 for _ in wants)),
    )


def _opened(setting: Setting) -> Program:
    """The program with nothing folded away that wants or impulses read, unless that would make it much larger."""
    if setting.opened is None:
        calls = (EventCall(event.name, event.arguments) for event in setting.program.events)
        setting.opened = with_events(_ground_open(setting), calls)
    return setting.opened


def _ground_open(setting: Setting) -> Program:
    """The same, but for events that can never happen."""
    world = setting.program.world
    read = dict.fromkeys(fact for expression in _wanting(world) for fact in facts_in(expression))
    unchanging = unchanging_facts(world)
    steady = [fact for fact in read if fact in unchanging]
    if not steady:
        return setting.program
    opened = ground(changeable(world, tuple(changed(fact) for fact in steady)))
    if not isinstance(opened, Program) or len(opened.events) > _MOST_EVENTS * len(setting.program.events):
        return setting.program
    return opened


def _wanting(world: World) -> Iterator[Expression]:
    """Everything that says what people want, or do without thinking."""
    yield from (wants.utility for wants in world.wants)
    for event in world.events:
        yield from (who.impulse for who in event.willing if who.impulse is not None)


def facts_in(expression: Expression) -> Iterator[Fact]:
    """The facts that an expression reads, in definitions too."""
    if isinstance(expression, FactRead):
        yield expression.fact
    if isinstance(expression, DefinitionRead):
        yield from facts_in(expression.definition.body)
    for child in children(expression):
        yield from facts_in(child)


def changed(fact: Fact) -> Effect:
    """An effect on every instance of a fact."""
    names = [f"{number}" for number in range(len(fact.parameters))]
    binders = tuple(
        Binder(name, parameter.kind, NOWHERE) for name, parameter in zip(names, fact.parameters, strict=True)
    )
    target = FactRead(fact, tuple(Variable(name, NOWHERE) for name in names), NOWHERE)
    assign = Assign((), target, Literal(UNKNOWN, NOWHERE), False, NOWHERE)
    return ForEvery(binders, Literal(True, NOWHERE), (assign,), NOWHERE) if binders else assign
