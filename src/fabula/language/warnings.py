# SPDX-License-Identifier: Apache-2.0
"""What stands in a world and cannot matter: what is never used, and what (`possible.py`) can never be.

Nothing is called impossible that could be: the fixpoint behind it forgets arguments and losses, so that it finds
too much possible, never too little. What is built in (`now`, `wait`) is never spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fabula.diagnostics import NOWHERE, Diagnostic, Label
from fabula.language.kinds import all_above
from fabula.language.names import signature
from fabula.language.possible import Possible, can_be
from fabula.language.problems import matters as problems
from fabula.language.spelling import NAME, spelt
from fabula.language.walk import nodes
from fabula.model import expression as model
from fabula.model.expression import Expression
from fabula.model.values import Value, show_value
from fabula.model.world import Definition, Event, Fact, Law, LawOrigin, OfKind, Parameter, World

_HOLE = re.compile(r"\{([^{}]*)\}")
_MANY_VALUES = 4


def warnings(world: World) -> list[Diagnostic]:
    """All that cannot matter, in no particular order."""
    return [*_never_used(world), *_kinds_never_used(world), *_never_so(world)]


def not_read_by(problems_found: Iterable[Diagnostic], story: object) -> list[Diagnostic]:
    """The problems without the facts, definitions and kinds that nothing in the world uses, but a manuscript does."""
    read = {node.fact.span for node in nodes(story) if isinstance(node, model.FactRead)}
    read |= {node.definition.span for node in nodes(story) if isinstance(node, model.DefinitionRead)}
    unread = ("fact-never-read", "definition-never-read")
    named = set(_kinds_named(story))
    return [
        each
        for each in problems_found
        if not (each.code in unread and each.primary.span in read)
        and not (each.code == "kind-never-used" and any(f"`{kind}`" in each.title for kind in named))
    ]


def _never_used(world: World) -> Iterator[Diagnostic]:
    """Facts and definitions that nothing reads, parameters that nothing speaks of."""
    reads = list(_reads(world))
    read = {node.fact for node in reads if isinstance(node, model.FactRead)}
    used = {node.definition.span for node in reads if isinstance(node, model.DefinitionRead)}
    spoken = {word for text in _texts(world) for word in _words(text)}
    for fact in world.facts:
        if fact not in read and fact.name not in spoken and fact.span != NOWHERE:
            yield problems.fact_never_read(signature(fact), fact.span)
    for definition in world.definitions:
        if definition.span not in used and definition.name not in spoken:
            yield problems.definition_never_read(signature(definition), definition.span)
        yield from _unused_parameters("The definition", definition, (definition.body,))
    for event in world.events:
        yield from _unused_parameters(
            "The event", event, (event.condition, event.effects, event.willing, event.seen_by)
        )
    for law in world.laws:
        if law.origin is LawOrigin.LAW:
            yield from _unused_parameters("The law", law, (law.condition, law.effects))


def _kinds_never_used(world: World) -> Iterator[Diagnostic]:
    """Kinds of the world's own file that have no thing, and of which nothing speaks; the same of all kinds below."""
    used = {kind for thing in world.things for kind in thing.kinds}
    used.update(_kinds_named((world.start, world.events, world.laws, world.wants, world.endings)))
    used.update(_kinds_named(tuple(definition.body for definition in world.definitions)))
    forms: list[Fact | Definition | Event | Law] = [*world.facts, *world.definitions, *world.events, *world.laws]
    used.update(parameter.kind for form in forms for parameter in form.parameters)
    types = [*(fact.type for fact in world.facts), *(definition.type for definition in world.definitions)]
    used.update(type_.kind for type_ in types if isinstance(type_, OfKind))
    parents = {kind.name: kind.parents for kind in world.kinds}
    used.update(all_above(parents, used))
    for kind in world.kinds:
        if kind.name not in used and kind.span.source == world.name:
            yield problems.kind_never_used(kind.name, kind.span)


def _kinds_named(tree: object) -> Iterator[str]:
    """The kinds that variables range over, and that are asked for."""
    for node in nodes(tree):
        if isinstance(node, model.Binder | model.KindTest | Parameter):
            yield node.kind


def _reads(world: World) -> Iterator[object]:
    """All nodes that are read somewhere; the target of an effect is not, its arguments are."""
    roots = (world.definitions, world.start, world.events, world.laws, world.wants, world.endings)
    for group in roots:
        for form in group:
            body = form.body if isinstance(form, Definition) else form
            targets: set[int] = set()
            for node in nodes(body):
                if isinstance(node, model.Assign):
                    targets.add(id(node.target))
                elif id(node) not in targets:
                    yield node


