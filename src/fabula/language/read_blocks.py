# SPDX-License-Identifier: Apache-2.0
"""Blocks of lines that are all of one sort: statements, conditions, terms, texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.build_statements import ElseIf, Otherwise, StatementLine
from fabula.language.layout import DEEPEST, Line, place_of
from fabula.language.problems import sections as problems, writing
from fabula.language.read_line import LineText

_Node = TypeVar("_Node")


class BlockReader:
    """Reads blocks of one source; `reported` gets what is wrong with them."""

    def __init__(self, source: Source, reported: list[Diagnostic]) -> None:
        self.source = source
        self.reported = reported
        self.text = LineText(source, reported)
        self.depth = 0

    # ---------------------------------------------------------------------------------------------- places
    def head(self, line: Line) -> Span:
        """The place of a line itself, without what stands under it."""
        last = line.tokens[-1]
        return place_of(self.source, line.tokens[0]).to(place_of(self.source, last))

    def whole(self, line: Line) -> Span:
        """The place of a line and all that stands under it."""
        last = line
        while last.children:
            last = last.children[-1]
        return self.head(line).to(self.head(last))

    # ---------------------------------------------------------------------------------------------- blocks
    def each(self, lines: Sequence[Line], rule: str) -> list[object]:
        """What the lines of a block are, each read by one rule; nothing may stand under any of them."""
        found: list[object] = []
        for line in lines:
            node = self.text.line(line, rule)
            if node is not None and not line.repaired:
                found.append(node)
            found += self.no_block(line, rule)
        return found

    def no_block(self, line: Line, rule: str) -> list[object]:
        """What stands under a line under which nothing may stand: reported, and read as if it stood level with it."""
        if not line.children:
            return []
        first = self.head(line.children[0])
        self.reported.append(writing.unexpected_block(first, self.head(line)))
        return self.each(line.children, rule)

    def follow(self, line: Line, *, inline: bool, before: int, what: str, example: str) -> None:
        """Report a line with a colon that has nothing after it and nothing under it, or both.

        `before` is how many problems there were before the line was read: where something was wrong with what
        stands after the colon, there is no use in saying that nothing stands there.
        """
        if inline and line.children:
            self.reported.append(problems.both_ways(self.head(line), self.head(line.children[0])))
        elif not inline and not line.children and len(self.reported) == before and not line.doubtful:
            self.reported.append(problems.nothing_follows(self.head(line), what, example))

    def conditions(self, lines: Sequence[Line]) -> tuple[syntax.Expression, ...]:
        """A block of conditions."""
        return tuple(cast("list[syntax.Expression]", self.each(lines, "expression")))

    def terms(self, lines: Sequence[Line]) -> tuple[syntax.WantsTerm, ...]:
        """A block of terms."""
        found: list[syntax.WantsTerm] = []
        for line in lines:
            before = len(self.reported)
            terms = cast("tuple[syntax.WantsTerm, ...] | None", self.text.line(line, "terms"))
            last = _innermost(terms[-1]) if terms else None
            if isinstance(last, syntax.ForEveryTerm):
                self.follow(line, inline=False, before=before, what="for every", example="1 if alive(p)")
                below = self._terms_under(line, terms or ())
                found += [*(terms or ())[:-1], _fill_term(cast("tuple[syntax.WantsTerm, ...]", terms)[-1], below)]
                continue
            found += terms or ()
            if terms is not None:
                self._forbid_block(line)
            found += self.terms(line.children)
        return tuple(found)

    def _terms_under(self, line: Line, inline: Sequence[syntax.WantsTerm]) -> tuple[syntax.WantsTerm, ...]:
        """The terms under a line; none where they would stand too deep."""
        deeper = 0
        while inline:
            deeper += 1
            last = inline[-1]
            inline = last.terms if isinstance(last, syntax.ForEveryTerm) else ()
        return self._deeper(line, deeper, self.terms)

    def _deeper(
        self, line: Line, deeper: int, read: Callable[[Sequence[Line]], tuple[_Node, ...]]
    ) -> tuple[_Node, ...]:
        """What is read under a line, so many steps deeper; nothing where that is too deep."""
        if line.children and self.depth + deeper > DEEPEST:
            self.reported.append(writing.too_deep(self.head(line.children[0]), DEEPEST, "blocks"))
            return ()
        self.depth += deeper
        found = read(line.children)
        self.depth -= deeper
        return found

    # ------------------------------------------------------------------------------------------ statements
    def statements(self, lines: Sequence[Line]) -> tuple[syntax.Statement, ...]:
        """A block of statements."""
        found: list[syntax.Statement] = []
        if_above = False
        for line in lines:
            before = len(self.reported)
            node = None if line.repaired else cast("StatementLine | None", self.text.line(line, "statement"))
            below = self._below(line, node, before)
            match node:
                case ElseIf() | Otherwise():
                    self._attach(node, below, line, found, if_above=if_above)
                    if_above = if_above and isinstance(node, ElseIf)
                    continue
                case tuple() if node and is_hungry(node[-1]):
                    found += [*node[:-1], fill(node[-1], below, self.whole(line))]
                case tuple():
                    found += [*node, *below]
                case None:
                    pass
            # An unreadable `if` may well be what the next `else` belongs to: then nothing is said about that.
            if_above = node is None or (bool(found) and isinstance(found[-1], syntax.IfStatement))
        return tuple(found)

    def _below(self, line: Line, node: StatementLine | None, before: int) -> tuple[syntax.Statement, ...]:
        """The statements under a line, with a report if there should be some and are not, or the other way round."""
        match node:
            case None:
                pass
            case ElseIf(branch):
                self.follow(line, inline=bool(branch.statements), before=before, what="else if", example="lit(lamp)")
            case Otherwise(statements):
                self.follow(line, inline=bool(statements), before=before, what="else", example="lit(lamp)")
            case tuple() if node and is_hungry(node[-1]):
                what = str(line.tokens[0]) if line.tokens[0].type in ("IF", "FOR") else "believes"
                self.follow(line, inline=False, before=before, what=what, example="lit(lamp)")
            case _:
                self._forbid_block(line)
        return self.statements_under(line, node if isinstance(node, tuple) else ())

    def statements_under(self, line: Line, inline: Sequence[syntax.Statement]) -> tuple[syntax.Statement, ...]:
        """The statements under a line whose own are `inline`; none where they would stand too deep."""
        return self._deeper(line, max(1, _nesting(inline)), self.statements)

    def _forbid_block(self, line: Line) -> None:
        """Report what stands under a line under which nothing may stand."""
        if line.children:
            self.reported.append(writing.unexpected_block(self.head(line.children[0]), self.head(line)))

    def _attach(
        self,
        node: ElseIf | Otherwise,
        below: tuple[syntax.Statement, ...],
        line: Line,
        found: list[syntax.Statement],
        *,
        if_above: bool,
    ) -> None:
        """Put an `else` or `else if` to the `if` above it."""
        above = found[-1] if found else None
        if not if_above:
            self.reported.append(problems.stray_else(place_of(self.source, line.tokens[0])))
            return
        if not isinstance(above, syntax.IfStatement):
            return
        span = above.span.to(self.whole(line))
        match node:
            case ElseIf(branch):
                branch = replace(branch, statements=branch.statements + below, span=self.whole(line))
                found[-1] = replace(above, branches=(*above.branches, branch), span=span)
            case Otherwise(statements):
                found[-1] = replace(above, otherwise=statements + below, span=span, else_span=self.whole(line))


def _nesting(statements: Sequence[syntax.Statement]) -> int:
    """How many statements stand inside each other at the end of a line."""
    depth = 0
    while statements:
        depth += 1
        match statements[-1]:
            case syntax.IfStatement(branches=branches):
                statements = branches[-1].statements
            case syntax.ForEveryStatement(statements=inner) | syntax.BelievesStatement(statements=inner):
                statements = inner
            case _:
                statements = ()
    return depth


def is_hungry(statement: syntax.Statement) -> bool:
    """Whether a statement, or the last one inside it, still waits for its block."""
    match statement:
        case syntax.IfStatement(branches=branches):
            inner = branches[-1].statements
        case syntax.ForEveryStatement(statements=inner) | syntax.BelievesStatement(statements=inner):
            pass
        case _:
            return False
    return not inner or is_hungry(inner[-1])


def fill(statement: syntax.Statement, block: tuple[syntax.Statement, ...], span: Span) -> syntax.Statement:
    """The statement with the block that it waits for; `span` ends where the block does."""
    match statement:
        case syntax.IfStatement(branches=branches):
            branch = branches[-1]
            inner = _fill_last(branch.statements, block, span)
            branch = replace(branch, statements=inner, span=branch.span.to(span))
            return replace(statement, branches=(*branches[:-1], branch), span=statement.span.to(span))
        case syntax.ForEveryStatement(statements=inner) | syntax.BelievesStatement(statements=inner):
            return replace(statement, statements=_fill_last(inner, block, span), span=statement.span.to(span))
        case _:
            return statement


def _fill_last(
    statements: tuple[syntax.Statement, ...], block: tuple[syntax.Statement, ...], span: Span
) -> tuple[syntax.Statement, ...]:
    """The statements, the last of which waits for the block; or the block, if there are none."""
    return (*statements[:-1], fill(statements[-1], block, span)) if statements else block


def _innermost(term: syntax.WantsTerm) -> syntax.WantsTerm | None:
    """The `for every` that still waits for its terms, if the term is or ends in one."""
    while isinstance(term, syntax.ForEveryTerm) and term.terms:
        term = term.terms[-1]
    return term


def _fill_term(term: syntax.WantsTerm, block: tuple[syntax.WantsTerm, ...]) -> syntax.WantsTerm:
    """The term with the block that the innermost `for every` waits for."""
    if not isinstance(term, syntax.ForEveryTerm):
        return term
    inner = (*term.terms[:-1], _fill_term(term.terms[-1], block)) if term.terms else block
    span = term.span.to(block[-1].span) if block else term.span
    return replace(term, terms=inner, span=span)
