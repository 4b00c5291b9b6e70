# SPDX-License-Identifier: Apache-2.0
"""From the text of a problem file to the model: `read_problem` does everything in order, and this is the order.

Definitions are read (`definitions.py`), names gathered (`gathering.py`), then all that speaks of them is lowered:
events, the beginning, utilities. All that is wrong is reported, up to a number that nobody reads beyond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from fabula.diagnostics import Diagnostic, Severity, Source, Span
from fabula.language.kinds import PERSON, YES_NO
from fabula.language.parser import MOST_PROBLEMS
from fabula.language.problems.sections import too_many_problems
from fabula.language.sabre import meaning, syntax
from fabula.language.sabre.definitions import read_definitions
from fabula.language.sabre.effects import effects_of, statements_of, unknown_at_first
from fabula.language.sabre.gathering import bound, gather, kinds_of, overlaps, places_of, things_of
from fabula.language.sabre.lowering import Reading
from fabula.language.sabre.names import Names, Place
from fabula.language.sabre.problems import empty
from fabula.language.work import Typed, truth
from fabula.model import expression as model
from fabula.model.expression import Expression
from fabula.model.world import Event, Law, LawOrigin, Number, OfKind, Sight, Wants, Willing, World, YesNo
from fabula.records import dataclass


def read_problem(source: Source) -> tuple[World | None, tuple[Diagnostic, ...]]:
    """The world that a problem file describes, or None if there are errors; and all that is to be said about it."""
    definitions, reported = read_definitions(source)
    names = gather(definitions, source, reported)
    world = _lowered(definitions, names)
    found = tuple(sorted(dict.fromkeys(reported), key=lambda problem: problem.primary.span.start))
    if not definitions and not found:
        found = (empty(Span(source.name, 0, 0)),)
    if len(found) > MOST_PROBLEMS:
        found = (*found[:MOST_PROBLEMS], too_many_problems(found[MOST_PROBLEMS:]))
    return (None if any(problem.severity is Severity.ERROR for problem in found) else world), found


def _lowered(definitions: Sequence[syntax.Definition], names: Names) -> World:
    """The world, what is wrong left out."""
    events: list[Event] = []
    laws: list[Law] = []
    seen: list[tuple[str, tuple[Place, ...], Span, str]] = []
    for definition in definitions:
        if isinstance(definition, syntax.EventDefinition):
            for event in _events(definition, names, seen):
                if definition.trigger:
                    laws.append(_law(event))
                else:
                    events.append(event)
    start = [*unknown_at_first(Reading(names, {}))]
    for definition in definitions:
        if isinstance(definition, syntax.InitialDefinition):
            names.over.clear()
            start.extend(statements_of(definition.body, Reading(names, {})))
    wants = _utilities([each for each in definitions if isinstance(each, syntax.UtilityDefinition)], names)
    ways = [way for own in names.properties.values() for way in own]
    ways.sort(key=lambda way: way.span.start)
    return World(
        name=names.source.name,
        title=names.source.name.rsplit("/", 1)[-1].removesuffix(".txt"),
        kinds=kinds_of(names),
        things=things_of(names),
        facts=tuple(fact for way in ways for fact in way.facts.values()),
        definitions=(),
        start=tuple(start),
        events=tuple(events),
        laws=tuple(laws),
        wants=tuple(wants),
        endings=(),
        clock=False,
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """An event for one way to fill its boolean parameters."""

    definition: syntax.EventDefinition
    places: tuple[Place, ...]
    values: tuple[bool, ...]
    name: str

    def reading(self, names: Names) -> Reading:
        """Where its parts stand."""
        scope: dict[str, Typed] = {}
        left = iter(self.values)
        for place in self.places:
            if place.constant is not None:
                continue
            if place.is_boolean:
                scope[place.name] = Typed(model.Literal(next(left), place.span), YES_NO)
            else:
                scope[place.name] = Typed(model.Variable(place.name, place.span), place.type)
        names.over.clear()
        return Reading(names, scope)


def _events(
    definition: syntax.EventDefinition, names: Names, seen: list[tuple[str, tuple[Place, ...], Span, str]]
) -> Iterator[Event]:
    """The event, once for each way to fill its boolean parameters; nothing if its parameters are wrong."""
    places = places_of(definition.signature, names)
    if places is None:
        return
    first: dict[str, Span] = {}
    for place in places:
        if place.constant is None and first.setdefault(place.name, place.span) is not place.span:
            names.say(meaning.doubly_defined(place.name, "a parameter here", place.span, first[place.name]))
            return
    name = definition.signature.name.text if definition.trigger else _free_name(definition, places, names, seen)
    for values in product((True, False), repeat=sum(place.is_boolean for place in places)):
        yield _event(_Form(definition, places, values, name), names)


def _free_name(
    definition: syntax.EventDefinition,
    places: tuple[Place, ...],
    names: Names,
    seen: list[tuple[str, tuple[Place, ...], Span, str]],
) -> str:
    """The name of an action; another one where an earlier action takes the same arguments under the same name."""
    name, span = definition.signature.name.text, definition.signature.name.span
    free, number = name, 1
    for own, others, at, _ in seen:
        if own == name and overlaps(places, others, names):
            while free in {taken for _, _, _, taken in seen}:
                number += 1
                free = f"{name}_{number}"
            names.say(meaning.overlap(names.signature(name, places), span, names.signature(name, others), at, free))
            break
    seen.append((name, places, span, free))
    return free


def _event(form: _Form, names: Names) -> Event:
    definition, reading = form.definition, form.reading(names)
    span = definition.signature.span
    condition = truth(span) if definition.precondition is None else reading.condition(definition.precondition)
    names.over.clear()
    effects = () if definition.effect is None else effects_of(definition.effect, reading)
    people = [names.character(atom, reading.scope, "consent") for atom in definition.consenting]
    return Event(
        name=form.name,
        parameters=bound(form.places, form.values),
        text=None,
        condition=condition,
        effects=effects,
        willing=tuple(Willing(person.expression, None, person.expression.span) for person in people),
        seen_by=None if definition.observing is None else _sight(definition.observing, reading),
        takes=1,
        span=span,
    )


def _sight(observing: syntax.Observing, reading: Reading) -> Sight:
    """Who observes; the variable may be of `character` or of a type above it."""
    names, variable = reading.names, observing.variable
    type_ = names.type_of(observing.type, finite=True)
    fits = isinstance(type_, OfKind) and names.kinds.contains(type_.kind, PERSON)
    if isinstance(type_, OfKind | YesNo) and not fits:
        names.say(meaning.not_a_character(observing.type.span, names.described(type_), "observe something"))
    person = Typed(model.Variable(variable.text, variable.span), OfKind(PERSON))
    names.over.clear()
    condition = reading.with_variable(variable.text, person).condition(observing.condition)
    return Sight(variable.text, condition, variable.span)


def _law(event: Event) -> Law:
    return Law(event.name, event.parameters, None, event.condition, event.effects, False, LawOrigin.LAW, event.span)


def _utilities(definitions: Iterable[syntax.UtilityDefinition], names: Names) -> Iterator[Wants]:
    """The utilities, of each only the last."""
    last: dict[str | None, syntax.UtilityDefinition] = {}
    for definition in definitions:
        whose = None if definition.person is None else definition.person.text
        if whose in last:
            shown = "the author" if whose is None else f"`{whose}`"
            names.say(meaning.utility_again(definition.head, shown))
        last[whose] = definition
    for definition in last.values():
        reading = Reading(names, {})
        names.over.clear()
        person: Expression | None = None
        if definition.person is not None:
            person = names.character(definition.person, {}, "want something").expression
        yield Wants((), person, _utility(definition.body, reading), definition.span)


def _utility(tree: syntax.Node, reading: Reading) -> Expression:
    """A number; a condition counts one if it holds."""
    names = reading.names
    before = len(names.problems)
    found = reading.value(tree)
    if isinstance(found.type, YesNo):
        one, nothing = model.Literal(1.0, tree.span), model.Literal(0.0, tree.span)
        return model.Choose(found.expression, one, nothing, tree.span)
    if not isinstance(found.type, Number) and len(names.problems) == before:
        names.say(meaning.not_a_number(tree.span, names.described(found.type), "A utility"))
    return found.expression
