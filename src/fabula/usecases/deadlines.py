# SPDX-License-Identifier: Apache-2.0
"""The moments that a world waits for: numbers with which it compares its clock, as a dawn or a deadline.

They are read off the conditions as they were written: wherever `now` is compared with a fact that is a number, or with
a number itself, which is called after the law, event, definition or ending that says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.ground_reading import is_clock
from fabula.language.walk import nodes
from fabula.model.chronicle import Deadline
from fabula.model.expression import Compare, Expression, FactRead, Literal
from fabula.model.ground import Program
from fabula.model.world import Definition, Ending, Event, Law, World


def deadlines(program: Program) -> tuple[Deadline, ...]:
    """The deadlines of a world, in the order of the text, each once."""
    found: dict[tuple[int | None, str], Deadline] = {}
    for name, other in _compared(program.world):
        for each in _read(program, name, other):
            found.setdefault((each.fact, each.words), each)
    return tuple(found.values())


def _compared(world: World) -> Iterator[tuple[str, Expression]]:
    """What `now` is compared with, and what the form is called that does."""
    forms: list[Definition | Law | Event | Ending] = []
    for declared in (world.definitions, world.laws, world.events, world.endings):
        forms += declared
    for form in forms:
        for node in nodes(form):
            if isinstance(node, Compare):
                for one, other in ((node.left, node.right), (node.right, node.left)):
                    if isinstance(one, FactRead) and is_clock(one.fact):
                        yield form.name, other


def _read(program: Program, name: str, other: Expression) -> Iterator[Deadline]:
    """The deadlines that an expression is: those of all things, where it is a fact of one."""
    match other:
        case Literal(float() | int() as moment) if not isinstance(moment, bool):
            yield Deadline(None, _words(name), float(moment))
        case FactRead(fact):
            for number, fluent in enumerate(program.fluents):
                if fluent.name == fact.name:
                    whose = f" ({', '.join(fluent.arguments)})" if fluent.arguments else ""
                    yield Deadline(number, f"{_words(fact.name)}{whose}", None)
        case _:
            return


def _words(name: str) -> str:
    return name.replace("_", " ")
