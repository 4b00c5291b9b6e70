# SPDX-License-Identifier: Apache-2.0
"""Small ground programs made at random, to compare what is written plainly with what is written to be fast.

They are made from a seed rather than drawn part by part: so most are lively (events that can happen, plans of several
steps), where drawing prefers what is small and does nothing.
"""

from __future__ import annotations

from random import Random

from fabula.diagnostics import NOWHERE
from fabula.model.expression import Comparator, Literal, Operator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Doubted,
    Fluent,
    GroundEffect,
    GroundEvent,
    GroundExpression,
    GroundLaw,
    Program,
    Read,
    Some,
)
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Event, Law, LawOrigin, Number, OfKind, World, YesNo

PEOPLE = ("Ash", "Wren")
FLUENTS = (
    Fluent("lit", (), YesNo()),
    Fluent("open", (), YesNo()),
    Fluent("place", (), OfKind("place")),
    Fluent("coins", (), Number()),
    Fluent("now", (), Number()),
)
COINS, CLOCK = 3, 4
VALUES: tuple[tuple[Value, ...], ...] = ((False, True), (False, True), (NONE, "hall", "yard"), (0.0, 1.0, 2.0))
WORLD = World("random", "Random", (), (), (), (), (), (), (), (), (), clock=False)
TRUE = Constant(True, NOWHERE)
EVENT_PATHS: tuple[tuple[int, ...], ...] = ((), (), (), (), (), (0,), (1,), (0, 1))
STATED_PATHS: tuple[tuple[int, ...], ...] = ((0,), (1,), (0, 1))


