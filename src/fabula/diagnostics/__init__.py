# SPDX-License-Identifier: Apache-2.0
"""What we say about a text: spans, sources, diagnostics, near names, and their renderers.

Imports nothing else of Fabula. Begin reading with `diagnostic.py`.
"""

from fabula.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from fabula.diagnostics.span import NOWHERE, Span

__all__ = ["NOWHERE", "Diagnostic", "Edit", "Fix", "Label", "Severity", "Span"]
