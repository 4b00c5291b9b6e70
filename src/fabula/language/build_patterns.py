# SPDX-License-Identifier: Apache-2.0
"""From the parser's trees to the lines of a pattern: one method for each rule that worlds do not have."""

from __future__ import annotations

from typing import cast

from fabula.diagnostics import Span
from fabula.language import syntax
from fabula.language.build_expressions import children
from fabula.language.build_lines import LineBuilder
from fabula.language.lalr import Node, Token, Tree
from fabula.language.problems import lines as problems


class PatternBuilder(LineBuilder):
    """Builds the lines of patterns, and of worlds."""

    def pattern_line(self, tree: Tree) -> syntax.PatternHeader:
        """`pattern "Title"`."""
        return syntax.PatternHeader(cast("syntax.Text", self.text(children(tree)[0])), self.place(tree))

    def about_line(self, tree: Tree) -> syntax.AboutLine:
        """`about giver: person, taker: person where giver != taker`."""
        parameters, where = children(tree)
        return syntax.AboutLine(
            self._parameter_list(cast("Tree", parameters)), self.where(cast("Tree | None", where)), self.place(tree)
        )

    def moments_line(self, tree: Tree) -> syntax.MomentsLine:
        """`moments 30`."""
        number = cast("Token", tree.children[0])
        if not number.isdecimal():
            self.reported.append(problems.not_whole(self.place(number), str(number)))
        return syntax.MomentsLine(int(number) if number.isdecimal() else 0, self.place(tree))

    def step_line(self, tree: Tree) -> syntax.StepDeclaration:
        """`step saved "{giver} saves {taker}":`."""
        name, text = children(tree)
        return syntax.StepDeclaration(self.name(name), self.text(text), (), (), self.place(tree))

    def either_line(self, tree: Tree) -> Span:
        """`either:`."""
        return self.place(tree)

    def or_line(self, tree: Tree) -> Span:
        """`or:`."""
        return self.place(tree)

    def barred_line(self, tree: Tree) -> syntax.BarredDeclaration:
        """`meanwhile no give(taker, _, giver)`, `meanwhile no event:`."""
        return self._barred(tree, "meanwhile")

    def barred_before_line(self, tree: Tree) -> syntax.BarredDeclaration:
        """`earlier no event:`."""
        return self._barred(tree, "earlier")

    def barred_after_line(self, tree: Tree) -> syntax.BarredDeclaration:
        """`afterwards no event:`."""
        return self._barred(tree, "afterwards")

    def _barred(self, tree: Tree, word: str) -> syntax.BarredDeclaration:
        below = children(cast("Tree", children(tree)[-1]))
        call = next((node for node in below if isinstance(node, Tree)), None)
        place = self.place(tree)
        parts = () if call is None else (syntax.HappensPart(self.event_call(call), self.place(call)),)
        return syntax.BarredDeclaration(word, parts, place)

    def happens_line(self, tree: Tree) -> syntax.HappensPart | Span:
        """`event: give(giver, _, taker)`; the place alone where nothing was written."""
        call = children(tree)[0]
        place = self.place(tree)
        return place if call is None else syntax.HappensPart(self.event_call(cast("Tree", call)), place)

    def who_line(self, tree: Tree) -> syntax.WhoPart:
        """`by: giver`, `helps: taker`."""
        word, names = children(tree)
        return self._who(self.written(cast("Tree", word)), names, tree)

    def seen_whom_line(self, tree: Tree) -> syntax.WhoPart:
        """`seen by: taker`."""
        return self._who("seen by", children(tree)[-1], tree)

    def unseen_line(self, tree: Tree) -> syntax.WhoPart:
        """`not seen by: taker`."""
        return self._who("not seen by", children(tree)[-1], tree)

    def unwilled_line(self, tree: Tree) -> syntax.WhoPart:
        """`not by: taker`."""
        return self._who("not by", children(tree)[-1], tree)

    def changes_line(self, tree: Tree) -> syntax.ChangesPart | Span:
        """`changes: matter for hearer`; the place alone where nothing was written."""
        changed = children(tree)[0]
        if changed is None:
            return self.place(tree)
        fact, mind = children(cast("Tree", changed))
        return syntax.ChangesPart(self.name(fact), None if mind is None else self.name(mind), self.place(tree))

    def _who(self, word: str, names: Node | None, tree: Tree) -> syntax.WhoPart:
        return syntax.WhoPart(word, self._names(names), self.place(tree))

    def measure_line(self, tree: Tree) -> syntax.MeasurePart:
        """`raises: strength(taker)`."""
        word, measure = children(tree)
        found = () if measure is None else (self.expression(measure),)
        return syntax.MeasurePart(self.written(cast("Tree", word)), found, self.place(tree))

    def moment_line(self, tree: Tree) -> syntax.MomentPart:
        """`before: would not lives(taker)`."""
        word, condition = children(tree)
        found = () if condition is None else (self._pattern_condition(condition),)
        return syntax.MomentPart(self.written(cast("Tree", word)), found, self.place(tree))

    def condition_line(self, tree: Tree) -> syntax.PatternCondition:
        """A line of a block of conditions."""
        return self._pattern_condition(cast("Node", children(tree)[0]))

    def _pattern_condition(self, node: Node) -> syntax.PatternCondition:
        place = self.place(node)
        if isinstance(node, Tree) and node.data == "would":
            return syntax.PatternCondition(True, self.expression(children(node)[0]), place)
        return syntax.PatternCondition(False, self.expression(node), place)
