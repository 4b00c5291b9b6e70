# SPDX-License-Identifier: Apache-2.0
"""What we say about a text: spans, sources, diagnostics, near names, and their renderers.

Imports nothing else of Fabula, and touches no disk and no terminal: text in, text out. Begin reading with
`diagnostic.py` (the value everybody passes around), then `source.py`, then `show_text.py`. The renderers are imported
when they are first used: most texts have nothing wrong.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from fabula.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from fabula.diagnostics.source import Position, Source, decode
from fabula.diagnostics.span import NOWHERE, Span
from fabula.diagnostics.suggest import suggest

if TYPE_CHECKING:
    from fabula.diagnostics.show_json import as_data, as_json, render_json
    from fabula.diagnostics.show_sarif import render_sarif
    from fabula.diagnostics.show_text import render_text

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

_RENDERERS = {
    "as_data": "show_json",
    "as_json": "show_json",
    "render_json": "show_json",
    "render_sarif": "show_sarif",
    "render_text": "show_text",
}


def __getattr__(name: str) -> object:
    """A renderer, imported when it is first asked for."""
    if name in _RENDERERS:
        return getattr(import_module(f"fabula.diagnostics.{_RENDERERS[name]}"), name)
    raise AttributeError(f"module 'fabula.diagnostics' has no attribute '{name}'")
