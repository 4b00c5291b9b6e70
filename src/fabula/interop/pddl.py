# SPDX-License-Identifier: Apache-2.0
"""A world as a planning problem in PDDL, by way of unified-planning (the extra `pddl`): which events lead to an ending.

What can be said: every event that may happen, its condition and its effects, and the laws of the real world, as actions
that must happen, in their order, before any other event may. What is left out, since classical planning has no word for
it, is everybody's mind: beliefs, sight, and will. So a plan is a story that is *possible*; whether it is in character,
`fabula check` says. A world whose real course rests on a mind (`if p believes …`), or on a clock, is refused.

Everything is ground. A fact becomes a predicate over the world's things: a yes/no fact over its arguments, a fact that
names a thing over its arguments and the thing, `none` being one; numbers become functions. The semantics aimed at is
that of PDDL 2.1 (Fox and Long 2003), level 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import chain, count
from typing import Any

from fabula.interop.pddl_terms import CannotSay, Terms
from fabula.model.answers import EventCall
from fabula.model.ground import GroundEffect, GroundEnding, GroundExpression, GroundLaw, Program
from fabula.model.values import Value
from fabula.records import dataclass

LAW = "law_"
"""What the names of laws' actions begin with."""


class NoPlanning(Exception):
    """unified-planning is not installed."""


@dataclass(frozen=True, slots=True)
class PlanningProblem:
    """A world as unified-planning has it (`problem`), and which event each action is; laws are no events.

    `names` are the actions of the program's events, `terms` say how facts are called.
    """

    problem: Any
    events: dict[str, EventCall]
    names: tuple[str, ...]
    terms: Terms

    def story(self, plan: Any) -> tuple[EventCall, ...]:
        """The events of a plan, without the laws that fire between them."""
        names = (step.action.name for step in plan.actions)
        return tuple(self.events[name] for name in names if name in self.events)

    def files(self) -> tuple[str, str]:
        """The PDDL of the domain, and of the problem."""
        writer = _planning("io").PDDLWriter(self.problem)
        return writer.get_domain(), writer.get_problem()


def planning_problem(program: Program, start: tuple[Value, ...], ending: GroundEnding) -> PlanningProblem | str:
    """The problem to reach an ending from a state at rest with these values; or in a sentence why it cannot be said.

    Raises `NoPlanning`.
    """
    if program.clock is not None:
        return "this world has a clock: in PDDL nothing happens of itself as time passes"
    try:
        return _Translation(program, Terms(_planning("shortcuts"), program)).problem(start, ending)
    except CannotSay as reason:
        return str(reason)


def _planning(module: str) -> Any:
    try:
        return import_module(f"unified_planning.{module}")
    except ImportError as error:
        raise NoPlanning('PDDL is written by unified-planning: pip install "fabula[pddl]"') from error


@dataclass(slots=True)
class _Translation:
    """Translates one world."""

    program: Program
    terms: Terms

    def problem(self, start: tuple[Value, ...], ending: GroundEnding) -> PlanningProblem:
        """The whole problem: facts, events, laws, the start and the goal."""
        up, terms = self.terms.up, self.terms
        problem = up.Problem(_name(self.program.world.title) or "world")
        terms.declare(problem, start)
        laws = [law for law in self.program.laws if law.changes_facts]
        fired = [up.Fluent(f"fired_{number}") for number in range(len(laws))]
        for each in fired:
            problem.add_fluent(each, default_initial_value=False)
        firing = [self._fires(law, done) for law, done in zip(laws, fired, strict=True)]
        at_rest = [up.Not(each) for each in firing]
        costs: dict[Any, Any] = {}
        events: dict[str, EventCall] = {}
        for event in self.program.events:
            action = self._action(_unused(_name(str(event)), problem), event.condition, event.effects)
            for each in at_rest:
                action.add_precondition(each)
            for done in fired:
                action.add_effect(done, False)
            events[action.name] = EventCall(event.name, event.arguments)
            costs[action] = up.Int(1)
            problem.add_action(action)
        for number, law in enumerate(laws):
            action = self._law(number, law, fired[number], at_rest[:number], firing[number])
            costs[action] = up.Int(0)
            problem.add_action(action)
        problem.add_goal(up.And(terms.condition(ending.condition), *at_rest))
        problem.add_quality_metric(up.MinimizeActionCosts(costs))
        return PlanningProblem(problem, events, tuple(events), terms)

    def _fires(self, law: GroundLaw, fired: Any) -> Any:
        """That a law fires: it holds, it would change something, and it has not fired since the last event."""
        if any(effect.path for effect in law.effects):
            raise CannotSay(
                f"the law `{law}` changes facts and beliefs at once, so that it may fire for the beliefs alone"
            )
        up, terms = self.terms.up, self.terms
        changes = [up.And([*guards, terms.alters(effect)]) for effect, guards in self._real(law.effects)]
        return up.And(terms.condition(law.condition), up.Or(changes), up.Not(fired))

    def _law(self, number: int, law: GroundLaw, fired: Any, earlier_rest: list[Any], fires: Any) -> Any:
        """A law as an action: where it holds, has not yet fired, and no law before it fires."""
        action = self._action(f"{LAW}{number}_{_name(str(law))}", None, law.effects)
        for each in (fires, *earlier_rest):
            action.add_precondition(each)
        action.add_effect(fired, True)
        return action

    def _action(self, name: str, condition: GroundExpression | None, effects: tuple[GroundEffect, ...]) -> Any:
        """An action with what it really does."""
        action = self.terms.up.InstantaneousAction(name)
        if condition is not None:
            action.add_precondition(self.terms.condition(condition))
        for effect, guards in self._real(effects):
            self.terms.add_effect(action, effect, guards)
        return action

    def _real(self, effects: tuple[GroundEffect, ...]) -> Iterator[tuple[GroundEffect, list[Any]]]:
        """The effects on facts, with when they act: of several on one fact the last that may, as in our semantics."""
        real = [effect for effect in effects if not effect.path]
        for place, effect in enumerate(real):
            others = [other for other in real if other.fluent == effect.fluent and other is not effect]
            if effect.increase and others:
                raise CannotSay("one number is changed in two ways at once, which PDDL does not allow")
            later = [other for other in real[place + 1 :] if other.fluent == effect.fluent]
            if all(other.guard is not None for other in later):
                guards = [] if effect.guard is None else [self.terms.condition(effect.guard)]
                guards += [self.terms.up.Not(self.terms.condition(other.guard)) for other in later if other.guard]
                yield effect, guards


def _name(text: str) -> str:
    """A name as PDDL allows it: letters and digits of ASCII, and underscores."""
    return re.sub(r"_+", "_", re.sub(r"[^a-z0-9]", "_", text.lower())).strip("_")


def _unused(name: str, problem: Any) -> str:
    """The name for an event, with a number after it where it is taken; it begins with a letter."""
    first = name if name[:1].isalpha() else f"event_{name}".rstrip("_")
    return next(each for each in chain([first], (f"{first}_{n}" for n in count(2))) if not problem.has_name(each))
