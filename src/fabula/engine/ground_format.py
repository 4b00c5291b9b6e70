# SPDX-License-Identifier: Apache-2.0
"""A program as flat numbered tables and as text: what the native core reads, and what can be replayed without Python.

`flattened` numbers everything, `write_ground` and `read_ground` turn the tables into text and back. The format is
documented in `docs/design/ground-format.md`; the same program always gives the same text. Spans stay behind,
names stand in a last section that may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fabula.model.values import NONE, UNKNOWN, Value
from fabula.records import dataclass

VERSION = 1
BEGIN = f"fabula-ground {VERSION}"

OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/")
KINDS = ("yes/no", "number", "thing")
FACTS, BELIEFS = "facts", "beliefs"

Stated = tuple[tuple[int, ...], int, str]
"""A belief of the start: minds from the outside in, fluent, value as it is written."""


class Node(NamedTuple):
    """One expression: `parts` are a fluent, a person, nodes that stand before it; `value` is a constant's."""

    sign: str
    parts: tuple[int, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class FlatEffect:
    """An effect; `guard` is None where there is none."""

    path: tuple[int, ...]
    fluent: int
    value: int
    guard: int | None
    increase: bool


@dataclass(frozen=True, slots=True)
class FlatEvent:
    """An event."""

    condition: int
    takes: int
    willing: tuple[int, ...]
    impulses: tuple[tuple[int, int], ...]
    observers: tuple[int, ...]
    effects: tuple[FlatEffect, ...]


@dataclass(frozen=True, slots=True)
class FlatLaw:
    """A law."""

    condition: int
    changes_facts: bool
    effects: tuple[FlatEffect, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers are called; every name is one line."""

    people: tuple[str, ...]
    things: tuple[str, ...]
    fluents: tuple[str, ...]
    events: tuple[str, ...]
    laws: tuple[str, ...]
    moments: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroundTables:
    """A ground world in numbers. `fluents` are (kind, value at the start)."""

    people: int
    things: int
    clock: int | None
    wait: int | None
    fluents: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    beliefs: tuple[Stated, ...]
    events: tuple[FlatEvent, ...]
    laws: tuple[FlatLaw, ...]
    moments: tuple[FlatLaw, ...]
    utilities: tuple[int, ...]
    author: int
    endings: tuple[int, ...]
    names: Names | None = None


def shown_value(value: Value, things: dict[str, int]) -> str:
    """A value as it is written: `unknown`, `none`, `no`, `yes`, `@` and a thing's number, or a number."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() | int():
            return repr(float(value))
        case str():
            return f"@{things.setdefault(value, len(things))}"
        case _:
            return "none" if value is NONE else "unknown"


def value_shown(text: str, things: tuple[str, ...]) -> Value:
    """The value that is written so."""
    words: dict[str, Value] = {"unknown": UNKNOWN, "none": NONE, "no": False, "yes": True}
    if text in words:
        return words[text]
    return things[int(text[1:])] if text.startswith("@") else float(text)


# Writing.


def write_ground(tables: GroundTables, *, named: bool = True) -> str:
    """The tables as text, with the names if there are any and they are wanted."""
    lines = [*_lines(tables), *(_named(tables.names) if named and tables.names is not None else ()), "end"]
    return "".join(line + "\n" for line in lines)


def _lines(tables: GroundTables) -> Iterator[str]:
    yield BEGIN
    yield f"people {tables.people}"
    yield f"things {tables.things}"
    yield f"fluents {len(tables.fluents)}"
    for kind, value in tables.fluents:
        yield f"{kind} {value}"
    yield f"clock {_optional(tables.clock)}"
    yield f"nodes {len(tables.nodes)}"
    for node in tables.nodes:
        yield _numbers(node.sign, *node.parts) if node.sign != "value" else f"value {node.value}"
    yield f"beliefs {len(tables.beliefs)}"
    for path, fluent, value in tables.beliefs:
        yield f"{fluent} {value} {_numbers(len(path), *path)}"
    yield f"events {len(tables.events)}"
    for event in tables.events:
        yield from _event(event)
    yield f"wait {_optional(tables.wait)}"
    for title, laws in (("laws", tables.laws), ("moments", tables.moments)):
        yield f"{title} {len(laws)}"
        for law in laws:
            yield f"law {law.condition} {FACTS if law.changes_facts else BELIEFS}"
            yield from _effects(law.effects)
    yield _numbers("utilities", *tables.utilities)
    yield f"author {tables.author}"
    yield _numbers("endings", len(tables.endings), *tables.endings)


def _event(event: FlatEvent) -> Iterator[str]:
    yield f"event {event.condition} {event.takes}"
    yield _numbers("willing", len(event.willing), *event.willing)
    impulses = (number for impulse in event.impulses for number in impulse)
    yield _numbers("impulses", len(event.impulses), *impulses)
    yield _numbers("observers", *event.observers)
    yield from _effects(event.effects)


def _effects(effects: tuple[FlatEffect, ...]) -> Iterator[str]:
    yield f"effects {len(effects)}"
    for effect in effects:
        sign = "+=" if effect.increase else "="
        path = _numbers(len(effect.path), *effect.path)
        yield f"{effect.fluent} {sign} {effect.value} {_optional(effect.guard)} {path}"


def _named(names: Names) -> Iterator[str]:
    yield "names"
    for group in (names.people, names.things, names.fluents, names.events, names.laws, names.moments, names.endings):
        yield from group


def _optional(number: int | None) -> str:
    return "-" if number is None else str(number)


def _numbers(*words: str | int) -> str:
    return " ".join(str(word) for word in words)
