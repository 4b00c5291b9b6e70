# SPDX-License-Identifier: Apache-2.0
"""Parameters and variables: what kind they are of, and that their names are free."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count

from fabula.language import syntax
from fabula.language.kinds import BROKEN, Broken, ValueType
from fabula.language.names import READER, Entry, Scope
from fabula.language.problems import names as problems
from fabula.language.work import Work
from fabula.model.world import OfKind, Parameter


def kind_type(name: syntax.Name, work: Work) -> ValueType:
    """The type that a kind's name stands for; reported if there is no such kind."""
    if name.text in work.names.kinds.above:
        return OfKind(name.text)
    if name.text not in work.names.broken:
        note = f"`{name.text}` is a thing." if name.text in work.names.things else None
        work.say(problems.unknown_kind(name.text, name.span, work.names.kinds.above, note))
    return BROKEN


def introduce(name: syntax.Name, type_: ValueType, scope: Scope, work: Work) -> Scope:
    """The scope with one more variable; a name that means something already is reported."""
    taken = scope.find(name.text)
    names = work.names
    if name.text == READER:
        work.say(problems.reserved_name(name.text, name.span, "it is whoever reads the story."))
    elif taken is not None and not isinstance(taken.type, Broken):
        work.say(problems.doubly_defined(name.text, "a variable here", name.span, taken.span))
        type_ = BROKEN
    elif name.text in names.things:
        work.say(problems.doubly_defined(name.text, "a thing", name.span, names.things[name.text].span))
    else:
        for way in names.readables.get(name.text, ()):
            if not way.parameters:
                work.say(problems.doubly_defined(name.text, "a fact", name.span, way.span))
    return scope.extended(name.text, Entry(name.text, type_, name.span))


def lower_parameters(
    trees: Iterable[syntax.Parameter], work: Work, named: bool
) -> tuple[tuple[Parameter, ...] | None, Scope]:
    """The parameters and their scope; None for them if one is wrong. `named`: each must have a name of its own."""
    found: list[Parameter] = []
    scope = Scope()
    fine = True
    for tree in trees:
        before = len(work.problems)
        if tree.kind is not None:
            type_ = kind_type(tree.kind, work)
            fine = fine and not isinstance(type_, Broken)
            scope = introduce(tree.name, type_, scope, work)
            found.append(Parameter(tree.name.text, tree.kind.text, None, tree.span))
        else:
            parameter = _bare_parameter(tree, scope, work, named)
            if parameter is None:
                fine = False
                meant = (tree.name.text, tree.name.text[0].lower())
                scope = Scope({**scope.entries, **{name: Entry(name, BROKEN, tree.span) for name in meant}})
            elif parameter.constant is None:
                scope = scope.extended(parameter.name, Entry(parameter.name, OfKind(parameter.kind), tree.span))
                found.append(parameter)
            else:
                found.append(parameter)
        fine = fine and len(work.problems) == before
    return (tuple(found) if fine else None), scope


def _bare_parameter(tree: syntax.Parameter, scope: Scope, work: Work, named: bool) -> Parameter | None:
    """A parameter of one word: a kind (named after itself), or a thing."""
    name, names = tree.name.text, work.names
    thing = names.things.get(name)
    if thing is not None:
        return Parameter(name, thing.kinds[0], name, tree.span)
    if name in names.broken:
        return None
    if name not in names.kinds.above:
        work.say(problems.unknown_kind(name, tree.name.span, [*names.kinds.above, *names.things]))
        return None
    if named:
        work.say(problems.parameter_without_name(name, tree.span, names.kind_spans[name]))
        return None
    numbered = (f"{name}_{number}" for number in count(2))
    free = next(other for other in chain([name], numbered) if scope.find(other) is None)
    return Parameter(free, name, None, tree.span)
