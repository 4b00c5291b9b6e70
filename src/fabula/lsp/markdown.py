# SPDX-License-Identifier: Apache-2.0
"""Pieces of Markdown that hovers are made of; whatever an author wrote is escaped or stands in code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent

from fabula.lsp.moments import Valued
from fabula.lsp.vocabulary import Declared

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_CODE = re.compile(r"(`[^`]+`)")
_MOST_LINES = 24
_MOST_NAMES = 8


def plain(text: str) -> str:
    """A text that means itself."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def prose(text: str) -> str:
    """A text that means itself, but for what stands between backticks."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if _CODE.fullmatch(part) else plain_part(part) for part in parts)


def plain_part(text: str) -> str:
    """A piece of a text, its blanks kept."""
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """A piece of code on one line."""
    words = " ".join(text.split())
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def block(text: str) -> str:
    """Lines of the language, the first few."""
    lines = text.replace("```", "'''").split("\n")
    shown = lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "    …"]
    return "\n".join(("```fabula", *shown, "```"))


def declaration(declared: Declared) -> str:
    """A declaration as it is written."""
    source, span = declared.file.source, declared.declaration.span
    start = source.line_span(source.position(span.start).line).start
    indent = source.text[start : span.start]
    text = source.slice(span)
    return dedent(f"{indent}{text}") if not indent.strip() else text


def remark(declared: Declared) -> str:
    """What the author noted behind the first line of a declaration, or else above it."""
    source = declared.file.source
    first = source.position(declared.declaration.span.start).line
    comments = {comment.line + 1: comment for comment in declared.file.tree.comments}
    beside = comments.get(source.position(declared.name.span.start).line)
    if beside is not None and not beside.alone:
        return prose(beside.text.lstrip("# "))
    above: list[str] = []
    line = first - 1
    while line in comments and comments[line].alone:
        above.insert(0, comments[line].text.lstrip("# "))
        line -= 1
    return prose(" ".join(above))


def listed(names: Sequence[str]) -> str:
    """Names as a part of a sentence, the first few."""
    shown = [code(name) for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        shown.append(f"{len(names) - _MOST_NAMES} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def value_line(valued: Valued) -> str:
    """A value, and who believes otherwise."""
    line = f"{code(valued.said)} is {code(valued.value)}"
    groups: dict[str, list[str]] = {}
    for name, value in valued.otherwise:
        groups.setdefault(value, []).append(name)
    said = [f"{listed(names)} believe{'s' if len(names) == 1 else ''} {code(value)}" for value, names in groups.items()]
    return f"{line}; {'; '.join(said)}" if said else line
