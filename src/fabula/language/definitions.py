# SPDX-License-Identifier: Apache-2.0
"""Definitions (derived facts): each is lowered after those that it needs, and one that needs itself is reported."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.language import syntax
from fabula.language.gathering import clashes, reserved, result_type
from fabula.language.kinds import BROKEN, Broken, ValueType, cycles, describe
from fabula.language.lowering import lower
from fabula.language.names import Entry
from fabula.language.parameters import lower_parameters
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.texts import check_text
from fabula.language.walk import nodes
from fabula.language.work import Typed, Work
from fabula.model.world import Definition, FactType


def lower_definitions(trees: Sequence[syntax.DefineDeclaration], work: Work) -> tuple[Definition, ...]:
    """The definitions in the order of the file, put among the names; wrong ones are broken names."""
    needs = {str(place): _needs(tree, trees) for place, tree in enumerate(trees)}
    found = cycles(needs)
    for cycle in found:
        members = [trees[int(place)] for place in cycle]
        said = tuple(tree.name.text for tree in members)
        work.say(name_problems.cyclic_definitions(said, tuple(tree.name.span for tree in members)))
    broken = {place for cycle in found for place in cycle}
    work.names.broken.update(trees[int(place)].name.text for place in broken)
    lowered: dict[int, Definition] = {}
    for place in _in_order(needs):
        if place in broken:
            continue
        definition = _lower_definition(trees[int(place)], work)
        if definition is None:
            work.names.broken.add(trees[int(place)].name.text)
        else:
            work.names.add(definition)
            lowered[int(place)] = definition
    return tuple(lowered[place] for place in sorted(lowered))


def _needs(tree: syntax.DefineDeclaration, trees: Sequence[syntax.DefineDeclaration]) -> tuple[str, ...]:
    """The places of the definitions that the body of one speaks of, by name and number of arguments."""
    spoken: set[tuple[str, int]] = set()
    for node in nodes(tree.body):
        if isinstance(node, syntax.Call):
            spoken.add((node.name.text, len(node.arguments)))
        elif isinstance(node, syntax.Name):
            spoken.add((node.text, 0))
    return tuple(str(n) for n, other in enumerate(trees) if (other.name.text, len(other.parameters)) in spoken)


def _in_order(needs: dict[str, tuple[str, ...]]) -> list[str]:
    """The places so that each comes after those that it needs (where nothing is cyclic)."""
    found: dict[str, None] = {}
    entered: set[str] = set()
    for first in needs:
        stack = [(first, False)]
        while stack:
            place, done = stack.pop()
            if done:
                found[place] = None
            elif place not in entered:
                entered.add(place)
                stack.append((place, True))
                stack.extend((other, False) for other in reversed(needs[place]) if other not in entered)
    return list(found)


def _lower_definition(tree: syntax.DefineDeclaration, work: Work) -> Definition | None:
    """One definition; None if something about it is wrong, which is reported."""
    before = len(work.problems)
    parameters, scope = lower_parameters(tree.parameters, work, named=True)
    said = None if tree.result is None else result_type(tree.result, work)
    body = lower(tree.body, scope, work, None)
    type_ = _type_of(tree, said, body, work) if tree.result is None or said is not None else None
    if tree.text is not None:
        value: ValueType = BROKEN if type_ is None else type_
        check_text(tree.text, scope.extended("value", Entry("value", value, tree.text.span)), work)
    if reserved(tree.name, work) or parameters is None or type_ is None or len(work.problems) > before:
        return None
    text = tree.text.value if tree.text is not None else None
    definition = Definition(tree.name.text, parameters, type_, body.expression, text, tree.name.span)
    return None if clashes(definition, "a definition", work) else definition


def _type_of(tree: syntax.DefineDeclaration, said: FactType | None, body: Typed, work: Work) -> FactType | None:
    """What kind of value a definition has: what it says, or else what its body is."""
    if isinstance(body.type, Broken):
        return None
    if said is not None:
        if work.names.kinds.takes(said, body.type):
            return said
        at = tree.result.span if tree.result is not None else tree.name.span
        is_ = describe(body.type)
        work.say(kind_problems.wrong_result(tree.name.text, describe(said), tree.body.span, is_, at))
        return None
    settled = work.names.kinds.settled(body.type)
    if settled is None:
        work.say(kind_problems.value_unclear(tree.name.text, tree.body.span))
    return settled
