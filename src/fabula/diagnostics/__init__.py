# SPDX-License-Identifier: Apache-2.0
"""What we say about a text: spans, sources, diagnostics, near names, and their renderers.

Imports nothing else of Fabula, and touches no disk and no terminal: text in, text out. Begin reading with
`diagnostic.py` (the value everybody passes around), then `source.py`, then `show_text.py`.
"""

from fabula.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from fabula.diagnostics.show_json import as_data, as_json, render_json
from fabula.diagnostics.show_sarif import render_sarif
from fabula.diagnostics.show_text import render_text
from fabula.diagnostics.source import Position, Source, decode
from fabula.diagnostics.span import NOWHERE, Span
from fabula.diagnostics.suggest import suggest

__all__ = [
    "NOWHERE",
    "Diagnostic",
    "Edit",
    "Fix",
    "Label",
    "Position",
    "Severity",
    "Source",
    "Span",
    "as_data",
    "as_json",
    "decode",
    "render_json",
    "render_sarif",
    "render_text",
    "suggest",
]
