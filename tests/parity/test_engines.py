# SPDX-License-Identifier: Apache-2.0
"""Both engines behind the port answer alike, on programs made at random: errors and reasons word for word.

`FABULA_PARITY` says how many programs; `FABULA_PARITY_FIRST` where they begin.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from engine.random_programs import VALUES, condition_of, program_of
from fabula.diagnostics import NOWHERE
from fabula.engine.native import NativeEngine
from fabula.engine.port import Engine, Goal
from fabula.engine.reference import ReferenceEngine
from fabula.model.expression import Literal, Operator
from fabula.model.ground import Calculation, Constant, GroundEnding, Program, Read
from fabula.model.limits import Limits
from fabula.model.world import Ending
from fabula.semantics import DivisionByZero, EngineError, RestlessLaws

COUNT = int(os.environ.get("FABULA_PARITY", "60"))
FIRST = int(os.environ.get("FABULA_PARITY_FIRST", "0"))
BATCH = 20
DEPTH = 3
STATES = 8


def with_ending(seed: int) -> Program:
    ending = Ending("end", None, Literal(True, NOWHERE), NOWHERE)
    return replace(program_of(seed), endings=(GroundEnding(ending, condition_of(seed)),))


def error_of(error: EngineError) -> tuple[object, ...]:
    match error:
        case DivisionByZero():
            return ("division", error.span)
        case RestlessLaws():
            return ("restless", error.laws, error.facts, error.path)
        case _:
            return (error,)


def number(value: float) -> object:
    return "not a number" if math.isnan(value) else value


class Both:
    """Two engines on one program, and the states of theirs that are the same."""

    def __init__(self, program: Program, minds: int) -> None:
        self.program = program
        self.reference = ReferenceEngine(program, minds=minds)
        self.native = NativeEngine(program, minds=minds)
        assert self.native.depth == self.reference.depth
        self.people = range(len(program.people))

    def pairs(self, states: tuple[int, int]) -> tuple[tuple[Engine, int], tuple[Engine, int]]:
        return (self.reference, states[0]), (self.native, states[1])

    def same(self, question: Callable[..., object], states: tuple[int, int], *more: int | None) -> None:
        """Both answer alike, or the same error; what one need not look at may trouble the other alone."""
        answers: list[object] = []
        for engine, state in self.pairs(states):
            try:
                answers.append(question(engine, state, *more))
            except EngineError as error:
                answers.append(error_of(error))
        assert answers[1] == answers[0]

    def led(self, question: Callable[..., int], states: tuple[int, int] = (0, 0), *more: int) -> tuple[int, int] | None:
        """The state that a question leads to, in both; it looks the same. None where both end in the same error."""
        found = []
        errors = []
        for engine, state in self.pairs(states):
            try:
                found.append(question(engine, state, *more))
            except EngineError as error:
                errors.append(error_of(error))
        if errors:
            assert not found, errors
            assert errors[1] == errors[0]
            return None
        self.alike((found[0], found[1]), DEPTH)
        return found[0], found[1]

    def alike(self, states: tuple[int, int], depth: int) -> None:
        assert self.native.values(states[1]) == self.reference.values(states[0])
        for person in self.people if depth else ():
            minds = self.reference.believed(states[0], person), self.native.believed(states[1], person)
            self.alike(minds, depth - 1)

    def stages(self, states: tuple[int, int], event: int) -> None:
        """Stage by stage the same laws in the same minds, and the same states."""
        try:
            expected = self.reference.stages(states[0], event)
        except EngineError:
            return
        found = self.native.stages(states[1], event)
        assert [(stage.fired, stage.moment) for stage in found] == [(stage.fired, stage.moment) for stage in expected]
        for theirs, ours in zip(expected, found, strict=True):
            self.alike((theirs.state, ours.state), 1)


def visited(both: Both) -> list[tuple[int, int]]:
    """States that are reached by a few events, the same in both engines."""
    first = both.led(lambda engine, _: engine.start())
    found = [] if first is None else [first]
    for states in found:
        both.same(lambda engine, state: engine.possible(state), states)
        for event in both.reference.possible(states[0]):
            if len(found) >= STATES:
                return found
            both.stages(states, event)
            later = both.led(lambda engine, state, event: engine.after(state, event), states, event)
            if later is not None and later not in found:
                found.append(later)
    return found


def compare_readings(both: Both, states: tuple[int, int], seed: int) -> None:
    random = Random(seed)
    condition = condition_of(seed + 1_000)
    both.same(lambda engine, state: engine.holds(state, condition), states)
    both.same(lambda engine, state: engine.value(state, condition), states)
    fluent = random.randrange(len(both.program.fluents))
    divided = Calculation(Operator.OVER, Constant(1.0, NOWHERE), Read(fluent, NOWHERE), NOWHERE)
    both.same(lambda engine, state: engine.value(state, divided), states)
    for person in (None, *both.people):
        both.same(lambda engine, state, person: number(engine.utility(state, person)), states, person)
    path = tuple(random.choice(both.people) for _ in range(random.randrange(3)))
    value = random.choice((*VALUES, (1.0, 2.0))[fluent])
    both.led(lambda engine, state: engine.altered(state, path, fluent, value), states)
    values = both.reference.values(states[0])
    both.led(lambda engine, _: engine.started(values, ((path or (0,), fluent, value),)))


def compare_wills(both: Both, states: tuple[int, int], limits: Limits) -> None:
    for event, form in enumerate(both.program.events):
        for person in both.people:
            both.same(lambda engine, state, e, p: engine.observes(state, e, p), states, event, person)
        for person in form.willing:
            try:
                expected = both.reference.reason(states[0], event, person, limits)
                found = both.native.reason(states[1], event, person, limits)
            except EngineError:
                # What goes wrong where nobody need look is seen by the one engine or the other.
                continue
            assert str(found) == str(expected)  # a utility may not be a number
    try:
        explained = both.reference.explained_events(states[0], limits)
        assert both.native.explained_events(states[1], limits) == explained
    except EngineError:
        pass


def compare_stories(both: Both, limits: Limits) -> None:
    try:
        expected = both.reference.tell(Goal(both.program.endings[0].condition), limits)
        found = both.native.tell(Goal(both.program.endings[0].condition), limits)
    except EngineError:
        return
    assert (found.outcome, found.stories) == (expected.outcome, expected.stories)


@pytest.mark.parametrize("batch", range(FIRST, FIRST + COUNT, BATCH))
def test_both_engines_answer_alike(batch: int) -> None:
    for seed in range(batch, min(batch + BATCH, FIRST + COUNT)):
        minds = seed % 3
        both = Both(with_ending(seed), minds)
        states = visited(both)
        for pair in states:
            compare_readings(both, pair, seed)
        for pair in states[:4]:
            compare_wills(both, pair, Limits(imagine=3, minds=minds))
        if states:
            compare_stories(both, Limits(length=4, imagine=3, minds=minds))
            compare_stories(both, Limits(length=3, imagine=2, minds=minds, count=6))
            try:
                short = Limits(length=2, imagine=2, minds=minds)
                expected = list(both.reference.stories(short))
            except EngineError:
                continue
            assert list(both.native.stories(short)) == expected
