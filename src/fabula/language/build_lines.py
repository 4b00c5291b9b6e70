# SPDX-License-Identifier: Apache-2.0
"""From the parser's trees to declarations and parts: one method for each rule of the grammar, of the same name.

What has its body on the lines below is built with an empty one; `parser.py` puts the body in. A rule that can
end in a text, a list of people or the like gives None for it where nothing was written.
"""

from __future__ import annotations

from typing import cast

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.build_expressions import children
from fabula.language.build_statements import StatementBuilder
from fabula.language.lalr import Node, Token, Tree
from fabula.language.problems import lines as problems
from fabula.language.templates import ReadExpression, read_text

_ARTICLES = ("a", "an")


def _trees(node: Node | None) -> list[Tree]:
    """The trees below a tree; nothing below nothing."""
    return [child for child in node.children if isinstance(child, Tree)] if isinstance(node, Tree) else []


class LineBuilder(StatementBuilder):
    """Builds declarations and parts from whole lines. `read_expression` reads what stands in the braces of texts."""

    def __init__(self, source: Source, reported: list[Diagnostic], read_expression: ReadExpression) -> None:
        super().__init__(source, reported)
        self.read_expression = read_expression

    def text(self, node: Node | None) -> syntax.Text | None:
        """A quoted text, if one was written."""
        if node is None:
            return None
        return read_text(self.place(node), self.source, self.reported, self.read_expression)

    # ----------------------------------------------------------------------------------------- the file
    def world_line(self, tree: Tree) -> syntax.WorldHeader:
        """`world "Title"`."""
        return syntax.WorldHeader(cast("syntax.Text", self.text(children(tree)[0])), self.place(tree))

    def variant_line(self, tree: Tree) -> syntax.VariantHeader:
        """`variant "Title" of gates.world:`."""
        title, path = children(tree)
        base, span = self._path(cast("Tree", path))
        return syntax.VariantHeader(cast("syntax.Text", self.text(title)), base, span, self.place(tree))

    def include_line(self, tree: Tree) -> syntax.IncludeDeclaration:
        """`include "common.world"`."""
        path, span = self._path(cast("Tree", tree.children[0]))
        return syntax.IncludeDeclaration(path, span, self.place(tree))

    def _path(self, tree: Tree) -> tuple[str, Span]:
        """A path, with or without quotes."""
        span = self.place(tree)
        return self.source.slice(span).strip('"'), span

    # ------------------------------------------------------------------------------------- declarations
    def kind_line(self, tree: Tree) -> syntax.KindDeclaration:
        """`kind vampire: person`."""
        names, parents = children(tree)
        return syntax.KindDeclaration(self._names(names), self._names(parents), self.place(tree))

    def _names(self, node: Node | None) -> tuple[syntax.Name, ...]:
        return tuple(self.name(child) for child in node.children) if isinstance(node, Tree) else ()

    def things_line(self, tree: Tree) -> syntax.ThingsDeclaration:
        """`person Ash, Wren "the other one"`."""
        things = tuple(
            syntax.ThingEntry(self.name(children(thing)[0]), self.text(children(thing)[1]), self.place(thing))
            for thing in _trees(tree)
        )
        return syntax.ThingsDeclaration(self.name(children(tree)[0]), things, self.place(tree))

    def fact_line(self, tree: Tree) -> syntax.FactDeclaration:
        """`fact at(person) is place "{person} is in the {value}"`."""
        name, parameters, result, text = children(tree)
        return syntax.FactDeclaration(
            self.name(name), self._parameters(parameters), self._result(result), self.text(text), self.place(tree)
        )

    def define_line(self, tree: Tree) -> syntax.DefineDeclaration:
        """`define alone(p: person): …`; without anything after the colon the body is `Missing`."""
        name, parameters, result, text, body = children(tree)
        place = self.place(tree)
        return syntax.DefineDeclaration(
            self.name(name),
            self._parameters(parameters),
            self._result(result),
            self.text(text),
            syntax.Missing(place) if body is None else self.expression(body),
            place,
        )

    def _parameters(self, node: Node | None) -> tuple[syntax.Parameter, ...]:
        """`(p: person, lamp)`, or nothing."""
        below = _trees(node)
        return self._parameter_list(below[0]) if below else ()

    def _parameter_list(self, tree: Tree) -> tuple[syntax.Parameter, ...]:
        built = []
        for parameter in _trees(tree):
            name, kind = children(parameter)
            built.append(
                syntax.Parameter(self.name(name), None if kind is None else self.name(kind), self.place(parameter))
            )
        return tuple(built)

    def _result(self, node: Node | None) -> syntax.ResultType | None:
        """`is number`, `is place`, `is a place`; None if nothing was written."""
        if node is None:
            return None
        first, second = children(cast("Tree", node))
        kind = first if second is None else second
        if second is not None and str(first) not in _ARTICLES:
            self.reported.append(problems.unexpected(self.place(second), str(second), {"QUOTED", "$END"}, None))
        if str(kind) == "number":
            return syntax.NumberType(self.place(cast("Token", kind)))
        return syntax.KindType(self.name(kind), self.place(cast("Token", kind)))

    def start_line(self, tree: Tree) -> syntax.StartDeclaration:
        """`start:`."""
        return syntax.StartDeclaration(self.inline(children(tree)[0]), self.place(tree))

    def event_line(self, tree: Tree) -> syntax.EventDeclaration:
        """`event go(p: person, to: place):`."""
        name, parameters = children(tree)
        return syntax.EventDeclaration(self.name(name), self._parameters(parameters), (), self.place(tree))

    def law_line(self, tree: Tree) -> syntax.LawDeclaration:
        """`law hunger(p: person) each moment:`."""
        name, parameters, moment = children(tree)
        return syntax.LawDeclaration(
            self.name(name), self._parameters(parameters), moment is not None, (), self.place(tree)
        )

    def sight_line(self, tree: Tree) -> syntax.SightDeclaration:
        """`sight eyes for p: person, q: person:`."""
        name, parameters = children(tree)
        return syntax.SightDeclaration(
            None if name is None else self.name(name),
            self._parameter_list(cast("Tree", parameters)),
            (),
            self.place(tree),
        )

    def wants_line(self, tree: Tree) -> syntax.WantsDeclaration:
        """`wants Wren:`, `wants author:`."""
        token, terms = children(tree)
        person = self.name(token)
        author = person.text == "author"
        return syntax.WantsDeclaration(
            None if author else person, author, None, None, self.terms(terms), self.place(tree)
        )

    def wants_every_line(self, tree: Tree) -> syntax.WantsDeclaration:
        """`wants every vampire v where …:`."""
        binder, where, terms = children(tree)
        return syntax.WantsDeclaration(
            None,
            False,
            self.binder(cast("Tree", binder)),
            self.where(cast("Tree | None", where)),
            self.terms(terms),
            self.place(tree),
        )

    def ending_line(self, tree: Tree) -> syntax.EndingDeclaration:
        """`ending handed_on "…": …`."""
        name, text, condition = children(tree)
        return syntax.EndingDeclaration(self.name(name), self.text(text), self._one(condition), self.place(tree))

    def without_line(self, tree: Tree) -> syntax.WithoutDeclaration:
        """`without event go`."""
        section, name = children(tree)
        return syntax.WithoutDeclaration(str(section), self.name(name), self.place(tree))

    # -------------------------------------------------------------------------------------------- parts
    def quoted_line(self, tree: Tree) -> syntax.Text:
        """A line of a text that is a block."""
        return cast("syntax.Text", self.text(children(tree)[0]))

    def text_line(self, tree: Tree) -> syntax.TextPart:
        """`text: "…"`; without a text it has no lines."""
        place = self.place(tree)
        return syntax.TextPart(self.text(children(tree)[0]) or syntax.Text("", (), (), place), place)

    def when_line(self, tree: Tree) -> syntax.WhenPart:
        """`when: …`."""
        return syntax.WhenPart(self._one(children(tree)[0]), self.place(tree))

    def _one(self, node: Node | None) -> tuple[syntax.Expression, ...]:
        """One condition, or none."""
        return () if node is None else (self.expression(node),)

    def then_line(self, tree: Tree) -> syntax.ThenPart:
        """`then: …`."""
        return syntax.ThenPart(self.inline(children(tree)[0]), self.place(tree))

    def by_line(self, tree: Tree) -> syntax.ByPart:
        """`by: p, q on impulse if …`."""
        people = tree.children[0]
        return syntax.ByPart(self._people(people), self.place(tree))

    def people_line(self, tree: Tree) -> syntax.ByPart:
        """A line of a `by` that is a block."""
        return syntax.ByPart(self._people(children(tree)[0]), self.place(tree))

    def _people(self, node: Node | None) -> tuple[syntax.WillingPerson, ...]:
        built = []
        for willing in _trees(node):
            person, impulse = children(willing)
            who = self.person(person)
            built.append(syntax.WillingPerson(who, self._impulse(cast("Tree | None", impulse)), self.place(willing)))
        return tuple(built)

    def _impulse(self, tree: Tree | None) -> syntax.Expression | None:
        """`on impulse if …`; alone it means always."""
        if tree is None:
            return None
        condition = children(tree)[0]
        return syntax.YesNoLiteral(True, self.place(tree)) if condition is None else self.expression(condition)

    def seen_line(self, tree: Tree) -> syntax.SeenByPart | syntax.SeenByAllPart:
        """`seen by q: …`, `seen by everyone`, `seen by nobody`."""
        observer, condition = children(tree)
        if condition is None and str(observer) in ("everyone", "nobody"):
            return syntax.SeenByAllPart(str(observer) == "everyone", self.place(tree))
        return syntax.SeenByPart(self.name(observer), self._one(condition), self.place(tree))

    def takes_line(self, tree: Tree) -> syntax.TakesPart:
        """`takes 3`."""
        number = cast("Token", tree.children[0])
        value = self.number(number)
        whole = isinstance(value, syntax.NumberLiteral) and value.value == int(value.value)
        if not whole and isinstance(value, syntax.NumberLiteral):
            self.reported.append(problems.not_whole(self.place(number), str(number)))
        return syntax.TakesPart(int(number) if whole and number.isdecimal() else 1, self.place(tree))

    # -------------------------------------------------------------------------------------- sight and wants
    def sees_whether(self, tree: Tree) -> syntax.SeesRule:
        """`p sees whether at(q) = at(p) if …`."""
        person, subject, value, condition = children(tree)
        return syntax.SeesRule(
            self.person(person),
            True,
            self.expression(subject),
            self.optional(value),
            self.optional(condition),
            self.place(tree),
        )

    def sees_value(self, tree: Tree) -> syntax.SeesRule:
        """`p sees at(q) if …`."""
        person, subject, condition = children(tree)
        return syntax.SeesRule(
            self.person(person), False, self.expression(subject), None, self.optional(condition), self.place(tree)
        )

    def terms_line(self, tree: Tree) -> tuple[syntax.WantsTerm, ...]:
        """A line of `wants`."""
        return self.terms(children(tree)[0])

    def terms(self, node: Node | None) -> tuple[syntax.WantsTerm, ...]:
        """A term, if one was written."""
        return tuple(self._wants_term(term) for term in _trees(node))

    def _wants_term(self, tree: Tree) -> syntax.WantsTerm:
        if tree.data == "for_every_term":
            binders, where, terms = children(tree)
            return syntax.ForEveryTerm(
                self.binders(cast("Tree", binders)),
                self.where(cast("Tree | None", where)),
                self.terms(terms),
                self.place(tree),
            )
        value = self.expression(children(tree)[0])
        condition = self.expression(children(tree)[1]) if len(tree.children) > 1 else None
        return syntax.Term(value, condition, self.place(tree))

    # -------------------------------------------------------------------------------------------- fragments
    def expression_line(self, tree: Tree) -> syntax.Expression:
        """An expression alone."""
        return self.expression(children(tree)[0])

    def call_line(self, tree: Tree) -> syntax.Call:
        """An event with its arguments alone."""
        return self.event_call(cast("Tree", tree.children[0]))

    def calls_line(self, tree: Tree) -> tuple[syntax.Call, ...]:
        """Events with their arguments, parted by commas."""
        return tuple(self.event_call(call) for call in _trees(tree))
