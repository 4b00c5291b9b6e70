# SPDX-License-Identifier: Apache-2.0
"""From trees to expressions of the syntax tree: one method for each rule of the grammar, of the same name."""

from __future__ import annotations

import math
from typing import cast

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.lalr import Node, Token, Tree
from fabula.language.problems import lines as problems
from fabula.model.expression import Comparator, Operator


def children(tree: Tree) -> list[Node | None]:
    """What is below a tree; None where something optional was not written."""
    return tree.children


class ExpressionBuilder:
    """Builds expressions of one source. `reported` gets what only the builder can see (chained comparisons)."""

    def __init__(self, source: Source, reported: list[Diagnostic]) -> None:
        self.source = source
        self.reported = reported

    # ------------------------------------------------------------------------------------------- places
    def place(self, node: Node) -> Span:
        """Where a word or tree stands."""
        return Span(self.source.name, node.start_pos, node.end_pos)

    def written(self, node: Node) -> str:
        """What the author wrote there."""
        return self.source.slice(self.place(node))

    def name(self, node: Node | None) -> syntax.Name:
        """A name."""
        token = cast("Token", node)
        return syntax.Name(str(token), self.place(token))

    # ---------------------------------------------------------------------------------------- expressions
    def expression(self, node: Node | None) -> syntax.Expression:
        """Any expression."""
        if isinstance(node, Token):
            return self.number(node) if node.type == "NUMBER" else self.name(node)
        build = getattr(self, cast("Tree", node).data)
        return cast("syntax.Expression", build(node))

    def optional(self, node: Node | None) -> syntax.Expression | None:
        """An expression, if one was written."""
        return None if node is None else self.expression(node)

    def number(self, token: Token) -> syntax.Expression:
        """A number written down."""
        value = float(token)
        if math.isinf(value):
            self.reported.append(problems.number_too_large(self.place(token)))
            return syntax.Missing(self.place(token))
        return syntax.NumberLiteral(value, self.place(token))

    def literal(self, tree: Tree) -> syntax.Expression:
        """`yes`, `none` and the like."""
        place = self.place(tree)
        match str(tree.children[0]):
            case "yes" | "true":
                return syntax.YesNoLiteral(True, place)
            case "no" | "false":
                return syntax.YesNoLiteral(False, place)
            case "none":
                return syntax.NoneLiteral(place)
            case "now":
                return syntax.Now(place)
            case _:
                return syntax.UnknownLiteral(place)

    def call(self, tree: Tree) -> syntax.Call | syntax.Name:
        """`at(Ash)`; `raining()` is only another way to write `raining`."""
        name, arguments = children(tree)
        if arguments is None:
            return syntax.Name(str(name), self.place(tree))
        return self.event_call(tree)

    def event_call(self, tree: Tree) -> syntax.Call:
        """`go(Ash, yard)`, `rain()`."""
        name, arguments = children(tree)
        parts = arguments.children if isinstance(arguments, Tree) else []
        return syntax.Call(self.name(name), tuple(self.expression(part) for part in parts), self.place(tree))

    def grouped(self, tree: Tree) -> syntax.Grouped:
        """`(…)`."""
        return syntax.Grouped(self.expression(children(tree)[0]), self.place(tree))

    def opposite(self, tree: Tree) -> syntax.Negative:
        """`-…`."""
        return syntax.Negative(self.expression(children(tree)[0]), self.place(tree))

    def arithmetic(self, tree: Tree) -> syntax.Arithmetic:
        """`… + …` and the like."""
        left, sign, right = children(tree)
        operator = Operator(str(cast("Tree", sign).children[0]))
        return syntax.Arithmetic(operator, self.expression(left), self.expression(right), self.place(tree))

    def comparison(self, tree: Tree) -> syntax.Expression:
        """`… = …` and the like."""
        sums, signs = tree.children[::2], [str(cast("Tree", sign).children[0]) for sign in tree.children[1::2]]
        if len(signs) > 1:
            parts = [self.written(part) for part in sums if part is not None]
            self.reported.append(problems.chained_comparison(self.place(tree), parts, signs))
            return syntax.Missing(self.place(tree))
        left, right = (self.expression(part) for part in sums)
        return syntax.Comparison(Comparator(signs[0]), left, right, self.place(tree))

    def kind_test(self, tree: Tree) -> syntax.KindTest:
        """`… is a vampire`."""
        thing, negation, words = children(tree)
        article, kind = self._article(cast("Tree", words))
        return syntax.KindTest(self.expression(thing), kind, negation is not None, article, self.place(tree))

    def _article(self, tree: Tree) -> tuple[str, syntax.Name]:
        """The article, or nothing, and the kind after it."""
        first, second = children(tree)
        if second is None:
            return "", self.name(first)
        if str(first) not in ("a", "an"):
            self.reported.append(problems.unexpected(self.place(second), str(second), {"$END", "AND"}, None))
        return (str(first) if str(first) in ("a", "an") else ""), self.name(second)

    def negation(self, tree: Tree) -> syntax.Not:
        """`not …`."""
        return syntax.Not(self.expression(children(tree)[0]), self.place(tree))

    def belief(self, tree: Tree) -> syntax.Believes:
        """`Ash believes …`."""
        person, body = children(tree)
        return syntax.Believes(self.person(person), self.expression(body), self.place(tree))

    def closed_and(self, tree: Tree) -> syntax.And:
        """`… and …`."""
        return syntax.And(tuple(self.expression(part) for part in tree.children), self.place(tree))

    def closed_or(self, tree: Tree) -> syntax.Or:
        """`… or …`."""
        return syntax.Or(tuple(self.expression(part) for part in tree.children), self.place(tree))

    def choice(self, tree: Tree) -> syntax.Choice:
        """`… if … else …`."""
        then, condition, otherwise = (self.expression(part) for part in tree.children)
        return syntax.Choice(then, condition, otherwise, self.place(tree))

    def quantified(self, tree: Tree) -> syntax.Quantified:
        """`every person p where …: …`, and `count(…)` and `sum(…)`."""
        word, binders, where, body = children(tree)
        return syntax.Quantified(
            syntax.QuantifierWord(str(cast("Tree", word).children[0])),
            self.binders(cast("Tree", binders)),
            self.where(cast("Tree | None", where)),
            self.optional(body),
            self.place(tree),
        )

    counted = quantified

    # ---------------------------------------------------------------------------------------------- pieces
    def binders(self, tree: Tree) -> tuple[syntax.Binder, ...]:
        """`person p, place x`."""
        return tuple(self.binder(cast("Tree", binder)) for binder in tree.children)

    def binder(self, tree: Tree) -> syntax.Binder:
        """`person p`."""
        kind, name = children(tree)
        return syntax.Binder(self.name(kind), self.name(name), self.place(tree))

    def where(self, tree: Tree | None) -> syntax.Expression | None:
        """`where …`, if it was written."""
        return None if tree is None else self.expression(children(tree)[0])

    def person(self, node: Node | None) -> syntax.Expression:
        """Somebody: a name, a fact whose value is a person; what cannot be anybody is reported."""
        found = self.expression(node)
        inner = found
        while isinstance(inner, syntax.Grouped):
            inner = inner.body
        if isinstance(inner, syntax.Name | syntax.Call | syntax.Missing | syntax.Choice | syntax.Believes):
            return found
        self.reported.append(problems.no_person(found.span, self.source.slice(found.span)))
        return syntax.Missing(found.span)
