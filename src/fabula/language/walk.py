# SPDX-License-Identifier: Apache-2.0
"""All nodes of a tree, syntax tree or model, without recursion: whatever is a frozen dataclass in a field counts.

A fact or definition that an expression points at is not entered: only what was written at the place itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from fabula.diagnostics import Span
from fabula.model.world import Definition, Fact


def nodes(tree: object) -> Iterator[object]:
    """The tree and every node below it, in the order of the text as far as the fields follow it."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node[::-1])
            continue
        form: Any = node.__class__
        below = _below(form)
        if below is not None:
            yield node
            stack.extend(below(node))


@cache
def _below(form: type) -> Callable[[object], tuple[object, ...]] | None:
    """What gives the fields of a form of node, the last first, or None if it is no node; remembered for each form."""
    if not is_dataclass(form) or issubclass(form, Span | Fact | Definition):
        return None
    names = [field.name for field in reversed(fields(form)) if field.name != "span"]
    if len(names) < 2:
        return lambda node: tuple(getattr(node, name) for name in names)
    return attrgetter(*names)
