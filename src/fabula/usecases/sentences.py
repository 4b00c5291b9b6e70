# SPDX-License-Identifier: Apache-2.0
"""What happens, and why, in sentences: events by their texts, reasons by what they gain and what they rest on.

An engine gives a reason as events and two numbers. To say it, the plan is walked through once more, in what the person
believes: each step gets its sentence there, and the parts of what the person wants are compared at its end with the
same parts had nobody done anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from fabula.engine.ground import ground_value
from fabula.engine.port import Engine
from fabula.language import read_expression
from fabula.model.answers import EventCall, PlannedStep, Reason
from fabula.model.expression import Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Doubted,
    GroundEvent,
    GroundExpression,
    GroundLaw,
    Named,
    Read,
    Some,
)
from fabula.model.values import Value, show_value
from fabula.model.world import Ending
from fabula.records import dataclass
from fabula.usecases.templates import fill, fill_clause
from fabula.usecases.wording import show_expression, show_number
from fabula.usecases.words import bindings, denial, fact_words, shown_name, shown_value, words

Path = tuple[int, ...]


@dataclass(slots=True)
class Sentences:
    """Says events and reasons of one engine's world."""

    engine: Engine
    _numbers: dict[EventCall, int] = field(init=False)
    _read: dict[tuple[str, str], GroundExpression | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the events by what they are called."""
        events = self.engine.program.events
        self._numbers = {EventCall(event.name, event.arguments): number for number, event in enumerate(events)}

    def call(self, event: int) -> EventCall:
        """The event by name and arguments, without its number."""
        ground = self.engine.program.events[event]
        return EventCall(ground.name, ground.arguments)

    def ending(self, state: int, ending: Ending) -> str | None:
        """The text of an ending that is reached in a state; None for one without a text."""
        return None if ending.text is None else fill(ending.text, lambda hole: self._value(state, None, hole))

    def event(self, state: int, event: int) -> str:
        """The event's sentence, its expressions read in the state before it; without a text, `go(Wren, yard)`."""
        ground = self.engine.program.events[event]
        if ground.form.text is None:
            return str(ground)
        return fill(ground.form.text, lambda hole: self._hole(state, ground, hole))

    def clause(self, state: int, event: int) -> str:
        """The same as a part of a longer sentence."""
        ground = self.engine.program.events[event]
        if ground.form.text is None:
            return str(ground)
        names = (thing.shown for thing in self.engine.program.world.things)
        return fill_clause(ground.form.text, lambda hole: self._hole(state, ground, hole), names)

    def law(self, state: int, law: GroundLaw) -> str | None:
        """The law's sentence, its expressions read in the mind and at the moment of its firing; None without one."""
        if law.form.text is None:
            return None
        return fill(law.form.text, lambda hole: self._hole(state, law, hole))

    def reasons(self, state: int, event: int, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
        """The reasons for an event with their words filled in."""
        return tuple(self.reason(state, event, reason) for reason in reasons)

    def reason(self, state: int, event: int, reason: Reason) -> Reason:
        """The reason of a person for an event that happens in a state, with its words filled in."""
        person = self.engine.program.people.index(reason.person)
        return self._reason(state, self.engine.believed(state, person), event, reason)

    # ------------------------------------------------------------------------------------------------ one reason

    def _reason(self, outside: int, mind: int, event: int, reason: Reason) -> Reason:
        """The reason in words: held in `mind`, by somebody who is in truth, or in another's eyes, in `outside`."""
        program = self.engine.program
        person = program.people.index(reason.person)
        shown = shown_name(program.world, reason.person)
        if reason.impulse:
            conditions = [condition for who, condition in program.events[event].impulses if who == person]
            return replace(reason, shown=shown, beliefs=self._mistakes(outside, mind, conditions))
        steps, states = self._walk(mind, person, reason.plan)
        conditions = [program.events[self._numbers[step.event]].condition for step in reason.plan]
        gains, losses = self._changes(person, mind, states[-1], self._without(mind, reason.plan))
        return replace(
            reason,
            plan=steps,
            shown=shown,
            gains=gains,
            losses=losses,
            beliefs=self._mistakes(outside, mind, conditions),
        )

    def _walk(
        self, mind: int, planner: int, plan: tuple[PlannedStep, ...]
    ) -> tuple[tuple[PlannedStep, ...], list[int]]:
        """The plan's steps in words, and the states it leads through, the first included."""
        people = self.engine.program.people
        steps: list[PlannedStep] = []
        states = [mind]
        for step in plan:
            state, event = states[-1], self._numbers[step.event]
            reasons: list[Reason] = []
            for reason in step.reasons:
                person = people.index(reason.person)
                within = state if person == planner else self.engine.believed(state, person)
                reasons.append(self._reason(state, within, event, reason))
            steps.append(PlannedStep(step.event, tuple(reasons), self.clause(state, event)))
            states.append(self.engine.after(state, event))
        return tuple(steps), states

    def _without(self, mind: int, plan: tuple[PlannedStep, ...]) -> int:
        """The state had the plan's time passed with nobody doing anything."""
        program = self.engine.program
        if program.wait is None:
            return mind
        for _ in range(sum(program.events[self._numbers[step.event]].takes for step in plan)):
            mind = self.engine.after(mind, program.wait)
        return mind

    def _changes(self, person: int, now: int, then: int, without: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What of the person's wants is better for the plan: brought about by it, and kept from being lost."""
        gains: list[str] = []
        losses: list[str] = []
        for term in terms(self.engine.program.utilities[person]):
            at_end, at_rest = self.engine.value(then, term), self.engine.value(without, term)
            if not _more(at_end, at_rest):
                continue
            if self.engine.value(now, term) == at_end:
                losses.append(self._because_of(term, without, then, at_rest))
            else:
                gains.append(self._because_of(term, then, without, at_end))
        return tuple(dict.fromkeys(gains)), tuple(dict.fromkeys(losses))

    def _because_of(self, term: GroundExpression, state: int, other: int, value: Value) -> str:
        """Why a part of what somebody wants has its value in a state, and not the one that it has in the other."""
        program = self.engine.program
        match term:
            case Choice(condition, then, otherwise):
                holds = self.engine.holds(state, condition)
                if holds == self.engine.holds(other, condition):
                    return self._because_of(then if holds else otherwise, state, other, value)
                telling = self._telling(condition, state, other)
                return words(program, telling) if holds else denial(program, telling)
            case Read(fluent):
                return fact_words(program, program.fluents[fluent], value)
            case _:
                shown = show_number(value) if isinstance(value, float | int) else show_value(value)
                return f"{show_expression(program, term)} is {shown}"

    def _telling(self, condition: GroundExpression, state: int, other: int) -> GroundExpression:
        """The part of a condition on which two states differ: what holds in both need not be said."""
        match condition:
            case All(parts=parts, span=span) | Some(parts=parts, span=span):
                differing = [part for part in parts if self.engine.holds(state, part) != self.engine.holds(other, part)]
                told = tuple(self._telling(part, state, other) for part in differing)
                if len(told) == 1:
                    return told[0]
                return type(condition)(told, span) if told else condition
            case _:
                return condition

    def _mistakes(self, outside: int, mind: int, conditions: list[GroundExpression]) -> tuple[str, ...]:
        """What the conditions read in the mind that is not so outside."""
        program = self.engine.program
        found: dict[str, None] = {}
        for condition in conditions:
            for path, fluent in reads(condition):
                within, without = self._in_minds(mind, path), self._in_minds(outside, path)
                believed = self.engine.values(within)[fluent]
                if believed != self.engine.values(without)[fluent]:
                    clause = fact_words(program, program.fluents[fluent], believed)
                    minds = [shown_name(program.world, program.people[person]) for person in path]
                    found["".join(f"{person} believes that " for person in minds) + clause] = None
        return tuple(found)

    def _in_minds(self, state: int, path: Path) -> int:
        for person in path:
            state = self.engine.believed(state, person)
        return state

    def _hole(self, state: int, event: GroundEvent | GroundLaw, hole: str) -> str:
        """What fills a hole of an event's or a law's text."""
        world = self.engine.program.world
        bound = bindings(event.form.parameters, event.arguments)
        if hole in bound:
            return shown_name(world, bound[hole])
        return self._value(state, event, hole)

    def _value(self, state: int, event: GroundEvent | GroundLaw | None, hole: str) -> str:
        """The value of an expression in a text, as prose."""
        expression = self._expression(event, hole)
        if expression is None:
            return f"{{{hole}}}"
        value = self.engine.value(state, expression)
        return show_number(value) if type(value) is float else shown_value(self.engine.program.world, value)

    def _expression(self, event: GroundEvent | GroundLaw | None, hole: str) -> GroundExpression | None:
        """What a hole says, ground once for each event; reading the world has found it to be sound."""
        key = ("" if event is None else f"{type(event).__name__} {event}", hole)
        if key not in self._read:
            program = self.engine.program
            parameters = () if event is None else event.form.parameters
            bound = {} if event is None else bindings(parameters, event.arguments)
            expression = read_expression(hole, program.world, parameters)[0]
            self._read[key] = None if expression is None else ground_value(program, expression, bound)
        return self._read[key]


def terms(utility: GroundExpression) -> Iterator[GroundExpression]:
    """The parts that add up to a utility."""
    if isinstance(utility, Calculation) and utility.operator is Operator.PLUS:
        yield from terms(utility.left)
        yield from terms(utility.right)
    else:
        yield utility


def reads(expression: GroundExpression, path: Path = ()) -> Iterator[tuple[Path, int]]:
    """The facts that an expression reads, each with the minds it reads them in, from the outside in."""
    match expression:
        case Read(fluent):
            yield path, fluent
        case Believed(person, body) | Doubted(person, body):
            yield from reads(body, (*path, person))
        case All(parts) | Some(parts):
            for part in parts:
                yield from reads(part, path)
        case Comparison(_, left, right) | Calculation(_, left, right):
            yield from reads(left, path)
            yield from reads(right, path)
        case Choice(condition, then, otherwise):
            for part in (condition, then, otherwise):
                yield from reads(part, path)
        case Named(_, body):
            yield from reads(body, path)
        case _:
            return


def _more(one: Value, other: Value) -> bool:
    """Whether a number is more than another; values that are no numbers are not."""
    return isinstance(one, float | int) and isinstance(other, float | int) and one > other
