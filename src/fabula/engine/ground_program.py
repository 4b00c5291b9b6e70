# SPDX-License-Identifier: Apache-2.0
"""A program put together: fluents are numbered, the start is read, forms are bound, and what remains is ground.

Everything is counted before anything is ground. A fact never changes if no event and no law changes it and
everybody knows it at the start; its value is then the same in every mind for ever, and it is folded away. (An event
whose surprise could make a mind doubt such a fact does not: what nobody can change nobody is surprised by.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from fabula.diagnostics import NOWHERE, Span
from fabula.engine.ground_bindings import Counter, Form
from fabula.engine.ground_effects import Contradiction, ground_all_effects
from fabula.engine.ground_expressions import Bindings, Grounder
from fabula.engine.ground_folding import is_constant
from fabula.engine.ground_reading import expressions_of, is_clock, unchanging_facts
from fabula.engine.ground_start import Path, impose_start
from fabula.engine.ground_weight import Scales
from fabula.model.expression import Literal
from fabula.model.ground import (
    Constant,
    Fluent,
    GroundEnding,
    GroundEvent,
    GroundExpression,
    GroundLaw,
    Program,
)
from fabula.model.values import Value
from fabula.model.world import Event, Fact, Law, LawOrigin, Number, Wants, World
from fabula.records import dataclass

NOW = Fact("now", (), Number(), None, NOWHERE)
"""The moment that it is, a fact of every world with a clock."""

WAIT = Event("wait", (), "Time passes.", Literal(True, NOWHERE), (), (), None, 1, NOWHERE)
"""A moment passes and nobody does anything; an event of every world with a clock."""


def completed(world: World) -> World:
    """The world with the fact and the event that every world with a clock has."""
    if not world.clock:
        return world
    if not any(is_clock(fact) for fact in world.facts):
        world = replace(world, facts=(*world.facts, NOW))
    if not any(_is_wait(event.name, event.parameters) for event in world.events):
        world = replace(world, events=(*world.events, WAIT))
    return world


def constants_of(
    world: World,
    fluents: Sequence[Fluent],
    values: Sequence[Value],
    beliefs: Mapping[tuple[Path, int], Value],
) -> dict[int, Value]:
    """The fluents that have one value in every mind for ever, and that value."""
    unchanging = {(fact.name, tuple(fact.parameters)) for fact in unchanging_facts(world)}
    doubted = {fluents[fluent].name for (_, fluent), value in beliefs.items() if value != values[fluent]}
    names: dict[str, bool] = {}
    for fact in world.facts:
        steady = (fact.name, tuple(fact.parameters)) in unchanging and fact.name not in doubted
        names[fact.name] = names.get(fact.name, True) and steady
    return {number: values[number] for number, fluent in enumerate(fluents) if names[fluent.name]}


def ground_event(
    grounder: Grounder, form: Event, arguments: tuple[str, ...]
) -> tuple[GroundEvent, Contradiction | None]:
    """One event, whether it can happen or not, and the contradiction among its effects if there is one."""
    bindings = _bindings(form, arguments)
    effects, contradiction = ground_all_effects(grounder, form.effects, bindings)
    willing: list[int] = []
    impulses: list[tuple[int, GroundExpression]] = []
    for who in form.willing:
        for _, person in grounder.people_cases(who.person, bindings)[:1]:
            if person not in willing:
                willing.append(person)
            if who.impulse is not None:
                impulse = grounder.condition(who.impulse, bindings)
                if not is_constant(impulse, False):
                    impulses.append((person, impulse))
    event = GroundEvent(
        form.name,
        arguments,
        form,
        grounder.condition(form.condition, bindings),
        effects,
        tuple(willing),
        tuple(impulses),
        _observers(grounder, form, bindings),
        form.takes,
    )
    return event, contradiction


@dataclass(slots=True)
class Grounding:
    """The way from a (completed) world to a program, step by step."""

    world: World
    limit: int

    def program(self, written: World) -> Program:
        """The program of the world as it was written."""
        world = self.world
        people = {thing.name: number for number, thing in enumerate(world.people)}
        counter = Counter(Grounder(world, people, {}, {}), frozenset(), self.limit)
        scales = Scales(lambda kind: len(counter.grounder.things_of(kind)))
        for expression in expressions_of(world):
            scales.weigh(expression)
        for fact in world.facts:
            sizes = [len(counter.grounder.domain(parameter)) for parameter in fact.parameters]
            counter.count(Form("fact", fact.name, fact.parameters, None, fact.span), prod(sizes))
        fluents = _fluents(counter.grounder)
        numbers: dict[tuple[str, tuple[Value, ...]], int] = {
            (fluent.name, fluent.arguments): number for number, fluent in enumerate(fluents)
        }
        start = impose_start(Grounder(world, people, numbers, {}), world, fluents)
        constants = constants_of(world, fluents, start.values, start.beliefs)
        counter.grounder = grounder = Grounder(world, people, numbers, constants)
        steady = {fluents[number].name for number in constants}
        counter.unchanging = frozenset(fact for fact in world.facts if fact.name in steady)

        bound_events = [counter.bindings(_event_form(form)) for form in world.events]
        bound_laws = [counter.bindings(_law_form(form)) for form in world.laws]
        bound_wants = [counter.bindings(_wants_form(form)) for form in world.wants]
        events = _events(grounder, bound_events)
        laws = _laws(grounder, bound_laws)
        utilities = _utilities(grounder, bound_wants)
        return Program(
            world=written,
            people=tuple(people),
            fluents=fluents,
            events=events,
            laws=tuple(law for law in laws if not law.form.each_moment),
            moment_laws=tuple(law for law in laws if law.form.each_moment),
            utilities=tuple(utilities[person] for person in people.values()),
            author=utilities[None],
            endings=tuple(GroundEnding(form, grounder.condition(form.condition, {})) for form in world.endings),
            start_values=tuple(start.values),
            start_beliefs=tuple((path, fluent, value) for (path, fluent), value in start.beliefs.items()),
            clock=numbers.get(("now", ())) if world.clock else None,
            wait=_wait(events) if world.clock else None,
        )


def _event_form(form: Event) -> Form:
    return Form("event", form.name, form.parameters, form.condition, form.span)


def _law_form(form: Law) -> Form:
    what = "sight" if form.origin is LawOrigin.SIGHT else "law"
    return Form(what, form.name, form.parameters, form.condition, form.span)


def _wants_form(form: Wants) -> Form:
    return Form("wants of", "every", form.parameters, None, form.span)


def _bindings(form: Event | Law | Wants, arguments: tuple[str, ...]) -> dict[str, str]:
    return {parameter.name: argument for parameter, argument in zip(form.parameters, arguments, strict=True)}


def _fluents(grounder: Grounder) -> tuple[Fluent, ...]:
    return tuple(
        Fluent(fact.name, arguments, fact.type)
        for fact in grounder.world.facts
        for arguments in product(*[grounder.domain(parameter) for parameter in fact.parameters])
    )


def _observers(grounder: Grounder, form: Event, bindings: Bindings) -> tuple[GroundExpression, ...]:
    if form.seen_by is None:
        return (Constant(True, form.span),) * len(grounder.people)
    observer, condition = form.seen_by.observer, form.seen_by.condition
    return tuple(grounder.condition(condition, {**bindings, observer: name}) for name in grounder.people)


def _events(grounder: Grounder, bound: list[list[tuple[str, ...]]]) -> tuple[GroundEvent, ...]:
    events: list[GroundEvent] = []
    for form, instances in zip(grounder.world.events, bound, strict=True):
        for arguments in instances:
            event, contradiction = ground_event(grounder, form, arguments)
            if contradiction is None and not is_constant(event.condition, False):
                events.append(event)
    return tuple(events)


def _laws(grounder: Grounder, bound: list[list[tuple[str, ...]]]) -> list[GroundLaw]:
    laws: list[GroundLaw] = []
    for form, instances in zip(grounder.world.laws, bound, strict=True):
        for arguments in instances:
            bindings = _bindings(form, arguments)
            condition = grounder.condition(form.condition, bindings)
            effects, contradiction = ground_all_effects(grounder, form.effects, bindings)
            if effects and contradiction is None and not is_constant(condition, False):
                changes = any(not effect.path for effect in effects)
                laws.append(GroundLaw(form.name, arguments, form, condition, effects, changes))
    return laws


def _utilities(grounder: Grounder, bound: list[list[tuple[str, ...]]]) -> dict[int | None, GroundExpression]:
    """The utility of each person by number, and the author's by None."""
    terms: dict[int | None, list[GroundExpression]] = {None: [], **{number: [] for number in grounder.people.values()}}
    spans: dict[int | None, Span] = {}
    for form, instances in zip(grounder.world.wants, bound, strict=True):
        for arguments in instances:
            bindings = _bindings(form, arguments)
            term = grounder.value(form.utility, bindings)
            for person in _wishing(grounder, form, bindings):
                terms[person].append(term)
                spans.setdefault(person, form.span)
    return {person: grounder.builder.sum(parts, spans.get(person, NOWHERE)) for person, parts in terms.items()}


def _wishing(grounder: Grounder, form: Wants, bindings: Bindings) -> list[int | None]:
    return [None] if form.person is None else [person for _, person in grounder.people_cases(form.person, bindings)]


def _wait(events: Sequence[GroundEvent]) -> int | None:
    return next((number for number, event in enumerate(events) if _is_wait(event.name, event.arguments)), None)


def _is_wait(name: str, arguments: Sequence[object]) -> bool:
    return name == WAIT.name and not arguments
