# SPDX-License-Identifier: Apache-2.0
"""From the declarations of a world to `Names`: kinds with all that is above them, things, facts, the names of events.

Nothing here reads an expression. What is declared twice, under two meanings, or with a kind that does not exist is
reported; a fact or thing whose declaration is wrong is put among the broken names, so that its uses say nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fabula.diagnostics import NOWHERE, Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.kinds import PERSON, Kinds, all_above, cycles
from fabula.language.names import READER, Declared, Names, signature
from fabula.language.parameters import lower_parameters
from fabula.language.problems import names as problems
from fabula.language.problems.writing import too_deep
from fabula.language.work import Work
from fabula.model.world import Fact, FactType, Kind, Number, OfKind, Parameter, Thing, YesNo
from fabula.records import dataclass

_RESERVED = {
    READER: "it is whoever reads the story.",
    "author": "`wants author` speaks of whoever writes the story.",
    "number": "it is what facts are that count something.",
}


_DEEPEST = 100
_SECTIONS = ("kind", "fact", "event", "law", "define")
"""Words that a line may begin with which, misspelt, looks like a line of things."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The names of a world, ready for lowering, and its kinds and things in the order of the file."""

    work: Work
    kinds: tuple[Kind, ...]
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]


def gather(declarations: Sequence[syntax.Declaration], sources: Mapping[str, Source]) -> Gathered:
    """The names that the declarations give."""
    said: list[Diagnostic] = []
    kinds, lattice = _gather_kinds(declarations, said)
    spans = {kind.name: kind.span for kind in kinds}
    names = Names(Kinds(lattice, {}), spans, {})
    work = Work(names, sources, said)
    things = _gather_things(declarations, work)
    names.things.update(things)
    names.kinds = Kinds(lattice, {name: thing.kinds for name, thing in things.items()})
    for declaration in declarations:
        if isinstance(declaration, syntax.EventDeclaration):
            names.events.setdefault(declaration.name.text, declaration.name.span)
    facts = tuple(_gather_facts(declarations, work))
    return Gathered(work, kinds, tuple(things.values()), facts)


def reserved(name: syntax.Name, work: Work) -> bool:
    """Whether the language needs the name for itself; then that is reported."""
    if name.text not in _RESERVED:
        return False
    work.say(problems.reserved_name(name.text, name.span, _RESERVED[name.text]))
    return True


def _gather_kinds(
    declarations: Iterable[syntax.Declaration], said: list[Diagnostic]
) -> tuple[tuple[Kind, ...], dict[str, tuple[str, ...]]]:
    """The kinds in order, and for each all that contain it."""
    parents: dict[str, tuple[str, ...]] = {PERSON: ()}
    spans: dict[str, Span] = {PERSON: NOWHERE}
    written = [d for d in declarations if isinstance(d, syntax.KindDeclaration)]
    for declaration in written:
        for name in declaration.names:
            if name.text in _RESERVED:
                said.append(problems.reserved_name(name.text, name.span, _RESERVED[name.text]))
            elif name.text in parents and not (spans[name.text] == NOWHERE and declaration.parents):
                said.append(problems.doubly_defined(name.text, "a kind", name.span, spans[name.text]))
            else:
                parents[name.text] = tuple(parent.text for parent in declaration.parents)
                spans[name.text] = name.span
    above = [parent for declaration in written for parent in declaration.parents]
    said.extend(problems.unknown_kind(p.text, p.span, parents) for p in above if p.text not in parents)
    said.extend(problems.cyclic_kinds(cycle, tuple(spans[name] for name in cycle)) for cycle in cycles(parents))
    known = {name: tuple(dict.fromkeys(p for p in own if p in parents)) for name, own in parents.items()}
    low = _too_low(known)
    said.extend(too_deep(spans[name], _DEEPEST, "kinds") for name in low[:1])
    known.update((name, ()) for name in low)
    kinds = tuple(Kind(name, above, spans[name]) for name, above in known.items())
    return kinds, {name: all_above(known, [name]) for name in known}


