# SPDX-License-Identifier: Apache-2.0
"""What we say about a text: one value, shown by every front end.

A `Diagnostic` is data. The checkers fill it, the renderers beside this module turn it into text, JSON or
SARIF, and the language server and the studio show the same object. Nothing here knows how it will look.
"""

from enum import StrEnum

from fabula.diagnostics.span import Span
from fabula.records import dataclass


class Severity(StrEnum):
    """How much it matters: an error makes the input unusable or the story wrong, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Label:
    """A span and what there is to say about it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` where `span` is."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend the problem, and the sentence that offers them."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a readable code, one plain sentence, the place, other places that matter, a way out.

    `code` is words joined by hyphens and names the page `docs/problems/<code>.md`. `primary` is the place
    the problem is at, `labels` are the other places ("the door was locked here"), `notes` are plain
    sentences, `help` says what would mend it, `fix` is the same as edits where a program can apply it.
    """

    code: str
    severity: Severity
    title: str
    primary: Label
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    fix: Fix | None = None
