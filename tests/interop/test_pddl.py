# SPDX-License-Identifier: Apache-2.0
"""Worlds as planning problems: they mean the same to other planners, to a validator and to a simulator."""

from __future__ import annotations

import warnings
from collections import deque
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import unified_planning.shortcuts as up
from hypothesis import HealthCheck, given, settings, strategies as st
from unified_planning.io import PDDLReader
from unified_planning.plans import ActionInstance, SequentialPlan

from engine.random_programs import program_of
from fabula import load
from fabula.diagnostics import NOWHERE
from fabula.engine.ground import find_event
from fabula.engine.port import Engine
from fabula.engine.reference import ReferenceEngine
from fabula.interop import pddl
from fabula.interop.pddl import LAW, NoPlanning, PlanningProblem, planning_problem
from fabula.model.expression import Literal
from fabula.model.ground import Believed, Constant, Doubted, GroundEffect, GroundEnding, Program
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Ending, Number, OfKind, Thing
from fabula.semantics import EngineError

FIRE = Path("tests/data/stolen-fire.world")
FERRY = """
world "The ferry"

kind shore
person Ash
shore near, far

fact at(person) is shore
fact boat is shore
fact oars is number
fact broken "an oar is broken"
fact mended "an oar was broken"

start:
    at(Ash) = near
    boat = far
    oars = 1

event call(p: person):
    when: at(p) != boat
    then: boat = at(p)

event row(p: person):
    when: at(p) = boat and oars > 0 and not broken
    then:
        if at(p) = near:
            at(p) = far
            boat = far
        else:
            at(p) = near
            boat = near
        oars = oars - 1

event mend():
    when: broken
    then:
        not broken
        mended
        oars = 3 if boat = far else 2

law wears_out:
    when: oars <= 0 and not broken
    then: broken

law found_more:
    when: mended and oars = 3
    then: oars += 3

ending over: at(Ash) = near and boat = near and mended
"""


PARTS = ("condition", "then", "otherwise", "left", "right", "body", "parts", "value", "guard")
PLAIN: tuple[Value, ...] = (False, False, NONE, 0.0, 0.0)


@pytest.fixture(autouse=True)
def quiet() -> None:
    up.get_environment().credits_stream = None


def engine_of(text: str, tmp_path: Path) -> Engine:
    path = tmp_path / "ferry.world"
    path.write_text(text, encoding="utf-8")
    return load(path)._session.engine


def problem_of(engine: Engine, ending: GroundEnding | None = None) -> PlanningProblem:
    goal = engine.program.endings[0] if ending is None else ending
    found = planning_problem(engine.program, engine.values(engine.start()), goal)
    assert isinstance(found, PlanningProblem), found
    return found


def solved(problem: Any, planner: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it cannot say beforehand whether it will find a plan
        with up.OneshotPlanner(name=planner) as solver:
            return solver.solve(problem).plan


def fewest_possible(engine: Engine, ending: GroundEnding, most: int = 12) -> int:
    """How many events the shortest possible story to an ending has, in character or not: tried one by one."""
    waiting, seen = deque([(engine.start(), 0)]), {engine.start()}
    while waiting:
        state, events = waiting.popleft()
        if engine.holds(state, ending.condition):
            return events
        for event in engine.possible(state) if events < most else ():
            after = engine.after(state, event)
            if after not in seen:
                seen.add(after)
                waiting.append((after, events + 1))
    raise AssertionError("no such story")


def test_a_second_planner_finds_a_shortest_possible_story_in_what_is_written() -> None:
    engine = load(FIRE)._session.engine
    ending = engine.program.endings[0]
    made = problem_of(engine)
    read = PDDLReader().parse_problem_string(*made.files())
    plan = solved(read, "fast-downward-opt")
    events = [made.events[step.action.name] for step in plan.actions if step.action.name in made.events]
    assert len(events) == fewest_possible(engine, ending) == 1
    state = engine.start()
    for call in events:
        number = find_event(engine.program, call.name, call.arguments)
        assert number in engine.possible(state)
        state = engine.after(state, number or 0)
    assert engine.holds(state, ending.condition)


def test_what_we_tell_is_a_plan_to_its_validator() -> None:
    world = load(FIRE)
    made = problem_of(world._session.engine)
    story = world.tell("handed_on").stories[0]
    names = {call: name for name, call in made.events.items()}
    plan = SequentialPlan([ActionInstance(made.problem.action(names[happened.event])) for happened in story.events])
    with up.PlanValidator(name="sequential_plan_validator") as validator:
        assert validator.validate(made.problem, plan).status.name == "VALID"
        assert validator.validate(made.problem, SequentialPlan([])).status.name == "INVALID"


def test_laws_stand_between_the_events_of_a_plan(tmp_path: Path) -> None:
    engine = engine_of(FERRY, tmp_path)
    made = problem_of(engine)
    events = ["call_ash", "row_ash", "law_0_wears_out", "mend", "law_1_found_more", "row_ash"]
    steps = [made.problem.action(name) for name in events]
    with up.PlanValidator(name="sequential_plan_validator") as validator:
        plan = SequentialPlan([ActionInstance(step) for step in steps])
        assert validator.validate(made.problem, plan).status.name == "VALID"
        hasty = SequentialPlan([ActionInstance(step) for step in steps if not step.name.startswith(LAW)])
        assert validator.validate(made.problem, hasty).status.name == "INVALID"
        assert [str(call) for call in made.story(plan)] == ["call(Ash)", "row(Ash)", "mend()", "row(Ash)"]
    assert fewest_possible(engine, engine.program.endings[0]) == 4


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("when: broken and Ash believes broken", "rests on what somebody believes"),
        ("when: now > 3 and broken", "has a clock"),
    ],
)
def test_what_pddl_has_no_words_for_is_refused_in_a_sentence(tmp_path: Path, said: str, reason: str) -> None:
    engine = engine_of(FERRY.replace("when: broken\n", f"{said}\n"), tmp_path)
    found = planning_problem(engine.program, engine.values(engine.start()), engine.program.endings[0])
    assert isinstance(found, str)
    assert reason in found


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(pddl, "import_module", missing)
    engine = load(FIRE)._session.engine
    with pytest.raises(NoPlanning, match=r'pip install "fabula\[pddl\]"'):
        planning_problem(engine.program, engine.values(engine.start()), engine.program.endings[0])


