# SPDX-License-Identifier: Apache-2.0
"""Which fact, definition, variable or thing a name in an expression means.

Facts and definitions may share a name: the first whose every parameter kind contains the argument's kind is meant.
The arguments come here lowered, so that this module need not know how expressions are made.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Span
from fabula.language import syntax
from fabula.language.kinds import Broken, Nobody, One, Unsaid, a_kind
from fabula.language.names import READER, Readable, Scope, fits, signature
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.work import Typed, Work, broken
from fabula.model import expression as model
from fabula.model.world import Fact, Number, Parameter, YesNo


def read_name(tree: syntax.Name, scope: Scope, work: Work, wanted: str | None) -> Typed:
    """What a name standing alone means: a variable, a thing, or a fact without parameters."""
    variable = scope.find(tree.text)
    if variable is not None:
        return Typed(model.Variable(variable.name, tree.span), variable.type)
    if tree.text in work.names.things:
        return Typed(model.Literal(tree.text, tree.span), One(tree.text))
    if tree.text == READER:
        work.say(name_problems.reader_out_of_place(tree.span))
        return broken(tree.span)
    if tree.text in work.names.broken:
        return broken(tree.span)
    ways = work.names.readables.get(tree.text, [])
    for way in ways:
        if not way.parameters:
            return read(way, (), tree.span)
    if ways:
        declared = [(signature(way), len(way.parameters), way.span) for way in ways]
        work.say(name_problems.wrong_argument_count(tree.text, tree.span, 0, declared, _what(ways[0])))
        return broken(tree.span)
    _report_unknown_name(tree, scope, work, wanted)
    return broken(tree.span)


def _report_unknown_name(tree: syntax.Name, scope: Scope, work: Work, wanted: str | None) -> None:
    """Say that a name means nothing here, or that what it means cannot stand here."""
    names = work.names
    if tree.text in names.kinds.above:
        span = names.kind_spans[tree.text]
        advice = f"Name a thing of that kind, or ask of any: `any {tree.text} x: …`."
        work.say(name_problems.misplaced_name(tree.text, "a kind", tree.span, span, advice))
        return
    if tree.text in names.events:
        advice = "Ask for what the event changes; conditions read facts only."
        work.say(name_problems.misplaced_name(tree.text, "an event", tree.span, names.events[tree.text], advice))
        return
    if wanted is not None:
        variables = (name for name, entry in scope.entries.items() if names.kinds.of_kind(entry.type, wanted))
        candidates = [*names.things_of(wanted), *variables]
        near = name_problems.unknown_thing(tree.text, tree.span, a_kind(wanted), work.candidates(candidates))
        if near is not None:
            work.say(near)
            return
    work.say(name_problems.unknown_name(tree.text, tree.span, work.candidates([*scope.entries, *names.bare()])))


def read(way: Readable, arguments: tuple[model.Expression, ...], span: Span) -> Typed:
    """The value of a fact or definition."""
    if isinstance(way, Fact):
        return Typed(model.FactRead(way, arguments, span), way.type)
    return Typed(model.DefinitionRead(way, arguments, span), way.type)


def wanted_kinds(name: str, count: int, work: Work) -> list[str | None]:
    """For each argument the kind that all declarations of the name agree on, to guess what a misspelt one means."""
    ways = [way for way in work.names.readables.get(name, ()) if len(way.parameters) == count]
    found: list[str | None] = []
    for place in range(count):
        kinds = {way.parameters[place].kind for way in ways}
        found.append(kinds.pop() if len(kinds) == 1 else None)
    return found


def read_call(tree: syntax.Call, arguments: Sequence[Typed], work: Work) -> Typed:
    """The value of `name(arguments)`."""
    way = resolve(tree.name, arguments, tree, work)
    if way is None:
        return broken(tree.span)
    return read(way, tuple(argument.expression for argument in arguments), tree.span)


def resolve(
    name: syntax.Name, arguments: Sequence[Typed], tree: syntax.Name | syntax.Call, work: Work
) -> Readable | None:
    """The fact or definition that a name with these arguments means; None if that has been reported."""
    names = work.names
    ways = names.readables.get(name.text, [])
    if name.text in names.broken and not any(len(way.parameters) == len(arguments) for way in ways):
        return None
    if not ways:
        _report_unknown_fact(name, tree, work)
        return None
    counted = [way for way in ways if len(way.parameters) == len(arguments)]
    if not counted:
        declared = [(signature(way), len(way.parameters), way.span) for way in ways]
        work.say(name_problems.wrong_argument_count(name.text, tree.span, len(arguments), declared, _what(ways[0])))
        return None
    for way in counted:
        if all(fits(names.kinds, p, a.type) for p, a in zip(way.parameters, arguments, strict=True)):
            return way
    if not any(isinstance(argument.type, Broken) for argument in arguments) and name.text not in names.broken:
        _report_wrong_arguments(tree, arguments, counted, work)
    return None


def _what(way: Readable) -> str:
    """What to call it."""
    return "fact" if isinstance(way, Fact) else "definition"


def _report_unknown_fact(name: syntax.Name, tree: syntax.Name | syntax.Call, work: Work) -> None:
    """Say that no fact is called that, or that it is something else."""
    names = work.names
    if name.text in names.events:
        advice = "Ask for what the event changes; conditions and effects speak of facts only."
        work.say(name_problems.misplaced_name(name.text, "an event", name.span, names.events[name.text], advice))
    elif name.text in names.kinds.above:
        argument = work.shown(tree.arguments[0].span) if isinstance(tree, syntax.Call) and tree.arguments else "x"
        advice = f"Ask for the kind of a thing with `{argument} is {a_kind(name.text).replace('`', '')}`."
        work.say(name_problems.misplaced_name(name.text, "a kind", name.span, names.kind_spans[name.text], advice))
    elif name.text in names.things:
        advice = "A thing takes no arguments."
        span = names.things[name.text].span
        work.say(name_problems.misplaced_name(name.text, "a thing, not a fact", name.span, span, advice))
    else:
        work.say(name_problems.unknown_fact(name.text, name.span, work.candidates(names.readables)))


def _report_wrong_arguments(
    tree: syntax.Name | syntax.Call, arguments: Sequence[Typed], ways: Sequence[Readable], work: Work
) -> None:
    """Say which argument does not fit, or, of several declarations, that none does."""
    trees = tree.arguments if isinstance(tree, syntax.Call) else ()
    if len(ways) > 1:
        name = ways[0].name
        given = ", ".join(work.described(argument.type) for argument in arguments)
        work.say(kind_problems.wrong_kinds(name, tree.span, given, [(signature(way), way.span) for way in ways]))
        return
    for parameter, argument, part in zip(ways[0].parameters, arguments, trees, strict=True):
        if not fits(work.names.kinds, parameter, argument.type):
            report_wrong_argument(parameter, argument, part.span, ways[0].span, work)


def report_wrong_argument(parameter: Parameter, argument: Typed, span: Span, declared: Span, work: Work) -> None:
    """Say that an argument is not what the parameter takes."""
    needed = f"`{parameter.constant}`" if parameter.constant is not None else a_kind(parameter.kind)
    advice = None
    match argument.type:
        case YesNo() | Number() | Nobody() | Unsaid():
            advice = f"Name {needed} here: arguments are things."
        case _ if parameter.constant is None and work.names.kinds.may_be(argument.type, parameter.kind):
            advice = f"Not every one is {needed}: speak of one that is, as in `any {parameter.kind} x where x = …`."
    work.say(kind_problems.wrong_kind(work.shown(span), span, work.described(argument.type), needed, declared, advice))
