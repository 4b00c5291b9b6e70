# SPDX-License-Identifier: Apache-2.0
"""Declarations as they are laid out: what has lines under it stands apart, the rest as the author grouped it."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.language import syntax
from fabula.language.format_expressions import WIDTH, binders, broken, flat, quoted, text
from fabula.language.format_page import INDENT, Page
from fabula.language.format_statements import write_body, write_conditions, write_statements


def write_declaration(page: Page, declaration: syntax.Declaration, indent: int, *, apart: bool) -> None:
    """Write one declaration; `apart`: a blank line before it."""
    span = declaration.span
    match declaration:
        case syntax.EventDeclaration(name=name, parameters=parameters):
            head = _parameters(f"event {name.text}", parameters, ":", WIDTH - indent, empty="()")
            page.write(span.start, indent, head, apart=apart)
            _write_parts(page, declaration.parts, indent + INDENT)
        case syntax.LawDeclaration(name=name, parameters=parameters, each_moment=each_moment):
            end = " each moment:" if each_moment else ":"
            head = _parameters(f"law {name.text}", parameters, end, WIDTH - indent)
            page.write(span.start, indent, head, apart=apart)
            _write_parts(page, declaration.parts, indent + INDENT)
        case syntax.StartDeclaration(statements=statements):
            page.write(span.start, indent, ["start:"], apart=apart)
            write_statements(page, statements, indent + INDENT)
        case syntax.SightDeclaration():
            _write_sight(page, declaration, indent, apart=apart)
        case syntax.WantsDeclaration():
            _write_wants(page, declaration, indent, apart=apart)
        case syntax.DefineDeclaration() | syntax.EndingDeclaration():
            _write_condition(page, declaration, indent, apart=apart)
        case _:
            page.write(span.start, indent, _one_line(page, declaration, WIDTH - indent), span.end, apart=apart)


def stands_apart(declaration: syntax.Declaration) -> bool:
    """Whether a declaration has lines under it, so that blank lines part it from its neighbours."""
    match declaration:
        case syntax.EventDeclaration() | syntax.LawDeclaration() | syntax.StartDeclaration():
            return True
        case syntax.SightDeclaration() | syntax.WantsDeclaration():
            return True
        case syntax.EndingDeclaration(conditions=conditions):
            return len(conditions) > 1
        case _:
            return False


def _one_line(page: Page, declaration: syntax.Declaration, room: int) -> list[str]:
    """The lines of a declaration that has nothing under it."""
    match declaration:
        case syntax.KindDeclaration(names=names, parents=parents):
            end = f": {_names(parents)}" if parents else ""
            return _filled("kind ", [name.text for name in names], end, room)
        case syntax.ThingsDeclaration(kind=kind, things=things):
            entries = [thing.name.text + (f" {text(thing.title)}" if thing.title else "") for thing in things]
            return _filled(f"{kind.text} ", entries, "", room)
        case syntax.FactDeclaration(name=name, parameters=parameters, result=result, text=written):
            end = _result(result) + (f" {text(written)}" if written else "")
            return _parameters(f"fact {name.text}", parameters, end, room)
        case syntax.IncludeDeclaration(path_span=path_span):
            return [f"include {page.source.slice(path_span)}"]
        case syntax.WithoutDeclaration(section=section, name=name):
            return [f"without {section} {name.text}"]
        case _:
            return []


def _names(names: Sequence[syntax.Name]) -> str:
    return ", ".join(name.text for name in names)


def _result(result: syntax.ResultType | None) -> str:
    """`is place`, `is number`, or nothing."""
    match result:
        case syntax.NumberType():
            return " is number"
        case syntax.KindType(kind=kind):
            return f" is {kind.text}"
        case None:
            return ""


def _filled(before: str, items: Sequence[str], after: str, room: int) -> list[str]:
    """Items after each other, parted by commas, as many on a line as there is room for."""
    lines = [f"{before}{items[0]}"]
    for item in items[1:]:
        if len(lines[-1]) + len(item) + 3 <= room:
            lines[-1] += f", {item}"
        else:
            lines[-1] += ","
            lines.append(f"{' ' * INDENT}{item}")
    lines[-1] += after
    return lines


def _parameter(parameter: syntax.Parameter) -> str:
    return parameter.name.text + (f": {parameter.kind.text}" if parameter.kind else "")


def _parameters(
    before: str, parameters: Sequence[syntax.Parameter], after: str, room: int, empty: str = ""
) -> list[str]:
    """A head with its parameters, one a line where they do not fit on one."""
    if not parameters:
        return [f"{before}{empty}{after}"]
    written = [_parameter(parameter) for parameter in parameters]
    whole = f"{before}({', '.join(written)}){after}"
    # A parameter that is called like a part (`by: person`) could be taken for one at the beginning of a line.
    if len(whole) <= room or any(parameter.name.text in ("text", "when", "then", "by") for parameter in parameters):
        return [whole]
    ends = [","] * (len(written) - 1) + [""]
    below = [f"{' ' * INDENT}{parameter}{end}" for parameter, end in zip(written, ends, strict=True)]
    return [f"{before}(", *below, f"){after}"]


# ------------------------------------------------------------------------------------------------------ parts
def _write_parts(page: Page, parts: Sequence[syntax.Part], indent: int) -> None:
    """Write the parts of an event or a law, in the author's order."""
    for part in parts:
        start = part.span.start
        match part:
            case syntax.TextPart(text=written):
                _write_text(page, part, written, indent)
            case syntax.WhenPart(conditions=conditions):
                write_conditions(page, start, indent, "when:", conditions)
            case syntax.ThenPart(statements=statements):
                write_body(page, start, indent, "then:", statements)
            case syntax.ByPart():
                _write_by(page, part, indent)
            case syntax.SeenByPart(observer=observer, conditions=conditions):
                write_conditions(page, start, indent, f"seen by {observer.text}:", conditions)
            case syntax.SeenByAllPart(everyone=everyone, span=span):
                page.write(start, indent, [f"seen by {'everyone' if everyone else 'nobody'}"], span.end)
            case syntax.TakesPart(moments=moments, span=span):
                page.write(start, indent, [f"takes {moments}"], span.end)