def sober(part: Any) -> Any:
    """An expression or effect without anybody's mind, and without what is unknown."""
    if isinstance(part, Believed | Doubted):
        return sober(part.body)
    if isinstance(part, Constant) and part.value is UNKNOWN:
        return replace(part, value=NONE)
    if isinstance(part, tuple):
        return tuple(sober(each) for each in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{each.name: sober(getattr(part, each.name)) for each in fields(part) if each.name in PARTS})


def sober_program(seed: int) -> Program:
    """A random world in which everything can be said in PDDL, but for numbers and places out of place."""
    program = program_of(seed)
    places = tuple(Thing(name, ("place",), None, NOWHERE) for name in ("hall", "yard"))

    def really(effects: tuple[GroundEffect, ...]) -> tuple[GroundEffect, ...]:
        return tuple(sober(effect) for effect in effects if not effect.path and "unknown" not in repr(effect.value))

    return replace(
        program,
        world=replace(program.world, things=places),
        start_values=tuple(
            start if value is UNKNOWN else value for value, start in zip(program.start_values, PLAIN, strict=True)
        ),
        events=tuple(
            replace(each, condition=sober(each.condition), effects=really(each.effects)) for each in program.events
        ),
        laws=tuple(
            replace(each, condition=sober(each.condition), effects=really(each.effects))
            for each in program.laws
            if each.changes_facts
        ),
        moment_laws=(),
        clock=None,
        wait=None,
    )


def valuation(program: Program, made: PlanningProblem, state: Any) -> tuple[Value | None, ...]:
    """The values that a state of the simulator gives to the facts of the world; None for a fact it does not know."""
    terms = made.terms
    found: list[Value | None] = []
    for number, fluent in enumerate(program.fluents):
        if isinstance(fluent.type, OfKind):
            true = [name for name in terms.values[number] if state.get_value(terms.atom(number, name)).is_true()]
            found.append(true[0] if len(true) == 1 else None)
        elif isinstance(fluent.type, Number):
            found.append(float(state.get_value(terms.atom(number)).constant_value()))
        else:
            found.append(state.get_value(terms.atom(number)).is_true())
    return tuple(found)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1_000_000))
def test_a_simulator_goes_through_the_same_valuations(seed: int) -> None:
    program = sober_program(seed)
    engine = ReferenceEngine(program, None, 1)
    goes_the_same_way(engine, seed)


@pytest.mark.parametrize("seed", range(8))
def test_a_simulator_goes_through_the_same_valuations_of_a_ferry(tmp_path: Path, seed: int) -> None:
    assert goes_the_same_way(engine_of(FERRY, tmp_path), seed) == 8


def goes_the_same_way(engine: Engine, seed: int) -> int:
    """How many events, drawn by chance, came to the same in the engine and in the simulator."""
    ending = GroundEnding(Ending("end", None, Literal(True, NOWHERE), NOWHERE), Constant(True, NOWHERE))
    program = engine.program
    try:
        state = engine.start()
    except EngineError:
        return 0
    made = planning_problem(program, engine.values(state), ending)
    if not isinstance(made, PlanningProblem):
        return 0
    dice = Random(seed)
    with warnings.catch_warnings(), up.SequentialSimulator(made.problem) as simulator:
        warnings.simplefilter("ignore")
        theirs = simulator.get_initial_state()
        for done in range(8):
            possible = engine.possible(state)
            applicable = {name for name in made.events if simulator.is_applicable(theirs, made.problem.action(name))}
            assert applicable == {made.names[event] for event in possible}
            if not possible:
                return done
            event = dice.choice(possible)
            try:
                state = engine.after(state, event)
            except EngineError:
                return done
            theirs = simulator.apply(theirs, made.problem.action(made.names[event]))
            assert theirs is not None
            while laws := [
                action
                for action in made.problem.actions
                if action.name.startswith(LAW) and simulator.is_applicable(theirs, action)
            ]:
                assert len(laws) == 1
                theirs = simulator.apply(theirs, laws[0])
            assert valuation(program, made, theirs) == engine.values(state)
        return 8
