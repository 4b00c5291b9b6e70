# SPDX-License-Identifier: Apache-2.0
"""Problems with what a problem file means: its names, its types, what can be a condition or an effect."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import Diagnostic, Edit, Fix, Label, Span, suggest
from fabula.language.problems.names import clipped, error, listed
from fabula.language.sabre.problems import warning


def _near(name: str, span: Span, candidates: Iterable[str], otherwise: str) -> tuple[str, Fix | None]:
    """The advice and the fix that near names give."""
    near = suggest(name, candidates)
    if not near:
        return otherwise, None
    return f"Did you mean {listed(near)}?", Fix(f"Write `{near[0]}`", (Edit(span, near[0]),))


def unknown_type(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """`unknown-kind`: a type that is declared nowhere."""
    advice, fix = _near(name, span, candidates, f"Declare it: `type {clipped(name)};`.")
    title = f"There is no type called `{clipped(name)}`."
    return error("unknown-kind", title, Label(span, "no type has this name"), advice=advice, fix=fix)


def undeclared_type(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """`unknown-kind`, a warning: a type that is only named above another type or an entity, and so made."""
    advice, fix = _near(name, span, candidates, f"Declare it: `type {clipped(name)};`.")
    title = f"The type `{clipped(name)}` is declared nowhere: it is made here, a type of its own."
    return warning("unknown-kind", title, Label(span, "named for the first time"), advice, fix)


def built_in_type(name: str, span: Span) -> Diagnostic:
    """`reserved-name`: `boolean`, `number` and `entity` stand by themselves."""
    return error(
        "reserved-name",
        f"`{name}` is built in: it has no types above it, and nothing can be declared to be one.",
        Label(span, "built in"),
        advice="Choose another name.",
    )


def no_finite_type(span: Span) -> Diagnostic:
    """`wrong-kind`: there is no end of numbers."""
    return error(
        "wrong-kind",
        "Nothing can range over all numbers.",
        Label(span, "there is no end of them"),
        advice="Use a type of entities, or a constant.",
    )


def cyclic_types(names: tuple[str, ...], spans: tuple[Span, ...]) -> Diagnostic:
    """`cyclic-kinds`: a type above itself."""
    walk = " is a ".join(f"`{name}`" for name in (*names, names[0]))
    return error(
        "cyclic-kinds",
        f"The type `{names[0]}` is above itself: {walk}.",
        Label(spans[0], "declared here"),
        (Label(span, f"`{name}` is declared here") for name, span in zip(names[1:], spans[1:], strict=True)),
        advice="Take one of the types after a colon away.",
    )


def doubly_defined(name: str, what: str, span: Span, first: Span) -> Diagnostic:
    """`doubly-defined`."""
    return error(
        "doubly-defined",
        f"`{clipped(name)}` is {what} already.",
        Label(span, "declared a second time here"),
        (Label(first, "first declared here"),),
        advice="Give one of the two another name.",
    )


def overlap(shown: str, span: Span, earlier: str, first: Span, name: str) -> Diagnostic:
    """`overlapping-overloads`, a warning: the first declaration wins, whatever fits both."""
    found = warning(
        "overlapping-overloads",
        f"`{shown}` and `{earlier}` take some of the same entities.",
        Label(span, f"this one is called `{name}` from here on"),
        "Give one of the two another name: which is meant, only the order of the declarations says.",
    )
    return Diagnostic(
        found.code, found.severity, found.title, found.primary, (Label(first, "declared first"),), (), found.help
    )


def unknown_name(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """`unknown-name`: neither a variable nor an entity."""
    advice, fix = _near(name, span, candidates, f"Declare it: `entity {clipped(name)} : …;`.")
    title = f"Nothing here is called `{clipped(name)}`."
    return error("unknown-name", title, Label(span, "no variable and no entity has this name"), advice=advice, fix=fix)


def out_of_range(name: str, span: Span, declared: Span) -> Diagnostic:
    """`unknown-name`: a variable of a quantifier that is over already, at the `&` before."""
    return error(
        "unknown-name",
        f"`{clipped(name)}` is not known here any more.",
        Label(span, "outside its range"),
        (Label(declared, "it is known up to the next `&` or `|`, no further"),),
        advice="Put brackets around all that it ranges over: `forall(x : t) (… & …)`.",
    )


def property_alone(name: str, span: Span, declared: Span) -> Diagnostic:
    """`misplaced-name`: a property without its brackets."""
    return error(
        "misplaced-name",
        f"`{clipped(name)}` is a property: its brackets are missing.",
        Label(span, "no variable and no entity has this name"),
        (Label(declared, f"`{clipped(name)}` is declared here"),),
        advice=f"Write `{clipped(name)}(…)`.",
    )


def unknown_property(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """`unknown-fact`: no property is called that."""
    advice, fix = _near(name, span, candidates, f"Declare it: `property {clipped(name)}(…) : boolean;`.")
    title = f"There is no property called `{clipped(name)}`."
    return error("unknown-fact", title, Label(span, "no property has this name"), advice=advice, fix=fix)


def wrong_count(name: str, span: Span, given: int, ways: Iterable[tuple[str, int, Span]]) -> Diagnostic:
    """`wrong-argument-count`."""
    known = tuple(ways)
    counts = sorted({count for _, count, _ in known})
    wanted = " or ".join(str(count) if count else "no" for count in counts)
    plural = "argument" if counts == [1] else "arguments"
    return error(
        "wrong-argument-count",
        f"The property `{clipped(name)}` takes {wanted} {plural}, not {given or 'none'}.",
        Label(span, f"{given or 'no'} argument{'' if given == 1 else 's'} here"),
        (Label(place, f"`{shown}` is declared here") for shown, _, place in known),
        advice=f"Write {listed(shown for shown, _, _ in known)} with entities for the types.",
    )


def wrong_argument(name: str, span: Span, is_: str, ways: Iterable[tuple[str, Span]]) -> Diagnostic:
    """`wrong-kind`: no declaration takes such arguments."""
    return error(
        "wrong-kind",
        f"No property `{clipped(name)}` takes {is_}.",
        Label(span, "this fits no declaration"),
        (Label(place, f"`{shown}`") for shown, place in ways),
        advice="Use arguments whose types are declared to fit; a variable fits by its own type only.",
    )


def not_a_character(span: Span, is_: str, why: str) -> Diagnostic:
    """`not-a-person`: who believes, consents, observes or wants something is a character."""
    return error(
        "not-a-person",
        f"Only a character can {why}.",
        Label(span, f"this is {is_}"),
        advice="Give it the type `character`, or a type below it.",
    )


def not_a_condition(span: Span, is_: str) -> Diagnostic:
    """`not-a-condition`."""
    return error(
        "not-a-condition",
        "This is no condition.",
        Label(span, f"this is {is_}"),
        advice="Compare it with something: `… == …`.",
    )


def not_a_number(span: Span, is_: str, wanted_by: str) -> Diagnostic:
    """`not-a-number`."""
    return error(
        "not-a-number",
        f"{wanted_by} needs a number here.",
        Label(span, f"this is {is_}"),
        advice="Use a property that is a `number`, or count a condition: `if(…) 1 else 0`.",
    )


def no_else(span: Span) -> Diagnostic:
    """`sabre-missing-else`: a value that is there only sometimes."""
    return error(
        "sabre-missing-else",
        "This `if` has no value when its condition is false.",
        Label(span, "a value is needed here"),
        advice="Say what it is otherwise: `… else 0`.",
    )


def different_branches(span: Span, first: Label, second: Label) -> Diagnostic:
    """`wrong-kind`: the values of an `if` have nothing in common."""
    return error(
        "wrong-kind",
        "The values of this `if` are of different types.",
        Label(span, "one value or the other"),
        (first, second),
        advice="Make them of one type.",
    )


def never_equal(span: Span, left: Label, right: Label) -> Diagnostic:
    """`kinds-never-equal`, a warning: the comparison has one answer for ever."""
    found = warning(
        "kinds-never-equal",
        "These two can never be equal.",
        Label(span, "this comparison has always the same answer"),
        "Compare values of one type, or leave the comparison away.",
    )
    return Diagnostic(found.code, found.severity, found.title, found.primary, (left, right), (), found.help)


def assigned_in_condition(sign: Span) -> Diagnostic:
    """`wrong-sign`, a warning: `=` where nothing is assigned."""
    return warning(
        "wrong-sign",
        "`=` gives a value; in a condition it is read as `==`.",
        Label(sign, "nothing is given a value here"),
        "Write `==`.",
        Fix("Write `==`", (Edit(sign, "=="),)),
    )


def chained(span: Span, first: Span) -> Diagnostic:
    """`chained-comparison`: the planner itself breaks on it."""
    return error(
        "chained-comparison",
        "Comparisons cannot be chained.",
        Label(span, "a second comparison"),
        (Label(first, "of the first one's side"),),
        advice="Write two comparisons and join them with `&`, or put brackets around one of them.",
    )


def division_by_zero(span: Span, divisor: Span) -> Diagnostic:
    """`division-by-zero`."""
    return error(
        "division-by-zero",
        "This divides by zero.",
        Label(divisor, "this is 0"),
        (Label(span, "in this division"),),
        advice="Divide by another number.",
    )


def from_the_right(span: Span, meant: str) -> Diagnostic:
    """`sabre-order`, a warning: arithmetic is taken apart in an order of its own."""
    return warning(
        "sabre-order",
        f"This is read as {meant}.",
        Label(span, "from the right, and `*` looser than `+`"),
        "Put brackets where you mean them.",
    )


def mixed_and_or(span: Span) -> Diagnostic:
    """`sabre-and-or`, a warning: `&` is looser than `|`."""
    return warning(
        "sabre-and-or",
        "`&` is looser than `|`: this part is taken together first.",
        Label(span, "as if it stood in brackets"),
        "Put brackets where you mean them.",
    )


def no_effect(span: Span, why: str) -> Diagnostic:
    """`no-target`: what is written as an effect changes nothing that could be named."""
    return error(
        "no-target",
        f"This is no effect: {why}.",
        Label(span, "nothing is given a value here"),
        advice="Write `p(…) = …`, or `p(…)` and `!p(…)` for a boolean property.",
    )


def needs_value(name: str, span: Span, is_: str, declared: Span) -> Diagnostic:
    """`needs-value`."""
    return error(
        "needs-value",
        f"`{clipped(name)}` is not boolean: say what it becomes.",
        Label(span, f"its value is {is_}"),
        (Label(declared, f"`{clipped(name)}` is declared here"),),
        advice=f"Write `{clipped(name)}(…) = …`.",
    )


def wrong_value(name: str, takes: str, span: Span, is_: str, declared: Span) -> Diagnostic:
    """`wrong-value`."""
    return error(
        "wrong-value",
        f"`{clipped(name)}` cannot become {is_}: its value is {takes}.",
        Label(span, f"this is {is_}"),
        (Label(declared, f"`{clipped(name)}` is declared here"),),
        advice=f"Give it {takes}.",
    )


def utility_again(span: Span, whose: str) -> Diagnostic:
    """`said-twice`, a warning: the last utility counts."""
    return warning(
        "said-twice",
        f"The utility of {whose} stands twice: what was said before is forgotten.",
        Label(span, "this one counts"),
        "Take one of the two away.",
    )


def unknown_event(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """`unknown-event`: a solution tells an event that the problem does not have."""
    advice, _ = _near(name, span, candidates, "Look up the actions of the problem.")
    title = f"The problem has no action called `{clipped(name)}`."
    return error("unknown-event", title, Label(span, "no action has this name"), advice=advice)


def wrong_event(shown: str, span: Span, ways: Iterable[tuple[str, Span]]) -> Diagnostic:
    """`wrong-kind`: a solution tells an event with arguments that it does not take."""
    return error(
        "wrong-kind",
        f"`{clipped(shown)}` is no event of the problem.",
        Label(span, "these arguments do not fit"),
        (Label(place, f"`{way}` is declared here") for way, place in ways),
        advice="Give it arguments of the declared types, in the declared order.",
    )