class Maker:
    """Makes the parts of one program."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.clock = self.chance(0.4)
        self.reads_clock = self.clock and self.chance(0.5)
        self.start = tuple(self.value(fluent) for fluent in range(4))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def value(self, fluent: int) -> Value:
        return UNKNOWN if self.chance(0.04) else self.random.choice(VALUES[fluent])

    def news(self, fluent: int) -> Value:
        """A value that the fluent mostly does not have at the start."""
        others = [value for value in VALUES[fluent] if value != self.start[fluent]]
        return self.random.choice(others) if self.chance(0.7) else self.value(fluent)

    def comparison(self) -> GroundExpression:
        """A fact compared with a value: mostly that it has it."""
        if self.reads_clock and self.chance(0.2):
            limit = Constant(float(self.random.randint(1, 3)), NOWHERE)
            return Comparison(Comparator.AT_LEAST, Read(CLOCK, NOWHERE), limit, NOWHERE)
        fluent = self.random.randrange(4)
        comparators = tuple(Comparator) if fluent == COINS else (Comparator.EQUAL, Comparator.DIFFERENT)
        comparator = Comparator.EQUAL if self.chance(0.6) else self.random.choice(comparators)
        return Comparison(comparator, Read(fluent, NOWHERE), Constant(self.value(fluent), NOWHERE), NOWHERE)

    def literal(self) -> GroundExpression:
        body = self.comparison()
        if self.chance(0.75):
            return body
        person = self.random.randrange(2)
        if self.chance(0.15):
            body = Believed(1 - person, body, NOWHERE)
        return Believed(person, body, NOWHERE) if self.chance(0.6) else Doubted(person, body, NOWHERE)

    def condition(self) -> GroundExpression:
        if self.chance(0.6):
            return self.literal()
        parts = (self.literal(), self.literal())
        return All(parts, NOWHERE) if self.chance(0.6) else Some(parts, NOWHERE)

    def effect(self, paths: tuple[tuple[int, ...], ...]) -> GroundEffect:
        fluent = self.random.randrange(4)
        value: GroundExpression = Constant(self.news(fluent), NOWHERE)
        increase = False
        if self.chance(0.15):
            value = Believed(self.random.randrange(2), Read(fluent, NOWHERE), NOWHERE)
        elif fluent == COINS and self.chance(0.5):
            value, increase = Constant(self.random.choice((1.0, 1.0, -1.0)), NOWHERE), True
        elif fluent == COINS and self.chance(0.2):
            value = Calculation(Operator.MINUS, Constant(2.0, NOWHERE), Read(COINS, NOWHERE), NOWHERE)
        guard = self.condition() if self.chance(0.2) else None
        return GroundEffect(self.random.choice(paths), fluent, value, guard, increase, NOWHERE)

    def event(self, number: int) -> GroundEvent:
        name = f"event{number}"
        form = Event(name, (), None, Literal(True, NOWHERE), (), (), None, 1, NOWHERE)
        willing = self.random.choice(((0,), (0,), (1,), (1,), (0, 1), ()))
        impulses = ((willing[0], self.condition()),) if willing and self.chance(0.15) else ()
        return GroundEvent(
            name,
            (),
            form,
            self.precondition(),
            tuple(self.effect(EVENT_PATHS) for _ in range(2)),
            willing,
            impulses,
            (self.sight(), self.sight()),
            self.random.choice((1, 1, 0, 2)) if self.clock else 1,
        )

    def precondition(self) -> GroundExpression:
        if self.chance(0.4):
            return TRUE
        return self.wish() if self.chance(0.5) else self.condition()

    def sight(self) -> GroundExpression:
        return TRUE if self.chance(0.6) else self.condition()

    def law(self, number: int, *, each_moment: bool) -> GroundLaw:
        name = f"law{number}"
        form = Law(name, (), None, Literal(True, NOWHERE), (), each_moment, LawOrigin.LAW, NOWHERE)
        effects = (self.effect(((),) if self.chance(0.5) else ((0,), (1,))),)
        return GroundLaw(name, (), form, self.condition(), effects, any(not effect.path for effect in effects))

    def utility(self) -> GroundExpression:
        if self.chance(0.15):
            return Read(COINS, NOWHERE)
        terms = [self.term() for _ in range(self.random.randint(1, 3))]
        total = terms[0]
        for term in terms[1:]:
            total = Calculation(Operator.PLUS, total, term, NOWHERE)
        return total

    def term(self) -> GroundExpression:
        test = self.wish() if self.chance(0.9) else self.condition()
        if self.chance(0.5):
            test = All((test, self.wish()), NOWHERE)
        gain = Constant(self.random.choice((1.0, 2.0, 2.0, -1.0)), NOWHERE)
        return Choice(test, gain, Constant(0.0, NOWHERE), NOWHERE)

    def wish(self) -> GroundExpression:
        fluent = self.random.randrange(4)
        return Comparison(Comparator.EQUAL, Read(fluent, NOWHERE), Constant(self.news(fluent), NOWHERE), NOWHERE)

    def stated(self) -> tuple[tuple[tuple[int, ...], int, Value], ...]:
        found: dict[tuple[tuple[int, ...], int], Value] = {}
        for _ in range(self.random.randint(0, 2)):
            fluent = self.random.randrange(4)
            found[self.random.choice(STATED_PATHS), fluent] = self.value(fluent)
        return tuple((path, fluent, value) for (path, fluent), value in found.items())

    def program(self) -> Program:
        """A whole program: two people, four facts and perhaps a clock, a few events, perhaps some laws."""
        events = [self.event(number) for number in range(self.random.randint(3, 5))]
        wait = None
        if self.clock:
            wait = len(events)
            form = Event("wait", (), None, Literal(True, NOWHERE), (), (), None, 1, NOWHERE)
            events.append(GroundEvent("wait", (), form, TRUE, (), (), (), (TRUE, TRUE), 1))
        moments = [self.law(9, each_moment=True)] if self.clock and self.chance(0.5) else []
        return Program(
            world=WORLD,
            people=PEOPLE,
            fluents=FLUENTS,
            events=tuple(events),
            laws=tuple(self.law(number, each_moment=False) for number in range(self.random.choice((0, 0, 1, 2)))),
            moment_laws=tuple(moments),
            utilities=(self.utility(), self.utility()),
            author=self.utility(),
            endings=(),
            start_values=(*self.start, 0.0),
            start_beliefs=self.stated(),
            clock=CLOCK if self.clock else None,
            wait=wait,
        )


def program_of(seed: int) -> Program:
    """The program of a seed."""
    return Maker(seed).program()


def condition_of(seed: int) -> GroundExpression:
    """A condition that such programs can read."""
    maker = Maker(seed)
    maker.reads_clock = False
    return maker.condition()
