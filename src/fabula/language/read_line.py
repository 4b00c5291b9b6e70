# SPDX-License-Identifier: Apache-2.0
"""One logical line, or a fragment that stands for one, from words to a node of the syntax tree."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.build_lines import LineBuilder
from fabula.language.grammar import LineReader
from fabula.language.layout import Line, lay_out_fragment
from fabula.language.problems import lines as problems


class LineText:
    """Reads lines and fragments of one source; `reported` gets what is wrong with them."""

    def __init__(self, source: Source, reported: list[Diagnostic]) -> None:
        self.source = source
        self.reported = reported
        self.reader = LineReader(source, reported)
        self.builder = LineBuilder(source, reported, self.read_expression)

    def line(self, line: Line, rule: str) -> object:
        """What a line is, read by a rule of the grammar; None if it cannot be read (reported)."""
        tree = self.reader.read(line, rule)
        if tree is None:
            return None
        return getattr(self.builder, tree.data)(tree)

    def fragment(self, span: Span, rule: str) -> object:
        """The same for a part of a text, which may go over several lines of it."""
        layout = lay_out_fragment(self.source, span)
        self.reported += layout.problems
        if not layout.lines:
            self.reported.append(problems.nothing_here(span, rule))
            return None
        if layout.lines[0].repaired:
            return None
        return self.line(layout.lines[0], rule)

    def read_expression(self, span: Span) -> syntax.Expression | None:
        """An expression in the braces of a text."""
        found = self.fragment(span, "expression")
        return found if isinstance(found, syntax.Expression) else None
