# SPDX-License-Identifier: Apache-2.0
"""From the parser's trees to statements of the syntax tree: one method for each rule of the grammar, of the same name.

A statement whose block stands on the lines below it is built with an empty body; `parser.py` puts the block in.
"""

from __future__ import annotations

from typing import TypeAlias, cast

from fabula.diagnostics import Span
from fabula.language import syntax
from fabula.language.build_expressions import ExpressionBuilder, children
from fabula.language.lalr import Node, Tree
from fabula.language.problems import lines as problems
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class ElseIf:
    """`else if …:`, which belongs to the `if` above."""

    branch: syntax.Branch


@dataclass(frozen=True, slots=True)
class Otherwise:
    """`else:`, which belongs to the `if` above."""

    statements: tuple[syntax.Statement, ...]
    span: Span


StatementLine: TypeAlias = tuple[syntax.Statement, ...] | ElseIf | Otherwise


class StatementBuilder(ExpressionBuilder):
    """Builds statements."""

    def statement_line(self, tree: Tree) -> StatementLine:
        """A line of a block of statements."""
        inner = cast("Tree", tree.children[0])
        match inner.data:
            case "else_if":
                condition, body = children(inner)
                return ElseIf(syntax.Branch(self.expression(condition), self.inline(body), self.place(inner)))
            case "otherwise":
                return Otherwise(self.inline(children(inner)[0]), self.place(inner))
            case _:
                return self.inline(inner)

    def statements_line(self, tree: Tree) -> tuple[syntax.Statement, ...]:
        """Statements parted by semicolons."""
        return self.inline(children(tree)[0])

    def inline(self, node: Node | None) -> tuple[syntax.Statement, ...]:
        """Statements on one line; none if nothing was written. What cannot be one has been reported."""
        if node is None:
            return ()
        built = [self._statement(cast("Tree", part)) for part in cast("Tree", node).children]
        return tuple(statement for statement in built if statement is not None)

    def _statement(self, tree: Tree) -> syntax.Statement | None:
        """One statement."""
        build = getattr(self, tree.data)
        return cast("syntax.Statement | None", build(tree))

    def assignment(self, tree: Tree) -> syntax.Statement | None:
        """`at(p) = hall`, `blood(p) += 1`, and in a belief `blood(p) = blood(p) as it is`."""
        node, sign, value, as_it_is = children(tree)
        target = self._target(node)
        built = self.expression(value)
        if target is None:
            return None
        written = syntax.AssignmentSign(str(cast("Tree", sign).children[0]))
        return syntax.Assignment(target, written, built, self.place(tree), as_it_is is not None)

    def holds(self, tree: Tree) -> syntax.Statement | None:
        """`lit(t)`, `not lit(t)`."""
        negation, node = children(tree)
        target = self._target(node)
        return None if target is None else syntax.Holds(target, negation is not None, self.place(tree))

    def believes(self, tree: Tree) -> syntax.Statement | None:
        """`Ash believes lit(lamp)`."""
        person, node = children(tree)
        who = self.person(person)
        inner = self._statement(cast("Tree", node))
        return None if inner is None else syntax.BelievesStatement(who, (inner,), self.place(tree))

    def believes_block(self, tree: Tree) -> syntax.Statement:
        """`Ash believes:`."""
        who = self.person(children(tree)[0])
        inner = tuple(self.believes_block(cast("Tree", part)) for part in tree.children[1:])
        return syntax.BelievesStatement(who, inner, self.place(tree))

    def if_then(self, tree: Tree) -> syntax.Statement:
        """`if …: …`."""
        condition, body = children(tree)
        branch = syntax.Branch(self.expression(condition), self.inline(body), self.place(tree))
        return syntax.IfStatement((branch,), (), self.place(tree))

    def for_every(self, tree: Tree) -> syntax.Statement:
        """`for every person p where …: …`."""
        binders, where, body = children(tree)
        return syntax.ForEveryStatement(
            self.binders(cast("Tree", binders)),
            self.where(cast("Tree | None", where)),
            self.inline(body),
            self.place(tree),
        )

    def _target(self, node: Node | None) -> syntax.Name | syntax.Call | None:
        """What an effect changes; None if that can be no fact (reported)."""
        found = self.expression(node)
        if isinstance(found, syntax.Name | syntax.Call):
            return found
        if not isinstance(found, syntax.Missing):
            self.reported.append(problems.no_target(found.span, self.source.slice(found.span)))
        return None
