# SPDX-License-Identifier: Apache-2.0
"""Problems that only show when a world runs: laws that never rest, a division by zero, too much to look at."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Label, Severity, Span
from fabula.engine.ground_weight import TooMuchError
from fabula.model.ground import Program
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
