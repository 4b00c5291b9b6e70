# SPDX-License-Identifier: Apache-2.0
"""The ways in: a world file, and pieces of the language inside other texts.

Each function gives a tree with what could be read, and everything that is wrong with the text. Words
(`tokens.py`) become lines and blocks (`layout.py`), lines become trees (`grammar.py`, `build_*.py`), and what stands
under what is put together in `read_*.py`.
"""

from __future__ import annotations

from typing import cast

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language import syntax
from fabula.language.layout import lay_out
from fabula.language.problems.sections import too_many_problems
from fabula.language.read_file import FileReader
from fabula.language.read_line import LineText

MOST_PROBLEMS = 200
"""So many problems of one file are shown. Nobody reads more, and a file of the wrong sort has one in every line."""


def parse_world(source: Source) -> tuple[syntax.WorldFile, tuple[Diagnostic, ...]]:
    """The tree of a world file, with what could be read, and what is wrong with it."""
    layout = lay_out(source, source.whole())
    reader = FileReader(source, layout.problems)
    tree = reader.file(layout.lines, layout.comments)
    problems = in_order(layout.problems)
    if len(problems) > MOST_PROBLEMS:
        problems = (*problems[:MOST_PROBLEMS], too_many_problems(problems[MOST_PROBLEMS:]))
    return tree, problems


def parse_expression(source: Source, span: Span) -> tuple[syntax.Expression | None, tuple[Diagnostic, ...]]:
    """The expression that a part of a text is."""
    found, problems = _parse_fragment(source, span, "expression")
    return cast("syntax.Expression | None", found), problems


def parse_statements(source: Source, span: Span) -> tuple[tuple[syntax.Statement, ...], tuple[Diagnostic, ...]]:
    """The statements, parted by semicolons, that a part of a text is; none if it cannot be read."""
    found, problems = _parse_fragment(source, span, "statements")
    return cast("tuple[syntax.Statement, ...]", found or ()), problems


def parse_call(source: Source, span: Span) -> tuple[syntax.Call | None, tuple[Diagnostic, ...]]:
    """The event with its arguments, `go(Ash, yard)`, that a part of a text is."""
    found, problems = _parse_fragment(source, span, "call")
    return cast("syntax.Call | None", found), problems


def parse_calls(source: Source, span: Span) -> tuple[tuple[syntax.Call, ...], tuple[Diagnostic, ...]]:
    """The events with their arguments, parted by commas, that a part of a text is."""
    found, problems = _parse_fragment(source, span, "calls")
    return cast("tuple[syntax.Call, ...]", found or ()), problems


def _parse_fragment(source: Source, span: Span, rule: str) -> tuple[object, tuple[Diagnostic, ...]]:
    """A part of a text, read as one line."""
    problems: list[Diagnostic] = []
    found = LineText(source, problems).fragment(span, rule)
    return found, in_order(problems)


def in_order(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems in the order of the text."""
    return tuple(sorted(problems, key=lambda problem: problem.primary.span.start))