def _write_text(page: Page, part: syntax.TextPart, written: syntax.Text, indent: int) -> None:
    """Write a text: one line after the colon, several under it."""
    lines = [quoted(line) for line in written.lines]
    if len(lines) == 1 and not page.comment_between(part.span.start, written.span.start):
        page.write(part.span.start, indent, [f"text: {lines[0]}"], part.span.end)
        return
    page.write(part.span.start, indent, ["text:"])
    page.write(written.span.start, indent + INDENT, lines, part.span.end)


def _write_by(page: Page, part: syntax.ByPart, indent: int) -> None:
    """Write who must want it: on one line, or one a line."""
    rows = [_willing(person) for person in part.people]
    line = f"by: {', '.join(rows)}"
    if indent + len(line) <= WIDTH and not page.comment_between(part.span.start, part.people[-1].span.start):
        page.write(part.span.start, indent, [line], part.span.end)
        return
    page.write(part.span.start, indent, ["by:"])
    for person in part.people:
        rows = [_willing(person)]
        if person.impulse is not None and not isinstance(person.impulse, syntax.YesNoLiteral):
            rows = broken(f"{flat(person.person)} on impulse if ", person.impulse, "", WIDTH - indent - INDENT)
        page.write(person.span.start, indent + INDENT, rows, person.span.end)


def _willing(person: syntax.WillingPerson) -> str:
    """`p on impulse if …`."""
    who = flat(person.person)
    match person.impulse:
        case None:
            return who
        case syntax.YesNoLiteral(value=True):
            return f"{who} on impulse"
        case impulse:
            return f"{who} on impulse if {flat(impulse)}"


# ------------------------------------------------------------------------------------- definitions, sight, wants
def _write_condition(
    page: Page, declaration: syntax.DefineDeclaration | syntax.EndingDeclaration, indent: int, *, apart: bool
) -> None:
    """Write a definition or an ending."""
    written = f" {text(declaration.text)}" if declaration.text else ""
    start = declaration.span.start
    if isinstance(declaration, syntax.EndingDeclaration):
        head = f"ending {declaration.name.text}{written}:"
        write_conditions(page, start, indent, head, declaration.conditions, apart=apart)
        return
    end = f"{_result(declaration.result)}{written}:"
    heads = _parameters(f"define {declaration.name.text}", declaration.parameters, end, WIDTH - indent)
    if len(heads) == 1:
        write_conditions(page, start, indent, heads[0], (declaration.body,), apart=apart)
        return
    page.write(start, indent, heads, apart=apart)
    body = declaration.body
    page.write(body.span.start, indent + INDENT, broken("", body, "", WIDTH - indent - INDENT), body.span.end)


def _write_sight(page: Page, declaration: syntax.SightDeclaration, indent: int, *, apart: bool) -> None:
    """Write a `sight` and its rules."""
    name = f" {declaration.name.text}" if declaration.name else ""
    parameters = ", ".join(_parameter(parameter) for parameter in declaration.parameters)
    page.write(declaration.span.start, indent, [f"sight{name} for {parameters}:"], apart=apart)
    for rule in declaration.rules:
        seen = f"{flat(rule.person)} sees {'whether ' if rule.whether else ''}{flat(rule.subject)}"
        seen += f" = {flat(rule.value)}" if rule.value is not None else ""
        lines = [seen]
        if rule.condition is not None:
            lines = broken(f"{seen} if ", rule.condition, "", WIDTH - indent - INDENT)
        page.write(rule.span.start, indent + INDENT, lines, rule.span.end)


def _write_wants(page: Page, declaration: syntax.WantsDeclaration, indent: int, *, apart: bool) -> None:
    """Write somebody's wants."""
    if declaration.binder is not None:
        who = f"every {binders((declaration.binder,), declaration.where)}"
    else:
        who = declaration.person.text if declaration.person else "author"
    page.write(declaration.span.start, indent, [f"wants {who}:"], apart=apart)
    _write_terms(page, declaration.terms, indent + INDENT)


def _write_terms(page: Page, terms: Sequence[syntax.WantsTerm], indent: int) -> None:
    """Write terms, one a line; one short one goes on the line of its `for every`."""
    for term in terms:
        match term:
            case syntax.Term(span=span):
                page.write(span.start, indent, _term(term, "", WIDTH - indent), span.end)
            case syntax.ForEveryTerm(binders=bound, where=where, terms=below, span=span):
                head = f"for every {binders(bound, where)}:"
                first = below[0]
                inline = _term(first, f"{head} ", 1 << 30)[0] if isinstance(first, syntax.Term) else ""
                commented = page.comment_between(span.start, first.span.start)
                if len(below) == 1 and inline and indent + len(inline) <= WIDTH and not commented:
                    page.write(span.start, indent, [inline], span.end)
                else:
                    page.write(span.start, indent, [head])
                    _write_terms(page, below, indent + INDENT)


def _term(term: syntax.Term, before: str, room: int) -> list[str]:
    """The lines of `2 if …`."""
    if term.condition is None:
        return broken(before, term.value, "", room)
    return broken(f"{before}{flat(term.value)} if ", term.condition, "", room)
