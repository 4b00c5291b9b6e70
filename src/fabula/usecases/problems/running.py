# SPDX-License-Identifier: Apache-2.0
"""Problems that only show when a world runs: laws that never rest, a division by zero, too much to look at, no time."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Label, Severity, Span
from fabula.engine.ground_weight import TooMuchError
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.semantics.errors import DivisionByZero, EngineError, RestlessLaws
from fabula.usecases.wording import one_of


def engine_problem(program: Program, error: EngineError) -> Diagnostic:
    """The diagnostic for what stopped an engine."""
    match error:
        case RestlessLaws():
            return restless_laws(program, error)
        case DivisionByZero(span=span):
            return division_by_zero(span)
        case TooMuchError(diagnostic=diagnostic):
            return diagnostic
        case _:
            raise error


def restless_laws(program: Program, error: RestlessLaws) -> Diagnostic:
    """`restless-laws`: laws that undo each other, or a law that holds again as soon as it has fired."""
    minds = [f"`{program.people[person]}`" for person in error.path]
    where = "" if not minds else f" in what {' believes that '.join(minds)} believes"
    spans = list(dict.fromkeys(law.form.span for law in error.laws))
    names = [f"`{law}`" for law in error.laws]
    facts = [f"`{fact}`" for fact in error.facts]
    what = f"The law {names[0]} never comes" if len(names) == 1 else f"The laws {one_of(names, 'and')} never come"
    return Diagnostic(
        code="restless-laws",
        severity=Severity.ERROR,
        title=f"{what} to rest{where}.",
        primary=Label(spans[0], "this fires again and again"),
        labels=tuple(Label(span, "and so does this") for span in spans[1:]),
        notes=(f"What goes round: {one_of(facts, 'and')}.",) if facts else (),
        help="Give a law a condition that no longer holds once it has done its work, and that no other law restores.",
    )


def division_by_zero(span: Span) -> Diagnostic:
    """`division-by-zero`: a divisor that became 0 while the world ran."""
    return Diagnostic(
        code="division-by-zero",
        severity=Severity.ERROR,
        title="A number is divided by zero while the world runs.",
        primary=Label(span, "the divisor is 0 here"),
        help="Ask first whether it is 0: `a / b if b != 0 else 0`.",
    )


_LIMITS = {
    "time": ("its time was used up", "Give it more time (`--time`), or ask for less:"),
    "memory": ("the memory that it may use was used up", "Give it more memory (`--memory`), or ask for less:"),
    "interrupted": ("it was interrupted", "Should it have taken too long, ask for less:"),
}


def check_gave_up(limit: str, place: Span, limits: Limits, *, reached: bool) -> Diagnostic:
    """`check-gave-up`: a limit ended the check; `place` is what was being judged, or (not `reached`) to be first."""
    why, more = _LIMITS.get(limit, (f"a limit was reached ({limit})", "Ask for less:"))
    return Diagnostic(
        code="check-gave-up",
        severity=Severity.ERROR,
        title=f"The check was given up, since {why}.",
        primary=Label(place, "this was being judged" if reached else "the check had not come here yet"),
        notes=("It was not judged, nor was what follows in the story." if reached else "Nothing has been judged.",),
        help=f"{more} `--minds` is {limits.minds} and `--imagine` is {limits.imagine}, and each mind more costs most.",
    )
