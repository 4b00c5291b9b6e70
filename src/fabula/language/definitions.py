# SPDX-License-Identifier: Apache-2.0
"""Definitions (derived facts): each is lowered after those that it needs, and one that needs itself is reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fabula.language import syntax
from fabula.language.definition_needs import Needs
from fabula.language.gathering import clashes, reserved, result_type
from fabula.language.kinds import BROKEN, Broken, ValueType, cycles
from fabula.language.lowering import lower
from fabula.language.parameters import lower_parameters
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.problems.writing import too_deep
from fabula.language.texts import check_declared_text
from fabula.language.work import Typed, Work
from fabula.model.world import Definition, FactType

DEEPEST = 200
"""How deep definitions may stand inside each other, all their parts counted."""


def lower_definitions(trees: Sequence[syntax.DefineDeclaration], work: Work) -> tuple[Definition, ...]:
    """The definitions in the order of the file, put among the names; wrong ones are broken names."""
    needs = Needs(trees, work.names)
    spoken = [needs.of(tree) for tree in trees]
    circles = cycles(dict(enumerate(tuple(found) for found in spoken)))
    for circle in circles:
        said = tuple(_called(trees[place], trees) for place in circle)
        work.say(name_problems.cyclic_definitions(said, tuple(trees[place].name.span for place in circle)))
    order = _in_order(spoken)
    deep = _too_deep(spoken, order)
    for place in deep[:1]:
        work.say(too_deep(trees[place].name.span, DEEPEST, "definitions and their parts"))
    broken = {*deep, *(place for circle in circles for place in circle)}
    work.names.broken.update(trees[place].name.text for place in broken)
    lowered: dict[int, Definition] = {}
    for place in order:
        definition = None if place in broken else _lower_definition(trees[place], work)
        if definition is None:
            work.names.broken.add(trees[place].name.text)
        else:
            work.names.add(definition)
            lowered[place] = definition
    return tuple(lowered[place] for place in sorted(lowered))


def _called(tree: syntax.DefineDeclaration, trees: Sequence[syntax.DefineDeclaration]) -> str:
    """What to call a definition: by its name, and by its parameters where others have the name too."""
    if sum(other.name.text == tree.name.text for other in trees) == 1 or not tree.parameters:
        return tree.name.text
    return f"{tree.name.text}({', '.join((each.kind or each.name).text for each in tree.parameters)})"


def _too_deep(spoken: Sequence[Mapping[int, int]], order: Sequence[int]) -> list[int]:
    """The definitions with too much inside each other, counted anew above each of them."""
    depths: dict[int, int] = {}
    found: list[int] = []
    for place in order:
        depth = 1 + max((at + depths.get(other, 0) for other, at in spoken[place].items()), default=0)
        depths[place] = depth if depth <= DEEPEST else 0
        if depth > DEEPEST:
            found.append(place)
    return found


def _in_order(spoken: Sequence[Mapping[int, int]]) -> list[int]:
    """The places so that each comes after those that it needs (where nothing is cyclic)."""
    found: dict[int, None] = {}
    entered: set[int] = set()
    for first in range(len(spoken)):
        stack = [(first, False)]
        while stack:
            place, done = stack.pop()
            if done:
                found[place] = None
            elif place not in entered:
                entered.add(place)
                stack.append((place, True))
                stack.extend((other, False) for other in reversed(spoken[place]) if other not in entered)
    return list(found)


def _lower_definition(tree: syntax.DefineDeclaration, work: Work) -> Definition | None:
    """One definition; None if something about it is wrong, which is reported."""
    before = len(work.problems)
    parameters, scope = lower_parameters(tree.parameters, work, named=True)
    said = None if tree.result is None else result_type(tree.result, work)
    body = lower(tree.body, scope, work, None)
    type_ = _type_of(tree, said, body, work) if tree.result is None or said is not None else None
    if tree.text is not None and parameters is not None:
        value: ValueType = BROKEN if type_ is None else type_
        check_declared_text(tree.text, scope, parameters, value, work)
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
        is_ = work.described(body.type)
        work.say(kind_problems.wrong_result(tree.name.text, work.described(said), tree.body.span, is_, at))
        return None
    settled = work.names.kinds.settled(body.type)
    if settled is None:
        work.say(kind_problems.value_unclear(tree.name.text, tree.body.span))
    return settled
