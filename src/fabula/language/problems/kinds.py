# SPDX-License-Identifier: Apache-2.0
"""Problems with kinds: a thing where a number belongs, a comparison that can never be true, an effect on no fact."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import Diagnostic, Label, Span
from fabula.language.problems.names import error


def wrong_kind(shown: str, span: Span, is_: str, needed: str, declared: Span, advice: str | None = None) -> Diagnostic:
    """`wrong-kind`: an argument of a kind that the fact or event does not take."""
    return error(
        "wrong-kind",
        f"`{shown}` is {is_}, but {needed} is needed here.",
        Label(span, f"this is {is_}"),
        (Label(declared, "declared here"),),
        advice=advice or f"Put {needed} here.",
    )


def wrong_kinds(name: str, span: Span, is_: str, ways: Iterable[tuple[str, Span]]) -> Diagnostic:
    """`wrong-kind`: none of several declarations of a name takes such arguments."""
    known = tuple(ways)
    return error(
        "wrong-kind",
        f"No `{name}` takes {is_}.",
        Label(span, "no declaration fits these arguments"),
        (Label(place, f"`{shown}`") for shown, place in known),
        advice="Use arguments that fit one of these, or declare another: " + f"`fact {name}(…)`.",
    )


def wrong_value(fact: str, takes: str, span: Span, is_: str, declared: Span) -> Diagnostic:
    """`wrong-value`: a fact is given a value that it cannot have."""
    return error(
        "wrong-value",
        f"`{fact}` cannot become {is_}: its value is {takes}.",
        Label(span, f"this is {is_}"),
        (Label(declared, f"`{fact}` is declared here"),),
        advice=f"Give it {takes}, or declare the fact with another kind.",
    )


def wrong_result(name: str, says: str, span: Span, is_: str, declared: Span) -> Diagnostic:
    """`wrong-value`: a definition says one kind and is of another."""
    return error(
        "wrong-value",
        f"The definition `{name}` is {is_}, although it says {says}.",
        Label(span, f"this is {is_}"),
        (Label(declared, f"said to be {says} here"),),
        advice=f"Change what stands after `is`, or make the body {says}.",
    )


def kinds_never_equal(span: Span, left: Label, right: Label) -> Diagnostic:
    """`kinds-never-equal`: a comparison whose answer is fixed by the kinds of its sides."""
    return error(
        "kinds-never-equal",
        "These two can never be equal.",
        Label(span, "this comparison has always the same answer"),
        (left, right),
        advice="Compare things of one kind, or change one of the two.",
    )


def never_of_kind(span: Span, is_: str, kind: str, declared: Span) -> Diagnostic:
    """`never-of-kind`: `x is a kind` of an x that never is."""
    return error(
        "never-of-kind",
        f"This can never be a `{kind}`.",
        Label(span, f"this is {is_}"),
        (Label(declared, f"`{kind}` is declared here, and no such thing is listed under it"),),
        advice=f"Ask for another kind, or list things under `{kind}` too.",
    )


def not_ordered(span: Span, is_: str) -> Diagnostic:
    """`not-a-number`: `<` and its like between what is no number."""
    return error(
        "not-a-number",
        "Only numbers can be more or less than another.",
        Label(span, f"this is {is_}"),
        advice="Compare with `=` or `!=`, or compare facts that are numbers.",
    )


def not_a_number(span: Span, is_: str, wanted_by: str) -> Diagnostic:
    """`not-a-number`: arithmetic, a sum or a want with what is no number."""
    return error(
        "not-a-number",
        f"{wanted_by} needs a number here.",
        Label(span, f"this is {is_}"),
        advice="Count a condition with `1 if … else 0`, or use a fact that `is number`.",
    )


def not_a_condition(span: Span, shown: str, is_: str, advice: str) -> Diagnostic:
    """`not-a-condition`: a number or a thing where yes or no is asked."""
    return error(
        "not-a-condition",
        f"`{shown}` alone is no condition: it is {is_}.",
        Label(span, "yes or no is needed here"),
        advice=advice,
    )


def not_a_person(span: Span, is_: str, why: str, declared: Span) -> Diagnostic:
    """`not-a-person`: somebody who believes, wants, sees or does something must be a person."""
    return error(
        "not-a-person",
        f"Only a person can {why}.",
        Label(span, f"this is {is_}"),
        (Label(declared, "declared here"),),
        advice="Put a person here, or make it one: `kind …: person`.",
    )


def not_a_thing(span: Span, is_: str, advice: str) -> Diagnostic:
    """`not-a-thing`: a number or yes/no where a thing belongs."""
    return error("not-a-thing", "A thing is needed here.", Label(span, f"this is {is_}"), advice=advice)


def unknown_compared(span: Span, other: Span) -> Diagnostic:
    """`unknown-compared`: `unknown` in arithmetic or under `<`."""
    return error(
        "unknown-compared",
        "`unknown` is neither more nor less than anything, and nothing can be worked out from it.",
        Label(span, "this is `unknown`"),
        (Label(other, "and this needs a number beside it"),),
        advice="Ask with `= unknown` or `!= unknown`.",
    )


def division_by_zero(span: Span, divisor: Span) -> Diagnostic:
    """`division-by-zero`: a divisor that is written as zero."""
    return error(
        "division-by-zero",
        "This divides by zero.",
        Label(divisor, "this is 0"),
        (Label(span, "in this division"),) if span != divisor else (),
        advice="Divide by another number.",
    )


def different_branches(span: Span, then: Label, otherwise: Label) -> Diagnostic:
    """`wrong-kind`: the two values of `A if C else B` have nothing in common."""
    return error(
        "wrong-kind",
        "The two values of this `if … else` are of different kinds.",
        Label(span, "one value or the other"),
        (then, otherwise),
        advice="Make both numbers, both yes or no, or both things of one kind.",
    )


def not_a_fact(name: str, span: Span, what: str, declared: Span, advice: str) -> Diagnostic:
    """`not-a-fact`: an effect on something that is no fact: a definition, a thing, a variable, `now`."""
    return error(
        "not-a-fact",
        f"`{name}` is {what}: no effect can change it.",
        Label(span, "only facts can change"),
        (Label(declared, f"`{name}` is declared here"),),
        advice=advice,
    )


def needs_value(fact: str, span: Span, takes: str, declared: Span) -> Diagnostic:
    """`needs-value`: `f` or `not f` as an effect, of a fact that is not yes/no."""
    return error(
        "needs-value",
        f"`{fact}` is not a yes/no fact: say what it becomes.",
        Label(span, f"its value is {takes}"),
        (Label(declared, f"`{fact}` is declared here"),),
        advice=f"Write `{fact} = …`.",
    )


def not_by_name(span: Span, why: str, example: str) -> Diagnostic:
    """`not-by-name`: who is willing must be a parameter or a person's name."""
    return error(
        "not-by-name",
        f"{why} must be a parameter or the name of a person.",
        Label(span, "this has to be worked out first"),
        advice=f"Make it a parameter, and say who it is under `when`: {example}",
    )


def not_a_name(span: Span) -> Diagnostic:
    """`not-a-name`: an event that happens is given an argument that would have to be worked out."""
    return error(
        "not-a-name",
        "An event that happens is told with the names of things.",
        Label(span, "this has to be worked out first"),
        advice="Write the name of the thing.",
    )


def cannot_be_seen(span: Span, what: str, advice: str) -> Diagnostic:
    """`cannot-be-seen`: `sees` tells the value of a fact, and nothing else."""
    return error("cannot-be-seen", f"{what} cannot be seen as such.", Label(span, "not a fact"), advice=advice)


def value_unclear(name: str, span: Span) -> Diagnostic:
    """`value-unclear`: a definition of which nobody can say what kind of value it has."""
    return error(
        "value-unclear",
        f"It is not clear what kind of value `{name}` has.",
        Label(span, "this fits every kind"),
        advice=f"Say it: `define {name} is KIND: …`.",
    )
