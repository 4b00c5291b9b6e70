# SPDX-License-Identifier: Apache-2.0
"""The one layout of a world file.

Four spaces for each step; one blank line where the author left some, and around whatever has lines under it; one
statement or condition a line, and on the line of its colon if it is alone and short; nothing longer than a hundred
characters if it can be broken. Comments stay. The meaning stays: what is written here reads as the same tree.
"""

from __future__ import annotations

from fabula.diagnostics import Severity, Source
from fabula.language import syntax
from fabula.language.format_declarations import stands_apart, write_declaration
from fabula.language.format_expressions import text
from fabula.language.format_page import INDENT, Page
from fabula.language.parser import parse_world


def format_world(source: Source) -> str | None:
    """The world file in the one layout; None if it does not parse."""
    tree, problems = parse_world(source)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None
    page = Page(source, tree.comments)
    items: list[syntax.WorldHeader | syntax.VariantHeader | syntax.Declaration] = list(tree.declarations)
    if tree.header is not None:
        items.append(tree.header)
    indent, apart = 0, False
    for item in sorted(items, key=lambda item: item.span.start):
        if isinstance(item, syntax.WorldHeader):
            page.write(item.span.start, 0, [f"world {text(item.title)}"], item.span.end, apart=apart)
            apart = True
        elif isinstance(item, syntax.VariantHeader):
            head = f"variant {text(item.title)} of {source.slice(item.base_span)}:"
            page.write(item.span.start, 0, [head], item.span.end, apart=apart)
            indent, apart = INDENT, False
        else:
            tall = stands_apart(item)
            write_declaration(page, item, indent, apart=apart or tall)
            apart = tall
    return page.text()
