# SPDX-License-Identifier: Apache-2.0
"""Statements as they are laid out: one a line, but one short statement alone goes on the line of its colon."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.language import syntax
from fabula.language.format_expressions import WIDTH, binders, broken, flat
from fabula.language.format_page import INDENT, Page


def write_statements(page: Page, statements: Sequence[syntax.Statement], indent: int) -> None:
    """Write a block of statements."""
    for statement in statements:
        _write(page, statement, indent)


def inline_statement(statements: Sequence[syntax.Statement]) -> str | None:
    """The one simple statement that may stand after a colon, or None."""
    return flat_statement(statements[0]) if len(statements) == 1 else None


def flat_statement(statement: syntax.Statement) -> str | None:
    """A statement on one line; None if it has a block."""
    match statement:
        case syntax.Assignment(target=target, sign=sign, value=value):
            return f"{flat(target)} {sign} {flat(value)}{_as_it_is(statement)}"
        case syntax.Holds(target=target, negated=negated):
            return f"not {flat(target)}" if negated else flat(target)
        case syntax.BelievesStatement(person=person, statements=(inner,)):
            written = flat_statement(inner)
            return None if written is None else f"{flat(person)} believes {written}"
        case _:
            return None


def _write(page: Page, statement: syntax.Statement, indent: int) -> None:
    """Write one statement."""
    match statement:
        case syntax.IfStatement():
            _write_if(page, statement, indent)
        case syntax.ForEveryStatement(binders=bound, where=where, statements=statements, span=span):
            head = f"for every {binders(bound, where)}:"
            write_body(page, span.start, indent, head, statements)
        case syntax.Assignment(span=span) | syntax.Holds(span=span):
            page.write(span.start, indent, _broken("", statement, WIDTH - indent), span.end)
        case syntax.BelievesStatement(person=person, statements=statements, span=span):
            written = flat_statement(statement)
            if written is not None and not page.comment_between(span.start, _start(statements, span.end)):
                page.write(span.start, indent, _broken("", statement, WIDTH - indent), span.end)
            else:
                page.write(span.start, indent, [f"{flat(person)} believes:"])
                write_statements(page, statements, indent + INDENT)


def _broken(before: str, statement: syntax.Statement, room: int) -> list[str]:
    """The lines of a statement without a block."""
    match statement:
        case syntax.Assignment(target=target, sign=sign, value=value):
            return broken(f"{before}{flat(target)} {sign} ", value, _as_it_is(statement), room)
        case syntax.BelievesStatement(person=person, statements=(inner,)):
            return _broken(f"{before}{flat(person)} believes ", inner, room)
        case _:
            return [f"{before}{flat_statement(statement)}"]


def _as_it_is(statement: syntax.Assignment) -> str:
    return " as it is" if statement.as_it_is else ""


def _write_if(page: Page, statement: syntax.IfStatement, indent: int) -> None:
    """Write an `if`: on one line each only if every branch can be."""
    heads = [
        f"{'else if' if place else 'if'} {flat(branch.condition)}:" for place, branch in enumerate(statement.branches)
    ]
    bodies = [branch.statements for branch in statement.branches]
    starts = [branch.span.start for branch in statement.branches]
    if statement.otherwise:
        heads.append("else:")
        bodies.append(statement.otherwise)
        span = statement.else_span or statement.span
        starts.append(span.start)
    rows = list(zip(starts, heads, bodies, strict=True))
    short = all(fits(page, start, indent, head, body) for start, head, body in rows)
    for start, head, body in rows:
        if short:
            page.write(start, indent, [f"{head} {inline_statement(body)}"], body[0].span.end)
        else:
            page.write(start, indent, [head])
            write_statements(page, body, indent + INDENT)


def fits(page: Page, start: int, indent: int, head: str, statements: Sequence[syntax.Statement]) -> bool:
    """Whether what stands under a line goes on the line itself."""
    written = inline_statement(statements)
    if written is None or indent + len(head) + 1 + len(written) > WIDTH:
        return False
    return not page.comment_between(start, statements[0].span.start)


def write_body(page: Page, start: int, indent: int, head: str, statements: Sequence[syntax.Statement]) -> None:
    """Write a line that ends in a colon, and the statements that belong to it."""
    if fits(page, start, indent, head, statements):
        page.write(start, indent, [f"{head} {inline_statement(statements)}"], statements[0].span.end)
    else:
        page.write(start, indent, [head])
        write_statements(page, statements, indent + INDENT)


def _start(statements: Sequence[syntax.Statement], otherwise: int) -> int:
    """Where the first of some statements begins."""
    return statements[0].span.start if statements else otherwise


def write_conditions(
    page: Page, start: int, indent: int, head: str, conditions: Sequence[syntax.Expression], *, apart: bool = False
) -> None:
    """Write a line that ends in a colon, and the conditions that belong to it: one short one on the line itself."""
    first = conditions[0]
    inline = f"{head} {flat(first)}"
    commented = page.comment_between(start, first.span.start)
    if len(conditions) == 1 and indent + len(inline) <= WIDTH and not commented:
        page.write(start, indent, [inline], first.span.end, apart=apart)
        return
    page.write(start, indent, [head], apart=apart)
    for condition in conditions:
        lines = broken("", condition, "", WIDTH - indent - INDENT)
        page.write(condition.span.start, indent + INDENT, lines, condition.span.end)