def _too_low(parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The kinds that have more kinds above them, one over the other, than anybody needs; in a circle none is."""
    depth: dict[str, int] = {}
    found: list[str] = []
    for first in parents:
        stack = [first]
        while stack:
            name = stack[-1]
            open_ = [above for above in parents[name] if above not in depth]
            if open_ and name not in depth:
                depth[name] = 0
                stack.extend(open_)
                continue
            stack.pop()
            depth[name] = 1 + max((depth[above] for above in parents[name]), default=0)
            if depth[name] > _DEEPEST:
                found.append(name)
                depth[name] = 0
    return list(dict.fromkeys(found))


def _gather_things(declarations: Iterable[syntax.Declaration], work: Work) -> dict[str, Thing]:
    """The things by name; one listed under several kinds is of all of them."""
    found: dict[str, Thing] = {}
    own: dict[str, list[str]] = {}
    for declaration in declarations:
        if not isinstance(declaration, syntax.ThingsDeclaration):
            continue
        kind = declaration.kind
        known = kind.text in work.names.kinds.above
        if not known and kind.text not in work.names.broken:
            work.say(problems.unknown_kind(kind.text, kind.span, [*work.names.kinds.above, *_SECTIONS]))
        for entry in declaration.things:
            _gather_thing(entry, kind.text if known else None, found, own, work)
    parents = {kind: above[1:] for kind, above in work.names.kinds.above.items()}
    return {name: Thing(name, all_above(parents, own[name]), thing.title, thing.span) for name, thing in found.items()}


def _gather_thing(
    entry: syntax.ThingEntry, kind: str | None, found: dict[str, Thing], own: dict[str, list[str]], work: Work
) -> None:
    """One thing of a line of things; without a known kind its name is broken."""
    name = entry.name.text
    title = entry.title.value if entry.title is not None else None
    if reserved(entry.name, work) or kind is None:
        work.names.broken.add(name)
    elif name in work.names.kind_spans:
        work.say(problems.doubly_defined(name, "a kind", entry.name.span, work.names.kind_spans[name]))
    elif name in found and kind in own[name]:
        work.say(problems.doubly_defined(name, f"a `{kind}`", entry.name.span, found[name].span))
    elif name in found:
        own[name].append(kind)
        found[name] = Thing(name, (), title or found[name].title, found[name].span)
    else:
        own[name] = [kind]
        found[name] = Thing(name, (), title, entry.name.span)


def _gather_facts(declarations: Iterable[syntax.Declaration], work: Work) -> Iterator[Fact]:
    """The facts, put among the names one after another."""
    for declaration in declarations:
        if not isinstance(declaration, syntax.FactDeclaration):
            continue
        parameters, _ = lower_parameters(declaration.parameters, work, named=False)
        type_ = result_type(declaration.result, work) if declaration.result is not None else YesNo()
        text = declaration.text.value if declaration.text is not None else None
        if reserved(declaration.name, work) or parameters is None or type_ is None:
            work.names.broken.add(declaration.name.text)
            continue
        fact = Fact(declaration.name.text, parameters, type_, text, declaration.name.span)
        if not clashes(fact, "a fact", work):
            work.names.add(fact)
            yield fact


def result_type(result: syntax.ResultType, work: Work) -> FactType | None:
    """What a fact or definition is said to be; None if there is no such kind, which is reported."""
    if isinstance(result, syntax.NumberType):
        return Number()
    kind = result.kind
    if kind.text in work.names.kinds.above:
        return OfKind(kind.text)
    if kind.text not in work.names.broken:
        work.say(problems.unknown_kind(kind.text, kind.span, [*work.names.kinds.above, "number"]))
    return None


def clashes(new: Declared, what: str, work: Work, others: Iterable[Declared] | None = None) -> bool:
    """Whether the words for the new declaration could mean an earlier one, or a thing; then that is reported."""
    if others is None:
        others = work.names.readables.get(new.name, ())
        thing = work.names.things.get(new.name)
        if thing is not None and not new.parameters:
            work.say(problems.doubly_defined(new.name, "a thing", new.span, thing.span))
            return True
    for other in others:
        if len(other.parameters) != len(new.parameters):
            continue
        pairs = tuple(zip(new.parameters, other.parameters, strict=True))
        if all((one.kind, one.constant) == (two.kind, two.constant) for one, two in pairs):
            work.say(problems.doubly_defined(new.name, what, new.span, other.span))
            return True
        if all(_overlap(work.names.kinds, one, two) for one, two in pairs):
            work.say(problems.overlapping_overloads(signature(new), new.span, signature(other), other.span))
            return True
    return False


def _overlap(kinds: Kinds, one: Parameter, other: Parameter) -> bool:
    """Whether some thing could be given for either parameter."""
    if one.constant is not None and other.constant is not None:
        return one.constant == other.constant
    if one.constant is not None:
        return other.kind in kinds.things.get(one.constant, ())
    if other.constant is not None:
        return one.kind in kinds.things.get(other.constant, ())
    return kinds.overlap(one.kind, other.kind)
