# SPDX-License-Identifier: Apache-2.0
"""Problems with the writing of a problem file; those of its names and types are in `meaning.py`."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Edit, Fix, Label, Severity, Span, suggest
from fabula.language.problems.names import clipped, error, listed


def after(span: Span) -> Span:
    """The empty place just after another."""
    return Span(span.source, span.end, span.end)


def warning(code: str, title: str, primary: Label, advice: str, fix: Fix | None = None) -> Diagnostic:
    """A warning: what is written has a meaning, and probably another one than its author thinks."""
    return Diagnostic(code, Severity.WARNING, title, primary, help=advice, fix=fix)


def unclosed_comment(span: Span) -> Diagnostic:
    """`unclosed-comment`: `/*` without `*/`."""
    return error(
        "unclosed-comment",
        "This comment is never closed: the rest of the file is not read.",
        Label(span, "opened here"),
        advice="Close it with `*/`.",
    )


def empty(span: Span) -> Diagnostic:
    """`no-world`: a problem file without a word."""
    return error(
        "no-world",
        "This file defines nothing.",
        Label(span, "no definition"),
        advice="Begin with the types and entities: `entity Tom : character;`.",
    )


def empty_definition(span: Span) -> Diagnostic:
    """`syntax`: a semicolon that ends nothing."""
    return error(
        "syntax",
        "This semicolon ends nothing.",
        Label(span, "nothing stands before it"),
        advice="Take it away.",
        fix=Fix("Take it away", (Edit(span, ""),)),
    )


def missing_semicolon(previous: Span) -> Diagnostic:
    """`missing-semicolon`: a definition, or a part of an event, goes over into the next."""
    return error(
        "missing-semicolon",
        "A semicolon is missing here.",
        Label(after(previous), "`;` belongs here"),
        advice="Put a semicolon there: every definition and every part of an event ends in one.",
        fix=Fix("Put a semicolon there", (Edit(after(previous), ";"),)),
    )


def missing_colon(previous: Span, word: str) -> Diagnostic:
    """`missing-colon`: after the word of a part."""
    return error(
        "missing-colon",
        f"A colon is missing after `{word}`.",
        Label(after(previous), "`:` belongs here"),
        advice="Put a colon there.",
        fix=Fix("Put a colon there", (Edit(after(previous), ":"),)),
    )


def unopened(span: Span) -> Diagnostic:
    """`unopened-bracket`."""
    return error(
        "unopened-bracket",
        "This bracket closes nothing.",
        Label(span, "no bracket is open here"),
        advice="Take it away, or open one before it.",
    )


def unclosed(span: Span) -> Diagnostic:
    """`unclosed-bracket`."""
    return error(
        "unclosed-bracket",
        "This bracket is never closed.",
        Label(span, "opened here"),
        advice="Close it before the definition, or the part of the event, ends.",
    )


def stray_brace(span: Span) -> Diagnostic:
    """`syntax`: braces that belong to no action and no trigger."""
    return error(
        "syntax",
        "Braces belong to actions and triggers only.",
        Label(span, "no action and no trigger begins before it"),
        advice="Begin with `action NAME(…) {` or `trigger NAME(…) {`.",
    )


def no_braces(span: Span, word: str) -> Diagnostic:
    """`syntax`: an action or a trigger without braces."""
    return error(
        "syntax",
        f"This {word} has no braces.",
        Label(span, "its parts are missing"),
        advice="Put its parts between braces: `{ precondition: …; effect: …; }`.",
    )


def nothing_here(span: Span) -> Diagnostic:
    """`nothing-follows`: a sign or a word with nothing beside it."""
    return error(
        "nothing-follows",
        "Something is missing here.",
        Label(span, "nothing stands where this needs something"),
        advice="Write it, or take this away.",
    )


def unreadable(span: Span) -> Diagnostic:
    """`syntax`: words that fit no form."""
    return error(
        "syntax",
        "This cannot be read.",
        Label(span, "it fits no form of the language"),
        advice="Write it in smaller pieces, with brackets.",
    )


def strange(span: Span, text: str) -> Diagnostic:
    """`syntax`: a sign or a word that cannot stand in an expression."""
    return error(
        "syntax",
        f"`{clipped(text)}` cannot stand here.",
        Label(span, "no part of an expression"),
        advice="A name begins with a letter; see the grammar for the signs that there are.",
    )


def no_name(span: Span, text: str) -> Diagnostic:
    """`syntax`: a name is needed."""
    return error(
        "syntax",
        f"A name belongs here, not `{clipped(text)}`.",
        Label(span, "no name"),
        advice="A name begins with a letter.",
    )


def no_names(span: Span) -> Diagnostic:
    """`syntax`: names parted by commas are needed."""
    return error(
        "syntax",
        "Names parted by commas belong here.",
        Label(span, "these are none"),
        advice="Write parameters of the action, or entities: `consenting: giver, receiver;`.",
    )


def left_over(span: Span, text: str) -> Diagnostic:
    """`syntax`: a definition is complete, and goes on."""
    return error(
        "syntax",
        f"`{clipped(text)}` cannot stand here.",
        Label(span, "the definition is complete before it"),
        advice="End the definition with `;`, or take this away.",
    )


def no_parameters(span: Span, name: str) -> Diagnostic:
    """`syntax`: a property or an event is declared without brackets."""
    return error(
        "syntax",
        f"`{clipped(name)}` needs its parameters.",
        Label(span, "no brackets after this name"),
        advice=f"Write `{clipped(name)}()`, or with parameters `{clipped(name)}(c : character)`.",
    )


def no_parameter(span: Span) -> Diagnostic:
    """`syntax`: what stands between the brackets of a declaration."""
    return error(
        "syntax",
        "This is no parameter.",
        Label(span, "neither `name : type` nor a constant"),
        advice="Write `name : type`, or the name of an entity.",
    )


def entity_without_type(span: Span, name: str) -> Diagnostic:
    """`missing-colon`: an entity line that says no type."""
    return error(
        "missing-colon",
        f"The entity `{clipped(name)}` has no type.",
        Label(span, "`:` and a type belong after it"),
        advice=f"Say what it is: `entity {clipped(name)} : character;`.",
    )


def property_without_type(previous: Span) -> Diagnostic:
    """`missing-colon`: a property that does not say what its values are."""
    return error(
        "missing-colon",
        "This property does not say what its values are.",
        Label(after(previous), "`:` and a type belong here"),
        advice="Write `: boolean`, `: number`, or a type of entities.",
    )


def unknown_part(span: Span, word: str, known: Sequence[str], trigger: bool) -> Diagnostic:
    """`unknown-part`: a part of an event begins with no word that parts begin with."""
    near = suggest(word, known, 1)
    event = "A trigger" if trigger else "An action"
    return error(
        "unknown-part",
        f"{event} has no part `{clipped(word)}`.",
        Label(span, "no part begins like this"),
        advice=f"Did you mean `{near[0]}`?" if near else f"The parts are {listed(known, 'and')}.",
        fix=Fix(f"Write `{near[0]}`", (Edit(span, near[0]),)) if near else None,
    )


def said_again(span: Span, word: str) -> Diagnostic:
    """`said-twice`, a warning: the last of several counts."""
    return warning(
        "said-twice",
        f"`{word}` stands twice: what was said before is forgotten.",
        Label(span, "this one counts"),
        "Take one of the two away, or join them with `&`.",
    )


def no_variable(span: Span, word: str) -> Diagnostic:
    """`syntax`: what ranges over a type needs a variable."""
    return error(
        "syntax",
        f"`{word}` needs a variable and its type.",
        Label(span, "a variable belongs here"),
        advice=f"Write `{word}(c : character) …`.",
    )


def if_without_condition(span: Span, word: str) -> Diagnostic:
    """`syntax`: `if` without brackets."""
    return error(
        "syntax",
        f"`{word}` needs its condition in brackets.",
        Label(span, "no bracket follows"),
        advice=f"Write `{word}(…) …`.",
    )


def stray_else(span: Span, whole: Span | None) -> Diagnostic:
    """`stray-else`: a second `else`; where it was `else if`, the word `elseif` is meant."""
    return error(
        "stray-else",
        "This `if` has an `else` already.",
        Label(span, "nothing can follow the `else` before it"),
        advice="Write `elseif(…)` instead of `else if(…)`." if whole else "Take one away, or use brackets.",
        fix=Fix("Write `elseif`", (Edit(whole, "elseif"),)) if whole else None,
    )


def no_type_after(span: Span) -> Diagnostic:
    """`syntax`: `x :` asks for a type."""
    return error(
        "syntax",
        "One type belongs after this colon.",
        Label(span, "`x : type` asks what `x` is"),
        advice="Write the name of a type, or `=` for a value.",
    )


def not_a_target(span: Span) -> Diagnostic:
    """`no-target`: what stands before `=` is no property."""
    return error(
        "no-target",
        "Only a property can be given a value with `=`.",
        Label(span, "no property"),
        advice="Compare with `==`.",
    )


def argument_worked_out(span: Span, name: str) -> Diagnostic:
    """`sabre-argument`: an argument is a single name, nothing that would have to be worked out."""
    return error(
        "sabre-argument",
        f"An argument of `{clipped(name)}` would have to be worked out.",
        Label(span, "no single name"),
        advice="Make it a parameter of the event, and say under `precondition` what it is equal to.",
    )


def believes_whom(span: Span) -> Diagnostic:
    """`syntax`: `believes` needs two parts."""
    return error(
        "syntax",
        "`believes` needs somebody and what they believe.",
        Label(span, "not both are here"),
        advice="Write `believes(Tom, …)`.",
    )


def minus_of_number(span: Span, text: str) -> Diagnostic:
    """`sabre-minus`: a minus just before a digit belongs to the number, and so there is no operator."""
    better = f"- {text[1:]}"
    return error(
        "sabre-minus",
        f"`{text}` is a number here, and no sign stands before it.",
        Label(span, "the minus belongs to the number"),
        advice=f"Put a space after the minus: `{better}`.",
        fix=Fix(f"Write `{better}`", (Edit(span, better),)),
    )


def foreign_sign(span: Span, text: str, meant: str | None) -> Diagnostic:
    """`wrong-sign`: a sign or a word that other languages have; `meant` is the one sign that says the same here."""
    return error(
        "wrong-sign",
        f"There is no `{text}` here.",
        Label(span, "a sign of other languages"),
        advice=f"Write `{meant}`." if meant else f"Write it out: `p(…) = p(…) {text[0]} …`.",
        fix=Fix(f"Write `{meant}`", (Edit(span, meant),)) if meant else None,
    )


def side_by_side(span: Span, previous: Span) -> Diagnostic:
    """`syntax`: two values with nothing between them."""
    return error(
        "syntax",
        "Two values stand side by side.",
        Label(span, "a sign is missing before this"),
        (Label(previous, "the first one ends here"),),
        advice="Put a sign between them, `&` for instance, or end the definition with `;`.",
    )


def too_deep(span: Span, most: int) -> Diagnostic:
    """`too-deep`: more inside each other than anyone could read."""
    return error(
        "too-deep",
        f"Here are more than {most} parts inside each other.",
        Label(span, "too deep"),
        advice="Let a property hold a part of it, and keep it right by a trigger.",
    )


def empty_solution(span: Span) -> Diagnostic:
    """`no-solution`: a solution file without an event."""
    return error(
        "no-solution",
        "This file tells no event.",
        Label(span, "no event"),
        advice="A solution is a line for each event, `walk(Tom, Home)`, with explanations behind bars under it.",
    )


def no_event(span: Span) -> Diagnostic:
    """`no-solution`: a line of a solution that is neither an event nor a goal."""
    return error(
        "no-solution",
        "This is neither an event nor a goal.",
        Label(span, "such a line says nothing in a solution"),
        advice="Write `EVENT(…)`, or `goal(PERSON, CONDITION)`.",
    )


def too_many_bars(span: Span) -> Diagnostic:
    """`no-solution`: a line that explains no line."""
    return error(
        "no-solution",
        "This line has too many bars before it.",
        Label(span, "no line above has one bar less"),
        advice="Put it one bar deeper than the event that it explains.",
    )


def no_goal(span: Span) -> Diagnostic:
    """`no-solution`: an explanation without its goal."""
    return error(
        "no-solution",
        "This explanation does not say what it is for.",
        Label(span, "it begins here, and no goal ends it"),
        advice="End it with `goal(PERSON, CONDITION)`.",
    )


def after_goal(span: Span) -> Diagnostic:
    """`no-solution`: lines after the goal of the whole story."""
    return error(
        "no-solution",
        "The solution goes on after its goal.",
        Label(span, "nothing can follow"),
        advice="Put the goal of the story at the end.",
    )
