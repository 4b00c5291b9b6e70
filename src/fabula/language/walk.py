# SPDX-License-Identifier: Apache-2.0
"""All nodes of a tree, syntax tree or model, without recursion: whatever is a frozen dataclass in a field counts.

A fact or definition that an expression points at is not entered: only what was written at the place itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from fabula.diagnostics import Span
from fabula.model.world import Definition, Fact


def nodes(tree: object) -> Iterator[object]:
    """The tree and every node below it, in the order of the text as far as the fields follow it."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(reversed(node))
        elif is_dataclass(node) and not isinstance(node, Span | Fact | Definition):
            yield node
            stack.extend(getattr(node, part) for part in _parts(node.__class__))


@cache
def _parts(form: type) -> tuple[str, ...]:
    """The fields of a form of node, the last first; asked for so often that it is remembered."""
    return tuple(part.name for part in reversed(fields(form)))
