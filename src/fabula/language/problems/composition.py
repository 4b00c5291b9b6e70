# SPDX-License-Identifier: Apache-2.0
"""Problems with worlds of several files: one is missing, includes itself, or leaves out what its base has not."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import Diagnostic, Edit, Fix, Label, Span, suggest
from fabula.language.problems.names import error, listed


def no_world(first: Span) -> Diagnostic:
    """`no-world`: a file that is read as a world, but does not say so."""
    return error(
        "no-world",
        "A world begins with a line that names it.",
        Label(first, "no `world` line, and no `variant` line"),
        advice='Write `world "Its title"` on the first line.',
        fix=Fix("Name it", (Edit(Span(first.source, 0, 0), 'world "Untitled"\n\n'),)),
    )


def file_not_found(path: str, span: Span) -> Diagnostic:
    """`file-not-found`: a file that is included, or that a variant is of, cannot be read."""
    return error(
        "file-not-found",
        f"The file `{path}` cannot be read.",
        Label(span, "no such file, or not a text"),
        notes=("Paths are looked up from the folder of the file that names them.",),
        advice="Check the spelling of the path, and that the file is there.",
    )


def cyclic_include(path: str, span: Span, walk: Iterable[str]) -> Diagnostic:
    """`cyclic-include`: a file that, over others, includes itself or is a variant of itself."""
    return error(
        "cyclic-include",
        f"`{path}` is being read already: these files go round in a circle.",
        Label(span, "this leads back"),
        notes=(" needs ".join(f"`{name}`" for name in walk) + ".",),
        advice="Put what both need into a third file, and include that.",
    )


def too_many_files(span: Span, most: int) -> Diagnostic:
    """`cyclic-include`: files that include one another without end in sight."""
    return error(
        "cyclic-include",
        f"More than {most} files include one another in a row.",
        Label(span, "and here is one more"),
        advice="Include fewer files, and those directly.",
    )


def without_base(span: Span) -> Diagnostic:
    """`without-base`: `without …` in a file that is no variant."""
    return error(
        "without-base",
        "Only a variant can leave something out.",
        Label(span, "there is nothing that this could leave out"),
        advice='Begin the file with `variant "Title" of FILE:`, or take the declaration away where it stands.',
    )


def nothing_left_out(section: str, name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """`nothing-left-out`: `without …` of something that the base does not have."""
    near = suggest(name, candidates)
    return error(
        "nothing-left-out",
        f"The base world has no {section} called `{name}` to leave out.",
        Label(span, "nothing of this name"),
        advice=f"Did you mean {listed(near)}?" if near else "Take this line away, or check the name.",
        fix=Fix(f"Write `{near[0]}`", (Edit(span, near[0]),)) if near else None,
    )
