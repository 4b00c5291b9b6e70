# SPDX-License-Identifier: Apache-2.0
"""From the definitions of a problem to its names: all types first, then all entities, then the properties.

So the order between these groups does not matter, as in the peer's own reading. A type that is named only above another
type or an entity is made; lines about the same type or entity add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from fabula.diagnostics import NOWHERE, Diagnostic, Source, Span
from fabula.language.kinds import PERSON, Broken, Kinds, ValueType, all_above, cycles
from fabula.language.sabre import meaning, syntax
from fabula.language.sabre.names import BOOLEAN, CHARACTER, ENTITY, NUMBERS, Names, Place, Property
from fabula.model.expression import Literal
from fabula.model.world import Fact, Kind, Number, OfKind, Parameter, Thing, YesNo

_BUILT_IN = (BOOLEAN, NUMBERS, ENTITY)


def gather(definitions: Sequence[syntax.Definition], source: Source, problems: list[Diagnostic]) -> Names:
    """The names that the definitions give."""
    parents, spans = _types(definitions, problems)
    kind_names = {name: name for name in parents}
    if PERSON in parents:
        kind_names[PERSON] = next(free for free in _numbered(PERSON) if free not in parents)
    kind_names[CHARACTER] = PERSON
    above = {kind_names[name]: tuple(kind_names[up] for up in own) for name, own in parents.items()}
    kinds = Kinds({kind: all_above(above, [kind]) for kind in above}, {})
    names = Names(source, problems, kinds, kind_names, above, spans)
    names.things.update(_entities(definitions, above, names))
    names.kinds = Kinds(kinds.above, {name: thing.kinds for name, thing in names.things.items()})
    for definition in definitions:
        if isinstance(definition, syntax.PropertyDefinition):
            _property(definition, names)
    return names


def _numbered(name: str) -> Iterator[str]:
    """The name with a number after it, from 2 on."""
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _types(
    definitions: Sequence[syntax.Definition], problems: list[Diagnostic]
) -> tuple[dict[str, tuple[str, ...]], dict[str, Span]]:
    """The types with those directly above each, circles cut; and where each was declared."""
    parents: dict[str, list[str]] = {ENTITY: [], CHARACTER: []}
    spans: dict[str, Span] = {ENTITY: NOWHERE, CHARACTER: NOWHERE}
    named: list[syntax.Word] = []
    for definition in definitions:
        if isinstance(definition, syntax.TypeDefinition):
            if definition.name.text in _BUILT_IN:
                problems.append(meaning.built_in_type(definition.name.text, definition.name.span))
                continue
            spans.setdefault(definition.name.text, definition.name.span)
            own = parents.setdefault(definition.name.text, [])
            own.extend(_fine(definition.parents, named, problems))
        elif isinstance(definition, syntax.EntityDefinition):
            _fine(definition.types, named, problems)
    for word in named:
        if word.text not in parents:
            problems.append(meaning.undeclared_type(word.text, word.span, parents))
            parents[word.text] = []
            spans[word.text] = word.span
    found = {name: tuple(dict.fromkeys(own)) or ((ENTITY,) if name != ENTITY else ()) for name, own in parents.items()}
    for circle in cycles(found):
        problems.append(meaning.cyclic_types(circle, tuple(spans[name] for name in circle)))
        found[circle[-1]] = (ENTITY,)
    return found, spans


def _fine(words: Iterable[syntax.Word], named: list[syntax.Word], problems: list[Diagnostic]) -> list[str]:
    """The types that may stand above something; the others are reported."""
    fine: list[str] = []
    for word in words:
        if word.text in (BOOLEAN, NUMBERS):
            problems.append(meaning.built_in_type(word.text, word.span))
        else:
            fine.append(word.text)
            named.append(word)
    return fine


def _entities(
    definitions: Iterable[syntax.Definition], parents: dict[str, tuple[str, ...]], names: Names
) -> dict[str, Thing]:
    """The entities, characters first."""
    own: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    for definition in definitions:
        if isinstance(definition, syntax.EntityDefinition):
            kinds = [names.kind_names[word.text] for word in definition.types if word.text in names.kind_names]
            own.setdefault(definition.name.text, []).extend(kinds)
            spans.setdefault(definition.name.text, definition.name.span)
            if any(word.text == ENTITY for word in definition.types):
                names.mentioned.add(ENTITY)
    things = [Thing(name, all_above(parents, kinds), None, spans[name]) for name, kinds in own.items()]
    things.sort(key=lambda thing: PERSON not in thing.kinds)
    return {thing.name: thing for thing in things}


def places_of(signature: syntax.Signature, names: Names) -> tuple[Place, ...] | None:
    """The parameters; None if one is wrong, which is reported."""
    found: list[Place] = []
    fine = True
    type_: ValueType
    for parameter in signature.parameters:
        if parameter.name is not None and parameter.type is not None:
            type_ = names.type_of(parameter.type, finite=True)
            found.append(Place(parameter.name.text, type_, None, parameter.span))
        elif parameter.constant is not None:
            constant = names.atom(parameter.constant, {})
            type_ = constant.type
            value = constant.expression.value if isinstance(constant.expression, Literal) else None
            kind = names.things[value].kinds[0] if isinstance(value, str) and value in names.things else BOOLEAN
            shown = names.source.slice(parameter.span)
            found.append(Place(shown, OfKind(kind) if kind != BOOLEAN else type_, value, parameter.span))
        else:
            continue
        fine = fine and not isinstance(type_, Broken)
    return tuple(found) if fine else None


def _property(definition: syntax.PropertyDefinition, names: Names) -> None:
    """Put a property among the names; a wrong one among the broken names."""
    name = definition.signature.name
    places = places_of(definition.signature, names)
    type_ = names.type_of(definition.type)
    if places is None or not isinstance(type_, YesNo | Number | OfKind):
        names.broken.add(name.text)
        return
    free = name.text
    for other in names.properties.get(name.text, ()):
        if len(other.places) != len(places):
            continue
        pairs = list(zip(places, other.places, strict=True))
        if all((one.type, one.constant) == (two.type, two.constant) for one, two in pairs):
            names.say(meaning.doubly_defined(name.text, "a property", name.span, other.span))
            return
        if overlaps(places, other.places, names):
            taken = {fact.name for own in names.properties.values() for way in own for fact in way.facts.values()}
            free = next(each for each in _numbered(name.text) if each not in taken)
            one, two = names.signature(name.text, places), names.signature(other.name, other.places)
            names.say(meaning.overlap(one, name.span, two, other.span, free))
    facts = {
        values: Fact(free, bound(places, values), type_, None, name.span)
        for values in product((True, False), repeat=sum(place.is_boolean for place in places))
    }
    names.properties.setdefault(name.text, []).append(Property(name.text, places, type_, facts, name.span))


def bound(places: Sequence[Place], values: Sequence[bool]) -> tuple[Parameter, ...]:
    """The parameters of the model, boolean ones for these values."""
    left = iter(values)
    return tuple(place.bound(next(left) if place.is_boolean else None) for place in places)


def overlaps(places: Sequence[Place], others: Sequence[Place], names: Names) -> bool:
    """Whether the same arguments could be given for either row of parameters."""
    if len(places) != len(others):
        return False
    return all(_overlap(one, other, names) for one, other in zip(places, others, strict=True))


def _overlap(one: Place, other: Place, names: Names) -> bool:
    """Whether some entity could be given for either parameter."""
    if one.constant is not None and other.constant is not None:
        return one.constant == other.constant
    if one.constant is not None or other.constant is not None:
        constant, kind = (one.constant, other.type) if one.constant is not None else (other.constant, one.type)
        if isinstance(constant, bool) or not isinstance(constant, str):
            return isinstance(constant, bool) and isinstance(kind, YesNo)
        return isinstance(kind, OfKind) and kind.kind in names.kinds.things.get(constant, ())
    if isinstance(one.type, OfKind) and isinstance(other.type, OfKind):
        first, second = one.type.kind, other.type.kind
        return any(first in kinds and second in kinds for kinds in names.kinds.things.values())
    return one.type == other.type


def kinds_of(names: Names) -> tuple[Kind, ...]:
    """The kinds of the model; the type above all is left out where nothing ranges over it."""
    back = {kind: name for name, kind in names.kind_names.items()}
    return tuple(
        Kind(kind, _without_top(above, names), names.type_spans[back[kind]])
        for kind, above in names.parents.items()
        if kind in _without_top((kind,), names)
    )


def things_of(names: Names) -> tuple[Thing, ...]:
    """The things of the model, with such kinds."""
    return tuple(replace(thing, kinds=_without_top(thing.kinds, names)) for thing in names.things.values())


def _without_top(kinds: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return kinds if ENTITY in names.mentioned else tuple(kind for kind in kinds if kind != ENTITY)