def _texts(world: World) -> Iterator[str]:
    """All templates."""
    texts = [fact.text for fact in world.facts]
    texts += [definition.text for definition in world.definitions]
    texts += [event.text for event in world.events]
    texts += [law.text for law in world.laws]
    texts += [ending.text for ending in world.endings]
    yield from (text for text in texts if text is not None)


def _words(text: str) -> Iterator[str]:
    """The names that stand in the holes of a template."""
    for hole in _HOLE.finditer(text):
        yield from map(spelt, NAME.on(hole[1]).findall(hole[1]))


def _unused_parameters(what: str, form: Definition | Event | Law, parts: tuple[object, ...]) -> Iterator[Diagnostic]:
    """Parameters that nothing in the form speaks of."""
    used = {node.name for node in nodes(parts) if isinstance(node, model.Variable)}
    used.update(_words(form.text or ""))
    for parameter in form.parameters:
        if parameter.constant is None and parameter.name not in used:
            yield problems.parameter_never_used(parameter.name, f"{what} `{form.name}`", parameter.span)


def _never_so(world: World) -> Iterator[Diagnostic]:
    """Events, laws, endings and observers' conditions that can never be, or always are."""
    possible = Possible(world)
    possible.explore()
    if not possible.settled:
        return
    for event in world.events:
        why = _why_never(event.condition, event.parameters, possible, mind=True)
        if why is not None:
            yield problems.event_never_happens(event.name, event.span, *why)
        elif event.seen_by is not None:
            yield from _observers(event, possible)
    for law in world.laws:
        why = _why_never(law.condition, law.parameters, possible, mind=True)
        if law.origin is LawOrigin.LAW and (why is not None or not law.effects):
            yield problems.law_never_fires(law.name, law.span, *(why or ((), ())))
    for ending in world.endings:
        why = _why_never(ending.condition, (), possible, mind=False)
        if why is not None:
            yield problems.ending_never_reached(ending.name, ending.span, *why)


def _observers(event: Event, possible: Possible) -> Iterator[Diagnostic]:
    """A condition on observers that holds of everybody or of nobody."""
    sight = event.seen_by
    if sight is None or sight.condition in (model.Or((), sight.span), model.And((), sight.span)):
        return
    bound = {**possible.bindings(event.parameters), sight.observer: possible.things("person")}
    ways = [possible.values(sight.condition, bound, mind) for mind in (False, True)]
    if not any(can_be(way, True) for way in ways):
        yield problems.never_seen(event.name, sight.condition.span)
    elif not any(can_be(way, False) for way in ways):
        yield problems.always_seen(event.name, sight.condition.span)


def _why_never(
    condition: Expression, parameters: Iterable[Parameter], possible: Possible, mind: bool
) -> tuple[tuple[Label, ...], tuple[str, ...]] | None:
    """Why a condition can never hold (nor, with `mind`, be believed to): labels and notes; None if it can."""
    bound = possible.bindings(parameters)
    notes = tuple(
        f"There is no `{parameter.kind}`: nothing can stand for `{parameter.name}`."
        for parameter in parameters
        if parameter.constant is None and not bound[parameter.name]
    )
    if notes:
        return (), notes
    minds = (False, True) if mind else (False,)
    if any(can_be(possible.values(condition, bound, within), True) for within in minds):
        return None
    parts = condition.parts if isinstance(condition, model.And) else (condition,)
    for part in parts:
        if not any(can_be(possible.values(part, bound, within), True) for within in minds):
            return (Label(part.span, "this is never so"),), tuple(_values_of(part, possible))
    return (Label(condition.span, "this is never so"),), ()


def _values_of(part: Expression, possible: Possible) -> Iterator[str]:
    """Sentences on the facts in a condition: which values they can have at all."""
    said: set[Fact] = set()
    for node in nodes(part):
        if isinstance(node, model.FactRead) and node.fact not in said:
            said.add(node.fact)
            values = possible.really.get(node.fact)
            if values is not None and len(values) <= _MANY_VALUES:
                yield f"`{node.fact.name}` is never anything but {_listed(values)}."


def _listed(values: frozenset[Value]) -> str:
    """Values in prose, in a fixed order."""
    shown = [f"`{text}`" for text in sorted(show_value(value) for value in values)]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
