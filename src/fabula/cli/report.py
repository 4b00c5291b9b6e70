# SPDX-License-Identifier: Apache-2.0
"""How every command shows problems, and the exit codes that they end with."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum

from fabula import __version__, diagnostics
from fabula.cli.output import line_width, say, show, use_colour
from fabula.diagnostics import Diagnostic, Severity, Source

CLEAN = 0
FINDINGS = 1
IMPOSSIBLE = 1
BAD_INPUT = 2
GAVE_UP = 3


class Format(StrEnum):
    """How answers are written."""

    TEXT = "text"
    JSON = "json"


class ReportFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def show_problems(problems: Sequence[Diagnostic], sources: Mapping[str, Source], form: str = Format.TEXT) -> None:
    """Show what is wrong with the input: text to the standard error, data to the standard output."""
    if form == Format.TEXT:
        if problems:
            say(diagnostics.render_text(problems, sources, line_width(), use_colour(sys.stderr)))
    else:
        show(rendered(problems, sources, form))


def rendered(problems: Sequence[Diagnostic], sources: Mapping[str, Source], form: str) -> str:
    """The problems in a format."""
    match form:
        case ReportFormat.JSON:
            return diagnostics.render_json(problems, sources)
        case ReportFormat.SARIF:
            return diagnostics.render_sarif(problems, sources, __version__)
        case _:
            return diagnostics.render_text(problems, sources, line_width(), use_colour())


def errors_among(problems: Sequence[Diagnostic]) -> bool:
    """Whether one of the problems makes the input unusable."""
    return any(problem.severity is Severity.ERROR for problem in problems)
