# SPDX-License-Identifier: Apache-2.0
"""A world of the model as text in our language: `print_world`. Reading the text again gives the same ground program.

What the model has from elsewhere (another planner's problem file) may be called otherwise than our language allows;
`print_names.py` finds names near by. Comments are not in the model, and so not in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from fabula.diagnostics import Diagnostic, Source
from fabula.language.format import format_world
from fabula.language.kinds import PERSON
from fabula.language.print_effects import INDENT, NotSaid, effect_lines, sees
from fabula.language.print_expressions import Level, Words
from fabula.language.print_names import CONSTANTS, PrintedNames, Scope, printed_names
from fabula.model.expression import And, Believes, Comparator, Compare, Expression, Literal
from fabula.model.world import (
    Event,
    Fact,
    FactType,
    Law,
    Number,
    OfKind,
    Thing,
    Wants,
    Willing,
    World,
)


def print_world(world: World) -> str | Diagnostic:
    """The text of the world, laid out; or why it has none."""
    try:
        text = "\n".join(_lines(world, printed_names(world))) + "\n"
    except NotSaid as problem:
        return problem.diagnostic
    return format_world(Source("", text)) or text


def _lines(world: World, names: PrintedNames) -> Iterator[str]:
    yield f"world {_quoted(world.title)}"
    yield ""
    yield from _kinds(world, names)
    yield from _things(world, names)
    yield ""
    for fact in world.facts:
        if not (world.clock and fact.name == "now" and not fact.parameters):
            text = "" if fact.text is None else f" {_quoted(fact.text)}"
            yield f"fact {names.facts[fact.name]}{_bare(fact, names)}{_result(fact.type, names)}{text}"
    for definition in world.definitions:
        parameters, scope = names.parameters(definition.parameters)
        body = Words(names, scope).text(definition.body)
        text = "" if definition.text is None else f" {_quoted(definition.text)}"
        head = f"{names.facts[definition.name]}{parameters}{_result(definition.type, names)}{text}"
        yield f"define {head}: {body}"
    yield ""
    start = [*effect_lines(world.start, Words(names, Scope()))]
    yield from ["start:", *_indented(start)] if start else []
    for event in world.events:
        if not (world.clock and event.name == "wait" and not event.parameters):
            yield ""
            yield from _event(event, names)
    for law, name in zip(world.laws, names.laws, strict=True):
        yield ""
        yield from _law(law, name, names)
    yield ""
    yield from (line for wants in world.wants for line in _wants(wants, names))
    for ending in world.endings:
        text = "" if ending.text is None else f" {_quoted(ending.text)}"
        yield f"ending {ending.name}{text}: {Words(names, Scope()).text(ending.condition)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (INDENT + line for line in lines)


def _kinds(world: World, names: PrintedNames) -> Iterator[str]:
    declared = [kind for kind in world.kinds if kind.name != PERSON or kind.parents]
    for parents, group in groupby(declared, key=lambda kind: kind.parents):
        above = f": {', '.join(names.kinds[parent] for parent in parents)}" if parents else ""
        yield f"kind {', '.join(names.kinds[kind.name] for kind in group)}{above}"
    if names.constants:
        yield f"kind {names.kinds[CONSTANTS]}"


def _things(world: World, names: PrintedNames) -> Iterator[str]:
    """The things under the first of their own kinds; then again under their others."""
    above = names.lattice.above

    def own(thing: Thing) -> list[str]:
        return [kind for kind in thing.kinds if not any(kind in above[each][1:] for each in thing.kinds)]

    for kind, group in groupby(world.things, key=lambda thing: own(thing)[0]):
        yield f"{names.kinds[kind]} {', '.join(_thing(thing, names) for thing in group)}"
    for thing in world.things:
        yield from (f"{names.kinds[kind]} {names.things[thing.name]}" for kind in own(thing)[1:])
    if names.constants:
        yield f"{names.kinds[CONSTANTS]} {', '.join(names.things[each] for each in names.constants)}"


def _thing(thing: Thing, names: PrintedNames) -> str:
    name = names.things[thing.name]
    return name if thing.title is None else f"{name} {_quoted(thing.title)}"


def _bare(fact: Fact, names: PrintedNames) -> str:
    """The parameters of a fact, with names where each has one of its own."""
    given = [parameter.name for parameter in fact.parameters if parameter.constant is None]
    if len(set(given)) == len(given):
        return names.parameters(fact.parameters)[0]
    words = [names.things[p.constant] if p.constant is not None else names.kinds[p.kind] for p in fact.parameters]
    return f"({', '.join(words)})"


def _result(type_: FactType, names: PrintedNames) -> str:
    match type_:
        case Number():
            return " is number"
        case OfKind(kind=kind):
            return f" is {names.kinds[kind]}"
        case _:
            return ""


def _condition(condition: Expression, words: Words) -> Iterator[str]:
    lines = words.parts(condition)
    if lines:
        yield "    when:"
        yield from _indented(_indented(lines))


def _then(effects: Iterable[str]) -> Iterator[str]:
    lines = list(effects)
    if lines:
        yield "    then:"
        yield from _indented(_indented(lines))


def _text(text: str | None) -> Iterator[str]:
    if text is not None:
        yield f"    text: {_quoted(text)}"


def _event(event: Event, names: PrintedNames) -> Iterator[str]:
    parameters, scope = names.parameters(event.parameters)
    words = Words(names, scope)
    yield f"event {names.events[event.name]}{parameters or '()'}:"
    yield from _text(event.text)
    yield from _condition(event.condition, words)
    yield from _then(effect_lines(event.effects, words))
    if event.willing:
        yield f"    by: {', '.join(_willing(who, words) for who in event.willing)}"
    if event.seen_by is not None:
        observer, inner = words.within(event.seen_by.observer, PERSON)
        test = inner.text(event.seen_by.condition)
        whom = {"yes": "everyone", "no": "nobody"}.get(test, f"{observer}: {test}")
        yield f"    seen by {whom}"
    if event.takes != 1:
        yield f"    takes {event.takes}"


def _willing(who: Willing, words: Words) -> str:
    impulse = "" if who.impulse is None else f" on impulse if {words.text(who.impulse)}"
    return words.text(who.person, Level.OPERAND) + impulse


def _law(law: Law, name: str, names: PrintedNames) -> Iterator[str]:
    parameters, scope = names.parameters(law.parameters)
    words = Words(names, scope)
    conjuncts = law.condition.parts if isinstance(law.condition, And) else (law.condition,)
    seen = sees(law.effects, conjuncts[-1] if conjuncts else None)
    if seen is not None and parameters and not law.each_moment and law.text is None:
        person, fact = seen
        unseen = Compare(Comparator.DIFFERENT, Believes(person, fact, law.span), fact, law.span)
        if conjuncts[-1] == unseen and all(parameter.constant is None for parameter in law.parameters):
            test = words.text(And(conjuncts[:-1], law.span))
            yield f"sight {name} for {parameters[1:-1]}:"
            yield f"    {words.text(person)} sees {words.text(fact)}{'' if test == 'yes' else f' if {test}'}"
            return
    yield f"law {name}{parameters}{' each moment' if law.each_moment else ''}:"
    yield from _text(law.text)
    yield from _condition(law.condition, words)
    yield from _then(effect_lines(law.effects, words))


def _wants(wants: Wants, names: PrintedNames) -> Iterator[str]:
    scope = Scope()
    if wants.parameters:
        parameter = wants.parameters[0]
        written, scope = names.variable(parameter.name, parameter.kind, scope)
        whose = f"every {names.kinds[parameter.kind]} {written}"
    elif isinstance(wants.person, Literal) and isinstance(wants.person.value, str):
        whose = names.things[wants.person.value]
    else:
        whose = "author"
    yield f"wants {whose}: {Words(names, scope).text(wants.utility)}"
