# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a text, as an editor shows it."""

from __future__ import annotations

from lsprotocol import types

from fabula.diagnostics import Source, Span
from fabula.language import syntax
from fabula.language.manuscript_markdown import read_page
from fabula.language.parser import parse_world
from fabula.lsp.addresses import uri_of
from fabula.lsp.analysis import Analysis
from fabula.lsp.convert import Positions, Shown
from fabula.lsp.reading import Form

_MOST = 500


def diagnostics_of(analysis: Analysis, positions: Positions) -> list[types.Diagnostic]:
    """The diagnostics of a text, each once; those of the files it names stand where it names them."""
    found = dict.fromkeys(analysis.diagnostics)
    shown = Shown(positions, analysis.source, analysis.sources, lambda name: analysis.texts.uri(name, uri_of(name)))
    elsewhere = any(problem.primary.span.source != analysis.source.name for problem in found)
    leads = _Leads(analysis).to() if elsewhere else {}
    return [shown.diagnostic(problem, leads) for problem in list(found)[:_MOST]]


class _Leads:
    """Where a text names the files that it is read with."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    def to(self) -> dict[str, Span]:
        """For each other source, the place that leads there; the first for those that others lead to."""
        source = self.analysis.source
        named = list(_named(self.analysis.form, source))
        found: dict[str, Span] = {}
        for path, span in named:
            opened = self.analysis.texts.open_file(source.name, path)
            if opened is not None:
                found[opened.name] = span
        if named:
            for name in self.analysis.sources:
                found.setdefault(name, named[0][1])
        return found


def _named(form: Form, source: Source) -> list[tuple[str, Span]]:
    """The paths that a text names, and where."""
    if form is Form.MANUSCRIPT:
        page = read_page(source.name, source.text)
        return [(each.value, each.value_span) for each in page.settings if each.key == "world"]
    tree, _ = parse_world(source)
    found: list[tuple[str, Span]] = []
    if isinstance(tree.header, syntax.VariantHeader):
        found.append((tree.header.base, tree.header.base_span))
    found += ((d.path, d.path_span) for d in tree.declarations if isinstance(d, syntax.IncludeDeclaration))
    return found
